"""A snapshot: what a selection of the corpus gave at one moment, as lines of JSON that hold no word of any article.

The first line says what was asked and with which rules, then comes a line for each article in the order of their
digests, and the last line counts them and has the digest of all. That is SHA-256 over what was asked and what each
article gave, so two snapshots with the same digest have the same result, whenever, by whatever version and in
whichever corpus they were made.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1
"""Of the lines; a snapshot with a higher number comes from a later klopt."""
Json = dict[str, Any]
MADE = ("stamp",)
"""What says how an article was checked, not what came of it: no part of the digest."""


class NoSnapshot(ValueError):
    """These lines are no snapshot, not whole, or changed by hand."""


@dataclass(frozen=True, slots=True)
class Head:
    """What was asked (`query`, `source`, `since`, `until`, `compounds`), when, out of how many articles, by which
    klopt and with which rules (each with its version).
    """

    name: str
    made_at: str
    asked: Mapping[str, Any]
    corpus: int
    klopt: str
    rules: Mapping[str, str]


@dataclass(slots=True)
class Tally:
    """What all lines together come to. `first` and `last` are the days of publication."""

    articles: int = 0
    texts: int = 0
    undated: int = 0
    read: int = 0
    figures: int = 0
    first: str | None = None
    last: str | None = None
    outlets: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    stamps: Counter[str] = field(default_factory=Counter)
    _texts: set[str] = field(default_factory=set)

    def add(self, line: Json) -> None:
        """One more article."""
        self.articles += 1
        self.read += line["facts"] is not None
        self.figures += line["figures"]
        self._texts.add(line["copy_of"] or line["article"])
        self.texts = len(self._texts)
        self.outlets[line["outlet"] or ""] += 1
        self.stamps[line["stamp"] or ""] += 1
        if (day := (line["published"] or "")[:10]) == "":
            self.undated += 1
        else:
            self.first, self.last = min(self.first or day, day), max(self.last or day, day)
        for _, rule, level, verdict in line["findings"]:
            self.rules[rule] += 1
            self.levels[level] += 1
            if verdict is not None:
                self.verdicts[verdict] += 1

    def as_json(self) -> Json:
        """The counts, each dictionary in order."""
        return {
            name: dict(sorted(value.items())) if isinstance(value, Counter) else value
            for name in self.__dataclass_fields__
            if not name.startswith("_")
            for value in (getattr(self, name),)
        }


def lines(head: Head, articles: Iterable[Json], runs: Mapping[str, Any] | None = None) -> Iterator[str]:
    """The lines of a snapshot, without line ends. `runs` is filled while the articles come, and goes into the last."""
    yield _text({"klopt_snapshot": FORMAT, **asdict(head)})
    digest, tally = _begin(head.asked), Tally()
    for line in articles:
        digest.update(_result(line))
        tally.add(line)
        yield _text(line)
    yield _text({"digest": digest.hexdigest(), **tally.as_json(), "made": dict(runs or {})})


class Snapshot:
    """A snapshot that is read from its lines, once: `head` at once, then `articles`, then `end`. Raises NoSnapshot."""

    def __init__(self, found: Iterable[str]) -> None:
        self._lines = iter(found)
        first = _read(next(self._lines, ""))
        try:
            if int(first.pop("klopt_snapshot")) > FORMAT:
                raise NoSnapshot
            self.head = Head(**first)
        except (KeyError, TypeError, ValueError):
            raise NoSnapshot from None
        self.end: Json = {}

    def articles(self) -> Iterator[Json]:
        """A line for each article; at the end it is proved that nothing is missing or changed."""
        digest, tally = _begin(self.head.asked), Tally()
        for text in self._lines:
            line = _read(text)
            if "digest" in line:
                self.end = line
                break
            try:
                digest.update(_result(line))
                tally.add(line)
            except (KeyError, TypeError, ValueError):
                raise NoSnapshot from None
            yield line
        told = {name: self.end.get(name) for name in tally.as_json()}
        if any(self._lines):  # something stands behind the last line
            raise NoSnapshot
        if self.end.get("digest") != digest.hexdigest() or told != tally.as_json():
            raise NoSnapshot

    def last(self) -> Json:
        """What the last line says, without proof of what stands between."""
        text = next(iter(deque(self._lines, 1)), "")
        self.end = _read(text)
        if "digest" not in self.end:
            raise NoSnapshot
        return self.end

    def whole(self) -> Json:
        """Read to the end; what its last line says."""
        for _ in self.articles():
            pass
        return self.end


def _begin(asked: Mapping[str, Any]) -> Any:
    return hashlib.sha256(_text(dict(asked)).encode())


def _result(line: Json) -> bytes:
    return b"\n" + _text({name: value for name, value in line.items() if name not in MADE}).encode()


def _text(line: Json) -> str:
    return json.dumps(line, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def _read(text: str) -> Json:
    try:
        line = json.loads(text)
    except ValueError:
        raise NoSnapshot from None
    if not isinstance(line, dict):
        raise NoSnapshot
    return line
