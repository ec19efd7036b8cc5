"""Acts, commitments and checks in the words of many reports: a text and all that is read of it, side by side.

The short forms are those of `acting`, a letter before each: C commitment, V verification, E event. The texts are ours;
they are read as of 2021-03-17, a Wednesday. What is read of those in `IN_PART` is not all that they say, or not so.
"""

from __future__ import annotations

import pytest

from tests.reading import acting

# fmt: off
TEXTS = [
    ("UN observers began monitoring the ceasefire line on Tuesday.", ["V under-way | UN observers | the ceasefire line | 2021-03-16"]),
    ("The Department for International Development has reduced humanitarian aid to Liberia.", ["E SANCTION discontinue happened | Department for International Development > Liberia"]),
    ("Chad and Mali agreed to reopen their embassies, a statement issued in Beijing said.", ["C agreed pledge | Chad + Mali | reopen their embassies"]),
    ('Chad said it would return to the accord "as soon as" the conditions were met.', ["C agreed intent | Chad | return to the accord | after: the conditions were met"]),
    ("China opposes the unilateral sanctions against Iran.", ["E REJECT happened | China > -"]),
    ("Did Rwanda send soldiers to Goma? Has Rwanda agreed to withdraw its troops?", []),
    ("Envoys of the government and the FARC agreed to free hostages.", ["C agreed pledge | government + FARC | free hostages"]),
    ("Norway has granted political asylum to the dissident.", ["E AID happened | Norway > the dissident"]),
    ("Sweden has provided 28 million euros this year to pay for humanitarian aid for Yemen.", ["E AID happened | Sweden > - | 2021"]),
    ("The Canadian military gives medical equipment to Honduras.", ["E AID happened | Canadian military > Honduras"]),
    ("Japan donated 50 ventilators to Laos.", ["E AID happened | Japan > Laos"]),
    ("The Belgian government gave $2 million to the Congolese farm sector.", ["E AID happened | Belgian government > Democratic Republic of the Congo"]),
    ("A Peruvian court ordered the arrest of two mayors.", ["E COERCE arrest happened | Peruvian court > two mayors"]),
    ("The Algerian authorities suspended publication of the newspaper.", ["E COERCE censor happened | The Algerian authorities > -"]),
    ("Bolivia declared a state of siege in the province.", ["E COERCE martial-law happened | Bolivia > -"]),
    ("The Thai army beefed up its troop presence along the border with Cambodia.", ["E MOBILIZE troops happened | Thai army > -"]),
    ("Estonian soldiers remained on alert.", ["E MOBILIZE troops happened | Estonian soldiers > -"]),
    ("Prisoners in Cairo have gone on hunger strike.", ["E PROTEST hunger happened | Prisoners > -"]),
    ("Denmark announced a suspension of aid to Egypt.", ["E SANCTION discontinue happened | Denmark > Egypt"]),
    ("Finland reduced military aid to Argentina.", ["E SANCTION discontinue happened | Finland > Argentina"]),
    ("Twenty rebels surrendered to the police.", ["E RETREAT happened | rebels > the police"]),
    ("A Kenyan court ordered the release of the captain.", ["E RETREAT release happened | Kenyan court > the captain"]),
    ("Italy returned the statues to the government of Libya.", ["E RETREAT happened | Italy > government"]),
    ("A Turkish court freed another employee of the French consulate.", ["E RETREAT release happened | Turkish court > another employee"]),
    ("The Palestinian Authority lifted its boycott of Israeli ranchers.", ["E RETREAT happened | Palestinian Authority > Israel"]),
    ("Pakistan gave the Pentagon permission to use its airspace.", ["E CONCEDE happened | Pakistan > Pentagon"]),
    ("Egypt accepted the demands of the protesters.", ["E CONCEDE happened | Egypt > the protesters"]),
    ("The truckers called off their strike.", ["E RETREAT happened | The truckers > -"]),
    ("Ukraine launched an investigation into the former ambassador.", ["E ACCUSE investigate happened | Ukraine > the former ambassador"]),
    ("A rights group filed a lawsuit against Chile.", ["E ACCUSE allege happened | A rights group > Chile"]),
    ("A Dutch court found the colonel guilty of murder.", ["E SANCTION convict happened | Dutch court > the colonel"]),
    ("Mexico challenged the decision of the United States.", ["E ACCUSE disapprove happened | Mexico > United States"]),
    ("Syria has violated a ban by the UN on chlorine.", ["E REJECT yield happened | Syria > -"]),
    ("Russia vetoed a resolution on Syria on Friday.", ["E REJECT happened | Russia > Syria | 2021-03-12"]),
    ("Romania and Serbia failed to reach agreement on the canal.", []),
    ("The Greek embassy refused requests from Turkey.", ["E REJECT happened | Greek embassy > Turkey"]),
    ("Malta has established diplomatic ties with Bhutan.", ["E SUPPORT happened | Malta > Bhutan"]),
    ("Ghana voiced its support for Mali.", ["E SUPPORT happened | Ghana > Mali"]),
    ("The EU issued an ultimatum to Serbia.", ["E THREATEN happened | European Union > Serbia"]),
    ("Iraqi troops captured the mosque in Mosul.", ["E COERCE seize happened | Iraqi troops > - | @mosul"]),
    ("The rebels held around 2,000 civilians as human shields.", ["E ASSAULT happened | The rebels > civilians"]),
    ("Australia provided around $400 million to Tonga.", ["E AID happened | Australia > Tonga"]),
    ("Fiji is once again sending aid to Samoa.", ["E AID happened | Fiji > Samoa"]),
    ("Russia vetoed on Friday a French-drafted resolution on Syria.", ["E REJECT happened | Russia > France | 2021-03-12"]),
    ("A group of asylum-seekers has gone on hunger strike in protest at the conditions.", ["E PROTEST hunger happened | asylum-seekers > -"]),
    ("South Sudanese rebels will not release the pilots until compensation is paid, a spokesman said.", ["C refused | South Sudanese rebels | release the pilots | after: compensation is paid"]),
    ("The former republics refuse to lift sanctions on Abkhazia.", ["C refused | The former republics | lift sanctions on Abkhazia | @abkhazia"]),
    ("The UK and EU negotiators have agreed a landmark free trade agreement.", ["C agreed pledge | United Kingdom + EU negotiators | a landmark free trade agreement"]),
    ("The council attacked the government's policies.", ["E ACCUSE disapprove happened | The council > government"]),
    # promises that a noun names, deeds that keep them, refusals in the document's own voice
    ("Washington, for its part, committed itself to releasing $4.2 billion in oil money.", ["C agreed pledge | United States | releasing $4.2 billion in oil money"]),
    ("Pyongyang committed itself in September 2005 to abandoning all nuclear weapons.", ["C agreed pledge | North Korea | abandoning all nuclear weapons | 2005-09"]),
    ("The minister gave an assurance in Geneva that his country would halt the departure of boats.", ["C agreed pledge | The minister | halt the departure of boats"]),
    ("Ronald Reagan would not give the shield up.", ["C refused | Ronald Reagan | give the shield up"]),
    ("Angola has withdrawn the last of its soldiers from Zaire, as it had promised in Lusaka.", ["C performed | Angola | withdrawn the last of its soldiers from Zaire"]),
    ("Iran has pledged not to reprocess spent fuel for fifteen years.", ["C agreed pledge | Iran | not reprocess spent fuel for fifteen years"]),
    ("Mikhail Gorbachev offered to scrap all ballistic missiles within ten years if the American shield stayed in the laboratory.", ["C offered pledge | Mikhail Gorbachev | scrap all ballistic missiles within ten years | due ../2031-03-17 | provided: the American shield stayed in the laboratory"]),
    ("North Korea undertook on Tuesday to shut down the reactor at Yongbyon within 60 days.", ["C agreed pledge | North Korea | shut down the reactor at Yongbyon within 60 days | due ../2021-05-15 | @yongbyon-nuclear-complex | 2021-03-16"]),
    ("Israel undertook to redeploy its army from Jericho within four months.", ["C agreed pledge | Israel | redeploy its army from Jericho within four months | due ../2021-07-17 | @jericho"]),
    ("London and Beijing initialled the Joint Declaration in September 1984.", ["C agreed pledge | United Kingdom + China | the Joint Declaration | 1984-09"]),
    ("The Algiers accord was signed in Algiers on June 18, 2000.", ["C agreed pledge | - | The Algiers accord | @algiers | 2000-06-18"]),
    # whom it hits, and what a relative clause is about
    ("The United States ordered sixty Russian diplomats out on Monday and closed the consulate in Seattle.", ["E SANCTION expel happened | United States > Russian diplomats | 2021-03-15", "E SANCTION withdraw happened | United States > - | @seattle"]),
    ("UNSCOM withdrew its staff from Iraq on December 16.", ["E RETREAT withdraw happened | UNSCOM > Iraq | 2020-12-16"]),
    ("Georgia broke diplomatic ties with Russia.", ["E SANCTION discontinue happened | Georgia > Russia"]),
    ("Both armies have pulled back from the river.", ["E RETREAT withdraw happened | Both armies > -"]),
    # checks
    ("Libya has invited the OPCW to count the mustard bombs.", ["V invited | Organisation for the Prohibition of Chemical Weapons | the mustard bombs | host Libya"]),
    ("Iran has refused to allow the IAEA to inspect the base at Parchin.", ["C refused | Iran > International Atomic Energy Agency | allow the IAEA to inspect the base at Parchin | @parchin", "V refused | International Atomic Energy Agency | the base | host Iran | @parchin"]),
    ("Syria invited the OPCW to inspect the plant at Homs in May.", ["V invited | Organisation for the Prohibition of Chemical Weapons | the plant | host Syria | @homs"]),
    ("The OSCE mission could neither confirm nor rule out that the bombs had fallen by mistake.", ["V completed inconclusive | OSCE mission | that the bombs had fallen by mistake"]),
    ("Environmental samples had been taken there by Iranian technicians.", ["V completed | Iranian technicians | Environmental samples"]),
    ("We have observed and verified the destruction of the arms, General John de Chastelain said.", ["V completed confirmed | John de Chastelain | the destruction of the arms"]),
    ("IAEA inspectors went through the records of the plant for two years.", ["V completed | IAEA inspectors | the records of the plant"]),
    # promises by their noun
    ("Iran's willingness to ship out its uranium was tested in Vienna.", ["C offered intent | Iran | ship out its uranium"]),
    ("Cuba's refusal to free the pilots has not changed.", ["C refused | Cuba | free the pilots"]),
    ("The envoy sought a promise from the army to free the boys.", []),
    ("Russia and Sudan will exchange ambassadors for the first time in 23 years.", ["C agreed intent | Russia + Sudan | exchange ambassadors for the first time in 23 years"]),
    ("Mali will release the captains on the understanding that Benin drops the case.", ["C agreed intent | Mali | release the captains | provided: Benin drops the case"]),
    # what is no act
    ("U.S. embassies were ordered to set up barriers to prevent easy access by unauthorized people.", []),
    ("Trump attacked Romney.", ["E ACCUSE disapprove happened | Trump > Romney"]),
    ("The candidate has more control over the message.", []),
    ("The party offered no specifics about the targets.", []),
    ("The new ambassador took over the embassy in Paris last year.", []),
    ("The accord eases sanctions on Iran.", []),
    ("Officials discussed Israel's decision to close the crossing.", []),
    # passives, and deeds upon places and things
    ("Odesa was bombarded on Saturday night.", ["E ASSAULT heavy-weapons happened | - > - | @odesa | 2021-03-13"]),
    ("A third pipeline was dynamited in Arauca on Monday.", ["E ASSAULT explosives happened | - > - | @arauca | 2021-03-15"]),
    ("Chinese and Russian bombers patrolled together off Alaska for five hours.", ["E MOBILIZE troops happened | Chinese and Russian bombers > - | @alaska"]),
    ("The security council adopted a resolution on Yemen on Tuesday.", ["E SUPPORT happened | security council > - | 2021-03-16"]),
    ("Officers staged a coup in Niamey on July 26, 2020.", ["E COERCE seize happened | Officers > - | @niamey | 2020-07-26"]),
    ("Bolivia nationalised the gas fields in 2006.", ["E COERCE seize happened | Bolivia > - | 2006"]),
    ("Rwandan troops fired tear gas at protesters in Goma.", ["E ASSAULT crowd-control happened | Rwandan troops > protesters | @goma"]),
    ("The White House revoked the visas of nine officials.", ["E SANCTION discontinue happened | United States > officials"]),
    ("Rebels shot down a government helicopter near Aleppo.", ["E ASSAULT happened | Rebels > - | @aleppo"]),
    ("Police dispersed protesters in Harare on Friday.", ["E ASSAULT crowd-control happened | Police > protesters | @harare | 2021-03-12"]),
    ("Zimbabwe's army placed the president under house arrest.", ["E COERCE arrest happened | Zimbabwe's army > the president"]),
    ("Syria shut down two newspapers.", ["E COERCE censor happened | Syria > -"]),
    ("Ecuador and Colombia have restored diplomatic relations.", ["E SUPPORT happened | Ecuador + Colombia > -"]),
    ("Belgium summoned the Rwandan ambassador on Monday.", ["E ACCUSE disapprove happened | Belgium > the Rwandan ambassador | 2021-03-15"]),
    ("The rebels laid down their arms in May 2017.", ["E RETREAT disarm happened | The rebels > - | 2017-05"]),
    ("Turkey scrambled two jets over the Aegean.", ["E MOBILIZE troops happened | Turkey > - | @aegean"]),
    ("Nigeria swapped five prisoners with Boko Haram.", ["E COOPERATE happened | Nigeria > Boko Haram"]),
    ("Sierra Leone's president pardoned 12 officers.", ["E CONCEDE happened | Julius Maada Bio > 12 officers"]),
    ("Workers at the port went on strike on Thursday.", ["E PROTEST strike happened | Workers > - | 2021-03-11"]),
    ("Protesters hurled stones at the embassy of France.", ["E PROTEST riot happened | Protesters > embassy"]),
    ("The government bowed to the pressure of the unions.", ["E CONCEDE happened | government > the unions"]),
    # who checks, lets check, may not check
    ("IAEA inspectors visited the Natanz plant on Monday.", ["V completed | IAEA inspectors | the Natanz plant | @natanz | 2021-03-15"]),
    ("The agency said it had verified that Iran had shipped out its uranium.", ["C performed | Iran | shipped out its uranium", "V completed confirmed | The agency | (commitment)"]),
    ("The IAEA concluded that Libya had dismantled its program.", ["C performed | Libya | dismantled its program", "V completed confirmed | International Atomic Energy Agency | (commitment)"]),
    ("South Africa invited the IAEA to verify the dismantlement of its weapons.", ["V invited | International Atomic Energy Agency | the dismantlement of its weapons | host South Africa"]),
    ("Monitors from the OSCE were denied access to the railway station.", ["V refused | OSCE | the railway station"]),
    ("The truce will be monitored by a UN mission.", ["V agreed | UN mission | The truce"]),
    ("The agency has been unable to verify the completeness of the declaration.", ["V completed inconclusive | The agency | the completeness of the declaration | completeness"]),
    ("Satellite images show that the reactor has been shut down.", ["V completed confirmed | - | that the reactor has been shut down"]),
    ("Syria has given the OPCW access to the laboratory.", ["V invited | Organisation for the Prohibition of Chemical Weapons | the laboratory | host Syria"]),
    ("The inspectors were turned back at the gate of the base on Friday.", ["V refused | The inspectors | - | 2021-03-12"]),
    ("Inspections of the site were suspended in June.", ["V refused | - | the site | 2020-06"]),
    # words of violence for what is none
    ("Malaysia seized the chance to open its market.", []),
    ("The senate killed the bill on Tuesday.", []),
    ("Norway struck a balance between the sides.", []),
    ("Protesters burned a French flag in Karachi on Friday.", ["E PROTEST demo happened | Protesters > France | @karachi | 2021-03-12"]),
]

# Read in part: what is read, and what the text says besides or otherwise. Whoever teaches it moves the row up.
IN_PART = [
    ("Zambia banned the opposition leader from holding office.", ["E COERCE restrict happened | Zambia > -"], "whom: the opposition leader"),
    ("Ethiopia has hit military positions in Eritrea with a missile.", ["E ASSAULT happened | Ethiopia > - | @eritrea"], "whom: Eritrea"),
    ("The aid provided by Japan reached Mali.", ["E AID happened | Japan > -"], "whom: Mali"),
    ("A car bomb in Kiev killed another ethnic Chechen.", ["E ASSAULT happened | - > -"], "whom: an ethnic Chechen; where: Kiev"),
    ("Tens of thousands of people in Pakistan have protested the assassination of an activist.", ["E PROTEST demo happened | people > an activist"], "no activist is protested against"),
    ("The relations that Washington broke off in January 1961 will be restored.", ["E SANCTION discontinue happened | United States > -"], "when: 1961-01"),
    ("An offer by Vilnius to treat the wounded was made on Monday.", ["C offered intent | Lithuania | treat the wounded"], "when: 2021-03-15"),
    ("Bagram air base was evacuated overnight.", ["E RETREAT withdraw happened | - > - | 2021-03-16/2021-03-17"], "where: Bagram"),
    ("The Danish embassy was attacked in Damascus in 2006.", ["E ASSAULT happened | - > - | @damascus | 2006"], "whom: the embassy of Denmark"),
    ("Iraq barred UN inspectors from the presidential palaces.", ["V refused | UN inspectors | - | host Iraq"], "what: the presidential palaces"),
    ("Russian and American inspectors witnessed the destruction of the missiles at Saryozek.", ["V completed | American inspectors | the destruction of the missiles | @saryozek"], "who: Russian inspectors too"),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:40] for text, _ in TEXTS])
def test_acts(text: str, expected: list[str]) -> None:
    assert acting.acts(text) == expected


@pytest.mark.parametrize(("text", "expected", "amiss"), IN_PART, ids=[text[:40] for text, _, _ in IN_PART])
def test_acts_read_in_part(text: str, expected: list[str], amiss: str) -> None:
    assert acting.acts(text) == expected, f"no longer as it was; amiss was: {amiss}"
