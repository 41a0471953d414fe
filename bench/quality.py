"""How well klopt reads and checks, on sets labelled by hand: what `tests/quality/floors.toml` holds it to.

    python -m bench.quality [--write]

The texts are ours, with names and figures made up or taken from the news of the day; they say nothing of anybody.
Names: strict in place and kind. Checks: a wrong text is found when a finding marks one of the figures that
contradict each other; a right one is a false alarm when anything is found. All is read with the bundled pipeline.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from corpus.article import Article
from extract import models
from extract.nouns import Extraction
from extract.pipeline import extract
from klopt.check.case import Case
from klopt.check.registry import select
from klopt.check.run import check_article

SETS = Path(__file__).parents[1] / "tests" / "quality"
MARK = re.compile(r"\[\[(\w+):([^\[\]]+)\]\]")
RIGHT = ("development",)
KINDS = ("person", "organisation", "place")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what was found rightly, found wrongly and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what was found, how much is right; 1 if nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of what was there, how much was found; 1 if nothing was there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def scored(wanted: Iterable[Hashable], found: Iterable[Hashable]) -> Score:
    """How the items found agree with those wanted; equal ones count as often as they stand.

    >>> scored(["a", "a", "b"], ["a", "c"])
    Score(right=1, wrong=1, missed=2)
    """
    want, have = Counter(wanted), Counter(found)
    right = (want & have).total()
    return Score(right, have.total() - right, want.total() - right)


def unmarked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and the marked pieces as (start, end, kind) in it.

    >>> unmarked("Volgens [[person:Ina Hut]].")
    ('Volgens Ina Hut.', [(8, 15, 'person')])
    """
    plain, marks, last = "", [], 0
    for found in MARK.finditer(text):
        plain += text[last : found.start()]
        marks.append((len(plain), len(plain) + len(found[2]), found[1]))
        plain, last = plain + found[2], found.end()
    return plain + text[last:], marks


def names(nlp: Language) -> dict[str, Score]:
    """Names in `news.toml`, by kind."""
    pieces = tomllib.loads((SETS / "news.toml").read_text(encoding="utf-8"))["piece"]
    articles, wanted = [], []
    for piece in pieces:
        (title, in_title), (text, in_text) = unmarked(piece["title"]), unmarked(piece["text"])
        day = str(piece["published"])
        articles.append(Article(id=piece["id"], title=title, text=text, published=day))
        for field, marks in (("title", in_title), ("text", in_text)):
            wanted += [(piece["id"], field, *mark) for mark in marks]
    found = [
        (read.article, name.span.field, name.span.start, name.span.end, name.kind)
        for read in _read(articles, nlp)
        for name in read.mentions
    ]
    return {
        kind: scored((w for w in wanted if w[-1] == kind), (f for f in found if f[-1] == kind))
        for kind in KINDS
    }


@dataclass(frozen=True, slots=True)
class Checks:
    """Of one kind of slip: wrong texts and how many were found, right ones and how many were accused."""

    wrong: int
    found: int
    right: int
    alarms: int


def checks(nlp: Language, only: str | None = None) -> dict[str, Checks]:
    """The texts of `checks.toml` (of one set of it: "development", "held" or "hard") by the kind of slip that they have
    or only seem to have.
    """
    rows = tomllib.loads((SETS / "checks.toml").read_text(encoding="utf-8"))["text"]
    rows = [row for row in rows if only in (None, row["set"])]
    articles = [_article(nr, row) for nr, row in enumerate(rows)]
    counts: dict[str, Counter[str]] = {}
    for row, article, read in zip(rows, articles, _read(articles, nlp), strict=True):
        loud = [f for f in check_article(select(), Case(article, read)).findings if f.level != "note"]
        tally = counts.setdefault(row["kind"], Counter())
        if row["marks"]:
            tally["wrong"] += 1
            places = [*_places(article, row["marks"])]
            marks = [(mark.span.field, mark.span.start, mark.span.end) for f in loud for mark in f.spans]
            tally["found"] += any(f == g and a < d and c < b for f, a, b in marks for g, c, d in places)
        else:
            tally["right"] += 1
            tally["alarms"] += bool(loud)
    return {
        kind: Checks(tally["wrong"], tally["found"], tally["right"], tally["alarms"])
        for kind, tally in counts.items()
    }


@dataclass(frozen=True, slots=True)
class Accused:
    """Of articles in which every figure is right: how many there are, their words, and how many are accused."""

    articles: int
    words: int
    accused: int


def accused(nlp: Language, only: str) -> Accused:
    """The articles of one set of `right.jsonl`: "development", which was worked on, or "fresh", as first measured."""
    lines = (SETS / "right.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["set"] == only]
    articles = [_article(nr, row) for nr, row in enumerate(rows)]
    found = [
        any(f.level != "note" for f in check_article(select(), Case(article, read)).findings)
        for article, read in zip(articles, _read(articles, nlp), strict=True)
    ]
    return Accused(len(rows), sum(len(article.text.split()) for article in articles), sum(found))


def total(kinds: Iterable[Checks]) -> Checks:
    """The sum over all kinds."""
    rows = [*kinds]
    return Checks(
        *(sum(getattr(row, name) for row in rows) for name in ("wrong", "found", "right", "alarms"))
    )


def _article(nr: int, row: dict[str, Any]) -> Article:
    day = str(row["published"]) if "published" in row else None
    return Article(id=nr, title=row.get("title"), text=row["text"], published=day)


def _places(article: Article, marks: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Where the words of these marks stand in title and text."""
    for mark in marks:
        for field, text in article.fields():
            for found in re.finditer(rf"(?<![\w.,]){re.escape(mark)}(?!\w)", text):
                yield field, found.start(), found.end()


def _read(articles: list[Article], nlp: Language) -> list[Extraction]:
    read = [item for item in extract(articles, nlp) if isinstance(item, Extraction)]
    if len(read) != len(articles):
        raise SystemExit("bench: an article could not be read")
    return read


def measured(nlp: Language) -> str:
    """The outcome of the checks as the text of `measured.toml`: by set and kind [wrong, found, right, false alarms]."""
    lines = [
        "# Written by `python -m bench.quality --write`, by kind: [wrong, found of these, right, accused of these]."
    ]
    for only in ("development", "held", "hard"):
        rows = checks(nlp, only)
        lines += ["", f"[{only}]"]
        for kind, row in (*sorted(rows.items()), ("all", total(rows.values()))):
            lines.append(f"{kind} = [{row.wrong}, {row.found}, {row.right}, {row.alarms}]")
    lines += ["", "# Articles in which every figure is right: [articles, words, accused].", "[right]"]
    for only in RIGHT:
        row = accused(nlp, only)
        lines.append(f"{only} = [{row.articles}, {row.words}, {row.accused}]")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and print; with --write keep what the checks reach."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality")
    parser.add_argument("--write", action="store_true", help="write tests/quality/measured.toml")
    asked = parser.parse_args()
    nlp = models.load(models.BUNDLED)
    for kind, score in names(nlp).items():
        print(f"{kind:14} P {score.precision:.3f} R {score.recall:.3f} F {score.f:.3f}")
    outcome = measured(nlp)
    print(outcome, end="")
    if asked.write:
        (SETS / "measured.toml").write_text(outcome, encoding="utf-8")


if __name__ == "__main__":
    main()
