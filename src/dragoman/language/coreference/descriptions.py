"""Resolve descriptions: "the North Korean leader", "the minister", "the agency", "the official"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from dragoman.language.coreference.holders import holder, office_in
from dragoman.language.coreference.offices import holds
from dragoman.language.coreference.referents import View
from dragoman.language.names.atoms import Atom, atoms, keys, slug, without_article
from dragoman.language.names.gazetteer import Known, body_sectors, institutions, longest, named, role_words
from dragoman.language.names.page import shape_keys
from dragoman.model import Actor, Mention, Problem

POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my"})


class Description(NamedTuple):
    """What a description says: the role word, the country, the organisation, the gender, or a kind of body."""

    head: str
    country: str | None
    body: str | None
    gender: str | None
    sector: str | None
    kind: str
    owned: bool
    portfolio: str = ""  # "trade" in "Kenya's trade minister"


def describe(quote: str) -> Description:
    """Return what the words of a description say."""
    words = atoms(quote, (0, len(quote)))
    country = body = None
    role: Known | None = None
    at = 0
    after_of = False
    portfolio = ""
    while at < len(words):
        end, entries = longest(named(), words, at)
        role_end, roles = longest(role_words(), words, at)
        roles = tuple(entry for entry in roles if entry.kind in ("head", "group", "bodynoun"))
        if entries and end >= role_end:
            country = country or entries[0].country if entries[0].kind not in ("organisation", "body") else country
            body = body or (entries[0].id if entries[0].kind in ("organisation", "body") else None)
        elif roles and not after_of:
            role, portfolio = roles[0], _portfolio(words, at)
        after_of = after_of or words[at].key in ("of", "for") and role is not None
        at = max(end if entries else at, role_end if roles else at, at + 1)
    owned = bool(words) and words[0].key in POSSESSIVES
    head = role.name if role else ""
    if head in ("head", "chief") and "diplomacy" in quote:
        head = "head of diplomacy"
    return Description(
        head,
        country,
        body,
        role.gender if role else None,
        role.sector if role else None,
        role.kind if role else "",
        owned,
        portfolio,
    )


def _portfolio(words: Sequence[Atom], at: int) -> str:
    """Return the word that tells one minister from the others: "trade" in "the Kenyan trade minister"."""
    word = words[at - 1].key if at else ""
    return word if words[at].key in ("minister", "secretary") and word in shape_keys("portfolio") else ""


def resolve(view: View, mention: Mention, owner: str | None = None) -> tuple[tuple[str, ...], Problem | None]:
    """Return whom a description stands for, with a problem where two fit equally; a new actor where nobody does.

    `owner` is the country of the one whose minister or government it is.
    """
    description = describe(mention.quote)
    if description.owned and owner and not description.country:
        description = description._replace(country=owner, owned=False)
    if not description.kind:
        return (), None  # a name that fits two people: "Kim"
    if description.kind == "bodynoun":
        return _body(view, mention, description), None
    if description.kind == "group":
        return (_group(view, mention, description),), None
    if description.owned:
        return (_new(view, mention, description),), None
    fitting = _fitting(view, mention, description)
    if not fitting:
        return _by_date(view, mention, description) or ((_new(view, mention, description),), None)
    if len(fitting) == 1:
        _place(view, fitting[0], description)
        return (fitting[0],), None
    said = [(seen, [id for id in seen.of if id in fitting]) for seen in view.recent(mention.span[0], 4)]
    alone = [(seen, ids[0]) for seen, ids in said if len(ids) == 1]  # "the two ministers" tells nothing of which
    if alone:  # of two ministers in one sentence, the one that it is about
        return (max(alone, key=lambda one: (one[0].sentence, one[0].subject))[1],), None
    message = f"{mention.quote}: {', '.join(fitting)} all fit"
    return (), Problem(code="ambiguous-antecedent", message=message, span=mention.span)


def _by_date(view: View, mention: Mention, description: Description) -> tuple[tuple[str, ...], Problem] | None:
    """Return who held an office on the day that is told of, where the text names nobody who does."""
    day = view.day_at(mention.span[0])
    office = office_in(mention.quote, description.body, description.country)
    if day is None or office is None:
        return None
    head = f"{description.portfolio} {description.head}".strip()
    term = holder(office.of, head, day, office.about)
    if term is None or description.gender not in (None, view.gender_of(term.name)):
        return None
    words = " ".join(mention.quote.split())
    acts_for = office.of if office.of in view.actors else None
    if description.country and not description.body:
        acts_for = view.state(description.country)
    about = description.country and description.country.lower() == office.about
    country = None if about else description.country  # the UN envoy for Syria is no Syrian
    person = Actor(id=term.id, name=term.name, kind="person", country=country, acts_for=acts_for)
    person = replace(person, sector=description.sector, roles=(words,))
    message = f"{words}: {term.name}, who held the office on {day}; the text does not say the name"
    return (view.learn(person),), Problem(code="office-by-date", message=message, span=mention.span)


def _place(view: View, id: str, description: Description) -> None:
    """Give a person the country that a description of theirs tells."""
    actor, country = view.actors[id], description.country
    if country and actor.country is None and actor.acts_for is None:
        view.actors[id] = replace(actor, country=country, acts_for=view.state(country))


def _fitting(view: View, mention: Mention, description: Description) -> list[str]:
    """Return the persons whom a description fits: country and office both told, or the office told and no country."""
    persons = [actor for actor in view.actors.values() if actor.kind == "person" and actor.id in view.met]
    if not description.country and not description.body:
        exact = [actor.id for actor in persons if holds(actor, description.head, exact=True)]
        return exact or [actor.id for actor in persons if holds(actor, description.head)]
    everyone = [actor for actor in view.actors.values() if actor.kind == "person"]
    same = [actor for actor in everyone if description.country and actor.country == description.country]
    if description.body:
        same += [actor for actor in everyone if actor.acts_for == description.body and actor not in same]
    if description.body and not same:  # "Secretary-General Ban Ki-moon", then "the U.N. chief"
        whole = institutions().get(description.body)
        if whole is not None and whole.sector == "IGO":
            same = [actor for actor in everyone if actor.acts_for is None and actor.sector == "IGO"]
    same = [
        actor for actor in same if description.gender in (None, view.gender(actor.id)) or view.gender(actor.id) is None
    ]
    if description.portfolio:
        return _of_portfolio(same, description) or _of_portfolio([a for a in everyone if not a.country], description)
    exact = [actor.id for actor in same if holds(actor, description.head, exact=True)]
    return exact or [actor.id for actor in same if holds(actor, description.head)]


def _of_portfolio(persons: Sequence[Actor], description: Description) -> list[str]:
    """Return the persons whom the text gives the same ministry: "Trade Minister Joseph Kimotho"."""
    words = f"{description.portfolio} {description.head}"
    return [actor.id for actor in persons if actor.name and any(words in role.lower() for role in actor.roles)]


def _new(view: View, mention: Mention, description: Description) -> str:
    """Return a new actor without a name, for a description of somebody the text has not named."""
    words = " ".join(mention.quote.split())
    country = description.country
    acts_for = description.body if description.body in view.actors else (view.state(country) if country else None)
    kind = "group" if description.kind == "group" else "person"
    actor = Actor(
        id=slug(without_article(words))[:60].strip("-"),
        name=None,
        kind=kind,  # type: ignore[arg-type]
        country=country,
        sector=description.sector,
        acts_for=acts_for,
        roles=(words,),
    )
    return view.add(actor)


def _body(view: View, mention: Mention, description: Description) -> tuple[str, ...]:
    """Return the organisation that "the agency", "the ministry" or "the group" stands for, or a new one."""
    noun = description.head.split()[-1]
    near = [id for seen in view.recent(mention.span[0], 8) for id in seen.of if _is_body(view, id, description)]
    named = next((id for id in near if noun in keys(view.actors[id].name or "")), None)
    sectors = body_sectors().get(description.head, ())
    told = named or next((id for id in near if view.actors[id].sector in sectors), None)
    if told is not None:
        return (told,)
    if description.head in body_sectors():
        return ()  # "the group", with nobody before it that could be one
    words = " ".join(mention.quote.split())
    country = description.country
    id, name = slug(without_article(words))[:60], without_article(words)
    owned = words.split()[0].lower() in POSSESSIVES
    if country and owned:
        id = f"{country.lower()}-{slug(description.head)}"  # as "the Korean government" has it
    actor = Actor(
        id=id,
        name=None if owned else name,
        kind="organisation",
        country=country,
        sector=description.sector,
        acts_for=view.state(country) if country else None,
        roles=(words,),
    )
    return (view.add(actor),)


def _is_body(view: View, id: str, description: Description) -> bool:
    actor = view.actors.get(id)
    return actor is not None and actor.kind in ("organisation", "body") and description.country in (None, actor.country)


def _group(view: View, mention: Mention, description: Description) -> str:
    """Return the group named before in the same word: "U.N. weapons inspectors", then "the inspectors"."""
    noun = keys(mention.quote)[-1:]
    for seen in view.recent(mention.span[0], 12):
        for id in seen.of:
            actor = view.actors.get(id)
            if actor is None or actor.kind != "group" or description.country not in (None, actor.country):
                continue
            if any(keys(role)[-1:] == noun for role in actor.roles):
                return id
    return _new(view, mention, description)
