"""`klopt rules`: what klopt looks for."""

from __future__ import annotations

import click

from klopt.check.registry import catalogue
from klopt.options import SaidCommand, Settings, format_option
from klopt.terminal import coloured, json_line, strong


@click.command("rules", cls=SaidCommand)
@format_option
@click.pass_obj
def command(settings: Settings, as_jsonl: bool) -> None:
    """Print the catalogue: the name of each rule, the title that the pages show, and its question."""
    rules = catalogue().values()
    width = max(len(rule.name) for rule in rules)
    for rule in rules:
        title, question = rule.title.in_(settings.lang), rule.question.in_(settings.lang)
        if as_jsonl:
            row = {"rule": rule.name, "scope": rule.scope, "level": rule.level}
            click.echo(json_line(row | {"title": title, "question": question}))
        else:
            click.echo(f"{rule.name:<{width}}  {strong(title, coloured())}")
            click.echo(f"{'':<{width}}  {question}")
