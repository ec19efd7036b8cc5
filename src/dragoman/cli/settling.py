"""Link what came to a record and put it in order for its pages, with a bar where that takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.progress import steps

if TYPE_CHECKING:
    from dragoman.record import Store


def settle(store: Store) -> None:
    """Bring acts and their order up to date. What is done is kept if it is cut off."""
    from dragoman.views.linking.kept import TOGETHER, up_to_date
    from dragoman.views.paging import LITTLE, in_order

    with steps("linking", TOGETHER) as linked:
        up_to_date(store, linked)
    with steps("putting in order", LITTLE) as ordered:
        in_order(store, ordered)
