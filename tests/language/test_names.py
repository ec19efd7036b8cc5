"""Read the names in sentences made up for this test: who and where they name, and what the words tell of them."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.encoder.step import encoded
from dragoman.language.names.find import names
from dragoman.language.paragraphs import paragraphs
from dragoman.language.sentences import sentences
from dragoman.language.tokens import tokenize, tokens
from dragoman.markup import Marked, Named
from dragoman.model import Actor, Date, Dateline, Document


def marked(text: str, date: str | None = None, title: tuple[int, int] | None = None) -> Marked:
    day = Date(edtf=date, basis="given") if date else None
    document = Document(id="0" * 12, sha256="0" * 64, text=text, date=day, title_span=title)
    found = Marked(document=document, doc=tokenize(""))
    for step in (tokens, paragraphs, sentences, encoded, names):
        found = step(found)
    return found


def mentions(text: str) -> list[str]:
    return [f"{mention.quote}={'+'.join(mention.of) or '?'}" for mention in marked(text).mentions]


def actor(found: Marked, id: str) -> Actor:
    return next(actor for actor in found.actors if actor.id == id)


# sentence | its mentions; "?" is left to coreference
TABLE = """
Sergei Karlov met Anna Petrova. | Sergei Karlov=sergei-karlov; Anna Petrova=anna-petrova
Foreign Minister Sergei Karlov met Mr. Okoye. Karlov left. | Foreign Minister Sergei Karlov=sergei-karlov; Mr. Okoye=okoye; Karlov=sergei-karlov
Gen. Abdul Rashid al-Hamdani and Jan van der Meer signed. | Gen. Abdul Rashid al-Hamdani=abdul-rashid-al-hamdani; Jan van der Meer=jan-van-der-meer
Envoy George W. Tanner met Ri Chol-min. | Envoy George W. Tanner=george-w-tanner; Ri Chol-min=ri-chol-min
U.N. Secretary-General Kofi Annan arrived in Geneva. | U.N. Secretary-General Kofi Annan=kofi-annan; Geneva=geneva
Pavel Novak, the Czech foreign minister, spoke. | Pavel Novak=pavel-novak; the Czech foreign minister=pavel-novak
The Czech foreign minister, Pavel Novak, spoke. | The Czech foreign minister=pavel-novak; Pavel Novak=pavel-novak
Maria Lopez, chief negotiator of the Front, spoke. | Maria Lopez=maria-lopez; chief negotiator of the Front=maria-lopez; Front=front
A spokesman for the Swedish presidency declined. | A spokesman for the Swedish presidency=spokesman-for-the-swedish-presidency; the Swedish presidency=swe-presidency
The North Korean leader smiled. | The North Korean leader=?
Senior Kenyan officials met two U.S. envoys. | Senior Kenyan officials=senior-kenyan-officials; two U.S. envoys=two-us-envoys
He has invited inspectors to the site. | inspectors=inspectors
A well-placed source denied it. | A well-placed source=well-placed-source
The official visit begins. | -
# states, capitals, metonyms: actors or places
Russia and Ukraine agreed. | Russia=rus; Ukraine=ukr
The trip to North Korea was short. | North Korea=north-korea
Talks were held in Singapore. | Singapore=singapore
Seoul said the talks failed. | Seoul=kor
They arrived in Seoul. | Seoul=seoul
Moscow and Kyiv blamed each other. | Moscow=rus; Kyiv=ukr
Relations between Paris and Algiers cooled. | Paris=fra; Algiers=dza
The Kremlin, Downing Street and the Blue House agreed. | Kremlin=rus; Downing Street=gbr; Blue House=kor
The Singapore summit was brief. | Singapore=singapore
A US-North Korea summit is near. | US=usa; North Korea=prk
The U.S and Iran met. | U.S=usa; Iran=irn
The Palestinians refused. | Palestinians=pse
Give us the papers. | -
# organisations by table and by shape
The IAEA and the EU agreed. | The IAEA=iaea; the EU=eu
The US State Department confirmed it. | The US State Department=us-state-department
The Iraqi Foreign Ministry denied it. | The Iraqi Foreign Ministry=irq-foreign-ministry
The Corsanian National Liberation Front signed. | The Corsanian National Liberation Front=corsanian-national-liberation-front
The Institute for Peace and Dialogue hosted them. | The Institute for Peace and Dialogue=institute-for-peace-and-dialogue
The Interfax news agency reported it. | The Interfax news agency=interfax
Kenya Television reported it. | Kenya Television=ken-television
The agency denied it. | The agency=?
A group left. The band played. | -
The Israeli government fell. | The Israeli government=isr-government
# places
They met near Yeoncheon. | Yeoncheon=yeoncheon
They toured the Punggye Ri nuclear test center. | the Punggye Ri nuclear test center=punggye-ri-nuclear-test-site
They met in the village of Kobali. | Kobali=kobali
The Tongchang-ri launch site was closed. | The Tongchang-ri launch site=sohae-satellite-launching-station
Mount Balor and Lake Tarim are sacred. | Mount Balor=mount-balor; Lake Tarim=lake-tarim
He left for Egypt and then left Kyiv for Paris. | Egypt=egypt; Kyiv=kyiv; Paris=paris
The fire in the Morel Tower is out. | the Morel Tower=morel-tower
The shop in Trenton, N.J. closed. | Trenton=trenton; N.J.=new-jersey
# a title with its state before a name
The President of the Republic of Korea Bae Sun-ho left. | The President of the Republic of Korea Bae Sun-ho=bae-sun-ho
Foreign Minister of the Russian Federation Sergei Karlov spoke. | Foreign Minister of the Russian Federation Sergei Karlov=sergei-karlov
The Emir of Qatar Sheikh Hamad bin Saleh spoke. | The Emir of Qatar Sheikh Hamad bin Saleh=hamad-bin-saleh
A spokesman for the Russian president Ivan Marek spoke. | A spokesman for the Russian president=spokesman-for-the-russian-president; Ivan Marek=ivan-marek
A lawyer for Mr. Karlov spoke. | A lawyer=lawyer; Mr. Karlov=karlov
# one surname, two people
President Marek and his wife Anna Marek came. Marek spoke. | President Marek=marek; Anna Marek=anna-marek; Marek=marek
Ivan Marek, the president, and his sister, Olga Marek, came. Marek spoke. | Ivan Marek=ivan-marek; the president=ivan-marek; Olga Marek=olga-marek; Marek=ivan-marek
Ivan Marek and Anna Marek came. Mrs. Marek spoke. | Ivan Marek=ivan-marek; Anna Marek=anna-marek; Mrs. Marek=anna-marek
# groups of states
The foreign ministers of Chad, Niger and Mali met. | The foreign ministers of Chad, Niger and Mali=foreign-ministers-of-chad-niger-and-mali; Chad=tcd; Niger=ner; Mali=mli
Officials of Chad left. | Officials=officials; Chad=tcd
# Brussels
Brussels said the European Commission would wait. | Brussels=eu; the European Commission=european-commission
Brussels said the Belgian king would wait. | Brussels=bel; the Belgian king=?
# companies by their short names
She ran Talvik Corp. for years. Talvik lost money. | Talvik Corp.=talvik-corp; Talvik=talvik-corp
# names that no table has, as the model hears them
Ola Brenner met Ada Fenwick. | Ola Brenner=ola-brenner; Ada Fenwick=ada-fenwick
A lawyer for Norvane Corp. declined. | A lawyer for Norvane Corp.=lawyer-for-norvane-corp; Norvane Corp.=norvane-corp
The mayor of Hollowbrook met Pia Sand-Holm in Elmsworth, Vt. | The mayor=?; Hollowbrook=hollowbrook; Pia Sand-Holm=pia-sand-holm; Elmsworth=elmsworth; Vt.=vermont
The Party of Harbours joined Dortmund-based traders. | The Party of Harbours=party-of-harbours; Dortmund=dortmund
They cited the Harbour Safety Act. | -
South Korean President Moon Jae-in met Mike Pompeo in Seoul. “We crossed one today,” said Pompeo to Moon. | South Korean President Moon Jae-in=moon-jae-in; Mike Pompeo=mike-pompeo; Seoul=seoul; Pompeo=mike-pompeo; Moon=moon-jae-in
Abraham Lincoln Moyo spoke in Lincoln. | Abraham Lincoln Moyo=abraham-lincoln-moyo; Lincoln=lincoln
# words that name nobody
The Secretary told reporters nothing. | The Secretary=?; reporters=reporters
Israel sent delegations. | Israel=isr; delegations=delegations
Certainly Sergei Karlov knew. Urging Karlov on, they left. Does Karlov know? | Sergei Karlov=sergei-karlov; Karlov=sergei-karlov; Karlov=sergei-karlov
Anti-dumping rules apply. Brexit looms. | -
# capitals that are nobody
Talks resumed on Monday in January. | -
However, nothing changed. Meanwhile, talks went on. | -
"Yes," the minister said. | the minister=?
"""


@pytest.mark.parametrize("row", [row for row in TABLE.strip().splitlines() if not row.startswith("#")])
def test_mentions(row: str) -> None:
    text, _, wanted = row.partition(" | ")
    assert mentions(text) == ([] if wanted == "-" else wanted.split("; "))


# text | actor | country | sector | acts for | roles
TOLD = """
South Korean presidential spokeswoman Yoon Ha-na spoke. | yoon-ha-na | KOR | GOV | kor | South Korean presidential spokeswoman
Ana Ruiz, a State Department spokeswoman, spoke. | ana-ruiz | USA | GOV | us-state-department | a State Department spokeswoman
Presidents Ivo Marin of Croatia and Petar Simic of Serbia met. | ivo-marin | HRV | GOV | hrv | Presidents
Hamas official Nasser Hamdan spoke. | nasser-hamdan | PSE | GOV | hamas | Hamas official
The Prime Minister of Japan Ken Arai spoke. | ken-arai | JPN | GOV | jpn | The Prime Minister of Japan
The IAEA said so. | iaea | - | IGO | - | -
The Serbian army advanced. | srb-army | SRB | MIL | srb | -
"""


@pytest.mark.parametrize("row", TOLD.strip().splitlines())
def test_what_the_words_tell(row: str) -> None:
    text, id, country, sector, acts_for, roles = row.split(" | ")
    found = actor(marked(text), id)
    told = [found.country, found.sector, found.acts_for, "; ".join(found.roles)]
    assert [value or "-" for value in told] == [country, sector, acts_for, roles]


def test_one_person_however_shortly_named() -> None:
    text = "Wu Jing-mei opened the talks. Ms Wu spoke first; later Wu left with Chinese envoy Wu Jing-mei's aide."
    found = marked(text)
    persons = [actor for actor in found.actors if actor.kind == "person"]
    assert [person.name for person in persons if person.name] == ["Wu Jing-mei"]
    assert persons[0].country == "CHN"


def test_the_state_that_an_official_acts_for_is_an_actor() -> None:
    found = marked("Norwegian mediator Kari Berg arrived.")
    assert actor(found, "kari-berg").acts_for == "nor"
    assert actor(found, "nor").kind == "state"


def test_the_members_of_a_group_of_states() -> None:
    found = marked("The leaders of Chad and Niger met.")
    assert actor(found, "leaders-of-chad-and-niger").members == ("tcd", "ner")


def test_the_president_is_not_the_first_lady() -> None:
    text = "Trump Hosts Macron\n\nPresident Trump and Melania Trump, the first lady, came. Later Mr. Trump spoke."
    found = marked(text, "2018-04-24", (0, 18))
    told = [(mention.quote, *mention.of) for mention in found.mentions if "Trump" in mention.quote]
    assert told == [
        ("Trump", "donald-trump"),
        ("President Trump", "donald-trump"),
        ("Melania Trump", "melania-trump"),
        ("Mr. Trump", "donald-trump"),
    ]
    assert [mention.of for mention in found.mentions if mention.quote == "Macron"] == [("emmanuel-macron",)]


def test_a_bare_surname_is_no_official_of_a_state_that_the_text_leaves_out() -> None:
    assert "george-mitchell" not in {actor.id for actor in marked("Mr Mitchell runs a shop.", "2009-03-01").actors}


def test_who_stands_in_for_an_office_does_not_hold_it() -> None:
    assert mentions("Deputy Chairman Ivan Probe left. Chairman Probe stayed.") == [
        "Deputy Chairman Ivan Probe=ivan-probe",
        "Chairman Probe=probe",
    ]
    assert mentions("Deputy Chairman Ivan Probe left. Probe was tired.")[1] == "Probe=ivan-probe"


def test_two_of_one_surname_are_left_open_with_a_problem() -> None:
    found = marked("Kim Bo-ra met Kim Sang-ho. Kim then left.")
    last = found.mentions[-1]
    assert (last.quote, last.of) == ("Kim", ())
    assert [problem.code for problem in found.problems] == ["ambiguous-antecedent"]


def test_the_one_of_two_who_is_spoken_of() -> None:
    text = "Kim Bo-ra met Kim Sang-ho. Talks went on. Rain fell. Nobody spoke. Kim Bo-ra ate. Kim then left."
    assert marked(text).mentions[-1].of == ("kim-bo-ra",)


def test_a_leader_beside_a_leader() -> None:
    text = "Donald Trump will meet Kim Jong-un. His envoy Kim Yong-chol met aides. Trump and Kim exchanged letters."
    assert marked(text, "2019-01-20").mentions[-1].of == ("kim-jong-un",)


def test_a_known_surname_is_the_one_in_office_at_the_time() -> None:
    text = "President Clinton spoke. Albright agreed."
    found = marked(text, "1998-02-13")
    assert [actor.id for actor in found.actors if actor.kind == "person"] == ["bill-clinton", "madeleine-albright"]
    assert actor(found, "bill-clinton").name == "Clinton"


def test_a_definition_in_the_text_overrides_the_tables() -> None:
    found = marked("The Agency for Urban Renewal (AU) met donors. The AU is small.")
    assert found.mentions[-1].of == found.mentions[0].of == ("agency-for-urban-renewal",)


def test_a_name_that_the_model_misses_in_a_headline_is_the_one_of_the_text() -> None:
    title = "Talks Fail as Brenner Walks Out"
    found = marked(f"{title}\n\nOla Brenner of the Talvik Foundation said nothing.", title=(0, len(title)))
    assert [mention.of for mention in found.mentions if mention.quote == "Brenner"] == [("ola-brenner",)]


def test_the_model_is_believed_for_what_no_table_has_and_the_tables_for_the_rest() -> None:
    text = "Norway thanked Ola Brenner."
    document = Document(id="0" * 12, sha256="0" * 64, text=text)
    told = (Named(span=(0, 6), kind="organisation"), Named(span=(15, 26), kind="organisation"))
    found = names(Marked(document=document, doc=tokenize(text), sentences=(), named=told))
    assert [(actor.id, actor.kind) for actor in found.actors] == [("nor", "state"), ("ola-brenner", "organisation")]


@pytest.mark.parametrize(
    "title",
    ["MINISTER KARLOV ARRIVES IN GENEVA FOR NEW TALKS", "Minister Karlov Arrives Here For New Peace Talks Today"],
)
def test_headlines_name_only_whom_the_text_names(title: str) -> None:
    text = f"{title}\n\nForeign Minister Sergei Karlov came to Geneva on Monday, aides said."
    found = marked(text, title=(0, len(title)))
    assert {actor.id for actor in found.actors if actor.kind == "person"} == {"sergei-karlov"}


def test_the_north_is_a_korea_only_where_the_text_speaks_of_korea() -> None:
    assert "prk" in mentions("South Korea waited. Then the North agreed.")[-1]
    assert mentions("Snow fell in Norway. Then the North agreed.")[-1] == "Norway=norway"


def test_the_dateline_gives_places_and_the_agency() -> None:
    text = "VIENNA (AP) -- Talks began."
    dateline = Dateline(text="VIENNA (AP) --", places=("vienna", "some-town"), agency="ap", span=(0, 14))
    document = Document(id="0" * 12, sha256="0" * 64, text=text, dateline=dateline)
    found = names(sentences(paragraphs(tokens(Marked(document=document, doc=tokenize(""))))))
    assert [(place.id, place.country) for place in found.places] == [("vienna", "AUT"), ("some-town", None)]
    assert [(actor.id, actor.sector) for actor in found.actors] == [("ap", "JRN")]


def test_every_reference_leads_somewhere() -> None:
    text = "Hamas official Nasser Hamdan met U.N. envoy Ann Lee in Cairo; the Egyptian army watched. Iraqis cheered."
    found = marked(text)
    ids = {actor.id for actor in found.actors} | {place.id for place in found.places}
    assert {id for mention in found.mentions for id in mention.of} <= ids
    assert {actor.acts_for for actor in found.actors if actor.acts_for} <= ids


def test_actors_and_places_never_share_an_id() -> None:
    text = (
        "They met near Kobali. Mr. Kobali spoke. Envoy Taras Lake met them in Taras Lake. The Israeli border is long."
    )
    found = marked(text)
    assert not {actor.id for actor in found.actors} & {place.id for place in found.places}


WORDS = st.sampled_from(
    [
        "Kim",
        "Jong",
        "-",
        "un",
        "'s",
        "the",
        "The",
        "of",
        "and",
        ",",
        ".",
        "(",
        ")",
        '"',
        "“",
        "”",
        "U.S.",
        "US",
        "President",
        "South",
        "Korea",
        "Korean",
        "Foreign",
        "Ministry",
        "said",
        "IAEA",
        "al",
        "bin",
        "van",
        "der",
        "Mr.",
        "O’Neill",
        "Élysée",
        "\n\n",
        "\n",
        "Party",
        "People",
        "'",
        "minister",
        "officials",
        "in",
        "to",
        "Punggye",
        "Ri",
        "É",
        "北京",
        "́",
        "1998",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_never_raises_and_spans_match_quotes(text: str) -> None:
    found = marked(text)
    assert all(text[mention.span[0] : mention.span[1]] == mention.quote for mention in found.mentions)
    assert list(found.mentions) == sorted(found.mentions, key=lambda m: (m.span[0], -m.span[1]))
    bare = names(Marked(document=found.document, doc=tokenize("")))
    assert all(text[mention.span[0] : mention.span[1]] == mention.quote for mention in bare.mentions)


def test_a_long_text_takes_time_in_proportion() -> None:
    sentence = "South Korean President Moon Jae-in met Sergei Karlov, the Russian foreign minister, in Seoul. "
    found = marked(sentence * 20)
    once = msgspec.structs.replace(found, mentions=(), actors=(), places=())
    start = time.process_time()
    names(once)
    short = time.process_time() - start
    found = marked(sentence * 200)
    start = time.process_time()
    names(msgspec.structs.replace(found, mentions=(), actors=(), places=()))
    assert time.process_time() - start < 40 * max(short, 0.005)
