"""`klopt init`: a `klopt.toml` with every setting in it, explained and commented out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import click

from klopt.check.registry import catalogue
from klopt.config import FILE, Config
from klopt.options import KloptError, SaidCommand, Settings

WIDTH = 100
EXAMPLE = ("polderpost", "https://polderpost.example/", "De Polderpost")
"""A source as one could be; `.example` is nobody's (RFC 2606)."""


@click.command("init", cls=SaidCommand)
@click.pass_obj
def command(settings: Settings) -> int:
    """Write the file in this folder, or where `--config` says. Raises KloptError rather than change one."""
    return write(settings.config_named or Path(FILE), settings)


def write(path: Path, settings: Settings) -> int:
    """Write the file, whole or not at all. Raises KloptError if there is one."""
    text = template(settings)
    try:
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        raise KloptError("init.exists", path=path) from None
    try:
        with file:
            file.write(text)
    except BaseException:
        path.unlink()
        raise
    click.echo(settings.say("init.done", path=path))
    return 0


def template(settings: Settings) -> str:
    """The text of the file: comments in the language of the call, every default as a line behind `#`."""
    return "\n".join(_lines(settings)) + "\n"


def _lines(settings: Settings) -> Iterator[str]:
    yield from _comment(settings.say("init.top"))
    defaults = Config()
    for key, about, value in (
        ("language", "init.language", defaults.language),
        ("database", "init.database", str(defaults.database)),
        ("model", "init.model", defaults.model or ""),
        ("user_agent", "init.user_agent", defaults.user_agent),
    ):
        yield ""
        yield from _comment(settings.say(about))
        yield f"# {key} = {_quoted(value)}"
    yield ""
    yield from _comment(settings.say("init.rules"))
    yield "# [rules]"
    width = max(map(len, catalogue()))
    for name, rule in catalogue().items():
        title = rule.title.in_(settings.lang)
        yield f"# {name:<{width}} = {_quoted(rule.level):<9}  # {title}"
    yield ""
    yield from _comment(settings.say("init.sources"))
    name, address, source = EXAMPLE
    for line in (f"[sources.{name}]", f"address = {_quoted(address)}", f"source = {_quoted(source)}"):
        yield f"#     {line}"


def _comment(text: str) -> Iterator[str]:
    """Prose is told apart from commented settings by its two blanks."""
    yield from wrap(text, WIDTH, initial_indent="##  ", subsequent_indent="##  ")


def _quoted(text: str) -> str:
    """A basic string of TOML; JSON writes the same for what stands here."""
    return json.dumps(text, ensure_ascii=False)
