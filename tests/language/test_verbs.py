"""Read the verbs of sentences made up for this test: group, subject, object, and what the form says."""

from __future__ import annotations

import pytest

from dragoman.language import mark
from dragoman.markup import Marked, Verb
from dragoman.model import Document, Span


def marked(text: str) -> Marked:
    return mark(Document(id="0" * 12, sha256="0" * 64, text=text))


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


def described(verb: Verb) -> set[str]:
    found: set[str] = {verb.form, verb.tense or "", verb.modality}
    found |= {name for name in ("perfect", "passive", "negated") if getattr(verb, name)}
    return found - {"", "actual", "finite"}


# sentence | verb group | subject | object | what the form says
TABLE = """
# plain
The talks on Sudan that were due in May failed. | were | The talks | - | past
The text that Kim and Moon signed in Pyongyang in May speaks of a truce. | speaks | The text | - | present
The accord that the two sides signed in Minsk obliges them to stop. | obliges | The accord | them | present
They agreed to stop shelling the town. | to stop | They | - | to
Pompeo met Kim in Pyongyang. | met | Pompeo | Kim | past
The Parties undertake to withdraw their forces. | undertake | The Parties | - | present
The two leaders meet on Tuesday. | meet | The two leaders | - | present
Kim visits the test site. | visits | Kim | the test site | present
Moscow plans to send a delegation to Damascus. | plans | Moscow | - | present
Moscow plans to send a delegation to Damascus. | to send | Moscow | a delegation | to
Inspectors visited three sites on Monday. | visited | Inspectors | three sites | past
The rebels attack convoys at night. | attack | The rebels | convoys | present
Both sides claim victory. | claim | Both sides | victory | present
The ministry denied the report. | denied | The ministry | the report | past
Washington and Tehran exchanged letters. | exchanged | Washington and Tehran | letters | past
The envoy had a good meeting with the president. | had | The envoy | a good meeting | past
They have a plan. | have | They | a plan | present
We do not accept this. | do not accept | We | this | present negated
Syria is a neighbour of Iraq. | is | Syria | a neighbour of Iraq | present
# auxiliaries
The ministers will meet in Vienna. | will meet | The ministers | - | future
The ministers will not have met by then. | will not have met | The ministers | - | future perfect negated
Iran has never accepted the terms. | has never accepted | Iran | the terms | present perfect negated
Pakistan had been warned. | had been warned | Pakistan | - | past perfect passive
The talks are being held in Oslo. | are being held | The talks | - | present passive
The truce could still collapse. | could still collapse | The truce | - | possible
The sides may resume talks next week. | may resume | The sides | talks | possible
Israel should withdraw its troops. | should withdraw | Israel | its troops | wished
Seoul would like to host the summit. | would like | Seoul | - | wished
Seoul would like to host the summit. | to host | Seoul | the summit | to
Serbia would reject such a deal. | would reject | Serbia | such a deal | conditional
If Iraq refuses, the council will act. | refuses | Iraq | - | present conditional
If Iraq refuses, the council will act. | will act | the council | - | future
Kim is to visit Hanoi in February. | is to visit | Kim | Hanoi | future
The general is going to resign. | is going to resign | The general | - | future
The plan is to hold talks. | to hold | The plan | talks | to
The prisoners were freed on Friday. | were freed | The prisoners | - | past passive
Nobody was hurt. | was hurt | Nobody | - | past passive
The sanctions can't be lifted now. | can't be lifted | The sanctions | - | passive possible negated
He won't resign. | won't resign | He | - | future negated
Will the two sides meet again? | meet | the two sides | - | future
Did Kim agree to inspections? | agree | Kim | - | past
The convoy has today reached the border. | has today reached | The convoy | the border | present perfect
It's been agreed. | 's been agreed | It | - | present perfect passive
The embassy was re-opened in May. | was re-opened | The embassy | - | past passive
# noun or verb
The visit was a success. | was | The visit | a success | present?past
The peace talks in Geneva ended without result. | ended | The peace talks | - | past
His offer to talk surprised the rebels. | surprised | His offer | the rebels | past
Missile tests continued. | continued | Missile tests | - | past
The attack on the base killed ten soldiers. | killed | The attack | ten soldiers | past
The report says the plan failed. | says | The report | - | present
The report says the plan failed. | failed | the plan | - | past
Members of the council back the plan. | back | Members of the council | the plan | present
They demand a halt to the bombing. | demand | They | a halt | present
He demands that Iraq withdraw. | demands | He | - | present
Rebels land troops on the island. | land | Rebels | troops | present
Egypt, which hosts the talks, offered a compromise. | hosts | Egypt | the talks | present
Egypt, which hosts the talks, offered a compromise. | offered | Egypt | a compromise | past
The parties pledge to respect the border. | pledge | The parties | - | present
Bomb attacks in the north left five dead. | left | Bomb attacks | five | past
France and Germany support the mission. | support | France and Germany | the mission | present
# participles
The steps undertaken by North Korea were discussed. | undertaken | The steps | - | participle passive
The steps undertaken by North Korea were discussed. | were discussed | The steps | - | past passive
A plan proposed by Moscow was rejected. | proposed | A plan | - | participle passive
A plan proposed by Moscow was rejected. | was rejected | A plan | - | past passive
The ship seized in May was released on Sunday. | seized | The ship | - | participle passive
The ship seized in May was released on Sunday. | was released | The ship | - | past passive
Moscow proposed a plan. | proposed | Moscow | a plan | past
The talks held in Geneva, the third this year, ended on Friday. | held | The talks | - | participle passive
The talks held in Geneva, the third this year, ended on Friday. | ended | The talks | - | past
The council discussed a letter sent by the rebels. | sent | a letter | - | participle passive
Faced with new sanctions, Iran halted the programme. | Faced | Iran | - | participle passive
Faced with new sanctions, Iran halted the programme. | halted | Iran | the programme | past
Asked about the delay, the envoy shrugged. | shrugged | the envoy | - | past
Kim, accompanied by aides, left the hotel. | accompanied | Kim | - | participle passive
Kim, accompanied by aides, left the hotel. | left | Kim | the hotel | past
The proposed summit may be delayed. | may be delayed | The proposed summit | - | passive possible
# -ing
He left Cairo, calling the talks useful. | calling | He | the talks | ing
After meeting Kim, Pompeo flew to Seoul. | meeting | Pompeo | Kim | ing
After meeting Kim, Pompeo flew to Seoul. | flew | Pompeo | - | past
The treaty banning land mines took effect. | banning | The treaty | land mines | ing
The treaty banning land mines took effect. | took | The treaty | effect | past
Speaking in Oslo, she urged restraint. | Speaking | she | - | ing
Speaking in Oslo, she urged restraint. | urged | she | restraint | past
The fighting has stopped. | has stopped | The fighting | - | present perfect
The working group will meet weekly. | will meet | The working group | - | future
They stopped building the wall. | building | They | the wall | ing
# subjects over a distance
Sergei Lavrov, Russia's foreign minister, who arrived on Monday, said the talks were useful. | said | Sergei Lavrov | - | past
Sergei Lavrov, Russia's foreign minister, who arrived on Monday, said the talks were useful. | were | the talks | - | past
The minister, speaking to reporters in Rome, denied the charge. | denied | The minister | the charge | past
The head of the agency, Mohamed ElBaradei, told the board that work had stopped. | told | The head of the agency | the board | past
The envoy for the region met Assad and said he was hopeful. | said | The envoy for the region | - | past
Lavrov met Kerry on Friday and will see him again. | will see | Lavrov | him | future
The rebels signed the accord, but rejected the annex. | rejected | The rebels | the annex | past
The delegation that arrived on Sunday has left. | arrived | The delegation | - | past
The delegation that arrived on Sunday has left. | has left | The delegation | - | present perfect
Those who were hurt were taken to Beirut. | were taken | Those | - | past passive
The talks they held in Cairo failed. | failed | The talks | - | past
The Organization for Security and Cooperation (OSCE) sent monitors. | sent | The Organization for Security and Cooperation | monitors | past
On Sunday the president announced a ceasefire. | announced | the president | a ceasefire | past
In a statement, the group claimed responsibility. | claimed | the group | responsibility | past
The president on Tuesday dismissed two generals. | dismissed | The president | two generals | past
Iran's deputy foreign minister, Abbas Araqchi, 62, said no. | said | Iran's deputy foreign minister | - | past
There was a meeting in Doha. | was | a meeting | - | past
There would be no deal, he said. | would be | no deal | - | conditional
# attribution behind or inside
The talks were useful, said Yoon. | said | Yoon | - | past
The talks were useful, a spokesman said Sunday. | said | a spokesman | - | past
The options were refined, said Sunday the US State Department. | said | the US State Department | - | past
"We will not yield," said the president of Belarus. | said | the president of Belarus | - | past
"We will not yield," he said. | said | he | - | past
The sides, said the mediator, are close to a deal. | said | the mediator | - | past
According to the ministry, two soldiers died. | died | two soldiers | - | past
Kuchma assured Yeltsin that Ukraine would not join NATO. | would not join | Ukraine | NATO | conditional negated
The text, obtained by Reuters, calls for elections. | calls | The text | - | present
# infinitives
The sides agreed to create a commission to monitor the truce. | agreed | The sides | - | past
The sides agreed to create a commission to monitor the truce. | to create | The sides | a commission | to
Kim invited inspectors to visit the site. | to visit | inspectors | the site | to
The council urged both sides to stop. | to stop | both sides | - | to
Syria has refused to attend. | to attend | Syria | - | to
Iran promised Europe to comply. | to comply | Iran | - | to
He helped the parties reach a deal. | reach | the parties | a deal | to
Both want to meet and discuss terms. | discuss | Both | terms | to
Kim will meet Moon and discuss aid. | discuss | Kim | aid | future
They were arrested in May and released. | released | They | - | past passive
Much remained to be done. | remained | Much | - | past
The team made surprise visits to a number of sites. | made | The team | surprise visits | past
No one wants to stay in Lebanon. | wants | No one | - | present
He is willing to leave provided the border is secured. | is secured | the border | - | present passive conditional
That resolution calls for talks. | calls | That resolution | - | present
As the toll in Gaza has risen, the cabinet has met. | has risen | the toll | - | present perfect
The inspectors toured three suspected sites. | toured | The inspectors | three suspected sites | past
It is hard for him to enter the site. | to enter | him | the site | to
# words that look like something else
The United States left the accord. | left | The United States | the accord | past
May said she would stay. | said | May | - | past
The state of emergency ends on Friday. | ends | The state of emergency | - | present
The deal calls for a two-month truce. | calls | The deal | - | present
A pro-Iranian militia fired rockets. | fired | A pro-Iranian militia | rockets | past
The king hoped that the summit would bring peace, and promised aid. | promised | The king | aid | past
The king said that the army is ready and promised aid. | promised | The king | aid | past
The king said that the army would leave and the rebels would return. | would return | the rebels | - | conditional
They'll first meet the rebels in Rome. | 'll first meet | They | the rebels | future
The army shelled the town and burned houses. | burned | The army | houses | past
Over 300 people fled. | fled | Over 300 people | - | past
The US-led coalition bombed a depot. | bombed | The US-led coalition | a depot | past
Moon Jae-in praised Kim Jong-un. | praised | Moon Jae-in | Kim Jong-un | past
The accord has been violated, both sides say. | say | both sides | - | present
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines() if line[0] != "#"]


@pytest.mark.parametrize(("sentence", "group", "subject", "object_", "form"), CASES, ids=lambda part: part[:40])
def test_verbs_have_their_subject_object_and_form(
    sentence: str, group: str, subject: str, object_: str, form: str
) -> None:
    found = [verb for verb in marked(sentence).verbs if words(sentence, verb.span) == group]
    assert found, f"no group {group!r}: {[words(sentence, verb.span) for verb in marked(sentence).verbs]}"
    verb = found[-1] if len(found) > 1 else found[0]
    assert words(sentence, verb.subject) == (None if subject == "-" else subject)
    assert words(sentence, verb.object) == (None if object_ == "-" else object_)
    if "?" not in form:
        assert described(verb) == set(form.split())
    assert verb.clause[0] <= verb.span[0]
    assert verb.span[1] <= verb.clause[1]
