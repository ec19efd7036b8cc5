"""Find plugins: intakes, readers, exporters and engines, ours and a stranger's, through the same entry points.

The table is in `pyproject.toml`: groups `dragoman.intake`, `dragoman.reader`, `dragoman.exporter`, `dragoman.engine`.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any, Literal

from dragoman.problems import PluginError, UsageError

Kind = Literal["intake", "reader", "exporter", "engine"]


def known(kind: Kind) -> tuple[str, ...]:
    """Return the names of the installed plugins of one kind, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=f"dragoman.{kind}")}))


def load(kind: Kind, name: str) -> Any:
    """Return the plugin of that kind and name.

    Raises UsageError when there is none (the message lists those there are), PluginError when it cannot be imported.
    """
    for point in entry_points(group=f"dragoman.{kind}", name=name):
        try:
            return point.load()
        except (ImportError, AttributeError) as error:
            raise PluginError(
                f"{kind} '{name}' ({point.value}) cannot be loaded: {error}. Reinstall the package that brings it."
            ) from error
    raise UsageError(f"no {kind} named '{name}'; known: {', '.join(known(kind)) or 'none'}")
