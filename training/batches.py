"""Windows as tensors of one fixed shape."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

import torch

from dragoman.language.encoder.words import CLS, LOWER, NONE, SEP, TITLE, UPPER
from training.labels import IGNORE, Labels
from training.scheme import LOOSE, POINTERS, TAGGERS
from training.windows import Window, known, padded, targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

BLANK = 103
"""What MiniLM was pretrained to see in place of a subword that it should guess."""
RECASED = 0.06
"""Share of training windows read as if printed all in capitals, all in small letters, or as a headline."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Hold what the encoder reads: `ids`, `cases`, `mask` (batch x subwords), `first` and `sentence` (batch x words).

    Word position 0 is the start mark (root, none); `sentence` is -1 there and where there is no word.
    """

    ids: Tensor
    cases: Tensor
    mask: Tensor
    first: Tensor
    sentence: Tensor


@dataclass(frozen=True, slots=True)
class PairInputs:
    """Hold marked events: the row of the batch, weights that average each marked part, the gold type."""

    row: Tensor
    actor: Tensor
    recipient: Tensor
    predicate: Tensor
    kind: Tensor


@dataclass(frozen=True, slots=True)
class Gold:
    """Hold gold labels: `tags` (batch x words), `pointers` as (row, word, target mask), and pairs, if any."""

    tags: dict[str, Tensor]
    pointers: dict[str, tuple[Tensor, Tensor, Tensor]]
    pairs: PairInputs | None


def inputs(windows: Sequence[Window], chance: random.Random | None = None, blank: float = 0.0) -> Inputs:
    """Lay windows side by side; with `chance`, some are recased, and a share of subwords is blanked."""
    size, length = len(windows), padded(max(w.length for w in windows))
    ids, cases = (torch.zeros(size, length, dtype=torch.long) for _ in range(2))
    mask = torch.zeros(size, length)
    first = torch.zeros(size, length, dtype=torch.long)
    sentence = torch.full((size, length), -1, dtype=torch.long)
    for row, window in enumerate(windows):
        cut = window.source.subwords
        a, b = cut.first[window.start], cut.first[window.end]
        ids[row, : b - a + 2] = torch.tensor([CLS, *_blanked(cut.ids[a:b], chance, blank), SEP])
        cases[row, : b - a + 2] = torch.tensor([NONE, *_cased(cut.cases[a:b], chance), NONE])
        mask[row, : b - a + 2] = 1
        words = window.end - window.start
        first[row, 1 : words + 1] = torch.tensor(cut.first[window.start : window.end]) - a + 1
        sentence[row, 1 : words + 1] = torch.tensor(window.source.sentences[window.start : window.end])
    return Inputs(ids, cases, mask, first, sentence)


def _blanked(ids: list[int], chance: random.Random | None, blank: float) -> list[int]:
    if chance is None or not blank:
        return ids
    return [BLANK if chance.random() < blank else one for one in ids]


def _cased(cases: list[int], chance: random.Random | None) -> list[int]:
    if chance is None or chance.random() >= RECASED:
        return cases
    wanted = chance.choice((LOWER, UPPER, TITLE))
    return [wanted if case in (LOWER, TITLE, UPPER) else case for case in cases]


def gold(windows: Sequence[Window], width: int, labels: Labels) -> Gold:
    """Lay the labels of windows side by side; heads that none of them knows are left out."""
    tags: dict[str, Tensor] = {}
    for head in (*TAGGERS, "relation"):
        if any(head in w.source.tags for w in windows):
            table = torch.full((len(windows), width), 0 if head in LOOSE else IGNORE, dtype=torch.long)
            for row, window in enumerate(windows):
                table[row, 1 : window.end - window.start + 1] = torch.tensor(known(window, head))
            tags[head] = table
    pointers = {head: found for head in POINTERS if (found := _pointers(windows, head, width)) is not None}
    return Gold(tags, pointers, _pairs(windows, width, labels))


def _pointers(windows: Sequence[Window], head: str, width: int) -> tuple[Tensor, Tensor, Tensor] | None:
    rows: list[int] = []
    words: list[int] = []
    cells: list[tuple[int, int]] = []
    for row, window in enumerate(windows):
        for word, aims in targets(window, head).items():
            cells += [(len(rows), aim) for aim in aims]
            rows.append(row)
            words.append(word)
    if not rows:
        return None
    allowed = torch.zeros(len(rows), width, dtype=torch.bool)
    allowed[tuple(torch.tensor(cells).T)] = True
    return torch.tensor(rows), torch.tensor(words), allowed


def _pairs(windows: Sequence[Window], width: int, labels: Labels) -> PairInputs | None:
    found = [
        (row, window, pair)
        for row, window in enumerate(windows)
        for pair in window.source.document.pairs
        if all(window.start <= i < window.end for i in pair.actor + pair.recipient + pair.predicate)
    ]
    if not found:
        return None
    actor, recipient, predicate = (torch.zeros(len(found), width) for _ in range(3))
    for i, (_, window, pair) in enumerate(found):
        for weights, words in ((actor, pair.actor), (recipient, pair.recipient), (predicate, pair.predicate)):
            places = [w - window.start + 1 for w in words] or [0]
            weights[i, places] = 1 / len(places)
    kinds = torch.tensor([labels.number("event", pair.kind) for *_, pair in found])
    return PairInputs(torch.tensor([row for row, *_ in found]), actor, recipient, predicate, kinds)


def moved(value: Any, device: str) -> Any:
    """Bring every tensor of a batch to a device; the rest stays as it is."""
    if isinstance(value, torch.Tensor):
        return value.to(device, non_blocking=True)
    if isinstance(value, tuple):
        return tuple(moved(part, device) for part in value)
    if isinstance(value, dict):
        return {name: moved(part, device) for name, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{slot.name: moved(getattr(value, slot.name), device) for slot in fields(value)})
    return value
