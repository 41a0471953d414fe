"""Figures, names and the start page, over a corpus made by hand in which one article wants to do harm."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import httpx
import lxml.html
import pytest

from corpus.article import Article, Span
from db import FindingRow, FindingSpanRow, Store, finding_key
from db.byhand import add_verdict
from db.corrections import corrections_of
from db.measures import measures
from db.name_lists import listed
from db.names import profile, top_of
from extract.nouns import Claim, Extraction, Mention, Period, Source
from extract.quantities import read_quantities
from klopt.check.registry import across_rules
from klopt.days import day_or_longer
from klopt.web.checker import Checker

EVIL = "<script>alert(1)</script>{{ 7 * 7 }}\u202e'; DROP TABLE entities; --"
HARM = "script"
pytestmark = pytest.mark.usefixtures("ids")


def written(nr: int, source: str, figure: str, who: str) -> tuple[Article, Extraction]:
    """An article of one sentence with one figure, for 2017, credited to somebody."""
    text = f"In Kadoel waren er in 2017 precies {figure} meldingen, zegt {who}."
    article = Article(
        id=nr,
        title=f"Bericht {nr}",
        text=text,
        source=source,
        published=f"2018-0{nr}-02",
        url=f"https://example.org/{nr}",
    )

    def at(words: str) -> Span:
        start = text.index(words)
        return Span("text", start, start + len(words), words)

    (quantity,) = (q for q in read_quantities(text) if q.span.text == figure)
    mention = Mention(at(who), "person", who)
    days = day_or_longer("2017")
    claim = Claim(
        span=at(text),
        measure="melding",
        phrase="meldingen",
        quantity=quantity,
        period=Period(at("2017"), days, "year"),
        place="Kadoel",
        source=Source(at(who), who, "zegt", mention),
    )
    return article, Extraction(
        nr,
        mentions=(mention,),
        quantities=(quantity,),
        periods=(Period(at("2017"), days, "year"),),
        sources=(Source(at(who), who, "zegt", mention),),
        claims=(claim,),
        sentences=(at(text),),
    )


@pytest.fixture
def ids(path: Path) -> tuple[int, ...]:
    """Three articles on one figure, of which one differs; checked."""
    with Store(path) as store:
        run = store.start_run("extract", klopt_version="0.1")
        found = []
        for nr, source, figure, who in (
            (1, "De Krant", "1.430", "Ina Hut"),
            (2, "De Koerier", "1.430", "I. Hut"),
            (3, EVIL, "1.480", EVIL),
        ):
            article, read = written(nr, source, figure, who)
            row_id = store.put_article(article, run).id
            store.put_extraction(row_id, read, run)
            found.append(row_id)
        store.finish_run(run)
        run = store.start_run("check", klopt_version="0.1")
        spans = tuple(
            FindingSpanRow(row_id, store.extraction(row_id).quantities[0].span) for row_id in found[1:]
        )
        key = finding_key(store.article_key(found[1]), "figure-conflict", ("1.430", "1.480"), 0)
        words = {"message_nl": "1.430 tegenover 1.480.", "message_en": "1,430 against 1,480."}
        row = FindingRow(key=key, rule="figure-conflict", level="warning", spans=spans, **words)
        store.put_findings([row], run)
        store.finish_run(run)
    return tuple(found)


def tree_of(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return lxml.html.fromstring(answer.text)


def test_measures_are_listed_and_found(browser: Any) -> None:
    """With their counts and differences; a search that fits nothing says so."""
    tree = tree_of(browser.ask("GET", "/klopt/figures"))
    (row,) = tree.xpath("//tbody/tr")
    assert row.xpath("string(th)") == "meldingen"
    assert row.xpath("string(th/a/@href)").endswith("measure=melding")
    assert [cell.text_content().strip() for cell in row.xpath("td")][:2] == ["3", "3"]
    assert "≠" in row.text_content()
    none = tree_of(browser.ask("GET", "/klopt/figures?q=huizen"))
    assert not none.xpath("//tbody/tr")
    assert "Niets gevonden." in none.text_content()
    assert tree_of(browser.ask("GET", "/klopt/figures?q=MELD")).xpath("//tbody/tr")
    assert tree_of(browser.ask("GET", "/klopt/figures?q=meldingen")).xpath("//tbody/tr")


def test_a_measure_through_outlets(browser: Any) -> None:
    """Every figure has a point and a row; the row leads to the place in the article, which is there."""
    tree = tree_of(browser.ask("GET", "/klopt/figures?measure=meldingen"))
    assert tree_of(browser.ask("GET", "/klopt/figures?measure=melding")).xpath("string(//h1)") == "meldingen"
    assert len(tree.xpath("//*[local-name()='svg']//*[local-name()='a']")) == 3
    assert "begint niet bij 0" in tree.xpath("string(//p[@class='axis'])")
    rows = tree.xpath("//tbody/tr")
    assert len(rows) == 3
    for row in rows:
        href = row.xpath(".//a[@class='figure']/@href")[0]
        path, _, anchor = href.partition("#")
        there = tree_of(browser.ask("GET", path))
        figure = row.xpath("string(.//a[@class='figure'])")
        path = "//*[@id=$name]/descendant-or-self::mark | //*[@id=$name]/following-sibling::mark[1]"
        assert figure in [mark.text_content() for mark in there.xpath(path, name=anchor)]
    only = tree_of(
        browser.ask("GET", "/klopt/figures?measure=melding&medium=koerier&since=2018&until=2018-02")
    )
    assert len(only.xpath("//tbody/tr")) == 1
    assert not tree_of(browser.ask("GET", "/klopt/figures?measure=melding&since=2020")).xpath("//tbody/tr")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/klopt/figures",
        "/klopt/figures?measure=melding",
        "/klopt/figures?measure=%3Cscript%3E&since=%22%3E&medium=%22%3E%3Cscript%3E",
        "/klopt/names",
        "/klopt/names?kind=person&q=%22%3E%3Cscript%3E",
        "/klopt/article/3",
        "/klopt/article/3/versions",
        "/klopt/name",
    ],
)
@pytest.mark.parametrize("lang", ["", "en"])
def test_hostile_words_stay_words(browser: Any, address: str, lang: str, path: Path) -> None:
    """On every new page: no element, no template, no hidden direction of an article's, in either language."""
    if address == "/klopt/name":
        with Store(path) as store:
            (key,) = (one.key for one in listed(store.db.conn)[1] if HARM in one.key)
        address += "?" + str(httpx.QueryParams({"key": key}))
    address += f"{'&' if '?' in address else '?'}lang={lang}" if lang else ""
    answer = browser.ask("GET", address)
    tree = tree_of(answer)
    assert not tree.xpath("//script")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answer.text)
    assert "{{ 7 * 7 }}" in answer.text or "49" not in tree.xpath("string(//main)")
    assert tree.get("lang") == (lang or "nl")
    assert len(tree.xpath("//h1")) == 1


def form(tree: Any, action: str, nr: int = 0) -> dict[str, str]:
    """The fields of the form that leads there."""
    it = tree.xpath("//form[@method='post'][@action=$action]", action=action)[nr]
    radios = [field for field in it.xpath(".//input[@type='radio']") if field.get("value")]
    fields = {
        field.get("name"): field.get("value") or "" for field in it.xpath(".//input[not(@type='radio')]")
    }
    return fields | ({"same_as": radios[0].get("value")} if radios else {})


def test_merge_and_take_back(browser: Any, path: Path) -> None:
    """What is said of one counts as said of the other, which the page says, with who did it; and apart again."""
    address = "/klopt/name?key=person:i.+hut"
    fields = form(tree_of(browser.ask("GET", address)), "/klopt/merge")
    assert fields["same_as"] == "person%3Aina%20hut"
    answer = browser.ask("POST", "/klopt/merge", data={**fields, "name": "Els", "note": "nagezocht"})
    assert answer.status_code == 303
    joined = tree_of(browser.ask("GET", answer.headers["location"]))
    assert joined.xpath("string(//h1)") == "Ina Hut"
    assert "I. Hut hoort hierbij, volgens Els" in joined.text_content()
    assert len(joined.xpath("//tbody/tr")) == 2
    assert tree_of(browser.ask("GET", address)).xpath("string(//h1)") == "Ina Hut"
    with Store(path) as store:
        assert top_of(store.db.conn, "person:i. hut") == "person:ina hut"
        (both,) = (one for one in listed(store.db.conn)[1] if one.key == "person:ina hut")
        assert (both.number, both.articles) == (2, 2)
    undo = form(joined, "/klopt/merge", 0)
    assert undo["undo"] == "1"
    assert browser.ask("POST", "/klopt/merge", data=undo).status_code == 303
    assert tree_of(browser.ask("GET", address)).xpath("string(//h1)") == "I. Hut"


def test_rename_and_take_back(browser: Any) -> None:
    """It is shown under the new name, with its own beside it; and under its own again."""
    address = "/klopt/name?key=person:ina+hut"
    fields = form(tree_of(browser.ask("GET", address)), "/klopt/rename")
    sent = {**fields, "called": "H.R. Hut", "name": "Els"}
    assert browser.ask("POST", "/klopt/rename", data=sent).status_code == 303
    tree = tree_of(browser.ask("GET", address))
    assert tree.xpath("string(//h1)") == "H.R. Hut"
    assert "In de artikelen: Ina Hut" in tree.text_content()
    assert browser.ask("POST", "/klopt/rename", data=form(tree, "/klopt/rename")).status_code == 303
    assert tree_of(browser.ask("GET", address)).xpath("string(//h1)") == "Ina Hut"


@pytest.mark.parametrize(
    ("action", "changed"),
    [
        ("/klopt/merge", {"entity": "person:niemand"}),
        ("/klopt/merge", {"same_as": "", "typed": ""}),
        ("/klopt/merge", {"typed": "Ina Hut", "same_as": ""}),  # itself
        ("/klopt/merge", {"name": ""}),
        ("/klopt/rename", {"called": ""}),
        ("/klopt/rename", {"entity": ""}),
    ],
)
def test_what_cannot_be_done_is_said(browser: Any, action: str, changed: dict[str, str]) -> None:
    """With what to do, and nothing is written."""
    fields = form(tree_of(browser.ask("GET", "/klopt/name?key=person:ina+hut")), action)
    answer = browser.ask("POST", action, data={**fields, "name": "Els", **changed})
    assert answer.status_code == 409
    assert lxml.html.fromstring(answer.text).xpath("string(//*[@role='alert'])")


@pytest.mark.parametrize("action", ["/klopt/merge", "/klopt/rename"])
def test_a_form_of_another_site_writes_nothing(browser: Any, action: str) -> None:
    """Without the token of this visitor."""
    browser.ask("GET", "/klopt/name?key=person:ina+hut")  # a visitor, with the cookie of one
    sent = {"entity": "person:ina hut", "called": "x", "same_as": "person:i. hut", "name": "Els"}
    assert browser.ask("POST", action, data=sent).status_code == 403


def test_start_says_what_waits(browser: Any) -> None:
    """Articles, findings to judge, and the commands where something waits."""
    words = " ".join(tree_of(browser.ask("GET", "/")).xpath("string(//main)").split())
    assert "3 artikelen" in words
    assert "0 artikelen nog niet gelezen" in words


def test_differences_that_were_judged_right_do_not_count(browser: Any, path: Path) -> None:
    """A measure has as many conflicts as findings that nobody judged to add up; its page tells of the others too."""
    with Store(path) as store:
        (one,) = measures(store.db.conn, across_rules())
        assert one.conflicts == 1
        assert [one.conflicts for one in measures(store.db.conn, ())] == [0]
        (key,) = (row.key for row in store.findings())
        with store.transaction():
            add_verdict(store.db.conn, key, "right", name="Els")
        assert [one.conflicts for one in measures(store.db.conn, across_rules())] == [0]
        found = profile(store.db.conn, "person:ina hut")
        assert found is not None
        assert found.spellings == (("Ina Hut", 1),)
    tree = tree_of(browser.ask("GET", "/klopt/figures?measure=melding"))
    assert [link.get("href").split("/")[-1] for link in tree.xpath("//tbody//td[last()]/a")] == [key, key]
    assert "beoordeeld als kloppend: 2." in tree.xpath("string(//p[@role='status'])")


CORRECTED = "/klopt/article/1/correct?at="


def place(page: Any, words: str) -> str:
    """The anchor of the fact with these words beside the text."""
    return str(page.xpath("//aside//a[text()=$words]/@href", words=words)[0]).lstrip("#")


@pytest.mark.model
def test_a_figure_put_right_and_back(browser: Any, path: Path) -> None:
    """It is about another year from then on, as the page says with who said so; undone it is as it was."""
    article = tree_of(browser.ask("GET", "/klopt/article/1"))
    page = tree_of(browser.ask("GET", CORRECTED + place(article, "1.430")))
    assert page.xpath("string(//mark)") == "1.430"
    fields = form(page, "/klopt/correct") | {"change": "period", "period": "2016", "name": "Els"}
    answer = browser.ask("POST", "/klopt/correct", data=fields)
    assert answer.status_code == 303, answer.text

    def period() -> str:
        with Store(path) as store:
            claims = store.extraction(1).claims
        days = next(
            c.period.days for c in claims if c.quantity and c.quantity.span.text == "1.430" and c.period
        )
        return str(days and days.start)

    assert period() == "2016-01-01"
    article = tree_of(browser.ask("GET", answer.headers["location"]))
    assert "Els" in article.xpath("string(//section[@class='corrected'])")
    undo = form(article, "/klopt/correct") | {"change": "withdrawn"}
    assert browser.ask("POST", "/klopt/correct", data=undo).status_code == 303
    assert period() == "2017-01-01"
    assert browser.ask("POST", "/klopt/correct", data=undo).status_code == 409


@pytest.mark.model
def test_others_can_write_while_an_article_is_read_again(
    browser: Any, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading takes seconds; the write lock is taken after it. What changed meanwhile is not written over."""
    article = tree_of(browser.ask("GET", "/klopt/article/1"))
    page = tree_of(browser.ask("GET", CORRECTED + place(article, "1.430")))
    fields = form(page, "/klopt/correct") | {"change": "period", "period": "2016", "name": "Els"}
    lent = Checker.lent
    done: list[str] = []

    def meanwhile(self: Checker, work: Any) -> Any:
        found = lent(self, work)
        with Store(path, timeout=0.1) as store, store.transaction():
            run = store.start_run("add", klopt_version="0.1")
            if done:
                changed = replace(store.article(1), id="1", text="Iets anders.")
                store.put_article(changed, run)
            done.append("written")
        return found

    monkeypatch.setattr(Checker, "lent", meanwhile)
    assert browser.ask("POST", "/klopt/correct", data=fields).status_code == 303
    answer = browser.ask("POST", "/klopt/correct", data=fields)
    assert answer.status_code == 409
    assert "veranderde terwijl" in answer.text
    assert len(done) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"period": "gisteren"},
        {"change": "entity"},
        {"change": ""},
        {"words": ""},
        {"nth": "-1"},
        {"article": "99"},
        {"article": "x"},
        {"name": ""},
    ],
)
def test_what_cannot_be_put_right_is_said(browser: Any, path: Path, changed: dict[str, str]) -> None:
    """With what to do; and nothing is kept."""
    article = tree_of(browser.ask("GET", "/klopt/article/1"))
    page = tree_of(browser.ask("GET", CORRECTED + place(article, "1.430")))
    fields = form(page, "/klopt/correct") | {"change": "period", "period": "2016", "name": "Els", **changed}
    assert browser.ask("POST", "/klopt/correct", data=fields).status_code == 409
    with Store(path) as store:
        assert not corrections_of(store.db.conn, store.article_key(1))


@pytest.mark.parametrize("at", ["", "p-text-0-1", "p-text-x", "p-title-99999999-99999999"])
def test_no_such_place(browser: Any, at: str) -> None:
    """Where nothing was read there is nothing to put right."""
    assert browser.ask("GET", CORRECTED + at).status_code == 404


def test_what_occurs_once_is_asked_for(browser: Any, path: Path) -> None:
    """A measure with one figure cannot be followed: it is a link away, and found by a search."""
    with Store(path) as store:
        run = store.start_run("extract", klopt_version="0.1")
        article, read = written(4, "De Krant", "12", "Ina Hut")
        (claim,) = read.claims
        row_id = store.put_article(article, run).id
        store.put_extraction(
            row_id, replace(read, article=row_id, claims=(replace(claim, measure="kome"),)), run
        )
    tree = tree_of(browser.ask("GET", "/klopt/figures"))
    assert tree.xpath("//tbody/tr/th//text()") == ["meldingen"]
    (more,) = tree.xpath("//p[@role='status']/a/@href")
    assert tree_of(browser.ask("GET", more)).xpath("//tbody/tr/th//text()") == ["meldingen", "kome"]
    assert tree_of(browser.ask("GET", "/klopt/figures?q=kome")).xpath("//tbody/tr/th//text()") == ["kome"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("level=bla", "level=bla"),
        ("judged=%3Cb%3E&lang=fr", "lang=fr, judged=<b>"),
        ("since=2018-13", "since=2018-13"),
        ("since=2019&until=2018", "until=2018"),
        ("level=error&since=2018&until=2019-02", ""),
    ],
)
@pytest.mark.parametrize("address", ["/klopt/findings", "/klopt/figures?measure=melding"])
def test_what_means_nothing_in_an_address_is_said(browser: Any, asked: str, said: str, address: str) -> None:
    """And passed over."""
    tree = tree_of(browser.ask("GET", f"{address}{'&' if '?' in address else '?'}{asked}"))
    notices = [one.text_content() for one in tree.xpath("//main/p[@class='notice'][@role='status']")]
    assert [one.partition(": ")[2] for one in notices if "overgeslagen" in one] == ([said] if said else [])
