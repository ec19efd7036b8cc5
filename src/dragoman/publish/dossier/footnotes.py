"""Add real footnotes to a Word document: python-docx has none, so their part of the package is made here.

Source: ECMA-376, part 1, 17.11 (footnotes).
"""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml

SMALL = "16"  # half points
EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes:
    """The footnotes of one Word document (`docx.Document`), numbered from 1."""

    def __init__(self, paper: Any) -> None:
        name, kind = PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES
        self.part = XmlPart(name, kind, parse_xml(EMPTY), paper.part.package)
        paper.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.count = 0

    def add(self, paragraph: Any, lines: list[list[tuple[str, str | None]]]) -> None:
        """Put a mark at the end of a paragraph, and its footnote: lines of texts, each with the address it leads to."""
        self.count += 1
        mark = OxmlElement("w:footnoteReference", {qn("w:id"): str(self.count)})
        paragraph._p.append(_run(mark, raised=True))
        note = OxmlElement("w:footnote", {qn("w:id"): str(self.count)})
        for number, line in enumerate(lines or [[]]):
            part = OxmlElement("w:p")
            if number == 0:
                part.append(_run(OxmlElement("w:footnoteRef"), raised=True))
            for text, address in line:
                part.append(self._link(text, address) if address else _run(_text(text)))
            note.append(part)
        self.part.element.append(note)

    def _link(self, text: str, address: str) -> Any:
        related = self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink", {qn("r:id"): related})
        link.append(_run(_text(text)))
        return link


def _run(content: Any, raised: bool = False) -> Any:
    run, look = OxmlElement("w:r"), OxmlElement("w:rPr")
    if raised:
        look.append(OxmlElement("w:vertAlign", {qn("w:val"): "superscript"}))
    else:
        look.append(OxmlElement("w:sz", {qn("w:val"): SMALL}))
    run.append(look)
    run.append(content)
    return run


def _text(words: str) -> Any:
    element = OxmlElement("w:t", {qn("xml:space"): "preserve"})
    element.text = words
    return element
