"""Dragoman keeps the record of a negotiation: it reads reports, readouts and communiqués and says what follows."""

from __future__ import annotations

__version__ = "0.1.0"
