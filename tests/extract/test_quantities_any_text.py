"""No text breaks the reader of figures, and its work grows in step with the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.atoms import Atoms
from extract.interval import Interval
from extract.quantities import read_quantities

BITS = [
    "een",
    "één",
    "twee",
    "half",
    "miljoen",
    "mln.",
    "op",
    "de",
    "van",
    "tot",
    "en",
    "of",
    "tussen",
    "keer",
    "€",
]
BITS += [
    "%",
    "procent",
    "euro",
    "jaar",
    "1",
    "2.500",
    "1,5",
    "2017",
    "-",
    "–",
    "(",
    ")",
    "/",
    ",",
    ".",
    "per",
    "jarige",
]
BITS += [
    "derde",
    "helft",
    "zo",
    "veel",
    "tientallen",
    "paar",
    "ruim",
    "bijna",
    "min",
    "½",
    "\n",
    "x",
    "ton",
    "'",
    "kwart",
]


def check_invariants(text: str) -> None:
    """Spans stand where they say, in order and apart; the lenient reading allows what the strict one does."""
    end = 0
    for q in read_quantities(text):
        assert q.span.start >= end
        assert text[q.span.start : q.span.end] == q.span.text
        end = q.span.end
        assert covers(q.lenient, q.strict)


def covers(wide: Interval, narrow: Interval) -> bool:
    """Whether the wide interval reaches as far as the narrow one on both sides."""
    low = wide.low is None or (narrow.low is not None and wide.low <= narrow.low)
    return low and (wide.high is None or (narrow.high is not None and wide.high >= narrow.high))


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """No text raises, whatever it holds."""
    check_invariants(text)


@given(st.lists(st.tuples(st.sampled_from(BITS), st.sampled_from(["", " "])), max_size=14))
def test_any_row_of_number_words_and_marks_is_read(bits: list[tuple[str, str]]) -> None:
    """No order of the words that make figures raises or overlaps."""
    check_invariants("".join(word + space for word, space in bits))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "twee",
        "twee ",
        "(",
        "(1 ",
        "1-",
        "1.",
        "een op de ",
        "en een half ",
        "a@",
        "miljoen ",
        "per ",
        "min ",
    ],
)
def test_work_grows_in_step_with_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text twice as long takes at most about twice as many looks at an atom."""
    looks = 0
    word = Atoms.word

    def counted(self: Atoms, i: int) -> str:
        nonlocal looks
        looks += 1
        return word(self, i)

    monkeypatch.setattr(Atoms, "word", counted)
    work = []
    for times in (400, 800):
        looks = 0
        read_quantities(piece * times)
        work.append(looks)
    assert work[1] <= 2.2 * work[0] + 50


@pytest.mark.parametrize("piece", ["1", "twee", "(", "twee "])
def test_a_text_of_a_megabyte_is_read(piece: str) -> None:
    """Digits only, number words only, open brackets only: the reader comes to an end."""
    read_quantities(piece * (1_000_000 // len(piece)))


def test_an_open_range_that_runs_down_is_two_figures() -> None:
    """From the first's least to the last's most would be upside down."""
    found = read_quantities("tientallen miljoenen tot tientallen", field="text")
    assert [figure.span.text for figure in found] == ["tientallen miljoenen", "tientallen"]
