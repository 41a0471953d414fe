"""Random hostile texts through the whole reading until the time is up: no failure, every span in its place.

    python -m bench.fuzz [--seed N] [--seconds N]

A text that breaks is printed with the seed that makes it; the exit status is then 1. Texts are made of the
words that steer the readers, of marks and invisible characters, and of pieces of made-up news.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from time import monotonic, process_time
from typing import Any

from bench.texts import made_up
from corpus.article import Article, Failure, Span
from extract import models
from extract.pipeline import extract
from extract.words import table

MARKS = [*"()[]\"'’‘“”„«»,.;:!?-–—/%€$£½¼°#@&*+=_|\\<>~^", "\n", "\n\n", "\r\n", "\t", " ", "  "]
UNSEEN = [
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u202e",
    "\ufeff",
    "\u00a0",
    "\u202f",
    "\u0301",
    "\0",
]
STRANGE = ["٣", "一", "İ", "ß", "ﬁ", "𝟛", "🙂", "א", "Ω", "ǆ", "\ud800", "\udfff", "e\u0301", "Å", "́"]
SLOW = 100
"""Words a second: a text of some length that is read slower than this is reported."""


MOST_SHOWN = 20


def main() -> None:
    """Read until the time is up."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    nlp = models.load(models.BUNDLED)
    end, seed, bad, characters = monotonic() + asked.seconds, asked.seed, 0, 0
    words = vocabulary()
    while monotonic() < end:
        article = any_article(seed, words)
        start = process_time()
        (result,) = extract([article], nlp)
        spent = process_time() - start
        characters += len(article.text)
        wrong = str(result) if isinstance(result, Failure) else misplaced(article, result)
        if spent > 2 and len(article.text) / 6 / spent < SLOW:
            wrong = wrong or f"{spent:.1f} s for {len(article.text)} characters"
        if wrong:
            bad += 1
            if bad <= MOST_SHOWN:
                print(f"seed {seed}: {wrong}\n  {article.text[:80]!a}")
        seed += 1
    print(f"{seed - asked.seed} texts, {characters} characters, {bad} with something wrong")
    raise SystemExit(1 if bad else 0)


def vocabulary() -> list[str]:
    """Every word and phrase of the word lists that steer the readers."""
    names = ("numbers", "periods", "units", "hedges", "factors", "labels", "changes", "wholes", "reporting")
    return sorted({text for name in names for text in _texts(table(name))})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def any_article(seed: int, words: list[str]) -> Article:
    """The article of this seed: a mixture whose proportions, length and repetition differ from text to text."""
    dice = random.Random(seed)  # noqa: S311
    news = next(iter(made_up(1, seed))).text.split()
    kinds: list[Callable[[], str]] = [
        lambda: dice.choice(words),
        lambda: dice.choice(MARKS),
        lambda: dice.choice(UNSEEN),
        lambda: dice.choice(STRANGE),
        lambda: dice.choice(news),
        lambda: str(dice.randrange(10 ** dice.randint(1, 9))),
        lambda: chr(dice.choice([dice.randrange(0x20, 0x250), dice.randrange(0x11_0000)])),
    ]
    weights = [dice.random() ** 3 for _ in kinds]
    glue = dice.random() ** 2
    bits: list[str] = []
    for kind in dice.choices(kinds, weights, k=dice.choice([5, 20, 80, 400])):
        bits.append(kind() * (dice.randint(2, 300) if dice.random() < 0.01 else 1))
        bits.append("" if dice.random() < glue else " ")
    text = "".join(bits)
    return Article(id=seed, title=text[: dice.randint(0, 60)] or None, text=text, published="2018-09-11")


def misplaced(article: Article, value: Any) -> str:
    """The first span that is not what stands in the article; empty if all are."""
    if isinstance(value, Span):
        if article.field(value.field)[value.start : value.end] != value.text:
            return f"{value!a} does not stand there"
    elif isinstance(value, tuple):
        return next(filter(None, (misplaced(article, item) for item in value)), "")
    elif is_dataclass(value):
        return misplaced(article, tuple(getattr(value, part.name) for part in fields(value)))
    return ""


if __name__ == "__main__":
    main()
