"""Zoeken: that the page finds what the commands find, that every link narrows down to what it says, and that the files
are what the commands print.
"""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import html5lib
import httpx
import lxml.html
import pytest

from corpus.article import Article
from db import Store
from db.byhand import merge_entities
from db.copies import compare_copies
from extract.models import load
from extract.pipeline import extract
from klopt.cli import main
from klopt.web.serve import application

TEXTS = (
    ("De Krant", "2018-03-01", "Huur omhoog", "In 2017 telde de gemeente 1.430 meldingen, zegt Ina Hut."),
    ("De Koerier", "2018-03-02", "Huur omhoog", "In 2017 telde de gemeente 1.430 meldingen, zegt Ina Hut."),
    (
        "De Krant",
        "2019-05-01",
        "Minder klachten",
        "De melding van Karel Smit ging over 30 procent van de huur.",
    ),
    ("De Krant Extra", "2019-06-01", "Ander nieuws", "Er stonden 1.430 huizen leeg, aldus Karel Smit."),
    (
        "<b>Blad</b>",
        "2019-07-01",
        "<script>alert(1)</script>",
        "Een melding </mark></p><h1>Kop</h1> {{ 7 * 7 }} \u202e68\u202c '; DROP TABLE articles; --",
    ),
)


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("find") / "klopt.db"
    with Store(path) as store:
        run = store.start_run("extract", klopt_version="0")
        articles = [
            Article(
                id=str(nr), source=source, published=day, title=title, text=text, url=f"https://x.nl/{nr}"
            )
            for nr, (source, day, title, text) in enumerate(TEXTS)
        ]
        for article, read in zip(articles, extract(articles, load(None)), strict=True):
            row = store.put_article(article, run).id
            store.put_extraction(row, read, run)  # type: ignore[arg-type]
        store.finish_run(run)
        compare_copies(store)
    return path.read_bytes()


@pytest.fixture
def ids(path: Path, read_once: bytes) -> str:
    path.write_bytes(read_once)
    return "read"


def tree_of(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return lxml.html.fromstring(answer.text)


def titles(tree: Any) -> list[str]:
    return [one.text_content() for one in tree.xpath("//ol[@class='hits']/li/h2")]


def find(browser: Any, **asked: str) -> Any:
    return tree_of(browser.ask("GET", "/klopt/find", params=asked))


def test_nothing_asked(browser: Any) -> None:
    """The form, and how to search; each example is a link."""
    tree = find(browser)
    assert tree.xpath("//details[@id='how'][@open]//a")
    assert not tree.xpath("//ol[@class='hits']")


def test_words_are_marked_and_copies_folded(browser: Any) -> None:
    """Any form is found; of a text in two papers one is shown, with how many more, and both when asked."""
    tree = find(browser, q="melding")
    assert sorted(titles(tree)) == ["<script>alert(1)</script>", "Huur omhoog", "Minder klachten"]
    assert {mark.text for mark in tree.xpath("//ul[@class='snippets']//mark")} == {"melding", "meldingen"}
    assert "kopieën elders: 1" in tree.text_content()
    assert "4 artikelen gevonden. 3 verschillende teksten." in " ".join(tree.text_content().split())
    (every,) = tree.xpath("//a[text()='Elke kopie apart']/@href")
    assert sorted(titles(tree_of(browser.ask("GET", every)))).count("Huur omhoog") == 2


def test_a_place_leads_to_its_words_in_the_article(browser: Any) -> None:
    """The mark is there, at the anchor of the link."""
    tree = find(browser, q="melding", outlet="De Krant")
    for link in tree.xpath("//ul[@class='snippets']//a"):
        address, _, anchor = link.get("href").partition("#")
        article = tree_of(browser.ask("GET", address))
        (mark,) = article.xpath("//mark[@id=$name]", name=anchor)
        assert "sought" in mark.get("class").split()
        assert mark.text_content() == link.text_content()


def test_every_facet_narrows_to_what_it_says(browser: Any) -> None:
    """As many articles as its number says, and the choice can be dropped."""
    tree = find(browser, q="melding OF huizen", copies="1")
    links = tree.xpath("//aside[@class='facets']//li")
    names = {one.xpath("string(a)") for one in links}
    assert {"De Krant", "De Krant Extra", "2018", "Karel Smit", "Ina Hut", "meldingen"} <= names
    for one in links:
        narrowed = tree_of(browser.ask("GET", one.xpath("a/@href")[0]))
        said = " ".join(narrowed.xpath("string(//p[@role='status'])").split())
        n = one.xpath("string(small)")
        assert f"{n} {'artikel' if n == '1' else 'artikelen'} gevonden." in said, one.text_content()
        (without,) = narrowed.xpath("//ul[@class='chips']//a/@href")
        assert len(titles(tree_of(browser.ask("GET", without)))) == 5


def test_a_name_that_was_joined_is_one_facet(browser: Any, path: Path) -> None:
    """And choosing it finds the articles of both."""
    with Store(path) as store, store.transaction():
        merge_entities(store.db.conn, "person:karel smit", "person:ina hut", name="Els")
    tree = find(browser, q="melding OF huizen", copies="1")
    (link,) = tree.xpath("//aside[@class='facets']//li[a='Ina Hut']")
    assert link.xpath("string(small)") == "4"
    assert len(titles(tree_of(browser.ask("GET", link.xpath("a/@href")[0])))) == 4
    assert not tree.xpath("//aside[@class='facets']//li[a='Karel Smit']")


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ("1.430", ["1.430", "1.430", "1.430"]),
        ("1430", ["1.430", "1.430", "1.430"]),
        ("1000-2000", ["1.430", "1.430", "1.430"]),
        ("30 procent", ["30 procent"]),
        ("30", ["30 procent"]),
        ("30 euro", []),
        ("31", []),
    ],
)
def test_a_figure(browser: Any, figure: str, found: list[str]) -> None:
    """Every sentence with it, whatever was counted; a unit that was typed must be there."""
    tree = find(browser, figure=figure)
    assert [one.text for one in tree.xpath("//td/a[@class='figure']")] == found
    assert tree.xpath("//nav[@class='tabs']//a[@aria-current]")[0].text == "Cijfers"
    for row in tree.xpath("//td/a[@class='figure']/@href"):
        address, _, anchor = row.partition("#")
        assert tree_of(browser.ask("GET", address)).xpath("//*[@id=$name]", name=anchor)


def test_a_figure_and_words_are_both_asked(browser: Any) -> None:
    """In every view."""
    assert titles(find(browser, figure="1.430", q="huizen")) == ["Ander nieuws"]
    tree = find(browser, figure="1.430", q="huizen", view="figures")
    assert len(tree.xpath("//td/a[@class='figure']")) == 1


def test_words_on_a_row_are_sorted(browser: Any) -> None:
    """By what stands behind, or before."""
    right = [
        cell.text_content() for cell in find(browser, q="melding", view="lines").xpath("//td[@class='right']")
    ]
    assert right == sorted(right, key=lambda words: words.strip(" ,<").casefold())
    left = find(browser, q="melding", view="lines", order="left").xpath("//td[@class='left']")
    nearest = [cell.text_content().split()[-1].casefold() for cell in left]
    assert nearest == sorted(nearest)


def test_through_time(browser: Any) -> None:
    """The same numbers as the command, a bar for each year, and a period leads to its articles."""
    tree = find(browser, q="melding", view="counts")
    rows = [[cell.text_content() for cell in row.xpath("th|td")] for row in tree.xpath("//tbody/tr")]
    assert rows == [["2018", "2", "1", "2", "1.000"], ["2019", "2", "2", "3", "666,7"]]
    assert len(tree.xpath("//*[local-name()='rect']")) == 2
    (year,) = tree.xpath("//tbody/tr/th/a[text()='2019']/@href")
    assert len(titles(tree_of(browser.ask("GET", year)))) == 2
    assert "niets gevonden" not in tree.text_content()
    one = find(browser, q="huizen", view="counts")
    assert [row.xpath("string(th)") for row in one.xpath("//tbody/tr")] == ["2019"]
    assert "niets gevonden: 2018." in one.text_content()
    monthly = find(browser, q="melding", view="counts", by="month")
    assert monthly.xpath("string(//tbody/tr/th)") == "2018-03"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"q": "-"}, "geen woord"),
        ({"figure": "veel"}, "leest klopt geen cijfer"),
        ({"q": "huur", "since": "2018-13"}, "geen dag, maand of jaar: 2018-13"),
        ({"q": "huur", "since": "2019", "until": "2018"}, "ligt voor de eerste"),
    ],
)
def test_what_makes_no_sense_is_said(browser: Any, asked: dict[str, str], says: str) -> None:
    """On the page, with what was typed still there; a file says so too."""
    tree = tree_of(browser.ask("GET", "/klopt/find", params=asked), 400)
    assert says in tree.xpath("string(//*[@role='alert'])")
    assert all(tree.xpath("//input[@name=$name]/@value", name=name) == [asked[name]] for name in asked)
    assert says in browser.ask("GET", "/klopt/find.csv", params=asked).text


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        ({"q": "melding"}, ("search", "melding")),
        (
            {"q": "melding", "view": "lines", "order": "left"},
            ("kwic", "melding", "--sort", "left", "--width", "40"),
        ),
        ({"q": "melding", "view": "counts", "by": "month"}, ("count", "melding", "--by", "month")),
        (
            {"q": "huur", "since": "2018", "until": "2018"},
            ("search", "huur", "--from", "2018", "--to", "2018"),
        ),
        ({"figure": "1430"}, ("claims", "--min", "1430", "--max", "1430")),
    ],
)
@pytest.mark.parametrize("form", ["csv", "jsonl", "excel"])
def test_a_file_is_what_the_command_prints(
    browser: Any,
    path: Path,
    asked: dict[str, str],
    command: tuple[str, ...],
    form: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """To the byte; and it is a file with a name."""
    ending, wanted = ("csv", {"excel": "1"}) if form == "excel" else (form, {})
    answer = browser.ask("GET", f"/klopt/find.{ending}", params=asked | wanted)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="klopt-')
    assert main([*command, "--format", form, "--db", str(path)]) == 0
    assert answer.content.decode() == capsys.readouterr().out


def test_whole_articles(browser: Any) -> None:
    """With everything that was read, as an export has them; without words a list of the articles."""
    lines = browser.ask("GET", "/klopt/find.jsonl?outlet=De+Krant&whole=1").text.splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["Minder klachten", "Huur omhoog"]
    assert all(json.loads(line)["quantities"] for line in lines)
    rows = list(csv.DictReader(StringIO(browser.ask("GET", "/klopt/find.csv?outlet=De+Krant").text)))
    assert [row["title"] for row in rows] == ["Minder klachten", "Huur omhoog"]


@pytest.mark.parametrize("view", ["articles", "lines", "counts", "figures"])
def test_hostile_words_stay_words(browser: Any, view: str) -> None:
    """Of an article and of who asks."""
    evil = "\"><script>alert(2)</script>{{ 7 * 7 }}' OR 1=1 --"
    for asked in (
        {"q": "melding"},
        {"q": f"melding OF {evil}"},
        {"outlet": evil},
        {"person": evil, "rule": evil},
    ):
        answer = browser.ask("GET", "/klopt/find", params={**asked, "view": view})
        tree = tree_of(answer)
        assert not tree.xpath("//script | //b[text()='Blad']")
        assert len(tree.xpath("//h1")) == 1
        assert "\u202e" not in answer.text


def test_a_corpus_that_lies_where_nothing_can_be_written(path: Path, ids: str, tmp_path: Path) -> None:
    """Is searched, and written out, as it lies there."""
    assert ids
    folder = tmp_path / "share"
    folder.mkdir()
    copy = folder / "klopt.db"
    with closing(sqlite3.connect(path)) as conn, closing(sqlite3.connect(copy)) as there:
        conn.backup(there)
        there.execute("PRAGMA journal_mode = WAL")
    (folder / "klopt.db-wal").unlink(missing_ok=True)
    (folder / "klopt.db-wal").mkdir()  # also refuses root
    served = application(copy, "nl")

    async def both() -> tuple[httpx.Response, httpx.Response]:
        ask = served.client.get
        return await ask("/klopt/find?q=melding"), await ask("/klopt/find.csv?q=melding")

    page, file = asyncio.run(both())
    assert len(titles(tree_of(page))) == 3
    assert len(file.text.splitlines()) == 5
    served.executor.shutdown()
    for database in served.databases.values():
        database.close()


def test_nothing_and_half_a_query_say_what_they_are(browser: Any) -> None:
    """Articles were looked for, not figures; a bracket that was passed over is told."""
    assert "Geen artikel gevonden" in find(browser, q="xyzzy").text_content()
    said = " ".join(find(browser, q="melding EN (").text_content().split())
    assert "klopt las: melding " in said
    assert "klopt las" not in find(browser, q="melding").text_content()


def test_figures_about_a_time_by_who_says_so(browser: Any) -> None:
    """Every sentence with a figure about a year, in the order of who says it; what is no time is told."""
    tree = find(browser, about="2017", sort="source")
    said = " ".join(tree.text_content().split())
    assert "2 artikelen gevonden. 1 verschillende tekst. Gevonden cijfers: 2." in said
    assert tree.xpath("//a[@aria-current='true'][contains(., 'wie het zegt')]")
    assert "Gevonden cijfers" not in find(browser, about="2016").text_content()
    answer = browser.ask("GET", "/klopt/find", params={"about": "toen"})
    assert answer.status_code == 400
    assert "Dit is geen tijd: toen." in answer.text
