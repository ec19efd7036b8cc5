"""The verb `dossier`: the record on paper, as a Word document or a page to print."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli import options
from dragoman.wording import counted


@click.command(short_help="Write the record as a document for Word or to print.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="Write FILE.docx or FILE.html.",
)
@click.option(
    "--since", metavar="D", callback=options.checked_date, help="Chronology: what may be of that day or later."
)
@click.option(
    "--until", metavar="D", callback=options.checked_date, help="Chronology: what may be of that day or before."
)
@options.as_of
@options.record
@options.debug
def dossier(output: Path, since: str | None, until: str | None, record: Path, as_of: str | None) -> None:
    """Write summary, chronology, commitments, open points and sources, every line with a footnote that has its words.

    --since and --until choose what the chronology tells; commitments and open points are never cut.
    """
    from dragoman.cli.console import say
    from dragoman.cli.export import written
    from dragoman.problems import UsageError
    from dragoman.publish.dossier import docx, html
    from dragoman.publish.dossier import dossier as gathered
    from dragoman.record import Store

    form = output.suffix.lower()
    if form not in (".docx", ".html"):
        raise UsageError(f"'{output}' is neither a .docx nor a .html file. Name one of these with -o.")
    with Store(record, create=False) as store:
        kept = store.record()
    found = gathered(kept, as_of, since, until)
    written(output, [docx(found) if form == ".docx" else html(found)])
    told = sum(len(paragraph.told) for paragraph in found.chronology)
    counts = (
        f"{counted(told, 'act')} in {counted(len(found.chronology), 'paragraph')}",
        counted(len(found.ledger), "commitment"),
        counted(len(found.points), "open point"),
        counted(len(found.notes), "footnote"),
        counted(len(found.sources), "source"),
    )
    say(f"{output}: {', '.join(counts)}.")
