"""klopt's reading beside the bare spaCy pipeline: words per second, ratio, share of each part.

    python -m bench.extract [--rounds N] [--articles N] [FOLDER ...]

Both are measured in turns in one run on one thread. The bare pipeline gets exactly the texts, in exactly the
batches, that klopt's reading gives it; klopt's own component for line ends is left out of it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from bench.clock import Clock, best, machine
from bench.texts import given, words
from corpus.article import Article, Failure
from extract import lines, models, pipeline

PARTS = {
    "read_times": "periods",
    "read_quantities": "quantities",
    "numerals": "quantities",
    "read_mentions": "entities",
    "read_sources": "sources",
    "read_quotes": "sources",
    "read_claims": "claims",
}
"""Functions that `extract.pipeline` calls for each text, and what their time is counted under."""
Batch = tuple[list[str], int]
TARGET = 0.40


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.extract", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("folders", nargs="*", help="texts to read instead of made-up ones")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=120)
    asked = parser.parse_args()
    articles = given(asked.folders, asked.articles)
    nlp = models.load(models.BUNDLED)
    batches = batches_of(articles, nlp)
    rounds = [measured(articles, batches, nlp) for _ in range(max(1, asked.rounds))]
    report(articles, best(rounds, "spaCy").spent["spaCy"], best(rounds, "klopt").spent)


def batches_of(articles: Iterable[Article], nlp: Language) -> list[Batch]:
    """What klopt's reading gives to spaCy, and how large it lets batches be. Warms everything up."""
    found: list[Batch] = []
    pipe = nlp.pipe

    def noted(texts: Iterable[str], *, batch_size: int) -> Iterator[Doc]:
        found.append(([*texts], batch_size))
        return pipe(found[-1][0], batch_size=batch_size)

    nlp.pipe = noted  # type: ignore[method-assign, assignment]
    try:
        for result in pipeline.extract(articles, nlp):
            if isinstance(result, Failure):
                raise SystemExit(f"bench: {result}")
    finally:
        del nlp.pipe
    return found


def measured(articles: list[Article], batches: list[Batch], nlp: Language) -> Clock:
    """One round: spaCy alone, then all of klopt's reading with its parts."""
    clock = Clock()
    with clock.running("spaCy"), nlp.select_pipes(disable=[lines.NAME]):
        for texts, size in batches:
            with nlp.memory_zone():
                for _ in nlp.pipe(texts, batch_size=size):
                    pass
    kept: dict[str, Any] = {name: getattr(pipeline, name) for name in PARTS}
    for name, part in PARTS.items():
        setattr(pipeline, name, clock.around(part, kept[name]))
    try:
        with clock.running("klopt"):
            for _ in pipeline.extract(articles, nlp):
                pass
    finally:
        for name, function in kept.items():
            setattr(pipeline, name, function)
    return clock


def report(articles: list[Article], bare: float, spent: dict[str, float]) -> None:
    """Print what was measured: everything as a share of the time that spaCy takes alone."""
    count, whole = words(articles), spent["klopt"]
    print(f"{len(articles)} articles, {count} words; {machine()}")
    print(f"spaCy alone      {count / bare:8.0f} words/s")
    print(f"klopt extract    {count / whole:8.0f} words/s  {whole / bare:5.2f} times as long")
    parts = sorted(set(PARTS.values()), key=lambda part: -spent[part])
    rest = whole - bare - sum(spent[part] for part in parts)
    print(f"klopt's own part {(whole - bare) / bare:8.1%} of spaCy's time (target: at most {TARGET:.0%})")
    for part in parts:
        print(f"  {part:<14} {spent[part] / bare:8.1%}  {1e6 * spent[part] / count:5.2f} µs a word")
    print(f"  {'all else':<14} {rest / bare:8.1%}  {1e6 * rest / count:5.2f} µs a word")


if __name__ == "__main__":
    main()
