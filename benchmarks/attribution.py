"""Score who says what on PolNeAR, beside other tools: `python -m benchmarks.attribution [GOLD.jsonl] [--first N]`.

Each reader's attributions are scored by ../shared/score/score_attribution.py, and one table is printed:

    dragoman read   the whole path, as `dragoman read` goes it
    encoder alone   what the encoder hears in the same run, no rules
    textacy         `textacy.extract.direct_quotations` on the parses of the same encoder (the spaCy component); a row
                    only where textacy is installed: python -m venv V; V/bin/pip install textacy -e .; V/bin/python ...
    patterns        benchmarks/attribution_floor.py

PolNeAR counts continuations ("A," he said. "B") as one attribution and has no nesting, so statements within others are
left out and carried quotations are joined to what they continue. Of "Dahl, who said" it takes "who" for the source,
where a statement names Dahl: the words of the source reach to such a "who".
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import spacy

from benchmarks.attribution_floor import floor
from dragoman.intake import document_of, with_date
from dragoman.language import mark
from dragoman.markup import Marked
from dragoman.model import Reading, Span, Statement
from dragoman.reading import read

SHARED = Path(__file__).parent.parent.parent / "shared"
Attributions = list[dict[str, Any]]
RELATIVE = re.compile(r",? (?:who|which|that)\b")
HEAD = ("", "attribution F1", "P", "R", "content by half F1", "direct R", "mixed R", "indirect R")


def product(text: str, day: str) -> tuple[Marked, Reading]:
    """Return the markup and the reading of a text, from its bytes on."""
    document = with_date(document_of(text.encode(), "article.txt"), day)
    if document.text != text:
        raise SystemExit("an article was decoded to another text: its offsets would be wrong")
    marked = mark(document)
    return marked, read(document, language=lambda _: marked)


def attributions(reading: Reading) -> Attributions:
    """Return the outermost statements as PolNeAR attributions, carried quotations joined."""
    found: Attributions = []
    speaker: str | None = None
    quoted: dict[str, Any] | None = None  # the last quotation of the speaker: “A,” he said, noting B. “C.”
    for statement in reading.statements:
        if statement.within is not None or statement.mode == "own-voice":
            continue
        if statement.sources[0].how != "stated" and found and statement.speaker == speaker:
            if statement.mode == "direct":
                (quoted or found[-1])["content"] += [list(span) for span in statement.spans]
            continue
        found.append(attribution(reading, statement))
        if statement.speaker != speaker:
            quoted = None
        quoted = found[-1] if statement.mode != "indirect" else quoted
        speaker = statement.speaker
    return found


def attribution(reading: Reading, statement: Statement) -> dict[str, Any]:
    """Return one statement with the words of its source and cue."""
    text, (start, end) = reading.document.text, statement.sources[0].span
    at = text.find(statement.cue, start, end + 60) if statement.cue else -1
    return {
        "content": [list(span) for span in statement.spans],
        "cue": [[at, at + len(statement.cue)]] if statement.cue and at >= 0 else [],
        "source": [_to_relative(text, statement.speaker_span)] if statement.speaker_span else [],
    }


def _to_relative(text: str, source: Span) -> list[int]:
    """Return the words that name a speaker, with the relative pronoun that takes them up."""
    follows = RELATIVE.match(text, source[1])
    return [source[0], follows.end() if follows else source[1]]


def heard(marked: Marked) -> Attributions:
    """Return what the encoder hears, as it is."""
    return [
        {"content": list(said.content), "cue": [said.cue], "source": [said.source] if said.source else []}
        for said in marked.said
    ]


def textacy() -> Callable[[str], Attributions | None] | str:
    """Return textacy's reader of a text, which gives None where it raises, or the reason why there is none."""
    try:
        extract = import_module("textacy.extract")
    except ImportError as error:
        return f"skipped: {error}"
    nlp = spacy.blank("en")
    nlp.add_pipe("dragoman_encoder")

    def quotations(text: str) -> Attributions | None:
        doc = nlp(text)
        for token in doc:
            if token.dep_ == "flat":  # in UD "Dahl" hangs on "Ingrid", flat; textacy gathers compounds alone
                token.dep_ = "compound"
        try:
            triples = list(extract.direct_quotations(doc))
        except ValueError:  # an odd number of quotation marks
            return None
        return [
            {"content": [_reach(t.content)], "cue": [_reach(t.cue)], "source": [_reach(t.speaker)]} for t in triples
        ]

    return quotations


def _reach(tokens: Iterable[Any]) -> tuple[int, int]:
    """Return the characters from the first token to the last."""
    every = list(tokens)
    return every[0].idx, every[-1].idx + len(every[-1])


def score(records: list[dict[str, Any]], found: list[Attributions]) -> str:
    """Return the figures of a row, in points: those of HEAD."""
    with tempfile.TemporaryDirectory() as folder:
        gold, made = Path(folder, "gold.jsonl"), Path(folder, "pred.jsonl")
        gold.write_text("\n".join(json.dumps(record) for record in records), "utf-8")
        rows = [{"id": record["id"], "attributions": one} for record, one in zip(records, found, strict=True)]
        made.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        command = [
            sys.executable,
            str(SHARED / "score/score_attribution.py"),
            str(gold),
            str(made),
            "--types",
            "--json",
        ]
        out = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    precision, recall, f1 = out["attributions"]["attribution"]
    kinds = out["recall by content type"]
    by_kind = [kinds.get(kind, {}).get("content-IoU", 0.0) for kind in ("direct", "mixed", "indirect")]
    return " | ".join(
        f"{100 * x:.1f}" for x in (f1, precision, recall, out["attributions"]["content-IoU"][2], *by_kind)
    )


def main(argv: list[str]) -> int:
    """Read with each, score, print."""
    first = int(argv[argv.index("--first") + 1]) if "--first" in argv else None
    path = Path(next((arg for arg in argv if arg.endswith(".jsonl")), SHARED / "data/attribution/dev.jsonl"))
    if not path.is_file():
        print(f"skipped: {path} is not there")
        return 0
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()[:first]]
    both = [product(record["text"], record.get("date") or "2016-09-01") for record in records]
    rows: dict[str, list[Attributions] | str] = {
        "`dragoman read`": [attributions(reading) for _, reading in both],
        "encoder alone": [heard(marked) for marked, _ in both],
    }
    other = textacy()
    quotations = other if isinstance(other, str) else [other(record["text"]) for record in records]
    rows["textacy"] = quotations if isinstance(quotations, str) else [one or [] for one in quotations]
    rows["patterns"] = [floor(record["text"]) for record in records]
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for name, found in rows.items():
        print(f"| {name} | {found if isinstance(found, str) else score(records, found)} |")
    raised = 0 if isinstance(quotations, str) else sum(one is None for one in quotations)
    gold = sum(len(record["attributions"]) for record in records)
    print(f"{len(records)} articles, {gold} attributions; textacy raised on {raised}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
