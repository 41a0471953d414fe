"""The readers as spaCy components, for anyone's pipeline: `nlp.add_pipe("klopt_quantities")`.

Registered through the entry points of the package, so that spaCy finds them by name. Each writes
`doc.spans["klopt_..."]` (spaCy's spans, labelled with the kind) and `doc._.klopt_...` (the nouns, with
offsets in `doc.text`). They call the same functions as `extract.pipeline` does; the publication date that
"vorig jaar" hangs on goes into `doc._.klopt_published`.

`klopt_lines` goes before the parser, the others after it; `klopt_sources` uses what `klopt_entities` found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from corpus.article import Span
from extract.entities import read_mentions
from extract.periods import read_times
from extract.pipeline import numerals
from extract.quantities import read_quantities
from extract.quotes import read_quotes
from extract.sources import read_sources

Component = Callable[[Doc], Doc]
_ATTRIBUTES = ("klopt_periods", "klopt_quantities", "klopt_entities", "klopt_sources", "klopt_quotes")


def _declare() -> None:
    """Make the attributes known to spaCy, once. The factories take `nlp` and `name` because spaCy calls
    them so.
    """
    for name in _ATTRIBUTES:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    if not Doc.has_extension("klopt_published"):
        Doc.set_extension("klopt_published", default=None)


def _keep(doc: Doc, name: str, marked: Iterable[tuple[Span, str]]) -> None:
    """Mark these places in the document; a figure inside a token ("39-jarige") gets the whole token."""
    spans: list[DocSpan] = []
    for span, label in marked:
        found = doc.char_span(span.start, span.end, label=label, alignment_mode="expand")
        if found is not None:
            spans.append(found)
    doc.spans[name] = spans


def periods(doc: Doc) -> Doc:
    """Time expressions."""
    times = read_times(doc.text, field="text", published=doc._.klopt_published)
    doc._.klopt_periods = times.periods
    _keep(doc, "klopt_periods", ((period.span, period.precision) for period in times.periods))
    return doc


def quantities(doc: Doc) -> Doc:
    """Figures; what is a date or a clock time is none, whether `klopt_periods` is in the pipeline or not."""
    times = read_times(doc.text, field="text", published=doc._.klopt_published)
    found = read_quantities(doc.text, field="text", taken=times.taken, is_numeral=numerals(doc))
    doc._.klopt_quantities = tuple(found)
    _keep(doc, "klopt_quantities", ((quantity.span, quantity.kind) for quantity in found))
    return doc


def entities(doc: Doc) -> Doc:
    """Names of people, organisations and places; `doc.ents` is left as it was."""
    found = read_mentions(doc, "text")
    doc._.klopt_entities = found
    _keep(doc, "klopt_entities", ((mention.span, mention.kind) for mention in found))
    return doc


def sources(doc: Doc) -> Doc:
    """Who is credited, and quotations with their speaker."""
    mentions = doc._.klopt_entities or read_mentions(doc, "text")
    found = read_sources(doc, "text", mentions)
    quotes = read_quotes(doc, "text", mentions, found)
    doc._.klopt_sources, doc._.klopt_quotes = found, quotes
    _keep(doc, "klopt_sources", ((source.span, "source") for source in found))
    _keep(doc, "klopt_quotes", ((quote.span, "quote") for quote in quotes))
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


@Language.factory("klopt_sources", requires=["token.dep", "token.lemma"], assigns=["doc._.klopt_sources"])
def make_sources(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Factory of `klopt_sources`."""
    _declare()
    return sources
