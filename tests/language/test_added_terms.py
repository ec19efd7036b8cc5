"""A user's own terms: what a file may say, what its mistakes are told as, and what reading makes of it."""

from __future__ import annotations

import pickle
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.names.added import COLUMNS, KINDS, LARGEST, load
from dragoman.model import Date, Document, Reading
from dragoman.problems import UsageError
from dragoman.reading import NAME, read, with_terms
from dragoman.terms import Added, rows, using

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "terms"
HEADER = "kind\tname\tid\tvariants\tcountry\tacts_for\troles\tsector\tgender\n"


def document(text: str, date: str | None = "2019-03-03") -> Document:
    return Document(id="0" * 12, sha256="0" * 64, text=text, date=Date(edtf=date, basis="given") if date else None)


def reading(text: str, added: Added | None, date: str | None = "2019-03-03") -> Reading:
    reader = partial(with_terms, read, added) if added else read
    return reader(document(text, date))


def tsv(folder: Path, *lines: str) -> Added:
    path = folder / "mine.tsv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return load(path)


def of(found: Reading, quote: str) -> tuple[str, ...]:
    return next(
        mention.of for mention in found.mentions if mention.quote.removeprefix("the ").removeprefix("The ") == quote
    )


@pytest.mark.parametrize("name", ["harbour-talks.tsv", "harbour-talks.yaml"])
def test_the_example_files_are_read(name: str) -> None:
    text = (
        "Ana M. Example said that the JMC had met at Lantern Pier. The Castle said that talks would go on. "
        "The Boathouse rejected it. Eksempel said that he was ready. The Northern Harbour Authority agreed."
    )
    found = reading(text, load(EXAMPLES / name))
    assert of(found, "Ana M. Example") == ("ana-example",)
    assert of(found, "JMC") == of(found, "Boathouse") == ("jmc",)
    assert of(found, "Castle") == ("cze",)
    assert of(found, "Eksempel") == ("odd-eksempel",)
    assert of(found, "Lantern Pier") == ("lantern-pier",)
    speakers = [statement.speaker for statement in found.statements]
    assert speakers[:4] == ["ana-example", "cze", "jmc", "odd-eksempel"]


def test_both_examples_say_the_same() -> None:
    found = [load(EXAMPLES / name) for name in ("harbour-talks.tsv", "harbour-talks.yaml")]
    assert found[0].tables == found[1].tables
    assert found[0].digest != found[1].digest


def test_the_reader_of_a_reading_says_which_terms(tmp_path: Path) -> None:
    first, second = (tsv(tmp_path, f"person\tAna {name}") for name in ("Example", "Muster"))
    readers = {reading("Ana Muster left.", added).reader for added in (None, first, second)}
    assert readers == {NAME, f"{NAME} + terms {first.digest}", f"{NAME} + terms {second.digest}"}


def test_terms_do_not_leak_into_the_next_reading(tmp_path: Path) -> None:
    added = tsv(tmp_path, "organisation\tInternational Atomic Energy Agency\tmine\tIAEA")
    text = "The IAEA said that it had met."
    before, under, after = (reading(text, terms) for terms in (None, added, None))
    assert of(under, "IAEA") == ("mine",)
    assert of(before, "IAEA") == of(after, "IAEA") == ("iaea",)


def test_a_name_of_theirs_goes_before_all_that_we_know_by_it(tmp_path: Path) -> None:
    added = tsv(tmp_path, "organisation\tDistrict Peace Roundtable\tdpr-2\tDPR", "city\tGeorgia\tgeorgia-town\t\tUSA")
    found = reading("The DPR said that it would meet in Georgia. Officials of NATO agreed.", added)
    assert of(found, "DPR") == ("dpr-2",)
    assert of(found, "Georgia") == ("georgia-town",)
    assert of(found, "NATO") == ("nato",)


def test_an_entry_of_ours_keeps_what_theirs_leaves_empty(tmp_path: Path) -> None:
    added = tsv(tmp_path, "person\tSergei Lavrov\tslavrov\tSergey the Elder")
    with using(added):
        row = next(row for row in rows("people") if row.get("id") == "slavrov")
        assert sum("Sergei Lavrov" in (other["name"], other["variants"]) for other in rows("people")) == 1
    assert row["country"] == "RUS" and row["office"] == "foreign minister"
    assert "Sergey the Elder" in row["variants"] and "Sergey Lavrov" in row["variants"]


def test_a_reader_with_terms_can_be_sent_to_another_process(tmp_path: Path) -> None:
    reader = partial(with_terms, read, tsv(tmp_path, "person\tAna Example\tae"))
    again = pickle.loads(pickle.dumps(reader))
    assert of(again(document("Ana Example left.")), "Ana Example") == ("ae",)


WRONG = {
    "": "there is no entry in it",
    "kind\tname\n": "there is no entry in it",
    "kind\tnom\nperson\tA": "line 1: 'nom' is not known; allowed: kind, name, id",
    "name\tid\nA\ta": "line 1: 'kind' is missing",
    "kind\tname\tname\nperson\tA\tB": "line 1: 'name' is there twice",
    "kind\tname\nperson\tA\tB\tC": "line 2: has 4 cells, the header 2",
    "# x\nkind\tname\n\npersn\tA": "line 4: kind 'persn' is not known; allowed: person, organisation",
    "kind\tname\nperson\t": "line 2: name '' has no letter in it",
    "kind\tname\nperson\t12": "line 2: name '12' has no letter in it",
    f"kind\tname\nperson\t{'A' * 151}": "line 2: name 'AAAAAAAA",
    "kind\tname\tid\nperson\tA\ta\ncity\tB\ta": "line 3: id 'a' is that of line 2 already",
    "kind\tname\nperson\tAna B\ncity\tAna B": "line 3: id 'ana-b' is that of line 2 already",
    "kind\tname\tid\nperson\tA\tA b": "line 2: id 'A b' is not allowed; small letters",
    "kind\tname\tcountry\nperson\tA\tFrance": "line 2: country 'France' is not known; allowed: ISO 3166-1",
    "kind\tname\tgender\nperson\tA\tx": "line 2: gender 'x' is not known; allowed: m, f",
    "kind\tname\tsector\nperson\tA\tGVT": "line 2: sector 'GVT' is not known; allowed: ",
    "kind\tname\tacts_for\nbody\tA\tnowhere": "line 2: acts_for 'nowhere' is not known; allowed: a state (fra)",
    "kind\tname\nmetonym\tthe Castle": "line 2: a metonym needs acts_for",
    "kind\tname\troles\ncity\tA\tmayor": "line 2: roles are for persons; a city has none",
    "kind\tname\troles\nperson\tA\tmayor 2019": "line 2: role 'mayor 2019' is not understood; allowed: foreign minister",
    "kind\tname\troles\nperson\tA\tmayor 2019/soon": "line 2: role 'mayor 2019/soon': 'soon' is no date; allowed: 2019",
    "kind\tname\troles\nperson\tA\tmayor 2019-13/..": "'2019-13' is no date",
    "kind\tname\troles\nperson\tA\tmayor 2020/2019": "ends before it begins",
    "kind\tname\troles\nperson\tA\tchair (jc) 2020/..": "'jc' is not known; allowed: a state (fra)",
    "kind\tname\nperson\tA\x00B": "line 2: has control characters",
    "kind\tname\nperson\t" + "A" * 1_000_000: "line 2: has 1,000,007 characters; at most 20,000",
}  # fmt: skip

WRONG_YAML = {
    "": "there is no entry in it",
    "[]": "there is no entry in it",
    "kind: person": "line 1: a list of entries is allowed here",
    "- person": "line 1: each entry has its kind and name",
    "- kind: person\n  name: [A": "is no YAML",
    "- kind: person\n  name: {a: b}": "line 2: name is not understood; allowed: one word or name",
    "- kind: person\n  name: [A]": "line 2: name is not understood",
    "- kind: person\n  name: A\n  variants: [[B]]": "line 3: variants is not understood; allowed: a word or a list",
    "- kind: person\n  name: A\n  wife: B": "line 1: 'wife' is not known; allowed: kind, name",
    "- kind: person\n  kind: city\n  name: A": "line 1: 'kind' is there twice",
    "- kind: person\n  name: A B\n- kind: person\n  name: A b": "line 3: id 'a-b' is that of line 1 already",
    "- &a [*a]": "each entry has its kind and name",
    "- {kind: person, name: *a}": "is no YAML",
    "- !!python/object/apply:os.system ['true']": "each entry has its kind and name",
    "[" * 15_000: "is no YAML",
    "\t- kind: person": "is no YAML",
}


@pytest.mark.parametrize(("suffix", "text", "error"), [
    *((".tsv", text, error) for text, error in WRONG.items()),
    *((".yaml", text, error) for text, error in WRONG_YAML.items()),
], ids=lambda value: value[:40] if isinstance(value, str) else None)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, suffix: str, text: str, error: str) -> None:
    path = tmp_path / f"mine{suffix}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load(path)
    told = str(caught.value)
    assert error in told and str(path) in told
    assert len(told) < len(str(path)) + 400


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(b"kind\tname\nperson\t\xff\xfe\x00")
    (tmp_path / "a.csv").write_text("kind,name")
    (tmp_path / "large.tsv").write_bytes(b"#" * (LARGEST + 1))
    for name, error in {
        "a.tsv": "line 2: is no UTF-8 text", "a.csv": "must end in .tsv", "large.tsv": "is larger than",
        "none.tsv": "cannot be read", ".": "must end in .tsv",
    }.items():  # fmt: skip
        with pytest.raises(UsageError, match=error) if name != "." else pytest.raises(UsageError):
            load(tmp_path / name)


def test_marks_and_line_ends_of_other_systems_are_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(b"\xef\xbb\xbfkind\tname\r\nperson\tAna Example\r\n")
    assert load(tmp_path / "a.tsv").tables["people"][0]["name"] == "Ana Example"


def test_words_of_yaml_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- {kind: organisation, name: NO, variants: [1.10, Yes]}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"name '1\.10' has no letter"):
        load(path)


CELL = st.text(st.characters(exclude_characters="\t\n"), max_size=20) | st.sampled_from((*KINDS, "fra", "FRA", "m", ""))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=10), max_size=4))
def test_any_file_is_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("terms")
    text = "\t".join(COLUMNS) + "\n" + "".join("\t".join(cells) + "\n" for cells in table)
    for name in ("a.tsv", "a.yaml"):
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            added = load(folder / name)
        except UsageError as error:
            assert str(folder / name) in str(error)
        else:
            reading("Ana Example said that she had met him.", added)
