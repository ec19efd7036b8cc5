"""Read what verbs of saying and agreeing take, and how far a verb's clause goes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import STEPS, mark
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked, Verb
from dragoman.model import Document


def read(text: str) -> Marked:
    return mark(Document(id="0" * 12, sha256="0" * 64, text=text))


def the_verb(text: str, group: str) -> Verb:
    return next(verb for verb in read(text).verbs if text[verb.span[0] : verb.span[1]] == group)


COMPLEMENTS = """
He said that the talks had failed. | said | that the talks had failed
He said the talks had failed. | said | the talks had failed
He said on Monday the talks had failed. | said | the talks had failed
He told reporters in Oslo that both sides were close to a deal, but refused to say more. | told | that both sides were close to a deal
He told Moon that he had discussed the steps with Kim, said the spokeswoman. | told | that he had discussed the steps with Kim
They agreed that the summit should take place soon, a spokesman said. | agreed | that the summit should take place soon
He said he had a good meeting with Kim while recalling that much remained to be done. | said | he had a good meeting with Kim
The two agreed to create a commission to monitor the truce. | agreed | to create a commission to monitor the truce
Kim invited inspectors to visit the site. | invited | to visit the site
Iran vowed to respond, saying it would never yield. | vowed | to respond
He asked whether the embassy would close. | asked | whether the embassy would close
Washington believes Damascus used the gas. | believes | Damascus used the gas
The envoy said there would be a second round. | said | there would be a second round
The minister announced that Egypt, which hosts the talks, would send a team. | announced | that Egypt, which hosts the talks, would send a team
Both pledged with one voice to end the war. | pledged | to end the war
The ministry denied the report. | denied | -
"""
CLAUSES = """
Kim met Moon in May and will visit Seoul in June. | met | Kim met Moon in May
Kim met Moon in May, and Trump met Putin in July. | met | Kim met Moon in May
The truce, which began on Friday, has held. | began | The truce, which began on Friday
The truce, which began on Friday, has held. | has held | The truce, which began on Friday, has held
He left Cairo after he had met the king. | left | He left Cairo
He left Cairo after the meeting with the king. | left | He left Cairo after the meeting with the king
The sides met in Geneva, said the mediator. | said | said the mediator
The sides met in Geneva, said the mediator. | met | The sides met in Geneva
If Iraq refuses, the council will act. | will act | the council will act
The plan proposed by Moscow in March was rejected. | proposed | The plan proposed by Moscow in March
He said the talks had failed. | said | He said the talks had failed
"""


def cases(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "group", "expected"), cases(COMPLEMENTS), ids=lambda part: part[:40])
def test_complements(text: str, group: str, expected: str) -> None:
    complement = the_verb(text, group).complement
    assert (text[complement[0] : complement[1]] if complement else "-") == expected


@pytest.mark.parametrize(("text", "group", "expected"), cases(CLAUSES), ids=lambda part: part[:40])
def test_clauses(text: str, group: str, expected: str) -> None:
    clause = the_verb(text, group).clause
    assert text[clause[0] : clause[1]] == expected


WORDS = """the a Kim Moon Pompeo talks visit visits said agreed proposed by who which that to and but of in not has been
was will meet met meeting had if “ ” ‘ ’ " '' ` , . ? ! : - – _ ( ) U.S. Mr. 2018 Sunday 's n't there | ||"""
PIECES = [word.replace("|", "\n") for word in WORDS.split()]
OWN = [step for step in STEPS if step.__module__.rsplit(".", 1)[1] not in ("times", "names", "coreference")]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join), st.text(max_size=120)))
def test_no_text_raises_and_every_span_lies_in_the_text(text: str) -> None:
    marked = Marked(document=Document(id="0" * 12, sha256="0" * 64, text=text), doc=tokenize(""))
    for step in OWN:
        marked = step(marked)
    assert marked.doc.text == text
    spans = [*marked.paragraphs, *(sentence.span for sentence in marked.sentences)]
    spans += [quote.span for quote in marked.quotes] + [phrase.span for phrase in marked.phrases]
    spans += [span for verb in marked.verbs for span in (verb.span, verb.subject, verb.object, verb.complement) if span]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(verb.clause[0] <= verb.span[0] < verb.span[1] <= verb.clause[1] for verb in marked.verbs)
