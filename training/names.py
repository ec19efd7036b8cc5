"""One scheme of names for corpora that disagree: person, organisation, place, group or nationality, misc.

Where a corpus does not say which of ours it means, the label is a set (`B-MISC|B-GROUP`) and training counts any of it
as right; a word about which the corpus says nothing is unknown.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.language.encoder.bio import Span, spans_of
from training.scheme import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Kinds = Mapping[str, tuple[str, ...]]
"""What a corpus' kinds of names are in our scheme."""

PERSON, ORGANISATION, PLACE, GROUP, MISC = ("PERSON",), ("ORGANISATION",), ("PLACE",), ("GROUP",), ("MISC",)
ANY_MISC = ("MISC", "GROUP")
NO_NAME: tuple[str, ...] = ("O",)
TECHNICAL = ("MISC", "O")
"""A term of art (`gradient descent`) that some would call a name and most would not."""

CONLL: Kinds = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE, "MISC": ANY_MISC}
WNUT: Kinds = {
    "person": PERSON, "location": PLACE, "corporation": ORGANISATION, "group": ORGANISATION,
    "product": MISC, "creative-work": MISC,
}  # fmt: skip
CROSSNER: Kinds = {
    **dict.fromkeys(("person", "politician", "writer", "researcher", "scientist", "musicalartist"), PERSON),
    **dict.fromkeys(("organisation", "politicalparty", "university", "band"), ORGANISATION),
    **dict.fromkeys(("location", "country"), PLACE),
    **dict.fromkeys(("election", "event", "award", "book", "poem", "song", "album", "magazine", "conference"), MISC),
    **dict.fromkeys(("academicjournal", "product", "programlang", "astronomicalobject"), MISC),
    **dict.fromkeys(("algorithm", "task", "field", "metrics", "literarygenre", "musicgenre"), TECHNICAL),
    **dict.fromkeys(("musicalinstrument", "chemicalelement", "chemicalcompound", "protein"), TECHNICAL),
    **dict.fromkeys(("enzyme", "discipline", "theory"), TECHNICAL),
    "misc": ANY_MISC,
}


@functools.cache
def listed(name: str) -> frozenset[str]:
    """Read one of our word lists: `demonyms` (nationalities, peoples, faiths, party followers) or `titles`."""
    lines = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_group(words: Sequence[str]) -> bool:
    """Tell whether a name is a nationality or group: its last word is one (`South African`, `Bosnian Serbs`)."""
    last = words[-1].lower()
    last = last.rpartition("-")[2] or last
    return last in listed("demonyms") or last.removesuffix("s") in listed("demonyms")


def unify(words: Sequence[str], tags: Sequence[str], kinds: Kinds, outside: Callable[[int], str]) -> list[str]:
    """Rewrite a corpus' name tags in our scheme; `outside` says what a word without a name is."""
    result = [outside(i) for i in range(len(words))]
    for span in spans_of(tags):
        allowed = kinds.get(span.kind, ())
        if allowed == ANY_MISC and is_group(words[span.start : span.end]):
            allowed = GROUP
        for i in range(span.start, span.end):
            result[i] = _label(allowed, "B" if i == span.start else "I")
    return result


def _label(allowed: Iterable[str], position: str) -> str:
    return "|".join(kind if kind == "O" else f"{position}-{kind}" for kind in allowed) or UNKNOWN


def every(words: Sequence[str], tags: Sequence[str], kinds: Kinds) -> list[str]:
    """Unify a corpus that annotates all names, nationalities too."""
    return unify(words, tags, kinds, lambda i: "O")


def without_groups(words: Sequence[str], tags: Sequence[str], kinds: Kinds) -> list[str]:
    """Unify a corpus that leaves nationalities out: a capitalised word outside may be one."""
    return unify(words, tags, kinds, lambda i: "O|B-GROUP|I-GROUP" if words[i][:1].isupper() else "O")


def from_gum(words: Sequence[str], tags: Sequence[str], xpos: Sequence[str], places: frozenset[str]) -> list[str]:
    """Take what can be trusted of GUM's derived names: whole proper names, titles cut, states as places.

    Its derivation misses names inside other mentions, so a proper noun outside says nothing.
    """
    result = quiet(words, xpos)
    for span in spans_of(tags):
        start = span.start
        while span.kind == "PERSON" and start < span.end - 1 and words[start].lower() in listed("titles"):
            result[start] = "O"
            start += 1
        trusted = all(x.startswith("NNP") for x in xpos[start : span.end]) and words[start].lower() not in listed(
            "titles"
        )
        allowed = _gum_kind(Span(start, span.end, span.kind), words, places) if trusted else ()
        for i in range(start, span.end):
            result[i] = _label(allowed, "B" if i == start else "I")
    return result


def _gum_kind(span: Span, words: Sequence[str], places: frozenset[str]) -> tuple[str, ...]:
    text = words[span.start : span.end]
    if is_group(text):
        return GROUP
    if span.kind == "ORG" and " ".join(text).lower() in places:
        return PLACE
    return {"PERSON": PERSON, "ORG": ORGANISATION, "PLACE": PLACE}.get(span.kind, ())


def quiet(words: Sequence[str], xpos: Sequence[str]) -> list[str]:
    """Say that common words are no names, and nothing about proper nouns and capitalised adjectives and nouns."""
    return [UNKNOWN if _may_be_name(w, x) else "O" for w, x in zip(words, xpos, strict=True)]


def _may_be_name(word: str, xpos: str) -> bool:
    return xpos.startswith("NNP") or (word != word.lower() and xpos.startswith(("NN", "JJ", "FW", "ADD")))
