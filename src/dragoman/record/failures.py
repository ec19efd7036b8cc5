"""Keep what could not be read, so that nobody takes it for read: until it is, or somebody dismisses it.

with Store(Path("dragoman.db")) as store:
    store.failures.note("talks.pdf", "'talks.pdf' is empty.")
    store.failures.dismiss([store.failures.standing()[0].id], who="Anna Berg")

They are rows of `arrivals` under an id made of the path. What was said last of a path stands: "failed", "dismissed" or
"mended" (read after all). The same reason is noted once, also after it was dismissed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.model import Value
from dragoman.problems import UsageError
from dragoman.record import file

if TYPE_CHECKING:
    from dragoman.record.arrivals import Said
    from dragoman.record.store import Store

LONGEST = 1000  # characters of a path or a reason that are kept
STANDING = (
    " FROM arrivals AS failed WHERE what = 'failed' AND NOT EXISTS (SELECT 1 FROM arrivals AS later"
    " WHERE later.document = failed.document AND later.number > failed.number)"
)


class Failed(Value, frozen=True, kw_only=True):
    """A file that could not be read: where it was, the sentence why, when that was noted (UTC)."""

    id: str
    made: str
    path: str
    why: str


class Failures:
    """What one record could not take in."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.connection = store.connection

    def note(self, path: str, why: str) -> None:
        """Note that a file could not be read, unless that was noted before for the same reason."""
        path, why = kept(path), kept(why)
        said = "SELECT what, why FROM arrivals WHERE document = ? AND what != 'dismissed' ORDER BY number DESC LIMIT 1"
        with file.errors(self.store.path):
            last = self.connection.execute(said, (id_of(path),)).fetchall()
        if last != [("failed", why)]:
            self._say(path, "failed", why)

    def read(self, path: str) -> None:
        """Note that a file could be read after all, where it failed before."""
        path = kept(path)
        with file.errors(self.store.path):
            stands = self.connection.execute(f"SELECT 1{STANDING} AND document = ?", (id_of(path),)).get
        if stands:
            self._say(path, "mended", "")

    def standing(self, most: int = -1) -> tuple[Failed, ...]:
        """Return what failed and was neither read since nor dismissed, the newest first; `most` of them."""
        query = f"SELECT document, made, title, why{STANDING} ORDER BY number DESC LIMIT ?"
        with file.errors(self.store.path):
            rows = self.connection.execute(query, (most,)).fetchall()
        return tuple(Failed(id=str(id), made=str(made), path=str(path), why=str(why)) for id, made, path, why in rows)

    def count(self) -> int:
        """Return how many stand."""
        with file.errors(self.store.path):
            return int(str(self.connection.execute(f"SELECT count(*){STANDING}").get))

    def dismiss(self, ids: Sequence[str], who: str) -> tuple[Failed, ...]:
        """Take some out of what stands, by their ids or the beginnings of these; `all` means all.

        Raises UsageError for one that does not stand, or a beginning that several share: nothing is dismissed then.
        """
        with self.store.together():
            standing = self.standing()
            found = standing if "all" in ids else tuple(dict.fromkeys(_one(standing, id) for id in ids))
            for one in found:
                self._say(one.path, "dismissed", f"by {kept(who)}")
        return found

    def _say(self, path: str, what: Said, why: str) -> None:
        with self.store.together():
            self.store.arrivals.note(id_of(path), path, what, why)


def kept(words: str) -> str:
    """Return words as a file can hold them: no halves of characters (paths may have such), not endlessly many."""
    return words.encode("utf-8", "backslashreplace").decode()[:LONGEST]


def id_of(path: str) -> str:
    """Return the id of what fails at a path: an f and 12 hex digits, so that no document has it."""
    return f"f{hashlib.sha256(path.encode()).hexdigest()[:12]}"


def _one(standing: Sequence[Failed], id: str) -> Failed:
    found = [one for one in standing if id and one.id.startswith(id)]
    if len(found) != 1:
        what = f"'{id}' stands for more than one failed report" if found else f"no failed report '{id}'"
        raise UsageError(f"{what}. `dragoman show new` lists their ids.")
    return found[0]
