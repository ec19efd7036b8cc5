"""Define marked-up text: what the language layer hands to the reading steps. Nothing here is printed or stored.

Rules fill these, and the encoder `said` and `named`; docs/model-card.md says which does what, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias

from dragoman.model import Actor, Document, Finding, Mention, Place, Problem, Reading, Span, Time, Value

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Sentence(Value, frozen=True, kw_only=True):
    """One sentence: its paragraph's number, and whether it is the title."""

    span: Span
    paragraph: int
    role: Literal["title", "body"] = "body"


class Quote(Value, frozen=True, kw_only=True):
    """Quoted words. `span` is inside the marks, `marks` includes them; `closed` is False where the end was inferred."""

    span: Span
    marks: Span
    closed: bool = True


class Phrase(Value, frozen=True, kw_only=True):
    """A noun phrase without its relative clauses; `head` is the span of its head word or name."""

    span: Span
    head: Span


class Verb(Value, frozen=True, kw_only=True):
    """A verb group and what hangs on it.

    `span` covers the whole group ("will not have met"), `lemma` its main verb. `form` tells "met" (finite) from "to
    meet", "meeting" and a bare participle ("undertaken by"). `modality`: actual ("met", "will meet"), possible (could,
    may, might), wished (should, would like), conditional (would, inside "if"). `subject` and `object` are noun phrases,
    `complement` a reported clause or infinitive ("that ...", "to ..."), `clause` the stretch that the verb governs,
    subject included.
    """

    span: Span
    lemma: str
    form: Literal["finite", "to", "ing", "participle"]
    tense: Literal["past", "present", "future"] | None = None
    perfect: bool = False
    passive: bool = False
    negated: bool = False
    modality: Literal["actual", "possible", "wished", "conditional"] = "actual"
    subject: Span | None = None
    object: Span | None = None
    complement: Span | None = None
    clause: Span


class Said(Value, frozen=True, kw_only=True):
    """What the encoder takes for an attribution: who (source, if named), says (cue), what (content, in pieces)."""

    source: Span | None = None
    cue: Span
    content: tuple[Span, ...]


NameKind: TypeAlias = Literal["person", "organisation", "place", "group", "misc"]


class Named(Value, frozen=True, kw_only=True):
    """What a model takes for a name, its words alone; a `group` is a people or a faith, `misc` any other name."""

    span: Span
    kind: NameKind


class Marked(Value, frozen=True, kw_only=True):
    """A document with its language marked up. Everything is in the order of the text.

    Where a user's spaCy pipeline was asked too, `language` is its name and version, `parses` has what it says of each
    sentence, its characters counted from where the sentence begins.
    """

    document: Document
    doc: Doc
    language: str = ""
    parses: tuple[Doc, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    verbs: tuple[Verb, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    said: tuple[Said, ...] = ()
    named: tuple[Named, ...] = ()
    problems: tuple[Problem, ...] = ()


Language: TypeAlias = Callable[[Document], Marked]
Step: TypeAlias = Callable[[Marked, Reading], Iterable[Finding]]  # sees the findings of the steps before it
