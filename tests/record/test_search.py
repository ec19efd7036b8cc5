from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.problems import UsageError
from dragoman.record import Store
from dragoman.record.search import Hit, find, fts_expression
from tests.factories import document, plain, reading, talks


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "talks.db") as opened:
        opened.add(talks())
        opened.add(
            plain('Zürich, 3 June — “München” talks of the U.S.-Norland group (closed): 5" pipes. Nul \x00 here.')
        )
        opened.add(plain("🐦 é Envoys say nothing. Nothing was said. " + "Filler words follow. " * 30 + "Envoys left."))
        yield opened


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("haddad invited", ["Haddad had invited"]),
        ("invite HADDAD", ["Haddad had invited"]),  # any form of a word, in any order
        ('"second meeting"', ["second meeting"]),
        ('"meeting second"', []),
        ("munchen", ["München"]),
        ("monit*", ["monitors"]),
        ("monit", []),
        ("U.S.-Norland (closed)?", ["U.S.-Norland group (closed"]),
        ('5" pipes', ['5" pipes']),
        ("nul here", ["Nul \x00 here"]),
        ("Oslo OR Zürich", ["Oslo", "Zürich"]),
        ("Envoys NOT Geneva", ["Envoys"]),
        ("envoys left", ["Envoys left"]),
        ('left "envoys left" filler', ["Filler words follow. Envoys left"]),
        ("nobody", []),
    ],
)
def test_words_are_found_in_documents_with_their_place(store: Store, query: str, quotes: list[str]) -> None:
    hits = [hit for hit in store.find(query) if hit.kind == "document"]
    assert sorted(hit.quote for hit in hits) == sorted(quotes)
    for hit in hits:
        text = store.reading(hit.document).document.text
        assert text[hit.span[0] : hit.span[1]] == hit.quote
        assert hit.matches
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in hit.matches)


def test_entries_are_found_by_their_words_and_by_who_is_in_them(store: Store) -> None:
    hits = {hit.entry: hit for hit in store.find("lund")}
    assert set(hits) == {None, "s2"}
    assert hits["s2"] == Hit(
        document=talks().document.id,
        title="Envoys meet in Geneva",
        date="2020-06-02",
        kind="statement",
        entry="s2",
        span=(146, 224),
        quote="Berg told the ministry that Haddad had invited monitors to the Salt Pass depot",
        snippet="…for three hours, said the foreign ministry of Norland. Berg told the ministry that Haddad had invited "
        'monitors to the Salt Pass depot, its spokeswoman Ida Lund said. "We agreed to open a…',
    )
    # "We agreed to open a hotline" names nobody; those who agreed are found all the same.
    assert "c1" in {hit.entry for hit in store.find("haddad hotline")}


def test_a_word_that_only_a_title_from_metadata_holds_is_found(store: Store) -> None:
    store.add(reading(document("They met.", title="Harbour accord")))
    (hit,) = store.find("harbour")
    assert (hit.title, hit.span, hit.matches) == ("Harbour accord", (0, 0), ())


def test_the_limit_holds_for_documents_and_for_entries(store: Store) -> None:
    list(store.add_many(plain(f"Report {n} on quotas.") for n in range(5)))
    assert [hit.kind for hit in store.find("quotas", limit=2)] == ["document"] * 2 + ["statement"] * 2


@pytest.mark.parametrize("most", [1, 3, 6, 50])
def test_of_hits_that_are_as_good_the_first_are_taken_none_of_a_text_that_was_replaced(store: Store, most: int) -> None:
    made = [plain(f"Report {n} on quotas.") for n in range(6)] + [plain("Quotas, quotas: more on all the quotas.")]
    list(store.add_many(made))
    gone = frozenset((made[2].document.sha256, made[6].document.sha256))  # one of the six, and the best
    ids = sorted(one.document.id for one in made if one.document.sha256 not in gone)
    hits = find(store.connection, "quotas", most, gone)
    assert [(hit.document, hit.entry is None) for hit in hits] == [
        (id, alone) for alone in (True, False) for id in ids[:most]
    ]


@pytest.mark.parametrize("query", ["", "   ", "…", '""', "?!", "AND", "* * *"])
def test_a_query_without_words_is_a_usage_error(store: Store, query: str) -> None:
    with pytest.raises(UsageError, match="nothing to search for"):
        store.find(query)


@pytest.mark.parametrize("query", ["Berg AND", "OR Berg", "Berg NOT NOT Haddad", "NOT Berg"])
def test_an_operator_without_words_beside_it_is_a_usage_error(store: Store, query: str) -> None:
    with pytest.raises(UsageError, match="need words on both sides"):
        store.find(query)


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("a b", '"a" "b"'),
        ('"a b" c*', '"a b" "c*"*'),
        ('say "unclosed mark', '"say" "unclosed" "mark"'),
        ("title:x ^y {z}", '"title:x" "^y" "{z}"'),
        ("a - b", '"a" "b"'),
    ],
)
def test_a_query_is_quoted_word_by_word(query: str, expression: str) -> None:
    assert fts_expression(query) == expression


@given(st.text(max_size=60))
def test_no_query_raises_anything_but_a_usage_error(any_store: Store, query: str) -> None:
    try:
        hits = any_store.find(query)
    except UsageError:
        return
    assert all(hit.kind for hit in hits)


@pytest.fixture(scope="module")
def any_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("record") / "talks.db") as opened:
        opened.add(talks())
        yield opened
