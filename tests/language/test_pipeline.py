"""A user's spaCy pipeline in place of our own tags, trees and names."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.language import mark, steps_with
from dragoman.language.pipeline.load import label, load
from dragoman.language.pipeline.step import governed, retagged
from dragoman.markup import Marked
from dragoman.problems import DragomanError, PluginError, UsageError
from dragoman.reading import NAME, read
from tests.factories import document

TREATY = "The treaty the senators loathe binds Norland."
LANTERNS = "Lanterns discussed terms in Geneva."


def with_pipeline(text: str, name: str) -> Marked:
    return mark(document(text), steps=steps_with(name))


def rows(marked: Marked) -> dict[str, tuple[str | None, str | None]]:
    text = marked.document.text
    return {
        verb.lemma: (verb.subject and text[slice(*verb.subject)], verb.object and text[slice(*verb.object)])
        for verb in marked.verbs
    }


def test_its_tags_make_verbs_and_its_tree_says_who_does_what(pipeline: str) -> None:
    assert rows(mark(document(TREATY))) == {"bind": ("the senators loathe", "Norland")}
    marked = with_pipeline(TREATY, pipeline)
    assert rows(marked) == {"loathe": ("the senators", None), "bind": ("The treaty", "Norland")}
    binds = marked.verbs[1]
    assert binds.clause[0] == 0, "the clause of a verb holds its subject"


def test_its_names_take_the_place_of_the_encoders(pipeline: str) -> None:
    named = with_pipeline(LANTERNS, pipeline).named
    assert [(LANTERNS[slice(*one.span)], one.kind) for one in named] == [
        ("Lanterns", "organisation"),
        ("Geneva", "place"),
    ]


def test_a_name_that_it_alone_knows_becomes_an_actor(pipeline: str) -> None:
    ours = read(document(LANTERNS)).actors
    theirs = read(document(LANTERNS), language=partial(mark, steps=steps_with(pipeline))).actors
    known = {(actor.name, actor.kind) for actor in theirs} - {(actor.name, actor.kind) for actor in ours}
    assert ("Lanterns", "organisation") in known


def test_a_reading_says_by_which_pipeline(pipeline: str, tmp_path: Path) -> None:
    assert read(document(TREATY)).reader == NAME
    told = read(document(TREATY), language=partial(mark, steps=steps_with(pipeline))).reader
    assert told == f"{NAME} + {label(pipeline)}"
    copy, other = tmp_path / "copy", tmp_path / "other"
    shutil.copytree(pipeline, copy)
    shutil.copytree(pipeline, other)
    (other / "ner" / "cfg").write_bytes((other / "ner" / "cfg").read_bytes() + b"\n")
    assert label(str(copy)) == label(pipeline) != label(str(other))


def test_what_it_has_not_stays_ours(pipeline: str) -> None:
    text = 'Berg said on Monday: "We will meet." He left.'
    ours, theirs = mark(document(text, date="2020-06-02")), with_pipeline(text, pipeline)
    assert theirs.quotes == ours.quotes and theirs.said == ours.said and len(theirs.times) == len(ours.times) == 1


def test_words_cut_otherwise_are_laid_on_ours_by_their_characters(pipeline: str, tmp_path: Path) -> None:
    nlp: Any = spacy.load(pipeline)
    nlp.tokenizer = type(nlp.tokenizer)(nlp.vocab)  # at spaces only: "Norland." is one word
    nlp.to_disk(tmp_path / "spaces")
    marked = with_pipeline(f"Envoys met.  {TREATY}", str(tmp_path / "spaces"))
    assert "Norland." in [token.text for doc in marked.parses for token in doc]
    assert [token.tag_ for token in marked.doc if token.text in ("loathe", ".")] == [".", "VBP", "."]


def laid(text: str, words: list[str], **layers: Any) -> Marked:
    """Return our markup with what a pipeline might have said of the one sentence in it."""
    ours = mark(document(text))
    at, spaces = 0, []
    for word in words:
        at += len(word)
        spaces.append(text[at : at + 1] == " ")
        at += spaces[-1]
    return msgspec.structs.replace(ours, parses=(Doc(spacy.blank("en").vocab, words, spaces, **layers),))


def test_the_last_of_its_pieces_gives_a_word_its_tag() -> None:
    words, tags = ["Vice", "-", "chair", "Berg", "parley", "s", "."], ["NN", "HYPH", "NN", "NNP", "NN", "VBZ", "."]
    marked = laid("Vice-chair Berg parleys.", words, tags=tags)
    assert [token.tag_ for token in retagged(marked).doc if token.text == "parleys"] == ["VBZ"]


def test_small_words_keep_what_our_rules_mean_by_their_tags() -> None:
    words = ["More", "envoys", "who", "agreed", "that", "Berg", "left", "said", "so", "."]
    tags = ["JJR", "NNS", "WP", "VBD", "IN", "NNP", "VBD", "VBD", "RB", "."]
    found = retagged(laid("More envoys who agreed that Berg left said so.", words, tags=tags)).doc
    assert [(token.text, token.tag_) for token in found][:3] == [("More", "DT"), ("envoys", "NNS"), ("who", "WDT")]


def test_a_phrase_beyond_the_tree_of_a_subject_is_not_its() -> None:
    words = ["Norland", "praised", "Berg", "and", "Haddad", "left", "."]
    marked = laid(
        "Norland praised Berg and Haddad left.",
        words,
        tags=["NNP", "VBD", "NNP", "CC", "NNP", "VBD", "."],
        heads=[1, 1, 1, 1, 5, 1, 1],
        deps=["nsubj", "ROOT", "dobj", "cc", "nsubj", "conj", "punct"],
    )
    assert rows(governed(marked)) == {"praise": ("Norland", "Berg"), "leave": ("Haddad", None)}


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: None, UsageError, "no spaCy pipeline named"),
        (lambda: spacy.blank("en"), PluginError, "has no tagger and no parser and no ner. --language needs"),
        (lambda: spacy.blank("de"), PluginError, "is for the language 'de'; has no tagger"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(
    tmp_path: Path, make: Callable[[], Language | None], error: type[DragomanError], words: str
) -> None:
    nlp = make()
    if nlp is not None:
        nlp.to_disk(tmp_path / "some")
    with pytest.raises(error) as caught:
        load(str(tmp_path / "some"))
    assert words in str(caught.value) and "python -m spacy download" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_part_that_is_missing_is_named(pipeline: str, tmp_path: Path) -> None:
    spacy.load(pipeline, exclude=["ner"]).to_disk(tmp_path / "nameless")
    with pytest.raises(PluginError, match="has no ner. --language needs"):
        load(str(tmp_path / "nameless"))


def test_tags_of_another_kind_are_refused(pipeline: str, tmp_path: Path) -> None:
    nlp = spacy.load(pipeline)
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"TEXT": {"REGEX": "."}}]], {"TAG": "NOUN"})
    nlp.to_disk(tmp_path / "universal")
    with pytest.raises(PluginError, match=r"has other tags than the Penn Treebank \(NOUN\)"):
        load(str(tmp_path / "universal"))


def test_a_folder_that_holds_no_pipeline_and_a_part_that_nobody_knows_are_told(pipeline: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PluginError, match="cannot be used: OSError: .*Install it again"):
        load(str(tmp_path / "empty"))
    shutil.copytree(pipeline, tmp_path / "strange")
    config = tmp_path / "strange" / "config.cfg"
    config.write_text(config.read_text("utf-8").replace('factory = "tagger"', 'factory = "nobodys"'), "utf-8")
    with pytest.raises(PluginError, match="nobodys.*Install it again") as caught:
        load(str(tmp_path / "strange"))
    assert "\n" not in str(caught.value)


@Language.component("stumbles")
def stumbles(doc: Doc) -> Doc:
    if "Norland" in doc.text:
        raise RuntimeError("out of\nwits")
    return doc


@Language.component("rewrites")
def rewrites(doc: Doc) -> Doc:
    return Doc(doc.vocab, ["Norland", "won"], ents=["B-GPE", "O"]) if "Norland" in doc.text else doc


@pytest.mark.parametrize(("part", "why"), [("stumbles", "RuntimeError: out of wits"), ("rewrites", "not those of")])
def test_where_it_fails_a_problem_says_so_and_our_own_layer_reads(
    pipeline: str, tmp_path: Path, part: str, why: str
) -> None:
    nlp = spacy.load(pipeline)
    nlp.add_pipe(part)
    nlp.to_disk(tmp_path / part)
    ours, theirs = mark(document(TREATY)), with_pipeline(TREATY, str(tmp_path / part))
    assert rows(theirs) == rows(ours) and theirs.named == ours.named
    problems = [problem for problem in theirs.problems if problem.code == "pipeline-failed"]
    assert len(problems) == 1 and why in problems[0].message
    assert theirs.language and not ours.language


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "\x00\x01\x7f", "🕊️" * 50, "مرحبا " * 30, "x" * 20_000, "([{<" * 1500, "a\r\nb\u2028c. " * 40, "’s"],
)
def test_no_text_makes_it_raise(pipeline: str, text: str) -> None:
    reading = read(document(text), language=partial(mark, steps=steps_with(pipeline)))
    assert not [problem for problem in reading.problems if problem.code == "pipeline-failed"]
