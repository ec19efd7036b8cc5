"""Say with which force a verb is meant: held, planned, agreed, proposed or refused."""

from __future__ import annotations

from functools import cache
from typing import Literal

from dragoman import terms
from dragoman.markup import Verb
from dragoman.reading.scene import Scene

Force = Literal[
    "happened",
    "under-way",
    "planned",
    "agreed",
    "proposed",
    "ready",
    "refused",
    "postponed",
    "cancelled",
    "denied",
    "hypothetical",
]


@cache
def governors() -> dict[str, Force]:
    """Return the force that a governing verb lends ("agreed to meet": agreed), by lemma."""
    return {row["lemma"]: row["force"] for row in terms.rows("governors")}  # type: ignore[misc]


def own_force(verb: Verb) -> Force:
    """Return the force of a verb group by itself: "met" happened, "will meet" is planned, "could meet" is proposed."""
    if verb.negated:
        return "denied"
    if verb.modality == "conditional":
        return "hypothetical"
    if verb.modality in ("possible", "wished"):
        return "proposed"
    if verb.tense == "future":
        return "planned"
    return "happened"


def key(scene: Scene, verb: Verb) -> str:
    """Return the verb's entry in terms/governors.tsv: with its particle where it has one ("called for", "put off")."""
    following = scene.text[verb.span[1] : verb.span[1] + 12].split()
    phrasal = f"{verb.lemma} {following[0]}" if following else verb.lemma
    return phrasal if phrasal in governors() else verb.lemma


def force(scene: Scene, verb: Verb) -> Force:
    """Return the force of a verb with its governors taken in: "refused to meet", "plans to meet", "was due to meet".

    The nearest governor that says something wins; one that is itself negated turns agreed, planned and ready to refused
    ("did not agree to meet"), and one that is only possible makes them proposed ("could agree to meet"). A finite verb
    speaks for itself, but what is wished or conditional may have been agreed ("agreed that they would meet").
    """
    own = own_force(verb)
    above = scene.chain(verb)[1:]
    if verb.form == "finite":
        settled = own in ("proposed", "hypothetical") and above and governors().get(key(scene, above[0])) == "agreed"
        return _temper("agreed", above[0]) if settled else own
    for link in above:
        lent = governors().get(key(scene, link))
        if lent is not None:
            return _temper(lent, link)
        if link.form == "finite":
            return "denied" if own == "denied" else own_force(link)
    return "denied" if own == "denied" else "happened" if verb.form in ("ing", "participle") else "planned"


def _temper(lent: Force, above: Verb) -> Force:
    if above.negated:
        return "happened" if lent == "denied" else "refused"
    if own_force(above) in ("proposed", "hypothetical") and lent in ("agreed", "planned", "ready"):
        return "proposed"
    return lent
