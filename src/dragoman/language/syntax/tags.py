"""Tag each word with its part of speech (Penn tags) and lemma, by its form and its neighbours, into the `Doc`.

Most words have one reading, found in terms/words.tsv or by their ending; those that may be verbs are settled in
verbal.py. A capital inside a sentence makes a name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import msgspec
from spacy.tokens import Doc

from dragoman.language.syntax.closed import SPECIAL
from dragoman.language.syntax.tape import FINITE, NOUNS, QUOTE_MARKS, Tape
from dragoman.language.syntax.verbal import ruling, settle
from dragoman.language.syntax.words import bases, by_ending, forms, guessed, plural, tagged
from dragoman.markup import Marked, Sentence
from dragoman.model import Mention, Time

POS = {"N": "NOUN", "J": "ADJ", "V": "VERB", "R": "ADV", "D": "DET", "P": "PRON", "I": "ADP", "C": "CCONJ"}


def tags(marked: Marked) -> Marked:
    """Put the part of speech and the lemma of each word into `doc`."""
    doc = marked.doc
    names, roots = [""] * len(doc), [""] * len(doc)
    tokens = list(doc)  # once: spaCy makes each token anew for whoever asks
    words = [token.text for token in tokens]
    starts = [token.idx for token in tokens]
    spaces = [bool(token.whitespace_) for token in tokens]
    timed, named = timed_words(doc, marked.times), named_words(doc, marked.mentions)
    tight = [True, *(starts[k] == starts[k - 1] + len(words[k - 1]) for k in range(1, len(words)))]
    for first, last in bounds(marked.sentences, starts):
        within = slice(first, last)
        tape = tagged_tape(Tape(words[within], [bool(one) for one in timed[within]], tight[within], named[within]))
        names[within], roots[within] = tape.tags, tape.lemma
    return msgspec.structs.replace(marked, doc=filled(doc, words, spaces, names, roots))


def bounds(sentences: Iterable[Sentence], starts: list[int]) -> list[tuple[int, int]]:
    """Return the range of tokens of each sentence."""
    found: list[tuple[int, int]] = []
    at = 0
    for sentence in sentences:
        first = bisect_left(starts, sentence.span[0], at)
        at = bisect_left(starts, sentence.span[1], first)
        found.append((first, at))
    return found


def timed_words(doc: Doc, times: Iterable[Time]) -> list[int]:
    """Return for each token the number of the time it belongs to, 0 for none; "after his visit" is no date."""
    numbers = [0] * len(doc)
    for number, time in enumerate(times, 1):
        if _is_event(time.quote):
            continue
        span = doc.char_span(*time.span, alignment_mode="contract")
        if span is not None:
            numbers[span.start : span.end] = [number] * (span.end - span.start)
    return numbers


def _is_event(quote: str) -> bool:
    """Tell whether a time is an act and not a date: `after the latter's visit`, `until the talks`."""
    words = quote.lower().split()
    return words[0] in tagged("time-anchor") and not any(
        word in tagged("time-noun") or word[0].isdigit() for word in words
    )


def named_words(doc: Doc, mentions: Iterable[Mention]) -> list[bool]:
    """Return for each token whether it continues a name that began before it (`Jae-in` in `Moon Jae-in`)."""
    flags = [False] * len(doc)
    for mention in mentions:
        if not mention.quote[:1].isupper() or " " not in mention.quote and "-" not in mention.quote:
            continue
        span = doc.char_span(*mention.span, alignment_mode="contract")
        if span is None or span[0].lower_ in ("the", "a", "an", "this", "that"):
            continue
        if not any(token.text in (",", "and", "&", ";") for token in span):
            flags[span.start + 1 : span.end] = [True] * (len(span) - 1)
    return flags


def filled(doc: Doc, words: list[str], spaces: list[bool], names: list[str], roots: list[str]) -> Doc:
    """Return the words of a Doc with other tags and lemmas."""
    pos = ["AUX" if name == "MD" else "PROPN" if name == "NNP" else POS.get(name[:1], "X") for name in names]
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
        return plural(low) if closed == "NN" else closed
    form = form or guessed(low)
    if form is None:
        return _unknown(tape, at)
    tag = settle(tape, at, form)
    if tag[:1] == "V":
        tape.lemma[at] = low if tag == "VB" and low in bases() else form.lemma  # "to lay down" is of no lie
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
    if not tape.caps_mean_names and word[:1].isupper() and any(tape.named[at + 1 : at + 2]):
        return True  # the first word of a known name in a headline: "United Kingdom"
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
    common = (
        tape.entries[at].closed or (tape.entries[at].form and not after[:1].isupper()) or tape.entries[at].is_adverb
    )
    return not common


def _begins(tape: Tape, at: int) -> bool:
    """Tell whether the word stands where any word has a capital: first, after a quotation mark, a colon or a stop."""
    k = at - 1
    while k >= 0 and tape.tags[k] in ("''", "_SP", "-LRB-"):
        k -= 1
    if k < 0 or tape.tags[k] in (".", ":"):
        return True
    return k < at - 1 and tape.tags[at - 1] == "''" and (tape.tags[k] == "," or tape.tags[k] in FINITE)


def _unknown(tape: Tape, at: int) -> str:
    """Tag a word on no list by its ending."""
    if tape.words[at][:1].isupper() and tape.caps_mean_names:
        return "NNS" if _begins(tape, at) and tape.low[at].endswith(PLURAL_ENDINGS) else "NNP"
    k = tape.left(at)
    if k >= 0 and tape.tags[k] in ("TO", "MD") and not tape.entries[at].is_adverb:
        return "VB"
    return by_ending(tape.low[at])


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
    if low == "be" or low in ("have", "do") and ruling(tape, at) == "VB":
        return "VB"
    return "VBZ" if low in ("is", "has", "does") else "VBP"


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
