"""Text with marks as HTML: strip the tags, undo the escapes, and it is the text again."""

import html
import re
from collections import Counter

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klopt.web.marks import Mark, harmless, marked, paragraphs

# Letters that mean something to HTML, to us, or to a reader of line ends, beside any others.
TEXT = st.text(
    st.one_of(st.sampled_from("<>&\"'\n\r ab"), st.characters(exclude_categories=["Cs"])), max_size=60
)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text and marks anywhere in it: side by side, the same, overlapping, one in another."""
    text = draw(TEXT)
    marks = []
    if text:
        for nr in range(draw(st.integers(0, 6))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            marks.append(Mark(start, end, f"m{nr}", f"f{nr}", '"<1>', "bevinding <1>"))
    return text, marks


def stripped(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@given(texts_with_marks())
def test_without_its_tags_it_is_the_text(given: tuple[str, list[Mark]]) -> None:
    """Nothing is lost, added or moved, whatever is marked."""
    text, marks = given
    assert stripped(marked(text, marks, "begin >", "<end")) == text
    assert "\n\n".join(stripped(each) for each in paragraphs(text, marks)) == text


@given(texts_with_marks())
def test_every_letter_of_a_mark_is_in_a_mark_element(given: tuple[str, list[Mark]]) -> None:
    """What is in the `mark` elements is exactly what the marks cover."""
    text, marks = given
    covered = "".join(letter for at, letter in enumerate(text) if any(m.start <= at < m.end for m in marks))
    inside = re.findall(r"<mark[^>]*>(.*?)</mark>", marked(text, marks), re.DOTALL)
    assert "".join(stripped(each) for each in inside) == covered


@given(texts_with_marks())
def test_each_mark_has_its_anchor_and_its_note_once(given: tuple[str, list[Mark]]) -> None:
    """In one piece or in paragraphs, overlapping or not; a mark on nothing but a blank line has no place."""
    text, marks = given
    names = Counter(mark.id for mark in marks)
    assert Counter(re.findall(r' id="(m\d)"', marked(text, marks))) == names
    assert Counter("m" + nr for nr in re.findall(r'href="#f(\d)"', marked(text, marks))) == names
    seen = Counter(mark.id for mark in marks if not _on_blank(text, mark))
    pages = "".join(paragraphs(text, marks))
    assert Counter(re.findall(r' id="(m\d)"', pages)) == seen
    assert Counter("m" + nr for nr in re.findall(r'href="#f(\d)"', pages)) == seen


def _on_blank(text: str, mark: Mark) -> bool:
    at = 0
    for piece in text.split("\n\n"):
        if max(mark.start, at) < min(mark.end, at + len(piece)):
            return False
        at += len(piece) + 2
    return True


@given(texts_with_marks())
def test_it_is_well_formed_html(given: tuple[str, list[Mark]]) -> None:
    """A strict parser has nothing to complain about."""
    text, marks = given
    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(f"<p>{marked(harmless(text), marks, 'begin', 'einde')}</p>")


@given(TEXT)
def test_harmless_keeps_every_place(text: str) -> None:
    """Offsets that were true stay true."""
    assert len(harmless(text)) == len(text)
    assert harmless(harmless(text)) == harmless(text)


@pytest.mark.parametrize(
    "letter", ["\x00", "\x1b", "\x85", "\u202e", "\u2066", "\ud800", "\ufdd0", "\U0001fffe"]
)
def test_harmless_replaces(letter: str) -> None:
    """Controls, bidi controls and what is no character are shown as such."""
    assert harmless(f"a{letter}b") == "a\ufffdb"


def test_a_mark_in_a_mark_is_cut_where_they_meet() -> None:
    """Elements never cross; the end of each mark has its note."""
    found = marked(
        "van 34 in 2017", [Mark(4, 14, "m1", "f1", "1", "b1"), Mark(4, 6, "m2", "f2", "2", "b2")], "[", "]"
    )
    assert found == (
        'van <span id="m1"></span><mark id="m2" data-begin="[" data-end="]">34</mark>'
        '<a class="note" href="#f2" data-note="2" aria-label="b2"></a>'
        '<mark data-end="]"> in 2017</mark><a class="note" href="#f1" data-note="1" aria-label="b1"></a>'
    )


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (4, 2)])
def test_a_mark_marks_something(start: int, end: int) -> None:
    """An empty or turned mark is refused."""
    with pytest.raises(ValueError, match="nothing to mark"):
        Mark(start, end)


def test_a_mark_lies_in_the_text() -> None:
    """A place that is not there is a mistake of the caller."""
    with pytest.raises(ValueError, match="ends behind"):
        marked("kort", [Mark(2, 9)])
