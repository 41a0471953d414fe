"""The readers as components of anybody's pipeline: what they write, in any order, and through bytes."""

from __future__ import annotations

import contextlib
import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
import srsly  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from corpus.article import Span
from extract import components, packed
from extract.nouns import Quantity
from extract.periods import read_times
from extract.quantities import read_quantities

ROOT = Path(__file__).parents[2]
NAMES = ("klopt_periods", "klopt_quantities", "klopt_entities", "klopt_sources")
TEXT = "Vorig jaar waren er ruim 1,5 miljoen 39-jarigen, 3 tot 4 procent meer dan op 3 mei 2016."
PUBLISHED = date(2018, 9, 11)


def blank(*names: str) -> Language:
    """A Dutch pipeline with nothing but these components."""
    nlp = spacy.blank("nl")
    for name in names or NAMES:
        nlp.add_pipe(name)
    return nlp


def read(nlp: Language, text: str = TEXT) -> Doc:
    """A document that says when it was published."""
    doc = nlp.make_doc(text)
    doc._.klopt_published = PUBLISHED
    return nlp(doc)


def test_a_blank_pipeline_is_enough_for_figures_and_periods() -> None:
    """Spans with their kind, and the noun behind each."""
    doc = read(blank("klopt_periods", "klopt_quantities"))
    assert [(span.text, span.label_) for span in doc.spans["klopt_quantities"]] == [
        ("1,5 miljoen", "count"),
        ("39-jarigen", "age"),
        ("3 tot 4 procent", "percent"),
    ]
    assert [span._.klopt.value for span in doc.spans["klopt_quantities"]] == [
        Decimal(1500000),
        Decimal(39),
        (Decimal(3), Decimal(4)),
    ]
    assert [(span.text, span.label_) for span in doc.spans["klopt_periods"]] == [
        ("Vorig jaar", "year"),
        ("3 mei 2016", "day"),
    ]
    assert doc._.klopt_periods[0].days.start == date(2017, 1, 1)


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1], ("klopt_quantities",), ("klopt_periods",)])
def test_each_reads_the_same_in_any_order_and_alone(order: tuple[str, ...]) -> None:
    """As the functions do that they are made of."""
    doc = read(blank(*order))
    times = read_times(TEXT, published=PUBLISHED)
    if "klopt_periods" in order:
        assert doc._.klopt_periods == times.periods
    if "klopt_quantities" in order:
        assert doc._.klopt_quantities == tuple(read_quantities(TEXT, taken=times.taken))


def everything(doc: Doc) -> list[object]:
    """All that the components say about a document."""
    spans = [
        (name, span.text, span.label_, span._.klopt) for name in components.GROUPS for span in doc.spans[name]
    ]
    return [*spans, *(getattr(doc._, name) for name in components.GROUPS), doc._.klopt_published]


@pytest.mark.model
def test_documents_go_through_bytes_and_to_disk(nlp: Language, tmp_path: Path) -> None:
    """Spans and nouns are the same afterwards, types included."""
    blank()  # makes the attributes known
    doc = nlp(TEXT + ' "Dat zijn er veel", zegt Ina Hut van het CBS in Den Haag.')
    doc._.klopt_published = PUBLISHED
    for component in (components.periods, components.quantities, components.entities, components.sources):
        doc = component(doc)
    before = everything(doc)
    assert all(doc.spans[name] for name in components.GROUPS)
    assert everything(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == before
    doc.to_disk(tmp_path / "doc")
    assert everything(Doc(spacy.blank("nl").vocab).from_disk(tmp_path / "doc")) == before
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(kept).get_docs(spacy.blank("nl").vocab)
    assert everything(back) == before
    assert everything(doc.copy()) == before


def test_a_pipeline_goes_to_disk(tmp_path: Path) -> None:
    """It is found again by the names of its components."""
    nlp = blank()
    nlp.to_disk(tmp_path / "pijp")
    again = spacy.load(tmp_path / "pijp")
    assert again.pipe_names == list(NAMES)
    assert everything(read(again)) == everything(read(nlp))


def test_the_day_of_publication_may_be_text() -> None:
    """A date or ISO 8601; anything else is refused at once."""
    doc = blank("klopt_periods").make_doc("Vorig jaar.")
    assert doc._.klopt_published is None
    doc._.klopt_published = "2018-09-11T08:00:00+02:00"
    assert doc._.klopt_published == PUBLISHED
    with pytest.raises(ValueError, match="isoformat"):
        doc._.klopt_published = "11 september"


def test_other_spans_have_no_noun() -> None:
    """Neither a span of the user's nor one whose noun has gone."""
    doc = read(blank("klopt_quantities"))
    assert doc[:2]._.klopt is None
    doc.user_data["klopt_quantities"] = ()
    assert doc.spans["klopt_quantities"][0]._.klopt is None


def test_only_our_types_come_out_of_bytes() -> None:
    """A name that is not listed stays what msgpack made of it."""
    other = {"klopt": "Path", "parts": ["/"]}
    assert srsly.msgpack_loads(srsly.msgpack_dumps(other)) == other


PIPELINE = blank()


@given(st.text(max_size=60))
def test_any_text_is_marked(text: str) -> None:
    """Every noun has a span that covers its characters, and bytes give them back."""
    doc = PIPELINE(text)
    for name in components.GROUPS:
        nouns = getattr(doc._, name)
        assert [span._.klopt for span in doc.spans[name]] == list(nouns)
        for span, noun in zip(doc.spans[name], nouns, strict=True):
            assert span.start_char <= noun.span.start < noun.span.end <= span.end_char
    assert Doc(PIPELINE.vocab).from_bytes(doc.to_bytes())._.klopt_quantities == doc._.klopt_quantities


def test_a_noun_is_packed_by_its_own_type() -> None:
    """A class that merely has the same name is not ours."""

    class Span:
        """No span of an article."""

    stranger = Span()
    assert packed.encode(stranger) is stranger
    assert packed.decode(packed.encode(_span())) == _span()


def _span() -> Span:
    return Span("text", 0, 1, "a")


def test_every_part_of_a_quantity_has_its_type_back() -> None:
    """Decimals are decimals, ranges are tuples."""
    (quantity,) = read_quantities("3 tot 4 procent")
    back = srsly.msgpack_loads(srsly.msgpack_dumps(quantity))
    assert isinstance(back, Quantity)
    assert back == quantity


@pytest.mark.model
def test_the_example_in_the_docs_prints_what_it_says() -> None:
    """docs/components.md: the code as it stands, the output to the letter."""
    page = (ROOT / "docs" / "components.md").read_text("utf-8")
    code = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
    shown = re.findall(r"^```text\n(.*?)^```", page, re.M | re.S)
    assert len(code) == len(shown) > 0
    for source, wanted in zip(code, shown, strict=True):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(source, "docs/components.md", "exec"), {})  # noqa: S102  (our own page)
        assert out.getvalue() == wanted
