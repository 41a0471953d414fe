"""What an entity is called: the commonest form of its name."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest

from corpus.article import Article, Span
from db import Store
from db.entity_names import LOOKED_AT, commonest
from db.forgetting import forget
from db.name_lists import listed
from extract.nouns import Extraction, Mention, MentionKind


def naming(nr: int, names: tuple[str, ...], kind: MentionKind) -> tuple[Article, Extraction]:
    """An article that is these names and nothing else."""
    text, mentions = " ".join(names), []
    for at, name in enumerate(names):
        start = len(" ".join((*names[:at], "")))
        mentions.append(Mention(Span("text", start, start + len(name), name), kind, name))
    url = f"https://krant.example/{nr}"
    article = Article(id=nr, title="", text=text, source="De Krant", url=url)
    return article, Extraction(nr, mentions=tuple(mentions))


@pytest.mark.parametrize(
    ("kind", "named", "name"),
    [
        ("place", (("DEN HELDER",), ("DEN HELDER", "Den Helder")), "Den Helder"),
        ("organisation", (("Rivm",), ("RIVM", "RIVM")), "RIVM"),
        (
            "organisation",
            (("GEMEENTE URK",), ("Gemeente Urk",), ("gemeente Urk", "gemeente Urk")),
            "gemeente Urk",
        ),
        ("place", (("VS",), ("VS", "Vs")), "VS"),
        ("person", (("INA HUT",),), "INA HUT"),
    ],
)
def test_the_commonest_form(
    kind: MentionKind, named: tuple[tuple[str, ...], ...], name: str, tmp_path: Path
) -> None:
    """In whatever order the articles are read; all capitals only where there is no other form."""
    for nr, order in enumerate(permutations(named)):
        with Store(tmp_path / f"{nr}.db") as store:
            run = store.start_run("extract", klopt_version="0.1")
            for at, names in enumerate(order, 1):
                article, read = naming(at, names, kind)
                store.put_extraction(store.put_article(article, run).id, read, run)
            assert [one.name for one in listed(store.db.conn, kind)[1]] == [name]


def read(store: Store, nr: int, *names: str) -> int:
    """An article with these names of an organisation, added (anew) and read; its row."""
    run = store.start_run("extract", klopt_version="0.1")
    article, read = naming(nr, names, "organisation")
    row_id = store.put_article(article, run).id
    store.put_extraction(row_id, read, run)
    return row_id


def called(store: Store) -> list[str]:
    return [one.name for one in listed(store.db.conn, "organisation")[1]]


def test_what_went_has_no_say(tmp_path: Path) -> None:
    """The form of an article that was forgotten, or of an older version of one, is chosen no longer."""
    with Store(tmp_path / "klopt.db") as store:
        first, second = read(store, 1, "Rivm", "Rivm"), read(store, 2, "het RIVM")
        read(store, 3, "RIVM")
        assert called(store) == ["Rivm", "het RIVM"]
        forget(store, first, "asked", {})
        assert called(store) == ["RIVM", "het RIVM"]
        read(store, 4, "Rivm", "Rivm")
        assert called(store) == ["Rivm", "het RIVM"]
        store.put_article(
            naming(4, ("Rivm", "weg"), "organisation")[0], store.start_run("add", klopt_version="0")
        )
        assert called(store) == ["RIVM", "het RIVM"]  # the new version has not been read yet
        forget(store, second, "asked", {})
        assert called(store) == ["RIVM"]


def test_a_form_in_capitals_that_is_left_alone_is_the_name(tmp_path: Path) -> None:
    """Unless another form stands beyond the mentions that are looked at."""
    with Store(tmp_path / "klopt.db") as store:
        read(store, 1, *["GEMEENTE URK"] * LOOKED_AT)
        second, third = read(store, 2, "Gemeente Urk"), read(store, 3, "gemeente Urk")
        assert called(store) == ["Gemeente Urk"]
        forget(store, second, "asked", {})
        assert called(store) == ["gemeente Urk"]
        forget(store, third, "asked", {})
        assert called(store) == ["GEMEENTE URK"]


def test_a_reading_that_is_replaced_leaves_no_name(tmp_path: Path) -> None:
    """Read twice is as read once, whatever the first reading took for a name."""
    with Store(tmp_path / "klopt.db") as store:
        read(store, 1, "Rivm", "Rivm")
        read(store, 2, "RIVM")
        run = store.start_run("extract", klopt_version="0.1")
        store.put_extraction(1, Extraction(1), run)
        assert called(store) == ["RIVM"]


def test_a_database_of_before_is_put_right(tmp_path: Path) -> None:
    """What was kept in capitals as it was read first."""
    path = tmp_path / "klopt.db"
    with Store(path) as store:
        run = store.start_run("extract", klopt_version="0.1")
        for nr, name in enumerate(("DEN HELDER", "Den Helder", "TEXEL"), 1):
            article, read = naming(nr, (name,), "place")
            store.put_extraction(store.put_article(article, run).id, read, run)
        with store.transaction():
            store.db.conn.execute("UPDATE entities SET name = upper(name)")
            store.db.conn.execute("DELETE FROM _sqlite_migrations WHERE name = '0019_names'")
    with Store(path) as store:
        assert {one.name for one in listed(store.db.conn, "place")[1]} == {"Den Helder", "TEXEL"}


def test_forms_as_common_are_called_by_one_of_them() -> None:
    """Always the same."""
    assert {commonest(Counter(one), "other") for one in permutations(("Het Loo", "het Loo"))} == {"Het Loo"}
