"""Twice the text is twice the work: steps are counted, not seconds, so that the machine does not matter."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from types import FrameType
from typing import Any

import pytest
from spacy.language import Language

from extract.pipeline import read_piece

FEW = 80
MOST = 2.25
"""Twice the text may take so many times the steps: 2 is linear, 4 quadratic."""

LETTERS = "bdfgklmnprst"
TEXTS: dict[str, Callable[[int], str]] = {
    "figures": lambda n: "In de wijk staan " + ", ".join(f"{i + 3} huizen" for i in range(n)) + ".",
    "percentages": lambda n: (
        "De huur steeg met " + ", ".join(f"{i % 90 + 3} procent" for i in range(n)) + "."
    ),
    "changes": lambda n: (
        "De huur " + " en ".join(f"steeg van {i + 3} naar {i + 9} euro" for i in range(n)) + "."
    ),
    "times": lambda n: ", ".join(f"{i % 28 + 1} mei {1990 + i % 30}" for i in range(n)) + ".",
    "figures in years": lambda n: (
        "Er waren " + ", ".join(f"{i + 3} gewonden in {1990 + i % 30}" for i in range(n))
    ),
    "dealt out": lambda n: (
        "In "
        + ", ".join(f"{1990 + i % 30}" for i in range(n))
        + " respectievelijk "
        + ", ".join(f"{i + 3}" for i in range(n))
    ),
    "names": lambda n: " ".join(
        f"Jan Bak{LETTERS[i % 12]}{LETTERS[i // 12 % 12]}er liep weg." for i in range(n)
    ),
    "sayings": lambda n: '"Het kost 5 euro", zegt Jan Bakker. ' * n,
    "one quotation": lambda n: '"' + "Jan Bakker zegt dat er 5 huizen staan en " * n + '"',
    "quotation marks": lambda n: '"ja" ' * n,
    "number words": lambda n: "drie " * n,
    "digits": lambda n: "7 " * n,
    "brackets": lambda n: "(" * n,
    "words": lambda n: "hij liep door de stad en " * n,
}


class Steps:
    """How many lines and calls were run."""

    count = 0

    def trace(self, _frame: FrameType, _event: str, _what: Any) -> Any:
        self.count += 1
        return self.trace


@contextmanager
def counted() -> Iterator[Steps]:
    steps, before = Steps(), sys.gettrace()
    sys.settrace(steps.trace)
    try:
        yield steps
    finally:
        sys.settrace(before)


def steps_of(text: str, nlp: Language) -> int:
    doc = nlp(text)
    with counted() as steps:
        read_piece(doc, text, "text", date(2024, 5, 1))
    return steps.count


@pytest.mark.parametrize("kind", TEXTS)
def test_twice_the_text_is_twice_the_work(kind: str, nlp: Language) -> None:
    steps_of(TEXTS[kind](2 * FEW), nlp)  # word lists are read, words remembered
    once, twice = steps_of(TEXTS[kind](FEW), nlp), steps_of(TEXTS[kind](2 * FEW), nlp)
    assert twice <= MOST * once, f"{once} steps, then {twice}"


def test_a_text_that_ends_with_a_verb_of_saying_is_read(nlp: Language) -> None:
    text = '"Dat is zo", zegt'
    assert read_piece(nlp(text), text, "text", None).sentences
