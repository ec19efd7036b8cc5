"""Find the words that name who says it and who hears it, beside a cue."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.markup import Verb
from dragoman.reading.statements.cues import Cue, table
from dragoman.reading.statements.page import Page, Range, closed

ADVERBS = closed("adverb")
RELATIVES = frozenset(["who", "which", "that"])
ARTICLES = frozenset(["a", "an", "the"])  # without "his", which `closed("article")` has
OWNING = frozenset(["'s", "’s", "'", "’"])
TIME_PREPOSITIONS = closed("time-preposition")
PREPOSITIONS = closed("preposition")
ASIDE = closed("aside")
HANGING = closed("hanging")
CLAUSAL = frozenset(["who", "which", "whose", "whom", "as", "when", "where", "while", "asked", "in", "at"])


class Subject(NamedTuple):
    """Who says it: the noun phrase, where the reporting clause starts, and how it hangs on what is before it."""

    noun: Range | None
    start: int
    link: str  # "own", "relative" ("who said"), "shared" ("and said", ", saying"), "none"


def adverb(page: Page, i: int) -> bool:
    """Return whether a token is an adverb that may stand between a subject, its verb and what follows."""
    word = page.word(i)
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and page.words[i][0].islower())


def subject(page: Page, cue: Cue, low: int) -> Subject:
    """Return who stands before a verb as its subject."""
    j = _back(page, cue.at[0], low)
    word = page.word(j - 1)
    if j <= low:
        return Subject(None, j, "none")
    if word in RELATIVES and not (word == "that" and page.noun_to(j) is None and _complement(page, j - 1)):
        antecedent = who_before(page, j - 1)
        if antecedent is not None:
            return Subject(antecedent, antecedent[0], "relative")
    noun = page.noun_to(j)
    given = page.range(cue.verb.subject) if cue.verb is not None and cue.verb.subject is not None else None
    if noun is not None and given is not None and _relative_between(page, given, noun, low):
        return Subject(given, given[0], "own")  # "officials who monitor affairs said": the officials
    if noun is not None and noun[0] >= low and word not in ("who", "which"):
        noun = _unjoined(page, _whole(page, noun, low))
        return Subject(noun, noun[0], "own")
    if word in (",", *"-–—_", "--"):
        found = over_aside(page, j, low)
        if found is not None:
            return Subject(found, found[0], "own")
    if given is not None and low <= given[0] < cue.at[0]:
        link = "shared" if word in ("and", "but", ",", "or", "then") else "own"
        return Subject(given, j if link == "shared" else given[0], link)
    return Subject(None, j, "shared" if word in ("and", "but", ",", "or", "while") else "none")


def _unjoined(page: Page, noun: Range) -> Range:
    """Return the subject without the object of the verb before it: "had proposed a clause and | Ethiopia refused"."""
    before = page.verb_at.get(noun[0] - 1)
    if before is None or before.form != "finite" or before.lemma in closed("be"):
        return noun
    last = next((i for i in range(noun[1] - 1, noun[0], -1) if page.word(i) == "and"), None)
    own = last is not None and page.noun_from(last + 1) == (last + 1, noun[1])
    return (last + 1, noun[1]) if last is not None and own else noun


def who_before(page: Page, at: int) -> Range | None:
    """Return whom "who" or "which" at a token means: "a doctor from Bergen, Norway, who said" is the doctor."""
    end = at - (page.word(at - 1) == ",")
    noun = page.noun_to(end)
    while noun is not None and page.word(at) == "who" and page.is_place(noun):
        before = noun[0] - 1
        if page.word(before) not in PREPOSITIONS and page.word(before) != ",":
            break
        noun = page.noun_to(before)
    if noun is not None and page.word(at) == "who" and page.word(noun[0] - 1) == "," and page.word(noun[0]) in ARTICLES:
        named = page.noun_to(noun[0] - 1)  # "Alan Berger, a doctor who said"
        return named if named is not None and page.words[named[0]][0].isupper() else noun
    return noun


def _relative_between(page: Page, given: Range, noun: Range, low: int) -> bool:
    between = range(given[1], noun[0])
    return low <= given[0] < noun[0] and any(page.word(i) in ("who", "which", "whose") for i in between)


def _complement(page: Page, i: int) -> bool:
    return page.word(i - 1) in (",", "and", "but") or (i - 1) in page.verb_at


def _back(page: Page, j: int, low: int) -> int:
    """Step back over adverbs and times: "Yoon on Sunday repeatedly said"."""
    while j > low:
        time = page.time_to.get(j)
        if time is not None:
            start = page.range(time.span)[0]
            if page.noun_to(j) is not None and page.word(start - 1) in (",", ""):
                return j
            j = start - 1 if page.word(start - 1) in TIME_PREPOSITIONS else start
        elif adverb(page, j - 1):
            j -= 1
        else:
            return j
    return j


def _whole(page: Page, noun: Range, low: int) -> Range:
    """Return the phrase with what it hangs on: "an official from the organization", "sources close to the talks"."""
    for _ in range(4):
        at = noun[0] - 1
        while at > low and page.word(at) in ("close", "familiar", "briefed", "to", "with"):
            if page.noun_to(at) is not None and page.word(at) in ("close", "familiar", "briefed"):
                break
            at -= 1
        before = page.noun_to(at) if page.word(at) in HANGING and at > low else None
        if before is None or before[0] < low or before[0] >= noun[0]:
            return noun
        noun = (before[0], noun[1])
    return noun


def in_full(page: Page, noun: Range, end: int) -> Range:
    """Return a source nobody names with what says who it is: "a diplomat in Addis Ababa", "two people close to him"."""
    if any(page.words[i][0].isupper() for i in range(noun[0] + 1, noun[1])):
        return noun
    for _ in range(2):
        at, knows = noun[1], page.word(noun[1] - 1) in closed("knowing")
        if page.word(at) in closed("knowing"):
            at, knows = at + 1, True
        more = page.noun_from(at + 1) if at + 1 < end and page.time_range(at + 1) is None else None
        joined = page.word(at) == "of" or (knows and page.word(at) in ("to", "with", "on", "in"))
        somewhere = page.word(at) in ("in", "at", "from") and more is not None
        somewhere = (
            somewhere and more is not None and (page.words[more[1] - 1][0].isupper() or page.word(more[1]) == ",")
        )
        if more is None or more[1] > end or not (joined or somewhere):
            return noun
        noun = (noun[0], more[1])
    return noun


def over_aside(page: Page, j: int, low: int) -> Range | None:
    """Return the noun before a pair of commas: "Eitan, the science minister, said", "an official, who knew, said"."""
    for k in range(j - 2, max(low, j - 45), -1):
        if page.word(k) not in (",", *"-–—_", "--") or page.in_quote[k] != page.in_quote[j - 1]:
            continue
        noun = page.noun_to(k)
        opens = page.word(k + 1)
        if noun is None or noun[0] < low:
            continue
        if page.finite_in((k + 1, j - 1)) and opens not in CLAUSAL and not _relative(page, k + 1, j - 1):
            return None  # "led the man, a Libyan, to a flight and left, said ...": no aside
        if opens in ASIDE or page.noun_from(k + 1) or opens.isdigit() or opens.endswith("ing"):
            verb = page.verb_at.get(noun[0] - 1)
            if verb is None or k - noun[0] < 1 or page.in_quote[noun[0]] >= 0:
                return noun
            return noun if not opens.endswith("ing") else None
    return None


def _relative(page: Page, at: int, end: int) -> bool:
    """Return whether the first verb of an aside is that of "who" or "which": "a member who has left"."""
    who = next((i for i in range(at, end) if page.word(i) in ("who", "which", "whose")), end)
    return who < end and not page.finite_in((at, who))


def inverted(page: Page, at: int, end: int) -> Range | None:
    """Return the subject after its verb: ", said Sunday the US State Department"."""
    time = page.time_range(at)
    if time is not None and page.noun_from(time[1]) and page.phrase_from.get(at) is None:
        at = time[1]
    elif page.word(at) in TIME_PREPOSITIONS:
        time = page.time_range(at + 1)
        at = time[1] if time else at
    noun = page.noun_from(at)
    if noun is None or noun[1] > end:
        return None
    follower = page.verb_at.get(noun[1])
    if follower is not None and follower.form == "finite" and page.range(follower.span)[0] == noun[1]:
        return None
    return noun


def agent(page: Page, at: int, end: int) -> Range | None:
    """Return who a passive's "by" names, within a few words."""
    for i in range(at, min(end, at + 12)):
        if page.word(i) == "by":
            return page.noun_from(i + 1)
        if page.word(i) in (".", ";"):
            return None
    return None


def bare(page: Page, verb: Verb) -> Cue:
    """Return any verb in the form of a cue."""
    return Cue(page.range(verb.span), frozenset(), frozenset(), verb, verb.lemma, verb.form)


def main_subject(page: Page, cue: Cue, zone: Range) -> Range | None:
    """Return of whom ", saying" and "and said" speak: who the nearest cue before names, else the first subject.

    "In their joint statement issued after the talks, the two called for peace, saying ...": the two.
    """
    first: Range | None = None
    last: Range | None = None
    for i in range(zone[0], min(zone[1], cue.at[0])):
        verb = page.verb_at.get(i)
        if verb is None or verb.form != "finite" or page.range(verb.span)[0] != i or page.word(i - 1) in RELATIVES:
            continue
        found = subject(page, bare(page, verb), zone[0])
        if found.noun is None or found.link != "own":
            continue
        first = first or found.noun
        if any(not entry.rest for entry in table("verb").get(verb.lemma, ())) and _level(page, verb, cue):
            last = found.noun
    return last or first or page.noun_from(zone[0])


def _level(page: Page, verb: Verb, cue: Cue) -> bool:
    """Return whether a verb of speech stands on the level of a later cue: same tense, or the cue is a bare "saying"."""
    if cue.verb is None or cue.form != "finite":
        return not verb.perfect or verb.tense != "past"
    return verb.tense == cue.verb.tense and verb.perfect == cue.verb.perfect


def after(page: Page, at: int, end: int, told: bool, bare: bool = False) -> tuple[int, Range | None]:
    """Step from a cue over its hearer, times and circumstances; return where content may start, and the hearer.

    A `bare` cue has its content at once: "called Christmas a sham".
    """
    if bare:
        return at, None
    hearer: Range | None = None
    passed = False
    while at < end:
        word = page.word(at)
        if told and hearer is None and (noun := page.noun_from(at)) is not None and page.time_range(at) is None:
            hearer, at = noun, noun[1]
        elif (time := page.time_range(at)) is not None and time[1] <= end and page.word(time[1]) not in OWNING:
            at = time[1]
        elif word == "to" and hearer is None and not passed and (noun := _listener(page, at + 1)) is not None:
            hearer, at = noun, noun[1]
        elif (title := _show(page, at)) is not None:
            at = title  # "on ABC's “This Week” that"
        elif word in PREPOSITIONS and (stop := _circumstance(page, at, end)) is not None:
            at, passed = stop, True  # "said in response to the strikes": nobody hears it
        elif adverb(page, at) and at not in page.verb_at and page.noun_from(at) is None:
            at += 1  # "said again that", not "said both capitals wanted"
        elif at in page.marks and page.word(at + 1) == "that" and page.in_quote[at + 1] < 0:
            at += 1  # told “Good Morning America” that
        elif word == "," and (stop := _parenthesis(page, at, end)) is not None:
            at = stop
        else:
            break
    return at, hearer


def _show(page: Page, at: int) -> int | None:
    """Return where the name of a programme ends behind "on" or "'s", if "that" follows."""
    quote = page.quote_from(at + 1) if page.word(at) in OWNING | {"on", "in", "to"} else None
    end = page.range(quote.marks)[1] if quote is not None else at
    return (
        end
        if quote is not None and page.word(end) in ("that", ",") and not page.finite_in(page.range(quote.span))
        else None
    )


def _listener(page: Page, at: int) -> Range | None:
    return None if at in page.verb_at else page.noun_from(at)


def _circumstance(page: Page, at: int, end: int) -> int | None:
    """Return where "in an interview with CNN" ends, unless the words are themselves what is said."""
    time = page.time_range(at + 1)
    if time is not None:
        return time[1]
    noun = page.noun_from(at + 1)
    if noun is None or noun[1] > end:
        return None
    verb = page.verb_at.get(noun[1])
    clause = verb is not None and verb.form == "finite" and page.word(at) in ("as", "after", "before", "since", "until")
    return None if clause else noun[1]


def _parenthesis(page: Page, at: int, end: int) -> int | None:
    """Return the token after ", citing X," when what is said begins there: with "that" or a quotation."""
    told = page.verb_at.get(at + 1)
    if told is not None and any("quote" in entry.frames for entry in table("verb").get(told.lemma, ())):
        return None  # ", adding, “..."
    for i in range(at + 1, min(end - 1, at + 25)):
        if page.word(i) == "," and (page.word(i + 1) == "that" or i + 1 in page.marks):
            return i + 1
        if i in page.marks or page.word(i) in (".", ";", ":"):
            return None
    return None
