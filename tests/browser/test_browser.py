"""What an editor does on the pages, wide and on a phone: paste, filter, judge, take back, follow, with keys alone."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

DRAFT = (
    "Het aantal meldingen steeg van 34 naar 68, een stijging van 50 procent."
    "\n\nVan de 68 melders waren er 40 vrouw en 29 man."
)
PAGES = {
    "start": "/",
    "bevindingen": "/klopt/findings",
    "nakijken": "/klopt/draft",
    "artikel": "/klopt/article/1",
    "versies": "/klopt/article/1/versions",
    "cijfers": "/klopt/figures",
    "cijfer": "/klopt/figures?measure=melding",
    "namen": "/klopt/names",
    "naam": "/klopt/name?key=organisation:comensha",
    "regels": "/klopt/rules",
    "kwaad": "/klopt/article/9",
}


def whole(page: Page) -> bool:
    """Whether nothing of the page stands outside the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("name", PAGES)
def test_every_page(page: Page, name: str, request: pytest.FixtureRequest) -> None:
    """It loads, runs nothing of an article's, fits the screen, and has one heading and one main part."""
    page.goto(PAGES[name])
    assert page.evaluate("window.taken") is None
    assert whole(page)
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1
    if (folder := os.environ.get("KLOPT_SCREENSHOTS")) and name != "kwaad":
        size = "breed" if "wide" in request.node.name else "telefoon"
        page.screenshot(path=Path(folder) / f"{name}-{size}.png")


def test_paste_a_draft(page: Page) -> None:
    """The marks in the text, the sums beside it, the list above it leading there, the finding as text."""
    page.goto("/klopt/findings")
    page.get_by_role("link", name="Nakijken").click()
    page.get_by_label("Kop").fill("Meer meldingen")
    page.get_by_label("Tekst", exact=True).fill(DRAFT)
    page.get_by_role("button", name="Kijk na").click()
    expect(page.locator("mark")).to_have_count(6)
    page.locator("nav.summary a").first.click()
    expect(page.locator("section.note:target")).to_be_visible()
    page.get_by_text("Als tekst").first.click()
    expect(page.locator("details.copy textarea").first).to_have_value(re.compile("100 procent"))
    assert whole(page)


def test_drop_a_file(page: Page) -> None:
    """A file that is chosen is checked as `klopt check` checks it."""
    page.goto("/klopt/draft")
    page.set_input_files(
        "#file", {"name": "a.md", "mimeType": "text/markdown", "buffer": f"# Kop\n\n{DRAFT}".encode()}
    )
    page.get_by_role("button", name="Kijk na").click()
    expect(page.locator("mark")).to_have_count(6)


def test_judge_and_take_back(page: Page) -> None:
    """A verdict where the finding stands; it leaves the queue, and comes back when taken back."""
    page.goto("/klopt/findings?rule=part-whole")
    before = page.locator("article.finding").count()
    page.locator("details.judging summary").first.click()
    page.get_by_label("Waarom").first.fill("nagebeld")
    page.get_by_role("button", name="klopt niet").first.click()
    expect(page.locator("article.finding")).to_have_count(before - 1)
    page.goto("/klopt/findings?rule=part-whole&judged=settled")
    expect(page.get_by_text("Els").first).to_be_visible()
    page.locator("details.judging summary").first.click()
    page.get_by_role("button", name="neem terug").first.click()
    page.goto("/klopt/findings?rule=part-whole")
    expect(page.locator("article.finding")).to_have_count(before)


def test_filter(page: Page) -> None:
    """Only findings of the rule that was chosen."""
    page.goto("/klopt/findings")
    page.get_by_label("Controle").select_option("weekday-date")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator("article.finding")).to_have_count(1)
    expect(page.locator("article.finding mark")).to_have_text("dinsdag 14 maart 2019")


def test_from_a_finding_to_what_it_rests_on(page: Page) -> None:
    """The page of one finding, with its captures, and the way back to the article."""
    page.goto("/klopt/findings?rule=same-period")
    page.get_by_role("link", name="Waar dit op rust").first.click()
    expect(page.get_by_text("sha256:").first).to_be_visible()
    page.locator("figcaption a").first.click()
    expect(page.locator("mark").first).to_be_visible()


def test_follow_a_figure(page: Page) -> None:
    """From the list to one measure, from its table to the place in the article."""
    page.goto("/klopt/figures")
    page.get_by_label("Zoek").fill("meld")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="melding", exact=True).click()
    expect(page.locator("svg a circle")).to_have_count(4)
    expect(page.locator("svg path.differs")).to_have_count(3)  # one of them in the legend
    page.locator("a.figure").first.click()
    expect(page.locator(":target")).to_be_visible()


def test_marks_on_and_off(page: Page) -> None:
    """A switch puts a kind of mark on, and off again."""
    page.goto("/klopt/article/2")
    mark = page.locator("mark.organisation").first
    line = "element => getComputedStyle(element).borderBottomStyle"
    assert mark.evaluate(line) == "none"
    page.get_by_role("checkbox", name="organisatie").check()
    assert mark.evaluate(line) == "solid"
    page.get_by_role("checkbox", name="bevinding").uncheck()
    assert page.locator("mark.finding").first.evaluate(line) == "none"


def test_rename_merge_and_take_back(page: Page) -> None:
    """A name called otherwise, joined with another, and all of it undone where it stands."""
    page.goto("/klopt/name?key=organisation:comensha")
    page.get_by_text("Anders noemen").click()
    page.get_by_label("Naam die getoond wordt").fill("CM")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("h1")).to_have_text("CM")
    page.get_by_role("button", name="neem terug").click()
    expect(page.locator("h1")).to_have_text("CoMensha")
    page.get_by_text("Dit is dezelfde als").click()
    page.get_by_label("Naam zoals hij in de lijst staat").fill("Openbaar Ministerie")
    page.get_by_role("button", name="Voeg samen").click()
    expect(page.locator("h1")).to_have_text("Openbaar Ministerie")
    page.get_by_role("button", name="neem terug").click()
    page.goto("/klopt/name?key=organisation:comensha")
    expect(page.locator("h1")).to_have_text("CoMensha")


def test_dark(page: Page) -> None:
    """Light words on a dark page for who has the machine so."""
    page.emulate_media(color_scheme="dark")
    for address in PAGES.values():
        page.goto(address)
        light = "getComputedStyle(document.body).color.match(/[0-9]+/g).every(part => part > 200)"
        assert page.evaluate(light)


def test_with_keys_alone(page: Page) -> None:
    """The first stop is the way past the menu; every stop shows where it is."""
    page.goto("/klopt/findings")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        tag = page.evaluate("document.activeElement.tagName")
        assert outline != "none" or tag in ("BODY", "SELECT", "INPUT"), tag


@pytest.mark.parametrize("name", PAGES)
def test_accessibility(page: Page, name: str) -> None:
    """axe-core finds no serious fault, on an empty and on a filled page."""
    axe = os.environ.get("KLOPT_AXE")
    if not axe:
        pytest.skip("axe-core is er niet: zet KLOPT_AXE op axe.min.js (npm install axe-core)")
    page.goto(PAGES[name])
    page.evaluate(Path(axe).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [rule for rule in found["violations"] if rule["impact"] in ("serious", "critical")]
    assert serious == [], json.dumps(
        [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in serious], indent=1
    )
