"""Forms of a name joined to the fullest one, on names of our own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.joining import Written, full_names
from extract.nouns import MentionKind

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "examples" / "joining.toml").read_text(encoding="utf-8")
)["case"]
KINDS: tuple[MentionKind, ...] = ("person", "organisation")


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: "; ".join(name for kind in KINDS for name in case.get(kind, ()))
)
def test_names_are_joined(case: dict[str, Any]) -> None:
    """Each form gets the fullest name that it alone can be short for, in whatever order they stand."""
    written: list[Written] = [(kind, name) for kind in KINDS for name in case.get(kind, [])]
    for order in (written, written[::-1]):
        assert {text: full for (_, text), full in full_names(order).items() if full != text} == case["full"]


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.text("AB ab-.()'e", min_size=1, max_size=12)), max_size=8)
)
def test_whatever_the_names(written: list[Written]) -> None:
    """Nothing breaks, and no name is joined to one of another kind."""
    joined = full_names(written)
    assert {kind for kind, _ in joined} <= set(KINDS)
