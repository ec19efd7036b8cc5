"""Say with which force a verb is meant: held, planned, agreed, proposed or refused."""

from __future__ import annotations

import re
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
    "implied",
]


THE_FIRST = re.compile(r"\b(?:first|second|third|last|only|latest)\s+(?:[\w’'-]+\s+){0,6}$", re.I)
UNWILLED = {"need", "expect", "schedule", "set", "slate", "due", "arrange", "book", "fix", "be", "have"}
NOUN_BEFORE = re.compile(r"\b([A-Za-z]+)\s+(?:(?:in|of|for|at|on)\s+)?$")
WAS_TO_HAVE = re.compile(r"(?:was|were)\s+to\s+have\b", re.I)
NOT_DONE = re.compile(r"\bwithout\s+$|\bha(?:s|ve|d)\s+yet\s+$", re.I)
NOBODY = re.compile(r"(?:neither|no|nobody|none|no one)\s+(?:of\s+)?(?:the\s+|his\s+|her\s+|their\s+)?$", re.I)
INVERTED = re.compile(
    r"\b(?:did|does|do|has|have|had|is|are|was|were|will|would|could|can|should|shall|may|might|must)(?:n[’']t)?\s+"
    r"(?:not\s+|the\s+)?$",
    re.I,
)
BE_TO = re.compile(r"(?:is|are|was|were|been)\s+(?:\w+\s+)?to\b", re.I)


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


def _undone(scene: Scene, verb: Verb) -> bool:
    """Return whether words before the verb say that nobody did it: "without meeting", "has yet to meet", "Neither"."""
    if NOT_DONE.search(scene.text, max(0, verb.span[0] - 16), verb.span[0]):
        return True
    subject = verb.subject if verb.form == "finite" else None
    if subject is None:
        return False
    start = max(scene.sentence(verb.span).span[0], subject[0] - 20)
    first = scene.words(subject).split(maxsplit=1)[:1]
    return bool(NOBODY.search(scene.text, start, subject[0])) or bool(first and NOBODY.match(f"{first[0]} "))


def questioned(scene: Scene, verb: Verb) -> bool:
    """Return whether a sentence only asks whether it is so: "Did Rwanda send soldiers?"."""
    sentence = scene.sentence(verb.span).span
    if verb.form != "finite" or not scene.words(sentence).rstrip(" \"”’')").endswith("?"):
        return False
    start = (verb.subject or verb.span)[0]
    return bool(INVERTED.search(scene.text, max(sentence[0], start - 24), start))


def key(scene: Scene, verb: Verb) -> str:
    """Return the verb's entry in terms/governors.tsv: with its particle where it has one ("called for", "put off")."""
    phrasal = scene.phrasal(verb)
    return phrasal if phrasal in governors() else verb.lemma


def force(scene: Scene, verb: Verb) -> Force:
    """Return the force of a verb with its governors taken in: "refused to meet", "plans to meet", "was due to meet".

    The nearest governor that says something wins; one that is itself negated turns agreed, planned and ready to refused
    ("did not agree to meet"), and one that is only possible makes them proposed ("could agree to meet"). A finite verb
    speaks for itself, but what is wished or conditional may have been agreed ("agreed that they would meet").
    """
    if _undone(scene, verb) or questioned(scene, verb):
        return "denied"
    own = own_force(verb)
    above = scene.chain(verb)[1:]
    if verb.form == "finite":
        return _finite_force(scene, verb, own, above)
    if verb.form == "to" and THE_FIRST.search(scene.text, max(0, verb.span[0] - 60), verb.span[0]):
        main = [other for other in scene.near(verb.span) if other.form == "finite" and other.span[1] <= verb.span[0]]
        return own_force(main[-1]) if main else "happened"  # "became the first president to visit Armenia"
    for link in above:
        lent = "ready" if link.lemma == "prepare" and link.passive else governors().get(key(scene, link))
        if lent == "implied":
            return "denied" if own == "denied" else own_force(link)  # "flew to Geneva to meet", "managed to meet"
        if lent is not None:
            return _temper(lent, link)
        if BE_TO.match(scene.words(link.span)):
            return "planned"
        if link.form == "finite" and verb.form != "to" and _governing_noun(scene, verb) is None:
            return "denied" if own == "denied" else own_force(link)
    noun = _governing_noun(scene, verb)
    if noun is not None:
        return noun  # "announced plans to visit", "its interest in resuming talks"
    if verb.form == "to":
        return "proposed" if above else "planned"  # "told their teams to meet"; a headline's "X to meet Y"
    return "denied" if own == "denied" else "happened"


def _governing_noun(scene: Scene, verb: Verb) -> Force | None:
    """Return what the noun or adjective right before an infinitive or -ing form lends: "plans to", "is ready to"."""
    found = NOUN_BEFORE.search(scene.text, max(0, verb.span[0] - 40), verb.span[0])
    lent = governors().get(f"the {found.group(1).casefold()}") if found and verb.form in ("to", "ing") else None
    before = [v for v in scene.near(verb.span) if v.lemma == "be" and v.span[1] <= verb.span[0]] if lent else []
    return "refused" if lent == "ready" and before and before[-1].negated else lent  # "is not ready to meet"


def _finite_force(scene: Scene, verb: Verb, own: Force, above: tuple[Verb, ...]) -> Force:
    """Return the force of a finite verb: its own, but for "was to meet", "agreed they would", "said it would"."""
    if own == "happened" and WAS_TO_HAVE.match(scene.words(verb.span)):
        return "cancelled"  # "was to have met": he did not
    if own == "happened" and BE_TO.match(scene.words(verb.span)):
        return "planned"
    if own == "happened" and scene.words(verb.span).startswith("be "):
        return "proposed"  # "insisted that the summit be held in Geneva"
    wanted = governors().get(key(scene, above[0])) if above else None
    if own == "happened" and verb.tense == "present" and not verb.perfect and wanted in ("proposed", "agreed"):
        return _temper(wanted, above[0])  # "has proposed that they meet"
    if own not in ("proposed", "hypothetical") or not above:
        return own
    if governors().get(key(scene, above[0])) == "agreed":
        return _temper("agreed", above[0])
    told = above[0].tense == "past" and scene.words(verb.span).startswith("would")
    return "planned" if own == "hypothetical" and told else own  # the future, told in the past


def _temper(lent: Force, above: Verb) -> Force:
    if above.negated and above.lemma in UNWILLED:
        return "denied"  # "did not need to meet" refuses nothing
    if above.negated:
        return "happened" if lent == "denied" else "refused"
    if own_force(above) in ("proposed", "hypothetical") and lent in ("agreed", "planned", "ready"):
        return "proposed"
    return lent
