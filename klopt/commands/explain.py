"""`klopt explain`: one rule in full."""

from __future__ import annotations

from textwrap import fill

import click

from klopt.check.registry import catalogue, select
from klopt.completions import rule_names
from klopt.options import SaidArgument, SaidCommand, Settings
from klopt.report import WIDTH
from klopt.terminal import coloured, strong


@click.command("explain", cls=SaidCommand)
@click.argument("name", cls=SaidArgument, metavar="usage.rule_name", shell_complete=rule_names)
@click.pass_obj
def command(settings: Settings, name: str) -> None:
    """Print what a rule asks, how sure it is at best, why, and an example of what it finds and what it leaves alone."""
    (known,) = select(only=[name])
    rule = catalogue()[known]
    level = settings.say("explain.level", level=settings.say(f"level.{rule.level}"))
    click.echo(f"{strong(rule.title.in_(settings.lang), coloured())} ({rule.name})\n{level}")
    for words in (rule.question, rule.explanation):
        click.echo()
        for paragraph in words.in_(settings.lang).strip().split("\n\n"):
            click.echo(fill(" ".join(paragraph.split()), WIDTH))
    for key, text in (("explain.found", rule.found), ("explain.silent", rule.silent)):
        click.echo(f"\n{settings.say(key)}")
        for article in text.split(" | "):
            click.echo(fill(article, WIDTH, initial_indent="  ", subsequent_indent="  "))
