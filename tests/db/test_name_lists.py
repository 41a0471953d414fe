"""Names by how often they stand in the corpus: what is kept with a name is what counting gives, whatever happens to the
articles, and the pages of a list are the whole list.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from corpus.article import Article, Span
from db import Store
from db.byhand import merge_entities, rename_entity
from db.invariants import broken
from db.keys import entity_key
from db.name_lists import Listed, listed, tops
from db.search import fold
from extract.nouns import Claim, Extraction, Mention, Source
from extract.quantities import read_quantities

PEOPLE = ("Jan Vos", "Zoë Bos", "J. Vos", "Els de Wit", "100% Zeker", "A_B")


def said(nr: int, people: list[str]) -> tuple[Article, Extraction]:
    """An article in which each of these says a figure; what the last one says is not taken for one."""
    text = " ".join(f"Er waren {20 + at} huizen, zegt {who}." for at, who in enumerate(people))
    article = Article(id=str(nr), text=text, url=f"https://example.org/{nr}")
    mentions, sources, claims, at = [], [], [], 0
    figures = [one for one in read_quantities(text) if one.span.text.isdigit()]
    for figure, who in zip(figures, people, strict=True):
        at = text.index(who, figure.span.end)
        span = Span("text", at, at + len(who), who)
        mentions.append(Mention(span, "person", who))
        sources.append(Source(span, who, "zegt", mentions[-1]))
        claims.append(
            Claim(span=figure.span, measure="huis", phrase="huizen", quantity=figure, source=sources[-1])
        )
    return article, Extraction(
        nr,
        mentions=tuple(mentions),
        quantities=tuple(figures),
        sources=tuple(sources),
        claims=tuple(claims[: max(1, len(claims) - 1)]),
    )


def counted(store: Store, wanted: str, *, saying: bool) -> list[Listed]:
    """The list by counting everything, in Python."""
    conn = store.db.conn
    leading = tops(conn)
    called = {
        row[0]: row[1]
        for row in conn.execute("SELECT entity, called FROM entity_names ORDER BY id")
        if row[1]
    }
    numbers: Counter[str] = Counter()
    articles: dict[str, set[int]] = {}
    names: dict[str, set[str]] = {}
    for (article,) in conn.execute("SELECT article FROM extractions").fetchall():
        read = store.extraction(article)
        one_each = (
            [claim.source.entity for claim in read.claims if claim.source] if saying else list(read.mentions)
        )
        for mention in one_each:
            assert mention is not None
            key = entity_key(mention.kind, mention.name)
            top = leading.get(key, key)
            numbers[top] += 1
            articles.setdefault(top, set()).add(article)
            names.setdefault(top, {called.get(top, "")}).add(mention.name)
    found = []
    for top, number in numbers.items():
        row = conn.execute("SELECT name FROM entities WHERE key = ?", (top,)).fetchone()
        name = called.get(top) or (row[0] if row else top.partition(":")[2])
        if any(fold(wanted) in fold(each) for each in {*names[top], name}):
            found.append(Listed(top, "person", name, number, len(articles[top])))
    return sorted(found, key=lambda one: (-one.number, one.name, one.key))


def test_what_is_kept_is_what_counting_gives(store: Store, run: int) -> None:
    """Read, read again otherwise, another text, forgotten; joined, called otherwise and apart again; page by page."""
    dice = random.Random(20)  # noqa: S311 - no secret
    for turn in range(60):
        nr = dice.randrange(12)
        article, read = said(nr, [dice.choice(PEOPLE) for _ in range(dice.randrange(1, 6))])
        with store.transaction():
            match dice.randrange(6):
                case 0:
                    store.db.conn.execute("DELETE FROM articles WHERE name = ?", (str(nr),))
                case 1:
                    store.put_article(replace(article, text=f"Anders. {article.text}"), run)
                case 2:
                    one, other = (entity_key("person", dice.choice(PEOPLE)) for _ in range(2))
                    merge_entities(store.db.conn, one, other, name="Els")
                case 3:
                    called = dice.choice(("", "Het Kantoor"))
                    rename_entity(
                        store.db.conn, entity_key("person", dice.choice(PEOPLE)), called, name="Els"
                    )
                case _:
                    row = store.put_article(article, run).id
                    store.put_extraction(row, replace(read, article=row), run)
        assert broken(store, "counts") is None, turn
        for wanted in ("", "vos", "zoe", "Zoë", "100%", "_", "kantoor", "%"):
            for saying in (False, True):
                all_of_them = counted(store, wanted, saying=saying)
                total, whole = listed(store.db.conn, None, wanted, saying=saying)
                assert (total, whole) == (len(all_of_them), all_of_them), (turn, wanted, saying)
                pages = [
                    one
                    for at in range(0, total, 2)
                    for one in listed(store.db.conn, "person", wanted, saying=saying, limit=2, offset=at)[1]
                ]
                assert pages == all_of_them, (turn, wanted, saying)
