"""What a check was done with, as one word: as long as it stays the same, what was found stays true."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from klopt import __version__
from klopt.check.registry import origin

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


def versions_of(rules: Iterable[str]) -> dict[str, str]:
    """For each rule the digest of its own file and its row of the catalogue, to name what changed. A rule also rests on
    what it shares with others: `stamp_of` has everything.

    >>> [len(digest) for digest in versions_of(["same-period"]).values()]
    [8]
    """
    return {name: _version(name) for name in rules}


@cache
def _version(name: str) -> str:
    module, row = origin(name)
    package, _, file = module.rpartition(".")
    raw = (resources.files(package) / f"{file}.py").read_bytes()
    return hashlib.sha256(raw + json.dumps(row, sort_keys=True).encode()).hexdigest()[:8]
