"""Do what the keys of `review` say: every judgement is in the record before the next thing is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import click
from rich.console import RenderableType
from rich.text import Text

from dragoman.cli import queue
from dragoman.cli.console import drawn, fitting, terminal
from dragoman.cli.history import words
from dragoman.model import Entry, Reading, Record
from dragoman.problems import UsageError
from dragoman.record import Judged, Orphan, Store, Verdict
from dragoman.views import Doubtful
from dragoman.views.paging.pages import telling_of
from dragoman.wording import clean, counted

Ask: TypeAlias = Callable[[Sequence[RenderableType], str], str]  # what to show, the question; "" for no answer
ARROWS = {"\x1b[A": "k", "\x1bOA": "k", "\x1b[B": "j", "\x1bOB": "j", "\x03": "q", "\x04": "q"}
TURNS = {
    "a": "accepted",
    "r": "rejected",
    "e": "edited",
    "s": "linked",
}  # what is counted of each key
ASKING = "es"  # after these a line is typed: what came with them in one go is not taken for keys


class Items(Protocol):
    """A queue: all of it at hand, or read from the file a page at a time."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, at: int, /) -> Doubtful | Orphan:
        """Return one of them."""


class Session:
    """A queue that one person works off: where they are, what they did, what was said last."""

    def __init__(self, store: Store, items: Items, who: str, ask: Ask) -> None:
        self.store = store
        self.items = items
        self.who = who
        self.ask = ask
        self.at = 0
        self.top = 0  # lines of the page above the screen
        self.said = ""
        self.over = False
        self.help = False
        self.turned: dict[int, str] = {}  # item -> what was done with it last
        self.made: list[tuple[int, str, tuple[str, ...]]] = []  # item, its turn before, judgements for `u`

    # ---- what is seen -----------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Clear the screen and show the item, as much as there is room for, and the keys below it."""
        console = terminal()
        foot = drawn(*self.foot()).splitlines()
        lines = drawn(*self.page()).splitlines()
        room = max(console.height - len(foot) - 1, 3)
        self.top = self.top if self.top < len(lines) else 0
        shown = lines[self.top : self.top + room]
        left = len(lines) - self.top - room
        if left > 0:
            shown[-1] = f"… {counted(left + 1, 'line')} more: space"
        shown += [""] * (room - len(shown))  # the keys stay where they are
        click.clear()
        click.echo(fitting("\n".join([*shown, *foot]), console.encoding))
        self.said = ""

    def page(self) -> list[RenderableType]:
        """Return what is shown of the item, or the help."""
        if self.help:
            return list(queue.help_parts())
        item = self.item
        if item is None:
            return [Text(f"The end of the queue. {self.summary()}"), Text("k goes back, u undoes, q quits.")]
        if isinstance(item, Orphan):
            return list(queue.orphan_page(item))
        try:
            reading, entry = self.store.entry(item.line.entry)
        except UsageError:
            return [Text(f"{item.line.entry} is not in the record any more: somebody read it again or took it out.")]
        return list(queue.entry_page(item, entry, reading))

    def foot(self) -> list[RenderableType]:
        """Return the last lines: what was said, how far it is, the keys."""
        keys = queue.ORPHAN_KEYS if isinstance(self.item, Orphan) else queue.KEYS
        said = [Text(clean(self.said), style="bold magenta")] if self.said else []
        return ["", *said, Text(self.counter(), style="bold"), Text(keys, style="dim")]

    def counter(self) -> str:
        """Return "12 of 40, 3 accepted, 1 rejected"."""
        here = f" ({self.turned[self.at]})" if self.at in self.turned else ""
        place = "end" if self.item is None else f"{self.at + 1:,}"
        return ", ".join([f"{place} of {len(self.items):,}{here}", *self.counts()])

    def counts(self) -> list[str]:
        """Return how many of the queue were accepted, rejected and so on."""
        done = list(self.turned.values())
        return [f"{done.count(turn):,} {turn}" for turn in dict.fromkeys((*TURNS.values(), *done)) if turn in done]

    def summary(self) -> str:
        """Return what was done, in one sentence."""
        done = ", ".join(self.counts()) or "nothing judged"
        left = len(self.items) - len(self.turned)
        kept = " All of it is kept: `dragoman history` lists it." if self.turned else ""
        return f"{done}; {left:,} of {len(self.items):,} left.{kept}"

    # ---- what the keys do -------------------------------------------------------------------------------------------

    @property
    def item(self) -> Doubtful | Orphan | None:
        """Return what is shown now; None at the end."""
        return self.items[self.at] if self.at < len(self.items) else None

    def typed(self, keys: str) -> None:
        """Do what was typed. Several letters at once are keys if all of them are; pasted words do nothing."""
        keys = ARROWS.get(keys, keys)
        if len(keys) > 1 and (keys.startswith("\x1b") or not set(keys) <= set("aresujk ?q")):
            self.said = "these are no keys; ? lists them."
            return
        for key in keys:
            self.press(key)
            if self.over or key in ASKING:
                break

    def press(self, key: str) -> None:
        """Do what one key says; what cannot be done is said, and nothing is changed."""
        if self.help and key != "q":
            self.help = False
            return
        self.said = ""
        try:
            self._press(key)
        except UsageError as error:
            self.said = str(error)

    def _press(self, key: str) -> None:
        match key:
            case "q":
                self.over = True
            case "?":
                self.help = True
            case "j":
                self._go(self.at + 1)
            case "k":
                self._go(self.at - 1)
            case " ":
                self.top += max(terminal().height - 6, 3)
            case "u":
                self._undo()
            case "a" | "r" | "e" | "s" if self.item is None:
                self.said = "this is the end of the queue; k goes back."
            case "a" | "r" | "e" | "s":
                self._judge(key)
            case _:
                self.said = "no such key; ? lists them."

    def _go(self, at: int) -> None:
        self.at, self.top = min(max(at, 0), len(self.items)), 0

    def _judge(self, key: str) -> None:
        item = self.item
        if isinstance(item, Orphan):
            if key == "r":
                self._keep("dropped", self._make(item.judged.id, "undo"))
                self._go(self.at + 1)
            elif key == "s":
                self._home(item)
            else:
                self.said = "an orphan is taken back (r), or told where it belongs now (s)."
        elif item and key in "ar":
            self._keep(TURNS[key], self._make(item.line.entry, "accept" if key == "a" else "reject"))
            self._go(self.at + 1)
        elif item:
            reading, entry = self.store.entry(item.line.entry)
            self._edit(reading, entry) if key == "e" else self._link(item, entry)

    def _make(self, target: str, verdict: Verdict, values: Sequence[str] = (), why: str | None = None) -> Judged:
        return self.store.judgements.make(target, verdict, values, who=self.who, why=why)

    def _keep(self, turn: str, *judged: Judged) -> None:
        """Note what was kept, so that it counts and `u` takes it back."""
        self.made.append((self.at, self.turned.get(self.at, ""), tuple(one.id for one in judged)))
        self.turned[self.at] = turn
        self.said = f"{words(judged[0])}."

    def _edit(self, reading: Reading, entry: Entry) -> None:
        """Ask for a field and its value, and keep it; the entry stays on the screen, with the value."""
        fields = queue.fields(entry)
        answer = self.ask([queue.field_table(entry, reading, fields)], "which value (number or name; none: leave it)")
        name, _, value = answer.partition(" ")
        if not name:
            return
        field = chosen(name, fields)
        value = value.strip() or self.ask((), f"{field} should be (- for nothing, ; between several; none: leave it)")
        if not value:
            return
        given = [part for part in map(str.strip, value.split(";")) if part] if value != "-" else []
        self._keep("edited", self._make(entry.id, "edit", (field, *given)))

    def _link(self, item: Doubtful, entry: Entry) -> None:
        """Ask which other entry is the same act, or with a minus is not, and keep it."""
        others = [*item.line.also, *(reason.other for reason in item.reasons if reason.other)]
        record = self._around(others)
        near = queue.held(record, others)
        parts = [queue.candidates(record, near)]
        answer = self.ask(parts, "the same act as (number or id; - before it: another act; none: leave it)")
        apart, other = answer.startswith("-"), answer.removeprefix("-").strip()
        if not other:
            return
        self._keep("linked", self._make(entry.id, "different" if apart else "same", (chosen(other, near),)))

    def _home(self, orphan: Orphan) -> None:
        """Ask which entry an orphan is about now; judge that one so, then take the orphan back."""
        judged = orphan.judged
        if judged.verdict not in ("accept", "reject", "edit", "date"):
            raise UsageError(
                f"this is about an actor or a pair: make it anew with `dragoman judge ID {judged.verdict}`."
            )
        others = queue.nearest(self.store.judgements.standing(), judged)
        record = self._around(others)
        near = queue.held(record, others)
        answer = self.ask([queue.candidates(record, near)], "it is about (number or id; none: leave it)")
        if not answer:
            return
        target = chosen(answer, near)
        again = self._make(target, judged.verdict, queue.values_again(judged), f"as {judged.who} said in {judged.id}")
        self._keep("rehoused", again, self._make(judged.id, "undo"))
        self._go(self.at + 1)

    def _around(self, ids: Sequence[str]) -> Record:
        """Return what the record holds around some entries; all of it where the file does not know them yet."""
        found = telling_of(self.store, ids)
        return found if len(queue.held(found, ids)) == len(ids) else self.store.record()

    def _undo(self) -> None:
        """Take back the last thing done here; with nothing left here, after asking, the last one of this person."""
        if self.made:
            at, before, ids = self.made.pop()
            for id in reversed(ids):
                undoing = self._make(id, "undo")
            del self.turned[at]
            if before:
                self.turned[at] = before
            self._go(at)
        else:
            last = self._earlier()
            if last is None:
                raise UsageError(f"{self.who} has nothing to undo.")
            if self.ask([Text(f"\nbefore this session: {words(last)}.")], "undo it? (y)").casefold() != "y":
                return
            undoing = self._make(last.id, "undo")
        self.said = f"{words(undoing)}."

    def _earlier(self) -> Judged | None:
        """Return the last judgement of this person that stands."""
        mine = [one for one in self.store.judgements.standing().judged if one.who == self.who]
        return mine[-1] if mine else None


def chosen(answer: str, options: Sequence[str]) -> str:
    """Return the option whose number was typed, else what was typed: a name or an id."""
    at = int(answer) if answer.isascii() and answer.isdigit() else 0
    return options[at - 1] if 0 < at <= len(options) else answer
