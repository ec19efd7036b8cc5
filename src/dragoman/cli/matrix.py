"""The verb `options`: which venues and days remain, what blocks the others, what would have to give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dragoman.cli import options
from dragoman.problems import UsageError

SLOTS = ("venue", "date", "agenda", "format", "terms", "other")  # of model.Question


@click.command("options", short_help="Show which venues and days remain, and what blocks the others.")
@click.argument("slot", metavar="[SLOT]", required=False, type=click.Choice(SLOTS))
@click.option(
    "--hard",
    type=click.Choice(("own", "reported", "all")),
    default="own",
    show_default=True,
    help="What binds: what those who decide require or reject themselves; also what others say they do; anybody's.",
)
@click.option("--why-not", metavar="X", help='What stands against an option: hanoi, 2019-02-27, "hanoi on 2019-02-27".')
@click.option("--drop", metavar="ID", multiple=True, help="Leave this position out and say what changes; repeatable.")
@click.option("--assume", metavar="WORDS", multiple=True, help='Try a position out: "prk rejects hanoi"; repeatable.')
@click.option("--about", metavar="WORDS", help="What is to be decided, where the record has several: an ID or words.")
@click.option("--decided-by", metavar="NAME", multiple=True, help="Who decides, where it is not said; repeatable.")
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print CSV: a row for each option and each position that blocks it."
)
@options.as_of
@options.record
@options.common
def options_(slot: str | None, record: Path, as_csv: bool, as_json: bool, **asked: Any) -> None:
    """Show venue by date, or the options of one question (venue, date, agenda, format, terms, other).

    An option is open where no binding position is against it. Where none is open, the smallest sets of positions are
    named that would have to be lifted, and those that cannot hold together.
    """
    from dragoman.record import Store
    from dragoman.views import as_it_stood
    from dragoman.views.options import Asked
    from dragoman.views.options import options as found_in

    if as_csv and as_json:
        raise UsageError("--csv and --json exclude each other. Leave one out.")
    with Store(record, create=False) as store:
        kept = store.record()
    asked["slots"] = (slot,) if slot else ()
    found = found_in(kept, Asked(**asked))
    if as_json:
        from dragoman.cli.console import put_json

        put_json(found)
    elif as_csv:
        from dragoman.cli.console import put_bytes
        from dragoman.publish.options import table

        for line in table(found):
            put_bytes(line.encode("utf-8", "surrogatepass"))
    else:
        from dragoman.cli.console import put
        from dragoman.cli.grid import options_parts

        put(*options_parts(found, as_it_stood(kept, asked["as_of"])))
