"""Walk over the items of a line: what may stand before a name, and what the words there tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.language.names.items import Item
from dragoman.language.names.page import Line, is_hyphen, shape_keys, shape_words
from dragoman.language.syntax.words import forms, lemmas, tagged
from dragoman.model import Span

PREFIX = frozenset(("modifier", "demonym", "state", "capital", "metonym", "organisation", "body"))
PREFIX |= frozenset(("head", "title", "bodynoun", "group"))


class Walk:
    """A walk over the items of one line."""

    def __init__(self, line: Line, items: Sequence[Item]) -> None:
        self.line, self.items = line, items
        past = [""] * 4  # past the end, and before the start: kinds[-1]
        self.kinds = [item.kind for item in items] + past
        self.keys = [line.atoms[item.start].key if item.end - item.start == 1 else "" for item in items] + past

    def span(self, first: int, last: int) -> Span:
        """Return the span of the text from one item to another, both included."""
        return self.line.atoms[self.items[first].start].start, self.line.atoms[self.items[last].end - 1].end

    def key(self, at: int) -> str:
        """Return the key of a one-word item, or an empty string."""
        return self.keys[at]

    def kind(self, at: int) -> str:
        """Return the kind of an item, or an empty string past the end."""
        return self.kinds[at]


def prefix(walk: Walk, at: int) -> int:
    """Return the item after the words that may stand before a name: "North Korea's Labor Party President"."""
    while walk.kinds[at] in PREFIX or walk.kinds[at] == "word" and _linking(walk, at):
        at += 1
        if walk.kinds[at - 1] == "group":
            return at
    return at


def _linking(walk: Walk, at: int) -> bool:
    """Return whether an item is glue inside a phrase: "'s", the hyphen of "vice-president", a common adjective."""
    return (
        walk.key(at) in ("'s", "'") and walk.kind(at - 1) in PREFIX or _inner_hyphen(walk, at) or _describing(walk, at)
    )


def _inner_hyphen(walk: Walk, at: int) -> bool:
    return (
        walk.kind(at) == "word"
        and is_hyphen(walk.line, walk.items[at].start)
        and walk.kind(at - 1) in ("modifier", "demonym")
    )


def _describing(walk: Walk, at: int) -> bool:
    """Return whether a common word before a role belongs to it: "trade" in "Kenya's trade minister"."""
    if (
        walk.kind(at) != "word"
        or walk.kind(at + 1) not in ("head", "group")
        or walk.kind(at - 1) not in PREFIX
        and walk.key(at - 1) not in ("'s", "the", "a", "an")
    ):
        return False
    word = walk.line.atoms[walk.items[at].start].text
    if not word.isalpha() or _function(walk.key(at)) or word.endswith(("ed", "s")):
        return False
    return not _only_verb(walk.key(at))  # "the Secretary told reporters"


def _only_verb(word: str) -> bool:
    """Return whether a word is a verb's past, or its plain form, and no noun or adjective: "told", "sent", "send"."""
    form = forms().get(word)
    if form is None or form.lemma in lemmas("noun") or word in tagged("adjective"):
        return False
    return "VBD" in form.tags or "VB" in form.tags


@cache
def _function_words() -> frozenset[str]:
    kinds = ("preposition", "conjunction", "modal", "be", "have", "do", "adverb", "subordinator", "relative")
    return frozenset(word for kind in kinds for word in tagged(kind))


def _function(word: str) -> bool:
    return word in _function_words()


def last_role(walk: Walk, at: int, end: int) -> int | None:
    """Return the last head, title, group or body of the prefix, or None."""
    for item in range(end - 1, at - 1, -1):
        if walk.kind(item) in ("head", "title", "group", "bodynoun"):
            return item
    return None


def owned(walk: Walk, at: int, last: int) -> bool:
    """Return whether a state or an organisation stands before a role: "Hamas official"."""
    return any(walk.kind(item) in ("demonym", "state", "organisation", "body", "metonym") for item in range(at, last))


def adjective(walk: Walk, last: int) -> bool:
    """Return whether a role word is an adjective or a verb here: "the official visit"."""
    return walk.key(last) in shape_keys("loose-role") and compound(walk, last)


def compound(walk: Walk, last: int) -> bool:
    """Return whether a common noun follows, so that the words before only describe it: "a television interview"."""
    after = walk.key(last + 1)
    return (
        walk.kind(last + 1) in ("word", "modifier") and after.isalpha() and not _function(after) and not _verbal(after)
    )


def _verbal(word: str) -> bool:
    """Return whether a word after a role is its verb ("the official denied") rather than its noun ("visits")."""
    form = forms().get(word)
    if form is None:
        return word.endswith("ed")
    return "VBD" in form.tags or "VBZ" in form.tags and form.lemma not in lemmas("noun")


def qualities(walk: Walk, at: int, last: int) -> tuple[str | None, str | None, str | None, Span | None]:
    """Return country, sector, organisation id and its span, as the words before a role tell them."""
    country = sector = body = None
    body_span = None
    for item in range(at, last):
        kind, known = walk.kind(item), walk.items[item].known
        if kind in ("state", "demonym", "capital", "metonym", "people"):
            country = known[0].country
        elif kind in ("organisation", "body"):
            country, sector = known[0].country if known else country, known[0].sector if known else sector
            body, body_span = known[0].id if known else "", walk.span(item, item)
    return country, sector, body, body_span


@cache
def _site_words() -> frozenset[str]:
    return shape_words("site-noun") | shape_words("site-word")


def site(walk: Walk, at: int) -> int:
    """Return the last item of a place told by common nouns too: "the Tongchang-ri missile launch site"."""
    last, step = at, at + 1
    while walk.kinds[step] in ("word", "modifier", "head") and walk.keys[step] in _site_words():
        last = step if walk.keys[step] in shape_words("site-noun") else last
        step += 1
    return last


def common(walk: Walk, at: int) -> bool:
    """Return whether a place's name ends in a common noun: "the Punggye Ri nuclear test center", "the Gaza Strip"."""
    item = walk.items[at]
    last = walk.line.atoms[item.end - 1]
    return item.end - item.start > 1 and (last.text.islower() or last.text in shape_words("place"))
