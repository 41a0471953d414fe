"""Verdicts from the pages: kept, changed, taken back; and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import lxml.html
import pytest

from db import Store
from db.byhand import standing_verdicts
from klopt.web.writing import back_from


def filled_in(browser: Any, **changed: str) -> dict[str, str]:
    """The first form for a verdict on the first page, with these fields changed."""
    page = lxml.html.fromstring(browser.ask("GET", "/klopt/findings").text)
    found = {
        field.get("name"): field.get("value") or ""
        for field in page.xpath("(//form[@method='post'])[1]//input")
    }
    return {**found, "name": "Els", "note": "nagebeld", "verdict": "wrong", **changed}


def send(browser: Any, **changed: str) -> httpx.Response:
    """The form, sent."""
    answer: httpx.Response = browser.ask("POST", "/klopt/judge", data=filled_in(browser, **changed))
    return answer


def standing(path: Path) -> dict[str, tuple[str, str, str]]:
    """The verdicts that the corpus holds."""
    with Store(path) as store:
        return {
            key: (row.verdict, row.name, row.note) for key, row in standing_verdicts(store.db.conn).items()
        }


def test_a_verdict_and_back(browser: Any, path: Path) -> None:
    """It is kept with name and note, and the visitor comes back to where it stood; then it waits no longer."""
    form = filled_in(browser)
    answer = browser.ask("POST", "/klopt/judge", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"] == form["back"]
    assert standing(path) == {form["key"]: ("wrong", "Els", "nagebeld")}
    page = lxml.html.fromstring(browser.ask("GET", "/klopt/findings").text)
    assert form["key"] not in page.xpath("//input[@name='key']/@value")
    assert page.xpath("//input[@name='name']/@value")[0] == "Els"


def test_change_and_take_back(browser: Any, path: Path) -> None:
    """The last word counts; taken back, it waits again."""
    key = filled_in(browser)["key"]
    for verdict, kept in (("later", {key: ("later", "Els", "nagebeld")}), ("undo", {})):
        assert send(browser, key=key, verdict=verdict).status_code == 303
        assert standing(path) == kept


@pytest.mark.parametrize(
    "changed",
    [{"name": " "}, {"verdict": "misschien"}, {"key": "0" * 64}, {"key": "a"}, {"verdict": "undo"}],
)
def test_what_makes_no_sense(browser: Any, path: Path, changed: dict[str, str]) -> None:
    """Nothing is kept, and one line says why."""
    answer = send(browser, **changed)
    assert answer.status_code == 409
    assert lxml.html.fromstring(answer.text).xpath("//p[@role='alert']")
    assert standing(path) == {}


def test_forms_of_others(browser: Any, path: Path) -> None:
    """Without our token, or from another site: nothing is kept."""
    assert send(browser, csrftoken="x").status_code == 403
    form = filled_in(browser)
    answer = browser.ask("POST", "/klopt/judge", data=form, headers={"origin": "https://elders.example"})
    assert answer.status_code == 403
    assert standing(path) == {}


def test_hostile_words_are_kept_as_words(browser: Any, path: Path) -> None:
    """Name and note are shown as text."""
    key = filled_in(browser)["key"]
    send(browser, name="<script>1</script>", note="\u202e<b>x</b>")
    assert key in standing(path)
    page = browser.ask("GET", "/klopt/findings?judged=all").text
    assert "<script>1" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize(
    "address",
    [
        "//elders.example",
        "https://elders.example/",
        "/\\elders.example",
        "javascript:1",
        "",
        "/a\nb",
        "http://[",
    ],
)
def test_only_back_to_this_server(address: str) -> None:
    """What is no place here leads to the first page."""
    assert back_from(address, "/") == "/"
