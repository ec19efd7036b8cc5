"""The documentation names everything there is: verbs, options, views, problem codes, plugins, exit codes."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import dragoman
from dragoman import plugins, problems
from dragoman.cli import main
from dragoman.cli.errors import BROKEN_PIPE, INTERRUPTED
from dragoman.cli.show import VIEWS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
CLI = (DOCS / "cli.md").read_text("utf-8")
PROBLEMS = (DOCS / "problems.md").read_text("utf-8")


def part(verb: str) -> str:
    """Return what cli.md says of a verb, and of the options that all verbs share."""
    match = re.search(rf"^## {verb}\n(.*?)(?=^## |\Z)", CLI, re.S | re.M)
    assert match, f"docs/cli.md has no part '## {verb}'"
    return match.group(1) + CLI.split("\n## ")[0]


@pytest.mark.parametrize("verb", list(main.commands))
def test_every_verb_and_option_is_in_the_manual(verb: str) -> None:
    words = part(verb)
    for parameter in main.commands[verb].params:
        if isinstance(parameter, click.Option):
            for name in parameter.opts:
                assert f"`{name}" in words or f"{name} " in words, f"{verb} {name}"


@pytest.mark.parametrize("verb", list(main.commands))
def test_every_verb_has_an_example_with_its_output(verb: str) -> None:
    assert re.search(rf"^\$ dragoman {verb}\b.*\n(?!```|\$)\S", part(verb), re.M), verb


def test_the_manual_names_no_verb_and_no_option_that_is_not_there() -> None:
    known = {name for verb in main.commands.values() for option in verb.params for name in option.opts}
    assert set(re.findall(r"`(--[a-z-]+)", CLI)) <= {*known, "--help", "--version"}
    assert set(re.findall(r"^\$ dragoman (\w+)", CLI, re.M)) <= set(main.commands)


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_view_is_in_the_manual(view: str) -> None:
    assert f"`{view}" in part("show")


@pytest.mark.parametrize("kind", ["exporter", "intake", "engine", "reader"])
def test_every_plugin_is_named(kind: plugins.Kind) -> None:
    for name in plugins.known(kind):
        assert f"`{name}`" in CLI, f"{kind} {name}"


def test_every_exit_code_is_explained() -> None:
    def tree(error: type[problems.DragomanError]) -> set[int]:
        return {error.exit_code}.union(*(tree(child) for child in error.__subclasses__()))

    codes = {0, INTERRUPTED, BROKEN_PIPE} | tree(problems.DragomanError)
    assert codes == {int(code) for code in re.findall(r"^\| (\d+) \|", CLI, re.M)}


def test_every_problem_code_is_explained_and_no_other() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", PROBLEMS, re.M)) == set(problems.CODES)


def test_the_links_of_the_documentation_lead_somewhere() -> None:
    for page in [*sorted(DOCS.glob("*.md")), ROOT / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_first_page_lists_nothing_twice() -> None:
    points = re.findall(r"^- .+", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert sorted(set(points)) == sorted(points)


def test_the_page_on_quality_shows_the_floors() -> None:
    page = (DOCS / "quality.md").read_text("utf-8")
    table = page.split("## Readings")[1].split("\n## ")[0]
    told = {
        name: cells for name, *cells in re.findall(r"^\| ([a-z+ ]+) \| ([\d.]+|none there) \| ([\d.]+) \|", table, re.M)
    }
    pinned = json.loads((ROOT / "benchmarks" / "floors.json").read_text("utf-8"))
    founding, dev = pinned["founding report"]["f1"], pinned["gold/dev"]["f1"]
    shown = {name: "none there" if name.startswith("events") else str(founding[name]) for name in founding}
    assert told == {name: [shown[name], str(dev[name])] for name in dev}
    nested = json.loads((ROOT / "benchmarks" / "floors_nested.json").read_text("utf-8"))
    for half, floors in nested.items():
        row = " | ".join(str(floors["f1"][name]) for name in ("found", "right", "nested", "silent"))
        assert re.search(rf"^\| `{half}` \([^)]*\) \| {re.escape(row)} \|$", page, re.M), (half, row)


def test_the_picture_asks_no_server_for_anything() -> None:
    picture = (DOCS / "timeline.svg").read_text("utf-8")
    assert "url(" not in picture.replace("url(#", "")
    assert "show timeline" in picture.replace("&#160;", " ")


def test_pictures_and_examples_can_be_made_anew(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    assert spec and spec.loader
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    pictures.refresh(tmp_path)
    for name in ("timeline.svg", "six-party.svg"):
        assert (tmp_path / name).read_text("utf-8").startswith("<svg")
    for name in pictures.PAGES:
        prose = [
            re.sub(r"```console\n.*?```", "", page.read_text("utf-8"), flags=re.S)
            for page in (tmp_path / name, DOCS / name)
        ]
        assert prose[0] == prose[1]
    assert "dragoman show ID" in (tmp_path / "worked-case.md").read_text("utf-8")


@pytest.mark.parametrize("module", sorted(Path(dragoman.__file__).parent.glob("*/*.py")), ids=lambda path: path.stem)
def test_the_map_of_the_house_names_every_module(module: Path) -> None:
    house = (DOCS / "architecture.md").read_text("utf-8")
    assert f"`{module.stem}`" in house, f"say in docs/architecture.md what {module.parent.name}/{module.name} is for"


def test_the_map_of_the_house_is_short() -> None:
    assert len((DOCS / "architecture.md").read_text("utf-8").splitlines()) <= 60


def benchmark_commands() -> set[str]:
    texts = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", *(ROOT / "benchmarks").glob("*.py")]
    pattern = re.compile(r"python (benchmarks/\w+\.py|-m benchmarks\.\w+)")
    return {found for path in texts for found in pattern.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("command", sorted(benchmark_commands()))
def test_a_documented_benchmark_can_be_started_as_written(command: str) -> None:
    """A script sees its own folder only: one that needs others of the project runs as a module."""
    name = command.removeprefix("-m benchmarks.").removeprefix("benchmarks/").removesuffix(".py")
    code = f"import sys; sys.path[0] = 'benchmarks'; import {name}"
    code = f"import benchmarks.{name}" if command.startswith("-m") else code
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
