"""`klopt scrape` on a site of our own: hundreds of pages, and everything that goes wrong."""

import gzip
import itertools
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.crawl.conftest import AGENT, Run, command, peak, rows, settings
from tests.crawl.site import Reply, Site, article, feed, served, sitemap

PAGES = 45
NOTICE = b"# Alle rechten zijn voorbehouden, ook voor tekst- en datamining.\n"
ROBOTS = (
    NOTICE
    + b"User-agent: *\nDisallow: /verboden\nDisallow: /*?*utm_source=\n\nUser-agent: GPTBot\nDisallow: /\n"
)


def paper(pages: int = PAGES) -> Site:
    """A site with so many articles: a third in the feed, each linked to twice, a third in the sitemap, the
    rest in a section.
    """
    site = Site({"/robots.txt": (200, {"Content-Type": "text/plain"}, ROBOTS)})
    links = [f"/artikel/{100000 + nr}-de-kop-van-vandaag" for nr in range(pages)]
    for nr, link in enumerate(links):
        site.replies[link] = (200, {"ETag": f'"{nr}"'}, article(nr))
    third = pages // 3
    twice = [
        f"{link}{mark}" for link in links[:third] for mark in ("?utm_source=rss&utm_medium=feed", "#reacties")
    ]
    site.replies["/feed.xml"] = lambda _: (
        200,
        {"ETag": '"feed"'},
        feed([site.address + link for link in twice]),
    )
    site.replies["/sitemap.xml.gz"] = lambda _: (
        200, {"Content-Type": "application/gzip"}, sitemap([site.address + link for link in links[third : 2 * third]])
    )  # fmt: skip
    anchors = "".join(f"<a href='{link}'>Lees</a>" for link in links[2 * third :])
    site.replies["/nieuws"] = (
        200,
        {},
        f"<html><body>{anchors}<a href='/over'>Over</a></body></html>".encode(),
    )
    return site


LISTS = {"feeds": ["/feed.xml"], "sitemaps": ["/sitemap.xml.gz"], "sections": ["/nieuws"]}


def test_each_page_once_and_then_nothing(tmp_path: Path, klopt: Run) -> None:
    """Every article is fetched once under its canonical address, slowly enough; a second run asks for the
    listings alone.
    """
    with served(paper()) as site:
        settings(tmp_path, site.address, **LISTS)
        first = klopt("scrape")
        assert first.returncode == 0, first.stderr
        assert f"{PAGES} nieuw" in first.stdout
        assert rows(
            tmp_path, "SELECT count(*), count(DISTINCT url), count(DISTINCT title) FROM articles"
        ) == [(PAGES,) * 3]
        assert rows(tmp_path, "SELECT DISTINCT source FROM articles WHERE source = 'De Polderpost'")
        asked = site.paths()
        assert set(asked.values()) == {1}
        assert not [path for path in asked if "utm" in path or path == "/over"]
        assert asked["/robots.txt"] == asked["/.well-known/tdmrep.json"] == 1
        assert all(headers["user-agent"] == AGENT for _, _, headers in site.asked)
        site.asked.clear()
        second = klopt("scrape")
        assert "0 nieuw" in second.stdout
        assert site.paths() == {"/feed.xml": 1, "/sitemap.xml.gz": 1, "/nieuws": 1}
        assert [h.get("if-none-match") for _, path, h in site.asked if path == "/feed.xml"] == ['"feed"']
        health = klopt("sources", "health").stdout
        assert "20 van de laatste 20 pagina's" in health
        assert NOTICE.decode().strip("# \n") in health


def test_killed_at_any_moment_and_taken_up_again(tmp_path: Path, klopt: Run) -> None:
    """Nothing is lost, what was kept is not fetched again, and the archive has each page once."""
    with served(paper()) as site:
        settings(tmp_path, site.address, **LISTS)
        for kill_at in (12, 27):
            line = command(tmp_path, "scrape")
            with subprocess.Popen(
                line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ) as running:
                until = time.monotonic() + 30
                while len(site.asked) < kill_at and time.monotonic() < until:
                    time.sleep(0.001)
                running.kill()
                assert running.wait() == -signal.SIGKILL
        (kept,) = rows(tmp_path, "SELECT count(*) FROM articles")[0]
        assert 0 < kept < PAGES
        last = klopt("scrape")
        assert f"verder bij {kept} van {PAGES}" in last.stderr
        assert rows(tmp_path, "SELECT count(*), count(DISTINCT url) FROM articles") == [(PAGES, PAGES)]
        assert rows(tmp_path, "SELECT count(*) FROM captures") == [(PAGES,)]
        again = {path: times for path, times in site.paths().items() if times > 1}
        assert len(again) <= 2, again  # what was under way at each of the two kills
        assert all(times == 2 for times in again.values())


def test_interrupted_cleanly(tmp_path: Path, klopt: Run) -> None:
    """Ctrl-C ends the run after the page under way, says how to go on, and nothing is asked for twice."""
    with served(paper(24)) as site:
        settings(tmp_path, site.address, **LISTS)
        line = command(tmp_path, "scrape", delay=0.02)
        with subprocess.Popen(
            line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as running:
            while len(site.asked) < 12:
                time.sleep(0.002)
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=20)
        assert running.returncode == 2
        assert "Gestopt" in said
        assert klopt("scrape").returncode == 0
        assert set(site.paths().values()) == {1}
        assert rows(tmp_path, "SELECT count(*) FROM articles") == [(24,)]


def slow(_: dict[str, str]) -> Reply:
    time.sleep(2.6)
    return 200, {}, article(1)


def test_what_sites_do_wrong_is_kept_and_the_rest_goes_on(tmp_path: Path, klopt: Run) -> None:
    """Each broken page is a failure with its reason; the good ones are articles; nothing forbidden is asked for."""
    bomb = gzip.compress(b"<html>" + b"<p>a</p>" * 4_000_000)
    site = Site({"/robots.txt": (200, {"Content-Type": "text/plain"}, ROBOTS)})
    bad: dict[str, tuple[str, object]] = {
        "/weg/10001": ("status 404", None),
        "/stuk/10002": ("status 500", (500, {}, b"stuk")),
        "/traag/10003": ("binnen 2 seconden", slow),
        "/kring/10004": ("in een kring", (302, {"Location": "/kring/10004"}, b"")),
        "/kort/10005": ("brak af", (200, {"Content-Length": "9000"}, article(5))),
        "/bom/10006": ("groter dan 10 MB", (200, {"Content-Encoding": "gzip"}, bomb)),
        "/pdf/10007": ("application/pdf", (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4")),
        "/leugen/10008": ("binair", (200, {}, b"%PDF-1.4\0\0\1")),
        "/verboden/10009": ("verbiedt", (200, {}, article(9))),
        "/stuur-naar-verboden/10010": ("verbiedt", (302, {"Location": "/verboden/10009"}, b"")),
        "/vreemd/10011": ("status 302", (302, {"Location": "file:///etc/passwd"}, b"")),
        "/leeg/10012": ("tekst", (200, {}, b"")),
    }
    site.replies |= {path: reply for path, (_, reply) in bad.items() if reply is not None}  # type: ignore[misc]
    site.replies["/goed/20001"] = (200, {"tdm-reservation": "1"}, article(1))
    site.replies["/door/20002"] = (301, {"Location": "/goed/20003"}, b"")
    site.replies["/goed/20003"] = (200, {}, article(3))
    deep = b"<div>" * 50_000 + b"x"
    site.replies["/diep/20004"] = (200, {}, b"<html><body>" + deep)
    site.replies["/feed.xml"] = lambda _: (
        200, {"Content-Type": "text/plain"},
        feed([site.address + path for path in [*bad, "/goed/20001", "/door/20002", "/diep/20004"]]),
    )  # fmt: skip
    site.replies["/bom.xml"] = (
        200,
        {},
        b'<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
    )
    site.replies["/geen.xml"] = (200, {}, b"<html><body>Onderhoud</body></html>")
    with served(site):
        settings(tmp_path, site.address, feeds=["/feed.xml", "/bom.xml", "/geen.xml"])
        done = klopt("scrape")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    found = dict(rows(tmp_path, "SELECT url, reason FROM failures"))
    for path, (words, _) in bad.items():
        assert words in str(found.get(site.address + path)), (path, found.get(site.address + path))
    assert "XML-entiteiten" in str(found[f"{site.address}/bom.xml"])
    assert "feed" in str(found[f"{site.address}/geen.xml"])
    urls = {url for (url,) in rows(tmp_path, "SELECT url FROM articles")}
    assert urls == {f"{site.address}/goed/20001", f"{site.address}/goed/20003"}
    assert not [path for path in site.paths() if path.startswith("/verboden")]
    assert rows(tmp_path, "SELECT kind, words FROM reservations WHERE article IS NOT NULL") == [
        ("tdm", "tdm-reservation: 1")
    ]
    waiting = {str(url) for (url,) in rows(tmp_path, "SELECT url FROM visits WHERE state = 'waiting'")}
    assert waiting == {site.address + path for path in ("/stuk/10002", "/traag/10003", "/kort/10005")}


def test_pace_and_broken_robots(tmp_path: Path, klopt: Run) -> None:
    """Crawl-delay is kept; a robots.txt that the server fails to give forbids everything, one that is not
    there nothing.
    """
    links = [f"/artikel/{10000 + nr}" for nr in range(6)]
    pages = {link: (200, {}, article(nr)) for nr, link in enumerate(links)}
    calm = Site({"/robots.txt": (200, {}, b"User-agent: klopt\nCrawl-delay: 0.25"), **pages})
    down = Site({"/robots.txt": (503, {}, b""), **pages}, host="127.0.0.2")
    free = Site({**pages}, host="127.0.0.3")
    with served(calm), served(down), served(free):
        done = klopt("add", *(site.address + link for site in (calm, down, free) for link in links))
        assert done.returncode == 0
        assert "12 nieuw" in done.stdout
        pages_asked = [moment for moment, path, _ in calm.asked if path in pages]
        assert len(pages_asked) == 6
        # A server that is late to look at one request sees the next one too soon; over all of them it evens out.
        assert pages_asked[-1] - pages_asked[0] > 5 * 0.25 - 0.1
        assert min(b - a for a, b in itertools.pairwise(pages_asked)) > 0.1
        assert set(down.paths()) == {"/robots.txt"}
        assert rows(tmp_path, "SELECT count(*) FROM visits WHERE state = 'waiting'") == [(6,)]
        down.replies["/robots.txt"] = (200, {}, b"")
        assert "6 nieuw" in klopt("add", *(down.address + link for link in links)).stdout


def test_changed_page_is_a_new_version_and_unchanged_costs_nothing(tmp_path: Path, klopt: Run) -> None:
    """A page that is asked for again is asked for conditionally; another text is a new version."""
    site = Site({"/artikel/10001": (200, {"ETag": '"1"'}, article(1))})
    with served(site):
        url = f"{site.address}/artikel/10001"
        assert "1 nieuw" in klopt("add", url).stdout
        assert "1 ongewijzigd" in klopt("add", url).stdout
        assert site.asked[-1][2]["if-none-match"] == '"1"'
        site.replies["/artikel/10001"] = (200, {"ETag": '"2"'}, article(50))
        assert "1 met een nieuwe versie" in klopt("add", f"{url}?utm_source=x").stdout
        assert rows(tmp_path, "SELECT max(nr) FROM versions") == [(2,)]


def test_limits_of_a_run(tmp_path: Path, klopt: Run) -> None:
    """--max fetches so many and leaves the rest for the next run; `sources test` fetches listings and keeps nothing."""
    with served(paper(15)) as site:
        settings(tmp_path, site.address, **LISTS)
        tested = klopt("sources", "test", "post")
        assert "5 artikelen" in tested.stdout
        assert not (tmp_path / "klopt.db").exists()
        assert not [path for path in site.paths() if path.startswith("/artikel")]
        assert "6 nieuw" in (first := klopt("scrape", "post", "--max", "6")).stdout
        assert "9 wachten nog" in first.stdout
        assert "9 nieuw" in klopt("scrape", "post").stdout


def test_memory_does_not_grow_with_the_site(tmp_path: Path) -> None:
    """Ten times the pages take hardly more memory."""
    used = []
    for pages in (8, 80):
        folder = tmp_path / str(pages)
        folder.mkdir()
        with served(paper(pages)) as site:
            settings(folder, site.address, **LISTS)
            used.append(peak(command(folder, "scrape"), folder))
        assert rows(folder, "SELECT count(*) FROM articles") == [(pages,)]
    assert used[1] - used[0] < 25_000, used


REDIRECTED = """
import sys
from pathlib import Path
from corpus import manners
from klopt.options import Settings
from klopt.scraping import Wish, run_crawl
manners.Way.__init__.__kwdefaults__["public"] = lambda ip: ip == "127.0.0.1"
import klopt.scraping
klopt.scraping.refuse_haste = lambda wish: None
wish = Wish(agent="klopt (a@b.example)", delay=0.005, addresses=tuple(sys.argv[1:]))
run_crawl(Settings(), (), wish)
"""


def test_no_hop_leads_into_the_own_network(tmp_path: Path) -> None:
    """A page on a public address that redirects to a private one, by number or by name, ends in a failure."""
    inside = Site({"/geheim": (200, {}, article(1))}, host="127.0.0.2")
    with served(inside):
        port = inside.address.rpartition(":")[2]
        outside = Site(
            {
                "/a/10001": (302, {"Location": f"{inside.address}/geheim"}, b""),
                "/a/10002": (302, {"Location": f"http://2130706434:{port}/geheim"}, b""),
                "/a/10003": (302, {"Location": f"http://[::ffff:127.0.0.2]:{port}/geheim"}, b""),
                "/a/10004": (200, {}, article(4)),
            }
        )
        with served(outside):
            urls = [f"{outside.address}/a/{nr}" for nr in range(10001, 10005)]
            line = [sys.executable, "-c", REDIRECTED, *urls]
            done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    assert not inside.asked
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(1,)]
    reasons = [
        str(reason) for (reason,) in rows(tmp_path, "SELECT reason FROM failures WHERE step = 'robots'")
    ]
    assert len(reasons) >= 3
    assert all("eigen netwerk" in reason or "robots.txt" in reason for reason in reasons)


def test_without_leave_nothing_private_is_asked(tmp_path: Path) -> None:
    """The loopback interface itself needs --allow-private."""
    with served(Site({"/artikel/10001": (200, {}, article(1))})) as site:
        line = [sys.executable, "-m", "klopt", "add", f"{site.address}/artikel/10001", "--user-agent", AGENT]
        line += ["--delay", "1"]
        done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "eigen netwerk" in done.stderr
    assert not site.asked
