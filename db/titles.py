"""The words of titles in an index of their own (`titles`), and every stem of the corpus once (`stems`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from db.words import WORD, folded, folded_words, stem_of, with_lemmas, words

COLUMNS = ("surface", "lemma", "stem", "again_surface", "again_lemma", "again_stem")
_PUT = f"INSERT INTO titles (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - own names


def title_columns(title: str, text: str, lemmas: str = "") -> tuple[str, ...]:
    """What the index has of a title, and of that what stands in the text too. Without the lemmas of the article, whose
    title comes first, only words as they stand.

    >>> surface, lemma, _, again, again_lemma, _ = title_columns("Huren stegen", "De huren", "huur stijgen de huur")
    >>> surface, lemma, again, again_lemma
    ('huren stegen', 'huur stijgen', 'huren', 'huur')
    """
    heads, body = folded_words(title), WORD.findall(text)
    after = folded(body)
    surface, again = " ".join(heads), _joined(word for word in heads if word in after)
    if not lemmas:
        return surface, "", "", again, "", ""
    every = WORD.findall(lemmas)
    if len(every) != len(heads) + len(body):  # the usual case needs no laying side by side
        every = [word.form for word in with_lemmas([*words(title), *words(text)], lemmas)]
    forms, read = folded_words(" ".join(every[: len(heads)])), folded(every[len(heads) :])
    stems, behind = [*map(stem_of, (*heads, *forms))], {*map(stem_of, after | read)}
    return (
        surface,
        " ".join(forms),
        _joined(stems),
        again,
        _joined(form for form in forms if form in read),
        _joined(stem for stem in stems if stem in behind),
    )


def put_title(conn: sqlite3.Connection, article: int, title: str | None, text: str, lemmas: str = "") -> None:
    """Put the words of a title in the place of what was there."""
    conn.execute("DELETE FROM titles WHERE rowid = ?", (article,))
    if title is not None:
        conn.execute(_PUT, (article, *title_columns(title, text, lemmas)))


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
            conn.execute(_PUT, (article, *title_columns(*read)))
        last = rows[-1][0]


_WITHOUT = (
    "SELECT a.id, a.title, a.text, coalesce(e.lemmas, '') FROM articles AS a"
    " LEFT JOIN extractions AS e ON e.article = a.id WHERE a.id > ? AND a.title IS NOT NULL ORDER BY a.id LIMIT 500"
)


def _joined(found: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(found))
