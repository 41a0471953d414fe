"""The readers as spaCy components, for anyone's pipeline: `nlp.add_pipe("klopt_quantities")`.

Registered through the entry points of the package, so that spaCy finds them by name. Each writes
`doc.spans["klopt_..."]` (spaCy's spans, labelled with the kind) and `doc._.klopt_...` (the nouns, with
offsets in `doc.text`); `span._.klopt` is the noun of one span. They call the same functions as
`extract.pipeline` does. The publication date that "vorig jaar" hangs on goes into `doc._.klopt_published`.

Everything is kept in `doc.user_data`, so it goes with a document to bytes, to disk and to other processes.
`klopt_lines` goes before the parser, the others after it, in any order; one that needs what another read
reads it itself if that one is not in the pipeline. See docs/components.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from corpus.article import Span
from extract import packed
from extract.entities import read_mentions
from extract.periods import read_times
from extract.pipeline import numerals
from extract.quantities import read_quantities
from extract.quotes import read_quotes
from extract.sources import read_sources

Component = Callable[[Doc], Doc]
GROUPS = ("klopt_periods", "klopt_quantities", "klopt_entities", "klopt_sources", "klopt_quotes")
"""Names in `doc.spans` and of the attributes of a document."""
_PUBLISHED, _TAKEN = "klopt_published", "klopt_taken"


def _nouns(name: str, doc: Doc) -> tuple[Any, ...]:
    return tuple(doc.user_data.get(name, ()))  # a list once it has been through bytes


def _published(doc: Doc) -> date | None:
    day = doc.user_data.get(_PUBLISHED)
    return None if day is None else date.fromisoformat(day)


def _publish(doc: Doc, day: date | str | None) -> None:
    """Keep the day as text. Raises ValueError if a text does not begin with a date as ISO 8601 writes it."""
    doc.user_data[_PUBLISHED] = None if day is None else date.fromisoformat(str(day)[:10]).isoformat()


def _noun_of(span: DocSpan) -> Any:
    """The noun that a span of ours stands for; None for any other span."""
    name, _, number = span.id_.partition(":")
    found = _nouns(name, span.doc) if name in GROUPS else ()
    return found[int(number)] if number.isdecimal() and int(number) < len(found) else None


def _declare() -> None:
    """Make the attributes known to spaCy, once."""
    if Doc.has_extension(_PUBLISHED):
        return
    for name in GROUPS:
        Doc.set_extension(name, getter=partial(_nouns, name))
    Doc.set_extension(_PUBLISHED, getter=_published, setter=_publish)
    DocSpan.set_extension("klopt", getter=_noun_of)
    packed.register()


def _keep(doc: Doc, name: str, nouns: Iterable[Any], label: Callable[[Any], str]) -> None:
    """Keep what was read and mark its places; a figure inside a token ("39-jarige") gets the whole token."""
    doc.user_data[name] = tuple(nouns)
    spans: list[DocSpan] = []
    for number, noun in enumerate(doc.user_data[name]):
        at: Span = noun.span
        found = doc.char_span(
            at.start, at.end, label=label(noun), alignment_mode="expand", span_id=f"{name}:{number}"
        )
        if found is not None:
            spans.append(found)
    doc.spans[name] = spans


def _taken(doc: Doc) -> tuple[tuple[int, int], ...]:
    """The characters of dates and times, in which no number is a figure."""
    if _TAKEN not in doc.user_data:
        doc.user_data[_TAKEN] = read_times(doc.text).taken
    return tuple((start, end) for start, end in doc.user_data[_TAKEN])


def periods(doc: Doc) -> Doc:
    """Time expressions."""
    times = read_times(doc.text, published=doc._.klopt_published)
    doc.user_data[_TAKEN] = times.taken
    _keep(doc, "klopt_periods", times.periods, lambda period: period.precision)
    return doc


def quantities(doc: Doc) -> Doc:
    """Figures; what is a date or a clock time is none, whether `klopt_periods` is in the pipeline or not."""
    found = read_quantities(doc.text, taken=_taken(doc), is_numeral=numerals(doc))
    _keep(doc, "klopt_quantities", found, lambda quantity: quantity.kind)
    return doc


def entities(doc: Doc) -> Doc:
    """Names of people, organisations and places; `doc.ents` is left as it was."""
    _keep(doc, "klopt_entities", read_mentions(doc, "text"), lambda mention: mention.kind)
    return doc


def sources(doc: Doc) -> Doc:
    """Who is credited, and quotations with their speaker."""
    mentions = doc._.klopt_entities or read_mentions(doc, "text")
    found = read_sources(doc, "text", mentions)
    _keep(doc, "klopt_sources", found, lambda _: "source")
    _keep(doc, "klopt_quotes", read_quotes(doc, "text", mentions, found), lambda _: "quote")
    return doc


@Language.factory("klopt_periods", assigns=["doc._.klopt_periods"])
def make_periods(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Factory of `klopt_periods`."""
    _declare()
    return periods


@Language.factory("klopt_quantities", assigns=["doc._.klopt_quantities"])
def make_quantities(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Factory of `klopt_quantities`."""
    _declare()
    return quantities


@Language.factory("klopt_entities", requires=["doc.ents"], assigns=["doc._.klopt_entities"])
def make_entities(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Factory of `klopt_entities`."""
    _declare()
    return entities


@Language.factory(
    "klopt_sources",
    requires=["token.dep", "token.lemma"],
    assigns=["doc._.klopt_sources", "doc._.klopt_quotes"],
)
def make_sources(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Factory of `klopt_sources`."""
    _declare()
    return sources
