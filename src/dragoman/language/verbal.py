"""Settle the words that may be verbs by what stands around them.

"to visit", "they visit" and "who visits" are verbs, "a visit", "his visit" and "of visits" are nouns; "was proposed" is
a participle, "the proposed summit" an adjective, "a plan proposed by Moscow" a participle, "Moscow proposed a plan" a
past tense.
"""

from __future__ import annotations

from dragoman.language.tape import BEFORE_NOUN, FINITE, NOUNS, QUOTE_MARKS, Tape
from dragoman.language.words import Form, lemmas, tagged

PRONOUN_LIKE = frozenset(
    ["both", "all", "some", "many", "few", "most", "several", "each", "those", "these", "this", "that", "half", "more"]
)
INVERTERS = frozenset({"how", "why", "when", "where", "what", "nor", "neither", "only", "who", "whom", "so"})
IN_SUBJECT = frozenset({"NNP", "NN", "NNS", "PRP", "DT", "JJ", "CD", "POS", "HYPH", "PRP$", "''"})
PLURAL_MODIFIERS = frozenset(
    {"arms", "sanctions", "weapons", "sports", "talks", "sales", "systems", "operations", "rights"}
)


def settle(tape: Tape, at: int, form: Form) -> str:
    """Return the tag of a word that may be a verb."""
    kinds, closed = form.tags, tape.closed(at)
    ruled = ruling(tape, at)
    if ruled == "VB" and "VB" in kinds:
        return "VB"
    if ruled == "VBN" and "VBN" in kinds:
        return "VBN"
    if ruled == "VBE" and kinds & {"VBN", "VBG"} and not (closed in ("NN", "JJ") and tape.at(at) in tagged("noun")):
        return "VBN" if "VBN" in kinds else "VBG"
    if "VBG" in kinds:
        return ing(tape, at)
    if kinds & {"VBD", "VBN"} and (closed not in ("JJ", "NN", "IN") or kinds == {"VBD"}):
        if "VB" in kinds and form.lemma in lemmas("noun") and _asks_for_noun(tape, at):
            return "NN"
        return past(tape, at, form)
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
        return _shared(tape, k)
    if tape.tags[k] in ("MD", "TO") or tape.lemma[k] in ("be", "have", "do"):
        return _asks(tape, k)
    return _inverted(tape, at)


def _asks(tape: Tape, k: int) -> str | None:
    if tape.tags[k] in ("MD", "TO"):
        return "VB"
    if tape.tags[k][:1] != "V":
        return None
    return {"do": "VB", "have": "VBN", "be": "VBE"}.get(tape.lemma[k])


def _shared(tape: Tape, k: int) -> str | None:
    """Return what the first of two coordinated verbs was: `to meet and discuss`, `was arrested and deported`."""
    for j in range(k - 1, max(-1, k - 14), -1):
        tag = tape.tags[j]
        if tag in ("VB", "VBD", "VBZ", "VBP", "VBG"):
            return "VB" if tag == "VB" else None
        if tag == "VBN" and j == k - 1:
            return ruling(tape, j)
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
    if k < 0:
        return False
    tag, low, upcoming = tape.tags[k], tape.low[k], tape.upcoming(at)
    likely_noun = form.lemma in lemmas("noun")
    strong = upcoming in "DWT" or (upcoming in "NJ" and tag == "NNP")
    if tag == "PRP":
        return _agrees(low, singular)
    if tag == "WDT":
        return low not in ("whose", "what") and (not likely_noun or upcoming not in "EV" or low == "who")
    if tag == "DT" and low in PRONOUN_LIKE or tag == "CD" and not singular:
        return not singular and (strong or not likely_noun)
    if tag in ("NN", "NNP", "VBG") and singular:
        return strong or (not likely_noun and upcoming != "V" and not tape.has_verb(at))
    if tag == "NNS" and not singular:
        return low not in PLURAL_MODIFIERS and not (likely_noun and (upcoming == "V" or tape.has_verb(at)))
    if tag == "NNP" and not singular:
        return _pair(tape, k) and (strong or not likely_noun)
    if tag == "," and singular and not likely_noun:
        return True
    if tag in (",", "CC"):
        return (strong or not likely_noun) and _verb_before(tape, k, "VBZ" if singular else "VBP")
    return False


def _agrees(low: str, singular: bool) -> bool:
    if low in ("he", "she", "it"):
        return singular
    return not singular and low in ("i", "we", "they", "you")


def _pair(tape: Tape, k: int) -> bool:
    """Tell whether the name at k is the second of two (`Seoul and Washington`)."""
    return "CC" in tape.tags[max(0, k - 4) : k]


def _verb_before(tape: Tape, k: int, wanted: str) -> bool:
    """Tell whether a verb of the same form comes before, so that this one can be coordinated with it."""
    return wanted in tape.tags[max(0, k - 15) : k]


# ---- -ing ------------------------------------------------------------------------------------------------------------


def ing(tape: Tape, at: int) -> str:
    """Tell a verb in -ing from a noun (`the meeting`) and an adjective (`the working group`)."""
    k = tape.left(at)
    upcoming = tape.upcoming(at)
    before = tape.tags[k] if k >= 0 else "."
    known = tape.low[at] in tagged("noun")
    if before in BEFORE_NOUN and tape.low[k] not in ("those", "all", "both"):
        return "JJ" if upcoming in "nV" or (upcoming == "N" and not known) else "NN"
    if before == "NN" and tape.tags[at - 1] == "''" and upcoming == "n":
        return "JJ"  # a “near-date” working group
    if before == "HYPH":
        return "JJ"
    if known and tape.at(at + 1) == "of":
        return "NN"
    if known and upcoming not in "DNW" and (before not in ("VBD", "VBZ", "VBP") or upcoming == "E"):
        return "NN"
    return "VBG"


# ---- -ed -------------------------------------------------------------------------------------------------------------


def past(tape: Tape, at: int, form: Form) -> str:
    """Tell a past tense from a participle and an adjective."""
    k = tape.left(at)
    tag, low = (tape.tags[k], tape.low[k]) if k >= 0 else (".", "")
    upcoming = tape.upcoming(at)
    if "VBD" not in form.tags:
        return "JJ" if upcoming in "nN" and tag in BEFORE_NOUN else "VBN"
    if "VBN" not in form.tags or (tag == "PRP" and low not in tagged("object-pronoun")):
        return "VBD"
    if tag == "HYPH":
        return "JJ"
    if tag in ("DT", "PRP$", "POS", "JJ") and low not in PRONOUN_LIKE:
        return "JJ" if "VB" not in form.tags and form.lemma not in ("say", "tell") else "VBD"
    if low == "those" or tag in (".", "TO"):
        return "VBN"
    if tag == "IN" and low != "that":
        return "JJ" if upcoming in "nNJ" else "VBN"
    if tag == "CC" and upcoming == "n" and k and tape.tags[k - 1] == "JJ" or _modifies(tape, at, k, upcoming):
        return "JJ"
    if form.lemma in lemmas("intransitive") or form.lemma in ("say", "tell", "add"):
        return "VBD"
    if tape.at(at + 1) == "by" and not tape.at(at + 2).endswith("ing"):
        return "VBN"
    if tag == ",":
        return _after_comma(tape, k, upcoming)
    if tag in NOUNS | {"CD", "DT"}:
        return _after_noun(tape, at, form, upcoming)
    return "VBD"


def _modifies(tape: Tape, at: int, k: int, upcoming: str) -> bool:
    """Tell whether a participle stands before its noun without a determiner: `using iodised salt`."""
    if (
        upcoming != "n"
        or k < 0
        or tape.tags[k][:1] != "V"
        or tape.tags[k] in FINITE
        and tape.lemma[k] in ("be", "have")
    ):
        return False
    return tape.tags[k] in ("VB", "VBG", "VBN", "VBP", "VBZ", "VBD")


def _after_noun(tape: Tape, at: int, form: Form, upcoming: str) -> str:
    """Tell `talks held in Geneva` from `talks opened in Geneva`.

    A participle: the clause has its verb already, or another follows with no subject of its own, or the verb would want
    an object and none comes.
    """
    if upcoming in "DW":
        return "VBN" if tape.has_verb(at) and upcoming == "D" and form.lemma not in lemmas("reports") else "VBD"
    if upcoming in "NJn":
        return "VBD"
    if tape.has_verb(at):
        return "VBN"
    if form.lemma not in lemmas("either"):
        return "VBN"
    return "VBN" if verb_follows(tape, at) else "VBD"


def _after_comma(tape: Tape, k: int, upcoming: str) -> str:
    """Tell `Lavrov, the minister, met Kim` from `Kim, accompanied by aides, left`."""
    if upcoming in "DNWJ":
        return "VBD"
    commas = tape.tags[:k].count(",")
    verbs = any(tag in FINITE for tag in tape.tags[:k])
    return "VBD" if commas and not verbs else "VBN"


def verb_follows(tape: Tape, at: int) -> bool:
    """Tell whether a finite verb comes with no new subject before it: `the ship seized in May was released`."""
    governed = False
    for k in range(at + 1, min(len(tape.words), at + 16)):
        entry, word, closed = tape.entries[k], tape.words[k], tape.closed(k)
        if word in QUOTE_MARKS or tape.timed[k]:
            continue
        if closed in ("BE", "HAVE", "DO", "MD") or entry.low == "said":
            return entry.low not in ("being", "having", "be", "have")
        if closed in ("CC", "WDT", "PRP") or entry.is_mark and word not in "-'’":
            return False
        if entry.low in tagged("subordinator") and entry.low not in tagged("preposition"):
            return False
        if closed == "IN" or entry.low == "to":
            governed = True
        elif closed == "DT" and not governed:
            return False
        elif not closed and word.islower() and entry.form and "VBD" in entry.form.tags and not tape.closed(k - 1):
            return True
    return False
