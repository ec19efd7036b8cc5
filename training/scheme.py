"""What the heads say: the fixed label sets, and the document that carries gold labels."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.encoder.bio import vocabulary

UPOS = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
]  # fmt: skip
NAME_KINDS = ["PERSON", "ORGANISATION", "PLACE", "GROUP", "MISC"]
TIME_KINDS = ["DATE", "TIME", "DURATION", "SET"]
ROLE_KINDS = ["SOURCE", "CUE", "CONTENT"]
EVENT_TYPES = [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "YIELD",
]  # fmt: skip
"""PLOVER roots; YIELD is the older name under which plv_train keeps CONCEDE and RETREAT together."""

FIXED = {
    "upos": UPOS,
    "sentence": ["inside", "start"],
    "name": vocabulary(NAME_KINDS),
    "time": vocabulary(TIME_KINDS),
    "role": vocabulary(ROLE_KINDS),
    "mention": ["no", "yes"],
    "modality": ["happened", "planned", "hypothetical", "negated"],
    "event": EVENT_TYPES,
}
LEARNT = ("xpos", "lemma", "relation")
"""Heads whose labels come from the training data."""

TAGGERS = ("upos", "xpos", "lemma", "sentence", "name", "time", "role", "mention", "modality")
"""Heads that label one word each."""

LOOSE = ("name", "time")
"""Heads whose gold may be a set of labels (`O|B-GROUP`): corpora disagree on what they annotate."""

POINTERS = ("arc", "link", "antecedent")
"""Heads in which a word points to another word of the window, or to position 0 for none."""

UNKNOWN = ""
NOTHING, OUTSIDE = -1, -2
"""As a pointer's target: no word at all (the root, no source, a new entity); a word that is not known."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold one event: marked actor, recipient and predicate (word positions; what a corpus does not mark is empty)."""

    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    kind: str
    predicate: tuple[int, ...] = ()


@dataclass(slots=True)
class Document:
    """Hold the words of a text with what a corpus says about them; a missing head is simply not known.

    `starts` are the first words of its sentences. `pointers[head][i]` are the words that word i may point to
    (one is enough: a pronoun has many antecedents); a word without an entry is not trained on.
    """

    corpus: str
    name: str
    words: list[str]
    starts: list[int]
    tags: dict[str, list[str]] = field(default_factory=dict)
    pointers: dict[str, dict[int, tuple[int, ...]]] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)

    def bounds(self) -> list[tuple[int, int]]:
        """Give each sentence as (first word, end)."""
        return list(zip(self.starts, [*self.starts[1:], len(self.words)], strict=True))
