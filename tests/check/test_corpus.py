"""A corpus that grew and changed, checked on the way, says what one that was made in one go says."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.across import OUTLETS, SEED, Story, article, stories
from db import Store
from klopt.check.registry import select
from klopt.check.run import check_corpus

ARTICLES = 24
Corpus = dict[tuple[int, int], Story]


def put(store: Store, story: Story, outlet: int) -> None:
    """The article with what was read from it; a new version if the address is known."""
    run = store.start_run("extract", klopt_version="test")
    written, read = article(story, outlet)
    at = f"https://{outlet}.voorbeeld.nl/{story.place}"
    store.put_extraction(store.put_article(replace(written, url=at), run).id, read, run)


def remove(store: Store, story: Story, outlet: int) -> None:
    row_id = store.find_article(f"https://{outlet}.voorbeeld.nl/{story.place}")
    with store.transaction():
        store.db.conn.execute("DELETE FROM articles WHERE id = ?", (row_id,))


def check(store: Store) -> set[tuple[str, str, str]]:
    """The findings that stand after a check, without row numbers."""
    check_corpus(store, select(), store.start_run("check", klopt_version="test"))
    return {(row.key, row.level, row.message_nl) for row in store.findings()}


def changed(story: Story, dice: random.Random) -> Story:
    """The story with another figure, and the conflict planted or taken away."""
    return replace(
        story, figure=10 * dice.randint(100, 9_800) + 3, planted=not story.planted, day=date(2018, 5, 1)
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_way_does_not_matter(seed: int, tmp_path: Path) -> None:
    """Articles come, go and change in any order, with checks in between."""
    dice = random.Random(seed)  # noqa: S311
    known = list(stories(ARTICLES, random.Random(SEED)))  # noqa: S311
    wanted: Corpus = {}
    seen = 0
    with Store(tmp_path / "grown.db") as store:
        for _ in range(60):
            nr, outlet = dice.randrange(len(known)), dice.randrange(OUTLETS)
            here = (nr, outlet)
            if here in wanted and dice.random() < 0.4:
                remove(store, wanted.pop(here), outlet)
            else:
                wanted[here] = changed(known[nr], dice) if here in wanted else known[nr]
                put(store, wanted[here], outlet)
            if dice.random() < 0.1:
                seen += len(check(store))
        grown = check(store)
        assert grown == check(store)
    with Store(tmp_path / "made.db") as store:
        for (_, outlet), story in sorted(wanted.items(), key=lambda at: at[0]):
            put(store, story, outlet)
        assert check(store) == grown
    assert seen + len(grown), "nothing was found on the way, so nothing was tried"
