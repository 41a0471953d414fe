"""From articles to extractions: offsets, order, failures, pieces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from corpus.article import Article, Failure, Span
from extract import pipeline
from extract.nouns import Extraction
from extract.pipeline import extract
from extract.reading import pieces, reading_copy

PARTS = [
    "Volgens Ina Hut",
    "steeg het aantal meldingen",
    "van 34 in 2016 naar 68 in 2017",
    "één op de vijf cafés",
    "Coördinatiecentrum",
    "https://voorbeeld.nl/a?b=1 ",
    "\r\n",
    "\n\n",
    ". ",
    "🙂👩‍🚒",
    "\u00ad",
    "\u00a0",
    "1\u202f250,-",
    '"Dat kan niet"',
    "e\u0301\u0323",
    "\u0301",
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join)


def spans(value: Any) -> Iterator[Span]:
    """Every span in an extraction, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans(getattr(value, name))


def one(article: Article, nlp: Language) -> Extraction:
    """The extraction of one article."""
    (result,) = extract([article], nlp)
    assert isinstance(result, Extraction), result
    return result


@pytest.mark.model
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, title=TEXTS, decomposed=st.booleans())
def test_offsets_count_in_the_article_itself(nlp: Language, text: str, title: str, decomposed: bool) -> None:
    """Whatever was blanked, composed or left out to read it, every span stands where it says."""
    form = "NFD" if decomposed else "NFC"
    article = Article(id=1, text=unicodedata.normalize(form, text), title=unicodedata.normalize(form, title))
    for span in spans(one(article, nlp)):
        article.check(span)


@given(TEXTS)
def test_the_copy_maps_back(text: str) -> None:
    """Every character of the copy belongs to one of the original, in order, and letters are the same."""
    article = Article(id=1, text=text)
    copy = reading_copy(article, "text")
    before = 0
    for i, char in enumerate(copy.text):
        span = copy.span(i, i + 1)
        article.check(span)
        assert span.start >= before or span.end > before
        before = span.start
        if char.isalnum():
            assert char in unicodedata.normalize("NFC", span.text)


def test_the_copy_blanks_what_is_not_language() -> None:
    """Addresses, carriage returns and skipped pieces become blanks of the same length."""
    text = "Zie https://voorbeeld.nl/34. Klaar.\r\nIn 2015 stond hier 12."
    at = text.index("In 2015")
    note = Span("text", at, len(text), text[at:])
    copy = reading_copy(Article(id=1, text=text, skipped=(note,)), "text")
    assert len(copy.text) == len(text)
    assert "34" not in copy.text
    assert "12" not in copy.text
    assert "\r" not in copy.text
    assert copy.text.rstrip().endswith("Klaar.")


@given(st.text(alphabet="ab \n", max_size=80), st.integers(4, 20))
def test_pieces_cover_the_text(text: str, size: int) -> None:
    """Pieces follow each other without a gap and none is longer than asked."""
    found = list(pieces(text, size))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= size for start, end in found)


@pytest.mark.model
def test_a_long_text_is_read_in_pieces(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures are the same, names carry over, and frames of different pieces stay apart."""
    text = "\n\n".join(
        ["Ina Hut telde 34 meldingen in 2016.", "Het aantal steeg van 34 naar 68."]
        + ["Toen zei Hut niets."] * 3
    )
    whole = one(Article(id=1, text=text), nlp)
    monkeypatch.setattr("extract.reading.pieces.__defaults__", (40,))
    cut = one(Article(id=1, text=text), nlp)
    assert [q.span for q in cut.quantities] == [q.span for q in whole.quantities]
    assert [m.name for m in cut.mentions] == [m.name for m in whole.mentions]
    frames = [claim.frame for claim in cut.claims if claim.frame is not None]
    assert frames == sorted(frames)


@pytest.mark.model
def test_an_article_that_breaks_stops_nothing(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """It becomes a Failure in its place; the others are read as if it were not there."""
    real = pipeline.read_times

    def breaks(text: str, **options: Any) -> Any:
        if "kapot" in text:
            raise RuntimeError("kan niet\nmeer")
        return real(text, **options)

    monkeypatch.setattr(pipeline, "read_times", breaks)
    articles = [
        Article(id=n, text=text)
        for n, text in enumerate(["Er zijn 3 auto's.", "Dit is kapot.", "Er zijn 4 fietsen."])
    ]
    first, failure, last = extract(articles, nlp)
    assert isinstance(first, Extraction)
    assert isinstance(last, Extraction)
    assert (first.article, last.article) == (0, 2)
    assert failure == Failure("1", "extract", "RuntimeError: kan niet meer")


@pytest.mark.model
def test_order_and_streaming(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results come in the order of the articles, and before all articles were asked for."""
    monkeypatch.setattr(pipeline, "BATCH", 10)
    asked: list[int] = []

    def articles() -> Iterator[Article]:
        for n in range(5):
            asked.append(n)
            yield Article(id=n, text=f"Er zijn {n + 2} auto's.")

    results = extract(articles(), nlp)
    assert next(results).article == 0  # type: ignore[union-attr]
    assert asked == [0]
    assert [result.article for result in results] == [1, 2, 3, 4]  # type: ignore[union-attr]


@pytest.mark.model
def test_the_title_comes_first_and_knows_the_names_of_the_text(nlp: Language) -> None:
    """A surname in the title is the person whom the text names in full."""
    article = Article(
        id=1, title="Halsema wil 40 agenten", text="Burgemeester Femke Halsema van Amsterdam wil 40 agenten."
    )
    result = one(article, nlp)
    assert [q.span.field for q in result.quantities] == ["title", "text"]
    assert result.mentions[0].span == article.span("title", 0, 7)
    assert result.mentions[0].name == "Femke Halsema"


@pytest.mark.model
def test_lemmas_are_for_the_search_index(nlp: Language) -> None:
    """Words as lemmas, no punctuation."""
    assert one(Article(id=1, text="Het aantal meldingen steeg."), nlp).lemmas.split() == [
        "het",
        "aantal",
        "melding",
        "stijgen",
    ]


@pytest.mark.model
def test_the_vocabulary_does_not_grow(nlp: Language) -> None:
    """What a batch adds to spaCy's memory is forgotten with it."""
    list(extract([Article(id=0, text="Dit is een begin.")], nlp))
    before = len(nlp.vocab.strings)
    list(extract([Article(id=n, text=f"Woord{n}xq staat hier {n}.") for n in range(50)], nlp))
    assert len(nlp.vocab.strings) - before < 20


@pytest.mark.model
def test_empty_fields(nlp: Language) -> None:
    """Nothing in, nothing out, and no error."""
    assert one(Article(id="leeg", text=""), nlp) == Extraction(article="leeg")
    assert list(extract([], nlp)) == []
