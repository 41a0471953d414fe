"""Which articles are tied to which, as others found out, while programs may write to the database meanwhile: what they
said of articles that are still the same holds.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Collection, Iterable, Mapping

from db.errors import NotExtracted, NotInCorpus
from klopt.check.case import Case


class Ties:
    """For the articles that are to be compared, those that share a key with each: all of them, or, once somebody `told`
    which of them are tied to it, those alone.

    What each article was is noted when this is made, before anybody is asked. Once somebody else `wrote`, those that
    share a key are also those that changed since; and all of them, if the article itself changed or shares keys with
    others than it did.
    """

    def __init__(
        self, articles: Iterable[int], case: Callable[[int], Case], near: Callable[[int], Collection[int]]
    ) -> None:
        self._case = case
        self._near = near
        self._then = {one: (self._digest(one), _near_digest(near(one))) for one in articles}
        self._told: Mapping[int, set[int]] = {}
        self._changed: dict[int, bool] | None = None

    def told(self, ties: Mapping[int, set[int]]) -> None:
        """Somebody looked, after this was made, who is tied to these articles."""
        self._told = ties

    def wrote(self) -> None:
        """Another program wrote to the database."""
        self._changed = {}

    def near(self, article: int) -> Collection[int]:
        """Those that may be tied to an article."""
        told = self._told.get(article)
        if told is not None and self._changed is None:
            return told
        near = self._near(article)
        if told is None or self._is_changed(article) or _near_digest(near) != self._then[article][1]:
            return near
        return {other for other in near if other in told or self._is_changed(other)}

    def _is_changed(self, article: int) -> bool:
        if self._changed is None:
            return False
        if article not in self._changed:
            then = self._then.get(article)
            self._changed[article] = then is None or then[0] != self._digest(article)
        return self._changed[article]

    def _digest(self, article: int) -> bytes:
        """Of all that a comparison sees of an article; nothing equals that of one that cannot be fetched."""
        try:
            return hashlib.blake2b(pickle.dumps(self._case(article)), digest_size=8).digest()
        except (NotExtracted, NotInCorpus):
            return b""


def _near_digest(near: Collection[int]) -> int:
    return hash(frozenset(near))
