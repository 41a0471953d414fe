"""The tables of `pages.toml`: signs by which a page tells what it is."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTED = re.compile(r"[^a-z0-9]+")
MOST_NAMES = 2_000
"""Characters of class names and ids of one element that are looked at."""


@cache
def signs(table: str) -> dict[str, Any]:
    """One table of the file."""
    found: dict[str, Any] = _tables()[table]
    return found


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("corpus").joinpath("pages.toml").read_text(encoding="utf-8"))


@cache
def parts_pattern(table: str, key: str) -> re.Pattern[str]:
    """Whether one of the parts stands among class names that went through `dashed`."""
    return re.compile("-(?:" + "|".join(map(re.escape, signs(table)[key])) + ")-")


@lru_cache(maxsize=4096)
def dashed(names: str) -> str:
    """Class names and ids as words between dashes.

    >>> dashed("RelatedArticles__item js-x")
    '-related-articles-item-js-x-'
    """
    return f"-{_PARTED.sub('-', _HUMP.sub('-', names[:MOST_NAMES]).lower()).strip('-')}-"


@cache
def agency_pattern() -> re.Pattern[str]:
    """A news agency named as a whole word, as it writes itself or in capitals."""
    names = {spelt for name in signs("agencies") for spelt in (name, name.upper())}
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")


def agency_of(words: str) -> str | None:
    """The first news agency that is named in these words."""
    found = agency_pattern().search(words)
    if found is None:
        return None
    names: dict[str, str] = signs("agencies")
    return names.get(found[0]) or next(names[name] for name in names if name.upper() == found[0])
