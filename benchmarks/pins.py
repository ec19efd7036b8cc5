"""Compare scores with the floors that are pinned, or pin them anew: what `heads` and `nested` share.

A floor is only lowered where --allow-regression says why, and the reason lies beside the floors.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options that pin."""
    parser.add_argument("--update", action="store_true", help="pin the present scores as floors")
    parser.add_argument("--allow-regression", metavar="WHY", help="pin lower floors too, and say why")


def pinned(file: Path) -> dict[str, Any]:
    """Return what a file of floors holds; nothing where there is none."""
    found: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return found


def settle(
    chosen: argparse.Namespace, faults: Sequence[str], slack: float, file: Path, now: Mapping[str, object]
) -> int:
    """Print the faults, or write `now` to the file where the options ask for it; return the exit code."""
    if not chosen.update:
        print("\n".join(faults) or f"no score more than {slack} below its floor")
        return 1 if faults else 0
    if faults and not chosen.allow_regression:
        print("\n".join(faults), "\nnot pinned: a floor would fall; say why with --allow-regression 'why'")
        return 1
    reason = {"reason": chosen.allow_regression} if chosen.allow_regression else {}
    file.write_text(json.dumps({**now, **reason}, indent=1) + "\n", encoding="utf-8")
    return 0
