"""Read the corpora under `shared/data` into documents."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from training import names
from training.scheme import NOTHING, Document, Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

NON_COMMERCIAL = frozenset({"whow", "fiction", "essay", "letter", "podcast"})
"""GUM genres that a shipped model may not be trained on."""
GROUP_SIZE = 12
"""Sentences of a corpus without document marks that are read as one document."""
WORD = re.compile(r"\w+(?:[.'’]\w+)*|[^\w\s]")


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Read a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def genre_of(name: str) -> str:
    """Give the genre of a GUM document from its name (`GUM_news_taxes`)."""
    return name.split("_")[1] if name.startswith("GUM_") else ""


def is_free(name: str) -> bool:
    """Tell whether a document may be trained on (its GUM genre is not non-commercial)."""
    return genre_of(name) not in NON_COMMERCIAL


# -- syntax


def conllu(path: Path, corpus: str) -> list[Document]:
    """Read a UD treebank, one document per `# newdoc`."""
    documents: list[Document] = []
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                documents.append(_blank(corpus, line.partition("=")[2].strip()))
            elif line[0].isdigit():
                row = line.rstrip("\n").split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line.strip() and rows:
                _add_sentence(documents[-1], rows)
                rows = []
    return [d for d in documents if d.words]


def _blank(corpus: str, name: str) -> Document:
    tags: dict[str, list[str]] = {"upos": [], "xpos": [], "lemma": [], "relation": [], "sentence": []}
    return Document(corpus, name, [], [], tags, {"arc": {}})


def _add_sentence(document: Document, rows: list[list[str]]) -> None:
    offset = len(document.words)
    document.starts.append(offset)
    for i, row in enumerate(rows):
        document.words.append(row[1])
        for head, column in (("lemma", 2), ("upos", 3), ("xpos", 4), ("relation", 7)):
            document.tags[head].append(row[column])
        document.tags["sentence"].append("inside" if i else "start")
        document.pointers["arc"][offset + i] = (offset + int(row[6]) - 1 if row[6] != "0" else NOTHING,)


# -- names and times, sentence by sentence


def tagged(path: Path, corpus: str, head: str, unify: Callable[[list[str], list[str]], list[str]]) -> list[Document]:
    """Read sentences with tags; those of one `doc` (or twelve in a row) make a document, in their order."""
    documents: list[Document] = []
    key: object = None
    for i, record in enumerate(records(path)):
        words = record["tokens"]
        if not words:
            continue
        group = record.get("doc", i // GROUP_SIZE)
        if group != key:
            key = group
            documents.append(Document(corpus, str(group), [], [], {head: []}))
        document = documents[-1]
        document.starts.append(len(document.words))
        document.words += words
        document.tags[head] += unify(words, record["tags"])
    return documents


def same(words: list[str], tags: list[str]) -> list[str]:
    """Keep the tags of a corpus as they are."""
    return tags


def any_type(words: list[str], tags: list[str]) -> list[str]:
    """Keep only the span of a time expression: WikiWars calls every one a date."""
    return [t if t == "O" else "|".join(f"{t[0]}-{k}" for k in ("DATE", "TIME", "DURATION", "SET")) for t in tags]


def scheme(kinds: names.Kinds, groups: bool = True) -> Callable[[list[str], list[str]], list[str]]:
    """Choose how a corpus' names become ours."""
    rewrite = names.every if groups else names.without_groups
    return lambda words, tags: rewrite(words, tags, kinds)


def place_names(offices: Path) -> frozenset[str]:
    """List the states of the world, lower-cased, from the table of office holders."""
    with offices.open(encoding="utf-8", newline="") as file:
        found = {row["country"].lower() for row in csv.DictReader(file)}
    return frozenset(found | {"us", "usa", "u.s.", "uk", "u.k.", "united states", "america", "britain", "north korea"})


def add_gum_names(documents: Sequence[Document], path: Path, places: frozenset[str]) -> None:
    """Lay GUM's derived names over its parsed documents (same sentences, same order, by document name)."""
    derived: dict[str, list[str]] = defaultdict(list)
    for record in records(path):
        derived[record["sid"].rpartition("-")[0]] += record["tags"]
    for document in documents:
        tags = derived.get(document.name)
        if tags and len(tags) == len(document.words):
            document.tags["name"] = names.from_gum(document.words, tags, document.tags["xpos"], places)


# -- coreference


def add_coreference(documents: Sequence[Document], path: Path) -> None:
    """Lay coreference chains over parsed documents: heads of mentions, each with its antecedents' heads."""
    chains = {record["doc"]: record for record in records(path)}
    for document in documents:
        record = chains.get(document.name)
        if record is None or record["tokens"] != document.words:
            continue
        document.tags["mention"] = ["no"] * len(document.words)
        pointers: dict[int, tuple[int, ...]] = {}
        for cluster in record["clusters"]:
            heads = sorted({head_of(document, first, last + 1) for first, last in cluster})
            for i, head in enumerate(heads):
                document.tags["mention"][head] = "yes"
                pointers[head] = tuple(heads[:i]) or (NOTHING,)
        document.pointers["antecedent"] = pointers


def head_of(document: Document, start: int, end: int) -> int:
    """Find the word of a span whose governor lies outside it (the last one, where the parse leaves several)."""
    arcs = document.pointers["arc"]
    outside = [i for i in range(start, end) if not start <= arcs[i][0] < end]
    return outside[0] if len(outside) == 1 else end - 1


# -- attribution


def attributed(path: Path) -> list[Document]:
    """Read PolNeAR: source, cue and content as roles; content points to its cue, the cue to its source."""
    documents: list[Document] = []
    for record in records(path):
        document, at = _with_offsets(record)
        roles = ["O"] * len(document.words)
        links: dict[int, tuple[int, ...]] = {}
        for attribution in record["attributions"]:
            parts = {part: _fragments(attribution[part], at) for part in ("source", "cue", "content")}
            for part, fragments in parts.items():
                for fragment in fragments:
                    for i in fragment:
                        roles[i] = f"{'B' if i == fragment[0] else 'I'}-{part.upper()}"
            flat = {part: tuple(i for f in fragments for i in f) for part, fragments in parts.items()}
            links |= dict.fromkeys(flat["content"], flat["cue"] or (NOTHING,))
            links |= dict.fromkeys(flat["cue"], flat["source"] or (NOTHING,))
        document.tags["role"] = roles
        document.pointers["link"] = links
        documents.append(document)
    return documents


def _with_offsets(record: dict[str, Any]) -> tuple[Document, dict[int, int]]:
    text = record["text"]
    offsets = record["tokens"] or [list(m.span()) for m in WORD.finditer(text)]
    at = {c: i for i, (a, b) in enumerate(offsets) for c in range(a, b)}
    begins = (record["sentences"] or [[0, 0]]) if record["tokens"] else [[0, 0]]
    starts = sorted({0} | {at[a] for a, _ in begins if a in at})
    return Document("polnear", record["id"], [text[a:b] for a, b in offsets], starts), at


def _fragments(spans: list[list[int]] | None, at: dict[int, int]) -> list[list[int]]:
    words = [sorted({at[c] for c in range(a, b) if c in at}) for a, b in spans or []]
    return [w for w in words if w]


# -- events


def events(path: Path) -> list[Document]:
    """Read sentences with a marked actor and recipient and the PLOVER type of what passes between them."""
    documents: list[Document] = []
    for record in records(path):
        gold = record["gold"][0]
        words, marks = strip_marks(gold["marked"])
        pair = Pair(tuple(marks["s"]), tuple(marks["t"]), gold["plover_type"])
        documents.append(Document("plv", record["id"], words, [0], pairs=[pair]))
    return documents


def strip_marks(marked: str) -> tuple[list[str], dict[str, list[int]]]:
    """Take `<s>` and `<t>` out of a sentence and say which words they held."""
    words: list[str] = []
    held: dict[str, list[int]] = {"s": [], "t": []}
    opened = ""
    for piece in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"</?[st]>", piece):
            opened = "" if piece[1] == "/" else piece[1]
            continue
        for match in WORD.finditer(piece):
            if opened:
                held[opened].append(len(words))
            words.append(match.group())
    return words, held
