"""Stand in for dragoman.wording until all verbs import that."""

from __future__ import annotations

from dragoman.wording import *  # noqa: F403
