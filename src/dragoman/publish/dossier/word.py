"""Write a dossier as a Word document, with real footnotes; whatever signs a text holds stay text."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dragoman.publish.agenda import allowed
from dragoman.publish.dossier.gather import NOTHING, TITLE, Dossier, Note, Paper

if TYPE_CHECKING:
    from dragoman.publish.dossier.footnotes import Footnotes

COLUMNS = ("Who", "What", "Due", "Level", "Evidence", "Remarks")


def docx(found: Dossier) -> bytes:
    """Return the document."""
    from docx import Document

    from dragoman.publish.dossier.footnotes import Footnotes

    paper = Document()
    paper.core_properties.author, paper.core_properties.title = "Dragoman", TITLE
    notes = Footnotes(paper)
    paper.add_heading(TITLE, 0)
    paper.add_paragraph(allowed(found.heading))
    _summary(paper, found, notes)
    paper.add_heading("Chronology", 1)
    for paragraph in found.chronology:
        part = paper.add_paragraph()
        part.add_run(allowed(f"{paragraph.when}:")).bold = True
        for one in paragraph.told:
            part.add_run(allowed(f" {one.text}"))
            _note(part, one.note, notes)
    _empty(paper, found.chronology)
    _ledger(paper, found, notes)
    _points(paper, found, notes)
    paper.add_heading("Sources", 1)
    for source in found.sources:
        paper.add_paragraph(allowed(f"{cited(source)}, {source.url}" if source.url else cited(source)), "List Number")
    _empty(paper, found.sources)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def cited(paper: Paper) -> str:
    """Return a document as it is cited."""
    return f"{paper.by}, “{paper.title}”, {paper.day} (document {paper.id})"


def _note(paragraph: Any, note: Note, notes: Footnotes) -> None:
    lines: list[list[tuple[str, str | None]]] = []
    for cite in note.cites:
        start, end = cite.span
        told = f" “{cite.quote}” – {cite.voice}; {cited(cite.paper)}, characters {start} to {end}"
        url = cite.paper.url and allowed(cite.paper.url)
        lines.append([(allowed(told), None), *([(", ", None), (url, url)] if url else [])])
    if note.judged:
        lines.append([(allowed(f" {note.judged}"), None)])
    notes.add(paragraph, lines)


def _summary(paper: Any, found: Dossier, notes: Footnotes) -> None:
    paper.add_heading("Summary", 1)
    table = paper.add_table(0, 2, "Light List")
    for name, number in found.summary:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, number
    if found.alarms:
        paper.add_heading("Claimed beyond evidence", 2)
    for one in found.alarms:
        _note(paper.add_paragraph(allowed(one.text), "List Bullet"), one.note, notes)


def _ledger(paper: Any, found: Dossier, notes: Footnotes) -> None:
    from docx.shared import Pt

    paper.add_heading("Commitments", 1)
    if found.ledger:
        table = paper.add_table(1, len(COLUMNS), "Table Grid")
        for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
            cell.paragraphs[0].add_run(name).bold = True
        for row in found.ledger:
            values = (row.who, row.what, row.due, row.level, row.evidence, row.remarks)
            cells = table.add_row().cells
            for cell, value in zip(cells, values, strict=True):
                cell.paragraphs[0].add_run(allowed(value)).font.size = Pt(9)
            _note(cells[1].paragraphs[0], row.note, notes)
    _empty(paper, found.ledger)


def _points(paper: Any, found: Dossier, notes: Footnotes) -> None:
    paper.add_heading("Open points", 1)
    for why, points in groupby(found.points, key=lambda point: point.why):
        paper.add_heading(f"{why[:1].upper()}{why[1:]}", 2)
        for point in points:
            _note(paper.add_paragraph(allowed(point.what), "List Bullet"), point.note, notes)
            for question in point.questions:
                paper.add_paragraph(allowed(question), "List Bullet 2")
    _empty(paper, found.points)


def _empty(paper: Any, part: tuple[Any, ...]) -> None:
    if not part:
        paper.add_paragraph(NOTHING)
