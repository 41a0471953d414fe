"""Patterns that are searched for in articles take a time that grows with the text, not with its square."""

from __future__ import annotations

import pkgutil
import re
import re._parser as sre  # type: ignore[import-not-found]  # the parser of `re`, since Python 3.11
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

import corpus

SHORT = {
    "corpus.byline._PARTS": "names on one line, at most 500 characters",
    "corpus.frontmatter._AUTHORS": "on one line, where blanks are single",
    "corpus.frontmatter._LINE": "matches whatever is left of a line",
    "corpus.imports.mediargus._COPYRIGHT": "only matched at the start of a paragraph",
    "corpus.imports.mediargus._PLACE": "only matched to whole lines",
}
"""Patterns that start as they should not, and why that does no harm."""


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every pattern that a module of the package holds, by its name."""
    for found in pkgutil.walk_packages(corpus.__path__, "corpus."):
        module = import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{found.name}.{name}", value


def starts_over(items: list[tuple[Any, Any]]) -> bool:
    """Whether a search may read the same run again from each of its characters: an endless repeat comes first, and
    something that may be missing comes after it.
    """
    if not items:
        return False
    (kind, value), rest = items[0], items[1:]
    if kind is sre.BRANCH:
        return any(starts_over([*one, *rest]) for one in value[1])
    if kind is sre.SUBPATTERN:
        return starts_over([*value[3], *rest])
    if kind not in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return False
    least, most, _ = value
    if most is sre.MAXREPEAT and any(not _may_be_missing(item) for item in rest):
        return True
    return least == 0 and starts_over(rest)


def _may_be_missing(item: tuple[Any, Any]) -> bool:
    kind, value = item
    return kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] == 0


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        (r"\s*(?:\(\d+\)|[:.]+)$", True),
        (r"a?(?:x|\s+)b", True),
        (r"\s+", False),
        (r"^\s*a", False),
        (r"\d{1,9}a", False),
    ],
)
def test_the_measure(pattern: str, wrong: bool) -> None:
    """It knows the pattern that took a minute over sixty thousand dots, and lets a lone repeat be."""
    assert starts_over([*sre.parse(pattern)]) is wrong


def test_no_pattern_starts_over() -> None:
    """None does but those that never see a long run."""
    found = {
        name
        for name, pattern in patterns()
        if starts_over([*sre.parse(pattern.pattern, pattern.flags & ~re.UNICODE)])
    }
    assert found == set(SHORT)
