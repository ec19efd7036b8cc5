"""Tag each word with its part of speech (Penn tags) and lemma, by its form and its neighbours, into the `Doc`.

Most words have one reading, found in terms/words.tsv or by their ending; those that may be verbs are settled in
verbal.py. A capital inside a sentence makes a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from spacy.tokens import Doc

from dragoman.language.tape import FINITE, NOUNS, QUOTE_MARKS, Tape
from dragoman.language.verbal import settle
from dragoman.language.words import forms, guessed, lemmas, tagged
from dragoman.markup import Marked

POS = {"N": "NOUN", "J": "ADJ", "V": "VERB", "R": "ADV", "D": "DET", "P": "PRON", "I": "ADP", "C": "CCONJ"}
SUFFIXES = (
    (re.compile(r".{2,}ly$"), "RB"),
    (re.compile(r".{3,}(?:ous|ful|less|ive|able|ible|ical|ic|ish|ary|ory|ed)$"), "JJ"),
    (re.compile(r".{4,}(?:ial|ual|ional|ental|istic|nal|ral|tal)$"), "JJ"),
    (re.compile(r".{3,}(?:[^su]s)$"), "NNS"),
)
ANCHORED = ("after ", "before ", "following ", "during ")


def tags(marked: Marked) -> Marked:
    """Put the part of speech and the lemma of each word into `doc`."""
    doc = marked.doc
    names, roots = [""] * len(doc), [""] * len(doc)
    words = [token.text for token in doc]
    starts = [token.idx for token in doc]
    timed, named = timed_words(marked), named_words(marked)
    tight = [True, *(starts[k] == starts[k - 1] + len(words[k - 1]) for k in range(1, len(words)))]
    for first, last in bounds(marked, starts):
        within = slice(first, last)
        tape = tagged_tape(Tape(words[within], timed[within], tight[within], named[within]))
        names[within], roots[within] = tape.tags, tape.lemma
    return msgspec.structs.replace(marked, doc=_filled(doc, words, names, roots))


def bounds(marked: Marked, starts: list[int]) -> list[tuple[int, int]]:
    """Return the range of tokens of each sentence."""
    found: list[tuple[int, int]] = []
    at = 0
    for sentence in marked.sentences:
        while at < len(starts) and starts[at] < sentence.span[0]:
            at += 1
        first = at
        while at < len(starts) and starts[at] < sentence.span[1]:
            at += 1
        found.append((first, at))
    return found


def timed_words(marked: Marked) -> list[int]:
    """Return for each token the number of the time it belongs to, 0 for none; "after his visit" is no date."""
    numbers = [0] * len(marked.doc)
    for number, time in enumerate(marked.times, 1):
        if time.quote.lower().startswith(ANCHORED) and time.edtf is None:
            continue
        span = marked.doc.char_span(*time.span, alignment_mode="contract")
        if span is not None:
            numbers[span.start : span.end] = [number] * (span.end - span.start)
    return numbers


def named_words(marked: Marked) -> list[bool]:
    """Return for each token whether it continues a name that began before it (`Jae-in` in `Moon Jae-in`)."""
    flags = [False] * len(marked.doc)
    for mention in marked.mentions:
        if not mention.quote[:1].isupper() or " " not in mention.quote and "-" not in mention.quote:
            continue
        span = marked.doc.char_span(*mention.span, alignment_mode="contract")
        if span is not None and not any(token.text in (",", "and", "&", ";") for token in span):
            flags[span.start + 1 : span.end] = [True] * (len(span) - 1)
    return flags


def _filled(doc: Doc, words: list[str], names: list[str], roots: list[str]) -> Doc:
    pos = ["AUX" if name == "MD" else "PROPN" if name == "NNP" else POS.get(name[:1], "X") for name in names]
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, tags=names, pos=pos, lemmas=roots)


def tagged_tape(tape: Tape) -> Tape:
    """Return the tape with all its words tagged."""
    for at in range(len(tape.words)):
        tape.tags.append(_tag(tape, at))
    _promote(tape)
    return tape


def _tag(tape: Tape, at: int) -> str:
    """Return the tag of one word, those before it being known."""
    word, entry = tape.words[at], tape.entries[at]
    low, closed, form = entry.low, entry.closed, entry.form
    if entry.is_mark or word.isspace():
        return _mark(tape, at)
    if entry.is_number:
        return "CD"
    if _is_name(tape, at):
        is_adjective = (
            closed == "JJ" and not tape.named[at] and tape.words[at + 1 : at + 2] and tape.words[at + 1].islower()
        )
        return "JJ" if is_adjective else "NNP"
    special = SPECIAL.get(low)
    if special is not None:
        return special(tape, at)
    if closed in ("BE", "HAVE", "DO"):
        return _auxiliary(tape, at)
    if closed is not None and (form is None or closed not in ("JJ", "NN", "RB", "IN", "DT")):
        return _plural(low) if closed == "NN" else closed
    form = form or guessed(low)
    if form is None:
        return _unknown(tape, at)
    tag = settle(tape, at, form)
    if tag[:1] == "V":
        tape.lemma[at] = form.lemma
    return tag


def _mark(tape: Tape, at: int) -> str:
    """Tag a mark: comma, stop, colon or dash, quotation mark, hyphen, bracket, white space."""
    word = tape.words[at]
    if word.isspace():
        return "_SP"
    if word in QUOTE_MARKS:
        is_possessive = (
            word in "'’" and tape.tight[at] and at and tape.tags[-1][:2] == "NN" and tape.low[at - 1][-1] == "s"
        )
        return "POS" if is_possessive else "''"
    if word in "-–" and at and tape.tight[at]:
        return "HYPH"
    return MARKS.get(word[0], "SYM")


def _is_name(tape: Tape, at: int) -> bool:
    """Tell whether a capital makes the word a name; at the beginning only where the word is not common."""
    word, low = tape.words[at], tape.low[at]
    if at and tape.named[at] and (tape.tags[-1] == "HYPH" or word[:1].isupper()):
        return True
    if (
        at > 1
        and tape.tags[-1] == "HYPH"
        and tape.tags[-2] == "NNP"
        and len(word) < 5
        and tape.entries[at].form is None
    ):
        return True  # Jae-in
    if not word[:1].isupper() or not tape.caps_mean_names or word == "I" or low == "n't":
        return False
    if len(word) > 1 and word.isupper() or not _begins(tape, at):
        return True
    after = tape.words[at + 1] if at + 1 < len(tape.words) else ""
    if low in tagged("title") and after[:1].isupper():
        return True
    if low.endswith(PLURAL_ENDINGS) and after[:1].islower():
        return False
    common = tape.entries[at].closed or (tape.entries[at].form and not after[:1].isupper()) or low.endswith("ly")
    return not common


def _begins(tape: Tape, at: int) -> bool:
    """Tell whether the word stands where any word has a capital: first, after a quotation mark, a colon or a stop."""
    k = at - 1
    while k >= 0 and tape.tags[k] in ("''", "_SP", "-LRB-"):
        k -= 1
    if k < 0 or tape.tags[k] in (".", ":"):
        return True
    return k < at - 1 and tape.tags[at - 1] == "''" and (tape.tags[k] == "," or tape.tags[k] in FINITE)


def _plural(low: str) -> str:
    return "NNS" if low.endswith("s") and not low.endswith(("ss", "is", "us")) or low in PLURALS else "NN"


def _unknown(tape: Tape, at: int) -> str:
    """Tag a word on no list by its ending."""
    if tape.words[at][:1].isupper() and tape.caps_mean_names:
        return "NNS" if _begins(tape, at) and tape.low[at].endswith(PLURAL_ENDINGS) else "NNP"
    k = tape.left(at)
    if k >= 0 and tape.tags[k] in ("TO", "MD") and not tape.low[at].endswith("ly"):
        return "VB"
    return next((tag for pattern, tag in SUFFIXES if pattern.match(tape.low[at])), "NN")


def _auxiliary(tape: Tape, at: int) -> str:
    """Tag a form of be, have or do."""
    low = tape.low[at]
    tape.lemma[at] = tape.closed(at).lower()
    if low in ("being", "having", "doing"):
        return "VBG"
    if low in ("been", "done"):
        return "VBN"
    k = tape.left(at)
    if low == "had" and k >= 0 and tape.lemma[k] == "have":
        return "VBN"
    if low in ("was", "were", "had", "did", "'d"):
        return "VBD"
    if low == "be" or low in ("have", "do") and k >= 0 and (tape.tags[k] in ("MD", "TO") or _asked(tape, at)):
        return "VB"
    return "VBZ" if low in ("is", "has", "does") else "VBP"


def _asked(tape: Tape, at: int) -> bool:
    """Tell whether a modal or "do" before the subject rules the word (`Did the two sides have`, `will they do`)."""
    return any(tag == "MD" or tape.lemma[k] == "do" for k, tag in enumerate(tape.tags[: min(at, 2)]))


def _promote(tape: Tape) -> None:
    """Give a sentence without a finite verb the likeliest one."""
    if len(tape.tags) < 3 or any(tag in FINITE for tag in tape.tags):
        return
    for at in range(1, len(tape.tags) - 1):
        form, before, tag = forms().get(tape.low[at]), tape.tags[at - 1], tape.tags[at]
        if form is None or before not in NOUNS or not tape.words[at].islower():
            continue
        if tag == "VBN" and tape.low[at + 1] != "by" and "VBD" in form.tags:
            tape.tags[at] = "VBD"
        elif tag == "NNS" and "VBZ" in form.tags and before in ("NN", "NNP", "PRP"):
            tape.tags[at] = "VBZ"
        elif tag == "NN" and "VB" in form.tags and before == "NNS":
            tape.tags[at] = "VBP"
        else:
            continue
        tape.lemma[at] = form.lemma
        return


def _that(tape: Tape, at: int) -> str:
    """Tag "that": a relative pronoun after a noun and before a verb, a determiner before a noun, else a conjunction."""
    k = tape.left(at)
    before = tape.tags[k] if k >= 0 else "."
    upcoming, closed = tape.at(at + 1), tape.closed(at + 1)
    form = forms().get(upcoming)
    if before == "NNS" and form is not None and "VB" in form.tags and form.lemma not in lemmas("noun") and not closed:
        return "WDT"
    finite = closed in ("MD", "BE", "HAVE", "DO") or (form is not None and form.tags & {"VBZ", "VBD"} and not closed)
    if finite and before in ("NN", "NNS", "NNP", "DT", "CD"):
        return "WDT"
    if before in ("IN", "TO") and tape.low[k] not in tagged("subordinator"):
        return "DT"
    if not upcoming.isalpha() or closed not in ("", "NN") or not tape.words[at + 1].islower():
        return "DT" if finite and before in ("CC", ".", ",") else "IN"
    if _plural(upcoming) == "NNS" or (form and "VBD" in form.tags):
        return "IN"
    verb_before = any(tag[:1] == "V" for tag in tape.tags[max(0, k - 3) : k + 1])
    return "DT" if not verb_before or before in ("NN", "NNP") or upcoming in tagged("time-noun") else "IN"


def _to(tape: Tape, at: int) -> str:
    """Tag "to": TO before a verb, IN before a noun phrase."""
    k = at + 1
    while k < len(tape.words) and (
        tape.words[k] in QUOTE_MARKS or tape.low[k].endswith("ly") or tape.low[k] in SPLITTING
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
    return "MD" if tape.words[at].islower() or not at else "NNP"


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
    return "DT" if upcoming.isalpha() and closed != "IN" or tape.closed(at - 1) in ("HAVE", "MD") else "DT"


def _unknown_adjective(word: str, closed: str) -> bool:
    return not closed and next((tag for pattern, tag in SUFFIXES if pattern.match(word)), "") in ("JJ", "RB")


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
    """Tag "first": an adverb beside a verb (`was first sent`), else an adjective."""
    form = forms().get(tape.at(at + 1))
    verb_next = form is not None and bool(form.tags & {"VBD", "VBN"}) and tape.closed(at + 1) == ""
    return "RB" if verb_next and tape.tags and tape.tags[-1] not in ("DT", "PRP$", "POS") else "JJ"


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
    "no": _no,
    "first": _first,
    "past": _past,
    "before": _before,
    "either": _floating,
    "neither": _floating,
    "longer": _longer,
    "what": _what,
}
MARKS = {
    ";": ":",
    ":": ":",
    "-": ":",
    "–": ":",
    "—": ":",
    "_": ":",
    "*": ":",
    "•": ":",
    "/": ":",
    ",": ",",
    ".": ".",
    "?": ".",
    "!": ".",
    "…": ".",
    "(": "-LRB-",
    "[": "-LRB-",
    ")": "-RRB-",
    "]": "-RRB-",
}
PLURAL_ENDINGS = (
    "kers",
    "ders",
    "tors",
    "sors",
    "lers",
    "ners",
    "pers",
    "bers",
    "ists",
    "ents",
    "ties",
    "ions",
    "ants",
)
PLURALS = frozenset({"people", "men", "women", "children", "troops", "police"})
PRONOUNS = frozenset({"he", "she", "it", "that", "there", "who", "what", "here", "where"})
SPLITTING = frozenset({"not", "also", "further", "never"})
MOTION = frozenset(
    ["return", "go", "come", "travel", "lead", "respond", "agree", "amount", "visit", "trip", "commit", "close", "due"]
)
