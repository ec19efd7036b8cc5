"""Extract text from HTML and Markdown: the program of the child process (`python -m dragoman.intake.extract`).

Reads requests from standard input and writes answers to standard output until the input ends (see `child.py`).
trafilatura and markdown-it are imported here only, when the first page of their kind comes.
"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from html import unescape
from typing import IO, TYPE_CHECKING, Any

import msgspec

from dragoman.intake.child import Answer, Request, receive, send

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^(\w[\w-]*):[ \t]*(?P<quote>[\"']?)(.*?)(?P=quote)[ \t\r]*$", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
FAR = "2199-12-31"  # no date is later than this: extraction must not depend on the day it is run


def html(page: str) -> Answer:
    """Return the article in an HTML page with its metadata; comments, menus and teasers are left out."""
    from trafilatura import bare_extraction

    # Without the extensive search htmldate takes dates from metadata and marked-up times only, never from a footer.
    sought = {"original_date": True, "extensive_search": False, "max_date": FAR}
    found: Any = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=sought)
    if found is None or not (found.text or "").strip():
        return Answer(
            error="no article text was found in the page: a list of links, a form, or text that a script loads. "
            "Save the article's text alone."
        )
    return Answer(
        text="\n\n".join(line.strip() for line in found.text.splitlines() if line.strip()),
        title=found.title or None,
        date=found.date or None,
        publisher=found.sitename or None,
        url=found.url or None,
    )


def markdown(page: str) -> Answer:
    """Return the words of a Markdown file without its marks, and the fields of its front matter."""
    from markdown_it import MarkdownIt

    front = FRONT.match(page)
    fields = {match[1].lower(): match[3].strip() for match in FIELD.finditer(front[1])} if front else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(page[front.end() :] if front else page)
    text = "\n\n".join(block for block in blocks(tokens) if block.strip())
    if not text:
        return Answer(error="no words are left without the Markdown marks; there is nothing to read.")
    return Answer(
        text=text,
        title=fields.get("title") or fields.get("headline"),
        date=fields.get("date") or fields.get("published"),
        publisher=fields.get("publisher") or fields.get("source"),
        url=fields.get("url") or fields.get("link"),
    )


def blocks(tokens: Iterable[Token]) -> Iterable[str]:
    """Yield the words of each heading, paragraph, list item, table row and code block."""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif token.type == "inline":
            words = inline(token.children or ())
            if row is None:
                yield words
            else:
                row.append(words)
        elif token.type in ("fence", "code_block"):
            yield token.content.strip("\n")
        elif token.type == "html_block":
            yield unescape(TAG.sub("", COMMENT.sub("", token.content))).strip()


def inline(tokens: Iterable[Token]) -> str:
    """Return the words of a line of Markdown: link texts without targets, no pictures, no tags."""
    words = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        token.content if token.type in ("text", "code_inline") else words.get(token.type, "") for token in tokens
    )


def answer(data: bytes) -> Answer:
    """Return the answer to an encoded request; whatever goes wrong in a parser becomes a sentence."""
    request = msgspec.msgpack.decode(data, type=Request)
    try:
        return {"html": html, "markdown": markdown}[request.form](request.page)
    except MemoryError:
        return Answer(error="reading it needs more memory than the limit allows. Save the article's text alone.")
    except ImportError as error:
        return Answer(error=f"the parser cannot be loaded: {error}. Install dragoman again.")
    except Exception as error:  # the parsers meet any page there is; none of their errors may pass for a bug of ours
        return Answer(error=f"the parser failed: {type(error).__name__}: {str(error)[:200]}.")


def limit(memory: int) -> None:
    """Limit the address space of this process where the system can (not on Windows, not on macOS)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def serve(source: IO[bytes], sink: IO[bytes], seconds: float = 0.0) -> None:
    """Answer requests until the source ends. The alarm ends a child whose parent was killed in the middle of a page."""
    while (data := receive(source)) is not None:
        if seconds and hasattr(signal, "alarm"):
            signal.alarm(int(seconds) + 5)
        send(sink, answer(data))
        if seconds and hasattr(signal, "alarm"):
            signal.alarm(0)


if __name__ == "__main__":
    limit(int(sys.argv[1]))
    sys.setrecursionlimit(3000)
    serve(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[2]))
