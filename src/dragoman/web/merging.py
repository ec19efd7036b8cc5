"""Keep what people judge of actors in a browser: renamed, merged, split off, however many ids and reports they have."""

from __future__ import annotations

from dragoman.problems import UsageError
from dragoman.record import Judged, Store, Verdict
from dragoman.record.judgements import OF_ACTORS
from dragoman.views.actors import People
from dragoman.views.actors.portrait import words_of
from dragoman.views.linking.kept import when_little_waits
from dragoman.views.linking.people import everywhere
from dragoman.web.desk import Desk
from dragoman.web.people import now_called, people_of


class Judging:
    """Turn what is judged of one actor, however many ids and reports they have, into judgements of the record."""

    def __init__(self, store: Store, known: People, by: str, why: str | None) -> None:
        self.store = store
        self.known = known
        self.by = by
        self.why = why
        self.made: list[Judged] = []

    def rename(self, who: str, name: str) -> None:
        """Give somebody a name in every report."""
        for document, id in self._whole(who):
            self._make(id, "rename", name, document)
        for document, id in self._bound(who):
            self._split_off(document, id, name)

    def merge(self, who: str, other: str) -> None:
        """Let somebody be another from now on, in every report."""
        into, name = self._id_of(other), self.known.called(other)
        for document, id in self._whole(who):
            self._make(id, "merge", into, document)
        for document, id in self._bound(who):
            self._make(self._split_off(document, id, name), "merge", into, document)

    def split(self, who: str, name: str, document: str, on: bool) -> None:
        """Let somebody be somebody else in a report, or in it and all later ones."""
        order = {id: number for number, id in enumerate(self.known.reports)}
        known = sorted(self.known.known.get(who, ()), key=lambda found: order[found[0]])
        here = [(at, actor.id) for at, actor in known
                if at == document or (on and order[at] > order.get(document, len(order)))]  # fmt: skip
        if not here:
            raise UsageError(f"'{self.known.called(who)}' is not in the report '{document}'. Choose one of the list.")
        first = ""
        for at, id in here:
            own = self._split_off(at, id, name)
            if first:
                self._make(own, "merge", first, at)
            first = first or own

    def _make(self, target: str, verdict: Verdict, value: str, document: str) -> Judged:
        made = self.store.judgements.make(target, verdict, (value,), who=self.by, why=self.why, document=document)
        self.made.append(made)
        return made

    def _split_off(self, document: str, id: str, name: str) -> str:
        """Give somebody an id in one report; return it."""
        made = self._make(id, "split", name, document)
        standing = self.store.judgements.standing()
        found = standing.found(made.anchor)[0] if made.anchor else None
        return standing.called.id_of(found or id, made.anchor.document if made.anchor else "")

    def _id_of(self, who: str) -> str:
        """Return an id that stands for somebody and nobody else."""
        for _, id in self._whole(who):
            return id
        for document, id in self._bound(who):
            return self._split_off(document, id, self.known.called(who))
        return who

    def _whole(self, who: str) -> list[tuple[str, str]]:
        """Return each id that stands for somebody in all reports, with a report whose words name them by it."""
        found: dict[str, str] = {}
        for document, actor in self.known.known.get(who, ()):
            if everywhere(actor) and actor.id not in found and self._named(document, actor.id):
                found[actor.id] = document
        return [(document, id) for id, document in found.items()]

    def _named(self, document: str, id: str) -> bool:
        """Return whether words of a report name somebody; another process may have taken it out."""
        readings = self.known.readings((document,)).values()
        return any(words_of(reading, id) for reading in readings)

    def _bound(self, who: str) -> list[tuple[str, str]]:
        """Return the ids that stand for somebody in one report only."""
        return [(document, actor.id) for document, actor in self.known.known.get(who, ()) if not everywhere(actor)]


def kept(
    desk: Desk, by: str, id: str, verdict: str, value: str, document: str, on: bool, why: str | None
) -> list[Judged]:
    """Keep what somebody judges of an actor, all of it or nothing. Raises UsageError for what does not fit."""
    known = people_of(desk)
    who = now_called(desk, known, id)
    with desk.store() as store:
        judging = Judging(store, known, by, why)
        with store.together():
            if not value:
                raise UsageError(f"{verdict} needs {'another actor' if verdict == 'merge' else 'a name'}.")
            match verdict:
                case "rename":
                    judging.rename(who, value)
                case "merge":
                    judging.merge(who, _meant(desk, known, value))
                case "split":
                    judging.split(who, value, document, on)
                case _:
                    raise UsageError(f"no verdict '{verdict}' of actors; known: {', '.join(sorted(OF_ACTORS))}.")
            if not judging.made:
                raise UsageError(f"no words of a report name '{known.called(who)}': nothing can hold a judgement.")
        when_little_waits(store)
    return judging.made


def _meant(desk: Desk, known: People, value: str) -> str:
    """Return the key of whom an id or a whole name stands for."""
    try:
        return now_called(desk, known, value)
    except UsageError as error:
        named = [who for who in known.known if known.called(who).casefold() == value.casefold()]
        if len(named) > 1:
            raise UsageError(f"more than one actor is called '{value}': give an id.") from error
        if not named:
            raise
        return named[0]
