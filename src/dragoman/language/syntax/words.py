"""Look up words: the closed classes of English and the verbs of news, from terms/words.tsv and terms/verbs.tsv."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.terms import rows

VOWELS = frozenset("aeiou")


class Form(NamedTuple):
    """A word as a form of a verb: its lemma and the Penn tags it can have (VB, VBZ, VBD, VBN, VBG)."""

    lemma: str
    tags: frozenset[str]


@cache
def tagged(kind: str) -> frozenset[str]:
    """Return the words of one kind in terms/words.tsv."""
    return frozenset(word for row in rows("words") if row["kind"] == kind for word in row["words"].split())


@cache
def lemmas(flag: str) -> frozenset[str]:
    """Return the verbs that have a flag in terms/verbs.tsv: noun, reports, to, intransitive."""
    return frozenset(row["lemma"] for row in rows("verbs") if row[flag] == "yes")


@cache
def bases() -> frozenset[str]:
    """Return the base form of every known verb."""
    return frozenset(row["lemma"] for row in rows("verbs"))


@cache
def forms() -> dict[str, Form]:
    """Return every form of every known verb; a form of two verbs ("found") keeps the tags of both, the first lemma."""
    found: dict[str, Form] = {}
    for row in rows("verbs"):
        for word, tag in inflections(row["lemma"], row["past"], row["participle"]):
            known = found.get(word)
            lemma = known.lemma if known and row["lemma"] not in COMMON else row["lemma"]
            found[word] = Form(lemma, (known.tags if known else frozenset()) | {tag})
    return found


COMMON = frozenset({"find", "leave", "see", "lead", "lie", "fall", "feel"})  # "found" is rarely to found


def inflections(lemma: str, past: str, participle: str) -> tuple[tuple[str, str], ...]:
    """Return the forms of a verb with their tags; empty `past` and `participle` mean a regular verb."""
    regular = ed_form(lemma)
    stem = lemma
    if past.endswith("ed") and past[:-2] != lemma and len(past) == len(lemma) + 3:
        stem = past[:-2]  # committed: the doubled letter is in "committing" too
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", lemma) and past:
        stem = lemma + lemma[-1]  # cut, hit, run, begin is listed below
    elif lemma in DOUBLED:
        stem = lemma + lemma[-1]
    british: tuple[tuple[str, str], ...] = ()
    if not past and re.fullmatch(r"\w{2,}[^aeiou][aeiou]l", lemma):
        british = ((lemma + "led", "VBD"), (lemma + "led", "VBN"), (lemma + "ling", "VBG"))  # cancelled, travelling
    return (
        (lemma, "VB"),
        (s_form(lemma), "VBZ"),
        (past or regular, "VBD"),
        (participle or regular, "VBN"),
        (ing_form(stem), "VBG"),
        *british,
    )


DOUBLED = frozenset({"begin", "forget", "upset", "offset", "undercut", "forbid", "reset", "beset", "quit", "overrun"})


def ed_form(lemma: str) -> str:
    """Return the regular past: planned is listed, "visited", "denied" and "hoped" follow from the letters."""
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def s_form(lemma: str) -> str:
    """Return the third person of the present."""
    if lemma in ("have", "be"):
        return {"have": "has", "be": "is"}[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def ing_form(stem: str) -> str:
    """Return the -ing form of a stem."""
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) and len(stem) > 2:
        return stem[:-1] + "ing"
    return stem + "ing"


def guessed(word: str) -> Form | None:
    """Return an unlisted word in -ed or -ing as a form of a verb that must exist."""
    if len(word) < 6 or not word.isalpha():
        return None
    if word.endswith("ied"):
        return Form(word[:-3] + "y", frozenset({"VBD", "VBN"}))
    if word.endswith("ed") and not word.endswith("eed"):
        return Form(_stem(word[:-2]), frozenset({"VBD", "VBN"}))
    if word.endswith("ing"):
        return Form(_stem(word[:-3]), frozenset({"VBG"}))
    if word.endswith(("izes", "ifies")):
        return Form(word[:-1] if word.endswith("zes") else word[:-3] + "y", frozenset({"VBZ"}))
    return None


def _stem(cut: str) -> str:
    if cut[-1] == cut[-2] and cut[-1] not in "lsz":
        return cut[:-1]
    silent = re.search(r"(?:[^aeiou][aiou][cgsvz]|[cgv]|[aeiou]?[^aeiou][aiu]t|[^aeiou]l|at|iz|is|ur|us)$", cut)
    return cut + "e" if silent and not cut.endswith(("ng", "ll", "rl")) else cut


@cache
def classes() -> dict[str, str]:
    """Return the Penn tag of each word of a closed class; a word of several classes has that of the first below."""
    found: dict[str, str] = {}
    for kind, tag in CLASSES:
        for word in tagged(kind):
            found.setdefault(word, tag)
    return found


CLASSES = (
    ("subject-pronoun", "PRP"),
    ("object-pronoun", "PRP"),
    ("either-pronoun", "PRP"),
    ("reflexive", "PRP"),
    ("her", "PRP$"),
    ("possessive", "PRP$"),
    ("relative", "WDT"),
    ("modal", "MD"),
    ("be", "BE"),
    ("have", "HAVE"),
    ("do", "DO"),
    ("negation", "RB"),
    ("determiner", "DT"),
    ("conjunction", "CC"),
    ("number", "CD"),
    ("loose-pronoun", "NN"),
    ("conditional", "IN"),
    ("preposition", "IN"),
    ("subordinator", "IN"),
    ("adverb", "RB"),
    ("adjective", "JJ"),
    ("noun", "NN"),
)

PLURALS = frozenset({"people", "men", "women", "children", "troops", "police"})
SUFFIXES = (
    (re.compile(r".{2,}ly$"), "RB"),
    (re.compile(r".{3,}(?:ous|ful|less|ive|able|ible|ical|ic|ish|ed)$"), "JJ"),
    (re.compile(r".{4,}(?:ial|ual|ional|ental|istic|nal|ral|tal)$"), "JJ"),
    (re.compile(r".{3,}(?:[^su]s)$"), "NNS"),
)


def by_ending(word: str) -> str:
    """Return the tag that the ending of an unlisted word suggests."""
    return next((tag for pattern, tag in SUFFIXES if pattern.match(word)), "NN")


def plural(low: str) -> str:
    """Return NNS or NN by the last letter of a noun."""
    return "NNS" if low.endswith("s") and not low.endswith(("ss", "is", "us")) or low in PLURALS else "NN"
