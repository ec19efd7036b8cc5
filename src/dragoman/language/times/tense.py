"""Tell whether a time lies in the past or the future of its report, by the verbs around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from dragoman.language.times.calendar import AGAINST, AGAINST_SURE, NEAREST, Tense
from dragoman.language.times.words import Token
from dragoman.markup import Marked, Verb
from dragoman.model import Span
from dragoman.spans import gap, holds
from dragoman.terms import rows

# The tense, and how many times as far a date counts that goes against it: much behind "met in", less behind "said".
Direction: TypeAlias = tuple[Tense, float]

REACH = 14  # how many tokens away a word may stand and still tell the tense
NEAR = 8  # ... and tell it for sure
IS = ("is", "are")
BEGINNING = ("starting", "beginning", "commencing", "effective")
PUT_OFF = (
    "postponed",
    "put",
    "called",
    "cancelled",
    "canceled",
    "delayed",
    "suspended",
    "deferred",
    "scrapped",
    "dropped",
)
PLANNED = ("planned", "scheduled", "due", "set", "expected", "slated", "fixed", "booked", "arranged", "pencilled")
CAME = ("took", "began", "opened", "started", "ended", "passed", "went", "came", "failed", "collapsed", "held", "never")
ASIDE = ("after", "as", "because", "while", "which", "that", "who", "when", "if", "but", "before")
HAPPENED: Direction = ("past", AGAINST_SURE)
LAPSED: Direction = ("future", NEAREST)
NOTHING: Direction = (None, AGAINST)


@cache
def tense_words() -> dict[str, str]:
    """Return the words of `terms/tense_words.tsv`: past, future, saying (past, but not of the act), plan, fixture."""
    return {row["word"]: row["tense"] for row in rows("tense_words")}


def plans(word: str) -> bool:
    """Return whether an infinitive behind the word points ahead: "agreed to meet", not "celebrated to mark"."""
    return tense_words().get(word.lower()) in ("plan", "future", "fixture")


class Verbs:
    """The verbs of a document, asked which tense stands around a place."""

    def __init__(self, marked: Marked, words: list[Token]) -> None:
        self.words = words
        self.verbs = sorted(marked.verbs, key=lambda verb: verb.span[0])
        self.starts = [verb.span[0] for verb in self.verbs]
        self.token_starts = [word.start for word in words]
        self.sentences = [sentence.span for sentence in marked.sentences]
        self.sentence_starts = [span[0] for span in self.sentences]

    def tense(self, first: int, last: int) -> Direction:
        """Return the tense around the tokens [first, last), by the verbs marked up or else by words."""
        if self.verbs and self.sentences:
            return self.marked_tense((self.words[first].start, self.words[last - 1].end))
        return self.word_tense(first, last)

    def marked_tense(self, span: Span) -> Direction:
        """Return the tense of the verb whose clause holds the span, the nearest where several do."""
        at = bisect_right(self.sentence_starts, span[0]) - 1
        if at < 0:
            return NOTHING
        start, end = self.sentences[at]
        near = self.verbs[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        for verb in sorted(near, key=lambda verb: (not holds(verb.clause, span), gap(verb.span, span))):
            if tense := self.verb_tense(verb):
                sure = holds(verb.clause, span) and verb.tense != "present" and not self.says(verb)
                return tense, weight(sure)
        return NOTHING

    def says(self, verb: Verb) -> bool:
        """Return whether the verb is one of saying, which dates what is said no better than now."""
        return tense_words().get(verb.lemma) == "saying"

    def verb_tense(self, verb: Verb) -> Tense:
        """Return the direction that a verb gives a date beside it; an infinitive asks the word before it."""
        if verb.form == "to":
            at = bisect_left(self.token_starts, verb.span[0])
            return "future" if at and plans(self.words[at - 1].text) else None
        if verb.tense == "future" or (verb.tense is None and verb.modality != "actual"):
            return "future"
        if verb.lemma in ("schedule", "plan", "slate", "expect"):
            return "future"
        if verb.tense == "present" and not verb.perfect and verb.lemma not in ("be", "have") and not self.says(verb):
            return "future"  # "Talks resume Monday"
        return "past" if verb.tense == "past" or verb.perfect or verb.form == "participle" else None

    def word_tense(self, first: int, last: int) -> Direction:
        """Return the tense by the nearest telling word, on the left before the right."""
        if self.just_put_off(first, last):
            return LAPSED
        begins = self.begins(first)
        for i in range(first - 1, max(first - 1 - REACH, -1), -1):
            if self.words[i].kind in ("STOP", "PARA"):
                break
            begins = begins and self.words[i].text.lower() != "that"
            if first - i <= NEAR and (planned := self.planned(i, last)):
                return planned
            if found := self.token_tense(i):
                if begins and tense_words().get(self.words[i].text.lower()) in ("saying", "plan"):
                    return "future", AGAINST
                return ("past", AGAINST) if found == "saying" else (as_tense(found), weight(first - i <= NEAR))
        for i in range(last, min(last + REACH, len(self.words))):
            if self.words[i].kind in ("STOP", "PARA"):
                break
            if found := self.token_tense(i):
                return as_tense(found), AGAINST
        return NOTHING

    def planned(self, i: int, last: int) -> Direction | None:
        """Return what a plan says of its day: to come, unless the main verb tells that it came, or to nothing.

        "The talks, planned for August, were cancelled" is of the nearest August, ahead or not.
        """
        before = [word.text.lower() for word in self.words[max(i - 3, 0) : i] if word.kind != "MAYBE"]
        if self.words[i].text.lower() not in PLANNED or {"is", "are", "be", "will"} & set(before[-2:]):
            return None
        if self.words[i].text.lower() == "set" and self.words[i + 1].text.lower() not in ("for", "to"):
            return None  # "was set free on Wednesday"
        if before[-2:-1] in (["has"], ["have"]) or before[-2:] in (["had", "not"], ["did", "not"]):
            return None
        if before[-1:] in (["was"], ["were"]) or before[-2:] == ["had", "been"]:
            return LAPSED  # "was planned for August": the plan, not the day, is past
        return self.outcome(last)

    def outcome(self, last: int) -> Direction | None:
        """Return what became of a plan, by the verb behind its day; None where it stands."""
        told: Direction | None = None
        for i in range(last, min(last + REACH, len(self.words))):
            word, aux = self.words[i].text.lower(), self.words[i - 1].text.lower()
            if self.words[i].kind in ("STOP", "PARA") or word in ASIDE or word in ("is", "are", "will", "may"):
                break
            if word in PUT_OFF and (i == last or aux in ("was", "were", "been")):
                return LAPSED
            if word in CAME:
                return HAPPENED
            if word in ("was", "were", "had", "has", "have"):
                told = ("future", AGAINST)
        return told

    def just_put_off(self, first: int, last: int) -> bool:
        """Return whether it is the day of a plan that is now off: "was to open on Sunday has been postponed"."""
        before = [word.text.lower() for word in self.words[max(first - NEAR, 0) : first]]
        planned = bool({"planned", "scheduled", "due", "set", "expected"} & set(before))
        planned = planned or any(pair in (("was", "to"), ("were", "to")) for pair in pairwise(before))
        after = [word.text.lower() for word in self.words[last : last + 4]]
        return (
            planned
            and "have" not in before
            and any(
                now in ("has", "have") and been == "been" and off in PUT_OFF
                for now, been, off in zip(after, after[1:], after[2:], strict=False)
            )
        )

    def begins(self, first: int) -> bool:
        """Return whether something begins then: the "truce starting on Thursday" that was announced is to come."""
        before = [word.text.lower() for word in self.words[max(first - 3, 0) : first]]
        if before[-1:] and before[-1] in ("on", "at", "from"):
            before = before[:-1]
        return before[-1:] != [] and before[-1].startswith(BEGINNING) and before[-2:-1] != [","]

    def token_tense(self, i: int) -> str:
        """Return what one word tells: past, saying, future or nothing."""
        token = self.words[i]
        word = token.text.lower()
        if token.kind == "TO" and word == "to" and i + 1 < len(self.words):
            following = self.words[i + 1]
            verbal = following.kind == "OTHER" and following.text.isalpha() and not following.text.endswith("s")
            before = self.words[i - 1].text.lower() if i else ""
            return self.in_group(i - 1, "future") if verbal and (plans(before) or before in IS) else ""
        if token.kind not in ("OTHER", "CAPWORD", "POSS", "EVENT"):
            return ""
        tense = tense_words().get(word, "")
        if tense == "present":
            return self.simple_present(i)
        if tense == "fixture":  # "are set for Sunday"
            ahead = i and self.words[i - 1].text.lower() in IS and self.words[i + 1 : i + 2]
            return "future" if ahead and self.words[i + 1].text.lower() in ("for", "to") else "past"
        if tense in ("", "plan") and token.kind == "OTHER" and word.endswith("ed") and len(word) > 4:
            tense = "past"
        return self.in_group(i, "" if tense == "plan" else tense)

    def simple_present(self, i: int) -> str:
        """Return what a simple present tells: "EU leaders meet on Thursday" is to come, "did not meet" is past."""
        before = [word.text.lower() for word in self.words[max(i - 3, 0) : i]]
        if before[-1:] == ["to"]:
            return ""
        return "past" if {"did", "didn't", "didn’t"} & set(before) else "future"

    def in_group(self, i: int, tense: str) -> str:
        """Return what a word tells with the auxiliaries before it: "will be held", "had been due", "is held"."""
        before = [word.text.lower() for word in self.words[max(i - 3, 0) : i] if word.kind != "MAYBE"]
        if tense == "future":
            return "past" if before[-2:] == ["had", "been"] else tense
        if tense != "past":
            return tense
        if "be" in before[-2:] or any(tense_words().get(word) == "future" for word in before):
            return "future"
        return "" if before[-1:] in (["is"], ["are"]) else tense


def weight(sure: bool) -> float:
    """Return how many times as far a date counts that goes against a tense which is told for sure, or is not."""
    return AGAINST_SURE if sure else AGAINST


def as_tense(word: str) -> Tense:
    """Return the tense that a word's class stands for."""
    return "future" if word == "future" else "past"
