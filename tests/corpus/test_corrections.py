"""Correction notes: what is one, what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.corrections import correction_notes
from corpus.markdown import not_prose
from corpus.skipped import skipped_spans

NOTES = [
    "In een eerdere versie van dit artikel stond dat het er 86 waren.",
    "*In een eerdere versie stond 86.*",
    "Correctie (24 september): het waren er geen 86.",
    "Rectificatie: het waren er 68.",
    "Aanvulling: de reactie van het ministerie is toegevoegd.",
    "**Correctie:** het zijn er 68.",
    "Rectificatie\nGisteren schreven we 86.",
    "Rectificatie\n\nGisteren schreven we 86.",
    "CORRECTIE: het zijn er 68,\nniet 86.",
]
TEXTS = [
    "De correctie van de begroting bedraagt 3 miljoen euro.",
    "Correcties op de huizenmarkt zijn zeldzaam, zegt zij.",
    "Aanvulling op de begroting: 3 miljoen euro.",
    "Een rectificatie: dat eiste de gemeente.",
    "In de eerdere versie stonden andere cijfers.",
    "In een eerder onderzoek waren het er 34.",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("note", NOTES)
def test_notes(note: str, end: str) -> None:
    """The note is covered whole, its neighbours are not."""
    text = f"Het waren er 68.\n\n{note}\n\nMeer tekst.".replace("\n", end)
    assert [text[a:b] for a, b in correction_notes(text)] == [note.replace("\n", end)]


@pytest.mark.parametrize("text", TEXTS)
def test_not_notes(text: str) -> None:
    """Ordinary sentences with such words are read."""
    assert list(correction_notes(text)) == []


def test_last_heading_without_a_note() -> None:
    """A heading at the very end covers itself."""
    assert list(correction_notes("Tekst.\n\nRectificatie\n")) == [(8, 20)]


MARKDOWN = """Er zijn [34 meldingen](https://a.nl/2018/09_(1)) en `code 12`.

<!-- 86? -->

```
x = 34
```

> ~~~~
> 55
> ~~~

[1]: https://a.nl/2017
<https://b.nl/77>"""


def test_not_prose() -> None:
    """Code, comments and link targets are skipped, the words of a link are not."""
    spans = skipped_spans(MARKDOWN, not_prose(MARKDOWN))
    assert [span.text.strip() for span in spans] == [
        "(https://a.nl/2018/09_(1))",
        "`code 12`",
        "<!-- 86? -->",
        "```\nx = 34\n```",
        MARKDOWN[MARKDOWN.index("> ~~~~") :],
    ]


@given(st.text(st.sampled_from("`~[]()<>!-: \r\nab1#*"), max_size=200))
def test_ranges_lie_in_the_text(text: str) -> None:
    """Whatever the marks, ranges become spans of the text, in order and disjoint."""
    spans = skipped_spans(text, [*not_prose(text), *correction_notes(text)])
    assert all(a.end < b.start for a, b in pairwise(spans))
    assert all(text[span.start : span.end] == span.text for span in spans)
