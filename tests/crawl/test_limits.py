"""Limits of what is read from sites, of what a run takes, and of what is written down of an address."""

from __future__ import annotations

import json
from pathlib import Path

from tests.crawl.conftest import Run, rows, settings
from tests.crawl.site import Site, article, feed, served

ENOUGH = b"User-agent: *\nDisallow: /geheim\n" + b"# regel\n" * 2_000_000


def test_of_a_long_robots_file_the_beginning_counts(tmp_path: Path, klopt: Run) -> None:
    """Sixteen megabytes close no site, and are not fetched whole; rules behind the first 500 KiB are not read."""
    replies = {f"/artikel/1000{nr}": (200, {}, article(nr)) for nr in range(2)}
    replies |= {"/geheim/10002": (200, {}, article(2))}
    site = Site({**replies, "/robots.txt": (200, {}, ENOUGH + b"Disallow: /artikel\n")})
    with served(site):
        said = klopt("add", *(f"{site.address}{path}" for path in replies))
    assert "2 nieuw" in said.stdout
    assert "/geheim/10002: robots.txt" in said.stderr
    ((kept,),) = rows(tmp_path, "SELECT length(robots) FROM sites")
    assert isinstance(kept, int)
    assert kept <= 512 * 1024


def test_the_limit_that_is_said_is_the_one_that_holds(tmp_path: Path, klopt: Run) -> None:
    """A sitemap may be larger than a page."""
    site = Site({"/sitemap.xml": (200, {"Content-Length": str(60_000_000)}, b"<urlset>")})
    with served(site):
        settings(tmp_path, site.address, sitemaps=["/sitemap.xml"])
        assert "groter dan 52 MB" in klopt("scrape").stderr


def test_each_source_has_its_own_share(tmp_path: Path, klopt: Run) -> None:
    """What one leaves waiting does not keep another on the same site from its pages."""
    paths = [f"/artikel/1000{nr}" for nr in range(8)]
    site = Site({path: (200, {}, article(nr)) for nr, path in enumerate(paths)})
    with served(site):
        links = [site.address + path for path in paths]
        site.replies |= {"/een.xml": (200, {}, feed(links[:6])), "/twee.xml": (200, {}, feed(links[6:]))}
        tables = (
            f'[sources.{name}]\naddress = "{site.address}/"\nsource = "{name}"\nfeeds = ["{site.address}/{name}.xml"]'
            for name in ("een", "twee")
        )
        (tmp_path / "klopt.toml").write_text("\n".join(tables))
        assert "4 nieuw" in klopt("scrape", "--max", "2").stdout
    taken = rows(tmp_path, "SELECT source, count(*) FROM visits WHERE state = 'kept' GROUP BY 1 ORDER BY 1")
    assert taken == [("een", 2), ("twee", 2)]


def test_no_password_is_kept(tmp_path: Path, klopt: Run) -> None:
    """A redirect with one leads on without it; the address of a failure has none either."""
    site = Site({"/artikel/10001": (200, {}, article(1)), "/robots.txt": (404, {}, b"")})
    with served(site):
        named = site.address.replace("http://", "http://jan:geheim@")
        elsewhere = "http://jan:geheim@127.0.0.1:1"
        site.replies |= {
            "/1": (302, {"Location": f"{named}/artikel/10001"}, b""),
            "/2": (302, {"Location": f"{elsewhere}/artikel/10002"}, b""),
            "/feed": (302, {"Location": f"{named}/niets.xml"}, b""),
        }
        settings(tmp_path, site.address, feeds=["/feed"])
        said = [klopt("add", f"{site.address}/1", f"{site.address}/2"), klopt("scrape")]
        refused = klopt("add", f"{named}/artikel/10001")
    assert "1 nieuw" in said[0].stdout
    assert "geheim" not in "".join(one.stdout + one.stderr for one in (*said, refused))
    assert all("authorization" not in headers for _, _, headers in site.asked)
    for file in tmp_path.rglob("*"):
        assert file.is_dir() or b"geheim" not in file.read_bytes(), file


def test_an_address_is_read_and_not_kept(tmp_path: Path, klopt: Run) -> None:
    """One line for each address, in their order, also twice the same; robots.txt is asked first; no file is made."""
    site = Site(
        {
            "/artikel/10001": (200, {}, article(1)),
            "/artikel/10002": (301, {"Location": "/artikel/10001"}, b""),
            "/geheim/10003": (200, {}, article(3)),
            "/robots.txt": (200, {}, b"User-agent: klopt\nDisallow: /geheim"),
        }
    )
    file = tmp_path / "a.txt"
    file.write_text("Het zijn er 34.")
    with served(site):
        one, two, three, four = (
            f"{site.address}{path}"
            for path in ("/artikel/10001", "/geheim/10003", "/niets", "/artikel/10002")
        )
        run = klopt("read", "--format", "jsonl", one, two, str(file), three, four, one)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [line["id"] for line in lines] == [one, None, str(file), None, four, one]
    assert lines[0]["text"] == lines[4]["text"]
    assert lines[4]["url"] == one
    assert lines[0]["published"] == "2024-05-06T07:08:09+02:00"
    assert [lines[nr]["failure"]["step"] for nr in (1, 3)] == ["robots", "fetch"]
    assert [lines[nr]["failure"]["url"] for nr in (1, 3)] == [two, three]
    assert site.asked[0][1] == "/robots.txt"
    assert site.paths() == {
        "/robots.txt": 1,
        "/.well-known/tdmrep.json": 1,
        "/artikel/10001": 2,
        "/artikel/10002": 1,
        "/niets": 1,
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "klopt.toml"]


def test_an_address_that_cannot_be_read(klopt: Run) -> None:
    """A site that does not say what we may, what is no address: said, with the exit code of nothing done."""
    site = Site({"/robots.txt": (500, {}, b""), "/artikel/10001": (200, {}, article(1))})
    with served(site):
        shut = klopt("read", f"{site.address}/artikel/10001")
        none = klopt("read", "https://")
    assert (shut.returncode, none.returncode) == (2, 2)
    assert "robots.txt" in shut.stderr
    assert "geen adres" in none.stderr
    assert "/artikel/10001" not in site.paths()
