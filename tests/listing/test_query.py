"""How a query is read: nothing that is typed is an error, and each hit has its place."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from corpus.article import Article
from db import Store
from db.among import Among
from db.find import Hit, find
from db.forms import widened
from db.query import Query
from db.query_as_read import as_read
from db.query_reader import MOST_WORDS, read_query
from extract.nouns import Extraction


@pytest.fixture
def store(built):  # type: ignore[no-untyped-def]
    with Store(built.path, read_only=True) as store:
        yield store


def search(store: Store, query: Query) -> Iterator[Hit]:
    return find(store, Among(query=query)).hits()


def found(store: Store, typed: str) -> dict[int, list[str]]:
    return {
        hit.head.id: [place.text for place in hit.places]
        for hit in search(store, widened(store.db.conn, read_query(typed)))
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
        ("melding AND politie", {2: ["melding", "politie"]}),
        ("melding EN politie", {2: ["melding", "politie"]}),
        ("melding and politie", {}),
        ("politie OF dwang", {1: ["Dwang"], 2: ["politie"]}),
        ("politie OR (dwang comensha)", {1: ["Dwang", "CoMensha"], 2: ["politie"]}),
        ("melding NIET comensha", {2: ["melding"]}),
        ("melding NOT (comensha OR politie)", {}),
        ("-(comensha OR politie) meldde OF melden", {3: ["melden"]}),
        ("NIET NIET politie", {}),
        ("(((politie", {2: ["politie"]}),
        ("politie))) melding", {2: ["melding", "politie"]}),
        ("politie OF", {2: ["politie"]}),
        ("titel:dwang", {1: ["Dwang"]}),
        ("titel:meldingen", {}),
        ("TITLE:dwang meldingen", {1: ["Dwang", "meldingen"]}),
        ("tekst:datum", {}),
        ("datum", {3: ["datum"]}),
        ('titel:"gesloten deuren"', {1: ["gesloten deuren"]}),
        ("titel:deur", {1: ["deuren"]}),
        ("meldingen NIET titel:dwang", {2: ["melding"]}),
        ("titel:dwang OF titel:script", {1: ["Dwang"], 2: ["script", "script"]}),
        ("titel:(dwang OF script)", {1: ["Dwang"], 2: ["script", "script"]}),
        ("titel:(deur dwang)", {1: ["Dwang", "deuren"]}),
        ("titel: dwang", {1: ["Dwang"]}),
        ("titel:(dwang OF tekst:melding)", {1: ["Dwang", "meldingen"], 2: ["melding"]}),
        ("meldingen -titel:(dwang OF niets)", {2: ["melding"]}),
        ("titel:(", {}),
        ("titel:()", {}),
        ("bron:noorderkoerier", {1: []}),
        ("melding bron:dagblad", {2: ["melding"]}),
        ("melding -bron:dagblad", {1: ["meldingen"]}),
        ("onbekend:melding", {}),
        ("meldingen (politie)", {2: ["melding", "politie"]}),
    ],
)
def test_query_finds_places(store: Store, typed: str, hits: dict[int, list[str]]) -> None:
    """Any form of a word, phrases as typed, beginnings, exclusion, case and accents aside."""
    assert found(store, typed) == hits


def test_nearest_form_comes_first(store: Store) -> None:
    """The form as typed counts for more than another of the same stem."""
    assert list(found(store, "melding")) == [2, 1]


@pytest.mark.parametrize(
    "typed", ["", " ", '"', '-"', "* *", "-melding", "NIET melding", "OF", "(-)", "\0", "\ud800"]
)
def test_nothing_to_look_for(typed: str) -> None:
    """A query without a word that must be there is empty."""
    assert read_query(typed).empty


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a EN (", "a"),
        ('huur "dure koop', 'huur EN "dure koop"'),
        ("huur OF", "huur"),
        ("OF huur", "huur"),
        ("huur NIET", "huur"),
        ("EN huur", "huur"),
        ("(huur OF koop", "huur OF koop"),
        ("huur) koop", "huur EN koop"),
        ("huur OF OF koop", "huur OF koop"),
        ('huur ""', "huur"),
        ("titel:", "titel"),
        ("(" * 14 + "huur" + ")" * 14, "huur"),
    ],
)
def test_what_is_not_complete_is_told(typed: str, read: str) -> None:
    """Whatever is passed over or closed, the query can say how it was read."""
    query = read_query(typed)
    assert query.mended
    assert as_read(query, "nl") == read


@pytest.mark.parametrize(
    "typed",
    ["a b", "a EN NIET b", "a -(b OF c)", "“a b” c*", "titel:(a OF b)", "kinder-opvang", "a & b - c?"],
)
def test_what_is_complete_is_no_news(typed: str) -> None:
    """A query that loses nothing is not spoken of."""
    assert not read_query(typed).mended


@settings(deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from((*' ab"*-()', " OF ", " EN ", " NIET ", "titel:", "bron:", " 1.5")), max_size=20
    )
)
def test_as_read_reads_as_the_same(pieces: list[str]) -> None:
    """What is told is a whole query that finds the same."""
    query = read_query("".join(pieces))
    assume(query.root is not None)
    again = read_query(as_read(query, "nl"))
    assert as_read(again, "nl").casefold() == as_read(query, "nl").casefold()
    assert not again.mended


def test_endless_query_is_cut() -> None:
    """Only so many words count."""
    query = read_query("woord " * 10_000)
    assert sum(len(term.words) for term in query.terms) == MOST_WORDS


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    typed=st.text(
        st.sampled_from("ab\"*-():{}^+'AND OR NOT OF titel:bron: NEAR surface:,.é\0\ud800_“")
        | st.characters(),
        max_size=60,
    )
)
def test_whatever_is_typed_is_no_syntax_error(store: Store, typed: str) -> None:
    """FTS5 takes every query, and every place is in the text."""
    query = read_query(typed)
    try:
        query = widened(store.db.conn, query, compounds=True)
        total = find(store, Among(query=query)).articles
    except sqlite3.Error as error:  # pragma: no cover
        pytest.fail(f"{typed!r}: {error}")
    hits = list(search(store, query))
    assert len(hits) == total
    for hit in hits:
        for place in hit.places:
            hit.article.check(place)


@pytest.mark.parametrize(
    ("source", "ids"), [("noorderkoerier", [1]), ("DAGBLAD", [2]), ("dag", []), (None, [2, 1]), ("", [])]
)
def test_publisher_by_words_of_the_name(store: Store, source: str | None, ids: list[int]) -> None:
    """Whole words of the name, case aside."""
    hits = find(store, Among(source=source, query=read_query("melding"))).hits()
    assert [hit.head.id for hit in hits] == ids


def small(path: Path, texts: list[tuple[str | None, str]]) -> Store:
    """A corpus of these titles and texts, each word its own lemma."""
    store = Store(path)
    run = store.start_run("add", klopt_version="0.1")
    for nr, (title, text) in enumerate(texts):
        put = store.put_article(Article(id=f"x:{nr}", url=f"x:{nr}", title=title, text=text), run)
        lemmas = f"{title or ''} {text}".lower().replace("steeg", "stijgen")
        store.put_extraction(put.id, Extraction(put.id, lemmas=lemmas), run)
    return store


def test_a_compound_needs_no_head_in_the_corpus(tmp_path: Path) -> None:
    """A noun that always heads compounds is known; another second half must stand in the corpus itself."""
    texts = [
        "De handel in mensen, de mensenhandel.",
        "De mensenhandelslachtoffers.",
        "De mensenhandelaanpak.",
    ]
    with small(tmp_path / "a.db", [(None, text) for text in texts]) as store:
        assert set(found(store, "mensenhandel")) == {1, 2}
    with small(tmp_path / "b.db", [(None, text) for text in [*texts, "De aanpak."]]) as store:
        assert set(found(store, "mensenhandel")) == {1, 2, 3}


def test_only_the_title_is_the_title(tmp_path: Path) -> None:
    """A word at the begin of the text is not in it, in no form and in no long title; without one there is nothing."""
    long = " ".join(f"woord{nr}" for nr in range(30))
    texts = [
        ("Huur omhoog", "Steeg de huur?"),
        (None, "Huur steeg."),
        ("Ze steeg", "Meer."),
        (f"{long} huur", "Nee."),
    ]
    with small(tmp_path / "a.db", texts) as store:
        assert set(found(store, "titel:huur")) == {1, 4}
        assert set(found(store, "titel:huren")) == {1, 4}
        assert set(found(store, "titel:stijgen")) == set(found(store, "titel:stijging")) == {3}
        assert set(found(store, "titel:hu*")) == {1, 4}
        assert set(found(store, "titel:omho*")) == {1}
        assert set(found(store, "tekst:huur")) == {1, 2}
        assert set(found(store, "tekst:stijgen")) == {1, 2}
        assert set(found(store, "tekst:(huur omhoog)")) == set()
        assert set(found(store, "tekst:hu*")) == {1, 2}
        assert set(found(store, 'tekst:"huur omhoog"')) == set()
        assert set(found(store, 'titel:"huur omhoog"')) == {1}
        assert set(found(store, "huur -titel:huur")) == {2}


def test_the_order_of_many_is_by_what_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that stands nearly everywhere moves nothing; the rare one does."""
    monkeypatch.setattr("db.find._FEW", 2)
    texts = [(None, f"de zaak {'de ' * nr}en {'huur ' * (nr == 2)}") for nr in range(6)]
    with small(tmp_path / "a.db", texts) as store:
        assert [hit.head.id for hit in search(store, read_query("de"))] == [1, 2, 3, 4, 5, 6]
        assert next(search(store, read_query("de OF huur"))).head.id == 3


@pytest.mark.parametrize(
    "typed", ["melding", "melding -politie", "titel:dwang OF script", "NIET melding", "bron:krant"]
)
def test_what_is_selected_is_what_the_condition_says(store: Store, typed: str) -> None:
    """Whether the index alone answers or the articles are looked at."""
    among, conn = Among(query=read_query(typed)), store.db.conn
    where, values = among.where(conn)
    wanted = [row[0] for row in conn.execute(f"SELECT a.id FROM articles AS a WHERE {where}", values)]  # noqa: S608
    assert sorted(row[0] for row in conn.execute(*among.selected(conn))) == sorted(wanted)
