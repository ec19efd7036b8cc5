"""The training mix, by name, with the share of each corpus in one round: what the model card lists."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from training import corpora, examples, names

if TYPE_CHECKING:
    from training.scheme import Document

FOLDS, HELD_OUT = 5, 0
OURS = Path(__file__).with_name("examples")


@dataclass(frozen=True, slots=True)
class Part:
    """Name a corpus of the mix: what its license is, how often a round passes over it, its documents."""

    name: str
    license: str
    share: float
    documents: list[Document]


def _tagged(data: Path) -> list[Part]:
    ner, timex = data / "ner", data / "timex"
    crossner = corpora.scheme(names.CROSSNER)
    other_domains = [
        document
        for domain in ("ai", "literature", "music", "science")
        for split in ("train", "dev")
        for document in corpora.tagged(ner / f"crossner_{domain}.{split}.jsonl", "crossner", "name", crossner)
    ]
    politics = corpora.tagged(ner / "crossner_politics.train.jsonl", "crossner_politics", "name", crossner)
    conll = corpora.tagged(ner / "conll03.train.jsonl", "conll03", "name", corpora.scheme(names.CONLL))
    wnut = corpora.tagged(ner / "wnut17.train.jsonl", "wnut17", "name", corpora.scheme(names.WNUT, groups=False))
    tbaq = corpora.tagged(timex / "tbaq.train.jsonl", "tbaq", "time", corpora.same)
    wars = corpora.tagged(timex / "wikiwars.train.jsonl", "wikiwars", "time", corpora.any_type)
    return [
        Part("CoNLL-2003", "Reuters text under NIST terms", 1.0, conll),
        Part("CrossNER politics", "MIT, text CC BY-SA", 3.0, politics),
        Part("CrossNER ai, literature, music, science (train and dev)", "MIT, text CC BY-SA", 0.3, other_domains),
        Part("WNUT 2017", "CC BY 4.0", 0.12, wnut),
        Part("TempEval-3 TBAQ", "distribution without license file; news text", 0.6, tbaq),
        Part("WikiWars", "TIMEX2, spans only", 0.1, wars),
    ]


def training(data: Path) -> list[Part]:
    """Read the whole training mix from `shared/data`."""
    ewt = corpora.conllu(data / "parse/en_ewt-ud-train.conllu", "ewt")
    gum = [d for d in corpora.conllu(data / "parse/en_gum-ud-train.conllu", "gum") if corpora.is_free(d.name)]
    places = corpora.place_names(data / "actors/officeholders-2019.csv")
    corpora.add_gum_names(gum, data / "ner/gum_named.train.jsonl", places)
    corpora.add_coreference(gum, data / "coref/gum_all.train.jsonl")
    for document in ewt:
        document.tags["name"] = names.quiet(document.words, document.tags["xpos"])
    return [
        Part("UD English EWT", "CC BY-SA 4.0", 1.0, ewt),
        Part("UD English GUM without whow, fiction, essay, letter, podcast", "CC BY, BY-SA or public domain", 1.0, gum),
        *_tagged(data),
        Part("PolNeAR", "none stated; press text", 0.8, corpora.attributed(data / "attribution/train.jsonl")),
        Part("plv_train (Zero-Shot-PLOVER), four folds of five", "none stated", 2.0, event_folds(data, HELD_OUT)[0]),
        Part("Dragoman diplomacy sentences", "ours", 4.0, examples.read(OURS / "diplomacy.train.txt")),
    ]


def event_folds(data: Path, held_out: int) -> tuple[list[Document], list[Document]]:
    """Split plv_train, which has no development split, into four folds to train on and the one held out."""
    documents = corpora.events(data / "events/plv_train.jsonl")
    kept = [d for i, d in enumerate(documents) if i % FOLDS != held_out]
    return kept, documents[held_out::FOLDS]


def development(data: Path) -> dict[str, list[Document]]:
    """Read the development splits, none of which the mix contains."""
    ner = data / "ner"
    gum = corpora.conllu(data / "parse/en_gum-ud-dev.conllu", "gum")
    corpora.add_coreference(gum, data / "coref/gum_all.dev.jsonl")
    return {
        "gum": gum,
        "ewt": corpora.conllu(data / "parse/en_ewt-ud-dev.conllu", "ewt"),
        "conll": corpora.tagged(ner / "conll03.dev.jsonl", "conll03", "gold", corpora.same),
        "politics": corpora.tagged(ner / "crossner_politics.dev.jsonl", "crossner_politics", "gold", corpora.same),
        "uner": corpora.tagged(ner / "uner_ewt.dev.jsonl", "uner_ewt", "gold", corpora.same),
        "diplomacy": examples.read(OURS / "diplomacy.dev.txt"),
        "events": event_folds(data, HELD_OUT)[1],
        "time": corpora.tagged(data / "timex/tbaq.dev.jsonl", "tbaq", "gold", corpora.same),
    }
