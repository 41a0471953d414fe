"""The words of titles in an index of their own (`titles`), and every stem of the corpus once (`stems`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from db.words import Word, Written, all_folded, folded, stem_of, with_lemmas

COLUMNS = ("surface", "lemma", "stem", "again_surface", "again_lemma", "again_stem")
_PUT = f"INSERT INTO titles (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - own names


def title_columns(written: Written) -> tuple[str, ...]:
    """What the index has of a title, and of that what stands in the text too. Without the lemmas of the article, whose
    title comes first, only words as they stand.

    >>> written = Written.of("Huren stegen", "De huren", "huur stijgen de huur")
    >>> surface, lemma, _, again, again_lemma, _ = title_columns(written)
    >>> surface, lemma, again, again_lemma
    ('huren stegen', 'huur stijgen', 'huren', 'huur')
    """
    heads, after = all_folded(written.title or ()), folded(written.text)
    surface, again = " ".join(heads), _joined(word for word in heads if word in after)
    if not written.lemmas:
        return surface, "", "", again, "", ""
    every = written.lemmas
    if len(every) != len(heads) + len(written.text):  # the usual case needs no laying side by side
        here = [Word(0, 0, word) for word in all_folded(written.words)]
        every = [word.form for word in with_lemmas(here, every)]
    forms, read = all_folded(every[: len(heads)]), folded(every[len(heads) :])
    stems, behind = [*map(stem_of, (*heads, *forms))], {*map(stem_of, after | read)}
    return (
        surface,
        " ".join(forms),
        _joined(stems),
        again,
        _joined(form for form in forms if form in read),
        _joined(stem for stem in stems if stem in behind),
    )


def put_title(conn: sqlite3.Connection, article: int, written: Written) -> None:
    """Put the words of a title in the place of what was there."""
    conn.execute("DELETE FROM titles WHERE rowid = ?", (article,))
    add_title(conn, article, written)


def add_title(conn: sqlite3.Connection, article: int, written: Written) -> None:
    """Put the words of a title where there are none; nothing without a title."""
    if written.title is not None:
        conn.execute(_PUT, (article, *title_columns(written)))


def put_stems(conn: sqlite3.Connection, stems: str) -> None:
    """Those that are not yet known of the stems of an article."""
    found = json.dumps(sorted(folded(stems.split())))
    conn.execute(
        "INSERT INTO stems (term) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING", (found,)
    )


def fill(conn: sqlite3.Connection) -> None:
    """Make the index of titles for a corpus that has none."""
    last = 0
    while rows := conn.execute(_WITHOUT, (last,)).fetchall():
        for article, *read in rows:
            add_title(conn, article, Written.of(*read))
        last = rows[-1][0]


_WITHOUT = (
    "SELECT a.id, a.title, a.text, coalesce(e.lemmas, '') FROM articles AS a"
    " LEFT JOIN extractions AS e ON e.article = a.id WHERE a.id > ? AND a.title IS NOT NULL ORDER BY a.id LIMIT 500"
)


def _joined(found: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(found))
