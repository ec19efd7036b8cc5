"""Tell the readings of words in -ing and -ed: a verb, a noun, an adjective, a past tense or a participle.

"the meeting" is a noun, "after meeting Kim" a verb, "the working group" has an adjective; "the proposed summit" has an
adjective, "a plan proposed by Moscow" a participle, "Moscow proposed a plan" a past tense.
"""

from __future__ import annotations

from dragoman.language.syntax.tape import BEFORE_NOUN, FINITE, NOUNS, QUOTE_MARKS, Tape
from dragoman.language.syntax.words import Form, lemmas, tagged

SUBJECTS = frozenset({"i", "he", "she", "it", "we", "they", "you", "there"})
BEFORE_GERUND = frozenset({"stop", "start", "begin", "keep", "avoid", "resume", "consider", "finish", "suggest"})


def ing(tape: Tape, at: int) -> str:
    """Tell a verb in -ing from a noun (`the meeting`) and an adjective (`the working group`)."""
    k = tape.left(at)
    upcoming = tape.upcoming(at)
    before = tape.tags[k] if k >= 0 else "."
    known = tape.low[at] in tagged("noun")
    if k < 0 and upcoming in "ID" and tape.at(at + 1) != "of":
        return "VBG" if _comma_first(tape, at) else "NN" if known else "VBG"
    if before in BEFORE_NOUN and tape.low[k] not in ("those", "all", "both"):
        return "JJ" if upcoming in "nV" or (upcoming == "N" and not known) else "NN"
    if before == "NN" and tape.tags[at - 1] == "''" and upcoming == "n":
        return "JJ"  # a “near-date” working group
    if before == "HYPH":
        return "JJ"
    if known and tape.at(at + 1) == "of":
        return "NN"
    if before[:1] == "V" and tape.lemma[k] in BEFORE_GERUND and upcoming in "DNJn":
        return "VBG"
    if known and before == "," and upcoming in "IDN":
        return "VBG"
    if known and upcoming not in "DNW" and (before not in ("VBD", "VBZ", "VBP") or upcoming == "E"):
        return "NN"
    return "VBG"


def _comma_first(tape: Tape, at: int) -> bool:
    """Tell whether a comma comes before the verb: `Speaking in Oslo, he said`, not `Fighting in the north went on`."""
    for k in range(at + 1, min(len(tape.words), at + 25)):
        form = tape.entries[k].form
        if tape.words[k] == ",":
            return True
        if tape.closed(k) in ("BE", "HAVE", "MD") or form and "VBD" in form.tags and tape.words[k].islower():
            return False
    return False


def past(tape: Tape, at: int, form: Form) -> str:
    """Tell a past tense from a participle and an adjective."""
    k = tape.left(at)
    tag, low = (tape.tags[k], tape.low[k]) if k >= 0 else (".", "")
    upcoming = tape.upcoming(at)
    if "VBD" not in form.tags:
        return "JJ" if upcoming in "nN" and tag in BEFORE_NOUN else "VBN"
    if "VBN" not in form.tags or (tag == "PRP" and low not in tagged("object-pronoun")):
        return "VBD"
    if (
        tape.low[at] == "provided"
        and tape.at(at + 1) != "by"
        and (tag == "," or upcoming in "DNW" and tape.has_verb(at))
    ):
        return "IN"  # willing to withdraw provided the border is secured
    if _is_adjective(tape, at, k, form):
        return "JJ"
    if tag in ("DT", "PRP$", "POS", "JJ") and low not in tagged("stands-alone"):
        return "VBD"
    if low == "those" or tag in (".", "TO") or tag == "IN" and low != "that":
        return "VBN"
    if form.lemma in lemmas("intransitive") or form.lemma in ("say", "tell", "add"):
        return "VBD"
    if tape.at(at + 1) == "by" and not tape.at(at + 2).endswith("ing"):
        return "VBD" if tape.wants_verb(at) and not verb_follows(tape, at) else "VBN"
    if tag == ",":
        return _after_comma(tape, k, upcoming)
    return _after_noun(tape, at, form, upcoming) if tag in NOUNS | {"CD", "DT"} else "VBD"


def _is_adjective(tape: Tape, at: int, k: int, form: Form) -> bool:
    """Tell whether a word in -ed stands before its noun or after a verb like "become"."""
    tag, low = (tape.tags[k], tape.low[k]) if k >= 0 else (".", "")
    upcoming = tape.upcoming(at)
    if tag == "HYPH" or tape.low[at].startswith("un") and "VB" not in form.tags and tape.entries[at].form is None:
        return True
    if tag[:1] == "V" and tape.lemma[k] in tagged("appearance"):
        return True
    if tag == "DT" and low in tagged("stands-alone"):
        return upcoming in "nN"
    if tag == "JJ" and upcoming in "DEW":
        return False  # the original disappeared; the official added that
    if tag in ("DT", "PRP$", "POS", "JJ"):
        return "VB" not in form.tags and form.lemma not in ("say", "tell")
    if tag == "IN":
        return low != "that" and low != "those" and upcoming in "nNJ"
    if tag == "CC" and upcoming == "n" and k and tape.tags[k - 1] == "JJ":
        return True
    if tag == "CD" and upcoming in "nN" and k and (tape.tags[k - 1] == "IN" or tape.tags[k - 1][:1] == "V"):
        return True  # a tour of three suspected sites
    return _modifies(tape, at, k, upcoming)


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
    if form.lemma in SIGNING and _after_that_name(tape, at):
        return "VBD"
    if upcoming in "DW":
        return "VBN" if tape.has_verb(at) and upcoming == "D" and form.lemma not in lemmas("reports") else "VBD"
    if tape.has_verb(at):
        return "VBN"
    if upcoming in "NJn":
        return "VBD"
    known = tape.entries[at].form is not None
    if (
        not tape.wants_verb(at)
        and upcoming in "IT"
        and known
        and form.lemma not in lemmas("either") | lemmas("reports")
    ):
        return "VBN"
    return "VBN" if verb_follows(tape, at) else "VBD"


def _after_that_name(tape: Tape, at: int) -> bool:
    """Tell whether only names or sides stand between "that" and the word: `the text that Kim and Moon signed`."""
    k = at - 1
    while k >= 0 and (tape.tags[k] in ("NNP", "NNPS", "CC", "HYPH") or tape.low[k] in SIGNERS):
        k -= 1
    return 0 <= k < at - 1 and tape.low[k] == "that"


SIGNERS = frozenset(
    {
        "the",
        "two",
        "three",
        "both",
        "sides",
        "parties",
        "leaders",
        "presidents",
        "ministers",
        "governments",
        "countries",
    }
)
SIGNING = frozenset({"sign", "conclude", "negotiate", "initial", "draft", "issue", "adopt"})  # what no person is


def _after_comma(tape: Tape, k: int, upcoming: str) -> str:
    """Tell `Lavrov, the minister, met Kim` from `Kim, accompanied by aides, left`."""
    if upcoming in "DNWJn":
        return "VBN" if _after_apposition(tape, k) and not any(tag in FINITE for tag in tape.tags) else "VBD"
    commas = tape.tags[:k].count(",")
    verbs = any(tag in FINITE for tag in tape.tags[:k])
    return "VBD" if commas and not verbs else "VBN"


def _after_apposition(tape: Tape, comma: int) -> bool:
    """Tell whether a second comma and then a finite verb come: `The talks held in Geneva, the third round, ended`."""
    for k in range(comma + 1, min(len(tape.words) - 1, comma + 16)):
        if tape.closed(k) in ("BE", "HAVE", "MD", "CC"):
            return False
        if tape.words[k] == ",":
            form = tape.entries[k + 1].form
            return tape.closed(k + 1) in ("BE", "HAVE", "DO", "MD") or form is not None and "VBD" in form.tags
    return False


def verb_follows(tape: Tape, at: int) -> bool:
    """Tell whether a finite verb comes with no new subject before it: `the ship seized in May was released`."""
    governed = False
    for k in range(at + 1, min(len(tape.words), at + 16)):
        entry, word, closed = tape.entries[k], tape.words[k], tape.closed(k)
        if word in QUOTE_MARKS or tape.timed[k]:
            continue
        if closed in ("BE", "HAVE", "DO", "MD") or entry.low == "said":
            return entry.low not in ("being", "having", "be", "have")
        if word == ",":
            return _after_apposition(tape, k)
        if closed in ("CC", "WDT") or entry.low in SUBJECTS or entry.is_mark and word not in "-'’":
            return False
        if entry.low in tagged("subordinator"):
            return False
        if closed == "IN" or entry.low == "to":
            governed = True
        elif closed == "DT" and not governed:
            return False
        elif not closed and word.islower() and not tape.closed(k - 1) and _sure_verb(tape, k):
            return True
    return False


def _sure_verb(tape: Tape, k: int) -> bool:
    """Tell whether a word can hardly be anything but a finite verb."""
    form = tape.entries[k].form
    if form is None:
        return False
    return "VBD" in form.tags or "VBZ" in form.tags and (tape.entries[k].is_plain_verb or tape.upcoming(k) == "D")
