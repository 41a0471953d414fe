"""Articles in, what was read from them out: the one place where the readers are put in order.

    text -> reading copy -> spaCy -> times -> figures -> names -> sources, quotes -> claims -> own offsets

`extract` streams: order is kept, at most one batch is in memory, and an article that breaks becomes a
`Failure` in its place.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from corpus.article import Article, Failure, Field, Span
from extract.affiliations import read_affiliations
from extract.anaphora import resolved
from extract.claims import read_claims
from extract.entities import read_mentions
from extract.facts import Facts, joined, moved, mover, numbered
from extract.grid import Grid, grids
from extract.listed import with_leads
from extract.memory import forgotten
from extract.nouns import (
    Extraction,
    Mention,
)
from extract.parsed import Parsed, parsed
from extract.periods import read_times
from extract.quantities import read_quantities
from extract.quotes import read_quotes
from extract.reading import ReadingCopy, pieces, reading_copy
from extract.sources import read_sources
from extract.tables import masked, with_tables

READER_VERSION = "6"
"""Raised whenever the same text would be read otherwise; an extraction made by another version is out of
date.
"""
BATCH = 60_000
"""Characters read at a time: large enough to keep spaCy busy, small enough to be forgotten."""
NO_BREAK = str.maketrans({"\u00a0": " ", "\t": " ", "\u000b": " ", "\u000c": " "})


@dataclass(slots=True)
class _Job:
    """An article on its way: the pieces of its fields, the text first because titles name people by
    surname.
    """

    article: Article
    copies: dict[Field, ReadingCopy] = field(default_factory=dict)
    pieces: list[tuple[Field, int, int]] = field(default_factory=list)
    tables: list[tuple[Grid, ...]] = field(default_factory=list)
    """Those of each piece."""

    def texts(self) -> Iterator[str]:
        """What spaCy is given; the same length as the piece of the copy."""
        for nr in range(len(self.pieces)):
            yield self.prose(nr).translate(NO_BREAK)

    def piece(self, nr: int) -> str:
        """A piece of the copy."""
        name, start, end = self.pieces[nr]
        return self.copies[name].text[start:end]

    def prose(self, nr: int) -> str:
        """A piece without the figures of its tables; of the same length."""
        return masked(self.piece(nr), self.tables[nr])


def extract(articles: Iterable[Article], nlp: Language) -> Iterator[Extraction | Failure]:
    """Read articles, in order: an Extraction for each, or a Failure with step "extract" for one that breaks.

    `nlp` comes from `extract.models.load`. All spans count in the article's own text and title.
    """
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if size >= BATCH or len(batch) >= 256:
            yield from _read_batch(batch, nlp)
            batch, size = [], 0
    yield from _read_batch(batch, nlp)


def read_piece(
    doc: Doc, text: str, name: Field, published: date | None, known: Iterable[Mention] = ()
) -> Facts:
    """Everything that is read from one parsed piece of text. `text` is what `doc` was made from (of the
    same length), `known` the names that other pieces of the same article have.
    """
    times = read_times(text, field=name, published=published)
    quantities = read_quantities(text, field=name, taken=times.taken, is_numeral=numerals(doc))
    words = parsed(doc)
    mentions = read_mentions(words, name, known)
    sources = read_sources(words, name, mentions)
    quotes = read_quotes(words, name, mentions, sources)
    affiliations = read_affiliations(doc, name, mentions)
    sources = resolved(doc, sources, mentions, affiliations)
    return Facts(
        mentions=mentions,
        quantities=tuple(quantities),
        periods=times.periods,
        dates=times.dates,
        sources=sources,
        quotes=quotes,
        claims=read_claims(words, name, quantities, times.periods, mentions, sources, quotes),
        sentences=_sentences(words, name),
        affiliations=affiliations,
        lemmas=_lemmas(words),
    )


def numerals(doc: Doc) -> Callable[[int, int], bool]:
    """Whether the tagger takes the word at these offsets for a numeral: "een" is one in "een van de twee"."""
    numeral = doc.vocab.strings["NUM"]
    starts = frozenset(doc[i].idx for i in (doc.to_array("POS") == numeral).nonzero()[0].tolist())
    return lambda start, _end: start in starts


def _read_batch(articles: list[Article], nlp: Language) -> Iterator[Extraction | Failure]:
    """All together; if one breaks, each by itself, so that only that one fails."""
    results: list[Extraction | Failure]
    try:
        results = [*_run([_job(article) for article in articles], nlp)]
    except Exception:
        results = [_alone(article, nlp) for article in articles]
    yield from results


def _alone(article: Article, nlp: Language) -> Extraction | Failure:
    try:
        return _run([_job(article)], nlp)[0]
    except Exception as error:  # whatever a hostile text makes a reader do, the rest of the corpus goes on
        why = " ".join(str(error).split())[:200]
        return Failure(str(article.url or article.id), "extract", f"{type(error).__name__}: {why}")


def _job(article: Article) -> _Job:
    job = _Job(article)
    for name in ("text", "title"):
        if article.field(name):
            copy = reading_copy(article, name)
            job.copies[copy.field] = copy
            job.pieces += [(copy.field, start, end) for start, end in pieces(copy.text)]
    job.tables = [grids(job.piece(nr)) for nr in range(len(job.pieces))]
    return job


def _run(jobs: list[_Job], nlp: Language) -> list[Extraction]:
    """Parse all pieces of these articles together and read them. The results hold no spaCy objects."""
    with forgotten(nlp):
        longest = max((end - start for job in jobs for _, start, end in job.pieces), default=1)
        docs = nlp.pipe(
            chain.from_iterable(job.texts() for job in jobs), batch_size=max(1, BATCH // max(1, longest))
        )
        return [_read_article(job, docs) for job in jobs]


def _read_article(job: _Job, docs: Iterator[Doc]) -> Extraction:
    found: dict[Field, list[Facts]] = {"title": [], "text": []}
    known: dict[tuple[str, str], Mention] = {}
    frames = 0
    for nr, (name, start, _) in enumerate(job.pieces):
        copy, piece, doc, published = job.copies[name], job.piece(nr), next(docs), job.article.published_on
        facts = read_piece(doc, job.prose(nr), name, published, tuple(known.values()))
        facts = with_tables(facts, job.tables[nr], piece, doc, name, published)
        facts = dataclasses.replace(facts, claims=with_leads(facts.claims, facts.periods, piece))
        known.update({(mention.name, mention.kind): mention for mention in facts.mentions})
        facts, frames = numbered(facts, frames)
        in_place = not start and not job.tables[nr] and piece.translate(NO_BREAK) == copy.original
        found[name].append(facts if in_place else moved(facts, mover(copy, start)))
    ordered = [*found["title"], *found["text"]]
    return Extraction(
        article=job.article.id,
        mentions=joined(facts.mentions for facts in ordered),
        quantities=joined(facts.quantities for facts in ordered),
        periods=joined(facts.periods for facts in ordered),
        dates=joined(facts.dates for facts in ordered),
        sources=joined(facts.sources for facts in ordered),
        quotes=joined(facts.quotes for facts in ordered),
        claims=joined(facts.claims for facts in ordered),
        sentences=joined(facts.sentences for facts in ordered),
        affiliations=joined(facts.affiliations for facts in ordered),
        lemmas=" ".join(facts.lemmas for facts in ordered if facts.lemmas),
    )


def _lemmas(text: Parsed) -> str:
    """The lemma of every word; the lower-case form where the pipeline has no lemmatizer."""
    marks = (text.doc.to_array("IS_SPACE") + text.doc.to_array("IS_PUNCT")).tolist()
    written = zip(text.lemmas, text.words, marks, strict=True)
    return " ".join(lemma or word for lemma, word, is_mark in written if not is_mark)


def _sentences(text: Parsed, name: Field) -> tuple[Span, ...]:
    """The sentences without the blanks and line ends around them."""
    found = []
    for sentence in text.sentences:
        start, end = text.chars(sentence.start, sentence.end)
        words = text.text[start:end]
        start += len(words) - len(words.lstrip())
        if stripped := words.strip():
            found.append(Span(name, start, start + len(stripped), stripped))
    return tuple(found)
