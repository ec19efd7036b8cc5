"""Our own annotated sentences: names, times, and acts with their PLOVER type and whether they happened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.language.encoder.bio import Span, tags_of
from training.scheme import UNKNOWN, Document, Pair

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"P": "PERSON", "O": "ORGANISATION", "L": "PLACE", "G": "GROUP", "M": "MISC"}
TIMES = {"D": "DATE", "T": "TIME", "U": "DURATION", "S": "SET"}
MODALITIES = {"+": "happened", ">": "planned", "?": "hypothetical", "-": "negated"}
PARTICLES = frozenset(["back", "down", "for", "in", "into", "less", "off", "out", "over", "up"])
PIECE = re.compile(
    r"\[(?P<kind>[PLOGMDTUS]) (?P<inside>[^\]]+)\]|(?P<act>\S+?)\{(?P<type>[A-Z]+)(?P<mode>[+>?-])\}|(?P<word>\S+)"
)
WORDS = re.compile(r"\w+\.(?:\w+\.)+|\w+(?=n't)|n't|\w+|[^\w\s]")


def split(text: str) -> list[str]:
    """Cut a marked piece into words as the treebanks do: hyphens and apostrophes stand alone."""
    return text.split() if re.fullmatch(r"'\w+|\w+\.|[^\w\s]+", text) else [w for p in text.split() for w in _cut(p)]


def _cut(piece: str) -> list[str]:
    return [piece] if re.fullmatch(r"[\d.,:]+|'\w+|[A-Za-z]+\.(?:[a-z]+\.)*", piece) else WORDS.findall(piece)


def sentence(line: str) -> Document:
    """Read one marked sentence."""
    words: list[str] = []
    names: list[Span] = []
    times: list[Span] = []
    pairs: list[Pair] = []
    modality: dict[int, str] = {}
    for match in PIECE.finditer(line):
        start = len(words)
        words += split(match["inside"] or match["act"] or match["word"])
        kind = match["kind"]
        if kind in NAMES:
            names.append(Span(start, len(words), NAMES[kind]))
        elif kind:
            times.append(Span(start, len(words), TIMES[kind]))
        elif match["act"]:
            verb = start - 1 if words[start] in PARTICLES else start  # "called off": the verb is the act
            modality[verb] = MODALITIES[match["mode"]]
            pairs.append(Pair((), (), match["type"], (verb,)))
    tags = {
        "name": tags_of(names, len(words)),
        "time": tags_of(times, len(words)),
        "modality": [modality.get(i, UNKNOWN) for i in range(len(words))],
    }
    return Document("diplomacy", line, words, [0], tags, pairs=pairs)


def read(path: Path) -> list[Document]:
    """Read a file of marked sentences; lines that start with # are remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [sentence(line) for line in lines if line and not line.startswith("#")]
