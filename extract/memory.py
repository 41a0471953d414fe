"""What a pipeline that reads article after article holds between them: as much after the last as after the first.

A memory zone forgets the words of a batch and leaves two things behind: places in spaCy's table of strings, which are
marked as deleted and not emptied, so that it grows with the words ever read, and pages that the allocator of glibc
keeps for the next large array.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from preshed.maps import PreshMap  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.strings import StringStore

ROOMY = 8
"""Places for each string in a table that is made anew: spaCy itself leaves two to four."""


@contextmanager
def forgotten(nlp: Language) -> Iterator[None]:
    """Read texts within, and nothing of them is held behind it; within another zone, nothing happens.

    Documents must not be used behind it.
    """
    if getattr(nlp.vocab, "in_memory_zone", False):
        yield
        return
    with nlp.memory_zone():
        yield
    shrink(nlp.vocab.strings)
    give_back()


def shrink(strings: StringStore) -> None:
    """Put the strings into a table of their size, if they have one in which most places are deleted words."""
    held: Any = strings  # of which the types do not know the table that its declaration makes public
    old = getattr(held, "_map", None)
    if isinstance(old, PreshMap) and old.capacity > ROOMY * len(strings):
        new = PreshMap()
        for key, place in old.items():
            new[key] = place
        held._map = new


def give_back() -> None:
    """Give the pages that nothing stands in back to the system, where the allocator can."""
    _trim()(0)


@cache
def _trim() -> Callable[[int], int]:
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # another C library, or Windows
        return lambda _: 0
    return trim
