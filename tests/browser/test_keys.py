"""With keys alone: every stop shows where it is, and all work can be done."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

SHOWN = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    // the parts of a field for a date have the focus, and show it, inside it
    return at === document.body || at.type === 'date' || style.outlineStyle !== 'none' && box.width > 0;
}"""
MOST = 400
"""Stops of a page at most: more is a trap."""


def to(page: Page, words: str, tag: str = "*") -> None:
    """Go on with Tab until what says this has the focus."""
    at = page.locator(f"{tag}:focus", has_text=words)
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if at.count():
            return
    raise AssertionError(f"no way to {words!r} with Tab")


def to_field(page: Page, name: str) -> None:
    """The same for a field of a form."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"no way to the field {name!r} with Tab")


def test_every_stop_shows_where_it_is(page: Page, go: Callable[[str], None], name: str) -> None:
    """From the way past the menu to the end of the page, and then out of it."""
    go(name)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        tag = page.evaluate("document.activeElement.tagName")
        assert page.evaluate(SHOWN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if tag == "BODY":
            return
    raise AssertionError("the page has no end")


def test_the_menu(page: Page) -> None:
    """On a phone it opens with Enter, closes with Escape, and gives the focus back."""
    page.goto("/")
    menu = page.get_by_role("button", name="Menu")
    if not menu.is_visible():
        expect(page.get_by_role("link", name="Zoeken")).to_be_visible()
        return
    expect(page.get_by_role("link", name="Zoeken")).to_be_hidden()
    to(page, "Menu", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Zoeken")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Zoeken")).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    to(page, "Zoeken", "a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Zoeken")


def test_search(page: Page) -> None:
    """Words, the first place, the words in the article."""
    page.goto("/klopt/find")
    to_field(page, "q")
    page.keyboard.type("melding")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=melding**")
    to(page, "meldingen", "a")
    page.keyboard.press("Enter")
    expect(page.locator("mark.sought:target")).to_be_visible()


def test_judge_and_take_back(page: Page) -> None:
    """Open the form, say why, choose; and back."""
    page.goto("/klopt/findings?rule=weekday-date")
    to(page, "Beoordelen", "summary")
    page.keyboard.press("Enter")
    to_field(page, "note")
    page.keyboard.type("nagezocht")
    to(page, "klopt wel", "button")
    page.keyboard.press("Enter")
    expect(page.locator("article.finding")).to_have_count(0)
    page.goto("/klopt/findings?rule=weekday-date&judged=settled")
    to(page, "Oordeel wijzigen", "summary")
    page.keyboard.press("Enter")
    to(page, "neem terug", "button")
    page.keyboard.press("Enter")
    expect(page.locator("article.finding")).to_have_count(0)
    page.goto("/klopt/findings?rule=weekday-date")
    expect(page.locator("article.finding")).to_have_count(1)


def test_paste_a_draft(page: Page) -> None:
    """Type it, have it checked, go to what was found."""
    page.goto("/klopt/draft")
    to_field(page, "text")
    page.keyboard.type("Van de 68 melders waren er 40 vrouw en 29 man.")
    to(page, "Kijk na", "button")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.locator("nav.summary a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("section.note:target")).to_be_visible()


def test_switch_and_correct(page: Page) -> None:
    """A kind of mark on with the space bar; a reading put right and taken back."""
    page.goto("/klopt/article/2")
    page.get_by_role("checkbox", name="organisatie").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="organisatie")).to_be_checked()
    to(page, "verbeter", "a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/correct?**")
    to_field(page, "period")
    page.keyboard.type("2015")
    to(page, "Bewaar", "button")
    page.keyboard.press("Enter")
    expect(page.locator("section.corrected")).to_contain_text("Els")
    to(page, "neem terug", "button")
    page.keyboard.press("Enter")
    expect(page.locator("section.corrected")).to_have_count(0)
