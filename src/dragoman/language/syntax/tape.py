"""Hold one sentence while its words are tagged from left to right, and look to either side of a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dragoman.language.syntax.words import Form, classes, forms, lemmas, tagged

QUOTE_MARKS = frozenset(["“", "”", "„", '"', "``", "''", "‘", "’", "'", "«", "»", "`"])
PUNCTUATION = re.compile(r"^(?:[^\w$£€%&+]|_)+$")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOUNS = frozenset({"NN", "NNS", "NNP", "PRP"})
BEFORE_NOUN = frozenset({"DT", "PRP$", "POS", "JJ", "CD"})
PREFIXES = frozenset({"re", "co", "pre", "de", "un", "mis", "over", "out"})
SKIPPED = frozenset({"RB", "''", "_SP"})


class Entry(NamedTuple):
    """What is known of a word out of its context: its closed class, its reading as a verb, what it is made of."""

    low: str
    closed: str | None
    form: Form | None
    is_mark: bool
    is_number: bool
    is_plain_verb: bool  # a verb that is rarely a noun
    is_adverb: bool  # "irreversibly", not "comply" or "family"


@lru_cache(maxsize=50_000)
def look(word: str) -> Entry:
    """Look a word up."""
    low = word.lower().replace("’", "'")
    form = forms().get(low)
    plain = form is not None and form.lemma not in lemmas("noun")
    is_mark = bool(PUNCTUATION.match(word))
    closed = classes().get(low)
    is_adverb = low.endswith("ly") and form is None and closed not in ("NN", "JJ")
    return Entry(low, closed, form, is_mark, any(letter.isdigit() for letter in word), plain, is_adverb)


class Tape:
    """The words of one sentence, and the tags and lemmas of those already read."""

    def __init__(
        self, words: Sequence[str], timed: Sequence[bool], tight: Sequence[bool], named: Sequence[bool]
    ) -> None:
        self.words, self.timed, self.tight, self.named = words, timed, tight, named
        self.entries = [look(word) for word in words]
        self.low = [entry.low for entry in self.entries]
        self.tags: list[str] = []
        self.lemma = list(self.low)
        shouted = sum(word[:1].isupper() for word in words) > len(words) * 0.6 and len(words) > 3
        self.caps_mean_names = not shouted

    def at(self, k: int) -> str:
        """Return a word in lower case; empty beyond the end."""
        return self.low[k] if 0 <= k < len(self.low) else ""

    def closed(self, k: int) -> str:
        """Return the closed class of a word; empty for none."""
        return (self.entries[k].closed or "") if 0 <= k < len(self.entries) else ""

    def left(self, at: int) -> int:
        """Return the index of the word before, past adverbs, quotation marks, times and brackets; -1 for none."""
        k = at - 1
        while k >= 0:
            tag = self.tags[k]
            if tag in SKIPPED or self.timed[k]:
                k -= 1
            elif tag == "IN" and k + 1 < at and self.timed[k + 1]:
                k -= 1  # a storm on Sunday night caused
            elif tag == "HYPH" and self.low[k - 1] in PREFIXES:
                k -= 2
            elif tag == "-RRB-" and "-LRB-" in self.tags[max(0, k - 12) : k]:
                while self.tags[k] != "-LRB-":
                    k -= 1
                k -= 1
            else:
                break
        return k

    def upcoming(self, at: int) -> str:
        """Return roughly what comes next.

        D determiner or pronoun, N name or number, J adjective, n other noun, V verb, I preposition, T "to", W a word
        that opens a clause, E the end of the clause, O another word.
        """
        k = at + 1
        while k < len(self.words) and (self.words[k] in QUOTE_MARKS or self.timed[k] or self.entries[k].is_adverb):
            k += 1
        return self.rough(k)

    def rough(self, k: int) -> str:
        """Return roughly what the word is, as `upcoming` does."""
        if k >= len(self.words):
            return "E"
        entry, word = self.entries[k], self.words[k]
        closed = entry.closed or ""
        if entry.low in ROUGH:
            return ROUGH[entry.low]
        if entry.low in BEFORE_NUMBER and (self.at(k + 1) in ("least", "most") or self.at(k + 1)[:1].isdigit()):
            return "N"
        if closed in ROUGH_CLASSES:
            return ROUGH_CLASSES[closed]
        if word[:1].isupper() or entry.is_number or word[:1] in "$£€":
            return "N"
        if entry.is_mark:
            return "E" if word[0] in ",.;:?!" else "O"
        if closed:
            return "O"
        if entry.form and entry.low.endswith(("ed", "ing")) and self.rough_noun(k + 1):
            return "J"
        return "V" if entry.is_plain_verb else "n"

    def rough_noun(self, k: int) -> bool:
        """Tell whether the word at k looks like a noun."""
        if k >= len(self.words):
            return False
        entry = self.entries[k]
        if entry.closed in ("NN", "JJ"):
            return True
        return entry.closed is None and not entry.is_mark and not entry.is_plain_verb

    def has_verb(self, at: int) -> bool:
        """Tell whether the clause before a word has its finite verb already, so that it can take no second one.

        A verb of saying takes a clause without "that": `said talks stalled` has two.
        """
        for k in range(at - 1, -1, -1):
            tag, low = self.tags[k], self.low[k]
            if tag in FINITE:
                return self.lemma[k] not in lemmas("reports")
            if tag in (",", ".", ":", "WDT", "CC", "-LRB-", "HYPH", "WRB") and tag != "HYPH":
                return False
            if tag == "IN" and low in tagged("subordinator") and low not in ("than", "like"):
                return low == "as" and k > 0 and (self.tags[k - 1] in ("VBN", "JJ", "RB") or self.low[k - 1] == "such")
        return False

    def wants_verb(self, at: int) -> bool:
        """Tell whether the clause before a word must still get its verb: nothing but one phrase since it began."""
        for k in range(at - 1, -1, -1):
            tag, low = self.tags[k], self.low[k]
            if low in (":", ";"):
                return True
            if tag in FINITE or tag in (",", ":", "CC", "-LRB-"):
                return False
            if tag == "IN" and (k == 0 or self.tags[k - 1] in (",", ".", ":", "CC", "''", "WDT")):
                return False  # In their statement issued after the talks, they called
            if tag in (".", "WDT") or tag == "IN" and self.low[k] in CLAUSE_OPENERS:
                return True
        return True


CLAUSE_OPENERS = frozenset({"that", "if", "because", "while", "when", "although", "though", "whether", "unless"})
BEFORE_NUMBER = frozenset({"over", "about", "around", "nearly", "almost", "some", "at"})
ROUGH = dict.fromkeys(("off", "up", "down", "out", "away", "back", "forward", "together", "ahead"), "O")
ROUGH |= {"to": "T", "that": "W", "how": "W", "what": "W", "why": "W", "whether": "W", "if": "W"}
ROUGH_CLASSES = {"DT": "D", "PRP": "D", "PRP$": "D", "IN": "I", "WDT": "I", "CD": "N", "NN": "N", "JJ": "J"}
