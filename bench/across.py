"""Checking a whole corpus: news with planted conflicts written straight into a database, then `check_corpus`; and the
same corpus when a few articles come.

python -m bench.across [COUNT ...]

Each count is a corpus of so many articles: stories of four outlets in a row, one in ten of which gives another figure
than the rest. Ten articles, of ten stories, are held back and added after the check. Shown: processor time for each
claim, of the whole check and of the check of those ten, the most memory, planted conflicts found and false ones.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from bench.clock import Clock, machine
from bench.texts import TABLE
from corpus.article import Article, Span
from db import Store
from extract.nouns import Claim, Days, Extraction, Mention, Period, Quantity
from extract.quantities import read_quantities
from klopt.check.corpus import Round, check_corpus
from klopt.check.registry import select

ACROSS = TABLE["across"]
OUTLETS = 4
"""Articles on one story."""
PLANTED = 10
"""One story in so many has a conflict."""
LATE = 10
"""Articles that come after the check of the rest."""
SHOWN = 5
"""Other findings that are printed."""
SEED = 9


@dataclass(slots=True)
class Story:
    """What four outlets write about: the figure that counts, one that all agree on, a name, some words of its own."""

    thing: str
    place: str
    figure: int
    beside: int
    person: str
    day: date
    own: list[str]
    planted: bool


def stories(count: int, dice: random.Random) -> Iterator[Story]:
    """Enough stories for so many articles. The words that stories are made of grow with their number, as names and
    matters in the news do.
    """
    for nr in range((count + OUTLETS - 1) // OUTLETS):
        size = 40 + count // 20
        yield Story(
            thing=dice.choice(TABLE["slots"]["thing"]),
            place=_name(nr),
            figure=10 * dice.randint(100, 9_800) + 3,  # no round number, which could be any near it
            beside=dice.randint(1_000, 98_000),
            person=f"{_made_up_name(dice, size)} {_made_up_name(dice, size)}",
            day=date(2015, 1, 1) + timedelta(days=dice.randint(0, 2_000)),
            own=[_made_up_name(dice, 5 * size).lower() for _ in range(14)],
            planted=nr % PLANTED == 0,
        )


def article(story: Story, outlet: int) -> tuple[Article, Extraction]:
    """The story as one outlet has it, and what a reader would read from it."""
    figure = story.figure + (18 if story.planted and outlet == OUTLETS - 1 else 0)
    year = story.day.year - 1
    lines = ACROSS["lines"][outlet % len(ACROSS["lines"])]
    slots = {
        "thing": story.thing,
        "place": story.place,
        "figure": f"{figure:,}".replace(",", "."),
        "beside": f"{story.beside:,}".replace(",", "."),
        "person": story.person,
        "own": " ".join(story.own[: 10 + outlet]),
        "year": str(year),
    }
    sentences = [line.format_map(slots) for line in lines]
    written = Article(
        id=f"{story.place}-{story.figure}-{story.day}-{outlet}",
        text=" ".join(sentences),
        source=ACROSS["outlets"][outlet],
        url=f"https://{outlet}.voorbeeld.nl/{story.place}-{story.figure}-{story.beside}-{story.day}",
        published=str(story.day + timedelta(days=outlet)),
    )
    return written, _read(written, sentences, story, year)


def _read(written: Article, sentences: list[str], story: Story, year: int) -> Extraction:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(written.span("text", at, at + len(sentence)))
        at += len(sentence) + 1
    claims: list[Claim] = []
    quantities: list[Quantity] = []
    last_year = Days(date(year, 1, 1), date(year + 1, 1, 1))
    for span in spans:
        when = _found(written, span, str(year))
        period = Period(when, last_year, "year") if when else None
        for quantity in read_quantities(written.text[span.start : span.end]):
            if quantity.kind == "count" and quantity.span.text != str(year):
                here = _moved(quantity, written, span.start)
                quantities.append(here)
                noun = ACROSS["beside"] if quantity.value == story.beside else story.thing
                claims.append(_claim(span, here, noun, period, story.place))
    names = ((story.place, "place"), (story.person, "person"))
    mentions = tuple(
        Mention(found, kind, name)  # type: ignore[arg-type]
        for name, kind in names
        if (found := _found(written, Span("text", 0, len(written.text), written.text), name))
    )
    lemmas = " ".join(word.strip(".,") for word in written.text.split())
    return Extraction(
        written.id,
        mentions=mentions,
        quantities=tuple(quantities),
        claims=tuple(claims),
        sentences=tuple(spans),
        lemmas=lemmas,
    )


def _claim(span: Span, quantity: Quantity, noun: str, period: Period | None, place: str) -> Claim:
    return Claim(
        span=span, measure=noun, phrase=noun, quantity=quantity, period=period, place=place, role="level"
    )


def _moved(quantity: Quantity, written: Article, by: int) -> Quantity:
    span = quantity.span
    return replace(quantity, span=written.span("text", span.start + by, span.end + by))


def _found(written: Article, within: Span, words: str) -> Span | None:
    at = written.text.find(words, within.start, within.end)
    return written.span("text", at, at + len(words)) if at >= 0 else None


def _made_up_name(dice: random.Random, size: int) -> str:
    """One of so many names."""
    return _name(dice.randrange(size))


def _name(nr: int) -> str:
    """Of three syllables or more, another for each number."""
    syllables, name = ACROSS["syllables"], ""
    nr += len(syllables) ** 2
    while nr:
        nr, at = divmod(nr, len(syllables))
        name += syllables[at]
    return name.capitalize()


@dataclass(slots=True)
class Filled:
    """A corpus that was written: how many claims it has, in which articles a conflict was planted, and what was held
    back: the last outlet of stories that lie far apart.
    """

    claims: int
    planted: set[int]
    late: list[tuple[Story, int]]


def filled(path: Path, count: int) -> Filled:
    """Write a corpus of so many articles but the last `LATE`."""
    dice = random.Random(SEED)  # noqa: S311  (no secret)
    made = Filled(0, set(), [])
    every = (count // OUTLETS) // LATE
    with Store(path) as store:
        run = store.start_run("extract", klopt_version="bench")
        with store.transaction():
            for nr, story in enumerate(stories(count, dice)):
                for outlet in range(OUTLETS):
                    if outlet == OUTLETS - 1 and nr % every == 0 and len(made.late) < LATE:
                        made.late.append((story, outlet))
                    else:
                        put(store, story, outlet, made, run)
    return made


def put(store: Store, story: Story, outlet: int, made: Filled, run: int) -> None:
    """Write one article with what was read from it."""
    written, read = article(story, outlet)
    row_id = store.put_article(written, run).id
    store.put_extraction(row_id, read, run)
    made.claims += len(read.claims)
    if story.planted and outlet == OUTLETS - 1:
        made.planted.add(row_id)


def check(store: Store) -> Round:
    """Check what is new."""
    run = store.start_run("check", klopt_version="bench")
    done = check_corpus(store, select(), run)
    store.finish_run(run)
    return done


def measured(count: int) -> str:
    """One corpus, written and checked; a line with what that took."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with clock.running("write"):
            made = filled(path, count)
        claims = made.claims
        with Store(path) as store:
            begun = perf_counter()
            with clock.running("check"):
                check(store)
            took = perf_counter() - begun
            run = store.start_run("extract", klopt_version="bench")
            with store.transaction():
                for story, outlet in made.late:
                    put(store, story, outlet, made, run)
        with Store(path) as store, clock.running("late"):
            late = check(store)
        with Store(path, read_only=True) as store:
            rows = list(store.findings())
    found = [(row.rule, {spot.article for spot in row.spans}) for row in rows]
    right = [articles & made.planted for rule, articles in found if rule == "figure-conflict"]
    told: set[int] = set().union(*right)
    others = [
        row.message_en
        for row in rows
        if row.rule != "figure-conflict" or not {spot.article for spot in row.spans} & made.planted
    ]
    return (
        f"{count:8} articles {claims:8} claims  {clock.spent['check'] * 1e3 / claims:7.3f} ms a claim"
        f"  {clock.spent['check']:6.0f} s ({took:.0f} s by the clock)"
        f"  {late.new} more, {late.touched} touched: {clock.spent['late']:6.2f} s"
        f"  {getrusage(RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB at most"
        f"  {len(told)} of {len(made.planted)} planted conflicts,"
        f" {len(others)} other findings" + "".join(f"\n    {words}" for words in others[:SHOWN])
    )


def main() -> None:
    """Measure and print, each corpus in a process of its own, for the most memory is of the process."""
    parser = argparse.ArgumentParser(prog="python -m bench.across")
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(measured(asked.counts[0]))
        return
    print(machine(), flush=True)
    for count in asked.counts:
        subprocess.run([sys.executable, "-m", "bench.across", "--one", str(count)], check=True)


if __name__ == "__main__":
    main()
