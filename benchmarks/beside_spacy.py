"""Measure the encoder beside spaCy's own CNN of the same tasks, and beside its fp32 export, in one run.

    python -m benchmarks.beside_spacy [--fp32 FOLDER] [--rounds N]

spaCy: a blank English pipeline of its default CNN (HashEmbedCNN: width 96, depth 4, 2000 rows of hashes; one tok2vec
shared by tagger, parser, lemmatizer and spancat, another for ner), untrained, its labels named by one example: its
speed hardly depends on its weights. Ours: the `dragoman_encoder` component, all that it decodes, on the same texts of
450 words from `speed.py`, tokenization included. Processor time, so that two cores count twice; least of N rounds.
Memory is the largest resident size of a process of its own that loads one of them and reads all the texts; `reader` is
the whole reader, rules and encoder.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from benchmarks.encoder_speed import least
from benchmarks.speed import WORDS, texts
from dragoman.intake import document_of
from dragoman.language.encoder import component
from dragoman.language.encoder.weights import FOLDER, PRECISION, THREADS, load
from dragoman.reading import read

TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1,
    "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None,
}  # fmt: skip
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
SENTENCE = ["Anna", "Berg", "said", "that", "talks", "would", "resume", "in", "Geneva", "."]


def cnn() -> Language:
    """Return spaCy's CNN pipeline with the tasks of the encoder, its labels set by one example."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    listens = {"model": {"tok2vec": LISTENER}}
    for name in ("tagger", "parser", "trainable_lemmatizer", "spancat"):
        nlp.add_pipe(name, config=listens)
    nlp.add_pipe("ner", config={"model": {"tok2vec": TOK2VEC}})
    nlp.initialize(lambda: [Example(nlp.make_doc(example(nlp).text), example(nlp))])
    return nlp


def example(nlp: Language) -> Doc:
    """Return one annotated sentence of ours."""
    doc = Doc(
        nlp.vocab,
        words=SENTENCE,
        tags=["NNP", "NNP", "VBD", "IN", "NNS", "MD", "VB", "IN", "NNP", "."],
        heads=[1, 2, 2, 6, 6, 6, 2, 8, 6, 2],
        deps=["compound", "nsubj", "ROOT", "mark", "nsubj", "aux", "ccomp", "case", "obl", "punct"],
        lemmas=["Anna", "Berg", "say", "that", "talk", "would", "resume", "in", "Geneva", "."],
    )
    doc.ents = [Span(doc, 0, 2, label="PERSON"), Span(doc, 8, 9, label="PLACE")]
    spans = ((0, 2, "SOURCE"), (2, 3, "CUE"), (3, 9, "CONTENT"))
    doc.spans["sc"] = [Span(doc, start, end, label=label) for start, end, label in spans]
    return doc


def ours(folder: Path, precision: str) -> Language:
    """Return a blank pipeline with our component over the graphs of a folder."""
    setattr(component, "load", partial(load, folder, precision))  # noqa: B010
    nlp = spacy.blank("en")
    nlp.add_pipe(component.NAME)
    return nlp


def pipeline(name: str, fp32: Path | None) -> Any:
    """Return what reads a text, by the name of a row."""
    if name == "spacy":
        return cnn()
    if name == "reader":
        return lambda text: read(document_of(text.encode(), "report.txt"))
    return ours(FOLDER, PRECISION) if name == "int8" or fp32 is None else ours(fp32, "")


def read_all(reads: Any, given: list[str]) -> None:
    """Read all texts."""
    for text in given:
        reads(text)


def memory(name: str, fp32: Path | None) -> float:
    """Return the largest resident size in MB of a process that reads all texts by one pipeline."""
    command = [sys.executable, "-m", "benchmarks.beside_spacy", "--alone", name]
    command += ["--fp32", str(fp32)] if fp32 else []
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def alone(name: str, fp32: Path | None) -> float:
    """Read all texts in this process and return its largest resident size in MB."""
    read_all(pipeline(name, fp32), list(texts()))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the encoder beside spaCy's CNN.")
    parser.add_argument("--fp32", type=Path, metavar="FOLDER", help="folder of an export that holds encoder.onnx")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--alone", metavar="ROW", help="read by one row only and print the memory it took, in MB")
    chosen = parser.parse_args(arguments)
    if chosen.alone:
        print(alone(chosen.alone, chosen.fp32))
        return 0
    os.environ.setdefault(THREADS, "1")
    given = list(texts())
    share = WORDS / sum(len(text.split()) for text in given)
    base = 0.0
    for name in ("spacy", "int8", *(["fp32"] if chosen.fp32 else []), "reader"):
        reads = pipeline(name, chosen.fp32)
        reads(given[0])
        _, processor = least(partial(read_all, reads, given), chosen.rounds)
        each = 1000 * processor * share
        base = base or each
        print(
            f"{name}: {each:.0f} ms of processor for {WORDS} words, {each / base:.1f} x spaCy's CNN, "
            f"{memory(name, chosen.fp32):.0f} MB",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
