"""The command line: which commands there are, in the order of the flow, and the one place where an error
becomes a line and a code.

A command's module is imported when it is run, so that `klopt --help` needs neither spaCy nor trafilatura
nor SQLite.

Exit codes: 0 nothing found, 1 findings, 2 could not run. Python's and click's own codes never reach the
shell: a mistake of the program shows its traceback and is a 2 as well, so that 1 always means findings.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import cast

import click

from klopt import __version__
from klopt.messages import Lang, chosen, say
from klopt.options import (
    KloptError,
    SaidOption,
    Settings,
    settings_of,
    shared_options,
    write_options,
    write_prose,
)
from klopt.terminal import printable

COMMANDS = ("demo", "add", "read", "extract", "check", "show", "web", "rules", "explain", "doctor")


class Klopt(click.Group):
    """The group, with commands imported from `klopt.commands` when they are named."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return cast(click.Command, import_module(f"klopt.commands.{cmd_name}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            raise click.UsageError(settings_of(ctx).say("usage.no_command", name=printable(args[0])), ctx)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        settings = settings_of(ctx)
        formatter.write_usage(ctx.command_path, settings.say("usage.group"), settings.say("usage.prefix"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_prose(formatter, settings_of(ctx).say("klopt.help"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        settings = settings_of(ctx)
        with formatter.section(settings.say("usage.commands_heading")):
            formatter.write_dl([(name, settings.say(f"{name}.short")) for name in COMMANDS])
        write_options(self, ctx, formatter)
        write_prose(formatter, settings.say("klopt.epilog"))


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"klopt {__version__}")
        ctx.exit(0)


def _group() -> Klopt:
    shown = SaidOption(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_show_version,
        help="option.version",
    )
    return Klopt(
        "klopt",
        params=[*shared_options(), shown],
        add_help_option=False,
        invoke_without_command=True,
        callback=_help_if_alone,
    )


@click.pass_context
def _help_if_alone(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(argv: Sequence[str] | None = None) -> int:
    """Run klopt with these arguments (the process's own if None). Returns the exit code; never raises
    SystemExit.
    """
    args = list(sys.argv[1:] if argv is None else argv)
    lang = chosen(args, os.environ)
    try:
        code = _run(args, lang)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        code = done.exit_code
    except (KeyboardInterrupt, click.Abort):
        code = _stop(say("stop.interrupted", lang))
    except BrokenPipeError:
        # Whoever read our output has enough. Python would flush once more at exit and complain: give it
        # nothing to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 2
    except Exception as error:
        code = _stop(line) if (line := _line(error, lang)) else _bug(lang)
    return code


def _run(args: list[str], lang: Lang) -> int:
    group = _group()
    with group.make_context("klopt", args, obj=Settings(lang=lang)) as ctx:
        result = group.invoke(ctx)
    return result if isinstance(result, int) else 0


def _line(error: Exception, lang: Lang) -> str | None:
    """The one line that an expected error is to its user; None if it is a mistake of the program."""
    if isinstance(error, click.ClickException):
        return _usage(error, lang)
    if isinstance(error, KloptError):
        return error.in_(lang)
    if isinstance(error, OSError) and error.filename is not None:
        return say("stop.os", lang, path=error.filename, reason=error.strerror or type(error).__name__)
    # Imported only now: the bases live in packages that load SQLite and more.
    from corpus.errors import CorpusError
    from corpus.reasons import Refused
    from db.errors import StoreError
    from extract.errors import ExtractError
    from klopt.check.errors import CheckError, UnknownRule

    match error:
        case StoreError():
            return error.in_(lang)
        case Refused():
            return error.failure("", lang).reason
        case UnknownRule():
            meant = f" {say('usage.meant', lang, names=error.nearest)}" if error.nearest else ""
            return say("stop.no_rule", lang, name=error.name, meant=meant)
        case CorpusError() | ExtractError() | CheckError():
            return str(error)
        case _:
            return None


def _usage(error: click.ClickException, lang: Lang) -> str:
    """A mistake on the command line, in our words, with where to read on."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            words = say("usage.missing", lang, name=param.get_error_hint(ctx))
        case click.NoSuchOption():
            words = say("usage.no_option", lang, name=error.option_name)
            if error.possibilities:
                words += " " + say("usage.meant", lang, names=", ".join(sorted(error.possibilities)))
        case click.BadOptionUsage():
            words = say("usage.no_value", lang, name=error.option_name)
        case click.BadParameter(param=click.Option() as option) if isinstance(option.type, click.Choice):
            choices = ", ".join(str(choice) for choice in option.type.choices)
            words = say("usage.choice", lang, name=option.opts[0], choices=choices)
        case _:
            words = error.format_message()
    path = ctx.command_path if ctx is not None else "klopt"
    return f"{words} {say('usage.read_on', lang, command=path)}"


def _stop(line: str) -> int:
    click.echo(f"klopt: {printable(' '.join(line.split()))}", err=True)
    return 2


def _bug(lang: Lang) -> int:
    traceback.print_exc()
    return _stop(say("stop.bug", lang))
