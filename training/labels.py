"""The labels of every head, as a table that travels with the exported model."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.language.encoder.lemmas import rule_for
from training.scheme import FIXED, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from training.scheme import Document

IGNORE = -100
RARE_RULE = 2
"""A lemma rule seen less often than this is an accident of spelling."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Number the labels of each head; `names[head][i]` is what class i means."""

    names: dict[str, list[str]]
    numbers: dict[str, dict[str, int]] = field(repr=False)

    @classmethod
    def of(cls, names: dict[str, list[str]]) -> Labels:
        """Number labels in the order given."""
        return cls(names, {head: {label: i for i, label in enumerate(labels)} for head, labels in names.items()})

    @classmethod
    def learn(cls, documents: Iterable[Document]) -> Labels:
        """Collect the labels that the treebanks use, beside the fixed ones."""
        seen: dict[str, Counter[str]] = {"xpos": Counter(), "relation": Counter(), "lemma": Counter()}
        for document in documents:
            if "xpos" not in document.tags:
                continue
            seen["xpos"].update(document.tags["xpos"])
            seen["relation"].update(document.tags["relation"])
            seen["lemma"].update(map(rule_for, document.words, document.tags["lemma"]))
        rules = [rule for rule, n in sorted(seen["lemma"].items(), key=lambda x: (-x[1], x[0])) if n >= RARE_RULE]
        learnt = {"xpos": sorted(seen["xpos"]), "relation": sorted(seen["relation"]), "lemma": rules}
        return cls.of({**FIXED, **learnt})

    def sizes(self) -> dict[str, int]:
        """Count the classes of each head."""
        return {head: len(labels) for head, labels in self.names.items()}

    def number(self, head: str, label: str) -> int:
        """Give the number of one label, or IGNORE for one that is unknown or unseen."""
        return self.numbers[head].get(label, IGNORE)

    def mask(self, head: str, label: str) -> int:
        """Give a loose label (`O|B-GROUP`) as a bit mask of its classes; 0 for unknown."""
        if label == UNKNOWN:
            return 0
        return sum(1 << self.numbers[head][part] for part in label.split("|"))

    def save(self, path: Path) -> None:
        """Write the table as JSON."""
        path.write_text(json.dumps(self.names, ensure_ascii=False, indent=0), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read the table back."""
        return cls.of(json.loads(path.read_text(encoding="utf-8")))
