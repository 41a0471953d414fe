"""Robots files judged right: forms that Dutch publishers use, and the stored files where they are."""

from pathlib import Path

import pytest

from corpus.article import Failure
from corpus.permission import Permission
from corpus.robots import Rules, names_of, reserved_in_headers, reserved_in_tdmrep, reserved_on_page
from corpus.visits import SiteAnswer, Visit

STORED = Path(__file__).parents[3] / "shared" / "eval" / "pages"
AGENT = "klopt/0.1 (redactie@polderpost.example)"
OURS = b"""\xef\xbb\xbf# Alle rechten voorbehouden.
User-agent: *
Disallow: /*webview
Disallow: /*?*utm_source=
Disallow: /*/data/related$
Disallow: *~ab12cd34*
Disallow: /beheer/
Allow: /beheer/openbaar

User-agent: GPTBot
User-agent: CCBot
Disallow: /

Content-Signal: search=yes, ai-train=no
Sitemap: https://polderpost.example/nieuws.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/nieuws/kop~ff00aa11/", True),
        ("/nieuws/kop~ab12cd34/", False),
        ("/nieuws/kop?utm_source=rss", False),
        ("/nieuws/kop?a=1&utm_source=rss", False),
        ("/app/webview/1", False),
        ("/x/data/related", False),
        ("/x/data/related/1", True),
        ("/beheer/geheim", False),
        ("/beheer/openbaar/1", True),
        ("/robots.txt", True),
    ],
)
def test_wildcards_ends_and_the_longest_rule(path: str, allowed: bool) -> None:
    """As RFC 9309 says, section 2.2."""
    assert Rules(200, OURS).allows(f"https://polderpost.example{path}", AGENT) is allowed


def test_groups_of_others_are_not_ours() -> None:
    """What is said to GPTBot is not said to us; what is said to us holds under any name."""
    page = "https://polderpost.example/a"
    assert not Rules(200, OURS).allows(page, "GPTBot/1.0 (a@b.example)")
    ours = Rules(200, b"User-agent: klopt\nDisallow: /\n\nUser-agent: *\nAllow: /")
    assert not ours.allows(page, "Polderbot (a@b.example)")
    assert names_of(AGENT) == ("klopt",)


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(200, True), (404, True), (403, True), (500, False), (503, False), (429, False), (None, False)],
)
def test_no_robots_file(status: int | None, allowed: bool) -> None:
    """Not there: all is allowed. Not given: nothing is."""
    assert Rules(status, b"<html>Pagina</html>").allows("https://polderpost.example/a", AGENT) is allowed


def test_delay_and_what_is_too_slow() -> None:
    """A delay of hours is a no."""
    assert Rules(200, b"User-agent: *\nCrawl-delay: 10").delay(AGENT) == 10
    assert not Rules(200, b"User-agent: *\nCrawl-delay: 90000").allows("https://a.example/", AGENT)


def test_rights_in_their_own_words() -> None:
    """Prose, signals, headers, meta elements and tdmrep.json; a comment about menus is none."""
    found = list(Rules(200, OURS).reservations("https://polderpost.example/robots.txt"))
    assert [(r.kind, r.words) for r in found] == [
        ("notice", "Alle rechten voorbehouden."),
        ("signal", "Content-Signal: search=yes, ai-train=no"),
    ]
    assert not list(Rules(200, b"# Menu's hoeven niet\nUser-agent: *").reservations("x"))
    (header,) = reserved_in_headers({"tdm-reservation": "1", "tdm-policy": "https://a.example/p"}, "u")
    assert header.words == "tdm-reservation: 1, tdm-policy: https://a.example/p"
    (meta,) = reserved_on_page(b"<head><META content='1' name=\"TDM-Reservation\"></head>", "u")
    assert (meta.kind, meta.words) == ("tdm", "tdm-reservation: 1")
    assert [r.words for r in reserved_in_tdmrep(b'[{"location": "/nieuws", "tdm-reservation": 1}]', "u")] == [
        "/nieuws: tdm-reservation: 1"
    ]
    for hostile in (b"[" * 100_000, b"{}", b"[1, null]", b"\xff"):
        assert reserved_in_tdmrep(hostile, "u") == ()


@pytest.mark.skipif(not STORED.exists(), reason="the stored files are not part of the project")
@pytest.mark.parametrize(
    ("file", "notices", "allowed", "forbidden"),
    [
        (
            "robots_other/www.ed.nl.robots.txt",
            2,
            ["https://www.ed.nl/eindhoven/kop~b1/"],
            [
                "https://www.ed.nl/eindhoven/kop~b1/?utm_source=x",
                "https://www.ed.nl/x/tu-e~ab9e5892/",
                "https://www.ed.nl/auth",
            ],
        ),
        (
            "robots_other/www.nrc.nl.robots.txt",
            1,
            ["https://www.nrc.nl/nieuws/2024/01/01/kop-a1", "https://www.nrc.nl/x/data/related/y"],
            ["https://www.nrc.nl/search/?q=a", "https://www.nrc.nl/x/data/related"],
        ),
        (
            "egonkm+Robots.txt/www.vrt.be.robots.txt",
            0,
            ["https://www.vrt.be/vrtnws/nl/2024/01/01/kop/"],
            ["https://www.vrt.be/libs/x", "https://www.vrt.be/vrtnws/nl/kop/?ref=a"],
        ),
        (
            "egonkm+Robots.txt/www.businessinsider.nl.robots.txt",
            0,
            ["https://www.businessinsider.nl/kop/", "https://www.businessinsider.nl/wp-admin/admin-ajax.php"],
            ["https://www.businessinsider.nl/wp-admin/x"],
        ),
        ("ai-robots-txt+ai.robots.txt/robots.txt", 0, ["https://a.example/kop"], []),
    ],
)
def test_stored_files(file: str, notices: int, allowed: list[str], forbidden: list[str]) -> None:
    """Files of real publishers: what we may, and how many notices they hold."""
    rules = Rules(200, (STORED / file).read_bytes())
    assert [url for url in allowed if not rules.allows(url, AGENT)] == []
    assert [url for url in forbidden if rules.allows(url, AGENT)] == []
    assert len([r for r in rules.reservations("x") if r.kind == "notice"]) == notices
    if "businessinsider" not in file:
        assert not rules.allows(allowed[0], "GPTBot (a@b.example)")


class Said:
    """A store that keeps nothing but what failed."""

    def __init__(self) -> None:
        self.kept: dict[str, SiteAnswer] = {}
        self.why: list[str] = []

    def site(self, site: str) -> SiteAnswer | None:
        return self.kept.get(site)

    def keep_site(self, site: str, answer: SiteAnswer, _reserved: object) -> None:
        self.kept[site] = answer

    def failed(self, _visit: Visit, failure: Failure, *, again: bool) -> None:
        assert again
        self.why.append(failure.reason)


def test_asked_again_when_it_did_not_answer_and_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that failed to answer is silent until the next round; what it said holds for a day, however long a crawl
    goes on.
    """
    at = [0.0]
    monkeypatch.setattr("corpus.permission.monotonic", lambda: at[0])
    site, page = "https://polderpost.example", "https://polderpost.example/a"
    store = Said()
    may = Permission(store, AGENT, "nl")  # type: ignore[arg-type]

    def asked() -> Visit:
        visit = may.ask(site)
        assert visit is not None
        return visit

    may.told(asked(), SiteAnswer(503, b""))
    assert may.silent(site)
    assert may.ask(site) is None
    assert may.refused(page) == (store.why[0].replace("de site antwoordde met status 503", site), True)
    may.renew()
    may.told(asked(), SiteAnswer(200, b"User-agent: *\nDisallow: /b"))
    assert asked().url.endswith("tdmrep.json")
    may.told(asked(), SiteAnswer(404, b""))
    assert (may.ask(site), may.refused(page), may.silent(site)) == (None, None, False)
    assert may.refused(f"{site}/b") is not None
    at[0] = 25 * 60 * 60
    store.kept.clear()
    assert asked().url.endswith("robots.txt")
