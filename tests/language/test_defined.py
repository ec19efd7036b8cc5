"""Short names that a text itself gives go before every table, and before a user's file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from dragoman.language.names.added import load
from dragoman.language.names.defined import short_name
from dragoman.model import Date, Document, Reading
from dragoman.reading import read, with_terms

# what stands behind the name | the short name
BEHIND = """
 (JC) met. | JC
 [J.C.] met. | J.C.
, known as JC, met. | JC
, known as the JC, met. | JC
, also known as Abu Lamda, met. | Abu Lamda
 (known as JC) met. | JC
, known by its French acronym JMC, met. | JMC
 (hereafter the Commission) met. | Commission
 (hereinafter referred to as “the Commission”) met. | Commission
 of Spain (hereafter the Minister) met. | Minister
 (the “Parties”) met. | -
, or NHA, met. | NHA
, better known as Harbour Watch for Peace. | Harbour Watch for Peace
 (pictured) met. | -
 (42) met. | -
 (Spain) met. | -
, known as a hard negotiator, met. | -
, or so he said, met. | -
 met (JC). | -
 | -
""".strip("\n").splitlines()


@pytest.mark.parametrize("line", BEHIND)
def test_the_words_behind_a_name_give_it_a_short_one(line: str) -> None:
    behind, _, short = line.rpartition("|")
    assert (short_name(f"Name{behind.rstrip(' ')}", 4) or "-") == short.strip()


def document(text: str) -> Document:
    return Document(id="0" * 12, sha256="0" * 64, text=text, date=Date(edtf="2019-02-13", basis="given"))


def last(found: Reading, quote: str) -> tuple[str, ...]:
    return [mention.of for mention in found.mentions if mention.quote.removeprefix("The ") == quote][-1]


# text | a short name | who is meant where it stands last
TEXTS = """
The Harbour Commission, known as HC, met in Vienna. HC said that talks would go on. | HC | harbour-commission
The District Peace Roundtable (DPR) met. The DPR said that talks would go on. | DPR | district-peace-roundtable
Foreign Minister Ana Example of Spain (hereafter “the Minister”) met Foreign Minister Ida Probe. The Minister said no. | Minister | ana-example
Ahmed Kureia, known as Abu Lamda, met Uri Tanner. Abu Lamda said that talks would go on. | Abu Lamda | ahmed-kureia
The Harbour Commission (hereinafter the Commission) met the European Commission. The Commission said no. | Commission | harbour-commission
The Lagoon Harbour Authority, or LHA, met. LHA said that it had agreed. | LHA | lagoon-harbour-authority
The International Atomic Energy Agency (IAEA) met. The IAEA said no. | IAEA | iaea
Ana Example (Spain) met Bo Probe (42). Spain said that it was fine. | Spain | esp
""".strip().splitlines()


@pytest.mark.parametrize("line", TEXTS)
def test_a_short_name_is_whoever_the_text_gave_it_to(line: str) -> None:
    text, short, who = (cell.strip() for cell in line.split("|"))
    assert last(read(document(text)), short) == (who,)


def test_the_text_goes_before_a_users_file_and_the_file_before_our_tables(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("kind\tname\tid\tvariants\norganisation\tDanube Port Registry\tregistry\tDPR\n", encoding="utf-8")
    reader = partial(with_terms, read, load(path))
    silent, defining = "The DPR said no.", "The District Peace Roundtable (DPR) met. The DPR said no."
    assert last(read(document(silent)), "DPR") == ("dpr",)
    assert last(reader(document(silent)), "DPR") == ("registry",)
    assert last(reader(document(defining)), "DPR") == ("district-peace-roundtable",)
