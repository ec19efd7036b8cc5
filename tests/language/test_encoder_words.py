"""Where the encoder cuts words: as the treebanks do, whatever spaCy's tokenizer does."""

from __future__ import annotations

import pytest

from dragoman.language.encoder.step import words_of
from dragoman.language.encoder.treebank import cut
from dragoman.language.paragraphs import paragraphs
from dragoman.language.sentences import sentences
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked
from dragoman.model import Document


def words(text: str) -> list[str]:
    tokens = [(token.idx, token.idx + len(token)) for token in tokenize(text) if not token.is_space]
    return [text[start:end] for start, end in cut(text, tokens)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a non-nuclear, post-war accord", "a non-nuclear , post-war accord"),
        ("Pre-war e-mails of the vice-president", "Pre-war e-mails of the vice-president"),
        ("a well-known 15-year plan", "a well - known 15 - year plan"),
        ("two F-16s and the KN-23, by mid-2019", "two F - 16s and the KN - 23 , by mid-2019"),
        ("Stop!! Why?!", "Stop !! Why ?!"),
        ("____ ---- **** the end", "____ ---- **** the end"),
        ("Capt. Berg, Cmdr. Lund et cetera", "Capt. Berg , Cmdr. Lund et cetera"),
        ("Anna met Capt.", "Anna met Capt ."),
        ("call 555-0142 or 202-555-0142, 1990-1995", "call 555-0142 or 202-555-0142 , 1990 - 1995"),
        ("#peace and #2", "#peace and # 2"),
        ("oil and/or gas (soon): yes", "oil and / or gas ( soon ) : yes"),
        ("he spoke-- then left", "he spoke -- then left"),
        ("they don't, can't and cannot; Norway's", "they do n't , ca n't and can not ; Norway 's"),
        ("", ""),
    ],
)
def test_words_are_cut_as_in_the_treebanks(text: str, found: str) -> None:
    assert " ".join(words(text)) == found


@pytest.mark.parametrize(
    "text", ["!" * 350, "_" * 390, "- " * 300, "non-" * 90, "a.b. " * 50, "((:))", "é-1 ²-3", "\x00-\x07"]
)
def test_words_hold_every_character_once_and_in_order(text: str) -> None:
    assert "".join(words(text)) == "".join(text.split())


def test_each_sentence_has_its_own_words() -> None:
    text = "Capt. Berg left!! The ferry was late.\n\nNo-one came."
    marked = Marked(document=Document(id="", sha256="", text=text), doc=tokenize(text))
    found = words_of(sentences(paragraphs(marked)))
    assert [" ".join(text[start:end] for start, end in one) for one in found] == [
        "Capt. Berg left !!",
        "The ferry was late .",
        "No - one came .",
    ]
