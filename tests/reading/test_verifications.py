"""Verifications: a text and what is said of a check, side by side.

The short form is that of `acting.verification`. The texts are ours; they are read as of 2021-03-17, a Wednesday.
"""

from __future__ import annotations

import pytest

from tests.reading import acting

# fmt: off
TEXTS = [
    ("The agency could not verify that Iran had stopped enrichment.", ["completed inconclusive | The agency | that Iran had stopped enrichment"]),
    ("The IAEA said its inspectors found no evidence of undeclared activities in Libya.", ["completed refuted | its inspectors | undeclared activities in Libya | @libya | completeness"]),
    ("Inspectors found traces of enriched uranium at the plant.", ["completed confirmed | Inspectors | enriched uranium at the plant"]),
    ("U.N. inspectors were denied access to the plant at Natanz.", ["refused | U.N. inspectors | the plant | @natanz"]),
    ("Iran denied inspectors entry to the site.", ["refused | inspectors | the site | host Iran"]),
    ("Inspectors from the OPCW arrived in Damascus on Tuesday.", ["under-way | Organisation for the Prohibition of Chemical Weapons | - | @damascus | 2021-03-16"]),
    ("The foreign ministers discussed verification of the freeze.", ["raised | - | the freeze"]),
    ("They discussed the issue of control over these measures.", ["raised | - | these measures"]),
    ("Kim has invited inspectors to visit the nuclear site at Yongbyon.", ["invited | inspectors | the nuclear site | host Kim | @yongbyon-nuclear-complex"]),
    ("North Korea has invited foreign experts to watch the demolition.", []),
    ("Iran allowed IAEA inspectors to enter the Parchin complex.", ["invited | IAEA inspectors | the Parchin complex | host Iran | @parchin"]),
    ("Iraq agreed to give inspectors full access to the palaces.", ["agreed | inspectors | the palaces | host Iraq"]),
    ("Iraq granted inspectors access to the palaces on Monday.", ["invited | inspectors | the palaces | host Iraq | 2021-03-15"]),
    ("Syria refused to let the inspectors enter Homs.", ["refused | the inspectors | Homs | host Syria | @homs"]),
    ("UN inspectors visited three sites near Baghdad on Monday.", ["completed | UN inspectors | three sites | @baghdad | 2021-03-15"]),
    ("A team of inspectors toured the reactor on Thursday.", ["completed | inspectors | the reactor | 2021-03-11"]),
    ("The IAEA has verified that South Africa dismantled its weapons.", ["completed confirmed | International Atomic Energy Agency | that South Africa dismantled its weapons"]),
    ("The IAEA certified that Iran had shipped out its uranium.", ["completed confirmed | International Atomic Energy Agency | (commitment)"]),
    ("The OPCW confirmed that the stockpile had been destroyed.", ["completed confirmed | Organisation for the Prohibition of Chemical Weapons | that the stockpile had been destroyed"]),
    ("The president confirmed the visit.", []),
    ("North Korea expelled the agency's inspectors in 2002.", ["refused | the agency's inspectors | - | host North Korea | 2002"]),
    ("OSCE monitors will verify the withdrawal of heavy weapons.", ["agreed | OSCE monitors | the withdrawal of heavy weapons"]),
    ("EU observers will monitor the ceasefire in Georgia.", ["agreed | EU observers | the ceasefire | @georgia"]),
    ("European observers monitored the vote in Kenya.", ["completed | European observers | the vote | @kenya"]),
    ("Washington demanded intrusive inspections of military sites.", ["raised | - | military sites"]),
    ("The United States called for inspections of the plant.", ["raised | - | the plant"]),
    ("Inspectors have been unable to verify the destruction of the missiles.", ["completed inconclusive | Inspectors | the destruction of the missiles"]),
    ("Inspectors failed to verify the destruction of the missiles.", ["completed inconclusive | Inspectors | the destruction of the missiles"]),
    ("Inspections will resume next week.", ["agreed | - | Inspections | 2021-03-22/2021-03-28"]),
    ("Inspections resumed on Monday.", ["under-way | - | Inspections | 2021-03-15"]),
    ("Inspections began in January 2016.", ["under-way | - | Inspections | 2016-01"]),
    ("The deal provides for verification by the United Nations.", ["agreed | United Nations | verification"]),
    ("Iran suspended inspections on Sunday.", ["refused | - | inspections | host Iran | 2021-03-14"]),
    ("Iran blocked the inspections.", ["refused | - | the inspections | host Iran"]),
    ("The inspectors completed their work in Tripoli.", ["completed | The inspectors | their work | @tripoli"]),
    ("The inspectors left Iraq on Saturday.", []),
    ("The sanctions will stay until inspectors certify that Iraq has disarmed.", ["raised | inspectors | that Iraq has disarmed"]),
    ("The parties agreed to set up a joint commission to monitor the ceasefire.", ["agreed | a joint commission | the ceasefire"]),
    ("The African Union agreed to send observers to Burundi.", ["agreed | observers | - | @burundi"]),
    ("The United Nations sent inspectors to the camp.", ["under-way | inspectors | -"]),
    ("The Security Council charged the inspectors with verifying that the stockpile is gone.", ["under-way | the inspectors | that the stockpile is gone"]),
    ("All sites were inspected, a U.N. spokesman said.", ["completed | - | All sites"]),
    ("The site was inspected by the IAEA in May.", ["completed | International Atomic Energy Agency | The site | 2020-05"]),
    ("Iran could allow inspections of the plant.", ["raised | - | the plant"]),
    ("Iran will allow inspections of the plant in April.", ["agreed | - | the plant | host Iran | 2021-04"]),
    ("Iran offered to allow inspections of the plant.", ["invited | - | the plant | host Iran"]),
    ("Iran rejected inspections of its bases.", ["refused | - | its bases | host Iran"]),
    ("Iran pledged to cooperate with the inspectors.", []),
    ("Iran has dismantled its reactor at Arak. The IAEA verified on Monday that Iran had dismantled the reactor.", ["completed confirmed | International Atomic Energy Agency | (commitment) | 2021-03-15"]),
    ("The two sides agreed on verification of the cuts.", ["agreed | - | the cuts"]),
    ("Libya opened its laboratories to the inspectors.", ["invited | the inspectors | - | host Libya"]),
    ("The army barred monitors from the village.", ["refused | monitors | - | host army"]),
    ("Monitors were turned away at a checkpoint near Donetsk.", ["refused | Monitors | - | @donetsk"]),
    ("The mission could not confirm that the guns had been withdrawn.", ["completed inconclusive | mission | that the guns had been withdrawn"]),
    ("The UN could not confirm that any checkpoint had been removed.", ["completed inconclusive | United Nations | that any checkpoint had been removed"]),
    ("The EU could not confirm whether its minister would attend.", []),
    ("The inspectors are examining the debris.", ["under-way | The inspectors | the debris"]),
    ("The inspectors said they needed more time.", []),
    ("The ministers inspected a guard of honour.", []),
    ("The minister visited the plant.", []),
    ("Police are investigating the theft.", []),
    ("The monitors accused both sides of violations.", []),
    ("The verification regime was praised by Norway.", []),
    ("Inspection teams will return to Aleppo in May to inspect the depots.", ["agreed | Inspection teams | the depots | @aleppo | 2021-05"]),
    ("The commission will investigate the killing of the envoys.", ["agreed | commission | the killing of the envoys"]),
    ("The agency verified the accuracy and completeness of Iran's declaration.", ["completed confirmed | The agency | the accuracy and completeness of Iran's declaration | completeness | correctness"]),
    ("Neither figure could be verified independently.", []),
    ("Experts verified that the tunnels had been irreversibly sealed.", ["completed confirmed | Experts | that the tunnels had been irreversibly sealed | irreversibility"]),
    ("The Chairman extended an invitation to inspectors.", ["invited | inspectors | - | host The Chairman"]),
    ("UN officers will be present when the launchers are destroyed.", ["agreed | UN officers | the launchers are destroyed"]),
    ("Russia was present at the destruction of the bombs.", ["completed | Russia | the destruction of the bombs"]),
    ("They discussed the question of American officers being present when the missiles are destroyed.", ["raised | American officers | the missiles are destroyed"]),
    ("The mayor was present at the opening of the park.", []),
    ("Kenyan police were present at the demolition of the houses. The workers were present when the roof was removed.", []),
    ("Norwegian monitors were present at the disarmament of the militias.", ["completed | Norwegian monitors | the disarmament of the militias"]),
    ("They discussed the question of the Turkish government being present when the measures are carried out.", ["raised | Turkish government | the measures are carried out"]),
    ("Kenyan police were present when the measures were carried out.", []),
    ("Turkey asked to be present when the camp is closed.", ["raised | Turkey | the camp is closed"]),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:40] for text, _ in TEXTS])
def test_verifications(text: str, expected: list[str]) -> None:
    assert acting.verifications(text) == expected


def test_the_denier_is_no_checker() -> None:
    found = acting.reading("Iran denied inspectors entry to the site.")
    (entry,) = found.verifications
    assert entry.invited_by == "irn"
    assert entry.by != "irn"


def test_a_check_told_twice_is_one_entry() -> None:
    text = "UN inspectors visited Parchin on Monday. UN inspectors toured Parchin on Monday to take samples."
    (entry,) = acting.reading(text).verifications
    assert [source.says["status"] for source in entry.sources] == ["completed", "completed"]


@pytest.mark.parametrize("text", ["inspections", "verify " * 200, "inspectors " * 200, "access to to to inspectors,"])
def test_nothing_raises(text: str) -> None:
    assert all(text[s.span[0] : s.span[1]] == s.quote for e in acting.reading(text).verifications for s in e.sources)


def test_who_lets_inspectors_in_is_who_stands_before_ready_in_a_headline() -> None:
    text = "Blinken says Rouhani ready to let inspectors into Natanz\n\nPresident Hassan Rouhani met Antony Blinken."
    (check,) = acting.reading(text).verifications
    assert (check.status, check.invited_by) == ("invited", "hassan-rouhani")


def test_inspectors_who_are_invited_somewhere_make_no_visit() -> None:
    found = acting.reading("Hassan Rouhani invited inspectors to Natanz.")
    assert [check.invited_by for check in found.verifications] == ["hassan-rouhani"]
    assert found.meetings == ()
