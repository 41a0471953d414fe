"""`klopt judge`: what an editor thinks of a finding."""

from __future__ import annotations

import getpass

import click

from db import FindingRow, Store
from db.byhand import Verdict, add_verdict, keys_from, standing_verdicts
from db.overview import overview
from klopt.check.case import Case
from klopt.check.levels import capped
from klopt.check.registry import select
from klopt.check.run import finding_from
from klopt.corpus_file import existing, read_corpus
from klopt.judged import SHORT, Known, Ledger
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings, format_option
from klopt.report import byline, finding_lines, heading, one_line, verdict_line
from klopt.terminal import coloured, json_line, printable, strong

VERDICTS: dict[str, Verdict] = {
    **dict.fromkeys(("niet", "klopt niet", "wrong"), "wrong"),
    **dict.fromkeys(("wel", "klopt", "klopt wel", "right"), "right"),
    "later": "later",
}
SHORTEST = 4
"""Characters of a key that must be typed, as with git."""


@click.command("judge", cls=SaidCommand)
@click.argument("key", required=False, cls=SaidArgument, metavar="usage.finding_key")
@click.argument("words", nargs=-1, cls=SaidArgument, metavar="usage.verdict")
@click.option("--by", "name", envvar="KLOPT_NAME", cls=SaidOption, help="option.by")
@click.option("--note", default="", cls=SaidOption, help="option.note")
@click.option("--undo", is_flag=True, cls=SaidOption, help="option.undo")
@click.option("--all", "everything", is_flag=True, cls=SaidOption, help="option.all")
@format_option
@click.pass_obj
def command(
    settings: Settings,
    key: str | None,
    words: tuple[str, ...],
    name: str | None,
    note: str,
    undo: bool,
    everything: bool,
    as_jsonl: bool,
) -> int:
    """Keep a verdict or take it back; without one show the finding, without a key list what waits."""
    if key is None:
        return _list(settings, everything=everything, as_jsonl=as_jsonl)
    if undo and words:
        raise KloptError("judge.undo_alone", finding=printable(key))
    verdict: Verdict | None = "withdrawn" if undo else _verdict(words) if words else None
    if verdict is None:
        with existing(settings, read_only=True) as store:
            _show(store, _found(store, key, settings), settings)
        return 0
    with existing(settings) as store, store.transaction():
        row = _found(store, key, settings)
        if undo and row.key not in standing_verdicts(store.db.conn):
            raise KloptError("judge.nothing", finding=row.key[:SHORT])
        kept = add_verdict(store.db.conn, row.key, verdict, name=name or getpass.getuser(), note=note)
    click.echo(f"{row.key[:SHORT]}  {verdict_line(kept, settings.lang)}")
    return 0


def _verdict(words: tuple[str, ...]) -> Verdict:
    said = " ".join(" ".join(words).casefold().split())
    if said not in VERDICTS:
        raise KloptError("judge.words", words=printable(said))
    return VERDICTS[said]


def _found(store: Store, key: str, settings: Settings) -> FindingRow:
    """The one finding whose key begins so. Raises KloptError if there is none, or more than one, or if so little was
    typed that it may have been meant as something else: the number of an article is no key.
    """
    if len(key) < SHORTEST:
        raise KloptError("judge.short_key", finding=printable(key), least=SHORTEST)
    keys = keys_from(store.db.conn, key)
    if not keys:
        raise KloptError("judge.no_finding", finding=printable(key), path=settings.db)
    if len(keys) > 1:
        length = next(
            size for size in range(len(key), 65) if len({each[:size] for each in keys}) == len(keys)
        )
        raise KloptError(
            "judge.more", finding=printable(key), keys=", ".join(each[: max(length, SHORT)] for each in keys)
        )
    return next(store.findings(key=keys[0], gone=None))


def _show(store: Store, row: FindingRow, settings: Settings) -> None:
    """The finding as `klopt check` prints it, and the verdict that stands."""
    cases: dict[str | int, Case] = {
        at.article: Case(store.article(at.article), store.extraction(at.article)) for at in row.spans
    }
    (finding,) = capped([finding_from(row)], settings.config.rules)
    case = cases[row.spans[0].article]
    known = Ledger(standing_verdicts(store.db.conn)).known(row.key)
    lines = [
        *heading(case.article, settings.lang, coloured()),
        "",
        *finding_lines(finding, case, cases, settings.lang, coloured(), known),
    ]
    click.echo("\n".join(lines))


def _list(settings: Settings, *, everything: bool, as_jsonl: bool) -> int:
    """What stands and nobody has settled, in the order of the articles; what is for later comes last."""
    with read_corpus(settings) as store:
        ledger = Ledger(standing_verdicts(store.db.conn))
        rules = select(ignore=settings.config.silenced)
        waiting = []
        for row in store.findings():
            (finding,) = capped([finding_from(row)], settings.config.rules)
            known = ledger.known(row.key)
            if row.rule in rules and not known.settled and (everything or finding.level != "note"):
                waiting.append((known.verdict is not None, row, finding, known))
        if not waiting and overview(store.db.conn).checked_at is None:
            raise KloptError("stop.not_checked", path=settings.db)
        waiting.sort(key=lambda item: item[0])
        for _, row, finding, known in waiting:
            _print(store, row, finding.level, known, settings, as_jsonl)
    if not as_jsonl:
        click.echo(settings.say("judge.waiting" if waiting else "judge.silent", n=len(waiting)))
    return 0


def _print(
    store: Store, row: FindingRow, level: str, known: Known, settings: Settings, as_jsonl: bool
) -> None:
    article = store.article(row.spans[0].article)
    message = row.message_en if settings.lang == "en" else row.message_nl
    if as_jsonl:
        said = (
            None if known.verdict is None else {"verdict": known.verdict.verdict, "name": known.verdict.name}
        )
        click.echo(
            json_line(
                {"key": row.key, "rule": row.rule, "level": level, "article": article.id, "message": message}
                | {"verdict": said}
            )
        )
        return
    words = settings.say(f"level.{level}")
    click.echo(f"{strong(known.short, coloured())}  {words} ({row.rule}): {byline(article, settings.lang)}")
    click.echo(f"  {one_line(message)}")
    if known.verdict:
        click.echo(f"  {verdict_line(known.verdict, settings.lang)}")
