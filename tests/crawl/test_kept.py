"""What a crawl knows outlives a rebuild, goes along in a backup, and is forgotten with the article."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.discover import Candidate
from corpus.visits import Answer, Visit
from db import Store, visits
from extract.nouns import Extraction
from klopt import crawling
from klopt.adding import Adding
from klopt.cli import main
from klopt.crawling import Desk
from tests.crawl.conftest import Run, rows, settings
from tests.crawl.site import Site, article, feed, served

STATE = """SELECT url, source, state, tries, etag, visited_at, article FROM visits ORDER BY url"""


Local = Callable[..., str]


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Local:
    """Run a command that fetches nothing, in the folder of the corpus; gives what it printed."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> str:
        capsys.readouterr()
        assert main(list(args)) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return run


def paper() -> Site:
    """Two articles, one of them by way of another address, a live blog, and a page that is not there."""
    live = article(5, more='<script type=\'application/ld+json\'>{"@type": "LiveBlogPosting"}</script>')
    site = Site({
        "/robots.txt": (200, {}, b"# Tekst- en datamining is voorbehouden.\nUser-agent: *\nDisallow: /x"),
        "/.well-known/tdmrep.json": (200, {}, json.dumps([{"location": "/b/*", "tdm-reservation": 1}]).encode()),
        "/a/10001": (200, {"ETag": '"a"', "tdm-reservation": "1"}, article(1)),
        "/door/10002": (302, {"Location": "/b/10002"}, b""),
        "/b/10002": (200, {}, article(2)),
        "/live/10005": (200, {}, live),
    })  # fmt: skip
    paths = ("/a/10001", "/door/10002", "/live/10005", "/weg/10004")
    site.replies["/feed.xml"] = lambda _: (200, {}, feed([site.address + path for path in paths]))
    return site


def test_rebuilt_backed_up_and_forgotten(tmp_path: Path, klopt: Run, local: Local) -> None:
    """No page is fetched again after a rebuild or from a backup; what was forgotten is not fetched again either, by
    whichever address, and its address is nowhere in the file.
    """
    with served(paper()) as site:
        settings(tmp_path, site.address, feeds=["/feed.xml"])
        first = klopt("scrape").stdout
        assert "2 nieuw" in first
        assert "liveblogs 1." in first
        assert "1 mislukt. Wat, waarom en wanneer: klopt sources failures post" in first
        before = rows(tmp_path, STATE)
        said = rows(tmp_path, "SELECT site, article, kind, words FROM reservations ORDER BY kind, words")
        assert len(before) == 4
        local("rebuild")
        assert rows(tmp_path, STATE) == before
        assert (
            rows(tmp_path, "SELECT site, article, kind, words FROM reservations ORDER BY kind, words") == said
        )
        local("backup", "kopie.db")
        copy = tmp_path / "elders"
        copy.mkdir()
        shutil.move(tmp_path / "kopie.db", copy / "klopt.db")
        shutil.move(tmp_path / "kopie.db.warc", copy / "klopt.db.warc")
        assert rows(copy, STATE) == before
        site.asked.clear()
        klopt("scrape")
        assert site.paths() == {"/feed.xml": 1}

        local("forget", f"{site.address}/b/10002", "--yes")
        assert [url for url, *_ in rows(tmp_path, STATE)] == [
            site.address + path for path in ("/a/10001", "/live/10005", "/weg/10004")
        ]
        site.asked.clear()
        again = klopt("scrape")
        assert "0 nieuw" in again.stdout
        assert "10002" not in again.stderr
        assert not [path for path in site.paths() if path.endswith("10002")]
        assert rows(tmp_path, "SELECT count(*) FROM articles") == [(1,)]
        for file in (*tmp_path.glob("klopt.db*"), *(tmp_path / "klopt.db.warc").iterdir()):
            assert file.is_dir() or b"10002" not in file.read_bytes(), file


def test_forgotten_and_found_by_another_address(tmp_path: Path, klopt: Run, local: Local) -> None:
    """It is fetched once, as nobody could know, then never again, and leaves nothing in the file."""
    with served(paper()) as site:
        settings(tmp_path, site.address, feeds=["/feed.xml"])
        klopt("add", f"{site.address}/b/10002")
        local("forget", f"{site.address}/b/10002", "--yes")
        klopt("scrape")
        klopt("scrape")
        assert site.paths()["/door/10002"] == 1
        assert rows(tmp_path, "SELECT count(*) FROM articles") == [(1,)]
        for file in tmp_path.glob("klopt.db*"):
            assert file.is_dir() or b"10002" not in file.read_bytes(), file


def test_failures_and_rights_in_words_and_as_data(tmp_path: Path, klopt: Run, local: Local) -> None:
    """One place for what failed: address, step, reason, when. Rights are named in the words of the site."""
    with served(paper()) as site:
        settings(tmp_path, site.address, feeds=["/feed.xml", "/weg.xml"])
        klopt("scrape")
        rows_of = lambda action: [  # noqa: E731
            json.loads(line) for line in local("sources", action, "post", "--format", "jsonl").splitlines()
        ]
        failed = rows_of("failures")
        assert {row["url"] for row in failed} == {f"{site.address}/weg/10004", f"{site.address}/weg.xml"}
        assert all(row["source"] == "post" and row["at"] and "404" in row["reason"] for row in failed)
        (health,) = rows_of("health")
        assert (health["asked"], health["kept"], health["failed"]) == (4, 2, 2)
        assert {(row["kind"], row["words"]) for row in rows_of("rights")} == {
            ("notice", "Tekst- en datamining is voorbehouden."),
            ("tdm", "/b/*: tdm-reservation: 1"),
            ("tdm", "tdm-reservation: 1"),
        }
        shown = local("sources", "health", "post")
        assert f"{site.address}/weg/10004" in shown
        assert "2 mislukt" in shown
        assert local("sources", "failures", "--format", "csv").startswith("source,url,step,reason,at")
        assert local("sources", "post").splitlines()[1].split()[:2] == ["post", "De"]
        ids = dict(rows(tmp_path, "SELECT substr(url, -5), id FROM articles"))
        with Store(tmp_path / "klopt.db") as store:
            run = store.start_run("extract", klopt_version="0")
            for row_id in ids.values():
                store.put_extraction(int(str(row_id)), Extraction(int(str(row_id)), lemmas=""), run)
        for number, words in (("10001", "tdm-reservation: 1"), ("10002", "/b/*: tdm-reservation: 1")):
            shown = local("show", str(ids[number]))
            assert "De uitgever behoudt zich tekst- en datamining voor." in shown
            assert words in shown
            assert "robots.txt: Tekst- en datamining is voorbehouden." in shown
        assert "/b/*" not in local("show", str(ids["10001"]))


def test_what_cannot_be_stored_is_a_failure_and_done_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not asked for again, and is no crash, also if an older text of the page was kept."""
    url = "https://polderpost.example/a/10001"
    answer = Answer(url=url, status=200, headers={"content-type": "text/html", "etag": "1"}, body=article(1))
    visit = Visit(url=url, kind="page", source="")
    with Store(tmp_path / "klopt.db") as store:
        adding = Adding(store, Archive(tmp_path / "klopt.db.warc"), {}, "nl", lambda _: None)
        adding.start("scrape")
        desk = Desk(store, adding, {}, "nl", lambda _: None)
        read = crawling.read_payload
        for broken in (False, True):
            with store.transaction():
                visits.queue(store.db.conn, Candidate(url), "", None, desk.run, anew=True)
            if broken:
                monkeypatch.setattr(
                    crawling, "read_payload", lambda *a, **k: replace(read(*a, **k), title="a\0b")
                )
            desk.keep_page(visit, answer, ())
    assert rows(tmp_path, "SELECT state, tries FROM visits") == [("failed", 1)]
    assert rows(tmp_path, "SELECT url, step FROM failures") == [(url, "store")]
    assert rows(tmp_path, "SELECT title FROM articles") == [("Kop 1",)]
    assert desk.counts["failed"] == 1


def test_half_a_character_in_what_a_page_says_of_itself(tmp_path: Path, klopt: Run) -> None:
    """JSON can spell it; it is left out."""
    said = ("inLanguage", "headline", "articleSection", "author", "url")
    node = json.dumps({"@type": "NewsArticle", **dict.fromkeys(said, "a\ud800b")})
    page = article(1, more=f"<script type='application/ld+json'>{node}</script>")
    with served(Site({"/a/10001": (200, {}, page)})) as site:
        assert "1 nieuw" in klopt("add", f"{site.address}/a/10001").stdout
    assert rows(tmp_path, "SELECT state FROM visits") == [("kept",)]
