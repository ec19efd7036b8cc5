"""Readers for the engine tests; workers import them by name."""

from __future__ import annotations

import gc
import os

from dragoman.model import Document, Reading


def shout(document: Document) -> Reading:
    return Reading(document=document, reader=document.text.upper())


def fussy(document: Document) -> Reading:
    """Fail on some texts, kill the process on others."""
    if document.text == "raise":
        raise ValueError("no such word")
    if document.text == "die":
        os._exit(9)
    return shout(document)


def cores(document: Document) -> Reading:
    """Tell on how many cores the encoder of this process runs."""
    return Reading(document=document, reader=os.environ.get("DRAGOMAN_THREADS", "all"))


def collected(document: Document) -> Reading:
    """Tell after how many objects this process looks for cycles."""
    return Reading(document=document, reader=str(gc.get_threshold()[0]))


def process(document: Document) -> Reading:
    """Tell the number of this process."""
    return Reading(document=document, reader=str(os.getpid()))
