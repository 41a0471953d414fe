"""What the shell may fill in besides the names of commands, options and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klopt.check.registry import catalogue
from klopt.options import settings_of

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def rule_names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The rules of which the name begins so, each with its title."""
    from click.shell_completion import CompletionItem

    lang = settings_of(ctx).lang
    return [
        CompletionItem(name, help=rule.title.in_(lang))
        for name, rule in catalogue().items()
        if name.startswith(incomplete)
    ]
