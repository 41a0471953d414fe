"""The sums beside the reading: how long the rules take for what was read, within articles and across them.

python -m bench.check [--rounds N] [--articles N] [FOLDER ...]
"""

from __future__ import annotations

import argparse

from spacy.language import Language

from bench.clock import Clock, best, machine
from bench.texts import given, words
from corpus.article import Article
from extract import models
from extract.nouns import Extraction
from extract.pipeline import extract
from klopt.check.case import Case
from klopt.check.registry import select
from klopt.check.run import check_across, check_article


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.check")
    parser.add_argument("folders", nargs="*", help="texts to check instead of made-up ones")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=120)
    asked = parser.parse_args()
    articles = given(asked.folders, asked.articles)
    nlp = models.load(models.BUNDLED)
    measured(articles[:2], nlp)
    rounds = [measured(articles, nlp) for _ in range(max(1, asked.rounds))]
    read, within, across = (best(rounds, name).spent[name] for name in ("read", "within", "across"))
    count = words(articles)
    print(f"{len(articles)} articles, {count} words; {machine()}")
    print(f"reading (klopt extract)  {read:7.2f} s  {count / read:8.0f} words/s")
    print(f"rules within articles    {within:7.2f} s  {within / read:8.1%} of the reading")
    print(f"rules across articles    {across:7.2f} s  {across / read:8.1%} of the reading")


def measured(articles: list[Article], nlp: Language) -> Clock:
    """One round: read, check each article, compare all of them."""
    clock = Clock()
    with clock.running("read"):
        results = [*extract(articles, nlp)]
    rules = select()
    with clock.running("within"):
        pairs = zip(articles, results, strict=True)
        checked = [
            check_article(rules, Case(article, result))
            for article, result in pairs
            if isinstance(result, Extraction)
        ]
    with clock.running("across"):
        for _ in check_across(rules, checked):
            pass
    return clock


if __name__ == "__main__":
    main()
