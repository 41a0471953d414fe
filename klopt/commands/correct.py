"""`klopt correct`: put a reading right, for good."""

from __future__ import annotations

import getpass
from typing import get_args

import click

from db import Store
from db.corrections import ALL, Change, Correction, Subject, add_correction, as_value, corrections_of
from extract.nouns import Days, Extraction, MentionKind
from klopt.choices import WordChoice
from klopt.corpus_file import existing
from klopt.correcting import read_again
from klopt.listing import article_ids
from klopt.option_values import a_stretch
from klopt.options import (
    KloptError,
    SaidArgument,
    SaidCommand,
    SaidOption,
    Settings,
    model_option,
)
from klopt.reading import pipeline
from klopt.terminal import printable


@click.command("correct", cls=SaidCommand)
@click.argument("article", cls=SaidArgument, metavar="usage.article_id")
@click.argument("words", cls=SaidArgument, metavar="usage.words")
@click.option("--nth", cls=SaidOption, help="option.nth")
@click.option("--period", cls=SaidOption, callback=a_stretch, help="option.about")
@click.option("--none", "nothing", is_flag=True, cls=SaidOption, help="option.nothing")
@click.option("--is", "entity", cls=SaidOption, help="option.entity")
@click.option(
    "--kind", cls=SaidOption, type=WordChoice("kind", get_args(MentionKind)), help="option.entity_kind"
)
@click.option("--undo", is_flag=True, cls=SaidOption, help="option.undo_correction")
@click.option("--by", "name", envvar="KLOPT_NAME", cls=SaidOption, help="option.by")
@click.option("--note", default="", cls=SaidOption, help="option.note")
@model_option
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    words: str,
    nth: str | None,
    period: Days | None,
    nothing: bool,
    entity: str | None,
    kind: MentionKind | None,
    undo: bool,
    name: str | None,
    note: str,
) -> int:
    """Say what a figure or a name is, or that it is none; read and check the article again."""
    settings: Settings = ctx.obj
    if sum((period is not None, nothing, entity is not None, undo)) != 1:
        raise KloptError("correct.one")
    with existing(settings) as store, store.transaction():
        (row_id,) = article_ids(store, [article], settings)
        if undo:
            made = _standing(store, row_id, words, nth)
            correction = Correction(made.subject, made.words, made.nth, "withdrawn")
        else:
            subject, at = _meant(store.extraction(row_id), words, nth, entity is not None)
            change: Change = "none" if nothing else "period" if period is not None else "entity"
            value = as_value(period) if period is not None else f"{kind or ''}:{entity}" if entity else ""
            if change == "period" and subject == "name":
                raise KloptError("correct.no_figure", words=printable(words))
            correction = Correction(subject, words, at, change, value)
        signed = Correction(
            correction.subject,
            correction.words,
            correction.nth,
            correction.change,
            correction.value,
            name or getpass.getuser(),
            note,
        )
        add_correction(store.db.conn, store.article_key(row_id), signed)
        findings = read_again(store, row_id, pipeline(settings))
    click.echo(settings.say("correct.undone" if undo else "correct.done", words=printable(words), n=findings))
    return 0


def _meant(extraction: Extraction, words: str, nth: str | None, name: bool) -> tuple[Subject, str]:
    """Whether these words are a figure or a name, and which of the same. Raises KloptError if neither, or more than
    one and it is not said which.
    """
    figures, names = _count(extraction, words)
    subject: Subject = "name" if name or not figures else "figure"
    there = names if subject == "name" else figures
    if not there:
        raise KloptError("correct.not_there", words=printable(words))
    if nth is None:
        if there > 1:
            raise KloptError("correct.which", words=printable(words), n=there, all=ALL)
        return subject, "1"
    if nth != ALL and not (nth.isascii() and nth.isdigit() and 1 <= int(nth) <= there):
        raise KloptError("correct.which", words=printable(words), n=there, all=ALL)
    return subject, nth


def _count(extraction: Extraction, words: str) -> tuple[int, int]:
    """How many figures and how many names these words are."""
    wanted = " ".join(words.split()).casefold()
    figures = sum(" ".join(f.span.text.split()).casefold() == wanted for f in extraction.quantities)
    return figures, sum(" ".join(m.span.text.split()).casefold() == wanted for m in extraction.mentions)


def _standing(store: Store, row_id: int, words: str, nth: str | None) -> Correction:
    """The correction of these words that stands. Raises KloptError if there is none, or more than one."""
    wanted = " ".join(words.split()).casefold()
    found = [
        one
        for one in corrections_of(store.db.conn, store.article_key(row_id))
        if one.words == wanted and nth in (None, one.nth)
    ]
    if len(found) != 1:
        raise KloptError(
            "correct.which" if found else "correct.nothing", words=printable(words), n=len(found), all=ALL
        )
    return found[0]
