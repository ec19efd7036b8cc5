"""Resolve "he", "she", "they", "it", "I" and their forms by recency, subject, number, gender and quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dragoman.language.coreference.referents import Seen, View
from dragoman.markup import Verb
from dragoman.model import Mention, Problem, Span

GENDER = dict.fromkeys(("he", "him", "his", "himself"), "m") | dict.fromkeys(("she", "her", "hers", "herself"), "f")
PLURAL = frozenset({"they", "them", "their", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "myself", "mine"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
FAR = 600  # characters: no verb reports or quotes words that lie farther off
WOMAN, MAN = 5.0, 0.5  # weights of a known gender
SUBJECT = frozenset({"he", "she", "they", "it"})
OBJECT = frozenset({"him", "her", "them", "it"})


class Pronouns:
    """The verbs of a document laid out for questions about pronouns: who reports these words, whose subject is this."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.with_subject = sorted((verb for verb in view.marked.verbs if verb.subject), key=lambda verb: verb.span)
        self._starts = [verb.span[0] for verb in self.with_subject]
        self._named = [mention.span[0] for mention in view.marked.mentions]

    def _verbs(self, start: int, end: int) -> list[Verb]:
        """Return the verbs with a subject that start between two offsets."""
        return self.with_subject[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def resolve(self, mention: Mention, word: str) -> tuple[tuple[str, ...], Problem | None]:
        """Return whom a pronoun stands for, with a problem where it is not clear and matters."""
        if word in FIRST or word in WE:
            return (), None  # whoever says the quotation; see `speaker`, once everybody else is known
        found = self._reporter(mention.span, word) or self._best(mention, word)
        if not found and word in SUBJECT - {"it"} and self._matters(mention):
            return (), Problem(code="empty-pronoun", message=f"{mention.quote}: no referent", span=mention.span)
        return found, None

    def _matters(self, mention: Mention) -> bool:
        near = self._verbs(mention.span[0] - FAR, mention.span[1] + FAR)
        return any(verb.subject == mention.span and verb.complement for verb in near)

    def _reporter(self, span: Span, word: str) -> tuple[str, ...]:
        """Return the subject of the verb that reports the clause: "Pompeo told Moon that he had discussed"."""
        if self.view.quote_at(span[0]) >= 0 or word not in ("he", "she", "they", "his", "her", "their", "it", "its"):
            return ()
        reporting = [verb for verb in self._verbs(span[0] - FAR, span[0]) if _reports(verb, span)]
        if not reporting:
            return ()
        nearest = reporting[-1]
        between = [
            seen
            for seen in self.view.recent(span[0], 0)
            if seen.span[0] > nearest.span[1] and seen.subject and self._agrees(seen, word)
        ]
        if between and word in ("his", "her", "their", "its"):
            return ()
        return next((seen.of for seen in self.view.within(nearest.subject) if self._agrees(seen, word)), ())

    def _best(self, mention: Mention, word: str) -> tuple[str, ...]:
        """Return the referent of the highest score among the mentions before, or after in the same sentence."""
        if word == "it" and not self._personal(mention):
            return ()
        quote = self.view.quote_at(mention.span[0])
        speaker = self.speaker(mention) if quote >= 0 else ()
        barred = self._coargument(mention.span) if word in OBJECT - {"her"} else frozenset()
        best: tuple[float, tuple[str, ...]] = (-1e9, ())
        reach = 1 if word in NEUTER | PLURAL else 3
        for rank, seen in enumerate(self.view.recent(mention.span[0], reach)):
            if not self._agrees(seen, word) or seen.of == speaker or barred & set(seen.of):
                continue
            score = self._score(seen, mention, quote) - 0.3 * rank + self._known(seen, word)
            best = max(best, (score, seen.of))
        if word in PLURAL:
            best = max(best, self._couple(mention, barred))
        return best[1] or self._ahead(mention, word)

    def _score(self, seen: Seen, mention: Mention, quote: int) -> float:
        """Return how salient a mention is: near, a subject, first in its sentence, in the same voice."""
        view = self.view
        distance = view.sentence_at(mention.span[0]) - seen.sentence
        score = -4.0 * distance + (3.0 if seen.subject else 0.0)
        start = view.marked.sentences[seen.sentence].span[0] if view.marked.sentences and seen.sentence >= 0 else 0
        score += 1.5 if seen.span[0] - start < 4 else 0.0
        if view.text[seen.span[1] : seen.span[1] + 2] in ("'s", "’s"):
            score -= 2.0  # "Boutros-Ghali's envoy, Stoltenberg, ... told him": the envoy
        if quote < 0 <= seen.quoted:
            score -= 3.0 if distance else 5.0  # who is named inside a quotation is seldom the "he" who says it
        return score

    def _known(self, seen: Seen, word: str) -> float:
        """Return what it weighs that somebody is known to be a "she", or a "he": most whom the news names are men."""
        sure = word in GENDER and self.view.gender(seen.of[0]) == GENDER[word]
        return (WOMAN if GENDER[word] == "f" else MAN) if sure else 0.0

    def _agrees(self, seen: Seen, word: str) -> bool:
        """Return whether number and gender allow the referent."""
        view = self.view
        actors = [view.actors[id] for id in seen.of if id in view.actors]
        if word in GENDER:
            if len(seen.of) != 1 or not actors or actors[0].kind != "person":
                return False
            return view.gender(seen.of[0]) in (None, GENDER[word])
        if word in PLURAL:
            return len(seen.of) > 1 or bool(actors) and actors[0].kind == "group"
        if word in NEUTER:
            return (
                len(seen.of) == 1
                and (not actors or actors[0].kind in ("state", "organisation", "body"))
                and (word != "it" or seen.subject)
            )
        return False

    def _couple(self, mention: Mention, barred: frozenset[str]) -> tuple[float, tuple[str, ...]]:
        """Return two subjects joined by "and" in this or the last sentence, with their score; nobody who is barred."""
        near = [
            seen
            for seen in self.view.recent(mention.span[0], 1)
            if len(seen.of) == 1 and seen.of[0] in self.view.actors and not barred & set(seen.of)
        ]
        for later, earlier in zip(near, near[1:], strict=False):
            between = self.view.text[earlier.span[1] : later.span[0]].strip().lower()
            kinds = {self.view.actors[seen.of[0]].kind for seen in (earlier, later)}
            if between in ("and", ", and") and earlier.of != later.of and len(kinds) == 1:
                distance = self.view.sentence_at(mention.span[0]) - later.sentence
                return 1.0 - 4.0 * distance + (3.0 if earlier.subject else 0.0), earlier.of + later.of
        return -1e9, ()

    def _ahead(self, mention: Mention, word: str) -> tuple[str, ...]:
        """Return the subject that a pronoun runs ahead of: "In his speech, Clinton said"."""
        sentence = self.view.sentence_at(mention.span[0])
        if sentence < 0 or mention.span[0] - self.view.marked.sentences[sentence].span[0] > 40:
            return ()
        end = self.view.marked.sentences[sentence].span[1]
        first, last = bisect_left(self._named, mention.span[1]), bisect_left(self._named, end)
        for later in self.view.marked.mentions[first:last]:
            if len(later.of) == 1 and later.of[0] in self.view.actors:
                seen = Seen(later.span, later.of, sentence, self.view.is_subject(later.span), -1)
                if seen.subject and self._agrees(seen, word):
                    return later.of
        return ()

    def _coargument(self, span: Span) -> frozenset[str]:
        """Return the subjects of the verb whose object this is: nobody "met him" who is "he"."""
        at = bisect_right(self._starts, span[0]) - 1
        if at < 0 or span[0] >= self.with_subject[at].clause[1] or span[0] - self.with_subject[at].span[1] > 25:
            return frozenset()
        return frozenset(id for seen in self.view.within(self.with_subject[at].subject) for id in seen.of)

    def _personal(self, mention: Mention) -> bool:
        """Return whether "it" is the subject of a verb that takes actors: "it said", not "it is important that"."""
        at = bisect_left(self._starts, mention.span[1])
        verb = self.with_subject[at] if at < len(self.with_subject) else None
        return (
            verb is not None
            and verb.subject == mention.span
            and not verb.passive
            and verb.lemma
            not in (
                "be",
                "seem",
                "appear",
                "become",
                "take",
                "make",
                "remain",
                "rain",
                "happen",
                "turn",
                "depend",
                "mean",
            )
        )

    def speaker(self, mention: Mention) -> tuple[str, ...]:
        """Return who says the quotation that a pronoun stands in, where a reporting verb stands beside it."""
        view = self.view
        number = view.quote_at(mention.span[0])
        if number < 0:
            return ()
        marks = view.marked.quotes[number].marks
        for verb in self._beside(marks):
            for seen in view.within(verb.subject):
                if len(seen.of) == 1 and seen.of[0] in view.actors:
                    return seen.of
        return ()

    def _beside(self, marks: Span) -> list[Verb]:
        """Return the verbs with a subject that follow a quotation at once, or lead up to it."""
        after = [
            verb
            for verb in self._verbs(marks[1], marks[1] + FAR)
            if verb.subject and 0 <= min(verb.span[0], verb.subject[0]) - marks[1] <= 3
        ]
        before = [verb for verb in self._verbs(marks[0] - FAR, marks[0]) if 0 <= marks[0] - verb.span[1] <= 12]
        return after or before[-1:]


def _reports(verb: Verb, span: Span) -> bool:
    """Return whether a finite verb reports some words, its subject before them."""
    if verb.form != "finite" or verb.complement is None or verb.subject is None:
        return False
    return verb.complement[0] <= span[0] and span[1] <= verb.complement[1] and verb.subject[1] <= span[0]
