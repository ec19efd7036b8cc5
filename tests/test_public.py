"""The public names are what is there, and nothing heavy is loaded before it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dragoman


@pytest.mark.parametrize("name", dragoman.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(dragoman, name) is not None


def test_all_names_have_a_home_and_no_other() -> None:
    assert sorted(dragoman.__all__) == dragoman.__all__
    assert set(dragoman.HOMES) == set(dragoman.__all__) - {"__version__"}


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'; it has: Document"):
        _ = dragoman.reed


def test_the_desk_loads_nothing_that_reads_texts() -> None:
    names = {"spacy", "trafilatura", "icalendar", "docx", "onnxruntime"}
    code = f"import sys, dragoman.web; print(sorted({names} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert out.strip() == "[]", "the desk is to be ready in two seconds"


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, dragoman; print(sorted({'spacy', 'rich', 'trafilatura', 'apsw', 'yaml'} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert out.strip() == "[]"
