"""One pipeline for all drafts that are pasted: loaded once, used by one draft at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from corpus.article import Article, Failure
from extract.models import load
from extract.pipeline import extract
from klopt.check.case import Case, Official
from klopt.check.levels import capped
from klopt.check.registry import select
from klopt.check.run import Checked, check_article

if TYPE_CHECKING:
    from spacy.language import Language

Given = TypeVar("Given")


class Checker:
    """Reads and checks articles with the pipeline of this name (None: the best that is there)."""

    def __init__(self, model: str | None) -> None:
        self._model = model
        self._alone = threading.Lock()  # a pipeline is made for one text at a time
        self._nlp: Language | None = None

    def warm(self) -> None:
        """Load the pipeline now: the first draft need not wait for it. Raises ModelError."""
        with self._alone:
            self._loaded()

    def check(
        self, article: Article, caps: Mapping[str, str], official: tuple[Official, ...] = ()
    ) -> Checked | Failure:
        """What the checks say of this article; `caps` are the rules that the user lowered or silenced, `official` the
        figures of tables to hold it against. Raises ModelError.
        """
        silenced = [name for name, level in caps.items() if level == "off"]
        with self._alone:
            (read,) = extract([article], self._loaded())
        if isinstance(read, Failure):
            return read
        checked = check_article(select((), silenced), Case(article, read, official=official))
        return replace(checked, findings=capped(checked.findings, caps))

    def lent(self, work: Callable[[Language], Given]) -> Given:
        """What this work gives with the pipeline, which nobody else uses meanwhile. Raises ModelError."""
        with self._alone:
            return work(self._loaded())

    def _loaded(self) -> Language:
        if self._nlp is None:
            self._nlp = load(self._model)
        return self._nlp


@cache
def checker(model: str | None) -> Checker:
    """The one of this process for this pipeline."""
    return Checker(model)
