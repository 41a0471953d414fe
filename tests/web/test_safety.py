"""What others wrote does nothing on a page, strangers get no answer, and nobody writes."""

import asyncio
import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import lxml.html
import pytest

from klopt.web.anchors import web_address
from klopt.web.guard import OURS
from klopt.web.serve import application

Get = Callable[..., httpx.Response]


def test_hostile_words_are_words(ids: Any, get: Get) -> None:
    """Tags, templates and SQL in title, text, source, message and repair stand on the page as text."""
    page = get(f"/klopt/article/{ids.hostile}").text
    tree = lxml.html.fromstring(page)
    assert not tree.xpath("//script | //img | //i | //b | //*[@onerror]")
    assert len(tree.xpath("//h1")) == 1
    words = "\n\n".join(
        p.text_content() for p in tree.xpath("//div[contains(@class, 'passage')]//p[not(@class)]")
    )
    for part in (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        "{{ 7 * 7 }}",
        "</mark></p></main>",
    ):
        assert part in words
    findings = lxml.html.fromstring(get("/klopt/findings").text)
    assert not findings.xpath("//script | //img | //i | //b")
    assert "<script>alert(4)</script> van <b>34</b>" in findings.text_content()


def test_hidden_directions_are_shown(ids: Any, get: Get) -> None:
    """No bidi control and no control character reaches a page."""
    for address in (
        "/",
        "/klopt/findings",
        "/klopt/figures",
        "/klopt/names",
        f"/klopt/article/{ids.hostile}",
    ):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", get(address).text)


def test_only_web_addresses_become_links(ids: Any, get: Get) -> None:
    """javascript: is text; https: is a link that tells nobody where it came from."""
    hostile = lxml.html.fromstring(get(f"/klopt/article/{ids.hostile}").text)
    assert not [href for href in hostile.xpath("//@href") if "javascript" in href]
    assert "javascript:alert(3)" in hostile.text_content()
    (link,) = lxml.html.fromstring(get(f"/klopt/article/{ids.slip}").text).xpath(
        "//a[starts-with(@href, 'https:')]"
    )
    assert link.get("rel") == "external noopener noreferrer"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:1",
        " javascript:1",
        "java\nscript:1",
        "data:text/html,x",
        "file:///etc/passwd",
        *("//example.org", "https:/a", "https://[", "", None, "https://a\tb", "krant.html"),
    ],
)
def test_no_link(url: str | None) -> None:
    """What is no address of a page on the web."""
    assert web_address(url) is None


@pytest.mark.usefixtures("ids")
def test_nothing_shows_the_secrets(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not Datasette's pages about itself, not what is printed of a failed request."""
    secrets = {"token": "GEHEIM1", "password": "GEHEIM2"}
    datasette = application(path, "nl", **secrets)  # type: ignore[arg-type]
    headers = {"authorization": "Basic " + base64.b64encode(b"els:GEHEIM2").decode()}
    names = ("metadata", "settings", "plugins", "databases", "threads", "versions", "actor", "config")
    for address in (
        *(f"/-/{name}.json" for name in names),
        "/klopt?sql=select+nothing",
        "/a/b/c/d/e",
        "/-/metadata",
    ):
        answer = asyncio.run(datasette.client.get(address, headers=headers))
        assert (
            not re.search(f"GEHEIM|{re.escape(str(path.parent))}", answer.text) or "databases" in address
        ), address
    said = capsys.readouterr()
    assert "GEHEIM" not in said.out + said.err
    assert headers["authorization"] not in said.out + said.err
    datasette.executor.shutdown()
    for database in datasette.databases.values():
        database.close()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (None, 401),
        ("Basic " + base64.b64encode(b"els:geheim").decode(), 200),
        ("Basic " + base64.b64encode(b"els:anders").decode(), 401),
        ("Basic geheim", 401),
        ("Bearer geheim", 401),
    ],
)
def test_a_password(ids: Any, path: Path, given: str | None, status: int) -> None:
    """Every page, Datasette's too, wants it if there is one."""
    assert ids
    datasette = application(path, "nl", password="geheim")  # noqa: S106 - of this test alone
    headers = {} if given is None else {"authorization": given}
    for address in ("/", "/klopt", "/klopt/draft", "/x/klopt/check", "/-/metadata.json/klopt/check"):
        if status == 200 and "check" in address:
            continue
        assert asyncio.run(datasette.client.get(address, headers=headers)).status_code == status
    datasette.executor.shutdown()
    for database in datasette.databases.values():
        database.close()


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "",
        "127.0.0.1.evil.example",
        "localhost:80:80",
        "a@localhost",
        "[::1",
    ],
)
def test_a_stranger_is_refused(get: Get, host: str) -> None:
    """A name that is not ours gets no answer, from Datasette's pages neither (DNS rebinding)."""
    for address in ("/", "/klopt.json?sql=select+1", "/-/versions.json"):
        answer = get(address, {"host": host})
        assert answer.status_code == 421
        assert "klopt web" in answer.text


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8001", "127.0.0.1:8001", "[::1]:8001", "Klopt.Example", "192.168.1.5"]
)
def test_our_own_names_are_answered(get: Get, host: str) -> None:
    """This machine's names, the name given, and addresses in figures, which no name server can turn."""
    assert get("/", {"host": host}).status_code == 200


def test_headers(ids: Any, get: Get) -> None:
    """Every answer is kept out of frames, referrers and other origins; ours run no script at all."""
    for address in (
        "/",
        f"/klopt/article/{ids.slip}",
        "/klopt",
        "/klopt/articles",
        "/klopt.json",
        "/nergens",
    ):
        headers = get(address).headers
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers
        assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]
    assert get("/klopt/findings").headers["content-security-policy"] == OURS


@pytest.mark.usefixtures("ids")
def test_datasettes_own_scripts_still_run(get: Get) -> None:
    """Each script in its pages is allowed by its digest, so the SQL editor works."""
    for address in ("/klopt", "/klopt/articles", "/klopt/articles/1", "/klopt?sql=select+1"):
        page = get(address)
        scripts = [s for s in re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL) if s.strip()]
        assert scripts, address
        for script in scripts:
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in page.headers["content-security-policy"], (address, script[:80])


def test_datasette_stays_reachable(ids: Any, get: Get) -> None:
    """Tables, JSON, CSV and SQL, with numbers of articles leading to our page."""
    assert get("/klopt/articles.json?_shape=array").json()[0]["id"] == ids.slip
    assert get("/klopt/articles.csv").text.startswith("id,key,name")
    assert get("/klopt.json?sql=select+count(*)+as+n+from+findings&_shape=array").json() == [{"n": 4}]
    assert f'<a href="/klopt/article/{ids.slip}">Kop van 34</a>' in get("/klopt/articles").text
    assert f'<a href="/klopt/article/{ids.slip}">{ids.slip}</a>' in get("/klopt/findings_open").text
    assert "<script>alert('kop')" not in get("/klopt/articles").text


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize(
    "sql",
    [
        "delete from articles",
        "insert into verdicts values (1)",
        "attach 'x.db' as x",
        "pragma user_version=3",
    ],
)
def test_sql_reads_only(get: Get, sql: str) -> None:
    """Statements that write are refused."""
    assert get(f"/klopt.json?sql={sql}").status_code == 400
    assert get("/klopt.json?sql=select+count(*)+as+n+from+articles&_shape=array").json() == [{"n": 5}]


@pytest.mark.usefixtures("ids")
def test_sql_without_end_is_stopped(get: Get) -> None:
    """A query that would run for ever meets Datasette's limit."""
    sql = "with recursive c(n) as (select 1 union all select n%2B1 from c) select count(*) from c"
    answer = get(f"/klopt.json?sql={sql}", sql_time_limit_ms=20)
    assert answer.status_code == 400
    assert "interrupted" in answer.text.lower()


@pytest.mark.usefixtures("ids")
def test_the_connection_itself_cannot_write(path: Path) -> None:
    """Not only the words are checked: the file is opened to read."""

    async def write() -> None:
        database = application(path, "nl").get_database()
        await database.execute_fn(lambda conn: conn.execute("DELETE FROM findings"))

    with pytest.raises(Exception, match="readonly"):
        asyncio.run(write())
