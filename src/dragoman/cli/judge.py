"""The verb `judge`: say what is right, wrong or other than it was read; take in what others judged."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.problems import IntakeError, UsageError

if TYPE_CHECKING:
    from dragoman.record import Store


@click.command()
@click.argument("id", metavar="[ID]", required=False)
@click.argument("verdict", metavar="[VERDICT]", required=False)
@click.argument("values", metavar="[VALUE...]", nargs=-1)
@click.option("--by", metavar="NAME", help="Who judges. Default: the name you are logged in with.")
@click.option("--why", metavar="WORDS", help="The reason, kept with it.")
@click.option("--document", metavar="ID", help="rename, merge, split: the document in which the actor is meant.")
@click.option("--replay", metavar="FILE", type=click.Path(path_type=Path), help="Take in what `history --json` wrote.")
@options.record
@options.common
def judge(
    id: str | None,
    verdict: str | None,
    values: tuple[str, ...],
    by: str | None,
    why: str | None,
    document: str | None,
    replay: Path | None,
    record: Path,
    as_json: bool,
) -> None:
    """Judge an entry, an actor or a judgement. Nothing is overwritten; reading again keeps what you say.

    \b
    ID accept, ID reject       it is as it was read; it is not so
    ID edit FIELD [VALUE...]   another value, or none, stands there
    ID date D                  another date
    ID same OTHER              the same act as another entry; different, unsure
    ACTOR rename NAME          another name, in every report
    ACTOR merge OTHER          two actors are one; split NAME: in --document it is another
    JUDGEMENT undo             as if it had not been made
    """
    from dragoman.record import Store
    from dragoman.views.linking.kept import when_little_waits

    if replay and (id or by or why or document):
        raise UsageError("--replay takes in judgements as they were made; it takes nothing beside it but -r.")
    if not replay and not (id and verdict):
        raise UsageError("judge needs an ID and a verdict: `dragoman judge ID accept`; `judge --help` lists them all.")
    with Store(record, create=False) as store:
        if replay:
            take_in(store, replay, as_json)
        else:
            make(store, id or "", verdict or "", values, who=by or login(), why=why, document=document, as_json=as_json)
        when_little_waits(store)


def make(
    store: Store,
    id: str,
    verdict: str,
    values: tuple[str, ...],
    *,
    who: str,
    why: str | None,
    document: str | None,
    as_json: bool,
) -> None:
    """Keep one judgement and print it."""
    from dragoman.cli.console import put_json, say
    from dragoman.cli.history import words
    from dragoman.record import VERDICTS

    known = next((name for name in VERDICTS if name == verdict), None)
    if known is None:
        raise UsageError(f"no verdict '{verdict}'; known: {', '.join(VERDICTS)}.")
    judged = store.judgements.make(id, known, values, who=who, why=why, document=document)
    if as_json:
        put_json(judged)
        return
    say(f"{words(judged)}.")
    say(f"kept as {judged.id}; `dragoman judge {judged.id} undo` takes it back.")


def take_in(store: Store, replay: Path, as_json: bool) -> None:
    """Take in judgements from a file of JSON lines and print how many were new."""
    from dragoman.cli.console import put_json, say
    from dragoman.wording import counted

    try:
        lines = replay.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise IntakeError(
            f"'{replay}' cannot be read as lines of JSON: {error}. `history --json` writes such."
        ) from error
    new = store.judgements.replay(lines)
    orphans = len(store.judgements.orphans())
    if as_json:
        put_json({"new": new, "orphans": orphans})
        return
    waiting = f"; {counted(orphans, 'orphan')} in the record: `dragoman history --orphans`" if orphans else ""
    say(f"{store.path}: {counted(new, 'judgement')} taken in{waiting}.")


def login() -> str:
    """Return the name of who is logged in. Raises UsageError where nobody is."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise UsageError("who judges? Name yourself with --by NAME.") from error
