"""Everything that training and scoring read, laid out in one file: for a machine that has a GPU and nothing else.

The texts in it are not ours: the file is carried there and back, and never kept or published.
"""

from __future__ import annotations

import lzma
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language.encoder.words import WordPieces
from training import corpora, mix
from training.encoder import weights_folder
from training.windows import encode

if TYPE_CHECKING:
    from pathlib import Path

    from training.labels import Labels
    from training.windows import Encoded


@dataclass(frozen=True, slots=True)
class Cargo:
    """Hold encoded corpora: those trained on, each with its share and what is said of it; splits; PolNeAR's dev."""

    labels: Labels
    sources: list[tuple[list[Encoded], float]]
    said: list[str]
    splits: dict[str, list[Encoded]]
    polnear: list[Encoded]


def loaded(data: Path, labels: Labels, parts: list[mix.Part] | None = None) -> Cargo:
    """Encode the corpora under `shared/data`."""
    pieces = WordPieces(weights_folder() / "tokenizer.json")
    parts = mix.training(data) if parts is None else parts
    sources = [([encode(d, pieces, labels) for d in part.documents], part.share) for part in parts]
    said = [f"{p.name} ({p.license}): {sum(len(d.words) for d in p.documents)} words x {p.share}" for p in parts]
    splits, polnear = development(data, labels)
    return Cargo(labels, sources, said, splits, polnear)


def development(
    data: Path, labels: Labels, sample: int | None = None
) -> tuple[dict[str, list[Encoded]], list[Encoded]]:
    """Encode the development splits, and PolNeAR's, or only so many documents of each."""
    pieces = WordPieces(weights_folder() / "tokenizer.json")
    found = mix.development(data)
    splits = {name: [encode(d, pieces, labels) for d in documents[:sample]] for name, documents in found.items()}
    attributed = corpora.attributed(data / "attribution/dev.jsonl")[:sample]
    return splits, [encode(d, pieces, labels) for d in attributed]


def stow(cargo: Cargo, path: Path) -> None:
    """Write the file; read it again only where you wrote it yourself: it is a pickle."""
    with lzma.open(path, "wb", preset=4) as file:
        pickle.dump(cargo, file)


def unstow(path: Path) -> Cargo:
    """Read the file."""
    with lzma.open(path) as file:
        found: Cargo = pickle.load(file)
    return found
