"""An article read and checked again after somebody put something right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.article import Article, Failure
from db import Store
from extract.nouns import Extraction
from klopt import __version__
from klopt.check.corpus import check_one
from klopt.check.registry import select
from klopt.options import KloptError
from klopt.reading import read_in_order, versions

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Afresh:
    """What was read from an article just now: the article as it was then, the reading, and what it was made with."""

    article: Article
    extraction: Extraction
    versions: tuple[str, str, str]


def read_now(store: Store, article: int, nlp: Language) -> Afresh:
    """Read this article of the corpus with this pipeline. It takes long and writes nothing: no transaction is needed.
    Raises KloptError if it cannot be read.
    """
    found = store.article(article)
    (result,) = read_in_order([found], nlp)
    if isinstance(result, Failure):
        raise KloptError("correct.unread", reason=result.reason)
    return Afresh(found, result[1], versions(nlp))


def put_again(store: Store, article: int, fresh: Afresh) -> int:
    """Keep what was read with every correction that stands, and check it; how many findings it has now. In the
    transaction of the caller. Raises KloptError if the article changed meanwhile.
    """
    if store.article(article) != fresh.article:
        raise KloptError("correct.changed")
    model, version, reader = fresh.versions
    run = store.start_run(
        "correct", klopt_version=__version__, model=model, model_version=version, reader_version=reader
    )
    store.put_extraction(article, fresh.extraction, run)
    checked = check_one(store, select(), article, run)
    store.finish_run(run)
    return len(checked.findings)


def read_again(store: Store, article: int, nlp: Language) -> int:
    """Both, in the transaction of the caller: for a command, which alone writes. Raises KloptError."""
    return put_again(store, article, read_now(store, article, nlp))
