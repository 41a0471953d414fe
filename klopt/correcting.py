"""An article read and checked again after somebody put something right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.article import Failure
from db import Store
from klopt import __version__
from klopt.check.registry import select
from klopt.check.run import check_one
from klopt.options import KloptError
from klopt.reading import read_in_order, versions

if TYPE_CHECKING:
    from spacy.language import Language


def read_again(store: Store, article: int, nlp: Language) -> int:
    """Read this article of the corpus again with this pipeline and every correction that stands, and check it; how many
    findings it has now. In the transaction of the caller. Raises KloptError if it cannot be read.
    """
    model, version, reader = versions(nlp)
    run = store.start_run(
        "correct", klopt_version=__version__, model=model, model_version=version, reader_version=reader
    )
    (result,) = read_in_order([store.article(article)], nlp)
    if isinstance(result, Failure):
        raise KloptError("correct.unread", reason=result.reason)
    store.put_extraction(article, result[1], run)
    checked = check_one(store, select(), article, run)
    store.finish_run(run)
    return len(checked.findings)
