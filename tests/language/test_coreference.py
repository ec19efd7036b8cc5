"""Read whom pronouns and descriptions stand for, in texts made up for this test."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import STEPS, mark
from dragoman.language.coreference import pairs
from dragoman.language.coreference.resolve import coreference
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked
from dragoman.model import Document

MEETING = "President Ivan Marek met Chancellor Greta Holm in Oslo. "


def marked(text: str) -> Marked:
    return mark(Document(id="0" * 12, sha256="0" * 64, text=text))


def referents(found: Marked, words: str) -> list[str]:
    return ["+".join(mention.of) or "?" for mention in found.mentions if mention.quote.lower() == words.lower()]


# text | words | whom they stand for, in turn
TABLE = """
# he and she: gender, the reporting verb, the near subject
Ivan Marek met Greta Holm. She thanked him. | she | greta-holm
Ms. Aune Holm met Torvald Lund. Lund left. She thanked him. | she | aune-holm
Greta Holm and her husband, Kerel Holm, came. Kerel Holm left. She stayed. | she | greta-holm
Senator Dal Marek praised Lise Holm. She smiled. | she | lise-holm
Foreign Minister Omar Said spoke with Foreign Minister Peter Lund. The Minister thanked him. | the minister | omar-said
Jo Marek said she was ill. Dal Lund left. Jo Marek slept. He wrote. | he | dal-lund
Ivan Marek met Greta Holm. She thanked him. | him | ivan-marek
Envoy Li Wen told Minister Omar Said that he would return. | he | li-wen
Omar Said told Peter Lund that the Front had betrayed him. | him | omar-said
Omar Said flew to Cairo. He met Peter Lund there. He then left. | he | omar-said; omar-said
Spokeswoman Robin Okafor said the talks went well. She gave no date. | she | robin-okafor
Mr. Takahashi met Mrs. Osei. He thanked her. | her | osei
Peter Lund's envoy, Omar Said, held talks with Ivan Marek. Marek told him to wait. | him | omar-said
In his speech, Ivan Marek asked for time. | his | ivan-marek
Ivan Marek said his country would sign. | his | ivan-marek
# they and it
Ivan Marek and Peter Lund met. They agreed on a date. | they | ivan-marek+peter-lund
Inspectors arrived on Monday. They were turned away. | they | inspectors
North Korea fired a missile. It said the test was routine. | it | prk
North Korea fired a missile. It is important that talks go on. | it | -
HE the Foreign Minister of Qatar spoke to Ivan Marek. | HE | -
# a quotation has its own "I"
"I am hopeful," Ivan Marek said. | I | ivan-marek
Greta Holm said: "I am not." | I | greta-holm
# the former and the latter
Ivan Marek met Peter Lund. The former smiled; the latter did not. | the former | ivan-marek
Ivan Marek met Peter Lund. The former smiled; the latter did not. | the latter | peter-lund
Ivan Marek spoke to the former president. | the former | -
# the two
Omar Said spoke of talks between Ivan Marek and Peter Lund. The two men know each other. | the two men | ivan-marek+peter-lund
Omar Said and Karl Berg agreed. Then Ivan Marek met Peter Lund. The two men know each other. | the two men | ivan-marek+peter-lund
President Ivan Marek and Prime Minister Greta Holm met. The two leaders shook hands. | the two leaders | ivan-marek+greta-holm
Ethiopia, Egypt and Sudan met. The three countries will meet again. | The three countries | eth+egy+sdn
Kenya, Uganda and Chad met. All three sides spoke. | All three sides | ken+uga+tcd
Kenya, Uganda, Chad and Mali met. The three countries spoke. | The three countries | three-countries
Kenya, Uganda and Chad met. The three envoys spoke. | The three envoys | three-envoys
Kenya, Uganda and Chad (hereinafter "the Parties") met. The Parties spoke. | The Parties | ken+uga+tcd
The Republic of Kenya and the Sultanate of Oman (hereinafter "the Parties") met. The Parties spoke. | The Parties | ken+omn
Kenya and Uganda (together, "the Parties") met. The Parties spoke. | The Parties | ken+uga
Talks between Chad and Mali, hosted by Qatar and Oman, resumed. The two sides agreed to free prisoners. | The two sides | tcd+mli
Talks between Chad and Mali resumed. The mediators, Qatar and Oman, were glad. The two sides agreed. | The two sides | tcd+mli
Envoys of Chad and the paramilitary Ogaden Front met. The two sides agreed. | The two sides | tcd+ogaden-front
Talks between Israel and Syria failed. Both sides blamed the weather. | both sides | isr+syr
Iran and Iraq traded fire. The two countries share a border. | the two countries | irn+irq
Kenya and Uganda shut the border. The weather was bad. Nobody crossed. The two sides will meet in May. | the two sides | ken+uga
Kenya spoke in Nairobi. Uganda spoke in Kampala. Both sides took their time. | both sides | ken+uga
Kenya shut the border. Uganda asked Chad to help. Both sides took their time. | both sides | both-sides
Kenya shut the border. Uganda sent troops. Chad said it was worried. Both sides took their time. | both sides | ken+uga
Peru's army shelled Ayacucho, the Shining Path said. The United Nations was worried. The two sides will meet. | the two sides | per+shining-path
The army shelled a town in the north. The rebels shot back. Both sides took their time. | both sides | army+rebels
Kenya's government and the Ogaden Front signed a truce. The two sides will meet in May. | the two sides | ken-government+ogaden-front
Ivan Marek blamed Peter Lund. Omar Said, who met both men on Friday, was hopeful. | both men | ivan-marek+peter-lund
Ivan Marek, the army chief, and Peter Lund spoke. Omar Said waited. He told reporters he had called both men. | both men | ivan-marek+peter-lund
The two Koreas met: South Korea waited for North Korea. | the two Koreas | prk+kor
# descriptions: office and country
French President Ivan Marek met Polish Prime Minister Greta Holm. The president spoke. | the president | ivan-marek
French President Ivan Marek met Polish Prime Minister Greta Holm. The Polish leader spoke. | the Polish leader | greta-holm
French Foreign Minister Ivan Marek met Greta Holm. The head of French diplomacy spoke. | the head of French diplomacy | ivan-marek
Kenyan envoy Omar Said met Sudanese negotiator Peter Lund. The envoy left. | the envoy | omar-said
A U.S. official spoke in Geneva. The official gave no name. | the official | us-official
The Chilean foreign minister declined. | the Chilean foreign minister | chilean-foreign-minister
Secretary of State Ivan Marek came. The Secretary said he had met Minister Omar Said. | The Secretary | ivan-marek
Secretary of State Ivan Marek came. The Secretary said he had met Minister Omar Said. | he | ivan-marek
Kenya's trade minister spoke. Trade Minister Omar Said left. | Kenya's trade minister | omar-said
Kenya's trade minister spoke. Foreign Minister Omar Said left. | Kenya's trade minister | kenyas-trade-minister
Russian envoy Ivan Marek and Russian Foreign Minister Omar Said came. The Russian minister spoke. | The Russian minister | omar-said
Secretary-General Ivan Marek came. The U.N. chief spoke. | The U.N. chief | ivan-marek
# descriptions: whose
South Korean Foreign Minister Greta Holm said her government agreed. | her government | kor-government
# descriptions: bodies and groups
The IAEA wrote to Iran. The agency asked for access. | the agency | iaea
Hamas studied the plan. The group said it would answer. | the group | hamas
U.N. inspectors came. The inspectors saw three sites. | the inspectors | un-inspectors
The group left. | the group | ?
"""


@pytest.mark.parametrize("row", [row for row in TABLE.strip().splitlines() if not row.startswith("#")])
def test_referents(row: str) -> None:
    text, words, wanted = (part.strip() for part in row.split("| "))
    assert referents(marked(text), words) == ([] if wanted == "-" else wanted.split("; "))


def test_two_pairs_are_a_problem_and_the_nearer_is_meant() -> None:
    text = "Ivan Marek and Omar Said spoke of a summit between Ivan Marek and Peter Lund. The two men met in May."
    found = marked(text)
    assert referents(found, "The two men") == ["ivan-marek+peter-lund"]
    assert "ambiguous-antecedent" in {problem.code for problem in found.problems}


def test_a_pronoun_that_matters_and_has_nobody_is_a_problem() -> None:
    found = marked("He said that the talks had failed.")
    assert referents(found, "He") == ["?"]
    assert [problem.code for problem in found.problems if problem.code == "empty-pronoun"] == ["empty-pronoun"]


def test_two_of_one_name_stay_open() -> None:
    found = marked("Kim Bo-ra met Kim Sang-ho. Kim left.")
    assert referents(found, "Kim") == ["?"]
    assert {actor.id for actor in found.actors} == {"kim-bo-ra", "kim-sang-ho"}


def test_works_on_names_alone() -> None:
    document = Document(id="0" * 12, sha256="0" * 64, text="He said so.")
    assert coreference(Marked(document=document, doc=tokenize(""))).mentions == ()


def test_every_reference_leads_somewhere() -> None:
    found = marked(
        MEETING + "The minister and his aides left. Both sides agreed. The Danish envoy and the agency stayed."
    )
    ids = {actor.id for actor in found.actors} | {place.id for place in found.places}
    assert {id for mention in found.mentions for id in mention.of} <= ids


def test_a_long_text_takes_time_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "FAR", 50)  # so that both texts are longer than what "both sides" looks back on
    text = 'President Ivan Marek told Greta Holm that he was glad. "I am, too," she said. Both sides agreed. '

    def seconds(times: int) -> float:
        found = names_only(text * times)
        took = []
        for _ in range(3):
            start = time.process_time()
            coreference(found)
            took.append(time.process_time() - start)
        return min(took)

    assert seconds(300) < 25 * seconds(30)  # ten times the text; it was 42 times where all of the text was looked at


def names_only(text: str) -> Marked:
    found = Marked(document=Document(id="0" * 12, sha256="0" * 64, text=text), doc=tokenize(""))
    for step in STEPS[:-1]:
        found = step(found)
    return found


WORDS = st.sampled_from(
    [
        "He",
        "she",
        "they",
        "it",
        "I",
        "we",
        "his",
        "the",
        "latter",
        "two",
        "men",
        "both",
        "sides",
        "Kim",
        "Park",
        "said",
        "told",
        "that",
        ",",
        ".",
        '"',
        "“",
        "”",
        "and",
        "met",
        "President",
        "minister",
        "agency",
        "Korean",
        "North",
        "South",
        "U.S.",
        "the",
        "The",
        "official",
        "their",
        "her",
        "him",
        "Both",
        "parties",
        "leaders",
        "\n\n",
        "Iran",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, max_size=50).map(" ".join))
def test_never_raises_and_spans_match_quotes(text: str) -> None:
    found = marked(text)
    assert all(text[mention.span[0] : mention.span[1]] == mention.quote for mention in found.mentions)
    assert len({mention.span for mention in found.mentions}) == len(found.mentions)
