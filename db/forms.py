"""Other forms of the words of a query, from the corpus itself: who types a query knows no lemmas, the articles do.

"gestegen" stands in some article beside its lemma "stijgen", and by that finds "steeg". A compound finds longer ones
that it begins ("mensenhandel", "mensenhandelslachtoffers"); when asked, any word finds those that it begins or ends
("handel", "kinderhandel"). A longer word counts as a compound if what is left of it, without the sound that links
Dutch parts (-s-, -en-, -e-, -n-), is itself a word of the corpus or a noun that always heads compounds (`heads` in
`extract/words/identity.toml`): Koehn and Knight (2003), "Empirical Methods for Compound Splitting", split by the
corpus's own words in this way.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from db.query import Query, Term
from db.search import WORD, fold
from db.words import stem_of, with_lemmas, words
from extract.words import table

SAMPLE = 8
"""Articles in which a form is looked up."""
LONGEST = 20_000
"""Characters of those articles at most: a longer one is no news, and takes long to lay beside its lemmas."""
SHORTEST = 3
"""Letters of a part of a compound; a head has one more."""
MOST = 200
"""Compounds of one word that are looked for, the commonest first."""
_LINKS = ("", "s", "en", "e", "n")


def widened(conn: sqlite3.Connection, query: Query, compounds: bool = False) -> Query:
    """The query with the other forms that the corpus knows of its words. `compounds`: also words of which one of them
    is a part.
    """
    return query.mapped(lambda term: _widened(conn, term, compounds))


def _widened(conn: sqlite3.Connection, term: Term, compounds: bool) -> Term:
    if not term.widens:
        return term
    word = fold(term.words[0])
    longer = compounds_of(conn, word) if compounds else begun_by(conn, word)
    return replace(term, lemmas=lemmas_of(conn, word), stems=longer)


def lemmas_of(conn: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """The lemmas that this form has in the corpus, other than itself: those of at least a quarter of the places
    looked at, for a reader errs now and then.
    """
    votes: Counter[str] = Counter()
    rows = conn.execute(
        "SELECT coalesce(a.title, '') || char(10) || a.text, e.lemmas FROM search"
        " JOIN articles AS a ON a.id = search.rowid JOIN extractions AS e ON e.article = a.id"
        " WHERE search MATCH ? AND length(a.text) < ? LIMIT ?",
        (f'surface : "{word}"', LONGEST, SAMPLE),
    )
    for text, lemmas in rows:
        votes.update(
            one.lemma
            for one in with_lemmas(words(text), WORD.findall(lemmas))
            if one.folded == word and one.lemma
        )
    most = sum(votes.values())
    return tuple(sorted(lemma for lemma, n in votes.items() if 4 * n >= most and lemma != word))


def begun_by(conn: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """Stems of the compounds that this word begins, if it is a compound itself: a short word begins too much that is
    another thing ("kind", "kinderopvang").
    """
    if not any(is_word(conn, rest) for rest in _first_parts(conn, word)):
        return ()
    return _commonest(conn, _beginning(conn, stem_of(word)))


def compounds_of(conn: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """Stems of the compounds of which this word is the first or the last part."""
    stem = stem_of(word)
    return _commonest(conn, [*_beginning(conn, stem), *_ending(conn, stem)])


def is_word(conn: sqlite3.Connection, part: str) -> bool:
    """Whether this part of a compound is a word of the corpus, with or without the sound that links it."""
    return any(
        _known(conn, part.removesuffix(link))
        for link in _LINKS
        if part.endswith(link) and len(part) - len(link) >= SHORTEST
    )


def _first_parts(conn: sqlite3.Connection, word: str) -> Iterator[str]:
    """What stands before a known word at the end of this one."""
    for at in range(SHORTEST, len(word) - SHORTEST):
        if _known(conn, word[at:]):
            yield word[:at]


def _known(conn: sqlite3.Connection, part: str) -> bool:
    if not WORD.fullmatch(part) or part.isdigit():
        return False
    if part in _heads():
        return True
    for form in dict.fromkeys((part, stem_of(part))):
        found = conn.execute("SELECT 1 FROM occurrences WHERE term = ? LIMIT 1", (form,)).fetchone()
        if found is not None:
            return True
    return False


@cache
def _heads() -> frozenset[str]:
    """Nouns that always head a compound, with their stems: a small corpus need not have them by themselves."""
    heads = [fold(head) for head in table("identity")["heads"]]
    return frozenset((*heads, *map(stem_of, heads)))


def _beginning(conn: sqlite3.Connection, stem: str) -> Iterator[str]:
    rows = conn.execute(
        "SELECT term FROM stems WHERE term > ? AND term < ?", (stem, stem + chr(0x10FFFF))
    ).fetchall()
    for (term,) in rows:
        rest = term[len(stem) :]
        ways = (rest[len(link) :] for link in _LINKS if rest.startswith(link))
        if any(len(way) > SHORTEST and _known(conn, way) for way in ways):
            yield term


def _ending(conn: sqlite3.Connection, stem: str) -> Iterator[str]:
    """All stems are looked at, each once: no index goes by endings."""
    if len(stem) < SHORTEST:
        return
    rows = conn.execute(
        "SELECT term FROM stems WHERE substr(term, ?) = ? AND length(term) >= ?",
        (-len(stem), stem, len(stem) + SHORTEST),
    ).fetchall()
    for (term,) in rows:
        if is_word(conn, term[: -len(stem)]):
            yield term


def _commonest(conn: sqlite3.Connection, found: Iterable[str]) -> tuple[str, ...]:
    """Those that stand in the most articles; what no article has any longer is left out."""
    articles = {
        term: n
        for term in dict.fromkeys(found)
        for (n,) in conn.execute("SELECT doc FROM vocabulary WHERE term = ? AND col = 'stem'", (term,))
    }
    return tuple(sorted(articles, key=lambda term: (-articles[term], term))[:MOST])
