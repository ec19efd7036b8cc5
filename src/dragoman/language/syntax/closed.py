"""Tag the little words that have several readings: "that", "to", "her", "'s", "more", "past" and their like."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.language.syntax.tape import FINITE, NOUNS, QUOTE_MARKS, Tape
from dragoman.language.syntax.words import by_ending, forms, lemmas, plural, tagged


def _that(tape: Tape, at: int) -> str:
    """Tag "that": a relative pronoun after a noun and before a verb, a determiner before a noun, else a conjunction."""
    k = tape.left(at)
    before = tape.tags[k] if k >= 0 else "."
    upcoming, closed = tape.at(at + 1), tape.closed(at + 1)
    form = forms().get(upcoming)
    if before == "NNS" and form is not None and "VB" in form.tags and form.lemma not in lemmas("noun") and not closed:
        return "WDT"
    finite = closed in ("MD", "BE", "HAVE", "DO") or (form is not None and form.tags & {"VBZ", "VBD"} and not closed)
    finite = finite or upcoming == "'s"
    if k < 0 and (upcoming[:1].isdigit() or closed == "NN" or upcoming.isalpha() and not closed and form is None):
        return "DT" if tape.words[at + 1][:1].islower() or upcoming[:1].isdigit() else "IN"
    if finite and (k < 0 or before in (",", "CC") or before == "IN" and tape.low[k] in tagged("subordinator")):
        return "DT"
    if finite and before in ("NN", "NNS", "NNP", "DT", "CD"):
        return "WDT"
    if before in ("IN", "TO") and tape.low[k] not in tagged("subordinator"):
        return "DT"
    if not upcoming.isalpha() or closed not in ("", "NN") or not tape.words[at + 1].islower():
        return "DT" if finite and before in ("CC", ".", ",") else "IN"
    if plural(upcoming) == "NNS" or (form and "VBD" in form.tags):
        return "IN"
    verb_before = any(tag[:1] == "V" for tag in tape.tags[max(0, k - 3) : k + 1])
    return "DT" if not verb_before or before in ("NN", "NNP") or upcoming in tagged("time-noun") else "IN"


def _to(tape: Tape, at: int) -> str:
    """Tag "to": TO before a verb, IN before a noun phrase."""
    k = at + 1
    while k < len(tape.words) and (
        tape.words[k] in QUOTE_MARKS or tape.entries[k].is_adverb or tape.low[k] in SPLITTING
    ):
        k += 1
    low, closed = tape.at(k), tape.closed(k)
    form = forms().get(low)
    if low in ("be", "have", "do"):
        return "TO"
    if k >= len(tape.words) or form is None or "VB" not in form.tags or tape.words[k][:1].isupper():
        return "IN"
    if form.lemma not in lemmas("noun") and not closed:
        return "TO"
    after = tape.words[k + 1] if k + 1 < len(tape.words) else ""
    if tape.closed(k + 1) in ("DT", "PRP$", "PRP", "RB") or after[:1].isupper() or after[:1].isdigit():
        return "TO"
    doing = forms().get(after)
    if form.lemma in STOPPING and doing is not None and "VBG" in doing.tags:
        return "TO"  # "agreed to stop shelling the town"
    before = tape.left(at)
    moves = before >= 0 and tape.lemma[before] in MOTION
    return "IN" if moves or closed in ("NN", "JJ", "DT") and form.lemma in lemmas("noun") else "TO"


def _her(tape: Tape, at: int) -> str:
    """Tag "her": possessive before a noun."""
    alone = tape.closed(at + 1) in ("IN", "DT", "CC", "RB", "WDT", "MD") or tape.at(at + 1) == "to"
    return "PRP" if alone or not tape.at(at + 1).isalpha() else "PRP$"


def _apostrophe(tape: Tape, at: int) -> str:
    """Tag "'s": is or has after a pronoun or before "not", else the possessive."""
    before, upcoming = tape.at(at - 1), tape.at(at + 1)
    if before == "let":
        return "PRP"
    if before in PRONOUNS or upcoming in ("not", "n't", "going", "been", "a", "an", "the"):
        form = forms().get(upcoming)
        has = upcoming in ("been", "had") or before in ("he", "she", "who") and form is not None and "VBN" in form.tags
        tape.lemma[at] = "have" if has else "be"
        return "VBZ"
    return "POS"


def _may(tape: Tape, at: int) -> str:
    return "MD" if tape.words[at].islower() or tape.closed(at + 1) == "PRP" else "NNP"


def _there(tape: Tape, at: int) -> str:
    closed = tape.closed(at + 1)
    return "EX" if closed in ("BE", "MD") or tape.at(at + 1) in ("'s", "has", "had", "have") else "RB"


def _floating(tape: Tape, at: int) -> str:
    """Tag "all" and "both": an adverb after the subject or an auxiliary (`they all know`, `the two both had`)."""
    before = tape.tags[-1] if tape.tags else ""
    form, closed = forms().get(tape.at(at + 1)), tape.closed(at + 1)
    verb_next = closed in ("BE", "HAVE", "MD") or (form is not None and not closed and bool(form.tags & {"VBD", "VBN"}))
    if tape.low[at] in ("either", "neither"):
        return "RB" if before in FINITE else "DT"
    return "RB" if before == "PRP" or verb_next and (before in NOUNS or before in FINITE) else "DT"


def _degree(tape: Tape, at: int) -> str:
    """Tag "more" and "most": an adverb before an adjective (`the most holy site`), else a determiner."""
    upcoming, closed = tape.at(at + 1), tape.closed(at + 1)
    if closed in ("JJ", "RB") and upcoming not in tagged("time-noun") or _unknown_adjective(upcoming, closed):
        return "RB"
    return "DT"


def _unknown_adjective(word: str, closed: str) -> bool:
    return not closed and by_ending(word) in ("JJ", "RB")


def _about(tape: Tape, at: int) -> str:
    """Tag "over", "about" and the like: an adverb before a number (`over 345 pilgrims`), else a preposition."""
    k = tape.left(at)
    after_verb = k >= 0 and tape.tags[k][:1] == "V" and tape.lemma[k] in ("talk", "speak", "worry", "take", "preside")
    number = at + 1 < len(tape.words) and (tape.entries[at + 1].is_number or tape.closed(at + 1) == "CD")
    return "RB" if number and not after_verb and tape.at(at + 1) != "one" else "IN"


def _at(tape: Tape, at: int) -> str:
    return "RB" if tape.at(at + 1) in ("least", "most", "all", "once") else "IN"


def _than(tape: Tape, at: int) -> str:
    number = at + 1 < len(tape.words) and (tape.entries[at + 1].is_number or tape.closed(at + 1) == "CD")
    return "RB" if number and tape.at(at - 1) in ("more", "less", "fewer", "rather", "other") else "IN"


def _first(tape: Tape, at: int) -> str:
    """Tag "first": an adverb beside a verb (`was first sent`, `will first meet`), else an adjective."""
    form = forms().get(tape.at(at + 1))
    if form is not None and "VB" in form.tags and tape.closed(at - 1) == "MD":
        return "RB"
    verb_next = form is not None and bool(form.tags & {"VBD", "VBN"}) and tape.closed(at + 1) == ""
    return "RB" if verb_next and tape.tags and tape.tags[-1] not in ("DT", "PRP$", "POS") else "JJ"


def _last(tape: Tape, at: int) -> str:
    """Tag "last": an adverb between who acts and a verb in the past ("Kim last visited Beijing"), else an adjective."""
    k = tape.left(at)
    form = forms().get(tape.at(at + 1))
    acts = k >= 0 and tape.tags[k] in NOUNS and form is not None and "VBD" in form.tags
    return "RB" if acts and not tape.closed(at + 1) else "JJ"


def _past(tape: Tape, at: int) -> str:
    return "JJ" if tape.tags and tape.tags[-1] in ("DT", "PRP$", "CD") else "IN"


def _before(tape: Tape, at: int) -> str:
    return (
        "RB"
        if tape.at(at - 1) in ("never", "ever", "long", "shortly", "soon", "not") and tape.at(at + 1) == "been"
        else "IN"
    )


def _no(tape: Tape, at: int) -> str:
    return "RB" if tape.at(at + 1) in ("longer", "more") and tape.at(at + 2) != "than" else "DT"


def _longer(tape: Tape, at: int) -> str:
    return "RB" if tape.at(at - 1) in ("no", "any") else "JJ"


def _what(tape: Tape, at: int) -> str:
    return "WDT"


def _least(tape: Tape, at: int) -> str:
    return "RB" if tape.at(at - 1) == "at" else "DT"


SPECIAL: dict[str, Callable[[Tape, int], str]] = {
    "that": _that,
    "to": _to,
    "her": _her,
    "'s": _apostrophe,
    "may": _may,
    "there": _there,
    "all": _floating,
    "both": _floating,
    "each": _floating,
    "more": _degree,
    "most": _degree,
    "less": _degree,
    "over": _about,
    "about": _about,
    "around": _about,
    "at": _at,
    "than": _than,
    "least": _least,
    "no": _no,
    "first": _first,
    "last": _last,
    "past": _past,
    "before": _before,
    "either": _floating,
    "neither": _floating,
    "longer": _longer,
    "what": _what,
}
PRONOUNS = frozenset({"he", "she", "it", "that", "there", "who", "what", "here", "where"})
SPLITTING = frozenset({"not", "also", "further", "never"})
STOPPING = frozenset({"stop", "start", "halt", "cease", "quit", "keep"})  # before what is being done
MOTION = frozenset(
    ["return", "go", "come", "travel", "lead", "respond", "agree", "amount", "visit", "trip", "commit", "close", "due"]
)
