"""Write an agenda for those who meet: as Markdown, and as a Word document. Every point ends with its words."""

from __future__ import annotations

import io
import re

from dragoman.views.agenda import Agenda, Point, by_why
from dragoman.views.lines import Words

NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~&-])")
TITLE = "Agenda"
NOTHING = "Nothing in the record is overdue, disputed, owed, undecided or unclear."


def markdown(found: Agenda) -> str:
    """Return the agenda as Markdown (CommonMark): what a text says stays text, whatever signs are in it."""
    lines = [f"# {TITLE}", "", _plain(heading(found)), ""]
    number = 0
    for why, points in by_why(found).items():
        lines += [f"## {why[:1].upper()}{why[1:]}", ""]
        for point in points:
            number += 1
            lines += [f"{number}. **{_plain(point.what)}**{_plain(days(point))}", ""]
            lines += [f"   - {_plain(question)}" for question in point.questions]
            lines += ["", *(f"   > “{_plain(words.quote)}” ({_plain(whence(words))})\n" for words in point.words)]
    if not found.points:
        lines += [NOTHING, ""]
    return "\n".join(lines)


def docx(found: Agenda) -> bytes:
    """Return the agenda as a Word document."""
    from docx import Document
    from docx.shared import Pt

    paper = Document()
    paper.add_heading(TITLE, 0)
    paper.add_paragraph(allowed(heading(found)))
    for why, points in by_why(found).items():
        paper.add_heading(f"{why[:1].upper()}{why[1:]}", 1)
        for point in points:
            what = paper.add_paragraph(style="List Number")
            what.add_run(allowed(point.what)).bold = True
            what.add_run(days(point))
            for question in point.questions:
                paper.add_paragraph(allowed(question), style="List Bullet 2")
            for words in point.words:
                quoted = paper.add_paragraph(style="Intense Quote")
                run = quoted.add_run(allowed(f"“{words.quote}” ({whence(words)})"))
                run.font.size = Pt(9)
    if not found.points:
        paper.add_paragraph(NOTHING)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def heading(found: Agenda) -> str:
    """Return which record it is from, and as of which day."""
    return f"From the record “{found.record}”" + (f", as it stood on {found.as_of}." if found.as_of else ".")


def days(point: Point) -> str:
    """Return for how many days it has been so, where that is known."""
    return f" ({point.days} days)" if point.days else ""


def whence(words: Words) -> str:
    """Return whose words they are and where they stand."""
    return f"{words.voice}; document {words.document}, characters {words.span[0]} to {words.span[1]}"


def _plain(text: str) -> str:
    """Return a text as Markdown shows it unchanged, on one line."""
    return MARKS.sub(r"\\\1", " ".join(allowed(text).split()))


def allowed(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return NO_XML.sub("�", text)
