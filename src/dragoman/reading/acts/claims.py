"""Say which verbs another entry already rests on, or a statement from which the act is coded."""

from __future__ import annotations

from dragoman.markup import Verb
from dragoman.model import Commitment, Span
from dragoman.reading.acts.rules import Rule
from dragoman.reading.scene import Scene
from dragoman.spans import Laid, holds

PROMISED = frozenset(("RETREAT", "AID", "CONCEDE", "COOPERATE", "SUPPORT", "MOBILIZE"))
CHECKED = frozenset(("REJECT", "REQUEST", "CONCEDE", "COERCE"))
OF_MEETINGS = frozenset(("REQUEST", "REJECT", "SANCTION", "PROTEST", "SUPPORT"))
OF_DECISIONS = frozenset(("REQUEST", "REJECT", "SUPPORT"))
# An accusation, praise or refusal is coded from the statement (plover.py) that tells in a clause what is said; one of
# a mere thing or person ("condemned the raid", "praised both sides") is an act.
FROM_STATEMENTS = frozenset(("ACCUSE", "SUPPORT", "REJECT"))


class Claims:
    """The words of the other entries of a reading."""

    def __init__(self, scene: Scene) -> None:
        self.scene, reading = scene, scene.reading
        self.contents = Laid((span, one) for one in reading.statements for span in one.spans)
        told = [one for one in reading.statements if any(scene.verbs_in(span) for span in one.spans)]
        self.commitments = Laid((s.span, one) for one in reading.commitments for s in one.sources)
        self.checks = Laid((s.span, one) for one in reading.verifications for s in one.sources)
        self.decisions = Laid((s.span, one) for one in reading.decisions for s in one.sources)
        self.meetings = Laid((s.span, one) for one in reading.meetings for s in one.sources)
        self.stances = Laid((s.source.span, one) for one in told for s in one.stance)
        self.cues = Laid((s.span, one) for one in told for s in one.sources)

    def hold(self, verb: Verb, rule: Rule) -> bool:
        """Return whether another entry rests on this verb, or a statement from which the act is coded."""
        if any(_promised(one, rule) for span, one in self.commitments.touching(verb.span) if holds(span, verb.span)):
            return True
        of_check = rule.event in CHECKED or rule.mode == "investigate"
        if of_check and any(span[0] <= verb.span[0] for span, _ in self.checks.touching(verb.span)):
            return True
        if any(span[0] < verb.span[0] and one.finding != "confirmed" for span, one in self.checks.touching(verb.span)):
            return True  # "could not say who had fired": nobody holds that it was so
        asked = self.decisions.touching(verb.span) if rule.event in OF_DECISIONS else []
        if any(span[0] <= verb.span[0] for span, _ in asked):
            return True  # what somebody wants of a question on the table is an option
        met = (span for span, _ in self.meetings.touching(verb.span))
        if any(span[0] <= verb.span[0] and _heads(span, verb) for span in met):
            return rule.event in OF_MEETINGS
        return rule.event in FROM_STATEMENTS and self._stated(verb, rule)

    def _stated(self, verb: Verb, rule: Rule) -> bool:
        if self._of_a_thing(verb):
            return False
        if self.stances.touching(verb.span):
            return True
        cued = any(span[1] <= verb.span[1] + 16 for span, _ in self.cues.touching(verb.span))
        return rule.event == "ACCUSE" and not rule.objects and cued

    def _of_a_thing(self, verb: Verb) -> bool:
        """Return whether what is said is a thing: "rejected the charge that", not "assailed Ukraine for holding"."""
        of = verb.object
        if of is None or not self.contents.touching(of):
            return False
        following = next(iter(self.scene.verbs_from(of[0])), None)
        return following is None or (following.form != "ing" and following.subject != of)


def _promised(one: Commitment, rule: Rule) -> bool:
    """Return whether a commitment tells the act itself: done as promised, given, or refused."""
    return one.phase == "performed" or rule.event in PROMISED or (rule.event == "REJECT" and one.phase == "refused")


def _heads(span: Span, verb: Verb) -> bool:
    start = (verb.subject or verb.span)[0]
    return abs(span[0] - start) < 3 or abs(span[0] - verb.span[0]) < 3
