"""Keep the house as docs/architecture.md draws it: a module imports from lower floors or its own folder only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dragoman"
FLOORS = {
    "model": 0,
    "kinds": 0,
    "problems": 0,
    "markup": 0,
    "edtf": 0,
    "spans": 0,
    "wording": 0,
    "plugins": 0,
    "terms": 0,
    "intake": 1,
    "language": 2,
    "reading": 3,
    "record": 4,
    "views": 5,
    "publish": 6,
    "engines": 6,
    "web": 7,
    "cli": 8,
}
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name.split(".")[1] for name in names if name.startswith("dragoman.") and name.split(".")[1] in FLOORS}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_from_lower_floors_or_its_own_room(path: Path) -> None:
    own = room(path)
    assert own in FLOORS, f"{own} has no floor: add it to docs/architecture.md and to this test"
    above = {
        name for name in imported(ast.parse(path.read_text("utf-8"))) if name != own and FLOORS[name] >= FLOORS[own]
    }
    allowed = {
        "plugins": {"problems"},
        "terms": {"problems"},
        "markup": {"model"},
        "kinds": {"model"},
        "spans": {"model"},
        "edtf": set(),
        "wording": {"edtf"},
    }.get(own, set())
    assert above - allowed == set(), f"{own} (floor {FLOORS[own]}) imports {sorted(above)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = text.count("\n")
    assert lines <= 400, f"{lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            assert size <= 60, f"{node.name}: {size} lines"
