"""Entries by hand: what each table becomes, where its words lie, and what is refused."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import model
from dragoman.kinds import entries
from dragoman.model import Reading, Source, When
from dragoman.problems import IntakeError
from dragoman.reading import byhand
from dragoman.reading.byhand.form import tables
from dragoman.reading.byhand.scan import LONGEST, scan, unfit
from dragoman.reading.byhand.write import written
from tests.byhand import DEPOTS

DOCS = Path(__file__).parents[2] / "docs" / "byhand.md"


def refused(text: str, record: byhand.Record = byhand.ALONE) -> str:
    with pytest.raises(IntakeError) as error:
        byhand.read(text, "depots.toml", record)
    return str(error.value)


def all_sources(reading: Reading) -> list[Source]:
    found = [source for entry in entries(reading) for source in entry.sources]
    found += [source for actor in reading.actors for source in actor.sources]
    for commitment in reading.commitments:
        found += [status.source for status in commitment.history]
        found += [condition.source for condition in commitment.conditions if condition.source]
    return found


# ---- what becomes of it ---------------------------------------------------------------------------------------------


def test_the_document_is_the_text_as_it_lies_under_the_address_of_its_process() -> None:
    document = byhand.read(DEPOTS).document
    assert (document.text, document.title, document.channel) == (DEPOTS, "The two depots", "by-hand")
    assert document.url == "by-hand:two-depots"
    assert document.date is None


def test_a_commitment_has_its_rule_its_return_its_condition_and_its_history_in_the_order_of_days() -> None:
    seal, lift = byhand.read(DEPOTS).commitments
    assert (seal.id, seal.by, seal.to, seal.place, seal.strength) == (
        "seal",
        ("norland",),
        ("sudland",),
        "salt-pass",
        "pledge",
    )
    assert seal.due == When(text="60 days after signed", basis="by hand")
    assert (seal.pairs_with, seal.part_of) == (("lift",), "two-depots")
    assert [(one.as_of, one.phase, one.level, one.evidence) for one in seal.history] == [
        ("2020-02-01", "in-force", None, None),
        ("2020-03-20", "performed", 2, "inspected"),
    ]
    assert (seal.history[1].by, seal.history[1].item, seal.history[1].scope) == (
        "inspectors",
        "hall 1",
        ("correctness",),
    )
    assert (seal.phase, lift.phase) == ("performed", "agreed")
    [waits] = lift.conditions
    assert (waits.of, waits.kind, waits.by) == ("seal", "after", "sudland")
    assert waits.source is not None and waits.source.says == {"when": "2020-03"}


def test_a_due_that_is_a_date_is_resolved_and_no_other() -> None:
    dated = byhand.read(DEPOTS.replace("60 days after signed", "2020-03-31")).commitments[0]
    assert dated.due is not None and dated.due.edtf == "2020-03-31"
    vague = byhand.read(DEPOTS).commitments[1].due
    assert vague is not None and (vague.text, vague.edtf) == ("as soon as possible", None)


@pytest.mark.parametrize(
    "rule",
    [
        "30 days after the first meeting of both",
        "90 days after signature",
        "2 weeks after signed, or earlier by mutual consent",
        "earlier of 8 years after seal and the conclusion",
        "10 years after 2020-01-10 provided nothing was reinstated",
        "on report by the commission",
    ],
)
def test_rules_count_from_steps_from_dates_from_the_signing_or_from_words(rule: str) -> None:
    assert byhand.read(DEPOTS.replace("60 days after signed", rule)).commitments[0].due == When(
        text=rule, basis="by hand"
    )


def test_a_milestone_is_a_decision_on_a_day_with_each_account_of_it() -> None:
    reading = byhand.read(DEPOTS)
    opening = reading.decisions[1]
    assert (opening.question, opening.about, opening.status) == ("date", "Opening Day", "decided")
    assert opening.constraint == "90 days after signed or earlier by mutual consent"
    assert [source.says for source in opening.sources] == [{"when": "2020-04-09"}, {"when": "2020-04-10"}]
    [said] = reading.statements
    assert said.speaker == "sudland"
    assert opening.sources[1].statement == said.id


def test_a_position_is_a_decision_with_an_option_for_each_that_holds_it() -> None:
    _, _, first, second, settled = byhand.read(DEPOTS).decisions
    assert [(one.value, one.by, one.stance) for one in first.options] == [
        ("in CHE or AUT", "norland", "require"),
        ("in CHE or AUT", "sudland", "require"),
    ]
    assert (first.status, first.question, first.about, first.when.edtf) == ("open", "venue", "next round", "2020-05")
    assert (second.question, second.supersedes) == ("date", ("p1",))
    assert (settled.status, settled.decided_by, settled.options[0].value) == (
        "decided",
        ("norland", "sudland"),
        "salt-pass",
    )


def test_places_have_items_parties_are_an_actor_together_and_a_check_has_its_part() -> None:
    reading = byhand.read(DEPOTS)
    assert reading.places[0].items == ("hall 1", "hall 2")
    both = reading.actors[0]
    assert (both.id, both.name, both.members) == ("two-depots", "both", ("norland", "sudland"))
    unnamed = byhand.read(DEPOTS.replace('together = "both"\n', "")).actors[0]
    assert (unnamed.name, unnamed.sources[0].quote) == ("the parties to two-depots", '["norland", "sudland"]')
    [look] = reading.verifications
    assert (look.of, look.item, look.finding, look.scope) == (
        "seal",
        "hall 1",
        "confirmed",
        ("correctness", "irreversibility"),
    )


def test_all_words_lie_in_the_text_and_say_whence_and_how_they_are() -> None:
    reading = byhand.read(DEPOTS)
    sources = all_sources(reading)
    assert len(sources) == 17
    assert all(DEPOTS[source.span[0] : source.span[1]] == source.quote for source in sources)
    seal = reading.commitments[0]
    assert seal.sources[0].quote == "Norland will put seals on both halls.\nIt says: 'all doors'."
    assert seal.sources[0].cited == "the accord of 10 January, https://example.org/accord"
    assert [status.source.how for status in seal.history] == ["inferred", "implied"]
    assert seal.history[0].source.cited is None


def test_words_with_escapes_are_quoted_as_they_lie() -> None:
    text = DEPOTS.replace('words = "Sudland lifts the embargo"', r'words = "Sudland \"lifts\" the embargo"')
    source = byhand.read(text).commitments[1].sources[0]
    assert source.quote == r"Sudland \"lifts\" the embargo" == text[source.span[0] : source.span[1]]


def test_comments_another_order_and_one_name_without_a_list_are_as_good() -> None:
    text = "# ours\n" + DEPOTS.replace('by = ["norland"]\nto', "by = [ # who\n  'norland',\n]  # it\nto").replace(
        'to = ["sudland"]', "to = 'sudland'"
    )
    assert byhand.read(text).commitments[0].to == ("sudland",)
    assert byhand.read(text).commitments[0].by == ("norland",)


# ---- what is refused ------------------------------------------------------------------------------------------------

WRONG = {
    'kind = "body"': ('kind = "bodies"', "'kind' is 'bodies'; allowed: person, state"),
    "lat = 46.2": ('lat = "46"', "'lat' must be a number of degrees"),
    "lon = 7.1\n": ("", "'lat' and 'lon' go together"),
    'rule = "signature by both"\n': ("", "[[milestone]] 'signed': 'rule' is missing"),
    'day = "2020-01-10"': ('day = "10.1.2020"', "'day' is '10.1.2020', which is no date"),
    "words = 'signed on the tenth of January'": ("words = ' '", "'words' is empty"),
    "90 days after signed": ("90 days after adoption", "counts from 'adoption', which is no commitment or milestone"),
    'value = "2020-04-10"': ('value = "the tenth"', "'value' is 'the tenth', which is no date"),
    'to = ["sudland"]': ('to = ["sutland"]', "'to' is 'sutland', which is no [[actor]] of this file"),
    'place = "salt-pass"\nstrength': ('place = "salt-pas"\nstrength', "'place' is 'salt-pas', which is no [[place]]"),
    'strength = "pledge"': ("strength = 1", "'strength' is 1; allowed: pledge, intent"),
    'due = "60 days after signed"': ('due = "2020-02-30"', "'due' is '2020-02-30', which is no date"),
    'pairs_with = ["lift"]': ('pairs_with = ["seal"]', "'pairs_with' is itself"),
    'action = "lift the embargo"': ('acts = "lift"', "there is no key 'acts'; there are: id, by, to, action"),
    'waits_for = "seal"': ('waits_for = "seel"', "nor words (two or more)"),
    'when = "2020-03"\n': ("when = 2020-03-01\n", "'when' is 2020-03-01, which is no date"),
    "level = 2": ("level = 4", "'level' is 4; allowed: 0, 1, 2, 3"),
    'evidence = "inspected"': ('evidence = "seen"', "'evidence' is 'seen'; allowed: asserted"),
    'item = "hall 1"\nscope = ["correctness"]': ('item = "hall 3"\nscope = ["correctness"]', "'hall 3' is no item of"),
    'scope = ["correctness"]\nwords': ('scope = ["quality"]\nwords', "'scope' is 'quality'; allowed: correctness"),
    'basis = "summary"': ('basis = "hearsay"', "'basis' is 'hearsay'; allowed: words, summary, recalled"),
    'basis = "recalled"': ("", "'source' is missing. Name it, or say basis"),
    'id = "look"': ('id = "lift"', "[[commitment]] 'lift' in line 78 has this id already"),
    'value = "in CHE or AUT"': ('value = "in CHE or XXX"', "names the country 'XXX'"),
    'value = "21 days after the decision"': ('value = "21 days after opned"', "counts from 'opned'"),
    'value = "salt-pass"\nwhen': ('value = "bern or salt-pass"\nwhen', "names 'bern', which is no [[place]]"),
    'slot = "date"': ('slot = "day"', "'slot' is 'day'; allowed: venue, date"),
    'supersedes = ["p1"]': ('supersedes = ["d1"]', "'supersedes' is 'd1', which is no [[position]]"),
    'decided_by = ["norland", "sudland"]': ("decided_by = []", "'decided_by' is an empty list"),
    "[[verification]]": ("[[verifications]]", "there is no table [[verifications]]; there are: process"),
    '[[decision]]\nid = "d1"': ('[decision]\nid = "d1"', "what stands once has one pair of brackets"),
    'id = "d1"': ('id = "D 1"', "id is of small letters"),
    'id = "s-wire"': ('id = "0123456789ab"', "looks like the id of a document"),
    'id = "p2"': ('id = "p2"\nid = "p3"', "'id' is given twice"),
    'title = "The two depots"': ('title = "The \\q depots"', "'title' is not TOML"),
    "[process]": ("x = 1\n[process]", "'x' stands in no table"),
    'what = "Lake Wire, 2 June"': ("what.a = 'Lake Wire'", "is no line of this form"),
    'name = "Norland"': ("name = 'Norland", "its quotation marks closed"),
}  # fmt: skip


@pytest.mark.parametrize("right", list(WRONG), ids=lambda right: right.replace("\n", " ")[:40])
def test_one_thing_wrong_is_refused_in_a_sentence_with_its_line(right: str) -> None:
    wrong, said = WRONG[right]
    assert right in DEPOTS
    text = DEPOTS.replace(right, wrong, 1)
    told = refused(text)
    assert said in told
    assert re.search(r"^depots\.toml:\d+: ", told, re.M)


def test_all_that_is_wrong_is_told_at_once_each_with_its_line() -> None:
    text = DEPOTS
    for right in ("level = 2", 'evidence = "inspected"', 'supersedes = ["p1"]', 'to = ["sudland"]', 'slot = "date"'):
        text = text.replace(right, WRONG[right][0], 1)
    told = refused(text)
    assert "5 things are wrong in it; nothing of it was kept" in told
    lines = [int(line) for line in re.findall(r"^depots\.toml:(\d+): ", told, re.M)]
    assert lines == sorted(lines) and len(lines) == 5
    assert "level = 4" in text.splitlines()[lines[1] - 1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("\ufeff" + DEPOTS, "byte order mark"),
        (DEPOTS.replace("\n", "\r\n"), "Windows line ends (line 1)"),
        (DEPOTS.replace("Signing", "Sign\0ing"), "control character U+0000"),
        (DEPOTS.replace("Signing", "Sign\ud800ing"), "control character U+D800"),
        (DEPOTS + "#:: two\n", "parts the files of an export"),
        (DEPOTS + "#" * LONGEST, "it may have 2,000,000"),
        ("[" * 900_000, "is no line of this form"),
        ("a = " + "[" * 900_000, "is no line of this form"),
        ("a" + ".a" * 900_000 + " = 1", "is no line of this form"),
        ("[process]\nid = [" + "''" * 900_000, "is no line of this form"),
        ("[process]\nid = '''" + "\\'" * 900_000, "is no line of this form"),
        ('[process]\nid = """' + '\\"' * 900_000, "is no line of this form"),
        ("[process]\nid = " + "9" * 5000, "'id' is not TOML"),
        ("[x]\n" * 300_000, "50 things are wrong"),
        ("a = '''\n" * 100_000, "'a' stands in no table"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_hostile_texts_end_in_a_refusal(text: str, said: str) -> None:
    told = refused(text)
    assert said in told
    assert len(told) < 40_000


PIECES = (
    "'",
    '"',
    "'''",
    '"""',
    "\\",
    "[",
    "]",
    "[[",
    "#",
    "\n",
    "=",
    "nan",
    "true",
    "2020-01-01",
    "{}",
    "\u2028",
    "''",
    "[]",
)


@given(
    st.lists(
        st.tuples(st.integers(0, len(DEPOTS)), st.integers(0, 20), st.sampled_from(PIECES)), min_size=1, max_size=3
    )
)
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_as_toml_reads_it_or_refused(damage: list[tuple[int, int, str]]) -> None:
    text = DEPOTS
    for at, gone, put in damage:
        text = text[:at] + put + text[at + gone :]
    try:
        reading = byhand.read(text)
    except IntakeError:
        return
    tomllib.loads(text)
    assert all(text[source.span[0] : source.span[1]] == source.quote for source in all_sources(reading))


def test_words_from_a_document_of_the_record_must_stand_in_it() -> None:
    texts = {"0123456789ab": "A report.\nSudland lifts  the\nembargo, it says."}
    record = byhand.Record(texts.get, lambda *_: None)
    cited = DEPOTS.replace(
        'words = "Sudland lifts the embargo"\nsource = "s-text"',
        'words = "Sudland lifts the embargo"\nsource = "0123456789ab"',
    )
    assert byhand.read(cited, record=record).commitments[1].sources[0].cited == "0123456789ab"
    changed = cited.replace('words = "Sudland lifts the embargo"', 'words = "Sudland lifts an embargo"')
    assert "'Sudland lifts an embargo' does not stand in document 0123456789ab" in refused(changed, record)
    summed = changed.replace('source = "0123456789ab"', 'source = "0123456789ab"\nbasis = "summary"')
    assert byhand.read(summed, record=record).commitments[1].sources[0].how == "implied"
    assert "no document of the record" in refused(cited)


def test_an_id_that_another_document_of_the_record_has_is_refused() -> None:
    asked: list[str] = []

    def holder(id: str, address: str) -> str | None:
        asked.append(address)
        return "abc" if id == "lift" else None

    record = byhand.Record(lambda _: None, holder)
    told = refused(DEPOTS, record)
    assert "[[commitment]] 'lift': document abc of the record has an entry of this id already" in told
    assert set(asked) == {"by-hand:two-depots"}


# ---- written, and read again ----------------------------------------------------------------------------------------


def rows_of(text: str) -> list[tuple[str, dict[str, Any]]]:
    return [(row.table, {key: cell.value for key, cell in row.cells.items()}) for row in scan(text)[0]]


def test_what_is_scanned_is_what_tomllib_reads() -> None:
    plain = tomllib.loads(DEPOTS)
    found: dict[str, list[dict[str, Any]]] = {}
    for table, values in rows_of(DEPOTS):
        found.setdefault(table, []).append(values)
    assert found == {**plain, "process": [plain["process"]]}


def test_the_written_form_of_a_process_is_read_as_the_same() -> None:
    again = written(rows_of(DEPOTS))
    assert rows_of(again) == rows_of(DEPOTS)
    assert written(rows_of(again)) == again


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1).filter(str.strip)
FITTING = WORDS.filter(lambda words: not re.search("[\x00-\x08\x0b-\x1f\x7f]", words))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "date": st.dates().map(str),
    "number": st.floats(-90, 90),
    "country": st.sampled_from(["PRK", "USA"]),
    "basis": st.sampled_from(["words", "summary"]),
    "rule": st.sampled_from(["60 days after m0", "2007-12-31", "as soon as possible"]),
    "value": st.just("2019-02-27 or 2019-02-28"),
    "source": st.just("s0"),
    "texts": st.lists(FITTING, min_size=1, unique=True),
    "words": WORDS,
    "text": WORDS,
}
HELD = {"actor": "a0", "place": "l0", "commitment": "c0", "milestone": "m0", "position": "p0", "process": "x0"}


def value_of(table: str, key: str) -> st.SearchStrategy[Any]:
    kind = tables()[table][key].kind
    if (table, key) in (("account", "field"), ("status", "item")):
        return st.just("when" if key == "field" else "hall")
    if (table, key) == ("account", "value"):
        return VALUES["date"]
    if key == "slot":
        return st.just("date")
    if key == "waits_for":
        return st.just("m0")
    if kind.startswith(("one of", "some of")):
        one = st.sampled_from(get_args(getattr(model, kind.split()[-1])))
        return one if kind.startswith("one") else st.lists(one, min_size=1, unique=True)
    if leads := [name for name in tables()[table][key].leads_to if name in HELD]:
        return st.just(HELD[leads[0]]) if kind.startswith("id ") else st.just([HELD[leads[0]]])
    return VALUES[kind]


@st.composite
def processes(draw: st.DrawFn) -> list[tuple[str, dict[str, Any]]]:
    """Draw a process: one of each thing that may be named, and more of all tables."""
    base = [
        ("process", "x"),
        ("source", "s"),
        ("actor", "a"),
        ("place", "l"),
        ("milestone", "m"),
        ("commitment", "c"),
        ("position", "p"),
    ]
    more = draw(st.lists(st.sampled_from([name for name in tables() if name != "process"]), max_size=6))
    rows = []
    for number, (table, letter) in enumerate([*base, *((name, "n") for name in more)]):
        values: dict[str, Any] = {}
        for key, known in tables()[table].items():
            if key == "id":
                values[key] = f"{letter}0" if number < len(base) else f"n{number}"
            elif key in ("lat", "lon"):
                values[key] = draw(VALUES["number"]) if number % 2 else None
            elif (
                known.needed
                or key in ("source", "parties")
                or (key not in ("items", "pairs_with", "supersedes", "acts_for", "part_of") and draw(st.booleans()))
            ):
                values[key] = draw(value_of(table, key))
        rows.append((table, {key: value for key, value in values.items() if value is not None}))
    return rows


@given(processes())
@settings(max_examples=40, deadline=None)
def test_any_process_is_written_read_and_written_the_same(rows: list[tuple[str, dict[str, Any]]]) -> None:
    text = written(rows)
    assert tomllib.loads(text)["process"]["title"] == rows[0][1]["title"]
    assert rows_of(text) == [
        (table, {key: values[key] for key in tables()[table] if key in values}) for table, values in rows
    ]
    if not unfit(text):
        reading = byhand.read(text)
        assert all(text[source.span[0] : source.span[1]] == source.quote for source in all_sources(reading))
        assert len(entries(reading)) == len(reading.statements) + sum(
            table in ("milestone", "commitment", "verification", "position", "decision") for table, _ in rows
        )


# ---- documented -----------------------------------------------------------------------------------------------------


def test_the_documentation_has_every_table_with_every_key_and_no_other() -> None:
    shown = re.findall(r"^\| `(\[+\w+\]+)` \| (.*?) \|", DOCS.read_text("utf-8"), re.M)
    told = {name.strip("[]"): re.findall(r"`(\w+)`", keys) for name, keys in shown}
    assert told == {name: list(keys) for name, keys in tables().items()}
