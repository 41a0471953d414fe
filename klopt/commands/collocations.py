"""`klopt collocations`: which words stand near those of a query more than elsewhere."""

from __future__ import annotations

from collections import Counter

import click

from db import Store
from db.texts import count_texts, texts
from klopt.commands.keywords import Wanted, association_options, show_words
from klopt.corpus_file import existing
from klopt.listing import waiting
from klopt.option_values import positive
from klopt.options import KloptError, SaidCommand, SaidOption, Settings
from klopt.research.association import compared, rest
from klopt.research.collocates import REACH, around, counted
from klopt.selection import Selection, selection_options
from klopt.terminal import progress


@click.command("collocations", cls=SaidCommand)
@selection_options(required=True)
@click.option(
    "--reach",
    cls=SaidOption,
    metavar="usage.number",
    callback=positive,
    default=str(REACH),
    show_default=True,
    help="option.reach",
)
@association_options
@click.pass_obj
def command(settings: Settings, selection: Selection, reach: int, wanted: Wanted) -> int:
    """Print the words that stand near, the surest first. Words that stand there less than elsewhere are left out."""
    with existing(settings, read_only=True) as store:
        waiting(store, settings, "search.waiting")
        near, spots = _near(store, selection, reach, settings)
        if not spots:
            show_words([], wanted, "collocations", settings, some=False)
            return 0
        total = selection.around()
        whole: Counter[str] = Counter()
        for text in progress(texts(store, total), count_texts(store, total), settings.say("bar.reading")):
            whole.update(counted(text.forms()))
    found = [
        one for one in compared(near, rest(whole, near), wanted.least, wanted.fewest) if one.log_ratio > 0
    ]
    found = [one for one in found if one.here >= wanted.fewest]
    show_words(found, wanted, "collocations", settings, some=bool(near))
    if wanted.page.form == "table":
        click.echo(settings.say("collocations.places", n=spots, words=sum(near.values())))
    return 0


def _near(store: Store, selection: Selection, reach: int, settings: Settings) -> tuple[Counter[str], int]:
    chosen = selection.among(store)
    if chosen.query is None:
        raise KloptError("search.no_words")
    near: Counter[str] = Counter()
    spots = 0
    for text in progress(texts(store, chosen), count_texts(store, chosen), settings.say("bar.reading")):
        words, places = around(chosen.query, text.article, text.lemmas, reach)
        near.update(words)
        spots += places
    return near, spots
