"""Run the encoder over words, once, and decode what its heads say: tags, tree, names, times, who said what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from dragoman.language.encoder.attribution import Attribution, Evidence, attributions, surroundings
from dragoman.language.encoder.bio import Span, decode
from dragoman.language.encoder.lemmas import apply_rule
from dragoman.language.encoder.trees import best_tree
from dragoman.language.encoder.weights import Model
from dragoman.language.encoder.windows import Window, arrays, stretches, windows
from dragoman.language.encoder.words import Subwords

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 1500
"""Words linked with each other: the table of links grows with their square."""
TAGGERS = ("upos", "xpos", "sentence", "name", "time", "modality")


class Signals(msgspec.Struct, frozen=True, kw_only=True):
    """What the encoder says of each word of a text, in the order of its words; spans count words.

    `heads[i]` is the word that governs word i, itself for the root of a sentence. `modality` is of use at acts only.
    """

    sentences: list[tuple[int, int]]
    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    modality: list[str]
    names: list[Span]
    times: list[Span]
    attributions: list[Attribution]


class _Gathered:
    """What the windows say, word by word: each word is taken from the window that shows most of its surroundings."""

    def __init__(self, words: int, model: Model, heads: Sequence[str]) -> None:
        self.tags = {head: np.zeros((words, len(model.labels[head])), np.float32) for head in heads}
        self.lemma = np.zeros(words, np.int64)
        self.shown = np.full(words, -1, np.int64)
        self.evidence = Evidence(words, len(model.labels["role"]))
        self.where = np.zeros(words, np.int64)
        self.syntax: list[tuple[Window, NDArray[Any], NDArray[Any], NDArray[Any]]] = []

    def add(self, window: Window, out: dict[str, NDArray[Any]]) -> None:
        margin = surroundings(window.start, window.end, len(self.lemma))
        better = np.flatnonzero(margin > self.shown[window.start : window.end])
        rows = better + window.start
        self.shown[rows], self.where[rows] = margin[better], len(self.syntax)
        for head, table in self.tags.items():
            table[rows] = out[head][better + 1]
        self.evidence.add(window.start, log_softmax(out["role"][1:]), log_softmax(out["link"][1:]))
        if "lemma" in out:
            self.lemma[rows] = out["lemma"][better + 1]
            self.syntax.append((window, out["arc"], out["relation_low"], out["relation_high"]))


def read(words: Sequence[str], bounds: Sequence[tuple[int, int]], model: Model, *, split: bool = False) -> Signals:
    """Return what the model says of the words of a text whose sentences are the ranges `bounds`.

    With `split` the bounds are only stretches that no sentence leaves, and the model cuts them into sentences. Either
    way they hold every word. Memory stays bounded: a long text is read in blocks of about BLOCK words, and words of
    two blocks are never linked.
    """
    blocks = _blocks(words, bounds, model)
    return _joined([_read(block, model, split) for block in blocks], [block.first for block in blocks])


def attributed(
    words: Sequence[str], bounds: Sequence[tuple[int, int]], model: Model
) -> tuple[list[Attribution], list[Span]]:
    """Return only who says what, and the names, as `read` does, at less cost: no tags, trees or times are decoded."""
    found: list[Attribution] = []
    names: list[Span] = []
    for block in _blocks(words, bounds, model):
        gathered = _gathered(block, model, syntax=False)
        found += (_moved(one, block.first) for one in attributions(gathered.evidence, model.labels["role"]))
        spans = _spans(gathered.tags["name"], model.labels["name"], block.stretches)
        names += (_shift(span, block.first) for span in spans)
    return found, names


class _Block(NamedTuple):
    """A run of whole stretches: the place of its first word, its words, and what is cut of them, counted from there."""

    first: int
    words: Sequence[str]
    stretches: list[tuple[int, int]]
    subwords: Subwords


def _blocks(words: Sequence[str], bounds: Sequence[tuple[int, int]], model: Model) -> list[_Block]:
    """Return the text in blocks of at most BLOCK words, or of one stretch."""
    subwords = model.pieces.cut(words)
    runs: list[list[tuple[int, int]]] = []
    for start, end in stretches(bounds, subwords.first):
        if runs and end - runs[-1][0][0] <= BLOCK:
            runs[-1].append((start, end))
        else:
            runs.append([(start, end)])
    found = []
    for run in runs:
        first, end = run[0][0], run[-1][1]
        inside = [(a - first, b - first) for a, b in run]
        found.append(_Block(first, words[first:end], inside, subwords.part(first, end)))
    return found


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.kind)


def _moved(one: Attribution, by: int) -> Attribution:
    source = _shift(one.source, by) if one.source else None
    return Attribution(cue=_shift(one.cue, by), content=tuple(_shift(span, by) for span in one.content), source=source)


def _joined(parts: Sequence[Signals], starts: Sequence[int]) -> Signals:
    """Join the blocks of a text, the numbers of their words moved to where each block starts."""
    pairs = list(zip(parts, starts, strict=True))
    return Signals(
        sentences=[(start + by, end + by) for part, by in pairs for start, end in part.sentences],
        upos=[tag for part in parts for tag in part.upos],
        xpos=[tag for part in parts for tag in part.xpos],
        lemmas=[lemma for part in parts for lemma in part.lemmas],
        heads=[head + by for part, by in pairs for head in part.heads],
        relations=[relation for part in parts for relation in part.relations],
        modality=[tag for part in parts for tag in part.modality],
        names=[_shift(span, by) for part, by in pairs for span in part.names],
        times=[_shift(span, by) for part, by in pairs for span in part.times],
        attributions=[_moved(one, by) for part, by in pairs for one in part.attributions],
    )


def _gathered(block: _Block, model: Model, *, syntax: bool) -> _Gathered:
    """Run the encoder over the windows of a block, one by one: what is said of a window depends on it alone.

    Without `syntax` only names and attributions are gathered: the graph of the other heads is not run.
    """
    first = block.subwords.first
    gathered = _Gathered(len(block.words), model, TAGGERS if syntax else ("name",))
    for window in windows(block.stretches, first):
        found = model.run("encoder", arrays(window, block.subwords))
        found |= model.run("syntax", [found["words"]]) if syntax else {}
        gathered.add(window, {name: array[0] for name, array in found.items()})
    return gathered


def _read(block: _Block, model: Model, split: bool) -> Signals:
    gathered = _gathered(block, model, syntax=True)
    sentences = _sentences(block.stretches, gathered.tags["sentence"]) if split else block.stretches
    heads, relations = _trees(gathered, sentences, model)
    upos, xpos, modality = (_best(gathered.tags[head], model.labels[head]) for head in ("upos", "xpos", "modality"))
    rules = model.labels["lemma"]
    return Signals(
        sentences=sentences,
        upos=upos,
        xpos=xpos,
        modality=modality,
        lemmas=[apply_rule(word, rules[int(rule)]) for word, rule in zip(block.words, gathered.lemma, strict=True)],
        heads=heads,
        relations=relations,
        names=_spans(gathered.tags["name"], model.labels["name"], sentences),
        times=_spans(gathered.tags["time"], model.labels["time"], sentences),
        attributions=attributions(gathered.evidence, model.labels["role"]),
    )


def log_softmax(scores: NDArray[Any]) -> NDArray[np.float32]:
    """Return log probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def _best(table: NDArray[np.float32], labels: Sequence[str]) -> list[str]:
    return [labels[number] for number in table.argmax(-1)]


def _spans(table: NDArray[np.float32], tags: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[Span]:
    scores = log_softmax(table)
    return [
        Span(start + one.start, start + one.end, one.kind)
        for start, end in sentences
        for one in decode(scores[start:end], tags)
    ]


def _sentences(whole: Sequence[tuple[int, int]], starts: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Cut stretches before each word that the model takes for the first of a sentence."""
    found: list[tuple[int, int]] = []
    for start, end in whole:
        cuts = [start, *(i for i in range(start + 1, end) if starts[i, 1] > starts[i, 0]), end]
        found += list(zip(cuts, cuts[1:], strict=False))
    return found


def _trees(gathered: _Gathered, sentences: Sequence[tuple[int, int]], model: Model) -> tuple[list[int], list[str]]:
    """Return the head and the relation of each word: the best tree of each sentence, labels computed on that tree."""
    count = len(gathered.lemma)
    heads = list(range(count))
    if not count:
        return [], []
    low, high = (np.zeros((count, array.shape[-1]), np.float32) for array in gathered.syntax[0][2:])
    for start, end in sentences:
        window, arcs, lows, highs = gathered.syntax[_window_of(gathered, start, end)]
        inside = [0, *range(start - window.start + 1, end - window.start + 1)]
        tree = best_tree(log_softmax(arcs[np.ix_(inside, inside)]).astype(np.float64))
        for word, head in enumerate(tree[1:], start):
            heads[word] = start + head - 1 if head else word
        low[start:end] = lows[inside[1:]]
        high[start:end] = highs[[inside[head] for head in tree[1:]]]
    scores = next(iter(model.run("relation", [low, high]).values()))
    root = model.labels["relation"].index("root")
    own = np.array(heads) == np.arange(count)
    scores[~own, root] = -np.inf
    names = [model.labels["relation"][number] for number in scores.argmax(-1)]
    return heads, ["root" if alone else name for alone, name in zip(own, names, strict=True)]


def _window_of(gathered: _Gathered, start: int, end: int) -> int:
    """Return the number of the window in which the middle of a sentence is seen best and that holds all of it."""
    best = int(gathered.where[(start + end) // 2])
    if gathered.syntax[best][0].start <= start and end <= gathered.syntax[best][0].end:
        return best
    return next(k for k, (window, *_) in enumerate(gathered.syntax) if window.start <= start and end <= window.end)
