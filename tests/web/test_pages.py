"""The pages: what they say, that they are sound HTML, and that they say it in both languages."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import httpx
import lxml.html
import pytest

from corpus.article import Article
from db import Store
from db.byhand import add_verdict
from extract.nouns import Extraction
from klopt.check.registry import catalogue
from klopt.web.menu import MENU

Get = Callable[..., httpx.Response]
PAGES = (
    "/",
    "/klopt/findings",
    "/klopt/findings?lang=en&level=all",
    "/klopt/findings?level=note",
    "/klopt/findings?rule=geen",
    "/klopt/rules",
    "/klopt/rules?lang=en",
    "/klopt/article/99",
)


def text_of(page: str) -> str:
    return " ".join(lxml.html.fromstring(page).text_content().split())


def addresses(ids: Any) -> list[str]:
    return [*PAGES, *(f"/klopt/article/{number}{lang}" for number in ids for lang in ("", "?lang=en"))]


def test_every_page_is_sound(ids: Any, get: Get) -> None:
    """A strict parser accepts it, no two elements have one id, and every anchor leads somewhere."""
    for address in addresses(ids):
        page = get(address).text
        html5lib.HTMLParser(strict=True).parse(page)
        tree = lxml.html.fromstring(page)
        names = Counter(tree.xpath("//@id"))
        assert max(names.values()) == 1, address
        for href in tree.xpath("//a/@href"):
            if href.startswith("#"):
                assert href[1:] in names, (address, href)
            elif href.startswith("/"):
                path, _, anchor = href.partition("#")
                there = get(path)
                assert there.status_code == 200 or "99" in path, (address, href)
                assert not anchor or f'id="{anchor}"' in there.text, (address, href)


def test_every_page_can_be_heard(ids: Any, get: Get) -> None:
    """A language, one h1, no heading level left out, labels on every field, names on every link."""
    for address in addresses(ids):
        tree = lxml.html.fromstring(get(address).text)
        assert tree.get("lang") == ("en" if "lang=en" in address else "nl")
        levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3")]
        assert levels[:1] == [1]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for field in tree.iter("select"):
            assert tree.xpath(f"//label[@for='{field.get('id')}']")
        assert all((link.text_content().strip() or link.get("aria-label")) for link in tree.iter("a"))
        assert tree.xpath("//a[@class='skip']/@href") == ["#content"]


def test_pages_load_nothing_and_run_nothing(ids: Any, get: Get) -> None:
    """One style sheet of our own; no script, no style in the page, no handler."""
    for address in addresses(ids):
        page = get(address).text
        tree = lxml.html.fromstring(page)
        assert not tree.xpath(
            "//script | //style | //img | //iframe | //object | //@style | //@onclick | //@src"
        )
        assert [re.sub(r"\?.*", "", href) for href in tree.xpath("//link[@rel='stylesheet']/@href")] == [
            "/-/static-plugins/klopt.web/klopt.css"
        ]
    assert get("/-/static-plugins/klopt.web/klopt.css").status_code == 200
    css = (Path(__file__).parents[2] / "klopt/web/static/klopt.css").read_text("utf-8")
    assert "url(" not in css
    assert "@import" not in css


@pytest.mark.usefixtures("ids")
def test_findings_newest_first(get: Get) -> None:
    """By date of the article they stand with, then in reading order; notes only when asked for."""
    headings = lxml.html.fromstring(get("/klopt/findings").text).xpath("//article//h2/text()")
    assert headings == [
        "Twee waarden voor hetzelfde moment",
        "Dezelfde cijfers, andere jaren",
        "Procenten bij een stijging of daling",
    ]
    everything = lxml.html.fromstring(get("/klopt/findings?level=all").text).xpath("//article//h2")
    assert len(everything) == 4


@pytest.mark.usefixtures("ids")
def test_a_finding_shows_what_an_editor_needs(get: Get) -> None:
    """Level, the sentence with its marks, the sum, all repairs, and the other article's sentence."""
    tree = lxml.html.fromstring(get("/klopt/findings").text)
    slip, conflict, _ = tree.xpath("//article")
    assert slip.xpath(".//p[contains(@class, 'level')]/text()") == ["klopt niet"]
    assert [mark.text for mark in slip.iter("mark")] == ["34 in 2017", "68 in 2017"]
    assert " ".join(slip.xpath(".//blockquote")[0].text_content().split()) == (
        "Het aantal ging van 34 in 2017 naar 68 in 2017."
    )
    assert slip.xpath(".//p[@class='sum']/text()")[0] == "Van 34 naar 68 in dezelfde periode: 2017."
    assert slip.xpath(".//li/text()") == [
        '2017 wordt 2016 (in "34 in 2017")',
        '2017 wordt 2018 (in "68 in 2017")',
    ]
    assert [" ".join(quote.text_content().split()) for quote in conflict.xpath(".//blockquote")] == [
        "Het aantal ging van 34 in 2017 naar 68 in 2017.",
        "In 2016 waren het er 34, zegt het steunpunt.",
    ]
    assert "in het andere artikel" in conflict.xpath(".//li/text()")[0]


def judge(path: Path, rule: str, verdict: Any) -> None:
    """Say something of the finding of this rule, as `klopt judge` does."""
    with Store(path) as store, store.transaction():
        (found,) = store.findings(rule=rule)
        add_verdict(store.db.conn, found.key, verdict, name="Els <b>", note="bron nagebeld")


@pytest.mark.parametrize("verdict", ["right", "wrong"])
def test_what_was_judged_waits_no_longer(path: Path, ids: Any, get: Get, verdict: str) -> None:
    """Off the page of what waits, counted there, shown on request and on the page of its article with who said what;
    taken back, it waits again.
    """
    judge(path, "same-period", verdict)
    words = {"right": "klopt wel", "wrong": "klopt niet"}[verdict]
    first = get("/klopt/findings").text
    assert len(lxml.html.fromstring(first).xpath("//article")) == 2
    assert "(1 is al beoordeeld en staat hier niet bij)" in first
    for address, count in (
        ("/klopt/findings?judged=settled", 1),
        ("/klopt/findings?judged=all", 3),
        ("/klopt/findings?judged=onzin", 2),
    ):
        page = get(address).text
        assert len(lxml.html.fromstring(page).xpath("//article")) == count
        assert (f"{words} (bron nagebeld)" in page) == (count != 2)
    page = get(f"/klopt/article/{ids.slip}").text
    assert f"{words} (bron nagebeld)" in page
    assert "Els &lt;b&gt;" in page
    judge(path, "same-period", "withdrawn")
    assert len(lxml.html.fromstring(get("/klopt/findings").text).xpath("//article")) == 3


def test_later_still_waits(path: Path, ids: Any, get: Get) -> None:
    """Who puts it off has not settled it."""
    judge(path, "same-period", "later")
    page = get("/klopt/findings").text
    assert len(lxml.html.fromstring(page).xpath("//article")) == 3
    assert ": later (bron nagebeld)" in page
    assert "Beoordelen" in text_of(get(f"/klopt/article/{ids.other}").text)


def test_rules_lowered_and_silenced_in_klopt_toml(ids: Any, get: Get) -> None:
    """The pages say what `klopt check` says: nothing of a rule that is off, nothing louder than its cap."""
    rules = {"same-period": "off", "change-percent": "note"}
    titles = [
        title.text
        for title in lxml.html.fromstring(get("/klopt/findings", rules=rules).text).xpath("//article//h2")
    ]
    assert titles == ["Dezelfde cijfers, andere jaren"]
    notes = lxml.html.fromstring(get("/klopt/findings?level=note", rules=rules).text)
    assert notes.xpath("//article//p[contains(@class, 'level')]/text()") == ["klopt misschien net niet"] * 2
    assert not notes.xpath("//option[@value='same-period']")
    assert "Twee waarden voor" not in get(f"/klopt/article/{ids.slip}", rules=rules).text


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?level=error", 2),
        ("?level=note", 1),
        ("?level=all&rule=period-conflict", 1),
        ("?source=De+Koerier", 1),
        ("?source=%3Cb%3EBron%3C%2Fb%3E", 1),
        ("?rule=geen", 0),
        ("?since=2018-09-23", 0),
        ("?since=2018&until=2018-09-22", 2),
        ("?until=2010", 1),
        ("?since=2018&rule=period-conflict&source=De+Koerier&level=warning", 1),
        ("?since=onzin", 3),
        ("?since=2019&until=2017", 3),
        ("?level=onzin&page=-3", 3),
        ("?page=99999999999", 3),
        ("?page=7", 3),
    ],
)
def test_filters(get: Get, query: str, count: int) -> None:
    """Each filter narrows; what makes no sense is as if not asked."""
    page = get(f"/klopt/findings{query}")
    assert page.status_code == 200
    assert len(lxml.html.fromstring(page.text).xpath("//article")) == count
    assert ("Geen bevindingen bij deze keuze" in page.text) == (count == 0)


@pytest.mark.usefixtures("ids")
def test_paging(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page by page every finding once, the filters kept on the way."""
    monkeypatch.setattr("klopt.web.pages.PER_PAGE", 3)
    address, seen = "/klopt/findings?level=all&lang=en", []
    while address:
        tree = lxml.html.fromstring(get(address).text)
        seen += tree.xpath("//article/@id")
        address = next(iter(tree.xpath("//a[@rel='next']/@href")), "")
        assert not address or ("level=all" in address and "lang=en" in address)
    assert len(seen) == len(set(seen)) == 4


def test_an_article_has_its_findings_beside_the_paragraph(ids: Any, get: Get) -> None:
    """Marks lead to findings and findings to marks, numbered in reading order, the title first."""
    tree = lxml.html.fromstring(get(f"/klopt/article/{ids.slip}").text)
    assert tree.xpath("//h1/mark/text()") == ["34"]
    assert [link.text for link in tree.xpath("//a[@class='number']")] == ["1", "2", "3"]
    passage = tree.xpath("//div[@class='passage'][2]")[0]
    assert passage.xpath(".//mark/text()")[:2] == ["34 in 2017", "68 in 2017"]
    assert passage.xpath(".//div[@class='lead']//a/@data-note") == ["2", "3", "1", "2"]
    assert len(passage.xpath(".//section")) == 2
    assert [p.text_content() for p in passage.xpath("./div[@class='rest']/p")] == ["En nog een alinea."]
    plain = "\n\n".join(p.text_content() for p in tree.xpath("//div[@lang]/p") if p.get("class") is None)
    with_titles = plain.replace("\n\n".join(tree.xpath("//h1/..//p/text()")), "")
    assert "Het aantal ging van 34 in 2017 naar 68 in 2017. Daarna niets." in with_titles


def test_the_other_article_shows_the_finding_too(ids: Any, get: Get) -> None:
    """With the quote that it was compared with."""
    page = get(f"/klopt/article/{ids.other}").text
    section = lxml.html.fromstring(page).xpath("//aside/section")[0]
    assert section.xpath(".//blockquote//mark/text()") == ["34 in 2017"]


def test_a_finding_in_an_older_text_is_not_marked_in_the_new_one(ids: Any, get: Get, path: Path) -> None:
    """The old sentence is quoted below the article until the next check."""
    with Store(path) as store:
        run = store.start_run("add", klopt_version="0.1")
        old = store.article(ids.slip)
        new = Article(id="1", url=old.url, title="Kop", text="Het bericht is ingekort.", source=old.source)
        assert store.put_article(new, run).change == "version"
    page = get(f"/klopt/article/{ids.slip}").text
    tree = lxml.html.fromstring(page)
    assert not tree.xpath("//div[@class='passage']//mark")
    assert "Gevonden in een eerdere versie" in page
    assert tree.xpath("//section[@class='lost']//blockquote//mark/text()")[:2] == ["34 in 2017", "68 in 2017"]
    assert get("/klopt/findings").status_code == 200


@pytest.mark.parametrize(
    ("name", "line"), [("silent", "niets gevonden dat niet klopt"), ("unread", "nog niet gelezen")]
)
def test_an_article_without_findings_says_so(ids: Any, get: Get, name: str, line: str) -> None:
    """Nothing found and not read yet are two things."""
    page = get(f"/klopt/article/{getattr(ids, name)}")
    assert page.status_code == 200
    assert line in page.text


@pytest.mark.usefixtures("ids")
def test_an_article_that_is_not_there(get: Get) -> None:
    """404, in words."""
    page = get("/klopt/article/99")
    assert page.status_code == 404
    assert "Artikel 99 staat niet in deze database." in page.text


def test_a_corpus_with_nothing_in_it_says_what_to_do(path: Path, get: Get) -> None:
    """Empty, not read, not checked, and nothing found each have their line."""
    with Store(path) as store:
        assert "klopt add" in get("/klopt/findings").text
        run = store.start_run("add", klopt_version="0.1")
        number = store.put_article(Article(id="1", text="Er is niets."), run).id
        assert "klopt extract" in get("/klopt/findings").text
        store.put_extraction(number, Extraction(number), run)
        assert "klopt check" in get("/klopt/findings").text
        run = store.start_run("check", klopt_version="0.1")
        store.finish_run(run)
        assert "Niets gevonden dat niet klopt." in get("/klopt/findings").text


def test_no_page_takes_sides(ids: Any, get: Get) -> None:
    """Klopt says that figures disagree, never which is wrong."""
    for address in addresses(ids):
        words = text_of(get(address).text).lower()
        assert not re.search(r"\b(fout|verkeerd|onjuist|incorrect|mistaken|error)\b", words), address


@pytest.mark.usefixtures("ids")
def test_rules_page_has_every_rule(get: Get) -> None:
    """Title, question, explanation and examples of the catalogue."""
    words = text_of(get("/klopt/rules").text)
    for rule in catalogue().values():
        examples = (*rule.found.split(" | "), *rule.silent.split(" | "))
        for said in (rule.title.nl, rule.question.nl, rule.explanation.nl, *examples):
            assert " ".join(said.split()) in words


@pytest.mark.parametrize("address", ["/niets", "/klopt/niets", "/klopt/finding/zz", "/a/b/c/d/e"])
def test_a_page_that_is_not_there(ids: Any, get: Get, address: str) -> None:
    """Said in Dutch, with the menu and no word of Datasette."""
    assert ids
    answer = get(address)
    assert answer.status_code == 404
    assert re.search("Deze pagina is er niet|Deze bevinding staat niet", answer.text)
    menu = lxml.html.fromstring(answer.text).xpath("//nav//a/@href")
    assert [address for _, address in MENU if address not in menu] == []
    assert "Datasette" not in answer.text


def test_an_empty_corpus_says_what_to_do(path: Path, get: Any) -> None:
    """On every page that shows the corpus."""
    with Store(path):
        pass
    assert "klopt add" in get("/").text
    for address in (
        *("/klopt/figures", "/klopt/names", "/klopt/figures?measure=x", "/klopt/findings"),
        *(
            "/klopt/find",
            "/klopt/find?q=x",
            "/klopt/find?figure=3&view=counts",
            "/klopt/find?since=2018&view=lines",
        ),
        *("/klopt/find.csv?q=x", "/klopt/find.jsonl?figure=3", "/klopt/find.jsonl?q=x&whole=1"),
    ):
        assert get(address).status_code == 200
