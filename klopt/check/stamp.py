"""What a check was done with, as one word: as long as it stays the same, what was found stays true."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from klopt import __version__

CODE = ("corpus", "extract", "klopt/check", "klopt/differences.py", "klopt/reference")
"""Everything that a finding depends on beside the article. A version alone would not do: who works on a rule checks
again and again under one version.
"""
ENDINGS = (".py", ".toml")


def stamp_of(rules: Iterable[str]) -> str:
    """The digest of these rules and of the code and tables that they rest on.

    >>> stamp_of(["same-period"]) == stamp_of(["same-period"]) != stamp_of([])
    True
    """
    words = "\n".join((__version__, _code(), *rules))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for path in CODE:
        package, _, inside = path.partition("/")
        place = resources.files(package)
        for name, raw in _files(place / inside if inside else place):
            digest.update(f"{path}/{name}:{len(raw)}:".encode() + raw)
    return digest.hexdigest()


def _files(place: Traversable, name: str = "") -> Iterator[tuple[str, bytes]]:
    if place.is_dir():
        for inside in sorted(place.iterdir(), key=lambda one: one.name):
            yield from _files(inside, f"{name}/{inside.name}")
    elif place.name.endswith(ENDINGS):
        yield name, place.read_bytes()
