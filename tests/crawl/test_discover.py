"""Feeds, sitemaps, section pages, addresses: as publishers write them, and as hostile ones do."""

import contextlib
import gzip

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.addresses import PublicOnly, is_public
from corpus.discover import in_feed, in_sitemap, looks_like_article, on_page
from corpus.reasons import Refused
from corpus.sources import all_sources, built_in, own, source_of
from corpus.urls import NoAddress, canonical

HOME = "https://polderpost.example/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://polderpost.example/a?utm_source=rss&utm_medium=feed", "https://polderpost.example/a"),
        ("https://polderpost.example/a?fbclid=x&b=1", "https://polderpost.example/a?b=1"),
        ("https://polderpost.example/a#reacties", "https://polderpost.example/a"),
        ("https://m.polderpost.example/a/amp/", "https://www.polderpost.example/a"),
        (
            "https://www.google.com/amp/s/www.polderpost.example/a.amp.html",
            "https://www.polderpost.example/a",
        ),
        ("HTTP://PolderPost.example:80/a", "http://polderpost.example/a"),
        ("https://polderpost.example/kop~b1a2c3d4/", "https://polderpost.example/kop~b1a2c3d4/"),
        ("../b?z=1&a=2", "https://polderpost.example/b?a=2&z=1"),
    ],
)
def test_one_form_of_an_address(url: str, expected: str) -> None:
    """What does not tell pages apart is gone, and doing it again changes nothing."""
    assert canonical(url, HOME + "a/c/" if url.startswith("..") else HOME) in (
        expected,
        expected.replace("/b?", "/a/b?"),
    )
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a:b@polderpost.example/",
        "http://",
        "https://[::1",
        "x" * 9000,
    ],
)
def test_no_address(url: str) -> None:
    """What is not the address of a page."""
    with pytest.raises(NoAddress):
        canonical(url)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_none(text: str) -> None:
    """Nothing else is raised."""
    with contextlib.suppress(NoAddress):
        assert canonical(text, HOME).startswith(("http://", "https://"))


PIECES = [
    *(
        "a",
        "/",
        "//",
        ".",
        "..",
        "?",
        "&",
        "&amp;",
        "=",
        "#",
        ";",
        "@",
        ":",
        "|",
        "~",
        "+",
        " ",
        "%41",
        "%2e",
        "%25",
    ),
    *(
        "/amp",
        "/amp/",
        ".amp",
        ".amp.html",
        "amp=1",
        "m.",
        "www.",
        "utm_source=x",
        "otag=x",
        "lang=nl",
        "é",
        "%C3%A9",
    ),
]


@given(
    st.sampled_from(
        [HOME, "http://M.x.nl:80/", "https://m.m.x.nl/", "https://www.google.com/amp/", "https://[::1]/"]
    ),
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
)
@example(HOME, "a/amp/amp")
@example("https://www.google.com/amp/", "www.google.nl/amp/s/m.polderpost.example/a.amp/amp")
def test_a_canonical_address_is_canonical(start: str, rest: str) -> None:
    """However many layers there were: taking them off a second time finds none."""
    with contextlib.suppress(NoAddress):
        once = canonical(start + rest)
        assert canonical(once) == once


def test_feed_of_a_publisher() -> None:
    """RSS with campaign marks, relative links, entities of HTML, and an entry without a link."""
    body = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>P</title>
      <item><title>Eén &amp; twee</title><link>/a/10001?utm_source=rss</link>
      <pubDate>Mon, 06 May 2024 07:00:00 +0200</pubDate></item>
      <item><title>Zonder</title></item><item><link>https://polderpost.example/a/10001</link></item>
      </channel></rss>""".encode()
    (found,) = in_feed(body, HOME).candidates
    assert (found.url, found.title) == (f"{HOME}a/10001", "Eén & twee")
    assert found.published == "2024-05-06T05:00:00+00:00"


HOSTILE = [
    b'<!DOCTYPE l [<!ENTITY a "aaaa">]><rss version="2.0"><channel><item><link>&a;</link></item></channel></rss>',
    '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss/>'.encode("utf-16-le"),
    b"<html><body>Onderhoud</body></html>",
    b"",
    b"\x00" * 1000,
    b"/etc/passwd",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_listings_are_refused(body: bytes) -> None:
    """Entities, other files, nothing at all: a reason, and nothing is opened."""
    for read in (in_feed, in_sitemap):
        with pytest.raises(Refused):
            read(body, HOME)


def test_packed_sitemap_is_unpacked_only_so_far() -> None:
    """A gzip of a gigabyte is refused after fifty megabytes; a short one is read."""
    with pytest.raises(Refused):
        in_sitemap(gzip.compress(b" " * 60_000_000), HOME)
    index = b"<sitemapindex><sitemap><loc>/1.xml</loc><lastmod>2024-01-01</lastmod></sitemap><sitemap><loc>/2.xml</loc>"
    index += b"<lastmod>2024-02-01</lastmod></sitemap></sitemapindex>"
    assert in_sitemap(gzip.compress(index), HOME).sitemaps == (f"{HOME}2.xml", f"{HOME}1.xml")


def test_section_page() -> None:
    """Articles of the house, each once; not its videos, tags, mail addresses or other sites."""
    links = [
        *("/artikel/2093845-kop", "/artikel/2093845-kop#reacties", "/nieuws/een-kop-van-vier-woorden"),
        *("/video/2093845-beeld", "/tag/een-twee-drie-vier", "/sport", "mailto:a@b.example"),
        *("https://elders.example/artikel/2093845", "javascript:void(0)"),
    ]
    body = "".join(f'<a href="{link}">x</a>' for link in links).encode()
    found = [candidate.url for candidate in on_page(body, HOME, "polderpost.example").candidates]
    assert found == [f"{HOME}artikel/2093845-kop", f"{HOME}nieuws/een-kop-van-vier-woorden"]
    assert not looks_like_article(HOME)


def test_sources() -> None:
    """At least sixty, each with something to look at and a note; the user's go first."""
    sources = built_in()
    assert len(sources) >= 60
    assert all(list(source.listings()) and source.notes for source in sources.values())
    assert {source.country for source in sources.values()} == {"NL", "BE"}
    mine = own("nos", "https://nos.nl/", "Mijn NOS", feeds=["https://nos.nl/x.xml"])
    assert all_sources([mine])["nos"].feeds == ("https://nos.nl/x.xml",)
    assert own("post", HOME, "Post").sections == (HOME,)
    found = source_of("https://www.nrc.nl/a", sources.values())
    assert found is not None
    assert found.name == "nrc"
    assert source_of("https://nietnrc.nl/a", sources.values()) is None


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *(
            ("145.58.28.1", True),
            ("2a02:2308::1", True),
            ("127.0.0.1", False),
            ("10.1.2.3", False),
            ("0.0.0.0", False),  # noqa: S104
        ),
        *(
            ("169.254.169.254", False),
            ("100.64.0.1", False),
            ("224.0.0.1", False),
            ("::1", False),
            ("fe80::1%eth0", False),
        ),
        *(
            ("fd00::1", False),
            ("::ffff:127.0.0.1", False),
            ("64:ff9b::7f00:1", False),
            ("2002:7f00:1::", False),
            ("x", False),
        ),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    """Also those that hide an IPv4 address."""
    assert is_public(address) is public


def test_a_name_that_changes_its_answer() -> None:
    """Twisted connects to the public answer, and at the next connection not to the private one."""
    from twisted.internet.address import IPv4Address
    from twisted.internet.endpoints import HostnameEndpoint
    from twisted.internet.protocol import Factory, Protocol
    from twisted.internet.testing import MemoryReactorClock

    answers = [["145.58.28.1"], ["127.0.0.1"], ["10.0.0.1", "145.58.28.1"]]

    class Changing:
        def resolveHostName(self, receiver, name, port=0, *_rest):  # type: ignore[no-untyped-def]  # noqa: N802, ARG002
            receiver.resolutionBegan(None)
            for host in answers.pop(0):
                receiver.addressResolved(IPv4Address("TCP", host, port))
            receiver.resolutionComplete()

    reactor = MemoryReactorClock()
    resolver = PublicOnly(Changing())
    reactor.nameResolver = resolver
    failed = []
    for _ in range(3):
        attempt = HostnameEndpoint(reactor, "wisselt.example", 80).connect(Factory.forProtocol(Protocol))
        attempt.addErrback(failed.append)
        reactor.advance(1)
    assert [client[0] for client in reactor.tcpClients] == ["145.58.28.1", "145.58.28.1"]
    assert len(failed) == 1
    assert resolver.refused == {"wisselt.example"}
