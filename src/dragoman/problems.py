"""Hold the problem codes and the exception tree.

A problem is data: something in a text that a reader could not settle (`Problem` in model.py). An exception is misuse
or a failure that a person must hear about. The tree; the number is the exit code of the command line:

    DragomanError               1   anything below
    ├── UsageError              2   a wrong option, date, plugin name or id
    ├── IntakeError             3   a file that cannot become a document (empty, binary, too large, nothing extracted)
    ├── RecordError             4   a record file that is not ours, damaged, locked, or from a newer version
    │   └── StorageError        5   the disk is full or not writable
    └── PluginError             6   an entry point, a pipeline of --language or our model that cannot be loaded

130 is Ctrl-C, as everywhere. Each message says what happened, where, what is allowed, and what to do next.
"""

from __future__ import annotations

# code -> what it means. `docs/problems.md` explains each; a test keeps the two in step.
CODES: dict[str, str] = {
    "no-date": "the document has no date, so relative times stay unresolved",
    "no-date-in-text": "the date was handed in, the text does not say it",
    "unresolved-time": "a time expression could not be turned into a date",
    "repeated-title": "the title appears twice; the copy was dropped",
    "quote-mark": "a quotation mark is wrong or missing",
    "long-statement": "the words of one statement lie over more than its paragraph and the next",
    "stray-full-stop": "a full stop inside a sentence",
    "unattributed": "words are reported without naming who says so",
    "ambiguous-antecedent": "more than one referent fits",
    "ambiguous-place": "two places of one name are about as likely; where it lies is left open",
    "office-by-date": "the text names an office only; who held it that day is from our tables or a user's",
    "empty-pronoun": "no referent was found",
    "no-place": "where it happened is not said",
    "no-option": "options are spoken of but none is named",
    "encoding-guessed": "the encoding was guessed from the bytes",
    "replaced-characters": "some bytes could not be decoded and were replaced",
    "not-english": "the text does not look like English; little can be read",
    "control-characters": "control characters in the text",
    "overlong-word": "a run of characters too long to be a word was not read",
    "pipeline-failed": "the spaCy pipeline of --language failed; our own language layer read this text alone",
}


# What is open where the message of a problem only says what it may be.
OPEN: dict[str, str] = {
    "ambiguous-antecedent": "it is open who is meant",
    "empty-pronoun": "it is open who is meant",
    "ambiguous-place": "it is open which place is meant",
    "unresolved-time": "it is open which day is meant",
}


class DragomanError(Exception):
    """Base of all errors of this package."""

    exit_code = 1


class UsageError(DragomanError):
    """A wrong option, date, plugin name or id."""

    exit_code = 2


class IntakeError(DragomanError):
    """A file that cannot become a document."""

    exit_code = 3


class RecordError(DragomanError):
    """A record file that is not ours, damaged, locked, or from a newer version."""

    exit_code = 4


class StorageError(RecordError):
    """The disk is full or not writable."""

    exit_code = 5


class PluginError(DragomanError):
    """An entry point, the pipeline of --language or our language model that cannot be loaded."""

    exit_code = 6
