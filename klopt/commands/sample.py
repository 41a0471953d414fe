"""`klopt sample`: draw findings, figures or articles for coders, and count what they say of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from db.byhand import Verdict, add_verdict, keys_from, standing_verdicts
from db.export import snapshot as one_moment
from db.units import KINDS, STRATA, Kind, units
from extract.nouns import QuantityKind
from klopt.corpus_file import existing
from klopt.export.sheet import write_sheet
from klopt.listing import Form, grid, listing_form, print_rows, waiting
from klopt.option_values import positive, whole
from klopt.options import KloptError, SaidArgument, SaidCommand, SaidOption, Settings
from klopt.research.coding import Coded, Estimate, alpha, labels, precision, recall
from klopt.research.drawing import draw
from klopt.research.written import written
from klopt.sampling import CHOICES, COLUMNS, name_of, read_coded, rows
from klopt.selection import Filters, filter_options
from klopt.terminal import coloured, printable, progress

NUMBER = 100
"""Units that are drawn when `--n` does not say."""
ENDINGS = (".csv", ".xlsx")
"""What a sample can be written as."""
MEASURES = ("measure", "group", "n", "hits", "value", "low", "high")
_VERDICTS: dict[str, Verdict] = {"yes": "wrong", "no": "right"}


@click.command("sample", cls=SaidCommand)
@click.argument("words", nargs=-1, cls=SaidArgument, metavar="usage.sample_action")
@click.option(
    "--of", "kind", cls=SaidOption, type=click.Choice(KINDS), default="findings", help="option.sample_of"
)
@click.option(
    "--n",
    cls=SaidOption,
    metavar="usage.number",
    callback=positive,
    default=str(NUMBER),
    help="option.sample_n",
)
@click.option("--stratify", "by", cls=SaidOption, metavar="usage.names", default="", help="option.stratify")
@click.option("--equal", cls=SaidOption, is_flag=True, help="option.equal")
@click.option(
    "--seed",
    cls=SaidOption,
    metavar="usage.number",
    callback=whole,
    default="0",
    show_default=True,
    help="option.seed",
)
@click.option("-o", "--output", cls=SaidOption, type=click.Path(path_type=Path), help="option.sample_output")
@click.option("--force", cls=SaidOption, is_flag=True, help="option.force")
@click.option("--keep", cls=SaidOption, is_flag=True, help="option.keep_codes")
@filter_options
@listing_form
@click.pass_obj
def command(
    settings: Settings,
    words: tuple[str, ...],
    kind: Kind,
    n: int,
    by: str,
    equal: bool,
    seed: int,
    output: Path | None,
    force: bool,
    keep: bool,
    filters: Filters,
    form: Form,
) -> int:
    """Draw a sample to a file; or, behind `read`, count what coders filled in."""
    if words[:1] == ("read",):
        return _read(settings, [Path(word) for word in words[1:]], keep, form)
    if output is None or output.suffix.casefold() not in ENDINGS:
        raise KloptError("sample.where")
    if output.exists() and not force:
        raise KloptError("export.there", path=output)
    names = tuple(filter(None, (name.strip() for name in by.split(","))))
    for name in names:
        if name not in STRATA[kind]:
            raise KloptError("sample.no_stratum", name=printable(name), names=", ".join(STRATA[kind]))
    with existing(settings, read_only=True) as store, one_moment(store):
        waiting(store, settings, "search.waiting")
        every = list(units(store, filters.of(words).among(store), kind))
        drawn = draw(every, n, seed, names, equal=equal)
        if not drawn:
            click.echo(f"klopt: {settings.say('sample.nothing')}", err=True)
            return 0
        told = progress(rows(store, drawn, kind, settings.lang), len(drawn), settings.say("bar.exporting"))
        choices = {"code": CHOICES[kind]} if CHOICES[kind] else {}
        write_sheet(output, COLUMNS[kind], told, choices)
    groups = {tuple(unit.strata[name] for name in names) for unit in every}
    sizes = {"n": len(drawn), "of": len(every), "strata": len({one.stratum for one in drawn}), "seed": seed}
    if missing := len(groups) - sizes["strata"]:
        click.echo(f"klopt: {settings.say('sample.not_drawn', n=missing)}", err=True)
    path = printable(str(output))
    click.echo(settings.say("sample.drawn", path=path, sample=name_of(drawn, kind), **sizes), err=True)
    click.echo(settings.say(f"sample.fill_{kind}", path=path), err=True)
    return 0


def _read(settings: Settings, paths: Sequence[Path], keep: bool, form: Form) -> int:
    if not paths:
        raise KloptError("sample.which")
    kind, coded = read_coded(paths)
    if keep and kind != "findings":
        raise KloptError("sample.no_verdicts")
    measured = list(_measured(kind, coded))
    if form == "table":
        _table(kind, coded, measured, settings)
    else:
        print_rows(form, MEASURES, measured)
    if keep:
        click.echo(settings.say("sample.kept", n=_keep(settings, coded)), err=True)
    return 0


def _measured(kind: Kind, coded: Sequence[Coded]) -> Iterator[dict[str, Any]]:
    """Each estimate as a row; alpha has no interval."""
    if kind == "articles":
        yield _row("recall", None, recall(coded))
    else:
        groups, every = precision(coded)
        for name, one in groups.items():
            yield _row("precision", name, one)
        yield _row("precision", None, every)
    told = labels(coded)
    if told:
        agreed = {"measure": "alpha", "group": None, "n": len({unit for _, unit, _ in told}), "hits": None}
        yield agreed | {"value": _alpha(told), "low": None, "high": None}


def _alpha(told: Sequence[tuple[str, str, str]]) -> float | None:
    try:
        found = alpha(told)
    except ImportError:
        raise KloptError("sample.agreement", python=sys.executable) from None
    return None if found is None else round(found, 4)


def _row(measure: str, group: str | None, one: Estimate) -> dict[str, Any]:
    share = None if one.share is None else round(one.share, 4)
    told = {"measure": measure, "group": group, "n": one.n, "hits": one.hits, "value": share}
    return told | {"low": round(one.low, 4), "high": round(one.high, 4)}


def _table(
    kind: Kind, coded: Sequence[Coded], measured: Sequence[dict[str, Any]], settings: Settings
) -> None:
    def number(value: float | None) -> str:
        return "-" if value is None else written(value, 2, settings.lang)

    shares = [row for row in measured if row["measure"] != "alpha"]
    columns = ("of_articles", "to_find") if kind == "articles" else (f"of_{kind}", "n")
    header = [settings.say(f"sample.{name}") for name in (*columns, "hits", shares[0]["measure"], "interval")]
    cells = []
    for row in shares:
        if kind == "articles":
            group = str(sum(bool(one.counts) for one in coded))
        elif row["group"] is None:
            group = settings.say("sample.all")
        else:
            group = _called(kind, row["group"], settings)
        interval = f"{number(row['low'])} - {number(row['high'])}"
        cells.append(([group, str(row["n"]), str(row["hits"]), number(row["value"]), interval], list[str]()))
    click.echo("\n".join(grid(header, cells, coloured())))
    left = [one.settled for one in coded if one.codes]
    uncoded = sum(not one.codes and not one.counts for one in coded)
    told = {"uncoded": uncoded, "unsure": left.count("unsure"), "divided": left.count(None)}
    click.echo(settings.say("sample.left", **told))
    for row in measured:
        if row["measure"] == "alpha":
            key = "sample.no_alpha" if row["value"] is None else "sample.alpha"
            click.echo(settings.say(key, value=number(row["value"]), n=row["n"]))


def _called(kind: Kind, group: str, settings: Settings) -> str:
    """A rule by its own name, a kind of figure by our word."""
    return (
        settings.say(f"quantity.{group}") if kind == "figures" and group in get_args(QuantityKind) else group
    )


def _keep(settings: Settings, coded: Sequence[Coded]) -> int:
    """Keep what the coders agree on as verdicts under their names; how many of them are new."""
    new = 0
    with existing(settings) as store, store.transaction():
        standing = standing_verdicts(store.db.conn)
        for one in coded:
            verdict = _VERDICTS.get(one.settled or "")
            known = standing.get(one.key)
            if (
                verdict is None
                or (known and known.verdict == verdict)
                or keys_from(store.db.conn, one.key) != [one.key]
            ):
                continue
            names = [coder for coder, code in one.codes.items() if code == one.settled]
            add_verdict(store.db.conn, one.key, verdict, name=", ".join(names))
            new += 1
    return new
