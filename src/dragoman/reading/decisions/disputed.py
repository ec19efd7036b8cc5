"""Find what sides are told not to agree on: "failed to agree on the mandate", "the main hurdle is", "is unresolved"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.markup import Verb
from dragoman.model import Question, Span
from dragoman.reading.decisions.raised import Raising, any_of, deciders, listed, matter, meeting_of, nearest_phrase
from dragoman.reading.force import own_force
from dragoman.reading.meetings.parties import official
from dragoman.reading.scene import Scene

NO_ACCORD = re.compile(
    r"\b(?:(?:fail(?:s|ed)?|unable|yet|unwilling) to (?:agree|reach (?:an )?agreement)"
    r"|(?:not|never|cannot|n[’']t|without) (?:yet )?(?:been able to )?"
    r"(?:agree|agreed|agreeing|reach(?:ed|ing)? (?:an )?agreement)"
    r"|no (?:\w+ )?(?:agreement|consensus|accord)(?: (?:had|has|was|could|have|be|been|yet|so far|is|reached|found))*"
    r"|disagree(?:s|d)?|differ(?:s|ed)?|differences (?:remain|persist)(?:ed)?|at odds|at loggerheads"
    r"|(?:far|wide|poles) apart"
    r"|(?:remain|are|were|stay)(?:s|ed)? apart|deadlocked"
    r"|(?:deeply|sharply|still|remain|remains|remained|are|were) (?:\w+ly )?(?:divided|split))"
    r"(?: \w+ly)? (?:on|over|about|as to|regarding) (?=\S)",
    re.I,
)
HURDLE = re.compile(
    r"\b(?:sticking[- ]points?|stumbling[- ]blocks?|bones? of contention|points? of (?:contention|difference)"
    r"|(?:main|biggest|chief|last|remaining|only|key|major|final) (?:\w+ )?"
    r"(?:hurdles?|obstacles?|differences?|disputes?)"
    r"|(?:unresolved|unsettled|outstanding|open|disputed|contentious) (?:questions?|issues?|points?|matters?))\b",
    re.I,
)
UNRESOLVED = re.compile(
    r"\s*(?:still |also |yet |as yet )?(?:unresolved|unsettled|undecided|in dispute|disputed|contentious|outstanding"
    r"|up in the air|to be (?:settled|negotiated|agreed|decided|worked out|resolved))\b",
    re.I,
)
# What is not settled, named as a matter: "The question of the enclaves remains open", "is still an open question".
A_MATTER = re.compile(
    r"\b(?:the|that|this|a)\s+(?:\w+\s+)?(?:question|issue|matter|status|fate|future)s?\s+of\s+(?P<what>[^,.;:]{3,60}?)\s+"
    r"(?:is|was|are|were|remains?|remained|has remained|stays?|stayed)\s+(?:still |also |as yet )?"
    r"(?:(?:wide )?open|an open question|unanswered|unresolved|unsettled|undecided)\b(?!\s+to\b)",
    re.I,
)
SETTLING = {"settle", "agree", "resolve", "fix", "negotiate", "determine"}
YET_BEFORE = re.compile(r"\b(?:yet|remains?|remained|still)\s+$", re.I)
PARLEY = re.compile(
    r"\b(?:talks?|negotiat\w+|agreements?|deal|accord|treaty|truce|ceasefire|cease-fire|diplomats?|envoys?|parties|sides"
    r"|summit|delegat\w+|mediators?|conference|settlement)\b",
    re.I,
)
SIDES = re.compile(
    r"(?:the (?:two|three|four|five|six)|both|the (?:parties|participants)|the sides|negotiators|delegates|they)\b",
    re.I,
)
LINKS = {"be", "remain", "prove", "become", "stay", "constitute"}


def disputed(scene: Scene) -> Iterator[Raising]:
    """Yield the matters on which there is no accord, in the order of the text."""
    for sentence in scene.marked.sentences:
        for found in NO_ACCORD.finditer(scene.text, *sentence.span):
            what = nearest_phrase(scene, found.end())
            verb = _main(scene, found.span())
            if what is not None and verb is not None and (_none(found) or _sides(scene, verb)):
                yield _raising(scene, what, (found.start(), what[1]), deciders(scene, verb))
        for found in A_MATTER.finditer(scene.text, *sentence.span):
            if _negotiating(scene, found.span()):
                yield _raising(scene, found.span("what"), found.span(), ())
    for verb in scene.verbs:
        if not verb.subject or A_MATTER.search(scene.text, *scene.sentence(verb.span).span):
            continue
        unsettled = verb.lemma in SETTLING and verb.passive and (verb.negated or _yet(scene, verb))
        linked = verb.lemma in LINKS and verb.form == "finite" and own_force(verb) == "happened"
        if not (unsettled or linked) or not _negotiating(scene, verb.span):
            continue
        what = _named(scene, verb) if linked else verb.subject if _matter(scene, verb.subject) else None
        if what is not None and not HURDLE.search(scene.words(what)):
            yield _raising(scene, what, (verb.subject[0], max(verb.span[1], what[1], _end(scene, verb))), ())


def _negotiating(scene: Scene, span: Span) -> bool:
    """Return whether the sentence, or one beside it, is about people who negotiate: a hurdle may be a horse's."""
    at = scene.sentence_at(span)
    near = scene.sentences[max(0, at - 1) : at + 2]
    return bool(PARLEY.search(scene.text, near[0].span[0], near[-1].span[1]))


def _none(found: re.Match[str]) -> bool:
    return found.group().casefold().startswith("no ")


def _sides(scene: Scene, verb: Verb) -> bool:
    """Return whether sides are at odds: states, offices, or those that nobody knows: "both delegations"."""
    by = deciders(scene, verb)
    if by and not SIDES.match(scene.words(verb.subject or verb.span)):
        return all(official(scene, actor) for actor in by)
    return bool(verb.subject and SIDES.match(scene.words(verb.subject)))


def _main(scene: Scene, span: Span) -> Verb | None:
    """Return the verb in whose group or clause the words stand."""
    verbs = [v for v in scene.near(span) if v.span[0] < span[1]]
    return verbs[-1] if verbs else None


def _named(scene: Scene, verb: Verb) -> Span | None:
    """Return the words for the matter: the subject of "is the main hurdle", or what stands behind "the hurdle is"."""
    after = (verb.span[1], _end(scene, verb))
    subject = verb.subject or verb.span
    if HURDLE.search(scene.words(subject)):
        return nearest_phrase(scene, after[0] + 1)
    hurdle = HURDLE.search(scene.text, after[0], min(after[1], after[0] + 60))
    told = UNRESOLVED.match(scene.text, *after) or hurdle
    return subject if told and _matter(scene, subject) else None


def _matter(scene: Scene, span: Span) -> bool:
    """Return whether the words are about a matter and not about somebody."""
    return not any(scene.actors[a].kind in ("person", "group") for a in scene.heads_in(span))


def _yet(scene: Scene, verb: Verb) -> bool:
    """Return whether it is still to be settled: "has yet to be agreed"."""
    return bool(YET_BEFORE.search(scene.text, max(0, verb.span[0] - 16), verb.span[0]))


def _end(scene: Scene, verb: Verb) -> int:
    return max(verb.span[1], min(verb.clause[1], scene.sentence(verb.span).span[1]))


def _raising(scene: Scene, what: Span, span: Span, by: tuple[str, ...]) -> Raising:
    words = scene.words(what)
    question = _question(words)
    about = meeting_of(scene, what) if question in ("venue", "date") else None
    return Raising(
        span=span, head=(span[0], span[0] + 1), question=question, status="open", about=about or words, by=by
    )


def _question(words: str) -> Question:
    """Return the question that the words for a matter name: the "date" of, the "seats" at, the "wording" of."""
    noun = any_of("noun").search(words)
    named: Question | None = listed("noun")[noun.group().casefold()] if noun else None  # type: ignore[assignment]
    return matter(words, "matter") or named or matter(words, "bearing") or "other"
