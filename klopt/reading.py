"""Articles through the readers, in order, with a Failure in the place of what cannot be read."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import tee
from typing import TYPE_CHECKING

import click

from corpus.article import Article, Failure
from extract.errors import ModelWarning
from extract.models import describe, load
from extract.nouns import Extraction
from extract.pipeline import READER_VERSION, extract
from klopt.options import Settings
from klopt.parallel import read_batch, read_in_parallel
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


def read_in_order(
    items: Iterable[Article | Failure], nlp: Language, jobs: int = 1, model: str | None = None
) -> Iterator[Reading | Failure]:
    """What was read from each article; failures of the input and of the reading stay in their place.

    With more than one job processes of their own read, each with the pipeline called `model`, and `nlp` rests.
    """
    if jobs == 1:
        for batch in _batches(items):
            yield from _in_place(batch, extract(_articles(batch), nlp))
        return
    given, kept = tee(_batches(items))  # apart by no more than what is being read
    reader = partial(read_batch, model)
    with closing(read_in_parallel((_articles(batch) for batch in given), reader, jobs)) as results:
        for found, batch in zip(results, kept, strict=True):
            yield from _in_place(batch, iter(found))


def _batches(items: Iterable[Article | Failure]) -> Iterator[list[Article | Failure]]:
    batch: list[Article | Failure] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if size >= BATCH or len(batch) >= MOST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _articles(batch: list[Article | Failure]) -> list[Article]:
    return [item for item in batch if isinstance(item, Article)]


def _in_place(
    batch: list[Article | Failure], results: Iterator[Extraction | Failure]
) -> Iterator[Reading | Failure]:
    """The results of the articles of a batch, each where its article stood."""
    for item in batch:
        if isinstance(item, Failure):
            yield item
            continue
        result = next(results)
        yield result if isinstance(result, Failure) else (item, result)
