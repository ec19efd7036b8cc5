"""Find a user's spaCy pipeline by name or path, load it once, and see that it does what is needed of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import file_digest, sha256
from os.path import isdir

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.problems import PluginError, UsageError

NEEDED = {"TAG": "tagger", "DEP": "parser", "ENT_IOB": "ner"}
PROBE = "The envoys met in Geneva on Monday, the foreign ministry said."
INSTALL = "for instance en_core_web_sm, which `python -m spacy download en_core_web_sm` installs"


@cache
def load(name: str) -> Language:
    """Return the pipeline of an installed package or of a folder that `to_disk` made.

    Raises UsageError where there is none, PluginError where it cannot be loaded or lacks tagger, parser or ner.
    """
    if not spacy.util.is_package(name) and not isdir(name):
        known = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
        raise UsageError(
            f"no spaCy pipeline named '{name}', and no such folder; installed: {known}. --language takes the name of "
            f"an installed pipeline or the folder of a saved one, {INSTALL}"
        )
    try:
        nlp = spacy.load(name)
        doc = nlp(PROBE)
    except Exception as error:  # whatever the packages that it needs may raise
        reason = " ".join(str(error).split())
        raise PluginError(
            f"the spaCy pipeline '{name}' cannot be used: {type(error).__name__}: {reason}. Install it again, with the "
            f"packages that it needs, or leave --language out"
        ) from error
    if lacking := "; ".join(_lacking(nlp, doc)):
        raise PluginError(
            f"the spaCy pipeline '{name}' {lacking}. --language needs an English one with tagger, parser and ner, "
            f"{INSTALL}"
        )
    return nlp


def _lacking(nlp: Language, doc: Doc) -> Iterator[str]:
    """Yield what a pipeline lacks, by what it made of a plain sentence: its parts may have any name."""
    if nlp.lang != "en":
        yield f"is for the language '{nlp.lang}'"
    missing = [part for layer, part in NEEDED.items() if not doc.has_annotation(layer)]
    if missing:
        yield f"has no {' and no '.join(missing)}"
    found = sorted({token.tag_ for token in doc if token.tag_})
    if found and not any(tag[:2] in ("NN", "VB") for tag in found):
        yield f"has other tags than the Penn Treebank ({', '.join(found[:3])})"


@cache
def label(name: str) -> str:
    """Return what a record calls a pipeline: "en_core_web_trf 3.8.0 (5f2b81c0)", the digest being of its files."""
    meta, path = load(name).meta, load(name).path
    digest = sha256()
    for file in sorted(path.rglob("*")) if path else ():
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.relative_to(path).as_posix().encode())
            with file.open("rb") as content:
                digest.update(file_digest(content, "sha256").digest())
    return f"{meta['lang']}_{meta['name']} {meta['version']} ({digest.hexdigest()[:8]})"
