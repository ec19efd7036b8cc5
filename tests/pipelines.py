"""Train a spaCy pipeline on three sentences of ours, by heart: tagger, parser and ner, in a few seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

# Words, tags, heads, relations, names (place of the word: label).
SENTENCES: tuple[tuple[str, str, str, str, dict[int, str]], ...] = (
    (
        "The treaty the senators loathe binds Norland .",
        "DT NN DT NNS VBP VBZ NNP .",
        "1 5 3 4 1 5 5 5",
        "det nsubj det nsubj relcl ROOT dobj punct",
        {6: "GPE"},
    ),
    (
        "Lanterns discussed terms in Geneva .",
        "NNP VBD NNS IN NNP .",
        "1 1 1 1 3 1",
        "nsubj ROOT dobj prep pobj punct",
        {0: "ORG", 4: "GPE"},
    ),
    (
        "The envoys met in Geneva on Monday , the foreign ministry said .",
        "DT NNS VBD IN NNP IN NNP , DT JJ NN VBD .",
        "1 2 11 2 3 2 5 11 10 10 11 11 11",
        "det nsubj ccomp prep pobj prep pobj punct det amod nsubj ROOT punct",
        {4: "GPE"},
    ),
)
SMALL = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 32,
    "depth": 1,
    "embed_size": 300,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": True,
}
HEARD = {"@architectures": "spacy.Tok2VecListener.v1", "width": 32, "upstream": "*"}
STEPS = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "extra_state_tokens": False,
    "hidden_width": 32,
    "maxout_pieces": 2,
    "use_upper": True,
    "nO": None,
    "tok2vec": HEARD,
}


def trained(folder: Path) -> str:
    """Train the pipeline, save it, and return its path."""
    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": SMALL})
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": HEARD}
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("parser", config={"model": {**STEPS, "state_type": "parser"}, "min_action_freq": 1})
    nlp.add_pipe("ner", config={"model": {**STEPS, "state_type": "ner"}})
    examples = [_example(nlp, *sentence) for sentence in SENTENCES]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.01
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder)
    return str(folder)


def _example(nlp: Language, words: str, tags: str, heads: str, deps: str, names: dict[int, str]) -> Example:
    cut = words.split()
    known: dict[str, Any] = {
        "tags": tags.split(),
        "heads": [int(head) for head in heads.split()],
        "deps": deps.split(),
        "ents": [f"B-{names[k]}" if k in names else "O" for k in range(len(cut))],
    }
    spaces = [after not in (".", ",", "") for after in [*cut[1:], ""]]
    return Example(nlp.make_doc(Doc(nlp.vocab, cut, spaces).text), Doc(nlp.vocab, cut, spaces, **known))
