"""Articles through the readers, in order, with a Failure in the place of what cannot be read."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from corpus.article import Article, Failure
from extract.errors import ModelWarning
from extract.models import describe, load
from extract.nouns import Extraction
from extract.pipeline import READER_VERSION, extract
from klopt.options import Settings
from klopt.terminal import printable

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 50_000
"""Characters that are read together: some twenty articles, kept as soon as they are read."""
MOST = 32
"""Articles that are read together."""

Reading = tuple[Article, Extraction]


def pipeline(settings: Settings) -> Language:
    """The spaCy pipeline of this call. What it will miss is said on stderr. Raises ModelError."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        nlp = load(settings.model)
    for warning in said:
        told = warning.message
        words = told.in_(settings.lang) if isinstance(told, ModelWarning) else str(told)
        click.echo(f"klopt: {printable(' '.join(words.split()))}", err=True)
    return nlp


def versions(nlp: Language) -> tuple[str, str, str]:
    """Model, its version and that of the readers: what an extraction must have been made with to be
    current.
    """
    model = describe(nlp)
    return model.name, model.version, READER_VERSION


def read_in_order(items: Iterable[Article | Failure], nlp: Language) -> Iterator[Reading | Failure]:
    """What was read from each article; failures of the input and of the reading stay in their place."""
    batch: list[Article | Failure] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if size >= BATCH or len(batch) >= MOST:
            yield from _read(batch, nlp)
            batch, size = [], 0
    yield from _read(batch, nlp)


def _read(batch: list[Article | Failure], nlp: Language) -> Iterator[Reading | Failure]:
    results = extract((item for item in batch if isinstance(item, Article)), nlp)
    for item in batch:
        if isinstance(item, Failure):
            yield item
            continue
        result = next(results)
        yield result if isinstance(result, Failure) else (item, result)
