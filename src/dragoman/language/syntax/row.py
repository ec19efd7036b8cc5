"""See a sentence as a row of units (phrases, verb groups, commas, words that open clauses); find subjects along it."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple

from dragoman.language.syntax.clauses import Words
from dragoman.language.syntax.groups import Group, groups, tense
from dragoman.language.syntax.words import lemmas, tagged
from dragoman.model import Span

Kind = Literal["phrase", "verb", "preposition", "comma", "and", "opener", "relative", "stop", "other"]
RELATIVES = frozenset({"who", "which", "whom", "that", "whose"})
CONTENT_OPENERS = frozenset({"that", "whether", "if", "how", "why", "what", "when", "where"})


class Unit(NamedTuple):
    """One piece of a sentence: its kind, its words, and the verb group if it is one."""

    kind: Kind
    start: int
    end: int
    group: Group | None = None


def units(words: Words, ends: dict[int, int]) -> list[Unit]:
    """Return the row of units of a sentence; adverbs, times and quotation marks are left out.

    `ends` gives for the offset where a phrase begins the offset where the longest one ends.
    """
    found: list[Unit] = []
    verb_at = {group.start: group for group in groups(words)}
    at = 0
    while at < words.size:
        if words.tags[at] == "-LRB-":
            at = _after_brackets(words, at)
        elif at in verb_at:
            group = verb_at[at]
            found.append(Unit("verb", at, group.end, group))
            at = group.end
        elif words.starts[at] in ends:
            end = bisect_left(words.starts, ends[words.starts[at]], at)
            found.append(Unit("phrase", at, end))
            at = end
        else:
            kind = _kind(words, at)
            if kind is not None:
                found.append(Unit(kind, at, at + 1))
            at += 1
    return found


def _after_brackets(words: Words, at: int) -> int:
    """Return the word after a short bracket without a verb, `(UAAR)`, which no clause needs."""
    for k in range(at + 1, min(words.size, at + 12)):
        if words.tags[k] == "-RRB-":
            return k + 1
        if words.tags[k] in ("VBD", "VBZ", "VBP", "MD"):
            break
    return at + 1


def _kind(words: Words, at: int) -> Kind | None:
    tag, low = words.tags[at], words.low[at]
    if tag in ("''", "_SP", "RB") or words.standalone(at) or tag == "IN" and words.dates(at):
        return None
    if tag == ",":
        return "comma"
    if tag in (".", ":"):
        return "stop"
    if tag == "CC":
        return "and"
    if tag == "WDT":
        return "relative" if low in RELATIVES else "opener"
    if tag == "IN":
        return "opener" if _opens_clause(words, at) else "preposition"
    return "other"


def _opens_clause(words: Words, at: int) -> bool:
    """Tell whether a word like "after" opens a clause (`after he met Kim`) and not a phrase (`after the visit`)."""
    low = words.low[at]
    if low not in tagged("subordinator"):
        return False
    if low not in tagged("preposition"):
        return True
    for k in range(at + 1, min(words.size, at + 14)):
        if words.tags[k] in ("VBD", "VBZ", "VBP", "MD"):
            return True
        joins = words.tags[k] == "CC" and words.finite_after(k + 1)  # after lunch and said
        if joins or words.tags[k] in (",", ".", ":", "WDT", "VBG", "TO"):
            return False
        if words.tags[k] == "IN" and words.low[k] in tagged("subordinator"):
            return False
    return False


class Row:
    """The units of one sentence and what the verbs in it take."""

    def __init__(self, words: Words, ends: dict[int, int]) -> None:
        self.words, self.units = words, units(words, ends)
        self.subjects: dict[int, int | None] = {}  # index of a verb unit -> index of the unit that is its subject

    def span(self, at: int | None) -> Span | None:
        """Return the span of a unit."""
        return None if at is None else self.words.span(self.units[at].start, self.units[at].end)

    def kind(self, at: int) -> str:
        """Return the kind of a unit; "stop" beyond either end."""
        return self.units[at].kind if 0 <= at < len(self.units) else "stop"

    def group(self, at: int) -> Group | None:
        """Return the verb group of a unit."""
        return self.units[at].group if 0 <= at < len(self.units) else None

    def finite(self, at: int) -> bool:
        """Tell whether the unit is a finite verb group."""
        group = self.group(at)
        return group is not None and group.form == "finite"

    def lemma(self, at: int) -> str:
        """Return the lemma of the main verb of a unit."""
        group = self.group(at)
        return self.words.lemmas[group.parts[-1]] if group is not None else ""

    def low(self, at: int) -> str:
        """Return the first word of a unit in lower case."""
        return self.words.low[self.units[at].start] if 0 <= at < len(self.units) else ""

    # ---- subject ----------------------------------------------------------------------------------------------------

    def subject(self, at: int) -> int | None:
        """Return the unit that is the subject of a verb."""
        if at not in self.subjects:
            self.subjects[at] = None  # a verb never looks for its subject through itself
            finite = self.finite(at)
            self.subjects[at] = self.finite_subject(at) if finite else self.understood_subject(at)
        return self.subjects[at]

    def finite_subject(self, at: int) -> int | None:
        """Return the subject of a finite verb: inside the group, behind it (`said Yoon`), or to its left."""
        group = self.group(at)
        if self.inverted(at) or self.existential(at) and self.kind(at + 1) == "phrase":
            return at + 1
        if group is not None and group.apart and self.kind(at - 1) == "phrase":
            return at - 1
        left = self.left_subject(at)
        if left is None and self.lemma(at) == "be" and self.kind(at + 1) == "phrase":
            return at + 1  # Also applying are Romania and Bulgaria.
        return self.shared(at - 1) if left is None and self.kind(at - 1) in ("comma", "and") else left

    def existential(self, at: int) -> bool:
        """Tell whether the verb follows "there": its subject stands behind it (`there would be a summit`)."""
        return any(self.words.tags[k] == "EX" for k in range(max(0, self.units[at].start - 2), self.units[at].start))

    def inverted(self, at: int) -> bool:
        """Tell whether a verb of saying has its subject behind it: `..., said Sunday the US State Department`."""
        if not self.finite(at) or self.lemma(at) not in lemmas("reports") or self.kind(at + 1) != "phrase":
            return False
        if self.kind(at - 1) in ("phrase", "relative", "and", "verb", "preposition"):
            return False
        after = at + 2
        while self.kind(after) == "preposition" and self.kind(after + 1) == "phrase":
            after += 2
        if self.kind(at - 1) == "comma" and self.kind(after) == "comma" and self.lemma(at) in ("say", "add", "write"):
            return True
        if self.finite(after) or self.kind(after) == "opener" and self.low(after) == "that":
            return False
        return self.kind(at - 1) == "stop" or self.said_before(at) or self.left_subject(at) is None

    def said_before(self, at: int) -> bool:
        """Tell whether the words before the comma are a whole clause or a quotation, so that they are what is said."""
        if self.kind(at - 1) == "comma":
            k = self.before_parenthesis(at - 1)
            k = at - 1 if k is None else k
            quoted = any(tag == "''" for tag in self.words.tags[self.units[at - 1].end : self.units[at].start])
            return quoted or any(self.finite(j) for j in range(k))
        return False

    def left_subject(self, at: int) -> int | None:
        """Walk left to the nearest phrase that can be the subject of the verb."""
        k: int | None = at - 1
        while k is not None and k >= 0:
            kind = self.kind(k)
            if kind == "phrase":
                before = self.before_phrase(k)
                if before is None:
                    return k
                k = before
            elif kind == "relative":
                return self.antecedent(k)
            elif kind == "and":
                shared = self.shared(k)
                if shared is not None:
                    return shared
                k -= 1
            elif kind == "comma" or kind == "stop" and self.low(k) in "–—_-":
                before = self.before_parenthesis(k)
                if before is None:
                    return self.across(k) if k == at - 1 else None
                k = self.first_named(before)
            elif self.finite(k):
                k = self.before_clause(k)
            elif kind == "verb" or kind in ("preposition", "other"):
                k -= 1
            else:
                return None
        return None

    def before_phrase(self, k: int) -> int | None:
        """Return where to look on when the phrase is no subject: it hangs on a preposition or on a verb before it."""
        if self.kind(k - 1) == "preposition" or self.belongs_to_modifier(k):
            return k - 2
        return self.ends_clause(k) if self.finite(k - 1) else None

    def across(self, comma: int) -> int | None:
        """Return the subject before a lone comma: that of the verb before it, or the phrase it wrongly cuts off."""
        shared = self.shared(comma)
        if shared is None and self.kind(comma - 1) == "phrase" and not any(self.finite(k) for k in range(comma)):
            return comma - 1 if self.kind(comma - 2) != "preposition" else None
        return shared

    def first_named(self, k: int) -> int:
        """Step from one apposition to the one before: `Daniel Montalvo, 19, a member of the club, was arrested`."""
        while self.kind(k) == "phrase" and self.kind(k - 1) == "comma" and self.kind(k - 2) == "phrase":
            bare = self.kind(k - 3) not in ("preposition", "verb")
            if not bare and self.words.tags[self.units[k].start] != "CD":
                break
            k -= 2
        return k

    def ends_clause(self, k: int) -> int | None:
        """Return the unit before the relative clause whose object the phrase is: `the side that won the talks left`."""
        takes = self.lemma(k - 1) in lemmas("reports") or self.subject(k - 1) == k
        return None if takes else self.before_clause(k - 1)

    def before_clause(self, k: int) -> int | None:
        """Return the unit before the relative clause that a finite verb ends: `those who were hurt were taken away`."""
        for j in range(k - 1, max(-1, k - 8), -1):
            kind = self.kind(j)
            if kind == "relative" or kind == "opener" and self.low(j) == "that":
                return j - 1 if self.kind(j - 1) in ("phrase", "preposition") else None
            if kind not in ("phrase", "preposition", "other"):
                return None
            if kind == "phrase" and self.kind(j - 1) == "phrase" and j == k - 1:
                return j - 1  # the talks they held ended
        return None

    def belongs_to_modifier(self, k: int) -> bool:
        """Tell whether a phrase is the object of a verb inside the subject: `the envoy leading the talks said`."""
        group = self.group(k - 1)
        return group is not None and group.form in ("ing", "to") and self.lemma(k - 1) not in lemmas("reports")

    def antecedent(self, relative: int) -> int | None:
        """Return the phrase that a relative pronoun points to; for "whose" the phrase behind it."""
        k = relative - 1
        while k >= 0 and self.kind(k) in ("comma", "preposition", "and"):
            k -= 1
        while k >= 0 and self.kind(k) == "verb" and not self.finite(k):
            k -= 1
        if k == relative - 1 and self.low(relative) == "that" and self.named_after(k):
            k -= 2  # "talks on Sudan that were to open": of a name, "that" tells nothing
        return k if k >= 0 and self.kind(k) == "phrase" else None

    def named_after(self, k: int) -> bool:
        """Tell whether a phrase is a bare name that hangs on the phrase before it: `talks on Sudan`."""
        if self.kind(k) != "phrase" or self.kind(k - 1) != "preposition" or self.kind(k - 2) != "phrase":
            return False
        return all(self.words.tags[j] in ("NNP", "NNPS") for j in range(self.units[k].start, self.units[k].end))

    def shared(self, joint: int) -> int | None:
        """Return the subject of the finite verb before a joint: `met Kim and said`.

        The past goes on with the past: `hoped that the summit would bring peace, and promised`.
        """
        after = next((k for k in range(joint + 1, len(self.units)) if self.finite(k)), None)
        first: int | None = None
        for k in range(joint - 1, -1, -1):
            if self.kind(k) == "stop":
                break
            if self.finite(k):
                first = k if first is None else first
                if self._tense(after) != "past" or self._tense(k) == "past":
                    return self.subject(k)
        return self.subject(first) if first is not None else None

    def _tense(self, at: int | None) -> str | None:
        group = self.group(at) if at is not None else None
        return tense(self.words, group) if group is not None else None

    def before_parenthesis(self, comma: int) -> int | None:
        """Return the unit before `, Russia's foreign minister,` or `, who arrived Monday,` that ends at this comma."""
        for k in range(comma - 1, 0, -1):
            if self.kind(k) in ("comma", "stop"):
                return k - 1 if self.is_parenthesis(k + 1, comma) else None
        return None

    def is_parenthesis(self, first: int, end: int) -> bool:
        """Tell whether the units can be left out: a relative clause, an apposition, a participle, a phrase."""
        if first >= end:
            return True
        if self.kind(first) in ("relative", "preposition"):
            return True
        if self.kind(first) == "opener":
            return True
        if self.kind(first) == "verb":
            return not self.finite(first)
        return self.kind(first) in ("phrase", "other") and not any(self.finite(k) for k in range(first, end))

    def understood_subject(self, at: int) -> int | None:
        """Return who does what an infinitive, an -ing form or a participle says."""
        group = self.group(at)
        assert group is not None
        if group.form == "participle" and self.kind(at - 1) == "comma" and self.kind(at - 2) == "phrase":
            return at - 2  # In their statement, released by the Kremlin, the two
        if self.kind(at - 1) == "phrase":
            if group.form == "participle" or (group.form == "ing" and self.kind(at - 2) != "verb"):
                return at - 1
            if group.form == "ing":
                return at - 1
            return self.controller(at)
        for k in range(at - 1, -1, -1):
            if self.finite(k):
                return self.subject(k)
        for k in range(at + 1, len(self.units)):
            if self.finite(k):
                return self.subject(k)
        return None

    def controller(self, at: int) -> int | None:
        """Return who is to act: the object of invite, urge or tell, else the subject of the verb before."""
        k = at - 1
        if self.kind(k - 1) == "preposition" and self.low(k - 1) == "for":
            return k  # impossible for him to enter
        before = next((j for j in range(k - 1, -1, -1) if self.group(j) is not None), None)
        if before is None:
            return k
        group = self.group(before)
        is_object = before == k - 1
        if is_object and self.lemma(before) in tagged("object-control"):
            return k
        if group is not None and group.form != "finite" and self.kind(k - 1) != "preposition":
            return self.subject(before)
        return self.subject(before)
