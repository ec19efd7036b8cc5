"""The benchmark of linking puts documents of one story together and keeps its events apart; the sentences are ours."""

from __future__ import annotations

from typing import Any

from benchmarks.linking import TELLING, Told, about, clusters, known, likeness, missed, one_event, themes
from dragoman.views.linking.words import among, root

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
    vector = {word: len(words) ** -0.5 for word in words}
    return Told(id=name, head=words[0], act=words[0], telling=False, words=vector, sentence=vector, size=len(words))


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


def test_what_is_said_is_told_by_many_speakers() -> None:
    assert {root("say"), root("statement")} <= TELLING and root("shoot") not in TELLING


def test_a_word_is_known_by_its_kind_of_act_or_its_root() -> None:
    assert known("blasts") == known("explosion") != known("sinking") == known("sinks")
    assert known("ferrying") == known("ferry") == root("ferry")


def told(head: str, *sentence: str, telling: bool = False) -> Told:
    vector = {word: len(sentence) ** -0.5 for word in sentence}
    return Told(id=head, head=head, act=known(head), telling=telling, words={head: 1.0}, sentence=vector, size=1)


def test_two_words_for_one_kind_of_act_are_one_event_in_sentences_alike() -> None:
    quake = told("quake", "island", "village")
    assert one_event(quake, told("tremor", "island", "houses"))
    assert not one_event(quake, told("tremor", "budget", "minister"))
    assert not one_event(quake, told("flood", "island", "village"))
    assert one_event(quake, told("quake", "budget", "minister"))


def test_two_who_say_something_said_the_same_only_in_much_the_same_words() -> None:
    said = told("say", "envoy", "border", "open", telling=True)
    assert one_event(said, told("say", "envoy", "border", telling=True))
    assert not one_event(said, told("say", "envoy", "ferry", "late", telling=True))


def test_a_missed_bar_is_told() -> None:
    assert list(missed({"the same head lemma (lemma-topic)": 71.0, "linking": 74.1}, {"linking": 55.0})) == []
    assert len(list(missed({"the same head lemma (lemma-topic)": 71.0, "linking": 73.9}, {"linking": 54.0}))) == 2
