"""The encoder: windows, one pass, decoding, and the spaCy component."""

from __future__ import annotations

import itertools
import os
from typing import Any

import msgspec
import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span, Token

from dragoman.intake import document_of
from dragoman.language import mark
from dragoman.language.encoder.component import _stretches, make
from dragoman.language.encoder.signals import BLOCK, attributed, read
from dragoman.language.encoder.trees import best_tree, is_tree
from dragoman.language.encoder.weights import FOLDER, THREADS, Model, load
from dragoman.language.encoder.windows import BUDGET, LONGEST, SPECIAL, Window, arrays, stretches, windows
from dragoman.language.encoder.words import CLS, SEP, WordPieces
from dragoman.problems import UsageError

TEXT = (
    "The foreign minister of Norway met Anna Lindqvist in Geneva on Tuesday. "
    "She said that the talks would resume in March.\n\nThe ferry was late."
)


def words(text: str) -> list[str]:
    return text.split()


def component() -> spacy.language.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("dragoman_encoder")
    return nlp


def test_windows_hold_whole_sentences_overlap_and_cover_everything() -> None:
    bounds = [(i, i + 20) for i in range(0, 1000, 20)]
    first = list(range(1001))
    found = windows(bounds, first)
    assert {w for window in found for w in range(window.start, window.end)} == set(range(1000))
    assert all(window.start % 20 == 0 and window.end % 20 == 0 for window in found)
    assert all(window.end - window.start + SPECIAL <= BUDGET for window in found)
    assert all(later.start < window.end for window, later in zip(found, found[1:], strict=False))


def test_a_sentence_too_long_for_any_window_is_cut() -> None:
    found = stretches([(0, 1000)], list(range(1001)))
    assert found[0][0] == 0
    assert found[-1][1] == 1000
    assert all(end - start + SPECIAL <= LONGEST for start, end in found)
    assert all(one[1] == other[0] for one, other in zip(found, found[1:], strict=False))


def test_a_window_is_laid_out_between_its_marks_without_padding() -> None:
    cut = load().pieces.cut(words("The envoy left . Anna Lindqvist met him ."))
    ids, cases, first = arrays(Window(4, 9), cut)
    assert ids.shape == cases.shape == (1, cut.first[9] - cut.first[4] + SPECIAL)
    assert (ids[0, 0], ids[0, -1]) == (CLS, SEP)
    assert list(ids[0, 1:-1]) == cut.ids[cut.first[4] :]
    assert list(first[0]) == [0, *(place - cut.first[4] + 1 for place in cut.first[4:9])]


def test_what_is_said_of_a_text_does_not_turn_on_what_is_read_beside_it() -> None:
    line = words("The envoy said that the talks had failed .")
    alone = load().run("encoder", arrays(Window(0, 9), load().pieces.cut(line)))
    read(line * 100, [(i, i + 9) for i in range(0, 900, 9)], load())
    again = load().run("encoder", arrays(Window(9, 18), load().pieces.cut(words("Anna met him .") * 2 + ["."] + line)))
    assert all((alone[name] == again[name]).all() for name in alone)


def test_one_pass_tags_parses_and_names() -> None:
    text = words("The foreign minister of Norway met Anna Lindqvist in Geneva on Tuesday .")
    found = read(text, [(0, len(text))], load())
    met = text.index("met")
    assert found.xpos[met] == "VBD"
    assert found.lemmas[met] == "meet"
    assert found.heads[met] == met
    assert found.heads[text.index("minister")] == met
    assert found.relations[text.index("minister")] == "nsubj"
    named = {(one.kind, " ".join(text[one.start : one.end])) for one in found.names}
    assert {("PERSON", "Anna Lindqvist"), ("PLACE", "Geneva"), ("PLACE", "Norway")} <= named
    assert [(one.kind, text[one.start]) for one in found.times] == [("DATE", "Tuesday")]


@pytest.mark.parametrize("seed", range(20))
def test_the_tree_is_the_best_of_all_trees(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 5))
    every = ([0, *heads] for heads in itertools.product(range(5), repeat=4))
    best = max(
        (heads for heads in every if is_tree(heads)), key=lambda heads: sum(scores[i, heads[i]] for i in range(1, 5))
    )
    assert best_tree(scores) == best


def test_reading_twice_gives_the_same_and_attributions_alone_are_those_of_the_whole_reading() -> None:
    text = words("The envoy said that the talks had failed . The ferry was late .")
    bounds = [(0, 9), (9, len(text))]
    once = read(text, bounds, load())
    assert once == read(text, bounds, load())
    assert attributed(text, bounds, load()) == (once.attributions, once.names)
    (one,) = once.attributions
    assert text[one.cue.start] == "said"
    assert one.source is not None
    assert text[one.source.start : one.source.end] == ["The", "envoy"]


def test_the_names_lie_in_the_markup_where_the_text_has_them() -> None:
    marked = mark(document_of(TEXT.encode(), "ferry.txt"))
    assert [(TEXT[slice(*one.span)], one.kind) for one in marked.named] == [
        ("Norway", "place"),
        ("Anna Lindqvist", "person"),
        ("Geneva", "place"),
    ]


def test_the_model_cuts_sentences_where_it_is_asked_to() -> None:
    text = words("The talks failed . The ferry was late .")
    assert read(text, [(0, len(text))], load(), split=True).sentences == [(0, 4), (4, len(text))]
    assert read(text, [(0, len(text))], load()).sentences == [(0, len(text))]


def test_a_text_of_several_blocks_keeps_the_places_of_its_words() -> None:
    sentence = words("The envoy said that the talks had failed .")
    text = sentence * (2 * BLOCK // len(sentence) + 3)
    bounds = [(i, i + len(sentence)) for i in range(0, len(text), len(sentence))]
    found = read(text, bounds, load())
    assert len(found.upos) == len(found.heads) == len(text)
    assert len(found.attributions) == len(bounds)
    assert all(start <= found.heads[start + 1] < end for start, end in bounds)


@pytest.mark.parametrize(("given", "cores"), [("1", 1), ("3", 3), ("0", os.cpu_count()), ("", os.cpu_count())])
def test_the_number_of_cores_can_be_set(monkeypatch: pytest.MonkeyPatch, given: str, cores: int) -> None:
    monkeypatch.setenv(THREADS, given)
    options = load.__wrapped__().sessions["encoder"].get_session_options()
    assert options.intra_op_num_threads == cores


def test_a_number_of_cores_that_is_none_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS, "many")
    with pytest.raises(UsageError, match="DRAGOMAN_THREADS is 'many': give a number"):
        load.__wrapped__()


def test_words_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.language.encoder.words.REMEMBERED", 3)
    pieces = WordPieces(FOLDER / "tokenizer.json")
    before = [pieces.pieces(word) for word in words("talks about talks went on in Vienna again")]
    assert len(pieces.known) <= 3
    assert pieces.pieces("talks") == before[0]


def test_the_labels_fit_the_graph() -> None:
    labels = msgspec.json.decode((FOLDER / "labels.json").read_bytes(), type=dict[str, list[str]])
    graphs = [load().sessions[name] for name in ("encoder", "syntax")]
    outputs = {slot.name: slot.shape for graph in graphs for slot in graph.get_outputs()}
    for head in ("upos", "xpos", "name", "time", "role", "modality", "sentence"):
        assert outputs[head][-1] == len(labels[head])
    (relation,) = load().sessions["relation"].get_outputs()
    assert relation.shape[-1] == len(labels["relation"])


def test_the_component_makes_an_ordinary_doc() -> None:
    doc = component()(TEXT)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "The foreign minister of Norway met Anna Lindqvist in Geneva on Tuesday.",
        "She said that the talks would resume in March.",
        "The ferry was late.",
    ]
    met = next(token for token in doc if token.text == "met")
    assert (met.tag_, met.pos_, met.lemma_, met.dep_) == ("VBD", "VERB", "meet", "ROOT")
    assert {(one.text, one.label_) for one in doc.ents} >= {("Anna Lindqvist", "PERSON"), ("Geneva", "PLACE")}
    assert [one.text for one in doc.spans["times"]] == ["Tuesday", "March"]
    said = {one.label_: (one.text, one.id_) for one in doc.spans["attributions"]}
    content = "that the talks would resume in March"
    assert said == {"SOURCE": ("She", "0"), "CUE": ("said", "0"), "CONTENT": (content, "0")}
    assert met._.modality == "happened"
    assert not any(one.id_ for one in (*doc.ents, *doc.spans["times"]))


def test_an_attribution_of_a_doc_holds_its_source_cue_and_content() -> None:
    doc = component()("The envoy said that the talks had failed.\n\nThe minister said that the ferry was late.")
    assert [
        (one.source and one.source.text, one.cue.text, [c.text for c in one.content]) for one in doc._.attributions
    ] == [
        ("The envoy", "said", ["that the talks had failed"]),
        ("The minister", "said", ["that the ferry was late"]),
    ]
    assert component()("The ferry was late.")._.attributions == ()


def test_white_space_is_not_read_and_hangs_on_the_token_before() -> None:
    doc = component()(" Anna Lindqvist  met him.\n\nThe ferry was late.")
    plain = component()("Anna Lindqvist met him. The ferry was late.")
    blank = [token for token in doc if token.is_space]
    assert [token.text for token in blank] == [" ", " ", "\n\n"]
    assert [token.head.i for token in blank] == [1, blank[1].i - 1, blank[2].i - 1]
    assert {(token.tag_, token.pos_, token.lemma_) for token in blank} == {("", "", "")}
    assert [(t.text, t.tag_, t.dep_, t.head.text) for t in doc if not t.is_space] == [
        (t.text, t.tag_, t.dep_, t.head.text) for t in plain
    ]
    assert [one.text for one in doc.ents] == ["Anna Lindqvist"]


def test_the_model_cuts_where_no_rule_of_the_component_does() -> None:
    doc = component()('The envoy asked: "Why did the talks fail?" The minister of Norway gave no answer.')
    places = list(range(len(doc)))
    assert list(_stretches(doc, places)) == [(0, len(doc))]
    assert [one.text for one in doc.sents][-1] == "The minister of Norway gave no answer."


def test_names_that_the_doc_has_are_replaced() -> None:
    nlp = component()
    doc = nlp.make_doc("Anna Lindqvist met him in Geneva.")
    doc.ents = [Span(doc, 1, 4, label="OLD")]
    nlp.get_pipe("dragoman_encoder")(doc)
    assert [(one.text, one.label_) for one in doc.ents] == [("Anna Lindqvist", "PERSON"), ("Geneva", "PLACE")]


def test_stretches_end_at_line_breaks_and_after_stops_with_what_closes_them() -> None:
    text = '"We left." The ferry was late.\n\nNorth Harbour Line\n"Stop!" Anna Berg said. He asked: "Why?" (It rained.) "No."'
    doc = spacy.blank("en")(text)
    places = [token.i for token in doc if not token.is_space]
    found = [doc[places[a] : places[b - 1] + 1].text for a, b in _stretches(doc, places)]
    assert found == [
        '"We left."',
        "The ferry was late.",
        "North Harbour Line",
        '"Stop!" Anna Berg said.',
        'He asked: "Why?" (It rained.)',
        '"No."',
    ]


def test_the_component_keeps_sentences_that_the_doc_has() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("dragoman_encoder")
    doc = nlp("The talks failed. The ferry was late.")
    assert len(list(doc.sents)) == 2


def test_a_sentence_that_starts_at_white_space_is_kept() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    given = nlp("The talks failed. \n\nThe ferry was late.")
    assert [token.text for token in given if token.is_sent_start] == ["The", "\n\n"]
    doc = component().get_pipe("dragoman_encoder")(given)
    assert [one.text.strip() for one in doc.sents] == ["The talks failed.", "The ferry was late."]


def test_a_known_sentence_too_long_for_a_window_stays_one_tree() -> None:
    nlp = spacy.blank("en")
    doc = Doc(
        nlp.vocab, words=words("the envoy and the delegation from Geneva with") * 150 + words("The ferry was late .")
    )
    for token in doc:
        token.is_sent_start = token.i in (0, 1200)
    component().get_pipe("dragoman_encoder")(doc)
    assert [(one.start, one.end) for one in doc.sents] == [(0, 1200), (1200, 1205)]
    assert sum(token.head.i == token.i for token in doc) == 2


def test_a_doc_survives_being_written_and_read() -> None:
    doc = component()("The envoy said that the talks had failed.")
    again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())

    def row(token: Token) -> tuple[object, ...]:
        return token.tag_, token.pos_, token.lemma_, token.dep_, token.head.i, token.is_sent_start, token._.modality

    assert [row(token) for token in again] == [row(token) for token in doc]
    assert [(one.text, one.label_) for one in again.ents] == [(one.text, one.label_) for one in doc.ents]
    assert [one.label_ for one in again.spans["attributions"]] == ["SOURCE", "CUE", "CONTENT"]
    (one,) = again._.attributions
    assert (one.source.text, one.cue.text) == ("The envoy", "said")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        " \n\n ",
        "\n\nTalks failed.",
        "a " * 900,
        "the envoy of Norway and the " * 200,
        "The envoy said that the talks had failed. " * 560,
        "\x00\x01 \u200b",
        "a\x00b \x07 said \x1b[0m",
        "\u202e\ufeff",
        "👍 👍",
        "👩\u200d👩\u200d👧 said 🇳🇴 won.",
        ".",
        "((((",
        "..." * 50,
        ". " * 500,
        "x" * 50_000,
    ],
    ids=lambda text: f"{text[:12]!a}-{len(text)}",
)
def test_no_text_makes_the_component_fail(text: str) -> None:
    doc = component()(text)
    assert doc.text == text
    assert "".join(one.text_with_ws for one in doc.sents) == text
    assert set(doc.spans) == {"times", "attributions"}
    assert all(token.tag_ and token.pos_ and token.lemma_ and token.dep_ for token in doc if not token.is_space)


def test_a_doc_of_white_space_only_is_one_sentence_without_names() -> None:
    nlp = component()
    doc = Doc(nlp.vocab, words=["\n", " ", "\n"])
    nlp.get_pipe("dragoman_encoder")(doc)
    assert len(list(doc.sents)) == 1
    assert doc.ents == ()
    assert doc._.attributions == ()


def test_the_factory_can_be_made_twice() -> None:
    nlp = spacy.blank("en")
    assert make(nlp, "one") is not make(nlp, "two")


def test_names_and_attributions_are_read_without_the_other_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    text = words("The envoy said that Anna Lindqvist would meet the minister in Geneva .")
    ran: list[str] = []
    run = Model.run

    def noted(self: Model, graph: Any, given: Any) -> Any:
        ran.append(graph)
        return run(self, graph, given)

    monkeypatch.setattr(Model, "run", noted)
    said, names = attributed(text, [(0, len(text))], load())
    assert set(ran) == {"encoder"}
    whole = read(text, [(0, len(text))], load())
    assert set(ran) == {"encoder", "syntax", "relation"}
    assert (said, names) == (whole.attributions, whole.names)
