"""Enter the processes of ../shared/processes by hand: each YAML file as our TOML, imported into a record of its own.

Prints for each process what was entered and what the form cannot say. Their text stays in a temporary folder.
`python -m benchmarks.processes`; options: `--shared DIR`, `--write DIR` (keep the TOML and the records there).
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from dragoman.model import Reading
from dragoman.reading import byhand
from dragoman.reading.byhand.write import written
from dragoman.record import Store

SHARED = Path(__file__).parent.parent.parent / "shared"
Row = tuple[str, dict[str, Any]]
COUNTRIES = {
    "USA": "United States", "PRK": "North Korea", "KOR": "South Korea", "JPN": "Japan", "CHN": "China", "RUS": "Russia",
    "IRN": "Iran", "GBR": "United Kingdom", "FRA": "France", "DEU": "Germany", "VNM": "Vietnam",
}  # fmt: skip
BODIES = ("IAEA", "KEDO", "EU", "UNSC", "DPAA")
KINDS = {"on_report": "on-report", "parallel": "simultaneous"}
UNITS = ("days", "months", "years")
# Keys that only repeat or explain what other keys say, and those that are read where they stand.
READ = frozenset(
    (
        "id",
        "by",
        "to",
        "text",
        "requires",
        "deadline",
        "verification",
        "status",
        "basis",
        "source",
        "pairs_with",
        "note",
    )
    + ("accounts", "annexv", "phase_no", "name", "rule", "actual", "quote", "slot", "stance", "option", "as_of")
    + ("before", "after", "kind", "country", "lat", "lon", "items")
)


class Entered(NamedTuple):
    """A process as TOML, and what the form has no place for, by what it is."""

    text: str
    missing: Counter[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Enter all processes and print what became of them; 1 where one was refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args(arguments)
    files = sorted((options.shared / "processes").glob("*.yaml"))
    if not files:
        print(f"no processes in {options.shared}: nothing to enter")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        place = options.write or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        for path in files:
            entered = enter(path)
            (place / f"{path.stem}.toml").write_text(entered.text, encoding="utf-8")
            reading = byhand.read(entered.text, f"{path.stem}.toml")
            with Store(place / f"{path.stem}.db") as store:
                store.add(reading)
                faults = store.check()
            print(table(path.stem, reading, entered.missing))
            if faults:
                print(f"  NOT SOUND: {faults[0]}")
                return 1
    return 0


def table(name: str, reading: Reading, missing: Mapping[str, int]) -> str:
    """Return in words what was entered and what could not be."""
    counts = {
        "commitments": len(reading.commitments),
        "conditions": sum(len(one.conditions) for one in reading.commitments),
        "statuses": sum(len(one.history) for one in reading.commitments),
        "checks": len(reading.verifications),
        "decisions": len(reading.decisions),
        "actors": len(reading.actors),
        "places": len(reading.places),
    }
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    left = ", ".join(f"{what} ({count})" for what, count in sorted(missing.items()))
    return f"{name}: {said}\n  not said: {left or 'nothing'}"


def enter(path: Path) -> Entered:
    """Return a process of ../shared as TOML."""
    return Process(yaml.safe_load(path.read_text("utf-8"))).entered()


class Process:
    """Makes the tables of one process."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.actors: dict[str, Row] = {}
        self.sources = {id: _source(id, **source) for id, source in data.get("sources", {}).items()}
        self.steps = {step["id"] for step in data.get("steps", [])}
        self.days = {one["id"] for one in data.get("milestones", [])} | ({"signed"} if "signed" in data else set())
        self.missing: Counter[str] = Counter()

    def entered(self) -> Entered:
        """Return all tables as text: who and where it is from stand first."""
        process = {"id": self.data["id"], "title": self.data["title"], "parties": self.who(self.data["parties"])}
        process["together"] = "all parties"
        known = ("id", "title", "signed", "parties", "sources", "milestones", "steps", "sites", "candidates", "claims")
        self.missing.update(
            key for key in self.data if key not in (*known, "ordering_claims", "decided", "other_actors")
        )
        rows = [*self.places(), *self.signed(), *self.milestones(), *self.commitments(), *self.orderings()]
        rows += [*self.positions(), *self.decided()]
        return Entered(
            written([("process", process), *self.sources.values(), *self.actors.values(), *rows]), self.missing
        )

    def who(self, names: Iterable[str]) -> list[str]:
        """Return the ids of actors, each entered once; all parties together are the process."""
        return list(dict.fromkeys(self.one(name) for name in names))

    def one(self, name: str) -> str:
        """Return the id of an actor, entered where it is new."""
        if name == "all":
            return str(self.data["id"])
        id = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
        state = name in COUNTRIES
        kind = "state" if state else "organisation" if name in BODIES else "group"
        id = f"{id}-{kind}" if id in self.steps | self.days else id  # no two things have one id
        self.actors.setdefault(
            id,
            ("actor", {"id": id, "name": COUNTRIES.get(name, name), "kind": kind, "country": name if state else None}),
        )
        return id

    def told(self, fact: Mapping[str, Any], *words: str | None, default: str | None = None) -> dict[str, Any]:
        """Return words, source and basis of a fact; without a source it is recalled."""
        quote = fact.get("quote")
        source = fact.get("source", default)
        if source and source not in self.sources:
            self.sources[source] = _source(f"s-{len(self.sources)}", source, source)
        basis = "recalled" if not source or fact.get("basis") == "recalled" else "words" if quote else "summary"
        said = next((part for part in (quote, fact.get("note"), *words) if part), None)
        known = self.sources[source][1] if source else {}
        return {"words": said or known.get("what"), "source": known.get("id"), "basis": basis}

    def unsaid(self, fact: Mapping[str, Any], *read: str) -> None:
        """Count the keys of a fact that no table has a place for."""
        self.missing.update(key for key, value in fact.items() if value and key not in READ and key not in read)

    def signed(self) -> Iterator[Row]:
        """Yield the milestone of the signature."""
        if day := self.data.get("signed"):
            source = next(iter(self.sources))
            yield (
                "milestone",
                {"id": "signed", "name": "Signature", "rule": "signature by the parties", "day": day}
                | self.told({"source": source}),
            )

    def places(self) -> Iterator[Row]:
        """Yield sites with their items, and the towns on the table."""
        for site in self.data.get("sites", []):
            self.missing.update("state of an item" for item in site["items"] if item.get("state"))
            names = [item["id"].replace("-", " ") for item in site["items"]]
            yield "place", {"id": site["id"], "name": site["name"], "kind": "facility", "items": names}
        for town in self.data.get("candidates", []):
            keys = ("id", "country", "lat", "lon")
            yield "place", {"name": town["id"].title(), "kind": "city", **{key: town[key] for key in keys}}
        if self.data.get("candidates"):
            yield (
                "place",
                {"id": "pyongyang", "name": "Pyongyang", "kind": "city", "country": "PRK", "lat": 39.03, "lon": 125.75},
            )

    def milestones(self) -> Iterator[Row]:
        """Yield the days that rules set, with the accounts of each."""
        for one in self.data.get("milestones", []):
            self.unsaid(one, *(["planned"] if one.get("planned") == one.get("actual") else []))
            told = self.told(one, one["name"])
            values = {"id": one["id"], "name": one["name"], "rule": rule(one["rule"]), "day": one.get("actual")}
            yield "milestone", values | told
            yield from self.accounts(one["id"], one.get("accounts", []))

    def accounts(self, of: str, accounts: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
        """Yield one account for each source and each that says so."""
        for one in accounts:
            day = re.fullmatch(r"\d{4}(-\d\d)*", one["value"])
            field = None if day else "action"
            by = one.get("by")
            for who in by if isinstance(by, list) else [by]:
                for source in one.get("sources", [one.get("source")]):
                    values = {"of": of, "field": field, "value": one["value"], "by": self.one(who) if who else None}
                    yield "account", values | self.told({**one, "source": source}, one["value"])

    def commitments(self) -> Iterator[Row]:
        """Yield each step with what it waits for, how far it was and who is to check it."""
        wholes = {step["annexv"]: step["id"] for step in self.data.get("steps", []) if "annexv" in step}
        for step in self.data.get("steps", []):
            self.unsaid(step)
            told = self.told({**step, "note": None}, step["text"])
            part = f"Annex V, paragraph {step['annexv']}" if "annexv" in step else None
            part = wholes.get(str(step.get("annexv")).rpartition(".")[0], part)  # paragraph 15.1 is part of step 15
            part = f"phase {step['phase_no']}" if "phase_no" in step else part
            pairs = [step["pairs_with"]] if "pairs_with" in step else None
            yield (
                "commitment",
                {
                    "id": step["id"], "by": self.who(step["by"]), "to": self.who(step.get("to", [])),
                    "action": step["text"], "when": self.promised(step), "due": self.due(step.get("deadline")),
                    "pairs_with": pairs, "part_of": part,
                } | told,
            )  # fmt: skip
            if isinstance(step.get("items"), int):
                self.missing["number of items"] += 1
            for need in step.get("requires", []):
                kind = KINDS.get(need["kind"], need["kind"])
                words = self.told({"source": step.get("source"), **need}, step["text"])
                yield "condition", {"of": step["id"], "waits_for": need["step"], "kind": kind} | words
            yield from self.check(step)
            for status in step.get("status", []):
                yield from self.status(step, status)
            yield from self.accounts(step["id"], step.get("accounts", []))

    def promised(self, step: Mapping[str, Any]) -> str | None:
        """Return the day of a promise: when it was first floated, else, of what stands in the text, the signature."""
        first: Mapping[str, Any] = next(iter(step.get("status", [])), {})
        if first.get("phase") in ("floated", "offered") and not first.get("level"):
            return str(first["as_of"])
        later = step.get("phase_no", 1) > 1 or step.get("unlisted") or step.get("third_party_to_text")
        return None if later else self.data.get("signed")

    def check(self, step: Mapping[str, Any]) -> Iterator[Row]:
        """Yield who is to check a step."""
        check = step.get("verification")
        if check:
            self.missing.update(key for key in check if key in ("measure", "goal"))
            values = {"id": f"{step['id']}-check", "of": step["id"], "scope": check.get("scope"), "status": "agreed"}
            values["by"] = self.one(check["body"]) if check.get("body") else None
            yield "verification", values | self.told(dict(step), check.get("measure"), step["text"])

    def status(self, step: Mapping[str, Any], status: Mapping[str, Any]) -> Iterator[Row]:
        """Yield how far a step was; two days for one thing are two statuses."""
        evidence = status.get("evidence")
        if evidence == "contested":
            self.missing["evidence contested"] += 1
            evidence = None
        values = {
            "of": step["id"], "phase": status["phase"].replace("_", "-"), "level": status.get("level"),
            "evidence": evidence and evidence.replace("_", "-"),
            "by": self.one(status["by"]) if status.get("by") else None,
        }  # fmt: skip
        accounts = status.get("accounts") or [{"value": status["as_of"]}]
        for one in accounts:
            told = self.told({**status, **one}, step["text"])
            yield "status", {**values, "as_of": str(one["value"])} | told

    def orderings(self) -> Iterator[Row]:
        """Yield who says what must come first."""
        for claim in self.data.get("ordering_claims", []):
            if claim["after"] not in self.steps or claim["before"] not in self.steps | self.days:
                self.missing["ordering of steps of another process"] += 1
                continue
            values = {"of": claim["after"], "waits_for": claim["before"], "by": self.one(claim["by"])}
            kind = KINDS.get(claim.get("kind", ""), "after")
            yield "condition", {**values, "kind": kind, "when": claim["as_of"]} | self.told(claim)

    def positions(self) -> Iterator[Row]:
        """Yield who wants which town or day; the towns that the press names are offers of nobody who decides."""
        for town in self.data.get("candidates", []):
            values = {"id": f"named-{town['id']}", "slot": "venue", "about": "second summit", "by": [self.one("press")]}
            yield "position", {**values, "stance": "offer", "value": town["id"]} | self.told(town)
        embassies = self.data.get("facts", {}).get("dprk_embassy_in", {}).get("value", [])
        for claim in self.data.get("claims", []):
            self.unsaid(claim, "rule")
            value = " or ".join(claim["option"]) if "option" in claim else asked(claim["rule"], embassies)
            values = {"id": claim["id"], "slot": claim["slot"], "about": "second summit", "by": self.who(claim["by"])}
            yield (
                "position",
                {**values, "stance": claim["stance"], "value": value, "when": claim["as_of"]} | self.told(claim, value),
            )

    def decided(self) -> Iterator[Row]:
        """Yield what was decided, and when."""
        for one in self.data.get("decided", []):
            value = "/".join(one["value"]) if isinstance(one["value"], list) else one["value"]
            values = {"id": f"decided-{one['slot']}", "slot": one["slot"], "about": "second summit", "value": value}
            values |= {"decided_by": self.who(self.data["parties"]), "when": one["decided_on"]}
            yield "decision", values | self.told(one)

    def due(self, deadline: Mapping[str, Any] | None) -> str | None:
        """Return a deadline as a rule."""
        if not deadline:
            return None
        if "after" in deadline:
            return rule({key: value for key, value in deadline.items() if key != "date"})
        if "date" in deadline and "how" in deadline:
            self.missing["words of a dated deadline"] += 1
        return str(deadline.get("date") or deadline["how"])


def rule(form: Mapping[str, Any]) -> str:
    """Return the rule of a day in words."""
    if "earlier_of" in form:
        return "earlier of " + " and ".join(map(rule, form["earlier_of"]))
    words = str(form.get("event", ""))
    if unit := next((unit for unit in UNITS if unit in form), None):
        words = f"{form[unit]} {unit} after {form['after']}"
    elif "after" in form:
        words = f"{form['how']} after {form['after']}"
    if "on_report" in form:
        words = f"on report: {form['on_report']}"
    if "or_earlier" in form:
        words += f" or earlier by {form['or_earlier']}"
    return words + (f" provided {form['provided']}" if "provided" in form else "")


def asked(form: str | Mapping[str, Any], embassies: Sequence[str]) -> str:
    """Return what a position is for in words."""
    if isinstance(form, str):
        return form
    match dict(form):
        case {"not_before": first, "not_after": last}:
            return f"{first}/{last}"
        case {"not_before": first}:
            return f"not before {first}"
        case {"within_km_of_pyongyang": km}:
            return f"within {km} km of pyongyang"
        case {"country": country}:
            return f"in {country}"
        case {"lead_days_after_decision": days}:
            return f"{days} days after the decision"
        case _:
            return f"in {' or '.join(embassies)}"


def _source(id: str, url: str, what: str) -> Row:
    return "source", {"id": id, "what": what, "url": url}


if __name__ == "__main__":
    sys.exit(main())
