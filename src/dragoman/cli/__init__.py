"""Speak with people at a terminal: one module for each group of verbs; `main` is the command `dragoman`.

options.py errors.py          what all verbs share: options, sentences and exit codes for what goes wrong
read.py add.py import_.py show.py        verbs; matrix.py (options) with grid.py; finding.py (find, check)
export.py code.py doctor.py   verbs
link.py ledger.py evidence.py sequence.py agenda.py dossier.py judge.py history.py   verbs; copies.py (backup, restore)
review.py                     a verb, with session.py, keys.py, queue.py
pages.py card.py tables.py accounts.py statements.py changes.py   how readings, entries and views are laid out
lines.py names.py console.py progress.py    one line of an entry, names, words for dates, the terminal

Everything heavy (rich, spaCy, SQLite) is imported inside the verbs: `--help` must answer at once.
"""

from __future__ import annotations

import click

from dragoman import __version__
from dragoman.cli.add import add
from dragoman.cli.agenda import agenda
from dragoman.cli.code import code
from dragoman.cli.copies import backup, restore
from dragoman.cli.doctor import doctor
from dragoman.cli.dossier import dossier
from dragoman.cli.errors import EPILOG, Verbs
from dragoman.cli.evidence import evidence
from dragoman.cli.export import export
from dragoman.cli.finding import check, find
from dragoman.cli.history import history
from dragoman.cli.import_ import import_
from dragoman.cli.judge import judge
from dragoman.cli.ledger import ledger
from dragoman.cli.link import link
from dragoman.cli.matrix import options_
from dragoman.cli.read import read
from dragoman.cli.review import review
from dragoman.cli.sequence import sequence
from dragoman.cli.serve import serve
from dragoman.cli.show import show

__all__ = ["main"]


@click.group(cls=Verbs, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="dragoman", message="%(prog)s %(version)s")
def main() -> None:
    """Keep the record of a negotiation: who met whom, who said what through whom, what was promised, what is open.

    \b
    dragoman read report.txt --date 2018-10-07     look at one report
    dragoman add reports/                          keep a folder of reports in dragoman.db
    dragoman show timeline                         what happened and what was promised
    dragoman show open                             what still has to happen
    """


for verb in (
    read,
    add,
    import_,
    show,
    find,
    link,
    judge,
    review,
    history,
    ledger,
    evidence,
    sequence,
    options_,
    agenda,
    dossier,
    serve,
    export,
    code,
    check,
    backup,
    restore,
    doctor,
):
    main.add_command(verb)
