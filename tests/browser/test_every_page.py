"""Every page, wide and on a phone: it loads, fits, is readable by day and by night, and keeps nobody out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

Go = Callable[[str], None]
BY_NIGHT = ("start", "bevindingen", "zoeken-artikelen", "artikel", "verbeteren", "cijfer")
"""Pages of which there is a picture by night too."""
LIGHT = "getComputedStyle(document.body).color.match(/[0-9]+/g).every(part => part > 200)"
CUT = """() => [...document.querySelectorAll(".list th, .list td, .chart text")].filter(it => {
    const at = it.getBoundingClientRect(), on = it.closest("svg")?.getBoundingClientRect();
    return at.width && (at.left < (on?.left ?? 0) || at.right > (on?.right ?? innerWidth) + 1);
}).map(it => it.textContent)"""
"""What of a table or chart stands outside it."""


def whole(page: Page) -> bool:
    """Whether nothing of the page stands outside the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_every_page(page: Page, go: Go, name: str, request: pytest.FixtureRequest) -> None:
    """It fits the screen, also of the smallest phone, has one heading and one main part, and light words on a dark page
    for who has the machine so.
    """
    go(name)
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1
    assert whole(page)
    folder, wide = os.environ.get("KLOPT_SCREENSHOTS"), "wide" in request.node.name
    if folder:
        page.screenshot(path=Path(folder) / f"{name}-{'breed' if wide else 'telefoon'}.png")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(LIGHT)
    if folder and wide and name in BY_NIGHT:
        page.screenshot(path=Path(folder) / f"{name}-donker.png")
    if not wide:
        page.set_viewport_size({"width": 360, "height": 640})
        assert page.evaluate(CUT) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert whole(page)


def test_hostile_words_stay_words(page: Page, go: Go, evil: str) -> None:
    """Nothing of theirs runs, is an element, or turns the direction of a line; and the database is still there."""
    go(evil)
    assert page.evaluate("window.taken") is None
    assert page.locator("h1").count() == 1
    assert page.locator("main script, main img, main [onclick], main [onload], main [onerror]").count() == 0
    text = page.locator("body").inner_text()
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(text)
    if "{{" in text:
        assert "{{ 7 * 7 }}" in text
    assert whole(page)
    for mark in page.locator("main a mark, a.figure, .chips a").all()[:3]:
        mark.click(trial=True)  # nothing of theirs lies over it
    go("/klopt/article/9")


def test_accessibility(page: Page, go: Go, name: str) -> None:
    """axe-core finds no serious fault, and by night no contrast that is too low."""
    axe = os.environ.get("KLOPT_AXE")
    if not axe:
        pytest.skip("axe-core is er niet: zet KLOPT_AXE op axe.min.js (npm install axe-core)")
    go(name)
    page.evaluate(Path(axe).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    page.emulate_media(color_scheme="dark")
    found += page.evaluate("axe.run({runOnly: ['color-contrast'], resultTypes: ['violations']})")[
        "violations"
    ]
    serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
    assert serious == [], json.dumps(
        [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in serious], indent=1
    )
