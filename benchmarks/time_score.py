"""Score the times against TimeBank and AQUAINT with shared/score/score_time.py: `python benchmarks/time_score.py`.

EDTF is turned into the TIMEX3 values that those corpora use (2018-W40, 1989-Q3, FUTURE_REF, P2W). A third of the
documents (by checksum of the id) is kept apart: look at errors (`--errors N`) of the other two thirds only.
Options: `--part open|held|all` (default: all three), `--errors N`, `--shared DIR`.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import subprocess
import sys
import tempfile
import time as clock
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import spacy

from dragoman.language.times.resolve import times
from dragoman.markup import Marked
from dragoman.model import Date, Document, Time

SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "tonight": "TNI", "overnight": "TNI"}
DAYS = [name.lower() for name in calendar.day_name]


def timex(found: Time) -> dict[str, Any] | None:
    """Return the TIMEX3 of a time, None where TIMEX3 has none ("before the summit")."""
    start, end = found.span
    kind, value = found.type.upper(), None
    if found.type == "set":
        day = next((i for i, d in enumerate(DAYS) if d[:-1] in found.quote.lower()), None)
        value = f"XXXX-WXX-{day + 1}" if day is not None else found.duration
    elif found.type == "duration":
        value = found.duration or "PXX"
    elif found.edtf:
        value = date_value(found)
    return {"start": start, "end": end, "type": kind, "value": value} if value else None


def date_value(found: Time) -> str:
    """Return the TIMEX3 value of a dated time."""
    edtf, quote = found.edtf or "", found.quote.lower()
    if found.basis.startswith("the time of the report"):
        return "PRESENT_REF"
    if found.duration and found.basis.startswith("open"):
        return found.duration
    if found.basis.startswith("open-ended"):
        return "FUTURE_REF"
    if found.basis.startswith("open, ") or (edtf.startswith("..") and "number not given" in found.basis):
        return "PAST_REF"
    if whole := re.match(r"“[^”]+” of ([^:]+):", found.basis):
        edtf = whole[1]
    base = edtf.replace("~", "").removeprefix("../").removesuffix("/..")
    if "T" in base:
        return base[:16]
    if "week" in quote and re.fullmatch(r"\d{4}-\d\d-\d\d", base) and "ago" in quote:
        return "{}-W{:02d}".format(*date.fromisoformat(base).isocalendar()[:2])
    value = interval_value(base) if "/" in base else base
    if re.fullmatch(r"\d{4}-2[1-4]", value):
        return f"{value[:5]}{SEASONS[value[5:]]}"
    suffix = next((code for word, code in PARTS.items() if word in quote), "") if found.type == "time" else ""
    return value.rstrip("X") + suffix


def interval_value(edtf: str) -> str:
    """Return the week, weekend, quarter or half that an interval is; else its first date."""
    a, b = edtf.split("/")
    if len(a) == 7 and len(b) == 7:
        size = (int(b[:4]) - int(a[:4])) * 12 + int(b[5:]) - int(a[5:]) + 1
        if size in (3, 6) and (int(a[5:]) - 1) % size == 0:
            return f"{a[:4]}-{'Q' if size == 3 else 'H'}{(int(a[5:]) - 1) // size + 1}"
    if len(a) == 10 and len(b) == 10:
        first, last = date.fromisoformat(a), date.fromisoformat(b)
        week = "{}-W{:02d}".format(*first.isocalendar()[:2])
        if (first.weekday(), (last - first).days) == (0, 6):
            return week
        if (first.weekday(), (last - first).days) == (5, 1):
            return f"{week}-WE"
    return a


def whole_documents(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file, those of tagged sentences put together with a space between tokens."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    if rows and "text" in rows[0]:
        yield from rows
        return
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["doc"], []).append(row)
    for name, sentences in grouped.items():
        yield from_tags(name, sentences)


def from_tags(name: str, sentences: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one document made of tagged sentences."""
    text, timexes = "", []
    for sentence in sentences:
        for token, tag, value in zip(sentence["tokens"], sentence["tags"], sentence["values"], strict=True):
            start = len(text)
            text += token + " "
            if tag.startswith("B-"):
                timexes.append({"start": start, "end": len(text) - 1, "type": tag[2:], "value": value})
            elif tag.startswith("I-") and timexes:
                timexes[-1]["end"] = len(text) - 1
        text += "\n\n"
    return {"id": name, "dct": sentences[0]["dct"], "text": text, "timexes": timexes, "split": "dev"}


def marker() -> Callable[[Document], Marked]:
    """Return the project's own markup where it is there, else a bare one with times only."""
    try:
        from dragoman.language import mark
    except ImportError:
        empty = spacy.blank("en")("")
        return lambda document: times(Marked(document=document, doc=empty))
    return mark


def main() -> int:
    """Score every file that is there and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("/work/shared"))
    parser.add_argument("--part", choices=("open", "held", "all"), default=None)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--bare", action="store_true", help="without sentences and verbs")
    options = parser.parse_args()
    data, scorer = options.shared / "data/timex", options.shared / "score/score_time.py"
    if not data.is_dir() or not scorer.is_file():
        print(f"skipped: {data} and {scorer} are not here")
        return 0
    empty = spacy.blank("en")("")
    mark = (lambda document: times(Marked(document=document, doc=empty))) if options.bare else marker()
    for name in ("timebank.train", "aquaint.train", "tbaq.dev"):
        documents = list(whole_documents(data / f"{name}.jsonl"))
        for part in [options.part] if options.part else ["open", "held", "all"]:
            wanted = [
                d for d in documents if part == "all" or (zlib.crc32(d["id"].encode()) % 3 == 0) == (part == "held")
            ]
            print(f"{name:15} {part:5}", report(wanted, mark, scorer, options.errors))
    return 0


def report(documents: list[dict[str, Any]], mark: Callable[[Document], Marked], scorer: Path, errors: int) -> str:
    """Return the scorer's figures on the documents, with the milliseconds a document takes."""
    began = clock.perf_counter()
    rows = [predicted(document, mark) for document in documents]
    spent = (clock.perf_counter() - began) * 1000 / max(len(documents), 1)
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        gold.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
        pred.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(pred), "--errors", str(errors)]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    first, _, rest = out.partition("\n")
    score = json.loads(first)
    figures = " ".join(f"{k} {score[k]['F']:5.2f}" for k in ("strict", "relaxed", "type", "value"))
    size = f"{score['docs']} documents, {score['gold']} gold, {spent:.1f} ms each"
    line = f"{figures} value-accuracy {score['value_acc']:5.2f} ({size})"
    return line + (f"\n{rest}" if errors else "")


def predicted(document: dict[str, Any], mark: Callable[[Document], Marked]) -> dict[str, Any]:
    """Return the scorer's row of one document."""
    day = Date(edtf=document["dct"][:10], basis="given") if document.get("dct") else None
    marked = mark(Document(id="bench", sha256="bench", date=day, text=document["text"]))
    return {"id": document["id"], "timexes": [row for found in marked.times if (row := timex(found))]}


if __name__ == "__main__":
    raise SystemExit(main())
