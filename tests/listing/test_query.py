"""How a query is read: nothing that is typed is an error, and each hit has its place."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import Store
from db.among import EVERYTHING, Among
from db.find import count, search
from db.query import MOST_WORDS, read_query


@pytest.fixture
def store(built):  # type: ignore[no-untyped-def]
    with Store(built.path, read_only=True) as store:
        yield store


def found(store: Store, typed: str) -> dict[int, list[str]]:
    return {
        hit.head.id: [place.text for place in hit.places]
        for hit in search(store, read_query(typed), EVERYTHING)
    }


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("meldingen", {1: ["meldingen"], 2: ["melding"]}),
        ("MELDING", {1: ["meldingen"], 2: ["melding"]}),
        ("stijgen", {1: ["steeg"]}),
        ("stijging", {1: ["steeg"]}),
        ("cafe", {1: ["cafés"]}),
        ("dwang", {1: ["Dwang"]}),
        ("huur*", {2: ["huurders"]}),
        ('"aantal meldingen"', {1: ["aantal meldingen"]}),
        ("“aantal meldingen” 2017", {1: ["aantal meldingen", "2017"]}),
        ('"aantal melding"', {}),
        ("melding -comensha", {2: ["melding"]}),
        ("e-mail", {3: ["e-mail"]}),
        ("1,5", {}),
        ("melding AND politie", {}),
        ("meldingen (politie)", {2: ["melding", "politie"]}),
    ],
)
def test_query_finds_places(store: Store, typed: str, hits: dict[int, list[str]]) -> None:
    """Any form of a word, phrases as typed, beginnings, exclusion, case and accents aside."""
    assert found(store, typed) == hits


def test_nearest_form_comes_first(store: Store) -> None:
    """The form as typed counts for more than another of the same stem."""
    assert list(found(store, "melding")) == [2, 1]


@pytest.mark.parametrize("typed", ["", " ", '"', '-"', "* *", "-melding", "(-)", "\0", "\ud800"])
def test_nothing_to_look_for(typed: str) -> None:
    """A query without a word that must be there is empty."""
    assert read_query(typed).empty


def test_endless_query_is_cut() -> None:
    """Only so many words count."""
    query = read_query("woord " * 10_000)
    assert sum(len(term.words) for term in query.terms) == MOST_WORDS


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    typed=st.text(
        st.sampled_from("ab\"*-():{}^+'AND OR NOT NEAR surface:,.é\0\ud800_“") | st.characters(), max_size=60
    )
)
def test_whatever_is_typed_is_no_syntax_error(store: Store, typed: str) -> None:
    """FTS5 takes every query, and every place is in the text."""
    query = read_query(typed)
    try:
        total = count(store, query, EVERYTHING)
    except sqlite3.Error as error:  # pragma: no cover
        pytest.fail(f"{typed!r}: {error}")
    hits = list(search(store, query, EVERYTHING))
    assert len(hits) == total
    for hit in hits:
        for place in hit.places:
            hit.article.check(place)


@pytest.mark.parametrize(
    ("source", "ids"), [("noorderkoerier", [1]), ("DAGBLAD", [2]), ("dag", []), (None, [2, 1]), ("", [])]
)
def test_publisher_by_words_of_the_name(store: Store, source: str | None, ids: list[int]) -> None:
    """Whole words of the name, case aside."""
    hits = search(store, read_query("melding"), Among(source=source))
    assert [hit.head.id for hit in hits] == ids
