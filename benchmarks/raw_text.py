"""Score tags and trees from raw text, with the product's own words and sentences, as the CoNLL 2018 shared task does.

    python -m benchmarks.raw_text               print the words that are cut otherwise than in the treebanks

The scores are rows of `benchmarks/heads.py` ("raw text"), which holds their floors. The raw text of a document is made
again from the treebank: its sentences, a space between them unless SpaceAfter=No, a blank line where a paragraph
begins. Words are aligned by the characters they cover, white space left out; a word counts for a measure when the same
characters are a word of the treebank and have the same tag, the same governor, or the same governor and relation. F1.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import spacy

from dragoman.language import STEPS
from dragoman.language.encoder.component import _stretches
from dragoman.language.encoder.signals import read
from dragoman.language.encoder.step import encoded, words_of
from dragoman.language.encoder.weights import Model
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked
from dragoman.model import Document as Text
from training.corpora import conllu
from training.scheme import Document
from training.scores import percent

HERE = Path(__file__).parent
TREEBANKS = HERE.parent.parent / "shared/data/parse"
MEASURES = ("words", "upos", "uas", "las")
Span = tuple[int, int]


class Cut(NamedTuple):
    """Hold what a text is cut into: its words, and stretches of words that no sentence leaves."""

    words: list[str]
    bounds: list[Span]


def texts(path: Path) -> dict[str, str]:
    """Return the raw text of each document of a treebank."""
    found: dict[str, str] = {}
    name = gap = ""
    for block in path.read_text("utf-8").split("\n\n"):
        for line in block.splitlines():
            if line.startswith("# newdoc"):
                name, gap = line.partition("=")[2].strip(), ""
                found[name] = ""
            elif line.startswith("# newpar") and found[name]:
                gap = "\n\n"
            elif line.startswith("# text ="):
                found[name] += gap + line.partition("=")[2].strip()
        gap = "" if _closed(block) else " "
    return found


def _closed(sentence: str) -> bool:
    """Tell whether no space follows a sentence; of a contraction the row of the whole word says so."""
    rows = [line.split("\t") for line in sentence.splitlines() if line[:1].isdigit()]
    last = rows[-1][0] if rows else ""
    whole = [row for row in rows if row[0] == last or row[0].endswith(f"-{last}")]
    return bool(whole) and "SpaceAfter=No" in whole[0][9]


def by_reader(text: str) -> Cut:
    """Cut a text as the reader does: its tokens as words of the treebanks, sentences by rules."""
    marked = Marked(document=Text(id="", sha256="", text=text), doc=tokenize(""))
    for step in STEPS[: STEPS.index(encoded)]:
        marked = step(marked)
    sentences = words_of(marked)
    edges = accumulate((len(words) for words in sentences), initial=0)
    return Cut([text[start:end] for words in sentences for start, end in words], list(pairwise(edges)))


def by_component(text: str) -> Cut:
    """Cut a text as the spaCy component does in a blank English pipeline."""
    doc = spacy.blank("en")(text)
    places = [token.i for token in doc if not token.is_space]
    return Cut([doc[place].text for place in places], list(_stretches(doc, places)))


def covered(words: Sequence[str]) -> list[Span]:
    """Return the characters that each word covers, white space not counted."""
    edges = accumulate((len("".join(word.split())) for word in words), initial=0)
    return list(pairwise(edges))


def scorer(path: Path, cutter: Callable[[str], Cut]) -> Callable[[Sequence[Document], Model], dict[str, float]]:
    """Return a scorer of a treebank's documents from raw text; the model cuts the stretches into sentences."""
    raw = texts(path)

    def score(documents: Sequence[Document], model: Model) -> dict[str, float]:
        counts: Counter[str] = Counter()
        for document in documents:
            counts += compared(document, cutter(raw[document.name]), model)
        result = {name: percent(2 * counts[name], counts["found"] + counts["gold"]) for name in MEASURES}
        sentences = percent(2 * counts["sentences"], counts["sentences found"] + counts["sentences gold"])
        return result | {"sentences": sentences}

    return score


def compared(document: Document, cut: Cut, model: Model) -> Counter[str]:
    """Count words and sentences of a document, those found, and those that are right in each measure."""
    signals = read(cut.words, cut.bounds, model, split=True)
    gold, found = covered(document.words), covered(cut.words)
    place = {span: number for number, span in enumerate(gold)}
    counts = Counter(gold=len(gold), found=len(found))
    for i, span in enumerate(found):
        g = place.get(span)
        if g is None:
            continue
        target = document.pointers["arc"][g][0]
        governed = place.get(found[signals.heads[i]]) == (target if target >= 0 else g)
        named = signals.relations[i].partition(":")[0] == document.tags["relation"][g].partition(":")[0]
        tagged = signals.upos[i] == document.tags["upos"][g]
        counts.update(words=1, upos=int(tagged), uas=int(governed), las=int(governed and named))
    theirs = {(gold[a][0], gold[b - 1][1]) for a, b in document.bounds()}
    ours = {(found[a][0], found[b - 1][1]) for a, b in signals.sentences}
    counts.update({"sentences": len(ours & theirs), "sentences gold": len(theirs), "sentences found": len(ours)})
    return counts


def differences(gold: Sequence[str], found: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the shortest stretches of one text that two lists of words cut differently, as "gold words", "found"."""
    ours, theirs = covered(found), covered(gold)
    common = sorted({end for _, end in ours} & {end for _, end in theirs})
    at = [{end: number for number, (_, end) in enumerate(spans, 1)} for spans in (ours, theirs)]
    for start, end in pairwise([0, *common]):
        a, b = ([ends.get(edge, 0) for edge in (start, end)] for ends in at)
        if a[1] - a[0] > 1 or b[1] - b[0] > 1:
            yield " ".join(gold[b[0] : b[1]]), " ".join(found[a[0] : a[1]])


def main() -> int:
    """Print what is cut otherwise, most frequent first."""
    if not TREEBANKS.is_dir():
        print(f"skipped: {TREEBANKS} is not there")
        return 0
    for treebank in ("gum", "ewt"):
        path = TREEBANKS / f"en_{treebank}-ud-dev.conllu"
        raw = texts(path)
        counts: Counter[tuple[str, str]] = Counter()
        for document in conllu(path, treebank):
            counts.update(differences(document.words, by_reader(raw[document.name]).words))
        print(f"{treebank}: {counts.total()} stretches are cut otherwise")
        for (gold, found), number in counts.most_common(25):
            print(f"  {number} x {gold!r} cut as {found!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
