"""Checks told in many ways: a passage, and of each check its stage and finding, who checks (in part), where (in part).

The passages are ours and tell of real inspections, monitors, observers and visits of 1988 to 2024; they are read as of
2021-03-17. The controls use the same words of what is no check.
"""

from __future__ import annotations

import pytest

from dragoman.model import Reading, Verification
from tests.reading import acting

# fmt: off
TOLD = [
    ("The king extended an invitation to inspectors, who may come to the reactor at Natanz.", ["invited | inspectors | natanz"]),
    ("Nobody spoke of the inspectors whom Hassan Rouhani had invited to Natanz.", ["invited | inspectors | natanz"]),
    ("Hassan Rouhani is ready to let inspectors into the enrichment hall at Natanz.", ["invited | inspectors | natanz"]),
    ("The accord allows experts from several countries to watch the dismantling of a launch pad at Sohae.", ["invited | experts | sohae"]),
    ("The OAS confirmed that no settlement had been built.", ["completed confirmed | oas"]),
    ("A U.N. inquiry found no evidence of mass graves.", ["completed refuted | united nations"]),
    ("An earlier survey, in 2007, had found 182 of the pillars intact.", ["completed confirmed | -"]),
    ("The monitoring team reported that the fighters had not left the port.", ["completed | monitoring team"]),
    ("The African Union said its monitors had seen no tanks in the zone.", ["completed | monitors"]),
    ("Guards turned the observers back at the gate.", ["refused | observers"]),
    ("UNIFIL is checking whether the tunnel crosses the line.", ["under-way | unifil"]),
    ("Observers will fly to Aden to find out whether the truce holds.", ["agreed | observers | aden"]),
    ("The IAEA said that it was still assessing the site at Fordow.", ["under-way | international atomic | fordow"]),
    ("A mission is to check whether the tunnels have been sealed.", ["agreed | mission"]),
    ("Inspectors of the IAEA are to check in May whether the plant at Natanz has been shut down.", ["agreed | inspectors | natanz"]),
    ("An African Union mission is to verify whether the forces have withdrawn from Kadugli.", ["agreed | african union mission | kadugli"]),
    ("The team is to establish whether chlorine was used in Saraqib.", ["agreed | team | saraqib"]),
    ("A panel of experts will determine by December whether the two armies have left the zone.", ["agreed | panel"]),
    ("The IAEA said on Tuesday that its inspectors had been shown round the enrichment hall at Natanz.", ["completed | inspectors | natanz"]),
    ("OPCW experts went through the records of the depot at Rabta and counted the canisters.", ["completed | experts | rabta"]),
    ("UN monitors in Hodeidah confirmed that the Houthis had pulled back from the port of Salif.", ["completed confirmed | monitors"]),
    ("The OSCE said its monitors could not confirm that the tanks had been withdrawn from Debaltseve.", ["completed inconclusive | monitors"]),
    ("Satellite images show that the launch pad at Sohae has been rebuilt.", ["completed confirmed | -"]),
    ("Commercial satellite imagery taken last week revealed new tunnels at Punggye-ri.", ["completed confirmed | -"]),
    ("Foreign reporters watched the cooling tower at Yongbyon collapse in June 2008.", ["completed | reporters | yongbyon"]),
    ("Journalists from five countries witnessed the destruction of the tunnels at Punggye-ri.", ["completed | journalists | punggye"]),
    ("Russian officers inspected a missile base in Wyoming under the treaty in 1995.", ["completed | officers | wyoming"]),
    ("American and Soviet inspectors visited each other's missile plants in 1988.", ["completed | inspectors"]),
    ("Soviet inspectors will be stationed at a rocket plant in Utah for thirteen years.", ["agreed | inspectors | utah"]),
    ("Tehran is examining a request by the IAEA to inspect the workshop at Turquzabad.", ["raised | international atomic"]),
    ("The agency's request to visit Parchin has not been answered.", ["raised | agency | parchin"]),
    ("A monitoring mechanism will report violations of the truce to the African Union.", ["agreed | monitoring mechanism"]),
    ("A Joint Verification Team was deployed along the border of Congo and Rwanda in September.", ["under-way | verification team"]),
    ("The Commonwealth's observers gave Zambia's election good marks.", ["completed confirmed | observers"]),
    ("Observers from the Carter Center judged the referendum in Southern Sudan credible.", ["completed confirmed | observers, carter"]),
    ("Observers of the European Union described the presidential election in Nigeria as not credible.", ["completed refuted | observers, european union | nigeria"]),
    ("EU observers found serious irregularities in the count in Kenya.", ["completed confirmed | observers | kenya"]),
    ("UNIFIL verified the Israeli withdrawal to the Blue Line in June 2000.", ["completed confirmed | unifil"]),
    ("Ceasefire monitors from IGAD were refused entry to Pagak by the rebels.", ["refused | igad"]),
    ("The UN panel of experts documented shipments of arms to Tripoli in breach of the embargo.", ["completed | panel | tripoli"]),
    ("The OPCW's fact-finding mission concluded that chlorine was used in Saraqib.", ["completed confirmed | mission"]),
    ("An OPCW team collected samples at two sites in Douma.", ["completed | team | douma"]),
    ("Inspectors found no trace of anthrax at the plant.", ["completed refuted | inspectors"]),
    ("Mine-clearance experts certified that the last minefield in Mozambique had been cleared.", ["completed confirmed | experts | mozambique"]),
    ("The State Department certified to Congress that Mexico was cooperating fully against the drug trade.", ["completed confirmed | state department"]),
    ("ICRC delegates visited the prisoners at Guantanamo in January 2002.", ["completed | delegates | guantanamo"]),
    ("The Red Cross was denied access to the camp at Omarska.", ["refused | red cross"]),
    ("The Red Cross checked the lists of prisoners before the exchange in Yemen.", ["completed | red cross"]),
    ("Delegates of the Red Cross were allowed to see the prisoners at Evin.", ["invited | delegates"]),
    ("The UN special rapporteur on torture inspected the prison at Insein.", ["completed | rapporteur"]),
    ("General de Chastelain's commission said it had witnessed the destruction of loyalist weapons.", ["completed | commission"]),
    ("Brussels sent auditors to Bucharest to check how the farm subsidies had been spent.", ["under-way | auditors | bucharest"]),
    ("The European Commission will send auditors to Sofia next month.", ["agreed | auditors | sofia"]),
    ("Inspectors counted 18,000 centrifuges at Natanz.", ["completed | inspectors | natanz"]),
    ("The two Koreas inspected each other's empty guard posts in December 2018.", ["completed | -"]),
    ("Pyongyang offered to let inspectors back into Yongbyon.", ["invited | inspectors"]),
    ("Iran let inspectors take samples at Parchin.", ["invited | inspectors | parchin"]),
    ("African Union monitors will verify the disarmament of the Tigray forces.", ["agreed | monitors"]),
    ("No international body has been able to verify the death toll in Mariupol.", ["completed inconclusive | - | mariupol"]),
    ("Unarmed observers are to be posted along the Armenian border, the EU decided.", ["agreed | observers"]),
    ("Peace monitors from New Zealand and Fiji arrived on Bougainville in December 1997.", ["under-way | monitors, new zealand"]),
    ("The Sri Lanka Monitoring Mission ruled that the Tigers had broken the truce.", ["completed confirmed | monitoring mission"]),
    ("UN investigators were let into El Geneina.", ["invited | investigators"]),
    ("UN experts have been barred from Darfur.", ["refused | experts | darfur"]),
    ("Syria said it would allow UN experts to inspect the suburb of Ghouta.", ["agreed | experts"]),
    ("OSCE verifiers are patrolling the road to Podujevo.", ["under-way | verifiers"]),
    ("The IAEA is investigating the origin of uranium particles found at two sites in Iran.", ["under-way | international atomic"]),
    ("On-site inspections are under way in both countries.", ["under-way | -"]),
    ("The UN mission in Colombia certified that the FARC had handed in 7,132 weapons.", ["completed confirmed | mission"]),
    ("Dutch investigators reached the crash site at Hrabove on Thursday.", ["completed | investigators | hrabove"]),
    ("Dutch experts gave up an attempt to reach the crash site because of shelling.", ["refused | experts"]),
    ("Russia has let no inspectors onto its missile bases since August 2022.", ["refused | inspectors"]),
    ("The agency said it had been able to confirm that no plutonium had been diverted.", ["completed confirmed | agency"]),
    ("Monitors of the joint mission will take the place of the French troops in Man.", ["agreed | joint mission"]),
    ("Military observers of the OAS have been posted on both banks of the Cenepa.", ["under-way | american states"]),
    ("The tally of surrendered rifles was checked by two Norwegian colonels in Juba.", ["completed | colonels | juba"]),
    ("Two members of the commission were admitted to the prison at Robben Island in April.", ["invited | commission | robben"]),
    ("Iran removed the surveillance cameras from its plants.", ["refused | -"]),
    ("The deal leaves verification to a joint commission of both armies.", ["agreed | joint commission"]),
    ("The mission could not say who had fired first.", ["completed inconclusive | mission"]),
    ("The seals on the storage tanks were found intact by the inspectors.", ["completed confirmed | inspectors"]),
    ("The OAS audit found deliberate manipulation in Bolivia's election.", ["completed confirmed | oas"]),
    ("OAS auditors are recounting the ballots in La Paz.", ["under-way | auditors | paz"]),
    ("Tests by a Dutch laboratory showed no sign of nerve agent.", ["completed refuted | -"]),
    ("Rafael Grossi led a team of inspectors into the Zaporizhzhia plant in September 2022.", ["completed | inspectors | zaporizhzhia"]),
    ("The disposal of the rifles took place in the presence of two clergymen.", ["completed | clergymen"]),
    ("The scrapping of the bombers was followed by American officers from a stand.", ["completed | officers"]),
    ("The Red Cross has had no access to the Azovstal prisoners since May.", ["refused | red cross"]),
    ("The watchdog declared Albania free of chemical weapons in July 2007.", ["completed confirmed | watchdog"]),
    ("The inspectors' visit to Fordow was put off at Iran's request.", ["refused | inspectors"]),
    ("EU monitors were stoned and driven off at Perevi.", ["refused | monitors"]),
    ("Libya would let nobody carry samples away from Tajoura.", ["refused | - | tajoura"]),
    ("Experts of the World Food Programme reached the Red Sea Mills on Tuesday.", ["completed | experts, world food"]),
    ("The commission has asked to see the minutes of the tests.", ["raised | commission"]),
    ("Inspectors want to enter the bunker at Fordow.", ["raised | inspectors | fordow"]),
    ("The agency's team could not fault Pretoria's account of the six bombs.", ["completed confirmed | team"]),
]
CONTROLS = [
    "Have inspectors visited Natanz?",
    "Have the monitors verified that the tanks have been withdrawn?",
    "A doctor is to check whether the minister can travel.",
    "Nobody knows whether the site was inspected.",
    "The minister asked whether the tunnels had been sealed.",
    "The UN confirmed that its convoy had been hit.",
    "A survey found that 40 percent of Greeks wanted a vote.",
    "Observers see no tanks in the parade.",
    "Journalists went to the square to see whether the march would start.",
    "The commission asked to see the minister.",
    "The mission wants to visit Kabul in May.",
    "The team hopes to reach the final.",
    "Nobody could fault the cooking.",
    "The agency that oversees the programme has moved to Denver.",
    "He is a member of a commission, overseen by Kofi Annan.",
    "Tests show that children sleep less than they did.",
    "The committee could not say who would pay.",
    "Police photographed the crowd.",
    "The observers remain sceptical.",
    "The investigators left the room.",
    "The bank declared the account free of charge.",
    "Officers watched the match.",
    "The bridge was opened in the presence of the king.",
    "The burning of the rubbish was watched by neighbours.",
    "The team has had no access to the dressing room.",
    "The runner led the inspectors of the race by a mile.",
    "The company removed the cameras from its shop.",
    "IAEA chief Rafael Grossi will visit Tehran next week.",
    "The kitchen was inspected by the chef before the banquet.",
    "The delegates checked into a hotel near the palace.",
    "The ministers found a solution late at night.",
    "The envoy confirmed his attendance.",
    "The visit confirmed fears of a split.",
    "Observers say the talks will drag on.",
    "Political observers expect a snap election in Portugal.",
    "Experts believe that the regime will survive.",
    "Analysts observed that the rouble had fallen.",
    "The talks went through several crises.",
    "The president reviewed the troops.",
    "The team found its bus in the car park.",
    "The minister examined the possibility of a loan.",
    "The two leaders reviewed progress in their talks.",
    "The monitors left their hotel on Friday.",
    "The doctor examined the president after his fall.",
    "Reporters watched the leaders shake hands.",
    "Journalists saw the motorcade pass.",
    "The team reached the final in Cairo.",
    "Satellite television showed the parade.",
    "The commission counted on German support.",
    "The panel called the vote for Friday.",
    "The tourists were shown round the palace in Vienna.",
    "The king is examining a request to visit Morocco.",
]
# fmt: on


def agrees(found: Reading, entry: Verification, expected: str) -> bool:
    """Return whether an entry is what the short form says: `stage finding | checker, or another | place`."""
    stage, by, place = (*expected.split(" | "), "")[:3]
    actor = next((actor for actor in found.actors if actor.id == entry.by), None)
    named = " ".join([actor.name or "", *actor.roles]).casefold() if actor else "-"
    told = f"{entry.status} {entry.finding or ''}".strip() == stage
    return told and any(one in named for one in by.split(", ")) and place in (entry.place or "")


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_told(text: str, expected: list[str]) -> None:
    found = acting.reading(text)
    assert [agrees(found, *pair) for pair in zip(found.verifications, expected, strict=True)] == [True] * len(expected)


@pytest.mark.parametrize("text", CONTROLS)
def test_no_check(text: str) -> None:
    assert acting.verifications(text) == []
