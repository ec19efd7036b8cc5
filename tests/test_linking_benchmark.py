"""The benchmark of linking puts documents of one story together and keeps its events apart; the sentences are ours."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.linking import Told, about, clusters, likeness, missed, root, themes
from dragoman.views.linking.words import among

SENTENCES = {
    "a": ["The ferry Halcyon sank off Brightmouth harbour on Friday .", "Divers searched the wreck of the Halcyon ."],
    "b": ["The Halcyon went under near Brightmouth , and its sinking drew divers .", "A search went on at the wreck ."],
    "c": ["Miners in Coldvale voted to strike over wages .", "The search for a mediator in Coldvale began ."],
    "d": ["Wages are why the Coldvale miners strike .", "Miners want a mediator in Coldvale ."],
}
EVENTS = {"a": ("sank", "searched"), "b": ("sinking", "search"), "c": ("strike", "search"), "d": ("strike", "want")}


def document(name: str) -> dict[str, Any]:
    tokens = [sentence.split() for sentence in SENTENCES[name]]
    return {
        "tokens": [token for sentence in tokens for token in sentence],
        "sentences": [{"sent_id": at, "tokens": sentence} for at, sentence in enumerate(tokens)],
        "events": [{"mid": f"{name}{at}", "text": text, "sent_id": at} for at, text in enumerate(EVENTS[name])],
    }


def test_one_word_is_one_event_in_a_story_and_another_in_the_next() -> None:
    found = {line["mid"]: line["cluster"] for line in clusters([document(name) for name in SENTENCES])}
    assert found["a1"] == found["b1"] != found["c1"]
    assert found["c0"] == found["d0"]
    assert found["a0"] != found["a1"]


def test_how_alike_documents_are_is_measured_by_those_most_like_each() -> None:
    close, wide = {"quake": 1.0}, {"quake": 0.6, "Sumatra": 0.8}
    found = likeness([close, close, wide, {"quake": 0.6, "Sendai": 0.8}, {}])
    assert found[0][1] > found[0][2] > found[2][3] > found[0][4] == 0


def test_a_name_says_more_of_what_a_report_is_about_than_a_word_as_rare() -> None:
    one = document("a")
    found = about(one, among([" ".join(one["tokens"]), "nothing else", "of that"]))
    assert found["brightmouth"] > found["harbour"] > 0


def phrase(name: str, *words: str) -> Told:
    return Told(id=name, head=words[0], words={word: len(words) ** -0.5 for word in words}, size=len(words))


def test_phrases_without_a_common_word_are_of_one_theme_where_another_has_words_of_both() -> None:
    mentions = [
        phrase("a", "divers", "search"),
        phrase("b", "search", "wreck"),
        phrase("c", "wreck", "hull"),
        phrase("d", "strike", "wages"),
        phrase("e", "wages", "talks"),
    ]
    found = themes(mentions, 2)
    assert found[0] == found[1] == found[2] != found[3] == found[4]
    assert len(set(themes(mentions, 1))) == 1
    assert themes([], 1) == [] == list(clusters([{**document("a"), "events": []}]))


def test_a_story_told_in_phrases_is_grouped_by_themes() -> None:
    stories = [document(name) for name in "ab"]
    for one in stories:
        for event in one["events"]:
            event["text"] = f"{event['text']} off Brightmouth harbour"
    assert len({line["cluster"] for line in clusters(stories)}) == 1


@pytest.mark.parametrize(
    ("noun", "verb"), [("sinking", "sinks"), ("announcement", "announced"), ("searches", "search")]
)
def test_a_noun_and_its_verb_have_one_root(noun: str, verb: str) -> None:
    assert root(noun) == root(verb)


def test_a_missed_bar_is_told() -> None:
    assert list(missed({"the same head lemma (lemma-topic)": 71.0, "linking": 74.1}, {"linking": 55.0})) == []
    assert len(list(missed({"the same head lemma (lemma-topic)": 71.0, "linking": 73.9}, {"linking": 54.0}))) == 2
