"""Ctrl-C in a command that stores as it goes: what it did is kept, and the same command goes on from there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from klopt.options import KloptError


@contextmanager
def goes_on() -> Iterator[None]:
    """Say so to who stops what is done in here. All other commands are just stopped: they store nothing, or all at
    once.
    """
    try:
        yield
    except (KeyboardInterrupt, click.Abort):
        raise KloptError("stop.kept") from None
