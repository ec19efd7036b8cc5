"""Events: a text and the acts that it tells, side by side.

The short form is that of `acting.event`. The texts are ours; they are read as of 2021-03-17, a Wednesday.
"""

from __future__ import annotations

import pytest

from tests.reading import acting

# fmt: off
TEXTS = [
    ("Israeli warplanes bombed a Hamas camp in Gaza early Sunday, killing three people.", ["ASSAULT explosives happened | Israeli warplanes > Hamas | @gaza | 2021-03-14"]),
    ("Syrian troops shelled Homs on Monday. The attack lasted two days.", ["ASSAULT heavy-weapons happened | Syrian troops > - | @homs | 2021-03-15"]),
    ("Hezbollah fighters killed two Israeli soldiers in southern Lebanon last week.", ["ASSAULT happened | Hezbollah fighters > two Israeli soldiers | 2021-03-08/2021-03-14"]),
    ("Israeli soldiers were killed by Hezbollah fighters in southern Lebanon last week.", ["ASSAULT happened | Hezbollah fighters > Israeli soldiers | 2021-03-08/2021-03-14"]),
    ("Gunmen killed the governor of Kandahar on Wednesday.", ["ASSAULT happened | Gunmen > the governor | @kandahar | 2021-03-17"]),
    ("Greece and Bulgaria exchanged fire across the border on Monday.", ["ASSAULT happened | Greece + Bulgaria > - | 2021-03-15"]),
    ("Nigerian troops clashed with protesters in Lagos.", ["ASSAULT happened | Nigerian troops + protesters > - | @lagos"]),
    ("North Korea fired artillery shells at a South Korean island on Tuesday.", ["ASSAULT heavy-weapons happened | North Korea > South Korea | 2021-03-16"]),
    ("North Korea fired two short-range missiles into the sea on Thursday.", ["MOBILIZE weapons happened | North Korea > - | 2021-03-11"]),
    ("A bomb exploded outside the British embassy in Sanaa, wounding four guards.", ["ASSAULT explosives happened | - > - | @sanaa"]),
    ("Iraq's 1990 invasion of Kuwait led to the embargo.", ["ASSAULT happened | Iraq > Kuwait | 1990"]),
    ("The bombing of the U.S. embassy in Nairobi killed 213 people.", ["ASSAULT explosives happened | - > U.S. embassy | @nairobi"]),
    ("The rebels kidnapped 20 workers in Niger.", ["ASSAULT abduct happened | The rebels > 20 workers | @niger"]),
    ("The army denied having shelled the market in Goma.", ["ASSAULT heavy-weapons denied | army > - | @goma"]),
    ("Kenyan soldiers looted three lorries in Kismayo.", ["COERCE seize happened | Kenyan soldiers > - | @kismayo"]),
    ("Protesters looted two shops in Lima.", ["PROTEST vandalize happened | Protesters > - | @lima"]),
    ("Air strikes shook Tripoli on Monday.", ["ASSAULT happened | - > Libya | 2021-03-15"]),
    ("Chad and Niger signed a pact, ending ten years of talks.", []),
    ("Militias armed by the Chadian army killed nine people in Abeche.", ["ASSAULT happened | Militias > nine people | @abeche"]),
    ("The police arrested 20 activists in Minsk on Friday.", ["COERCE arrest happened | The police > activists | @minsk | 2021-03-12"]),
    ("Turkish Cypriot forces seized the airport.", ["COERCE seize happened | Turkish Cypriot forces > -"]),
    ("Russia annexed Crimea in 2014.", ["COERCE seize happened | Russia > - | @crimea | 2014"]),
    ("Belarus closed its border with Poland.", ["COERCE restrict happened | Belarus > Poland"]),
    ("Washington imposed sanctions on Iran in May.", ["SANCTION discontinue happened | United States > Iran | 2020-05"]),
    ("The sweeping sanctions imposed on Iraq after its invasion of Kuwait have hurt the economy.", ["SANCTION discontinue happened | - > Iraq", "ASSAULT happened | Iraq > Kuwait"]),
    ("The European Union suspended aid to Mali.", ["SANCTION discontinue happened | European Union > Mali"]),
    ("Egypt expelled the Iranian ambassador.", ["SANCTION expel happened | Egypt > the Iranian ambassador"]),
    ("Germany recalled its ambassador from Tehran on January 10.", ["SANCTION withdraw happened | Germany > - | 2021-01-10"]),
    ("South Korea put its army on high alert.", ["MOBILIZE troops happened | South Korea > -"]),
    ("The Pentagon deployed two aircraft carriers to the Gulf.", ["MOBILIZE troops happened | Pentagon > - | @persian-gulf"]),
    (
        "India tested a missile in the Bay of Bengal on Sunday.",
        ["MOBILIZE weapons happened | India > - | @bay-of-bengal | 2021-03-14"],
    ),
    ("Thousands of Georgians protested in Tbilisi against the law.", ["PROTEST demo happened | Georgians > - | @tbilisi"]),
    ("Opposition activists boycotted the vote.", ["PROTEST boycott happened | Opposition activists > -"]),
    ("North Korea warned that the South would face a merciless strike.", ["THREATEN violence happened | North Korea > South Korea"]),
    ("Iran threatened on Tuesday to close the Strait of Hormuz.", ["THREATEN happened | Iran > - | 2021-03-16"]),
    ("The United States said it would attack Iraq if it did not comply.", ["THREATEN violence happened | United States > Iraq"]),
    ("\"If they cross the line, we will strike back with force,\" Iranian President Hassan Rouhani said.", ["THREATEN violence happened | Iran > -"]),
    ("Moscow vowed to retaliate against Ukraine.", ["THREATEN violence happened | Russia > Ukraine"]),
    ("Washington will use force if Iraq does not yield, President Clinton said on Friday.", []),
    ("The UN Security Council called on Syria to destroy its chemical weapons.", ["REQUEST happened | UN Security Council > Syria"]),
    ("France urged Israel to lift the blockade of Gaza.", ["REQUEST happened | France > Israel"]),
    ("Moscow demanded that Kiev withdraw its forces.", ["REQUEST happened | Russia > Ukraine"]),
    ("Lavrov said NATO must stop its expansion.", ["REQUEST yield happened | Lavrov > NATO"]),
    ("The accord does not say when Eritrea must withdraw. Lavrov did not say NATO must stop its expansion.", []),
    ("Libya called for the replacement of the commander.", ["REQUEST happened | Libya > -"]),
    ("Serbia rejected the ultimatum.", ["REJECT happened | Serbia > -"]),
    ("Kenya praised Chad.", ["SUPPORT happened | Kenya > Chad"]),
    ("Kenya condemned nobody.", []),
    ("Kenya assailed Chad for breaking the truce.", []),  # what is said is a clause: coded from the statement
    ("Kenya rejected the charge that it had armed the rebels.", ["REJECT happened | Kenya > -", "AID denied | Kenya > the rebels"]),
    ("Pakistan ruled out any concessions to India.", ["REJECT happened | Pakistan > India"]),
    ("Russia opposes the alliance's expansion.", ["REJECT happened | Russia > -"]),
    ("The White House apologized to Afghanistan for the raid.", ["CONCEDE happened | United States > Afghanistan"]),
    ("The EU lifted its embargo on Libya in 2004.", ["RETREAT happened | European Union > Libya | 2004"]),
    ("Rebels released four French hostages in Mali.", ["RETREAT release happened | Rebels > four French hostages | @mali"]),
    ("Russia withdrew its troops from Abkhazia in 2008.", ["RETREAT withdraw happened | Russia > - | 2008"]),
    ("Eritrea and Ethiopia declared a ceasefire on Sunday.", ["RETREAT ceasefire happened | Eritrea + Ethiopia > - | 2021-03-14"]),
    ("The prime minister resigned on Tuesday.", ["RETREAT resign happened | The prime minister > - | 2021-03-16"]),
    ("Venezuela and Cuba held joint military exercises in the Caribbean.", ["COOPERATE happened | Venezuela + Cuba > - | @caribbean"]),
    ("India and Pakistan exchanged prisoners at Wagah on Monday.", ["COOPERATE happened | India + Pakistan > - | @wagah | 2021-03-15"]),
    ("Spain extradited the general to Chile.", ["COOPERATE happened | Spain > the general"]),
    ("Japan sent 10,000 tons of rice to North Korea.", ["AID happened | Japan > North Korea"]),
    ("Norway delivered food to Somalia.", ["AID happened | Norway > Somalia"]),
    ("The parliament ratified the treaty on Thursday.", ["SUPPORT happened | parliament > - | 2021-03-11"]),
    ("China criticized the tariffs.", ["ACCUSE disapprove happened | China > -"]),
    ("Despite objections from France, Germany sold the missiles.", ["ACCUSE disapprove happened | France > -", "COOPERATE happened | Germany > -"]),
    ("Hamas denied that it had fired the rockets.", ["MOBILIZE weapons denied | Hamas > -"]),
    ("Ugandan troops did not attack the village.", ["ASSAULT denied | Ugandan troops > -"]),
    ("Canada plans to deploy troops to Latvia.", ["MOBILIZE troops planned | Canada > - | @latvia"]),
    ("An attack on Iran could trigger a war.", []),
    ("The minister warned of the risk of an attack on Israel.", []),
    ("Seventy passengers were killed when their plane crashed near Kabul.", []),
    ("The army was ordered to attack the town.", []),
    ("Russian officials fear an invasion of Georgia.", []),
    ("The president's attacks on the deal drew laughter.", []),
    ("The accord lifts sanctions on Iran.", []),
    ("Iran sent envoys to Paris.", []),
    ("Nobody knows who shot the mayor.", []),
    ("Belarus could close its border with Poland.", ["COERCE restrict hypothetical | Belarus > Poland"]),
    ("Egypt may proclaim martial law.", ["COERCE martial-law hypothetical | Egypt > -"]),
    ("Eleven rebels died in an air strike in Gaza on Monday.", ["ASSAULT happened | - > rebels | @gaza | 2021-03-15"]),
    ("Eleven rebels died in Gaza on Monday.", []),
    ("Israel denies having fired on the base of UNIFIL.", ["ASSAULT firearms denied | Israel > UNIFIL"]),
    ("The guards had turned away five planes.", ["COERCE restrict happened | The guards > -"]),
    ("Hamas turned the plan down.", ["REJECT happened | Hamas > -"]),
    ("Serbia handed the suspects over to Croatia.", ["COOPERATE happened | Serbia > Croatia"]),
    ("Troops sealed off the village.", ["COERCE restrict happened | Troops > -"]),
    ("Russia has begun pulling back its tanks from Georgia.", ["RETREAT withdraw happened | Russia > Georgia"]),
    ("Japan gave Ethiopia 20 million dollars for wheat.", ["AID happened | Japan > Ethiopia"]),
    ("Protests broke out in Kazan after the vote.", ["PROTEST demo happened | - > - | @kazan | after the vote"]),
    ("There were clashes in Lebanon on Monday.", ["ASSAULT happened | - > - | @lebanon | 2021-03-15"]),
    ("Rockets fell on Sderot.", ["ASSAULT heavy-weapons happened | - > - | @sderot"]),
    ("Two of the captives were freed in Mali.", ["RETREAT release happened | - > the captives | @mali"]),
    ("There may be protests in Lima.", []),
    ("Protests over the price of bread have a long history in Lima.", []),
    ("The US military buildup in the Gulf continues.", ["MOBILIZE troops happened | US military > - | @persian-gulf"]),
    ("The Ukrainian parliament has already ratified it.", ["SUPPORT happened | Ukrainian parliament > -"]),
    ("Chad is committed to an attack on Mali.", []),
    ("The mission could not say who had fired on the convoy.", []),
    ("Kenya will withdraw its troops from Chad.", []),  # a commitment
    ("Jordan called home its ambassador.", ["SANCTION withdraw happened | Jordan > -"]),
    ("If Israel bombs the plant, Iran will respond, he said.", []),
    ("Talks on the war continued.", []),
    ("Sudan agreed to free the prisoners after the release of its own men.", []),
    ("Serbia wants the release of its officers.", []),
    ("Kenya's officers were asked to observe the withdrawal of Ugandan troops from the north.", []),
    ("Kenya watched the withdrawal of Ugandan troops from the north.", ["RETREAT withdraw happened | - > Ugandan troops"]),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:40] for text, _ in TEXTS])
def test_events(text: str, expected: list[str]) -> None:
    assert acting.events(text) == expected


def test_an_act_named_again_adds_a_source() -> None:
    (entry,) = acting.reading("Syrian troops shelled Homs on Monday. The attack lasted two days.").events
    assert [source.quote for source in entry.sources] == ["Syrian troops shelled Homs on Monday", "The attack"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rebels killed three soldiers in Chad. Rebels killed nine soldiers in Chad last year.", 2),  # other numbers
        ("Rebels bombed a camp in Chad. Rebels bombed a camp in Peru.", 2),  # other places
        ("Rebels bombed a camp in Chad on Monday. Rebels bombed a camp in Chad in 2010.", 2),  # other days
        ("Israel bombed Syria on Monday. On Monday, Israel bombed Syria, the army said.", 1),
        ("A bomb exploded in Quito on Monday. The blast wounded a guard in Quito.", 1),  # "the blast" points back
        ("The car bombing of the embassy was brief. The blast, which damaged the embassy, was loud.", 1),
        ("France urged Israel to open the crossing at dawn. France urged Israel to open the crossing at dawn.", 1),
        ("Angola condemned nobody. Angola and Peru exchanged fire. Chad and Mali exchanged fire.", 2),  # other sides
    ],
)
def test_one_act_is_one_event(text: str, count: int) -> None:
    assert len(acting.events(text)) == count, acting.events(text)


def test_two_demands_of_one_side_are_two_events() -> None:
    text = "France urged Israel to open the crossing. France also urged Israel to halt the building of new houses."
    assert len(acting.reading(text).events) == 2


def test_the_source_is_the_clause_in_the_voice_that_says_it() -> None:
    found = acting.reading("The army said on Friday that rebels had kidnapped three workers in Niger.")
    (source,) = found.events[0].sources
    assert source.quote == "rebels had kidnapped three workers in Niger"
    assert source.statement == found.statements[0].id
    assert found.events[0].when.edtf is None


@pytest.mark.parametrize(
    "text", ["attack on", "bombed " * 200, "the attack " * 200, "warned of of of", "will strike, he said"]
)
def test_nothing_raises(text: str) -> None:
    assert all(text[s.span[0] : s.span[1]] == s.quote for e in acting.reading(text).events for s in e.sources)


def test_who_is_accused_of_breaking_terms_by_a_deed_does_the_deed() -> None:
    found = acting.reading("Chad accused Niger of breaking the truce by firing at residents of Abeche.")
    (event,) = [event for event in found.events if event.event == "ASSAULT"]
    assert acting.names(found, event.actors) == "Niger"


def test_what_somebody_is_accused_of_is_the_claim_of_the_accuser() -> None:
    found = acting.reading("Chad accused Niger of shelling a market in Abeche.")
    (event,) = found.events
    (statement,) = found.statements
    assert (event.event, event.actors, statement.speaker) == ("ASSAULT", ("ner",), "tcd")
    assert [source.statement for source in event.sources] == [statement.id]


def test_an_old_war_is_not_the_attack_of_today() -> None:
    found = acting.reading("Baku accused Yerevan of attacking its posts. Armenia and Azerbaijan have fought two wars.")
    assert len(found.events) == 2


def test_who_condemns_an_act_told_before_blames_whoever_did_it() -> None:
    found = acting.events("Gunmen attacked a convoy in Mali. Ban Ki-moon condemned the attack.")
    assert found[-1] == "ACCUSE disapprove happened | Ban Ki-moon > Gunmen"
