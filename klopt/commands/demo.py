"""`klopt demo`: the whole way on sample articles, in a folder of its own."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import click

from db import Store
from klopt.check.registry import select
from klopt.commands.add import add_paths
from klopt.commands.check import check_database
from klopt.commands.extract import extract_corpus
from klopt.config import Config
from klopt.options import KloptError, SaidArgument, SaidCommand, Settings, model_option
from klopt.terminal import coloured, strong


@click.command("demo", cls=SaidCommand)
@click.argument(
    "folder",
    type=click.Path(path_type=Path),
    default=Path("klopt-demo"),
    cls=SaidArgument,
    metavar="usage.folder",
)
@model_option
@click.pass_context
def command(ctx: click.Context, folder: Path) -> int:
    """Lay the samples in the folder, add, extract and check them, and say what to do next. Always 0:
    findings are the point.
    """
    settings: Settings = ctx.obj
    if not settings.db_given:
        settings = replace(settings, db=folder / "klopt.db")
    # What is shown is klopt as it comes, not what a klopt.toml above this folder makes of it.
    settings = replace(settings, config=Config())
    paths = lay_out(folder)
    _only_samples(settings, len(paths))
    click.echo(settings.say("demo.start", folder=f"{folder}/", db=settings.db))
    click.echo()
    add_paths(tuple(str(path) for path in paths), settings)
    extract_corpus(settings, quiet=True)
    check_database(settings, select(), keys=False)
    click.echo()
    click.echo(settings.say("demo.kept", db=settings.db))
    _next(settings)
    return 0


def samples() -> dict[str, str]:
    """The sample articles by file name."""
    return {
        sample.name: sample.read_text("utf-8")
        for sample in sorted(files("klopt").joinpath("samples").iterdir(), key=lambda sample: sample.name)
        if sample.name.endswith(".md")
    }


def lay_out(folder: Path) -> list[Path]:
    """Write the samples that are not there yet. Raises KloptError rather than change a file that differs."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in samples().items():
        path = folder / name
        if not path.exists():
            path.write_text(text, encoding="utf-8", newline="\n")
        elif path.read_bytes() != text.encode():
            raise KloptError("stop.in_the_way", path=path)
        paths.append(path)
    return paths


def _only_samples(settings: Settings, most: int) -> None:
    """Refuse a database that holds anything but samples: it is somebody's own."""
    if not settings.db.exists():
        return
    ours = {line for text in samples().values() for line in text.splitlines() if line.startswith("url: ")}
    with Store(settings.db, read_only=True) as store:
        known = sum(store.find_article(line.removeprefix("url: ")) is not None for line in ours)
        if store.counts()["articles"] > min(known, most):
            raise KloptError("stop.not_demo", path=settings.db)


def _next(settings: Settings) -> None:
    commands = (
        (f"klopt check {settings.say('demo.next_path')}", "demo.next_check"),
        (f"klopt show 1 --db {settings.db}", "demo.next_show"),
        (f"klopt web --db {settings.db}", "demo.next_web"),
        ("klopt rules", "demo.next_rules"),
    )
    width = max(len(line) for line, _ in commands)
    click.echo(strong(settings.say("demo.next"), coloured()))
    for line, key in commands:
        click.echo(f"  {line:<{width}}  {settings.say(key)}")
