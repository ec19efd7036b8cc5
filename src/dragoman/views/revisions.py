"""Set a changed page beside the text whose place it took: which words went, which came, and where they stand."""

from __future__ import annotations

from difflib import SequenceMatcher

from dragoman.model import Document, Value
from dragoman.views.changes import Change, word_by_word
from dragoman.views.passages import sentences

MANY = 2000  # words in one place: more are not compared word by word, but shown as gone and come


class Revision(Value, frozen=True, kw_only=True):
    """A place where a text was changed: its line in the new text, counted from 1, and the words in runs."""

    row: int
    changes: tuple[Change, ...]


def revisions(old: Document, new: Document) -> tuple[Revision, ...]:
    """Return where two versions of a page differ, sentence by sentence, in the order of the new text."""
    before, after = ([document.text[low:high] for low, high in sentences(document.text)] for document in (old, new))
    starts = [low for low, _ in sentences(new.text)]
    found = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, low, high, start, end in matcher.get_opcodes():
        if kind != "equal":
            at = starts[start] if start < len(starts) else len(new.text)
            row = new.text.count("\n", 0, at) + 1
            found.append(Revision(row=row, changes=_runs(" ".join(before[low:high]), " ".join(after[start:end]))))
    return tuple(found)


def _runs(was: str, now: str) -> tuple[Change, ...]:
    if max(len(was.split()), len(now.split())) > MANY:
        return (Change(same=False, before=was, after=now),)
    return word_by_word(was, now)
