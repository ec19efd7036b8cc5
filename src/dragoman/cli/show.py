"""The verb `show`: the views of a record, and the card of one entry or document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.problems import UsageError

if TYPE_CHECKING:
    from dragoman.model import Entry, Reading, Record
    from dragoman.record import Store

STATEMENTS = ("speaker", "addressee", "channel", "about", "since", "until", "changes")
KINDS = ("meeting", "decision", "commitment", "verification", "event", "statement")


@click.command()
@click.argument("what", metavar="WHAT")
@click.argument("id", metavar="[ID]", required=False)
@click.option(
    "--kind", multiple=True, type=click.Choice(KINDS), help="timeline: only entries of this kind; repeatable."
)
@click.option("--speaker", metavar="NAME", multiple=True, help="statements: what this person or body says; repeatable.")
@click.option("--addressee", metavar="NAME", multiple=True, help="statements: what is said to them; repeatable.")
@click.option("--channel", metavar="NAME", multiple=True, help="statements: by this channel (twitter); repeatable.")
@click.option("--about", metavar="WORDS", multiple=True, help="statements: on these words, name or entry; repeatable.")
@click.option(
    "--from", "since", metavar="D", help="statements, new: from this day on (2018-10-07 or another EDTF date)."
)
@click.option("--to", "until", metavar="D", help="statements: up to this day.")
@click.option("--changes", is_flag=True, help="statements: what speakers say again and how the words change.")
@click.option("--seen", is_flag=True, help="new: mark what is shown as seen.")
@click.option("--dismiss", metavar="ID", multiple=True, help="new: list this failed report no longer (all: none).")
@click.option("--by", metavar="NAME", help="new: for whom. Default: the name you are logged in with.")
@options.as_of
@options.record
@options.common
def show(what: str, id: str | None, record: Path, as_of: str | None, as_json: bool, **chosen: Any) -> None:
    """Show a view of the record, or one entry with its words.

    \b
    WHAT is  timeline      what happened, was agreed, promised, planned, in the order of time
             statements    who said what to whom, through whom
             meetings      who met whom, and who is still to meet
             open          what still has to happen
             accounts ID   who vouches for what of one act, side by side
             actors        who acts or speaks, how often, from when to when
             documents     what was added
             new           what came in and what others judged since you last said --seen; what failed
             changes ID    what changed in a document: a page with a new text, a text read anew
             ID            one entry: every value, every source with its words; or one document
    """
    from dragoman.record import Store

    allowed(what, id, as_of, chosen)
    with Store(record, create=False) as store:
        if what in VIEWS:
            VIEWS[what](store, id, as_of, as_json, chosen)
        else:
            card(store, what, as_json)


def allowed(what: str, id: str | None, as_of: str | None, chosen: dict[str, Any]) -> None:
    """Refuse an option that the view would ignore: a filter without effect looks like an answer."""
    mine = {"timeline": ("kind",), "statements": STATEMENTS, "new": ("since", "seen", "dismiss", "by")}
    for name, value in chosen.items():
        if value and name not in mine.get(what, ()):
            views = [view for view, names in mine.items() if name in names]
            written = {"since": "from", "until": "to"}.get(name, name)
            raise UsageError(f"--{written} is for `show {views[0]}`, not for `show {what}`. Leave it out.")
    if what in WITH_ID and not id:
        listed = "timeline` lists the ids of all entries" if what == "accounts" else "documents` lists their ids"
        raise UsageError(f"`show {what}` needs an ID. `dragoman show {listed}.")
    if what not in WITH_ID and id:
        raise UsageError(f"`show {what}` takes nothing after it, but got '{id}'. Leave it out.")
    if as_of and what in ("new", "changes"):
        raise UsageError(f"`show {what}` is about what came in, not about a day. Leave --as-of out.")
    if as_of and what not in VIEWS:
        raise UsageError(f"--as-of is for views ({', '.join(VIEWS)}), not for one entry. Leave it out.")


def stood(store: Store, as_of: str | None) -> Record:
    """Return the record, without what was published after `as_of`."""
    from dragoman.views import as_it_stood

    record = store.record()
    return as_it_stood(record, as_of)


def timeline(store: Store, id: str | None, as_of: str | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """Print the acts in the order of time."""
    from dragoman import views

    record = stood(store, as_of)
    lines = views.timeline(record, chosen["kind"] or KINDS[:-1])
    if as_json:
        _json(lines)
    else:
        from dragoman.cli.tables import timeline_parts

        _put(timeline_parts(lines, record))


def meetings(store: Store, id: str | None, as_of: str | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """Print the meetings in the order of time."""
    from dragoman import views

    record = stood(store, as_of)
    lines = views.meetings(record)
    if as_json:
        _json(lines)
    else:
        from dragoman.cli.tables import timeline_parts

        _put(timeline_parts([meeting.line for meeting in lines], record))


def open_(store: Store, id: str | None, as_of: str | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """Print what still has to happen, kind by kind."""
    from dragoman import views

    record = stood(store, as_of)
    lines = views.open_(record, as_of)
    if as_json:
        _json(lines)
    else:
        from dragoman.cli.tables import open_parts

        _put(open_parts(lines, record))


def statements(store: Store, id: str | None, as_of: str | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """Print the statements asked for, oldest first, each followed by those told in it."""
    from dragoman import views

    record = stood(store, as_of)
    asked = views.Asked(**{name: value for name, value in chosen.items() if name in views.Asked.__struct_fields__})
    if chosen["changes"]:
        matters = views.changes(record, asked)
        if as_json:
            _json(matters)
        else:
            from dragoman.cli.changes import change_parts

            _put(change_parts(matters, record, asked))
        return
    lines = views.told_once(record, views.statements(record, asked))
    if as_json:
        _json(lines)
    else:
        from dragoman.cli.statements import statement_parts

        _put(statement_parts(lines, record, asked))


def accounts(store: Store, id: str | None, as_of: str | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """Print who vouches for what of one act."""
    from dragoman import views

    _, entry = store.entry(id or "")
    record = stood(store, as_of)
    found = views.accounts(record, entry.id)
    if as_json:
        _json(found)
    else:
        from dragoman.cli.accounts import accounts_parts

        _put(accounts_parts(found, record))


def actors(store: Store, id: str | None, as_of: str | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """Print who acts or speaks, those with the most acts first."""
    from dragoman.views.actors import listed, people

    record = stood(store, as_of)
    found = listed(people(record))
    if as_json:
        _json(found)
    else:
        from dragoman.cli.actors import actor_parts

        _put(actor_parts(found, record))


def documents(store: Store, id: str | None, as_of: str | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """Print what was added, in the order of the dates."""
    record = stood(store, as_of)
    if as_json:
        from dragoman.publish import printable

        _json([printable(reading)["document"] for reading in record.readings])
    else:
        from dragoman.cli.tables import document_parts

        _put(document_parts(record))


def new(store: Store, id: str | None, as_of: str | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """Print what came in and what others judged since somebody last looked, and what failed; mark it as asked."""
    from dragoman import views
    from dragoman.cli.judge import login

    who = chosen["by"] or login()
    if chosen["dismiss"]:
        store.failures.dismiss(chosen["dismiss"], who)
    news, failed, record = store.arrivals.news(who, chosen["since"]), store.failures.standing(), store.record()
    fresh = views.news(record, views.came(news, record))
    if as_json:
        rows = {"arrivals": news.arrivals, "acts": fresh, "judged": news.judged, "failed": failed}
        _json({"who": news.who, "since": news.since, **rows})
    else:
        from dragoman.cli.history import undone_in
        from dragoman.cli.news import failed_parts, news_parts

        _put(news_parts(news, fresh, record, undone_in(store), seen=chosen["seen"]))
        _put(failed_parts(failed))
    if chosen["seen"]:
        store.arrivals.seen(news)


def changes(store: Store, id: str | None, as_of: str | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """Print what changed in a document, version by version."""
    from dragoman import views

    readings = store.versions(id or "")
    pairs = zip((None, *readings), readings, strict=False)
    versions = [
        (
            reading,
            views.revisions(before.document, reading.document) if before else (),
            [one for one in store.arrivals.of(reading.document.id) if one.what in ("version", "updated")],
        )
        for before, reading in pairs
    ]
    texts = {reading.document.sha256 for reading in readings}
    judged = [one for one in store.judgements.unsettled() if one.judged.anchor and one.judged.anchor.document in texts]
    if as_json:
        names = ("document", "words", "arrivals")
        rows = [dict(zip(names, (one[0].document.id, *one[1:]), strict=True)) for one in versions]
        _json({"versions": rows, "judgements": judged})
    else:
        from dragoman.cli.revisions import revision_parts

        _put(revision_parts(versions, judged))


def card(store: Store, prefix: str, as_json: bool) -> None:
    """Print one entry with its words, or the reading of one document; `prefix` is the beginning of its id."""
    try:
        reading, entry = store.entry(prefix)
    except UsageError as error:
        if not (found := document_of(store, prefix)):
            raise UsageError(f"{error} `dragoman show` takes {', '.join(VIEWS)}, or an ID.") from error
        document_page(store, found, as_json)
    else:
        entry_card(store, reading, entry, as_json)


def document_of(store: Store, prefix: str) -> str | None:
    """Return the id of the one document whose id begins so, if there is one."""
    found = [
        document.id for document in store.documents() if len(prefix) > 4 and document.id.startswith(prefix.lower())
    ]
    return found[0] if len(found) == 1 else None


def document_page(store: Store, document: str, as_json: bool) -> None:
    """Print the reading of one document, as `read` does."""
    reading = store.reading(document)
    if as_json:
        from dragoman.cli.console import put_bytes
        from dragoman.publish.json import line

        put_bytes(line(reading).encode())
    else:
        from dragoman.cli.pages import page

        _put(page(reading))


def entry_card(store: Store, reading: Reading, entry: Entry, as_json: bool) -> None:
    """Print one entry with its words."""
    from dragoman import views
    from dragoman.model import Record

    found = views.card(Record(name=store.path.stem, readings=(reading,)), entry.id)
    if as_json:
        _json(found)
    else:
        from dragoman.cli.card import card_parts

        _put(card_parts(found, entry, reading))


def _json(value: Any) -> None:
    from dragoman.cli.console import put_json

    put_json(value)


def _put(parts: Any) -> None:
    from dragoman.cli.console import put

    put(*parts)


VIEWS = {
    "timeline": timeline,
    "statements": statements,
    "meetings": meetings,
    "open": open_,
    "accounts": accounts,
    "actors": actors,
    "documents": documents,
    "new": new,
    "changes": changes,
}
WITH_ID = ("accounts", "changes")
