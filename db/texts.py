"""Articles with their lemmas, one after another, copies of one text once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Article
from db.among import Among
from db.connect import in_words
from db.store import Store
from db.words import words


@dataclass(frozen=True, slots=True)
class Text:
    """An article and its lemmas ("" if it has not been read)."""

    article: Article
    lemmas: str

    def forms(self) -> list[str]:
        """The lemmas of its words, in order; the words as they stand if it has not been read."""
        if self.lemmas:
            return [word.folded for word in words(self.lemmas)]
        return [word.folded for _, text in self.article.fields() for word in words(text)]


def count_texts(store: Store, among: Among) -> int:
    """How many texts `texts` gives."""
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        sql = (
            "SELECT count(DISTINCT coalesce(c.witness, a.id)) FROM articles AS a"  # noqa: S608 - own words
            f" LEFT JOIN copies AS c ON c.article = a.id WHERE {where}"
        )
        return int(store.db.conn.execute(sql, values).fetchone()[0])


def texts(store: Store, among: Among) -> Iterator[Text]:
    """The articles chosen, of copies of one text the one that was added first."""
    with in_words(store.path):
        where, values = among.where(store.db.conn)
        rows = store.db.conn.execute(
            "SELECT min(a.id), e.lemmas FROM articles AS a LEFT JOIN copies AS c ON c.article = a.id"  # noqa: S608
            f" LEFT JOIN extractions AS e ON e.article = a.id WHERE {where}"
            " GROUP BY coalesce(c.witness, a.id) ORDER BY 1",
            values,
        )
        for row_id, lemmas in rows:
            yield Text(store.article(row_id), lemmas or "")
