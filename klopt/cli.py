"""The command line: which commands there are, in the order of the flow and in groups, and the one place where an error
becomes a line and a code.

A command's module is imported when it is run, so that `klopt --help` needs neither spaCy nor trafilatura
nor SQLite.

Exit codes: 0 done, 1 findings (or a difference between snapshots), 2 could not run. Python's and click's own codes
never reach the shell: a mistake of the program shows its traceback and is a 2 as well, so that 1 always means that.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from klopt import __version__
from klopt.config import ConfigError, named, of_call
from klopt.messages import Lang, chosen, say
from klopt.mistakes import usage_line
from klopt.options import (
    KloptError,
    SaidOption,
    Settings,
    said,
    settings_of,
    shared_options,
    write_options,
    write_prose,
)
from klopt.terminal import printable

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMPLETE = "_KLOPT_COMPLETE"
"""What the shell sets when it asks for completions: click's own protocol."""
GROUPS: dict[str, tuple[str, ...]] = {
    "start": ("demo", "init"),
    "collect": ("add", "scrape", "sources", "read"),
    "check": ("extract", "check", "reference", "show", "web", "rules", "explain"),
    "search": ("search", "kwic", "claims", "figure", "entities", "versions", "copies"),
    "research": ("count", "collocations", "keywords", "network", "sample", "export", "snapshot"),
    "by_hand": ("judge", "correct", "merge", "split", "rename"),
    "care": ("doctor", "completion", "forget", "rebuild", "backup", "merge-corpus"),
}
"""The commands under the headings of the help."""
COMMANDS = tuple(name for names in GROUPS.values() for name in names)


class Klopt(click.Group):
    """The group, with commands imported from `klopt.commands` when they are named."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return cast(click.Command, import_module(f"klopt.commands.{cmd_name.replace('-', '_')}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not ctx.resilient_parsing:
            raise click.UsageError(_no_command(args[0], settings_of(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and options with our words beside them; no command is imported for it."""
        from click.shell_completion import CompletionItem

        settings = settings_of(ctx)
        names = (name for name in COMMANDS if name.startswith(incomplete))
        commands = [CompletionItem(name, help=settings.say(f"{name}.short")) for name in names]
        return commands + said(click.Command.shell_complete(self, ctx, incomplete), settings)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        settings = settings_of(ctx)
        formatter.write_usage(ctx.command_path, settings.say("usage.group"), settings.say("usage.prefix"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_prose(formatter, settings_of(ctx).say("klopt.help"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        settings = settings_of(ctx)
        widest = max(map(len, COMMANDS))
        for group, names in GROUPS.items():
            with formatter.section(settings.say(f"group.{group}")):
                formatter.write_dl([(f"{name:{widest}}", settings.say(f"{name}.short")) for name in names])
        write_options(self, ctx, formatter)
        write_prose(formatter, settings.say("klopt.epilog"))


def _no_command(name: str, settings: Settings) -> str:
    words = settings.say("usage.no_command", name=printable(name))
    near = get_close_matches(name, COMMANDS, n=1)
    return f"{words} {settings.say('usage.meant', names=near[0])}" if near else words


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
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
    # The matrices of a small pipeline are small: a second thread costs more than it brings. Read when numpy loads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    args = list(sys.argv[1:] if argv is None else argv)
    settings = settings_for(args)
    lang = settings.lang
    if argv is None and COMPLETE in os.environ:
        return _complete(settings)
    try:
        code = _run(args, settings)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        code = done.exit_code
    except (KeyboardInterrupt, click.Abort):
        code = _stop(say("stop.interrupted", lang))
    except BrokenPipeError:
        _mute()  # whoever read our output has enough
        code = 2
    except Exception as error:
        code = _stop(line) if (line := _line(error, lang)) else _bug(lang)
        if isinstance(error, OSError) and error.filename is None:
            _mute()  # it may be the output itself that has no room
    return code


def _mute() -> None:
    """Python flushes the output once more at exit and complains if it cannot: give it nothing to flush to."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def settings_for(args: Sequence[str]) -> Settings:
    """What holds for a call before its arguments are parsed: environment over `klopt.toml` over defaults."""
    config, problem = of_call(args, os.environ)
    return Settings(
        db=Path(os.environ.get("KLOPT_DB") or config.database),
        lang=chosen(args, os.environ, config.language),
        model=os.environ.get("KLOPT_MODEL") or config.model,
        config=config,
        problem=problem,
        config_named=named(args, os.environ),
    )


def _complete(settings: Settings) -> int:
    """Answer a shell that asks how the line could go on."""
    from click.shell_completion import shell_complete

    try:
        return shell_complete(_group(), {"obj": settings}, "klopt", COMPLETE, os.environ[COMPLETE])
    except Exception:
        # Half a line that cannot be read has no completions; a complaint would land in the middle of it.
        return 1


def _run(args: list[str], settings: Settings) -> int:
    group = _group()
    with group.make_context("klopt", args, obj=settings) as ctx:
        result = group.invoke(ctx)
    return result if isinstance(result, int) else 0


def _line(error: Exception, lang: Lang) -> str | None:
    """The one line that an expected error is to its user; None if it is a mistake of the program."""
    if isinstance(error, click.ClickException):
        return usage_line(error, lang)
    if isinstance(error, KloptError | ConfigError):
        return error.in_(lang)
    # Imported only now: the bases live in packages that load SQLite and more.
    from corpus.errors import CorpusError
    from corpus.reasons import NO_ROOM, Refused, system_words
    from db.errors import StoreError
    from extract.errors import ExtractError, ModelError
    from klopt.check.errors import CheckError, UnknownRule

    match error:
        case OSError(filename=str() | bytes() as path):
            return say("stop.os", lang, path=os.fsdecode(path), reason=system_words(error, lang))
        case OSError(errno=code) if code in NO_ROOM:
            return say("stop.no_room", lang, reason=system_words(error, lang))
        case StoreError() | ModelError():
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


def _stop(line: str) -> int:
    click.echo(f"klopt: {printable(' '.join(line.split()))}", err=True)
    return 2


def _bug(lang: Lang) -> int:
    traceback.print_exc()
    return _stop(say("stop.bug", lang))
