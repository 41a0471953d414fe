"""Nakijken: a draft that is pasted or sent, and what is refused."""

from __future__ import annotations

import asyncio
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from klopt.cli import main
from klopt.web import posted
from klopt.web.guard import WITH_SCRIPT
from klopt.web.serve import application

pytestmark = pytest.mark.model

DRAFT = "Het aantal meldingen steeg van 34 naar 68, een stijging van 50 procent.\r\n\r\nVerder <b>niets</b>."


def test_a_pasted_text(browser: Any) -> None:
    """The text with its marks, the sum beside it, the finding in the list above and as text; the form filled in."""
    page = browser.send(title="Meer meldingen", text=DRAFT, published="2026-11-25")
    assert page.status_code == 200
    assert page.headers["content-security-policy"] == WITH_SCRIPT
    tree = lxml.html.fromstring(page.text)
    assert [mark.text_content() for mark in tree.xpath("//mark")] == ["34", "68", "50 procent"]
    (link,) = tree.xpath("//nav[@class='summary edge-error']//a")
    assert tree.xpath("//section/@class") == ["note edge-error"]
    assert tree.get_element_by_id(link.get("href")[1:]).xpath(".//p[@class='sum']")
    assert "100 procent" in tree.xpath("//details//textarea")[0].text
    assert "<b>niets</b>" in tree.text_content()
    assert not tree.xpath("//b | //script[not(@src)] | //@onclick")
    assert tree.get_element_by_id("text").text.splitlines() == DRAFT.splitlines()
    assert "klopt judge" not in page.text


def test_nothing_is_kept(browser: Any, path: Path) -> None:
    """The corpus is what it was, and a second visitor sees an empty form."""
    before = path.read_bytes()
    browser.send(text=DRAFT)
    assert path.read_bytes() == before
    assert "34 naar 68" not in browser.ask("GET", "/klopt/draft").text


def test_a_file(browser: Any) -> None:
    """Read as `klopt check` reads it; what klopt does not read says so and keeps nothing."""
    page = browser.send(files={"file": ("kop.md", b"# Kop\n\n" + DRAFT.encode(), "text/markdown")})
    assert len(lxml.html.fromstring(page.text).xpath("//mark")) == 3
    refused = browser.send(files={"file": ("foto.png", b"\x89PNG", "image/png")})
    assert refused.status_code == 422
    assert ".docx" in refused.text


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_text_without_faults(browser: Any, lang: str) -> None:
    """It is said that nothing was found, in the language of the page."""
    page = browser.ask(
        "POST",
        f"/klopt/draft?lang={lang}",
        files={"csrftoken": (None, browser.token()), "text": (None, "Het zijn er 34.")},
    )
    assert ("Niets gevonden" if lang == "nl" else "Found nothing") in page.text


def test_forms_of_others_are_refused(browser: Any) -> None:
    """Without the token of our form, from another site, or no form at all."""
    assert browser.ask("POST", "/klopt/draft", files={"text": (None, DRAFT)}).status_code == 400
    assert (
        browser.ask("POST", "/klopt/draft", content=b"x", headers={"content-type": "text/x"}).status_code
        == 400
    )
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elders.example"}):
        answer = browser.ask("POST", "/klopt/draft", files={"text": (None, DRAFT)}, headers=headers)
        assert answer.status_code == 403


def test_too_much(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than is read is refused before it is read; a text too long to wait for is sent to the command."""
    huge = browser.ask("POST", "/klopt/draft", content=b"", headers={"content-length": "99999999"})
    assert huge.status_code == 413
    monkeypatch.setattr(posted, "MAX_TEXT", 10)
    assert "klopt check" in browser.send(text=DRAFT).text


def test_empty(browser: Any) -> None:
    """A form without a text says so."""
    page = browser.send(text="  ")
    assert page.status_code == 422
    assert lxml.html.fromstring(page.text).xpath("//p[@role='alert']")


def test_a_program(browser: Any) -> None:
    """The contract of `klopt check --format jsonl`: a line for each article, one that fails in its place."""
    lines = [
        json.dumps({"id": "a", "text": "Van 34 in 2017 naar 68 in 2017."}),
        "{}",
        json.dumps({"text": "Niets."}),
    ]
    answer = browser.program("\n".join(lines).encode())
    assert answer.status_code == 200
    first, second, third = (json.loads(line) for line in answer.text.splitlines())
    assert first["id"] == "a"
    assert [found["rule"] for found in first["findings"]] == ["same-period"]
    assert second["id"] is None
    assert second["failure"]["step"] == "parse"
    assert third["findings"] == []


def test_programs_show_their_token(browser: Any, path: Path) -> None:
    """None without, none with another; nobody at all where no token was set."""
    assert browser.program(b"{}", None).status_code == 401
    assert browser.program(b"{}", "gehein").status_code == 401
    assert browser.program(b"").status_code == 400
    assert browser.program(b"{}\n" * 101).status_code == 400
    assert browser.ask("GET", "/klopt/check", headers={"authorization": "Bearer geheim"}).status_code == 405
    closed = application(path, "nl")
    assert asyncio.run(closed.client.post("/klopt/check", content=b"{}")).status_code == 403
    closed.executor.shutdown()
    for database in closed.databases.values():
        with closing(database):
            pass


def test_a_draft_is_held_against_the_tables_of_official_figures(browser: Any, path: Path) -> None:
    """The tables of the corpus count on the page too."""
    table = path.with_name("branden.csv")
    table.write_text("jaar;branden\n2018;3144\n", encoding="utf-8")
    main(["reference", "add", str(table), "--period", "jaar", "--value", "branden", "--db", str(path)])
    page = browser.send(text="In 2018 waren er 3.441 branden.", published="2019-02-01")
    assert [mark.text_content() for mark in lxml.html.fromstring(page.text).xpath("//mark")]
    assert "3.144" in page.text


def test_what_is_no_day_is_refused(browser: Any) -> None:
    """In one line; the draft stays in the form."""
    page = browser.send(text="In 2018 waren er 3.441 branden.", published="gisteren")
    assert page.status_code == 400
    assert "Dit is geen dag: gisteren." in page.text
    assert "3.441 branden" in page.text
