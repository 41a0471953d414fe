"""Comments that tell klopt to pass over a paragraph, in text, Markdown and pages."""

from __future__ import annotations

import pytest

from corpus.article import Span
from corpus.formats import HTML, MARKDOWN, read_payload
from corpus.silences import silences_in_text, told_in

FILLER = "<p>" + "Dit is een gewone zin over de gang van zaken in het dorp. " * 8 + "</p>"


@pytest.mark.parametrize(
    ("comment", "rules"),
    [
        (" klopt: niet same-period ", ("same-period",)),
        ("KLOPT: niet grim,shares-sum", ("grim", "shares-sum")),
        ("klopt: not grim", ("grim",)),
        ("klopt: niet", ()),
        ("klopt: nieterig", None),
        ("nog nakijken", None),
        ("zie klopt: niet grim", None),
    ],
)
def test_what_a_comment_says(comment: str, rules: tuple[str, ...] | None) -> None:
    """The names of rules; none means all; other comments are nobody's business."""
    assert told_in(comment) == rules


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("Een. <!-- klopt: niet --> Twee.\n\nDrie.", ["Een. <!-- klopt: niet --> Twee."]),
        ("Een.\n\n<!-- klopt: niet grim -->\n\nTwee.\n\nDrie.", ["Twee."]),
        ("<!-- klopt: niet -->\n\n<!-- nog iets -->\n\nTwee.", ["Twee."]),
        ("Een.\n\n<!-- klopt: niet -->", ["<!-- klopt: niet -->"]),
        ("Een. <!-- klopt: niet", []),
        (
            "<!-- klopt: niet a --> Een. <!-- klopt: niet b -->",
            ["<!-- klopt: niet a --> Een. <!-- klopt: niet b -->"] * 2,
        ),
    ],
)
def test_the_paragraph_that_a_comment_speaks_of(text: str, silent: list[str]) -> None:
    """Its own, or the next one when it stands alone."""
    assert [text[one.start : one.end] for one in silences_in_text(text)] == silent


def test_a_silence_holds_for_its_rules_and_place() -> None:
    """A finding is passed over if it touches the paragraph and its rule is named."""
    (silence,) = silences_in_text("<!-- klopt: niet grim --> Er zijn 34 van de 68.\n\nEn 12.")
    assert silence.holds(Span("text", 34, 36, "34"), "grim")
    assert not silence.holds(Span("text", 34, 36, "34"), "part-whole")
    assert not silence.holds(Span("text", 52, 54, "12"), "grim")
    assert not silence.holds(Span("title", 0, 2, "34"), "grim")


def test_comments_of_a_page_are_found_in_its_text() -> None:
    """Inside a paragraph, or before it; the offsets count in the cleaned text."""
    page = f"""<html><body><article><h1>Kop</h1>{FILLER}<p>Er waren 34 klachten.<!-- klopt: niet grim --> En nog
    wat meer over dit onderwerp, zodat het een alinea is.</p><!-- klopt: niet --><p>Een tweede alinea met 68
    klachten en verder niets bijzonders te melden.</p></article></body></html>"""
    article = read_payload(page.encode(), HTML, name="a.html")
    told = {one.rules: article.text[one.start : one.end][:14] for one in article.silences}
    assert told == {("grim",): "Er waren 34 kl", (): "Een tweede ali"}


def test_a_file_keeps_every_character() -> None:
    """In an exact reading the comment stays where it is, and nothing is read from it."""
    text = "<!-- klopt: niet -->\nEr zijn 34 klachten.\n"
    article = read_payload(text.encode(), MARKDOWN, name="a.md", exact=True)
    assert article.text == text
    assert [one.rules for one in article.silences] == [()]


def test_ten_thousand_comments_take_no_time() -> None:
    """Hostile input: many comments, many open brackets."""
    assert len(list(silences_in_text("<!-- klopt: niet -->\n\n" * 10_000))) == 10_000
    assert list(silences_in_text("<!-- klopt: niet " * 50_000)) == []
