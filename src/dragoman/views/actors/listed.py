"""List everybody who has a part in the acts of a record, each in one line, those with the most of them first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dragoman.model import ActorKind, Value
from dragoman.views.actors.parts import Part, People, day_of
from dragoman.views.called import key_of
from dragoman.views.lines import lands

OWN = {"statements": ("statement", ("speaker",)), "meetings": ("meeting", ("participants", "host")),
       "commitments": ("commitment", ("by",))}  # fmt: skip


class Listed(Value, frozen=True, kw_only=True):
    """Somebody in one line.

    `name` is the first role, or the words, of one without a name, who is not `named` and stands for nobody of another
    document. `kind` is None for words that the reports take for nobody. `statements` are those they make, `commitments`
    those they undertake, `others` all other acts in which they have a part; each act counts once. `first` and `last`
    are the days (EDTF) of the first and the last of them, `reports` the documents that know them.
    """

    id: str
    name: str
    named: bool
    kind: ActorKind | None = None
    country: str | None = None
    land: str | None = None
    acts_for: str | None = None
    roles: tuple[str, ...] = ()
    statements: int = 0
    meetings: int = 0
    commitments: int = 0
    others: int = 0
    first: str | None = None
    last: str | None = None
    reports: int = 0

    @property
    def acts(self) -> int:
        """Return in how many acts they have a part."""
        return self.statements + self.meetings + self.commitments + self.others


class Looked(Value, frozen=True, kw_only=True):
    """Who is looked for: all words in name, roles or id; a kind; a country (ISO 3166 alpha-3)."""

    words: str | None = None
    kind: str | None = None
    country: str | None = None

    def fits(self, one: Listed) -> bool:
        """Return whether somebody is looked for."""
        told = key_of(" ".join((one.name, one.id.replace("-", " "), *one.roles, one.acts_for or "", one.land or "")))
        return (
            (not self.kind or one.kind == self.kind)
            and (not self.country or one.country == self.country)
            and all(word in told for word in key_of(self.words or "").split())
        )


def listed(people: People) -> tuple[Listed, ...]:
    """Return everybody who has a part in an act, those with the most acts first."""
    found = (line(people, who, people.doing[who]) for who in people.doing)
    return tuple(sorted(found, key=lambda one: (-one.acts, not one.named, one.name.casefold(), one.id)))


def line(people: People, who: str, parts: Iterable[Part]) -> Listed:
    """Return one of them with what they had a part in."""
    parts = list(parts)
    acts = {name: {part.act for part in parts if part.kind == kind and part.part in fields}
            for name, (kind, fields) in OWN.items()}  # fmt: skip
    others = {part.act for part in parts} - set().union(*acts.values())
    actors = people.known.get(who, ())
    country = _most(actor.country for _, actor in actors)
    return Listed(
        id=who,
        name=people.called(who),
        named=who in people.cast.names,
        kind=kind_of_actor(people, who),
        country=country,
        land=lands().get(country or ""),
        acts_for=_acts_for(people, who),
        roles=tuple(dict.fromkeys(role for _, actor in actors for role in actor.roles)),
        **{name: len(found) for name, found in acts.items()},
        others=len(others),
        first=day_of(min((part.first for part in parts if part.first), default=0)),
        last=day_of(max((part.last for part in parts), default=0)),
        reports=len({document for document, _ in actors}),
    )


def kind_of_actor(people: People, who: str) -> ActorKind | None:
    """Return the kind that most documents give somebody, None for words that they take for nobody."""
    counted = Counter(actor.kind for _, actor in people.known.get(who, ()))
    return min(counted, key=lambda kind: (-counted[kind], kind), default=None)


def _acts_for(people: People, who: str) -> str | None:
    """Return the name of the state or body that most documents say somebody acts for; nobody acts for themselves."""
    whose = (people.cast.key(at, actor.acts_for) for at, actor in people.known.get(who, ()) if actor.acts_for)
    most = _most(one for one in whose if one != who)
    return people.called(most) if most else None


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value), default=None)
