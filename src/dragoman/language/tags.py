"""Tag each word with its part of speech (Penn tags), by its form and its neighbours; the tags go into the `Doc`.

Most words have one reading. A word that may be a verb is settled by what stands before it: "to visit", "they visit" and
"who visits" are verbs, "a visit", "his visit" and "of visits" are nouns; "was proposed" is a participle, "the proposed
summit" an adjective, "a plan proposed by Moscow" a participle, "Moscow proposed a plan" a past tense.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from dragoman.language.words import Form, classes, forms, guessed, lemmas, tagged
from dragoman.markup import Marked, Sentence

QUOTE_MARKS = frozenset(["“", "”", "„", '"', "``", "''", "‘", "’", "'", "«", "»", "`"])
NOUNS = frozenset({"NN", "NNS", "NNP", "PRP"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "MD"})
BEFORE_NOUN = frozenset({"DT", "PRP$", "POS", "JJ", "CD"})
POS = {"N": "NOUN", "J": "ADJ", "V": "VERB", "R": "ADV", "D": "DET", "P": "PRON", "I": "ADP", "C": "CCONJ"}
SUFFIXES = (
    (re.compile(r".{2,}ly$"), "RB"),
    (re.compile(r".{3,}(?:ous|ful|less|ive|able|ible|ical|ic|ish|ary|ory)$"), "JJ"),
    (re.compile(r".{4,}(?:ial|ual|ional|ental|istic|nal|ral|tal)$"), "JJ"),
    (re.compile(r".{3,}(?:[^su]s)$"), "NNS"),
)
PUNCTUATION = re.compile(r"^[^\w$£€%]+$")


def tags(marked: Marked) -> Marked:
    """Put the part of speech and the lemma of each word into `doc`."""
    doc = marked.doc
    names = [""] * len(doc)
    roots = [""] * len(doc)
    timed = _timed(marked)
    starts = [token.idx for token in doc]
    at = 0
    for sentence in marked.sentences:
        while at < len(doc) and starts[at] < sentence.span[0]:
            at += 1
        first = at
        while at < len(doc) and starts[at] < sentence.span[1]:
            at += 1
        tagger = Tagger([token.text for token in doc[first:at]], timed[first:at], sentence)
        names[first:at], roots[first:at] = tagger.run()
    return msgspec.structs.replace(marked, doc=_filled(doc, names, roots))


def _timed(marked: Marked) -> list[bool]:
    flags = [False] * len(marked.doc)
    for time in marked.times:
        span = marked.doc.char_span(*time.span, alignment_mode="expand")
        for token in span or ():
            flags[token.i] = True
    return flags


def _filled(doc: Doc, names: list[str], roots: list[str]) -> Doc:
    pos = ["AUX" if name == "MD" else "PROPN" if name == "NNP" else POS.get(name[:1], "X") for name in names]
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, tags=names, pos=pos, lemmas=roots)


class Tagger:
    """Tag the words of one sentence, from left to right."""

    def __init__(self, words: Sequence[str], timed: Sequence[bool], sentence: Sentence) -> None:
        self.words, self.timed = list(words), list(timed)
        self.low = [word.lower().replace("’", "'") for word in words]
        self.tags: list[str] = []
        self.lemma: list[str] = [*self.low]
        shouted = sum(word[:1].isupper() for word in words) > len(words) * 0.6 and len(words) > 3
        self.caps_mean_names = not shouted

    def run(self) -> tuple[list[str], list[str]]:
        """Return the tags and the lemmas."""
        for at in range(len(self.words)):
            self.tags.append(self.tag(at))
        self.promote()
        return self.tags, self.lemma

    # ---- one word ---------------------------------------------------------------------------------------------------

    def tag(self, at: int) -> str:
        """Return the tag of one word, those before it being known."""
        word, low = self.words[at], self.low[at]
        if word.isspace():
            return "_SP"
        if PUNCTUATION.match(word):
            return self.punctuation(at)
        if any(letter.isdigit() for letter in word):
            return "CD"
        if self.named(at):
            return "NNP"
        special = SPECIAL.get(low)
        if special is not None:
            return special(self, at)
        form = forms().get(low)
        closed = classes().get(low)
        if closed in ("BE", "HAVE", "DO"):
            return self.auxiliary(at, closed)
        if closed is not None and (form is None or closed not in ("JJ", "NN", "RB", "IN", "DT")):
            return self.plural(low) if closed == "NN" else closed
        form = form or guessed(low)
        if form is None:
            return self.unknown(at)
        tag = self.verb(at, form, closed)
        if tag in VERBS:
            self.lemma[at] = form.lemma
        return tag

    def punctuation(self, at: int) -> str:
        """Tag a mark: "," and "." (stops, colons and dashes are "." and ":"), quotes, hyphens, brackets."""
        word = self.words[at]
        if word in QUOTE_MARKS:
            is_possessive = word in "'’" and at and self.words[at - 1].endswith("s") and self.tags[-1][:2] == "NN"
            return "POS" if is_possessive else "''"
        if word == "-" and at and not self.words[at - 1].isspace():
            return "HYPH"
        if word == ",":
            return ","
        return "." if word[0] in ".?!…" else ":"

    def named(self, at: int) -> bool:
        """Tell whether a capital makes the word a name; at the beginning only where the word is not common."""
        word, low = self.words[at], self.low[at]
        if not word[:1].isupper() or not self.caps_mean_names:
            return False
        if word == "I" or low.endswith("n't"):
            return False
        if len(word) > 1 and word.isupper():
            return True
        if not self.begins(at):
            return True
        after = self.words[at + 1] if at + 1 < len(self.words) else ""
        common = low in classes() or (low in forms() and not after[:1].isupper()) or low.endswith("ly")
        is_title = low in tagged("title") and after[:1].isupper()
        return is_title or not common

    def begins(self, at: int) -> bool:
        """Tell whether the word stands where any word has a capital."""
        return all(self.tags[k] in ("''", ":", "_SP", ".") for k in range(max(0, at - 2), at)) or (
            at > 0 and self.tags[at - 1] in ("''", ":") and at > 1 and self.tags[at - 2] in (",", ":", "_SP", "VBD")
        )

    def plural(self, low: str) -> str:
        """Tell NNS from NN by the last letter."""
        return "NNS" if low.endswith("s") and not low.endswith(("ss", "is", "us")) or low in PLURALS else "NN"

    def unknown(self, at: int) -> str:
        """Tag a word on no list by its ending."""
        low = self.low[at]
        if self.words[at][:1].isupper() and self.caps_mean_names:
            return "NNP"
        for pattern, tag in SUFFIXES:
            if pattern.match(low):
                return tag
        return "NN"

    # ---- verbs ------------------------------------------------------------------------------------------------------

    def verb(self, at: int, form: Form, closed: str | None) -> str:
        """Settle a word that may be a verb."""
        kinds = form.tags
        ruled = self.ruled(at)
        if ruled == "VB":
            return "VB" if "VB" in kinds else self.other(at, form, closed)
        if ruled == "VBN" and "VBN" in kinds:
            return "VBN"
        if ruled == "VBE":
            return "VBN" if "VBN" in kinds else "VBG" if "VBG" in kinds else self.other(at, form, closed)
        if "VBG" in kinds:
            return self.ing(at, form)
        if kinds & {"VBD", "VBN"} and closed not in ("JJ", "NN", "IN") or kinds == {"VBD"}:
            if "VB" in kinds and self.nouny(at) and form.lemma in lemmas("noun"):
                return "NN"
            return self.past(at, form)
        if "VBZ" in kinds:
            return "VBZ" if self.present(at, form, singular=True) else self.plural_noun(at, closed)
        return "VBP" if self.present(at, form, singular=False) else self.other(at, form, closed)

    def plural_noun(self, at: int, closed: str | None) -> str:
        """Return the reading of an -s form that is not a verb."""
        return closed if closed in ("IN", "RB", "DT") else "NNS"

    def other(self, at: int, form: Form, closed: str | None) -> str:
        """Return the reading that is not a verb."""
        if closed in ("JJ", "IN", "RB", "DT"):
            return closed
        if form.tags & {"VBD", "VBN"} and "VB" not in form.tags:
            return self.past(at, form)
        return "NNS" if "VBZ" in form.tags else "VBG" if "VBG" in form.tags else "NN"

    def left(self, at: int) -> int:
        """Return the index of the word before, past adverbs, quotation marks, times and white space; -1 for none."""
        k = at - 1
        while k >= 0 and (self.tags[k] in ("RB", "''", "_SP", "HYPH") or self.timed[k]):
            if self.tags[k] == "HYPH" and self.low[k - 1] not in PREFIXES:
                return k
            k -= 2 if self.tags[k] == "HYPH" else 1
        return k

    def ruled(self, at: int) -> str | None:
        """Return what the auxiliary before the word asks for: VB, VBN (have) or VBE (be: -ed or -ing)."""
        k = self.left(at)
        if k >= 0 and self.tags[k] == "CC":
            return self.shared(at, k)
        if k >= 0 and self.tags[k] == ",":
            return None
        if k < 0 or self.tags[k] not in ("MD", "TO") and self.low[k] not in AUXILIARIES:
            return self.inverted(at)
        return self.asks(k)

    def asks(self, k: int) -> str | None:
        if self.tags[k] in ("MD", "TO") or self.low[k] in tagged("do"):
            return "VB"
        if self.low[k] in tagged("have") or (self.low[k] == "'d" and self.tags[k] == "VBD"):
            return "VBN"
        return "VBE" if self.tags[k][:1] == "V" else None

    def shared(self, at: int, k: int) -> str | None:
        """Return what the first of two coordinated verbs was: `to meet and discuss`, `was arrested and deported`."""
        for j in range(k - 1, max(-1, k - 14), -1):
            tag = self.tags[j]
            if tag in ("VB", "VBD", "VBZ", "VBP", "VBG"):
                return "VB" if tag == "VB" else None
            if tag == "VBN" and j == k - 1:
                return self.ruled(j)
            if tag in (".", ":") or self.low[j] == "that":
                return None
        return None

    def inverted(self, at: int) -> str | None:
        """Return what an auxiliary before the subject asks for: `Did Kim agree`, `nor will the two sides meet`."""
        for k in range(at - 1, max(-1, at - 9), -1):
            if self.tags[k] in ("MD", "VBD", "VBZ", "VBP"):
                before = self.tags[k - 1] if k else "."
                opens = k == 0 or before in ("''", ":", ",", "CC", "WRB") or self.low[k - 1] in INVERTERS
                is_auxiliary = self.tags[k] == "MD" or self.low[k] in AUXILIARIES
                return self.asks(k) if opens and is_auxiliary and k < at - 1 else None
            if self.tags[k] not in ("NNP", "NN", "NNS", "PRP", "DT", "JJ", "CD", "POS", "HYPH", "PRP$"):
                return None
        return None

    def nouny(self, at: int) -> bool:
        """Tell whether the word before asks for a noun."""
        k = self.left(at)
        if k < 0:
            return False
        return self.tags[k] in BEFORE_NOUN or self.tags[k] == "IN" and self.low[k] not in tagged("subordinator")

    def upcoming(self, at: int) -> str:
        """Return a rough tag of the next word: N noun phrase, I preposition, T to, O other."""
        k = at + 1
        while k < len(self.words) and (self.words[k] in QUOTE_MARKS or self.timed[k] or self.low[k].endswith("ly")):
            k += 1
        if k >= len(self.words):
            return "E"
        low, word = self.low[k], self.words[k]
        closed = classes().get(low, "")
        if low == "to":
            return "T"
        if low in ("that", "how", "what", "why", "whether", "if"):
            return "W"
        if closed in ("DT", "PRP", "PRP$"):
            return "D"
        if closed in ("IN", "WDT"):
            return "I"
        if word[:1].isupper() or closed in ("CD", "NN") or word[:1].isdigit() or word[:1] in "$£€":
            return "N"
        if closed or PUNCTUATION.match(word):
            return "J" if closed == "JJ" else "E" if word[0] in ",.;:?!" else "O"
        form = forms().get(low)
        return "V" if form and form.lemma not in lemmas("noun") else "n"

    def present(self, at: int, form: Form, *, singular: bool) -> bool:
        """Tell whether a base or -s form is a verb in the present tense."""
        k = self.left(at)
        if k < 0:
            return False
        tag, low, upcoming = self.tags[k], self.low[k], self.upcoming(at)
        likely_noun = form.lemma in lemmas("noun")
        if tag == "PRP" and low not in tagged("object-pronoun") | tagged("reflexive"):
            return self.agrees(low, singular)
        if tag == "WDT" or low in ("who", "which"):
            return low not in ("whose", "what") and (not likely_noun or upcoming not in "EV" or not singular)
        strong = upcoming in "DWT" or (upcoming in "NJ" and tag == "NNP")
        if tag == "DT" and low in PRONOUN_LIKE or tag == "CD" and not singular:
            return not singular and (strong or not likely_noun)
        if tag in ("NN", "NNP", "VBG", "POS") and singular and tag != "POS":
            return strong or (not likely_noun and upcoming not in "V") or (tag == "NNP" and upcoming in "I" and strong)
        if tag in ("NNS", "NNP") and not singular:
            plural = tag == "NNS" or self.pair(k)
            return plural and (strong or not likely_noun) and not self.verbless_title(at)
        if tag in (",", "CC"):
            return (strong or not likely_noun) and self.verb_before(k, singular)
        return False

    def verbless_title(self, at: int) -> bool:
        return self.upcoming(at) == "V"

    def agrees(self, low: str, singular: bool) -> bool:
        return (low in ("he", "she", "it", "who")) == singular or low == "who"

    def pair(self, k: int) -> bool:
        """Tell whether the name at k is the second of two (`Seoul and Washington`)."""
        return any(self.tags[j] == "CC" for j in range(max(0, k - 4), k))

    def verb_before(self, k: int, singular: bool) -> bool:
        """Tell whether a verb of the same form comes before, so that this one can be coordinated with it."""
        wanted = "VBZ" if singular else "VBP"
        return any(self.tags[j] == wanted for j in range(max(0, k - 15), k))

    def ing(self, at: int, form: Form) -> str:
        """Tell a verb in -ing from a noun (`the meeting`) and an adjective (`the working group`)."""
        k = self.left(at)
        low, upcoming = self.low[at], self.upcoming(at)
        known = low in tagged("noun")
        if k >= 0 and self.tags[k] in BEFORE_NOUN and not (self.tags[k] == "CD" or self.low[k] in ("those", "all")):
            return "JJ" if upcoming in "nV" or (upcoming == "N" and not known) else "NN"
        if at + 1 < len(self.words) and self.low[at + 1] == "of" and low in tagged("noun"):
            return "NN"
        if known and upcoming not in "DNW" and (k < 0 or self.tags[k] not in ("VBD", "VBZ", "VBP") or upcoming == "E"):
            return "NN"
        return "VBG"

    def past(self, at: int, form: Form) -> str:
        """Tell a past tense from a participle and an adjective."""
        k = self.left(at)
        upcoming = self.upcoming(at)
        follower = self.low[at + 1] if at + 1 < len(self.words) else ""
        tag = self.tags[k] if k >= 0 else "."
        if "VBD" not in form.tags:
            noun_next = upcoming in "nN" and tag in BEFORE_NOUN
            return "JJ" if noun_next else "VBN"
        if "VBN" not in form.tags:
            return "VBD"
        if tag == "JJ" and upcoming == "E" and k and self.tags[k - 1] == "DT":
            return "VBD"  # "the official added."
        if tag in ("DT", "PRP$", "POS", "JJ") and self.low[k] not in PRONOUN_LIKE:
            return "JJ" if upcoming in "nNJVIEO" and "VB" not in form.tags and form.lemma != "say" else "VBD"
        if tag == "HYPH":
            return "JJ"
        if tag == "IN" and self.low[k] not in ("that",):
            return "JJ" if upcoming in "nNJ" else "VBN"
        if tag == "." or k < 0:
            return "VBN"
        if tag == "CC" and upcoming in "n" and k and self.tags[k - 1] == "JJ":
            return "JJ"
        if form.lemma in lemmas("intransitive") or form.lemma in ("say", "tell", "add"):
            return "VBD"
        if follower == "by" and at + 2 < len(self.words) and not self.low[at + 2].endswith("ing"):
            return "VBN"
        if tag == ",":
            return self.after_comma(at, k, upcoming)
        if tag in NOUNS | {"CD", "DT"} and upcoming in "IET" and self.low[k] not in tagged("subject-pronoun"):
            return "VBN" if self.verb_follows(at) else "VBD"
        return "VBD"

    def after_comma(self, at: int, k: int, upcoming: str) -> str:
        """Tell `Lavrov, the minister, met Kim` from `Kim, accompanied by aides, left`."""
        if upcoming in "DNWJ" or self.low[at] in tagged("noun"):
            return "VBD"
        commas = self.tags[:k].count(",")
        verbs = sum(tag in FINITE for tag in self.tags[:k])
        return "VBD" if commas and not verbs else "VBN"

    def verb_follows(self, at: int) -> bool:
        """Tell whether a finite verb comes with no new subject before it: `the ship seized in May was released`."""
        governed = False
        for k in range(at + 1, min(len(self.words), at + 16)):
            low, word = self.low[k], self.words[k]
            closed = classes().get(low, "")
            if word in QUOTE_MARKS or self.timed[k]:
                continue
            if low in ("has", "had", "is", "was", "were", "are", "have", "did", "said") or closed == "MD":
                return True
            if closed in ("CC", "WDT", "PRP") or PUNCTUATION.match(word) and word not in "-'’":
                return False
            if low in tagged("subordinator") and low not in tagged("preposition"):
                return False
            if closed == "IN" or low == "to":
                governed = True
            elif closed == "DT" and not governed:
                return False
            elif not closed and word.islower():
                form = forms().get(low)
                if form and "VBD" in form.tags and self.low[k - 1] not in classes():
                    return True
        return False

    # ---- the whole sentence -----------------------------------------------------------------------------------------

    def promote(self) -> None:
        """Give a sentence without a finite verb the likeliest one."""
        if any(tag in FINITE for tag in self.tags) or len(self.tags) < 3:
            return
        for at in range(1, len(self.tags) - 1):
            form = forms().get(self.low[at])
            before = self.tags[at - 1]
            if form is None or before not in NOUNS or not self.words[at].islower():
                continue
            if self.tags[at] == "VBN" and self.low[at + 1] != "by" and "VBD" in form.tags:
                self.tags[at] = "VBD"
            elif self.tags[at] == "NNS" and "VBZ" in form.tags and before in ("NN", "NNP", "PRP"):
                self.tags[at] = "VBZ"
            elif self.tags[at] == "NN" and "VB" in form.tags and before == "NNS":
                self.tags[at] = "VBP"
            else:
                continue
            self.lemma[at] = form.lemma
            return

    def auxiliary(self, at: int, closed: str) -> str:
        """Tag a form of be, have or do."""
        low = self.low[at]
        self.lemma[at] = closed.lower()
        if low in ("being", "having", "doing"):
            return "VBG"
        if low in ("been", "done"):
            return "VBN"
        if low in ("was", "were", "had", "did"):
            return "VBN" if low == "had" and self.ruled(at) == "VBN" else "VBD"
        if low in ("be", "have", "do") and (low == "be" or self.ruled(at) == "VB"):
            return "VB"
        return "VBZ" if low in ("is", "has", "does") else "VBP"


def _that(tagger: Tagger, at: int) -> str:
    """Tag "that": a relative pronoun after a noun and before a verb, a determiner before a noun, else a conjunction."""
    k = tagger.left(at)
    upcoming = tagger.low[at + 1] if at + 1 < len(tagger.words) else ""
    form = forms().get(upcoming)
    closed = classes().get(upcoming)
    finite = closed in ("MD", "BE", "HAVE", "DO") or (form is not None and form.tags & {"VBZ", "VBD"} and not closed)
    if k >= 0 and tagger.tags[k] in ("NN", "NNS", "NNP", "DT") and finite:
        return "WDT"
    if k >= 0 and tagger.tags[k] in ("IN", "TO") and tagger.low[k] not in tagged("subordinator"):
        return "DT"
    verb_before = any(tag in VERBS for tag in tagger.tags[max(0, k - 3) : k + 1])
    is_noun = upcoming.isalpha() and not closed and upcoming.islower() and tagger.plural(upcoming) == "NN"
    if is_noun and not (form and "VBD" in form.tags):
        return "DT" if k < 0 or not verb_before or tagger.tags[k] in ("NN", "NNP") else "IN"
    return "IN"


def _to(tagger: Tagger, at: int) -> str:
    """Tag "to": before a verb TO, before a noun phrase a preposition."""
    k = at + 1
    while k < len(tagger.words) and (
        tagger.words[k] in QUOTE_MARKS or tagger.low[k].endswith("ly") or tagger.low[k] in ("not", "also", "further")
    ):
        k += 1
    low = tagger.low[k] if k < len(tagger.words) else ""
    if low in ("be", "have", "do"):
        return "TO"
    form = forms().get(low)
    if form is None or "VB" not in form.tags or tagger.words[k][:1].isupper():
        return "IN"
    if form.lemma not in lemmas("noun") and classes().get(low) is None:
        return "TO"
    before = tagger.left(at)
    after = tagger.low[k + 1] if k + 1 < len(tagger.words) else ""
    closed = classes().get(after, "")
    if (
        closed in ("DT", "PRP$", "PRP", "RB")
        or after[:1].isdigit()
        or (k + 1 < len(tagger.words) and tagger.words[k + 1][:1].isupper())
    ):
        return "TO"
    mover = before >= 0 and tagger.lemma[before] in MOTION
    return "IN" if mover or (classes().get(low) in ("NN", "JJ", "DT") and form.lemma in lemmas("noun")) else "TO"


def _her(tagger: Tagger, at: int) -> str:
    """Tag "her": possessive before a noun."""
    upcoming = tagger.low[at + 1] if at + 1 < len(tagger.words) else ""
    closed = classes().get(upcoming)
    return (
        "PRP"
        if not upcoming.isalpha() or closed in ("IN", "DT", "CC", "RB", "WDT", "MD") or upcoming == "to"
        else "PRP$"
    )


def _apostrophe(tagger: Tagger, at: int) -> str:
    """Tag "'s": is or has after a pronoun, else the possessive; "'d" had or would."""
    before = tagger.low[at - 1] if at else ""
    if before in ("he", "she", "it", "that", "there", "who", "what", "here", "let", "where"):
        upcoming = tagger.low[at + 1] if at + 1 < len(tagger.words) else ""
        form = forms().get(upcoming)
        has = before != "let" and form is not None and "VBN" in form.tags and before != "that"
        tagger.lemma[at] = "have" if has or upcoming == "been" else "be"
        return "VBZ" if before != "let" else "PRP"
    return "POS"


def _may(tagger: Tagger, at: int) -> str:
    return "MD" if tagger.words[at].islower() or not at else "NNP"


def _there(tagger: Tagger, at: int) -> str:
    upcoming = tagger.low[at + 1] if at + 1 < len(tagger.words) else ""
    return "EX" if classes().get(upcoming) in ("BE", "MD") or upcoming in ("'s", "has", "had", "have") else "RB"


SPECIAL = {
    "that": _that,
    "to": _to,
    "her": _her,
    "'s": _apostrophe,
    "may": _may,
    "there": _there,
}
PREFIXES = frozenset({"re", "co", "pre", "de", "un", "mis", "over", "out"})
PLURALS = frozenset({"people", "men", "women", "children", "troops", "police"})
PRONOUN_LIKE = frozenset(
    {
        "both",
        "all",
        "some",
        "many",
        "few",
        "most",
        "several",
        "each",
        "those",
        "these",
        "this",
        "that",
        "half",
        "more",
        "two",
    }
)
MOTION = frozenset(
    {"return", "go", "come", "travel", "lead", "respond", "agree", "amount", "visit", "trip", "commit", "close"}
)
INVERTERS = frozenset({"how", "why", "when", "where", "what", "nor", "neither", "only", "who", "whom", "so"})
AUXILIARIES = tagged("be") | tagged("have") | tagged("do") | {"'s", "'d"}
