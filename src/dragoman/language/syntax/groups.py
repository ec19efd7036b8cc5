"""Collect verb groups from the tags: `will not have met` is one group, its main verb "meet"."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dragoman.language.syntax.clauses import Words
from dragoman.language.syntax.tape import PREFIXES
from dragoman.language.syntax.words import tagged

Form = Literal["finite", "to", "ing", "participle"]
Tense = Literal["past", "present", "future"]
Modality = Literal["actual", "possible", "wished", "conditional"]

AUXILIARY_TAGS = frozenset({"MD", "TO"})
FUTURE = frozenset({"will", "shall", "'ll", "wo"})
POSSIBLE = frozenset({"can", "could", "may", "might", "ca"})
WISHED = frozenset({"should", "ought", "must"})
NEGATIONS = frozenset({"not", "n't", "never"})


class Group(NamedTuple):
    """A verb group as a range of words; `parts` are its verbs, the main one last, `apart` where a subject is inside."""

    start: int
    end: int
    parts: tuple[int, ...]
    form: Form
    apart: bool = False


def groups(words: Words) -> list[Group]:
    """Return the verb groups of a sentence."""
    found: list[Group] = []
    at = 0
    while at < words.size:
        group = _group(words, at)
        if group is not None:
            found.append(group)
        at = group.end if group is not None else at + 1
    return _coordinated(words, _reunited(words, found))


def _group(words: Words, at: int) -> Group | None:
    tag = words.tags[at]
    if tag[:1] != "V" and tag not in AUXILIARY_TAGS:
        return None
    parts = [at] if tag != "TO" else []
    last = at
    while (k := _next(words, last)) is not None and _continues(words, last, k):
        if words.tags[k] != "TO":
            parts.append(k)
        last = k
    if not parts:
        return None
    return Group(at, last + 1, tuple(parts), _form(words, at))


def _next(words: Words, at: int) -> int | None:
    """Return the next word of the group, past adverbs and quotation marks: `have “refined`, `has already met`."""
    k = at + 1
    while k < words.size and (words.tags[k] in ("RB", "''", "_SP") or words.times[k] and words.tags[k][0] in "NR"):
        k += 1
    if k + 2 < words.size and words.low[k] in PREFIXES and words.tags[k + 1] == "HYPH":
        k += 2
    return k if k < words.size and (words.tags[k][:1] == "V" or words.tags[k] == "TO") else None


def _continues(words: Words, last: int, k: int) -> bool:
    """Tell whether the verb at k carries the group on after the verb at last."""
    tag, lemma, low = words.tags[k], words.lemmas[last], words.low[last]
    if tag == "TO":
        after = _next(words, k)
        if after is None or words.tags[after] != "VB":
            return False
        return low in ("going", "ought", "used") or lemma == "be" and _is_to(words, last)
    if words.tags[last] in AUXILIARY_TAGS:
        return tag == "VB"
    if lemma == "have":
        return tag == "VBN"
    if lemma == "be":
        return tag in ("VBN", "VBG")
    if lemma == "get":
        return tag == "VBN"
    return lemma == "do" and tag == "VB"


def _is_to(words: Words, at: int) -> bool:
    """Tell whether "is to" means the future (`Kim is to visit`) and not an aim (`the plan is to meet`)."""
    k = at - 1
    while k > 0 and words.tags[k] in ("RB", "''"):
        k -= 1
    return k >= 0 and words.tags[k] in ("NNP", "NN", "NNS", "PRP", "WDT") and words.low[k] not in tagged("aim")


def _form(words: Words, at: int) -> Form:
    tag = words.tags[at]
    if tag == "TO":
        return "to"
    if tag == "VBG":
        return "ing"
    if tag == "VBN":
        return "participle"
    if tag == "VB":
        return "finite" if at == 0 or _subjunctive(words, at) else "to"
    return "finite"


def _subjunctive(words: Words, at: int) -> bool:
    """Tell whether a bare verb is finite: `demanded that Iraq withdraw`."""
    return any(words.low[k] == "that" for k in range(max(0, at - 8), at))


def _reunited(words: Words, found: list[Group]) -> list[Group]:
    """Join an auxiliary with the main verb behind its subject: `Did Kim agree`, `nor will they meet`."""
    joined: list[Group] = []
    for group in found:
        before = joined[-1] if joined else None
        if before is not None and _asked(words, before, group):
            joined[-1] = Group(group.start, group.end, (*before.parts, *group.parts), "finite", True)
        else:
            joined.append(group)
    return joined


def _coordinated(words: Words, found: list[Group]) -> list[Group]:
    """Let a bare verb after "and" share the auxiliary before it: `will meet Kim and discuss`, `was held and freed`."""
    joined: list[Group] = []
    for group in found:
        before = joined[-1] if joined else None
        if before is not None and _shares(words, before, group):
            group = Group(group.start, group.end, (*before.parts[:-1], *group.parts), before.form)
        joined.append(group)
    return joined


def _shares(words: Words, before: Group, group: Group) -> bool:
    k = group.start - 1
    while k > 0 and words.tags[k] in ("RB", "''"):
        k -= 1
    if words.tags[k] != "CC" or words.low[k] == "but" or group.start - before.end > 14 or len(group.parts) > 1:
        return False
    same = words.tags[group.parts[0]] == words.tags[before.parts[-1]]
    has_auxiliary = len(before.parts) > 1 or before.form == "to"
    return same and has_auxiliary and words.tags[group.parts[0]] in ("VB", "VBN", "VBG") and group.form != "finite"


def _asked(words: Words, before: Group, group: Group) -> bool:
    main = before.parts[-1]
    is_auxiliary = words.tags[main] == "MD" or words.lemmas[main] in ("do", "have", "be")
    if before.form != "finite" or not is_auxiliary or words.tags[group.start] not in ("VB", "VBN", "VBG"):
        return False
    between = words.tags[before.end : group.start]
    if not between or any(
        tag not in ("NN", "NNS", "NNP", "PRP", "DT", "JJ", "CD", "POS", "HYPH", "PRP$", "RB") for tag in between
    ):
        return False
    first = all(tag in ("''", "_SP") for tag in words.tags[: before.start])
    if words.lemmas[main] == "be" and words.tags[group.start] == "VBN" or words.tags[group.start] == "VBG":
        return first
    return words.tags[main] == "MD" or words.lemmas[main] == "do" or first


def tense(words: Words, group: Group) -> Tense | None:
    """Return the tense of a finite group; a modal other than will has none."""
    first = group.parts[0]
    low = words.low[first]
    if group.form != "finite":
        return None
    if "to" in words.low[group.start : group.end] and words.lemmas[first] == "be" and group.form == "finite":
        return "future" if words.tags[first] != "VBD" else "past"
    if low in FUTURE or (
        len(group.parts) > 1 and words.low[group.parts[1]] == "going" and group.parts[1] != group.parts[-1]
    ):
        return "future"
    if words.tags[first] == "MD":
        return None
    return "past" if words.tags[first] == "VBD" else "present"


def modality(words: Words, group: Group) -> Modality:
    """Return the modality that the group's own words give; "if" before it is the clause's."""
    low = words.low[group.parts[0]]
    if low in POSSIBLE:
        return "possible"
    if low in WISHED or (low in ("would", "'d") and words.low[group.parts[-1]] in ("like", "prefer", "wish")):
        return "wished"
    return "conditional" if low in ("would", "'d") and words.tags[group.parts[0]] == "MD" else "actual"


def perfect(words: Words, group: Group) -> bool:
    """Tell whether the group has "have" and a participle."""
    return any(words.lemmas[part] == "have" for part in group.parts[:-1])


def passive(words: Words, group: Group) -> bool:
    """Tell whether the main verb is a participle after "be" or "get", or stands bare (`steps undertaken by`)."""
    main = group.parts[-1]
    if words.tags[main] != "VBN":
        return False
    if len(group.parts) == 1:
        return group.form in ("participle", "to")
    return words.lemmas[group.parts[-2]] in ("be", "get")


def negated(words: Words, group: Group) -> bool:
    """Tell whether "not", "never" or "no longer" is in the group or right before it."""
    start = group.parts[0]
    last = group.end + (1 if len(group.parts) == 1 else 0)
    inside = (
        words.low[max(0, start - 1) : last]
        if start >= group.start
        else [*words.low[start : start + 2], *words.low[group.start : last]]
    )
    return bool(NEGATIONS & set(inside)) or "no longer" in " ".join(inside)
