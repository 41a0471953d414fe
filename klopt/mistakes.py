"""A mistake on the command line, in our words: Click's own are English."""

from __future__ import annotations

from difflib import get_close_matches

import click

from klopt.choices import WordChoice
from klopt.messages import Lang, say

_NUMBERS = (click.IntRange, click.FloatRange, click.types.IntParamType, click.types.FloatParamType)


def usage_line(error: click.ClickException, lang: Lang) -> str:
    """The mistake in one line, with where to read on."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            words = say("usage.missing", lang, name=param.get_error_hint(ctx))
        case click.NoSuchOption():
            words = say("usage.no_option", lang, name=error.option_name)
            if near := get_close_matches(error.option_name, error.possibilities or (), n=1):
                words += " " + say("usage.meant", lang, names=near[0])
        case click.BadOptionUsage():
            words = say("usage.no_value", lang, name=error.option_name)
        case click.BadParameter(param=click.Parameter() as param) if isinstance(param.type, click.Choice):
            codes = param.type.words(lang) if isinstance(param.type, WordChoice) else param.type.choices
            choices = ", ".join(map(str, codes))
            name = param.opts[0] if isinstance(param, click.Option) else param.get_error_hint(ctx)
            words = say("usage.choice", lang, name=name, choices=choices)
        case click.BadParameter(param=click.Option() as param) if isinstance(param.type, _NUMBERS):
            words = _bounds(param.opts[0], param.type, lang)
        case _:
            words = error.format_message()
    path = ctx.command_path if ctx is not None else "klopt"
    return f"{words} {say('usage.read_on', lang, command=path)}"


def _bounds(name: str, kind: object, lang: Lang) -> str:
    """Which numbers this option takes."""
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    key = "usage.figure" if low is None else "usage.from" if high is None else "usage.between"
    return say(key, lang, name=name, low=low, high=high)
