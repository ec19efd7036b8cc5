"""Commitments: a text and who undertakes what, by when and on which condition, side by side.

The short form is that of `acting.commitment`. The texts are ours; they are read as of 2021-03-17, a Wednesday.
"""

from __future__ import annotations

import pytest

from dragoman.intake import document_of, with_date
from dragoman.reading import read
from tests.reading import acting

# fmt: off
TEXTS = [
    ("Pyongyang says it destroyed the nuclear test site on May 24.", ["performed | North Korea | destroyed the nuclear test site on May 24 | 2020-05-24"]),
    ("Seoul says Pyongyang destroyed the nuclear test site on May 24.", []),
    ("Kyiv said it destroyed a Russian missile launcher on Monday.", []),
    ("Iran agreed to freeze enrichment at Natanz for two years.", ["agreed pledge | Iran | freeze enrichment at Natanz for two years | @natanz"]),
    ("Iran and Pakistan agreed to reopen the bridge by May 1.", ["agreed pledge | Iran + Pakistan | reopen the bridge by May 1 | due ../2021-05-01"]),
    ("The rebels pledged to release all prisoners within 60 days of signing the accord.", ["agreed pledge | The rebels | release all prisoners within 60 days of signing the accord | due within 60 days of signing the accord"]),
    ("Sweden promised to send 200 observers to Colombia.", ["agreed pledge | Sweden > Colombia | send 200 observers to Colombia | @colombia"]),
    ("Chad vowed to close the camps before the end of the month.", ["agreed pledge | Chad | close the camps before the end of the month | due ../2021-03-31~"]),
    ("Poland undertook to remove the mines.", ["agreed pledge | Poland | remove the mines"]),
    ("Lithuania guaranteed that it would respect the minority's schools.", ["agreed pledge | Lithuania | respect the minority's schools"]),
    ("Georgia assured Russia that it would not join the alliance.", ["agreed pledge | Georgia > Russia | not join the alliance"]),
    ("Foreign Minister Sergei Lavrov said Russia would withdraw its troops from Abkhazia by the end of next month.", ["agreed intent | Russia | withdraw its troops from Abkhazia by the end of next month | due ../2021-04-30~ | @abkhazia"]),
    ("Uganda said it would investigate the massacre.", ["agreed intent | Uganda | investigate the massacre"]),
    ("Ethiopia is ready to pull back its troops.", ["offered intent | Ethiopia | pull back its troops"]),
    ("Ethiopia is willing to pull back its troops if Eritrea does the same.", ["offered intent | Ethiopia | pull back its troops | provided: Eritrea does the same"]),
    ("Eritrea is prepared to sign the accord provided that the border is marked.", ["offered intent | Eritrea | sign the accord | provided: the border is marked"]),
    ("Egypt is committed to reopening the crossing.", ["agreed pledge | Egypt | reopening the crossing"]),
    ("Brazil offered Haiti 800 troops.", ["offered pledge | Brazil > Haiti | 800 troops"]),
    ("The rebels told the envoy, Martin Griffiths, that they would hand over their maps.", ["agreed intent | The rebels > Martin Griffiths | hand over their maps"]),
    ("Mali's president told reporters that he would free the prisoners.", ["agreed intent | Mali's president | free the prisoners"]),
    ("Germany was considering the delivery of tanks to Ukraine.", ["floated intent | Germany | the delivery of tanks to Ukraine"]),
    ("Germany is considering the request.", []),
    ("Chad is committed to a possible strike against Mali.", []),
    ("Kenya is thinking of reopening the border.", ["floated intent | Kenya | reopening the border"]),
    ("Kenya may lift the ban in May.", ["floated intent | Kenya | lift the ban in May | due 2021-05"]),
    ("Kenya might have lifted the ban.", []),
    ("China warned that it could close the strait.", []),
    ("Kenya would reopen the park if its safety were guaranteed.", ["offered intent | Kenya | reopen the park | provided: its safety were guaranteed"]),
    ("The two armies announced a truce starting on Thursday.", ["agreed pledge | The two armies | a truce | due 2021-03-18/.."]),
    ("The two armies agreed on Tuesday to a truce.", ["agreed pledge | The two armies | a truce | 2021-03-16"]),
    ("Nepal offered to host the secretariat.", ["offered pledge | Nepal > secretariat | host the secretariat"]),
    ("Hungary offered Slovakia a share of the power plant.", ["offered pledge | Hungary > Slovakia | a share of the power plant"]),
    ("The alliance invited Montenegro to join in June.", ["offered invitation | The alliance > Montenegro | join in June"]),
    ("India and Pakistan signed an agreement on nuclear safety on Tuesday.", ["agreed pledge | India + Pakistan | an agreement on nuclear safety | 2021-03-16"]),
    ("Angola and the rebels reached a deal on elections.", ["agreed pledge | Angola + the rebels | a deal on elections"]),
    ("Colombian President Juan Manuel Santos signed a peace accord in Cartagena on Monday. The accord calls for the disarmament of the guerrillas.", ["agreed pledge | Colombia | a peace accord | @cartagena | 2021-03-15"]),
    ("Serbia did not agree to the plan.", ["refused | Serbia | the plan"]),
    ("Chad and Libya could not agree on a truce. Serbia cannot agree to the plan.", []),
    ("Serbia refused to withdraw its police from Kosovo.", ["refused | Serbia | withdraw its police from Kosovo | @kosovo"]),
    ("Japan declined to sign the convention.", ["refused | Japan | sign the convention"]),
    ("Burundi said it will not accept the peacekeepers.", ["refused | Burundi | accept the peacekeepers"]),
    ("Sudan could agree to extradite the general.", ["floated pledge | Sudan > the general | extradite the general"]),
    ("Malaysia wants to modify the agreement.", ["floated intent | Malaysia | modify the agreement"]),
    ("Mongolia plans to build a railway to China.", ["agreed intent | Mongolia > China | build a railway to China"]),
    ("Kenya has decided to close the camp by June.", ["agreed intent | Kenya | close the camp by June | due ../2021-06"]),
    ("Belgium will send 100 trainers to Mali.", ["agreed intent | Belgium > Mali | send 100 trainers to Mali | @mali"]),
    ("The Netherlands is to return the statues in May.", ["agreed intent | Netherlands | return the statues in May | due 2021-05"]),
    ("\"We will release the sailors on Friday,\" Iranian President Hassan Rouhani said.", ["agreed intent | Iran | release the sailors on Friday | due 2021-03-19"]),
    ("\"I will not resign,\" President Pervez Musharraf said.", ["refused | Pervez Musharraf | resign"]),
    ("If the sanctions are lifted, we will reopen the plant, Iran's foreign minister said.", ["agreed intent | Iran | reopen the plant | provided: the sanctions are lifted"]),
    ("Once the rebels disarm, the government will release their leaders, the minister said.", ["agreed intent | government | release their leaders | after: the rebels disarm"]),
    ("Israel agreed to free 80 prisoners in exchange for the remains of two soldiers.", ["agreed pledge | Israel | free 80 prisoners | simultaneous: the remains of two soldiers"]),
    ("Ukraine will keep its troops in the zone as long as the shelling continues, President Volodymyr Zelensky said.", ["in-force intent | Ukraine | keep its troops in the zone | while: the shelling continues"]),
    ("The council said it would not lift the embargo until inspectors certify that the stockpile is gone.", ["refused | The council | lift the embargo | on-report: inspectors certify that the stockpile is gone"]),
    ("North Korea has dismantled its reactor at Yongbyon.", ["performed | North Korea | dismantled its reactor at Yongbyon | @yongbyon-nuclear-complex"]),
    ("Libya has shipped out its centrifuges.", ["performed | Libya | shipped out its centrifuges"]),
    ("Iraq completed the withdrawal on Saturday.", ["performed | Iraq | completed the withdrawal on Saturday | 2021-03-13"]),
    ("Albania had fulfilled its obligations by 2007.", ["performed | Albania | fulfilled its obligations by 2007 | ../2007"]),
    ("The test site at Punggye-ri has been dismantled, North Korea said.", ["performed | North Korea | The test site at Punggye-ri has been dismantled | @punggye-ri-nuclear-test-site"]),
    ("The steps undertaken by Armenia were welcomed in Baku.", ["in-force | Armenia | The steps"]),
    ("The government violated the truce on Sunday.", ["breached | government | the truce | 2021-03-14"]),
    ("Georgia accused Russia of violating the ceasefire.", ["breached | Russia | the ceasefire"]),
    ("Kenya and Uganda agreed on how to carry out the border accord.", []),
    ("Chad has not honoured the agreement.", ["breached | Chad | the agreement"]),
    ("Chad will not respect the agreement.", ["refused | Chad | the agreement"]),
    ("The leaders of Chad and Niger agreed to reopen the road.", ["agreed pledge | Chad + Niger | reopen the road"]),
    ("Malawi and Zambia kept a truce brokered by Kenya.", ["agreed pledge | - | a truce"]),
    ("Mali agreed to free the miners and handed over a list of names.", ["agreed pledge | Mali | free the miners"]),
    ("Bolivia agreed to send its health minister to the region.", ["agreed pledge | Bolivia | send its health minister to the region"]),
    ("Chad and Niger agreed in principle to a ten-day truce starting on March 20.", ["agreed pledge | Chad + Niger | a ten-day truce starting on March 20 | due 2021-03-20/.."]),
    ("Under the accord, the rebels will hand over their guns within 60 days.", ["agreed intent | the rebels | hand over their guns within 60 days | due ../2021-05-16"]),
    ("Under the pact, a joint panel will be set up within ten days to monitor the border.", ["agreed pledge | - | a joint panel will be set up within ten days to monitor the border | due ../2021-03-27 | creates joint-panel"]),
    ("Peru's president said he would sign nothing.", ["refused | Peru's president | sign nothing"]),
    ("Belgian Prime Minister Alexander De Croo said he would send 40 police advisers to Mali.", ["agreed intent | Alexander De Croo > Mali | send 40 police advisers to Mali | @mali"]),
    ("The United States withdrew from the treaty in 2018.", ["withdrawn | United States | the treaty | 2018"]),
    ("Burundi pulled out of the accord last year.", ["withdrawn | Burundi | the accord | 2020"]),
    ("Peru scrapped the agreement.", ["withdrawn | Peru | the agreement"]),
    ("Iran still honors the agreement.", ["in-force | Iran | the agreement"]),
    ("The truce collapsed on Saturday.", ["lapsed | - | The truce | 2021-03-13"]),
    ("The treaty entered into force on January 22.", ["in-force | - | The treaty | 2021-01-22"]),
    ("The parties agreed to set up a joint commission to monitor the ceasefire.", ["agreed pledge | The parties | set up a joint commission to monitor the ceasefire | creates commission"]),
    ("Russia and Syria agreed to create a working group on Idlib.", ["agreed pledge | Russia + Syria | create a working group on Idlib | @idlib | creates working-group"]),
    ("Greece and Cyprus failed to reach an agreement.", []),
    ("The envoys discussed a freeze of the programme.", []),
    ("The minister demanded that Iran stop enrichment.", []),
    ("Norway hopes that Sri Lanka will lift the ban.", []),
    ("Austria urged Serbia to release the prisoners.", []),
    ("Iran agreed to meet U.S. officials in Geneva.", []),
    ("Israel threatened to close the crossing.", []),
    ("The ministry refused to comment.", []),
    ("The queen offered her condolences.", []),
    ("Finland promised 20 million euros in aid to Syria.", ["agreed pledge | Finland > Syria | 20 million euros in aid to Syria"]),
    ("The White House announced a plan to pull 2,000 troops from Germany.", ["agreed intent | United States | pull 2,000 troops from Germany | @germany"]),
    ("Jordan accepted the plan.", ["agreed pledge | Jordan | the plan"]),
    ("Cyprus and Israel announced a deal on gas exports.", ["agreed pledge | Cyprus + Israel | a deal on gas exports"]),
    ("Sudan agreed on a ceasefire.", ["agreed pledge | Sudan | a ceasefire"]),
    ("Macedonia has agreed to change its name, its prime minister said on Thursday.", ["agreed pledge | North Macedonia | change its name"]),
    ("NATO to Admit Montenegro in Early June\n\nNATO has decided to admit Montenegro in early June, an official said on Tuesday.", ["agreed intent | NATO > Montenegro | admit Montenegro in early June | due 2021-06-01/2021-06-10~"]),
    ("Cuba pledged not to expel the diplomats.", ["agreed pledge | Cuba | not expel the diplomats"]),
    ("Morocco said the troops would remain in the desert until the vote.", []),
    ("Iran said it had agreed to halt its missile tests.", ["agreed pledge | Iran | halt its missile tests"]),
    ("The president said he would consider the offer.", []),
    ("Washington repeated its promise to remove Pyongyang from the list of sponsors.", ["agreed pledge | United States > North Korea | remove Pyongyang from the list of sponsors"]),
    ("Ghana expressed its readiness to send peacekeepers to Liberia.", ["offered intent | Ghana > Liberia | send peacekeepers to Liberia | @liberia"]),
    ("Hungary made no commitment to accept the refugees.", []),
    ("Kim refused to hand over a list of his sites when Pompeo asked him for one.", ["refused | Kim | hand over a list of his sites"]),
    ("Leaders agreed on a ceasefire after a night of talks in Minsk.", ["agreed pledge | Leaders | a ceasefire | @minsk"]),
    ("Azerbaijan said it would open the road after the delimitation of the border, provided that Armenia gave up its claim.", ["agreed intent | Azerbaijan | open the road | after: the delimitation of the border | provided: Armenia gave up its claim"]),
    ("Ethiopia agreed to withdraw its forces after the disarmament of the rebels, but only if Kenya watched it.", ["agreed pledge | Ethiopia | withdraw its forces | after: the disarmament of the rebels | provided: Kenya watched it"]),
    ("The army said it would honour the truce only if the rebels left the hospitals.", ["offered intent | army | honour the truce | provided: the rebels left the hospitals"]),
    ("Kosovo's prime minister, Albin Kurti, would allow the association only if Belgrade first recognised the documents.", ["offered intent | Albin Kurti | allow the association | provided: Belgrade first recognised the documents"]),
    ("The analyst would believe it only if he saw it.", []),
    ("The commander, Antonio Ruiz, would lay down arms only when the other groups were dismantled.", ["offered intent | Antonio Ruiz | lay down arms | after: the other groups were dismantled"]),
    ("The Shining Path will lay down its arms in May, Peru's army said. A guerrilla lay on the ground.", ["agreed intent | Shining Path | lay down its arms in May | due 2021-05"]),
    ("The two armies agreed on Monday to stop shelling the town.", ["agreed pledge | The two armies | stop shelling the town | 2021-03-15"]),
    ("Serbia's aim is the release of the officers, as Kosovo promised in May.", ["agreed pledge | Kosovo | the release of the officers | 2020-05"]),
    ("He praised the government, as he had promised.", []),
    ("The minister listed the steps that Ethiopia would take in return.", ["floated | Ethiopia | the steps"]),
    ("Turkey ruled out the withdrawal of its troops until the border is marked.", ["refused | Turkey | the withdrawal of its troops | after: the border is marked"]),
    ("Turkey ruled out Erbil.", []),
    ("What the rebels want above all is an amnesty for their leaders, as well as land.", ["floated | - > the rebels | an amnesty for their leaders"]),
    ("What she wanted was a statement.", []),
    ("The protocol provides that the mines are cleared by June.", ["agreed | - | the mines are cleared by June | due ../2021-06"]),
    ("The declaration that Chad and Niger signed in Niamey on March 1 speaks only of experts watching while a launch pad is dismantled.", ["agreed pledge | Chad + Niger | The declaration | @niamey | 2021-03-01", "agreed | - | a launch pad is dismantled"]),
    ("Ilham Aliyev met Nikol Pashinyan in Prague on Monday. An agreement was reached that the border commissions would be merged.", ["agreed pledge | Ilham Aliyev + Nikol Pashinyan | the border commissions would be merged"]),
    ("No agreement was reached to free the prisoners.", []),
    ("Mexico has offered to host the following cycle.", ["offered pledge | Mexico | host the following cycle"]),
    ("Cyprus said it would open two further crossing points if Turkey agreed.", ["agreed intent | Cyprus | open two further crossing points | provided: Turkey agreed"]),
    ("Ethiopia and the Shining Path (hereinafter \"the Parties\") have met. The Parties shall cease all hostilities.", ["agreed intent | Ethiopia + Shining Path | cease all hostilities"]),
    ("Iran wants the ban to be lifted.", []),
    ("The opposition rejected the extension, as it had vowed.", []),
    ("The measures that Hungary would have taken were never published. Analysts discussed the steps that Hungary might take.", []),
    ("Police ruled out a collision. The judge ruled out the release of the tapes.", []),
    ("What investors want is a reduction of interest rates. What readers want is information.", []),
    ("What Armenia wants is the return of its prisoners.", ["floated | - > Armenia | the return of its prisoners"]),
    ("The accord, which says nothing about how detainees are freed, was praised. The pact contains no clause under which the mines are cleared.", []),
    ("Ethiopia and Eritrea met in Pretoria on Monday. An understanding was reached to free the pilots.", ["agreed pledge | Ethiopia + Eritrea | free the pilots"]),
    ("An agreement was reached that Kosovo would open the bridge.", ["agreed pledge | Kosovo | Kosovo would open the bridge"]),
    ("The singer, Maria Lopez, would return only if she was paid.", []),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:40] for text, _ in TEXTS])
def test_commitments(text: str, expected: list[str]) -> None:
    assert acting.commitments(text) == expected


def test_a_body_is_an_actor_with_members_and_a_mandate() -> None:
    found = acting.reading("Russia and Syria agreed to create a working group to discuss prisoners.")
    body = next(actor for actor in found.actors if actor.id == found.commitments[0].creates)
    assert (body.kind, body.mandate) == ("body", ("discuss prisoners",))
    assert set(body.members) == {"rus", "syr"}


def test_a_treaty_named_again_adds_a_source() -> None:
    text = "Peru and Chile signed a border treaty on Monday. The treaty calls for a joint patrol. Peru hailed it."
    (entry,) = acting.reading(text).commitments
    assert [source.quote for source in entry.sources] == [
        "Peru and Chile signed a border treaty",
        "The treaty calls for a joint patrol",
    ]
    assert entry.sources[0].says["signed_by"] == ("per", "chl")


def test_one_undertaking_told_twice_is_one_entry() -> None:
    text = (
        "Angola agreed to release the captured pilots. In Luanda, a minister said Angola would release "
        "the captured pilots by May."
    )
    (entry,) = acting.reading(text).commitments
    assert len(entry.sources) == 2
    assert entry.due is not None


def test_sources_say_what_they_vouch_for() -> None:
    found = acting.reading("Oman said on Monday it would free the sailors if the ship left.")
    (source,) = found.commitments[0].sources
    assert source.quote == "it would free the sailors if the ship left"
    assert source.statement == found.statements[0].id
    assert source.says["phase"] == "agreed"
    assert source.says["condition"] == "the ship left"


@pytest.mark.parametrize("text", ["x", "x\n\nx", "agreed to", "to " * 300, "“" * 99 + "agreed", "said it would " * 80])
def test_nothing_raises(text: str) -> None:
    assert all(text[s.span[0] : s.span[1]] == s.quote for e in acting.reading(text).commitments for s in e.sources)


def test_a_headline_and_its_report_make_one_accord() -> None:
    text = "Chad and Niger sign border accord\n\nNDJAMENA, March 17, 2021 - Chad and Niger signed a border accord on Tuesday.\n"
    (entry,) = acting.reading(text).commitments
    assert set(entry.by) == {"tcd", "ner"}
    assert len(entry.sources) == 2


def test_a_promise_at_the_talks_that_a_report_opens_with_is_made_across_the_table_on_their_day() -> None:
    text = (
        "Indian Foreign Minister Subrahmanyam Jaishankar met Nepalese Foreign Minister Pradeep Gyawali in Delhi on Monday."
        "\n\nIndia pledged a new bridge. China pledged a new port."
    )
    told = {
        entry.action: entry for entry in read(with_date(document_of(text.encode(), "r.txt"), acting.DATE)).commitments
    }
    assert (told["a new bridge"].to, told["a new bridge"].when.edtf) == (("npl",), "2021-03-15")
    assert (told["a new port"].to, told["a new port"].when.edtf) == ((), None)


@pytest.mark.parametrize(
    ("text", "members", "mandate"),
    [
        (
            "Egypt, Ethiopia and Sudan agreed to set up a six-member working group, two from each state, to draw up an agenda.",
            {"egy", "eth", "sdn"},
            "draw up an agenda",
        ),
        (
            "India and Nepal agreed to set up a joint committee of surveyors to mark the border.",
            {"ind", "npl"},
            "mark the border",
        ),
        (
            "The prime ministers of Serbia and Kosovo have agreed on the establishment of a joint commission on missing persons.",
            {"srb", "xkx"},
            "missing persons",
        ),
        (
            "Rwanda and Congo signed an agreement setting up a joint verification mechanism, chaired by Angola.",
            {"rwa", "cod"},
            None,
        ),
    ],
)
def test_a_body_has_its_members_and_its_mandate(text: str, members: set[str], mandate: str | None) -> None:
    found = acting.reading(text)
    (body,) = [actor for actor in found.actors if actor.id == found.commitments[0].creates]
    assert set(body.members) == members
    assert body.mandate == ((mandate,) if mandate else ())
    assert not found.decisions  # what the body is to draw up is nothing decided


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Egypt has offered to host the next round in Cairo, while the RSF would prefer Geneva.", []),
        ("Iran promised to halt enrichment as long as the talks go on.", ["while"]),
    ],
)
def test_while_behind_a_comma_sets_against_and_is_no_condition(text: str, kinds: list[str]) -> None:
    made = acting.reading(text).commitments
    assert len(made) == 1
    assert [condition.kind for condition in made[0].conditions] == kinds
