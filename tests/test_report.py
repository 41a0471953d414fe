"""How findings are printed: the quote with its marks, the sum, every repair, the other article beside it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from corpus.article import Article, Span
from extract.interval import Interval
from extract.nouns import Extraction
from klopt.check.case import Case
from klopt.check.finding import Amount, Finding, Marked, Repair, Words
from klopt.quoted import LONGEST
from klopt.report import finding_lines, findings_of, place, quote

OURS = "Eerst iets anders. Het aantal ging van 34 in 2017 naar 68 in 2017. Daarna niets."
THEIRS = "In 2016 waren het er 34."


def case_of(text: str, name: str | int = "a.txt", **facts: str) -> Case:
    """A case with a sentence at every full stop."""
    article = Article(id=name, text=text, **facts)  # type: ignore[arg-type]
    sentences, at = [], 0
    for piece in text.split(". "):
        end = min(at + len(piece) + 1, len(text))
        sentences.append(article.span("text", at, end))
        at = end + 1
    return Case(article, Extraction(name, sentences=tuple(sentences)))


def mark(case: Case, words: str) -> Marked:
    start = case.article.text.index(words)
    return Marked(case.article.id, case.article.span("text", start, start + len(words)))


@pytest.fixture
def ours() -> Case:
    return case_of(OURS, title="Kop", source="De Krant", published="2018-09-22")


@pytest.fixture
def slip(ours: Case) -> Finding:
    return Finding(
        "same-period",
        "error",
        (mark(ours, "34 in 2017"), mark(ours, "68 in 2017")),
        Words("Twee waarden in één jaar.", "Two values in one year."),
        Amount(Interval(Decimal("1.9"), Decimal("2.1")), "keer", "2 keer"),
        Amount(Interval.point(Decimal("1.5")), "keer", "1,5 keer"),
        (Repair(0, "2017", "2016"), Repair(1, "68 in 2017", "34 in 2017")),
    )


def test_finding_as_an_editor_reads_it(ours: Case, slip: Finding) -> None:
    """Who and when once; place, level, the sentence with both marks, the sum, all repairs."""
    assert list(findings_of(ours, [slip], {}, "nl", colour=False)) == [
        "Kop",
        "De Krant, 22 september 2018 (a.txt)",
        "",
        "  regel 1, teken 40: klopt niet (same-period)",
        "    Het aantal ging van >>34 in 2017<< naar >>68 in 2017<<.",
        "    Twee waarden in één jaar.",
        "    Met afronding: er staat 1,9 tot 2,1 keer, de som geeft 1,5 keer.",
        '    klopt als 2017 -> 2016 (in "34 in 2017")',
        "    klopt als 68 in 2017 -> 34 in 2017",
        "",
    ]


def test_other_article_stands_beside_it(ours: Case) -> None:
    """The other article's sentence comes with its source and date, and with its own mark."""
    theirs = case_of(THEIRS, 12, source="De Bode", published="2018-09-24")
    conflict = Finding(
        "period-conflict",
        "warning",
        (mark(ours, "34 in 2017"), mark(theirs, "2016")),
        Words("Een ander jaar.", "Another year."),
        repairs=(Repair(0, "2017", "2016"), Repair(1, "2016", "2017"), Repair(1, "34", "35")),
    )
    lines = list(finding_lines(conflict, ours, {12: theirs}, "en", colour=False))
    assert lines[0] == "  line 1, column 40: seems not to add up (period-conflict)"
    assert "  In the other article: De Bode, 24 September 2018 (article 12)" in lines
    assert "    In >>2016<< waren het er 34." in lines
    assert lines[-3:] == [
        '    adds up if 2017 -> 2016 (in "34 in 2017")',
        "    adds up if 2016 -> 2017 (in the other article)",
        '    adds up if 34 -> 35 (in the other article, at "2016")',
    ]


def test_marks_are_colour_on_a_terminal(ours: Case, slip: Finding) -> None:
    """On a terminal a mark is reverse video and no signs are added to the text."""
    (line,) = quote(ours, [slip.spans[0].span], colour=True)
    assert line == "    Het aantal ging van \x1b[1;7m34 in 2017\x1b[0m naar 68 in 2017."


def test_sentences_that_are_left_out_are_shown_as_such() -> None:
    """Two marks far apart: both sentences, and a sign that something stands between."""
    case = case_of("Het waren er 34. Dat is veel. Nu zijn het er 68.")
    spans = [mark(case, "34").span, mark(case, "68").span]
    assert list(quote(case, spans, colour=False)) == ["    Het waren er >>34<<. [...] Nu zijn het er >>68<<."]


def test_neighbouring_sentences_are_one_quote() -> None:
    """Marks in two sentences that follow each other are quoted as they stand."""
    case = case_of("Het waren er 34. Nu zijn het er 68.")
    spans = [mark(case, "68").span, mark(case, "34").span]
    assert list(quote(case, spans, colour=False)) == ["    Het waren er >>34<<. Nu zijn het er >>68<<."]


def test_figure_inside_a_figure_is_marked_once() -> None:
    """Marks never nest."""
    case = case_of("Van 34 in 2017 tot nu.")
    spans = [mark(case, "34 in 2017").span, mark(case, "2017").span]
    assert list(quote(case, spans, colour=False)) == ["    Van >>34 in 2017<< tot nu."]


def test_long_sentence_is_cut_around_its_figure() -> None:
    """A table without full stops does not fill the screen."""
    case = case_of("woord " * 500 + "34 meldingen" + " woord" * 500)
    shown = " ".join(quote(case, [mark(case, "34 meldingen").span], colour=False))
    assert ">>34 meldingen<<" in shown
    assert len(shown) < 2 * LONGEST


def test_what_others_wrote_cannot_drive_the_terminal() -> None:
    """Title, source, quote and message lose escape sequences and signs that look like our marks."""
    evil = "\x1b[2J\x1b]0;x\x07\u202e"
    case = case_of(f"Het {evil}waren er 34\ue000.", title=f"{evil}Kop", source=f"{evil}Krant\n\x1b[31m")
    finding = Finding("same-period", "error", (mark(case, "34"),), Words(f"{evil}Ja.", "Yes."))
    shown = "\n".join(findings_of(case, [finding], {}, "nl", colour=False))
    assert not {"\x1b", "\x07", "\u202e", "\ue000"} & set(shown)
    assert "Het waren er >>34<<." in shown


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (Span("text", 0, 1, "a"), "regel 1, teken 1"),
        (Span("text", 3, 4, "é"), "regel 2, teken 2"),
        (Span("title", 2, 3, "p"), "titel, teken 3"),
    ],
)
def test_place_counts_from_one(span: Span, shown: str) -> None:
    """Line and column as an editor's program counts them, in characters."""
    assert place(Article(id="a.txt", title="Kop", text="a\nbé"), span, "nl") == shown


def test_place_in_the_corpus_is_a_paragraph() -> None:
    """A file has lines of its own, with front matter and all; the article of the corpus that came from it has not."""
    article = Article(id=3, text="Een.\n\nTwee,\nnog twee.\n\nDrie.")
    shown = [place(article, article.span("text", at, at + 1), "nl") for at in (0, 6, 13, 24)]
    assert shown == ["alinea 1", "alinea 2", "alinea 2", "alinea 3"]


def test_article_without_anything_known_is_called_by_its_name(ours: Case, slip: Finding) -> None:
    """No source, no date: the path alone."""
    bare = replace(ours.article, title=None, source=None, published=None)
    lines = list(findings_of(Case(bare, ours.extraction), [slip], {}, "nl", colour=False))
    assert lines[0] == "a.txt"
