"""Define the options that several verbs share, so that one word means one thing everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


def checked_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return the date as given, before anything is read; a word that is no date is a UsageError."""
    if value is None:
        return None
    from dragoman.intake.dates import checked

    return checked(value)


def remember_debug(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Keep `--debug` where `Verbs.invoke` finds it."""
    context.meta["debug"] = value


def record(function: Function) -> Function:
    """Add `-r/--record FILE`."""
    return click.option(
        "-r",
        "--record",
        "record",
        metavar="FILE",
        type=click.Path(path_type=Path),
        default="dragoman.db",
        show_default=True,
        help="The record: one file per negotiation.",
    )(function)


def date(function: Function) -> Function:
    """Add `--date D`."""
    return click.option(
        "--date",
        "date",
        metavar="D",
        callback=checked_date,
        help="The day of reports that carry no date: 2018-10-07, 2018-10 or 2018.",
    )(function)


def reader(function: Function) -> Function:
    """Add `--reader NAME`."""
    return click.option(
        "--reader",
        metavar="NAME",
        default="rules",
        show_default=True,
        help="What reads: the built-in rules or a plugin.",
    )(function)


def language(function: Function) -> Function:
    """Add `--language NAME`."""
    return click.option(
        "--language",
        metavar="NAME",
        help="A spaCy pipeline (its name or its folder) for tags, trees and names in place of ours.",
    )(function)


def terms(function: Function) -> Function:
    """Add `--terms FILE`."""
    return click.option(
        "--terms",
        "terms",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Names of your own, laid over ours: a .tsv, .yaml or PETRARCH .txt file (docs/terms.md).",
    )(function)


def places(function: Function) -> Function:
    """Add `--places FILE`."""
    return click.option(
        "--places",
        "places",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="A GeoNames dump that says where towns lie, as cities15000.txt (docs/terms.md).",
    )(function)


def as_of(function: Function) -> Function:
    """Add `--as-of D`."""
    return click.option(
        "--as-of",
        "as_of",
        metavar="D",
        callback=checked_date,
        help="Look at what was reported up to and including this day.",
    )(function)


def what_if(function: Function) -> Function:
    """Add `--assume ID` and `--drop ID`."""
    assume = click.option(
        "--assume", metavar="ID", multiple=True, help="What if this step were done? Shows what changes; repeatable."
    )
    drop = click.option(
        "--drop", metavar="ID", multiple=True, help="What if this entry were not? Shows what changes; repeatable."
    )
    return assume(drop(function))


def debug(function: Function) -> Function:
    """Add `--debug`, which every verb has."""
    return click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        callback=remember_debug,
        help="When something unexpected happens, show where in the program.",
    )(function)


def common(function: Function) -> Function:
    """Add `--json` and `--debug`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(debug(function))


def files(function: Function) -> Function:
    """Add the argument `FILE...`."""
    return click.argument("paths", metavar="FILE...", nargs=-1, required=True)(function)
