"""Settle the words that may be verbs by what stands around them.

"to visit", "they visit" and "who visits" are verbs, "a visit", "his visit" and "of visits" are nouns.
"""

from __future__ import annotations

from dragoman.language.syntax.participles import ing, past
from dragoman.language.syntax.tape import BEFORE_NOUN, FINITE, QUOTE_MARKS, Tape
from dragoman.language.syntax.words import Form, lemmas, tagged

INVERTERS = frozenset({"how", "why", "when", "where", "what", "nor", "neither", "only", "who", "whom", "so"})
IN_SUBJECT = frozenset({"NNP", "NN", "NNS", "PRP", "DT", "JJ", "CD", "POS", "HYPH", "PRP$", "''", "RB"})
PLURAL_MODIFIERS = frozenset(
    {"arms", "sanctions", "weapons", "sports", "talks", "sales", "systems", "operations", "rights"}
)


def settle(tape: Tape, at: int, form: Form) -> str:
    """Return the tag of a word that may be a verb."""
    kinds, closed = form.tags, tape.closed(at)
    if closed == "NN" and kinds & {"VBD", "VBN"}:
        return "NN" if _asks_for_noun(tape, at) or ruling(tape, at) == "VB" else past(tape, at, form)
    ruled = ruling(tape, at)
    if ruled == "VB" and "VB" in kinds:
        return "VB"
    if ruled == "VBN" and "VBN" in kinds:
        return "VBN"
    if ruled == "VBE" and kinds & {"VBN", "VBG"} and not (closed in ("NN", "JJ") and tape.at(at) in tagged("noun")):
        return "VBN" if "VBN" in kinds else "VBG"
    if "VBG" in kinds:
        return ing(tape, at)
    if tape.at(at + 1) == "-" and tape.tight[at + 1] and not kinds & {"VBD", "VBN"}:
        return "NN"  # post-Madrid, cease-fire
    often = closed not in ("JJ", "NN", "IN") or tape.at(at) == "provided"  # a verb more often than "if"
    if kinds & {"VBD", "VBN"} and (often or kinds == {"VBD"}):
        if "VB" in kinds and form.lemma in lemmas("noun") and _asks_for_noun(tape, at):
            return "NN"
        return past(tape, at, form)
    if form.lemma == "say" and tape.at(at - 1) not in ("a", "the", "no", "their", "his", "her", "final"):
        return "VBZ" if "VBZ" in kinds else "VBP"  # "sources close to her campaign say", "no deal, says Barnier"
    if "VBZ" in kinds:
        return "VBZ" if _present(tape, at, form, True) else closed if closed in ("IN", "RB", "DT") else "NNS"
    return "VBP" if _present(tape, at, form, False) else closed if closed in ("JJ", "IN", "RB", "DT") else "NN"


# ---- auxiliaries ----------------------------------------------------------------------------------------------------


def ruling(tape: Tape, at: int) -> str | None:
    """Return what the auxiliary before the word asks for: VB, VBN (have) or VBE (be: -ed or -ing)."""
    k = tape.left(at)
    if k < 0 or tape.tags[k] == ",":
        return None
    if tape.tags[k] == "CC":
        return _shared(tape, k, at)
    if tape.tags[k] in ("MD", "TO") or tape.lemma[k] in ("be", "have", "do"):
        return _asks(tape, k)
    return _caused(tape, k) or _inverted(tape, at)


def _caused(tape: Tape, k: int) -> str | None:
    """Return VB after help, let or make and a phrase: `helping the girls enter`."""
    for j in range(k, max(-1, k - 6), -1):
        if tape.tags[j][:1] == "V":
            return "VB" if j < k and tape.lemma[j] in ("help", "let", "make") else None
        if tape.tags[j] not in IN_SUBJECT:
            return None
    return None


def _asks(tape: Tape, k: int) -> str | None:
    if tape.tags[k] in ("MD", "TO"):
        return "VB"
    if tape.tags[k][:1] != "V":
        return None
    return {"do": "VB", "have": "VBN", "be": "VBE"}.get(tape.lemma[k])


def _shared(tape: Tape, k: int, at: int) -> str | None:
    """Return what the first of two coordinated verbs was: `to meet and discuss`, `was arrested and deported`."""
    for j in range(k - 1, max(-1, k - 14), -1):
        tag = tape.tags[j]
        if tag in ("VB", "VBD", "VBZ", "VBP", "VBG"):
            return "VB" if tag == "VB" else None
        if tag == "VBN" and tape.low[k] in ("and", "or"):
            alone = j == k - 1 or tape.upcoming(at) in "IETO"
            return ruling(tape, j) if alone else None
        if tag in (".", ":") or tape.low[j] == "that":
            return None
    return None


def _inverted(tape: Tape, at: int) -> str | None:
    """Return what an auxiliary before the subject asks for: `Did Kim agree`, `nor will the two sides meet`."""
    for k in range(at - 1, max(-1, at - 9), -1):
        if tape.tags[k] in FINITE:
            before = tape.tags[k - 1] if k else "."
            opens = k == 0 or before in ("''", ":", ",", "CC", "WRB", "-LRB-") or tape.low[k - 1] in INVERTERS
            return _asks(tape, k) if opens and k < at - 1 else None
        if tape.tags[k] not in IN_SUBJECT:
            return None
    return None


# ---- present ---------------------------------------------------------------------------------------------------------


def _asks_for_noun(tape: Tape, at: int) -> bool:
    k = tape.left(at)
    if k < 0:
        return False
    return tape.tags[k] in BEFORE_NOUN or tape.tags[k] == "IN" and tape.low[k] not in tagged("subordinator")


def _present(tape: Tape, at: int, form: Form, singular: bool) -> bool:
    """Tell whether a base or -s form is a verb in the present tense."""
    k = tape.left(at)
    if k < 0:  # Look at the map. Stop the bombing!
        return not singular and (tape.upcoming(at) == "D" or tape.entries[at].is_plain_verb and not tape.closed(at))
    tag, low, upcoming = tape.tags[k], tape.low[k], tape.upcoming(at)
    if tape.low[at] == "further" and tag in ("CD", "DT"):
        return False  # two further crossings
    if tape.closed(at) in ("IN", "JJ") and tag != "PRP" and upcoming not in ("DW" if tape.closed(at) == "JJ" else ""):
        return False
    likely_noun = form.lemma in lemmas("noun")
    if tag == "PRP":
        return _agrees(low, singular)
    if (tag in ("NN", "NNP") and singular or tag == "NNS" and not singular) and _surely_verb(tape, at, form, upcoming):
        return True
    if tag == "WDT":
        return low != "whose" and (not likely_noun or upcoming not in "EV" or low == "who")
    if tag in (",", "CC"):
        return _coordinated(tape, at, k, form, upcoming, singular)
    return _after_subject(tape, at, k, form, singular)


def _coordinated(tape: Tape, at: int, k: int, form: Form, upcoming: str, singular: bool) -> bool:
    """Tell whether a word after a comma or "and" is a present tense."""
    likely_noun = form.lemma in lemmas("noun")
    if singular and not likely_noun:
        return True
    if tape.tags[k] == "," and tape.tags.count(",") > 1 and not any(one in FINITE for one in tape.tags):
        return (
            upcoming in "nNJDW" or upcoming in "IT" and not verb_ahead(tape, at)
        )  # Many religions, such as Wicca, use
    return (upcoming in "DWT" or not likely_noun) and _verb_before(tape, k, "VBZ" if singular else "VBP")


def _opened(tape: Tape, at: int) -> bool:
    """Tell whether a word like "if" opens the clause: `If Iraq attacks, the council will act`."""
    return any(tape.tags[k] == "IN" and tape.low[k] in tagged("subordinator") for k in range(max(0, at - 5), at))


def _takes(tape: Tape, at: int, form: Form, upcoming: str) -> bool:
    """Tell whether what follows can only follow a verb: `visits the site`, not `the summit documents that`."""
    if upcoming == "W":
        return form.lemma in lemmas("reports")
    if upcoming == "T":
        return form.lemma in lemmas("to") and not tape.has_verb(at)
    return upcoming == "D"


def _after_subject(tape: Tape, at: int, k: int, form: Form, singular: bool) -> bool:
    """Tell whether a word after a noun is a present tense: "strong" is what follows when only a verb can stand here."""
    tag, low, upcoming = tape.tags[k], tape.low[k], tape.upcoming(at)
    likely_noun = form.lemma in lemmas("noun")
    named = upcoming in "NJ" and tag == "NNP" and not tape.has_verb(at)
    strong = named or _takes(tape, at, form, upcoming)
    if low == "one" and singular:
        return strong or not likely_noun
    if singular and tag in ("NN", "NNP", "CD") and not likely_noun and upcoming != "V" and _owed(tape, at):
        return True
    if tag == "DT" and low in tagged("stands-alone") or tag == "CD" and low != "one" and not singular:
        return not singular and (strong or not likely_noun)
    if tag in ("NN", "NNP") and singular:
        says = upcoming == "N" and form.lemma in lemmas("reports") and not tape.has_verb(at)
        needed = tape.wants_verb(at) and upcoming in "nJNIE" and not verb_ahead(tape, at)
        needed = needed and (upcoming != "E" or _opened(tape, at))
        return strong or says or needed or (not likely_noun and upcoming != "V" and not tape.has_verb(at))
    if tag == "NNS" and not singular:
        return low not in PLURAL_MODIFIERS and not (likely_noun and (upcoming == "V" or tape.has_verb(at)))
    if tag in ("NN", "NNP") and not singular and _plural_head(tape, k):
        return (strong or not likely_noun) and not tape.has_verb(at)
    if tag == "NNP" and not singular and low.endswith("s") and not low.endswith("ss"):
        several = k > 0 and tape.low[k - 1] == "the" and not likely_noun and not tape.has_verb(at)
        if several or upcoming in "DW":
            return True  # "The Parties undertake to withdraw"
    if tag == "NNP" and not singular:
        return _pair(tape, k) and (strong or not likely_noun)
    return False


def _owed(tape: Tape, at: int) -> bool:
    """Tell whether all verbs so far stand in a clause of the subject: `The text that they signed speaks of`."""
    finite = [k for k in range(at) if tape.tags[k] in FINITE]
    if len(finite) != 1:
        return False
    k = finite[0] - 1
    while k > 0 and tape.tags[k] in (*IN_SUBJECT, "CC"):
        k -= 1
    return 0 < k < finite[0] - 1 and tape.low[k] == "that" and tape.tags[k - 1] in ("NN", "NNS")


def _surely_verb(tape: Tape, at: int, form: Form, upcoming: str) -> bool:
    """Tell whether a word after its subject is a verb though it is mostly a noun.

    An adverb stands between (`warming also increases`), a quotation follows (`the ministry notes, "..."`), or it is a
    verb of saying in a clause that still wants its verb (`court rules worship is legal`).
    """
    if tape.tags[at - 1] == "RB" and upcoming != "V":
        return True
    if form.lemma not in lemmas("reports"):
        return False
    if tape.at(at + 1) in (",", ":") and at + 2 < len(tape.words) and tape.words[at + 2] in QUOTE_MARKS:
        return True
    return upcoming in "nNJ" and tape.wants_verb(at) and tape.tags[at - 1] in ("NN", "NNP")


def _agrees(low: str, singular: bool) -> bool:
    if low in ("he", "she", "it"):
        return singular
    return not singular and low in ("i", "we", "they", "you")


def _pair(tape: Tape, k: int) -> bool:
    """Tell whether the name at k is the second of two (`Seoul and Washington`)."""
    return "CC" in tape.tags[max(0, k - 4) : k]


def _plural_head(tape: Tape, k: int) -> bool:
    """Tell whether the noun at k hangs on a plural (`members of the council`)."""
    for j in range(k, max(-1, k - 8), -1):
        if tape.tags[j] == "IN":
            return j > 0 and tape.tags[j - 1] == "NNS"
        if tape.tags[j] not in IN_SUBJECT:
            return False
    return False


def verb_ahead(tape: Tape, at: int) -> bool:
    """Tell whether a sure finite verb comes before the clause ends, so that this word need not be one."""
    for k in range(at + 1, min(len(tape.words), at + 25)):
        entry, closed = tape.entries[k], tape.closed(k)
        if closed in ("BE", "HAVE", "DO", "MD"):
            return entry.low not in ("being", "having", "be", "been", "have")
        if closed == "WDT" or entry.is_mark and tape.words[k][0] in ".;:?!":
            return False
        if (
            entry.form
            and not closed
            and (entry.form.tags & {"VBD"} or entry.is_plain_verb and "VBZ" in entry.form.tags)
        ):
            return True
    return False


def _verb_before(tape: Tape, k: int, wanted: str) -> bool:
    """Tell whether a verb of the same form comes before, so that this one can be coordinated with it."""
    return wanted in tape.tags[max(0, k - 15) : k]
