"""Pages: running text, what the page says about itself, what is no article."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from corpus.article import Article, Failure
from corpus.files import load_paths, read_paths
from corpus.formats import read_payload
from corpus.loading import Loaded
from corpus.pagenodes import MAX_NODES
from corpus.read import MAX_ELEMENTS, MAX_PAGE, read_page
from corpus.reasons import Refused

BODY = "".join(
    f"<p>In {year} kreeg het meldpunt {number} meldingen van boeren met ganzenschade, zegt de provincie.</p>"
    for year, number in ((2014, 120), (2015, 150), (2016, 180), (2017, 240), (2018, 310), (2019, 295))
)
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "De Polderbode", "dateModified": "2001-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Meer ganzenschade &amp; minder geld",
            "datePublished": "2019-11-02T06:30:00+0100",
            "dateModified": "2019-11-02T09:00:00+01:00",
            "author": [{"@type": "Person", "name": "Ans Boer"}, "Piet Kade"],
            "publisher": {"@type": "Organization", "name": "De Polderbode"},
            "isAccessibleForFree": "False",
            "inLanguage": "nl-NL",
        },
    ],
}
PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Meer ganzenschade | De Polderbode</title>
<link rel="canonical" href="https://polderbode.example/ganzen/1">
<script type="application/ld+json">{ld}</script>{meta}</head>
<body><nav><a href="/">Voorpagina</a> <a href="/sport">Sport</a></nav>
<article><h1>Meer ganzenschade</h1>{lead}{body}</article>
<footer>Privacy en cookies</footer></body></html>"""


def page(*, ld: object = None, meta: str = "", lead: str = "", body: str = BODY) -> bytes:
    """A newspaper page with these statements."""
    return PAGE.format(ld="" if ld is None else json.dumps(ld), meta=meta, lead=lead, body=body).encode()


def test_json_ld() -> None:
    """JSON-LD within a graph: title, stamps in their own zone, authors, site, language, paywall."""
    read = read_page(page(ld=LD), name="a.html")
    assert read.title == "Meer ganzenschade & minder geld"
    assert read.published == "2019-11-02T06:30:00+0100"
    assert read.modified == "2019-11-02T09:00:00+01:00"
    assert read.authors == ("Ans Boer", "Piet Kade")
    assert (read.source, read.language, read.paywall) == ("De Polderbode", "nl", True)
    assert (read.id, read.url, read.kind) == ("a.html", "https://polderbode.example/ganzen/1", "article")


def test_opengraph() -> None:
    """Without JSON-LD OpenGraph speaks; the name of the site is no part of the title."""
    meta = """<meta property="og:title" content="Meer schade - De Polderbode">
    <meta property="og:site_name" content="De Polderbode"><meta property="og:type" content="article">
    <meta property="article:published_time" content="2019-11-02T06:30:00Z">
    <meta property="article:modified_time" content="Sat, 02 Nov 2019 09:00:00 +0100">
    <meta name="author" content="Ans Boer">"""
    read = read_page(page(meta=meta), name=1)
    assert (read.title, read.source, read.authors) == ("Meer schade", "De Polderbode", ("Ans Boer",))
    assert (read.published, read.modified) == ("2019-11-02T06:30:00Z", "2019-11-02T09:00:00+01:00")
    assert read.paywall is None


def test_running_text() -> None:
    """Paragraphs apart by a blank line; navigation, footer and the heading are not text."""
    read = read_page(page(ld=LD), name=1)
    assert read.text.count("\n\n") == 5
    assert read.text.startswith("In 2014 kreeg het meldpunt 120 meldingen")
    assert not any(word in read.text for word in ("Privacy", "Voorpagina"))


def test_lists_and_tables_keep_their_lines() -> None:
    """Items and rows are lines; cells stay apart."""
    extra = (
        "<ul><li>34 meldingen</li><li>68 meldingen</li></ul><table><tr><td>2016</td><td>340</td></tr></table>"
    )
    text = read_page(page(body=BODY + extra + BODY), name=1).text
    assert "34 meldingen\n68 meldingen" in text
    assert "2016 | 340" in text


def test_the_time_beside_the_heading() -> None:
    """Without any statement the time element next to the heading is the date."""
    read = read_page(page(lead='<time datetime="2019-11-02T06:30:00+01:00">2 november</time>'), name=1)
    assert read.published == "2019-11-02T06:30:00+01:00"


def test_correction_note_is_skipped() -> None:
    """The note at the end stays in the text, marked."""
    note = "Correctie: in een eerdere versie van dit artikel stond dat het er in 2018 130 waren."
    read = read_page(page(body=f"{BODY}<p>{note}</p>"), name=1)
    assert [span.text for span in read.skipped] == [note]


BROKEN_LD = [
    "{kapot",
    "[" * 50_000,
    '{"@type": 3, "author": {"name": 7}}',
    '{"@type": "NewsArticle", "datePublished": "gisteren", "author": [null], "headline": ["x"]}',
]


@pytest.mark.parametrize("ld", BROKEN_LD, ids=["no json", "deep", "types", "values"])
def test_broken_json_ld(ld: str) -> None:
    """What a page says wrongly is passed over; the text is still read."""
    start = b'<script type="application/ld+json">'
    html = page().replace(start, start + ld.encode())
    assert "310 meldingen" in read_page(html, name=1).text


@pytest.mark.parametrize(
    ("ld_type", "kind"),
    [("LiveBlogPosting", "liveblog"), ("VideoObject", "video"), ("NewsArticle", "article")],
)
def test_kinds(ld_type: str, kind: str) -> None:
    """A page is what its schema.org type says."""
    assert read_page(page(ld={"@type": f"http://schema.org/{ld_type}"}), name=1).kind == kind


def test_short_page_that_says_nothing() -> None:
    """A few words without any sign of an article are not one."""
    assert read_page(page(body="<p>Wij zijn een kleine stichting in Delft.</p>"), name=1).kind == "other"


GATE = b"""<html lang="nl"><head><title>Voordat u verdergaat</title></head>
<body><p>Wij gebruiken cookies. Geef toestemming.</p></body></html>"""


def test_gate(tmp_path: Path) -> None:
    """A consent screen is a gate to who reads pages, and a failure to the corpus."""
    path = tmp_path / "poort.html"
    path.write_bytes(GATE)
    (read,) = read_paths([str(path)], exact=True)
    assert isinstance(read, Article)
    assert read.kind == "gate"
    (loaded,) = load_paths([str(path)])
    assert isinstance(loaded, Failure)
    assert "geen artikel" in loaded.reason


def test_an_article_about_cookies_is_no_gate() -> None:
    """A gate is short; an article with such a title is an article."""
    html = page(body=BODY * 3).replace(b"Meer ganzenschade", b"Cookiemuur mag niet meer")
    assert read_page(html, name=1).kind == "article"


@pytest.mark.parametrize(
    "html", [b"", b"<!-- niets -->", b"<html></html>", b"<p> </p>", b"<script>var x = 1</script>"]
)
def test_page_without_text(html: bytes) -> None:
    """No running text is a refusal in step "read" that says what to do."""
    with pytest.raises(Refused, match="bewaar") as caught:
        read_page(html, name=1)
    assert caught.value.step == "read"


def test_deep_page(tmp_path: Path) -> None:
    """A page of a hundred thousand nested elements ends in an answer."""
    path = tmp_path / "diep.html"
    path.write_bytes(b"<div>" * 100_000 + b"tekst")
    assert len(list(read_paths([str(path)], exact=True))) == 1


def test_page_of_too_many_elements(tmp_path: Path) -> None:
    """It is too large, not broken."""
    path = tmp_path / "veel.html"
    path.write_bytes(page(body="<p>Tekst.</p>" * (MAX_ELEMENTS + 1)))
    (read,) = read_paths([str(path)], exact=True)
    assert isinstance(read, Failure)
    assert "te groot" in read.reason


def test_the_article_behind_many_values() -> None:
    """Numbers and words of a JSON-LD list are no nodes: they neither count nor wait."""
    read = read_page(page(ld=[*range(2 * MAX_NODES), {"@type": "NewsArticle", "headline": "Ganzen"}]), name=1)
    assert read.title == "Ganzen"


@pytest.mark.parametrize(
    "canonical", ["/live/x", "//elders.example/live/x", "https://polderbode.example/live/x", "/"]
)
@pytest.mark.parametrize("own", ["https://polderbode.example/ganzen/1", "http://[polderbode", ""])
def test_read_again_by_its_stored_name(canonical: str, own: str) -> None:
    """A rebuild reads the page by the name under which it was stored, and gets the same article."""
    html = page(meta=f'<meta property="og:url" content="{own}">', body=BODY * 2)
    html = html.replace(
        b'https://polderbode.example/ganzen/1">\n<script', canonical.encode() + b'">\n<script'
    )
    assert canonical.encode() in html
    added = read_payload(html, "text/html", name="a.html")
    assert read_payload(html, "text/html", name=added.id) == added


def test_kind_by_the_address_where_it_was_found() -> None:
    """An address that is none says nothing and breaks nothing."""
    for address, kind in (("https://polderbode.example/live/x", "liveblog"), ("http://[x", "article")):
        read = read_page(page(body=BODY * 2), name=1, address=address)
        assert (read.kind, read.url) == (kind, address)


def test_large_page() -> None:
    """A page beyond the limit is refused."""
    with pytest.raises(Refused, match="groter dan 10 MB"):
        read_page(b"x" * (MAX_PAGE + 1), name=1)


def test_gzipped_page_and_windows_1252(tmp_path: Path) -> None:
    """A stored page may be packed, and old; in the corpus its address is its name."""
    html = (
        page(body=BODY + "<p>Eén coördinator kost € 5.</p>")
        .decode()
        .replace("utf-8", "iso-8859-1")
        .encode("cp1252")
    )
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(html))
    (loaded,) = load_paths([str(path)])
    assert isinstance(loaded, Loaded)
    assert loaded.article.text.endswith("Eén coördinator kost € 5.")
    assert loaded.article.id == "https://polderbode.example/ganzen/1"
    assert (loaded.payload, loaded.content_type) == (html, "text/html")
