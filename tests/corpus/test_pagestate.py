"""Text that a page has as data only."""

from __future__ import annotations

import json

import pytest

from corpus.read import read_page
from corpus.reasons import Refused

ONE = "De gemeente Polderdam telde vorig jaar 340 meldingen over lantaarnpalen die stuk waren, zegt het college."
TWO = (
    "Het jaar daarvoor waren het er 290. Vooral in de wijk Noord blijft het op sommige avonden weken achtereen donker, "
    "en ook in de straten rond het station klagen bewoners."
)


def page(data: object, *, shown: str = "", kind: str = "application/json", start: str = "") -> bytes:
    """A page that shows this and has that as data."""
    script = f"<script type='{kind}'>{start}{json.dumps(data)}</script>"
    meta = "<title>Kop</title><meta property='og:type' content='article'>"
    return f"<html><head>{meta}</head><body><h1>Kop</h1>{shown}{script}</body></html>".encode()


@pytest.mark.parametrize(
    ("data", "start", "kind"),
    [
        ({"props": [{"x": {"body": f"<p>{ONE}</p><p>{TWO}</p>"}}]}, "", "application/json"),
        (
            {"blocks": [{"type": "text", "text": ONE}, {"type": "ad"}, {"type": "text", "text": TWO}]},
            "",
            "application/json",
        ),
        (
            {"blocks": [{"content": f"<p>{ONE}</p>"}, {"content": f"<p>{TWO}</p>"}]},
            "window.__STATE__ = ",
            "text/javascript",
        ),
        ({"@type": "NewsArticle", "articleBody": f"{ONE}\n\n{TWO}"}, "", "application/ld+json"),
    ],
)
def test_the_paragraphs_of_a_state(data: object, start: str, kind: str) -> None:
    """In order, each apart."""
    assert read_page(page(data, start=start, kind=kind), name=1).text == f"{ONE}\n\n{TWO}"


def test_what_is_shown_goes_first() -> None:
    """Data that says no more than the page is not looked at."""
    shown = f"<p>{ONE}</p><p>{TWO}</p><p>{ONE.replace('340', '350')}</p>"
    text = read_page(page({"body": f"<p>Anders. {ONE}</p>"}, shown=shown), name=1).text
    assert text.count("\n\n") == 2
    assert "Anders" not in text


def test_nothing_from_behind_a_paywall() -> None:
    """A page that says that it is not free is read as it shows itself."""
    node = {
        "@type": "NewsArticle",
        "isAccessibleForFree": False,
        "articleBody": f"{ONE}\n\n{TWO}\n\n{ONE}\n\n{TWO}",
    }
    text = read_page(page(node, shown=f"<p>{ONE}</p>", kind="application/ld+json"), name=1).text
    assert text == ONE


@pytest.mark.parametrize(
    "data", ["[" * 100_000, '{"a":' * 100_000, '{"a": "<p>x</p>' + "x" * 1000 + '"}', "{}"]
)
def test_broken_states(data: str) -> None:
    """No text, and no crash."""
    html = f"<html><body><h1>Kop</h1><script type='application/json'>{data}</script></body></html>"
    with pytest.raises(Refused):
        read_page(html.encode(), name=1)
