"""Log-likelihood and log ratio against what they must be by definition."""

from math import isclose, log

from hypothesis import given
from hypothesis import strategies as st

from klopt.research.association import compared, log_likelihood, log_ratio, rest

SIZE = st.integers(1, 10**6)
SHARE = st.floats(0, 1)


def entropy_form(here: int, size_here: int, there: int, size_there: int) -> float:
    """G2 as Dunning writes it: twice the sum of k log k over cells, rows and columns."""

    def part(*counts: int) -> float:
        return sum(count * log(count) for count in counts if count)

    rows = here, there, size_here - here, size_there - there
    columns = here + there, size_here + size_there - here - there
    return 2 * (part(*rows) - part(*columns) - part(size_here, size_there) + part(size_here + size_there))


@given(size_here=SIZE, size_there=SIZE, a=SHARE, b=SHARE)
def test_log_likelihood_is_that_of_dunning(size_here: int, size_there: int, a: float, b: float) -> None:
    """Both ways to write it agree, it is never below nothing, and it does not matter which side comes first."""
    here, there = int(a * size_here), int(b * size_there)
    found = log_likelihood(here, size_here, there, size_there)
    assert found >= 0
    assert isclose(found, entropy_form(here, size_here, there, size_there), rel_tol=1e-6, abs_tol=1e-3)
    assert isclose(found, log_likelihood(there, size_there, here, size_here), rel_tol=1e-9, abs_tol=1e-6)


def test_nothing_to_compare() -> None:
    """An empty side is no difference, and an impossible table none either."""
    assert log_likelihood(0, 0, 5, 10) == log_ratio(0, 0, 5, 10) == 0
    assert log_likelihood(7, 5, 1, 10) == 0
    assert log_ratio(0, 100, 0, 100) == 0
    assert log_ratio(8, 100, 0, 100) == 4


def test_compared_keeps_what_is_sure_and_not_too_rare() -> None:
    """The surest first; a word that stands there too seldom is not told, nor one whose share is the same."""
    here, there = {"huur": 50, "de": 100, "een": 1}, {"bal": 40, "de": 100, "huur": 1}
    assert [one.word for one in compared(here, there)] == ["huur", "bal"]
    assert {one.word for one in compared(here, there, least=0, fewest=1)} == {"huur", "bal", "de", "een"}
    assert compared({}, {}) == []


def test_rest_is_never_less_than_nothing() -> None:
    """What is counted otherwise in part and whole does no harm."""
    assert rest({"a": 1}, {"a": 2, "b": 1}) == {}
