"""Capitals, palaces and streets that stand for a government or an organisation, and the facts behind them."""

from __future__ import annotations

import pytest

from dragoman.language.names.atoms import keys
from dragoman.language.names.gazetteer import named
from dragoman.model import Date, Document
from dragoman.reading import read
from dragoman.terms import rows, values

# what is written | whose words they are
METONYMS = """
Seoul | kor
the Blue House | kor
Pyongyang | prk
Number 10 | gbr
Downing Street | gbr
Whitehall | gbr
the Kremlin | rus
Smolenskaya Square | rus
the Quai d'Orsay | fra
the Élysée | fra
Matignon | fra
the White House | usa
Foggy Bottom | us-state-department
the Pentagon | pentagon
Zhongnanhai | chn
the Berlaymont | european-commission
Ballhausplatz | aut
Baabda | lbn
Ain al-Tineh | lbn
Akorda | kaz
Bankova | ukr
Itamaraty | bra
La Moneda | chl
Torre Tagle | per
Los Pinos | mex
Miraflores | ven
Casa Rosada | arg
Carondelet | ecu
Nagatacho | jpn
South Block | ind
Temple Trees | lka
Malacañang | phl
Putrajaya | mys
Rosenbad | swe
Binnenhof | nld
the Moncloa | esp
the Farnesina | ita
the Maximos Mansion | grc
Aso Rock | nga
the Union Buildings | zaf
the Holy See | vat
Çankaya | tur
Ankara | tur
Kyiv | ukr
Addis Ababa | eth
Khartoum | sdn
Ottawa | can
Canberra | aus
""".strip().splitlines()


@pytest.mark.parametrize("line", METONYMS)
def test_who_speaks_by_the_name_of_a_house_or_a_town(line: str) -> None:
    name, who = (cell.strip() for cell in line.split("|"))
    text = f"Officials met on Monday. On Tuesday {name} said that the talks had failed."
    found = read(Document(id="0" * 12, sha256="0" * 64, text=text, date=Date(edtf="2019-02-13", basis="given")))
    assert [statement.speaker for statement in found.statements] == [who]


@pytest.mark.parametrize("id", ["un", "iaea", "nato", "eu", "asean", "au", "osce", "gcc", "opec", "icc", "opcw", "hamas",
    "taliban", "houthis", "sdf", "farc", "eln", "pkk", "m23", "tplf", "rsf", "polisario", "unfccc", "unrwa"])  # fmt: skip
def test_main_actors_are_known_by_short_and_by_long_names(id: str) -> None:
    row = next(row for row in rows("institutions") if row["id"] == id)
    names = (row["name"], *values(row["variants"]))
    assert len(names) > 1, row
    for name in names:
        known = named().entries[keys(name.removeprefix("the "))]
        assert id in {entry.id for entry in known}


def test_every_member_of_the_united_nations_has_a_capital_and_a_demonym() -> None:
    """Left out: words that two states share (Congolese, Dominican), capitals called like their states or like people."""
    assert len(rows("countries")) >= 193 + 2
    for row in rows("countries"):
        assert row["demonyms"] or row["iso3"] in ("COG", "DMA", "VAT"), row
        assert row["capital"] or row["iso3"] in ("HKG", "MAC", "ESH", "SGP", "VAT", "MCO", "SMR", "SYC"), row


def test_no_metonym_stands_for_two() -> None:
    seen: dict[str, str] = {}
    for row in rows("countries"):
        for name in values(row["metonyms"]):
            assert seen.setdefault(name.casefold(), row["iso3"]) == row["iso3"], name
