"""Take a user's pipeline at its word: names before ours are looked for, tags after our tags, trees after our verbs.

The pipeline cuts words by its own lights; its words and ours are laid on each other by their characters. Where it has
nothing to say, or cuts no word where we have one, what our own steps found stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Token

from dragoman.language.pipeline.load import label, load
from dragoman.language.syntax.tags import bounds, filled, named_words
from dragoman.language.syntax.words import forms, guessed
from dragoman.markup import Marked, Named, NameKind, Phrase, Verb
from dragoman.model import Problem, Span
from dragoman.spans import cover, holds, inside, touch

KINDS: dict[str, NameKind] = {
    **dict.fromkeys(("PERSON", "PER"), "person"),
    **dict.fromkeys(("ORG", "ORGANISATION", "ORGANIZATION"), "organisation"),
    **dict.fromkeys(("GPE", "LOC", "LOCATION", "PLACE", "FAC", "FACILITY"), "place"),
    **dict.fromkeys(("NORP", "GROUP"), "group"),
    **dict.fromkeys(("MISC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE"), "misc"),
}
SPACE = re.compile(r"\s")
ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
OWNING = re.compile(r"\s*['’][sS]?$")
SAME = {"NNPS": "NNP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "RP": "RB"}  # Penn tag -> ours
# Tags are exchanged within these: elsewhere our rules mean something of their own by a tag ("more" is a determiner).
CLASSES = (
    frozenset(("NN", "NNS", "NNP", "JJ", "RB", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ")),
    frozenset(("IN", "TO", "DT", "WDT")),  # "that", "to"
    frozenset(("POS", "VBZ")),  # "'s"
    frozenset(("PRP", "PRP$")),  # "her"
)
SUBJECTS = frozenset(("nsubj", "nsubjpass", "nsubj:pass"))
OBJECTS = frozenset(("obj", "dobj"))


def parsed(marked: Marked, name: str) -> Marked:
    """Run a pipeline over each sentence into `parses`, and put its names into `named`; a problem where it fails."""
    marked = msgspec.structs.replace(marked, language=label(name))
    text = SPACE.sub(" ", marked.document.text)
    lines = [text[slice(*sentence.span)] for sentence in marked.sentences]
    try:
        docs = tuple(load(name).pipe(lines))
        if [doc.text for doc in docs] != lines:
            raise ValueError("the words that it gives back are not those of the text")
    except Exception as error:  # a stranger's code, on any text
        message = f"{marked.language}: {type(error).__name__}: {' '.join(str(error).split())}"
        problem = Problem(code="pipeline-failed", message=message, span=(0, len(text)))
        return msgspec.structs.replace(marked, problems=(*marked.problems, problem))
    return msgspec.structs.replace(marked, parses=docs, named=tuple(_names(marked, docs)))


def _names(marked: Marked, docs: Sequence[Doc]) -> Iterator[Named]:
    """Yield the names: `the Vostra Group's` has two words that are no part of it."""
    for sentence, doc in zip(marked.sentences, docs, strict=True):
        for ent in doc.ents:
            first = ARTICLE.match(ent.text)
            last = OWNING.search(ent.text)
            start, end = first.end() if first else 0, last.start() if last else len(ent.text)
            if ent.label_ in KINDS and start < end:
                at = sentence.span[0] + ent.start_char
                yield Named(span=(at + start, at + end), kind=KINDS[ent.label_])


def retagged(marked: Marked) -> Marked:
    """Exchange tags and lemmas in `doc` for the pipeline's, where its tag means what our rules mean by it."""
    tokens, named = list(marked.doc), named_words(marked.doc, marked.mentions)
    names, roots = [token.tag_ for token in tokens], [token.lemma_ for token in tokens]
    for token, theirs in _pairs(marked, tokens):
        tag = SAME.get(theirs.tag_, theirs.tag_)
        if tag != token.tag_ and not named[token.i] and any({tag, token.tag_} <= kind for kind in CLASSES):
            names[token.i], roots[token.i] = tag, _lemma(token.lower_, tag, theirs.lemma_.lower())
    words, spaces = [token.text for token in tokens], [bool(token.whitespace_) for token in tokens]
    return msgspec.structs.replace(marked, doc=filled(marked.doc, words, spaces, names, roots))


def _lemma(word: str, tag: str, theirs: str) -> str:
    """Return the lemma of a word under another tag: a verb's from our tables, else the pipeline's, else a guess."""
    if tag[:1] != "V":
        return word
    form = forms().get(word)
    if form is None and theirs:
        return theirs
    form = form or guessed(word)
    return form.lemma if form is not None else word


def _pairs(marked: Marked, tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield each word of `doc` with the last of the pipeline's words that share a character with it."""
    ranges = bounds(marked.sentences, [token.idx for token in tokens])
    for sentence, doc, (first, last) in zip(marked.sentences, marked.parses, ranges, strict=False):
        theirs = [(sentence.span[0] + token.idx, token) for token in doc if not token.is_space]
        at = 0
        for token in tokens[first:last] if theirs else ():
            while at + 1 < len(theirs) and theirs[at + 1][0] < token.idx + len(token):
                at += 1
            if theirs[at][0] + len(theirs[at][1]) > token.idx:
                yield token, theirs[at][1]


def governed(marked: Marked) -> Marked:
    """Exchange subject and object of `verbs` for those that the pipeline's tree has."""
    found = list(marked.verbs)
    at = {verb.span: number for number, verb in enumerate(found)}
    for sentence, doc in zip(marked.sentences, marked.parses, strict=False):
        verbs = inside(marked.verbs, sentence.span)
        phrases = inside(marked.phrases, sentence.span)
        for verb in verbs:
            found[at[verb.span]] = _governing(verb, _main(verb, doc, sentence.span[0]), phrases, sentence.span[0])
    return msgspec.structs.replace(marked, verbs=tuple(found))


def _main(verb: Verb, doc: Doc, offset: int) -> Token | None:
    """Return the pipeline's word for the main verb of a group: its last verb."""
    group = doc.char_span(verb.span[0] - offset, verb.span[1] - offset, alignment_mode="expand")
    words = [token for token in group or () if token.tag_[:1] == "V"]
    return words[-1] if words else None


def _governing(verb: Verb, word: Token | None, phrases: Sequence[Phrase], offset: int) -> Verb:
    if word is None:
        return verb
    subject = _dependent(word, SUBJECTS, phrases, offset) or verb.subject
    object_ = _dependent(word, OBJECTS, phrases, offset) or verb.object
    if object_ == subject:
        object_ = None
    exchanged = (one for one, ours in ((subject, verb.subject), (object_, verb.object)) if one and one != ours)
    clause = cover((verb.clause, *exchanged))
    return msgspec.structs.replace(verb, subject=subject, object=object_, clause=clause)


def _dependent(word: Token, relations: frozenset[str], phrases: Sequence[Phrase], offset: int) -> Span | None:
    """Return the longest phrase around a dependent that its own tree holds, "Kim and Moon" where both are there."""
    for child in word.children:
        if child.dep_ in relations:
            head = (offset + child.idx, offset + child.idx + len(child))
            tree = (offset + child.left_edge.idx, offset + child.right_edge.idx + len(child.right_edge))
            fitting = [one.span for one in phrases if touch(one.head, head) and holds(tree, one.span)]
            if fitting:
                return max(fitting, key=lambda span: span[1] - span[0])
    return None
