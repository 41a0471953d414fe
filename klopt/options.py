"""Click, told to speak our words: commands and options whose help is a key of `messages.toml`, and the
options that all share.

Click's own sentences are English and come from gettext; klopt's language is a choice at each call
(`--lang`), so help is put together when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from klopt.config import Config, ConfigError
from klopt.messages import Lang, say, table

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole call: the database, the language, and the spaCy pipeline (None: the best
    that is there). `config` is what `klopt.toml` says, `problem` what is wrong with it, and
    `config_named` the file if the user named one.
    """

    db: Path = Path("klopt.db")
    lang: Lang = "nl"
    model: str | None = None
    db_given: bool = False
    config: Config = field(default_factory=Config)
    problem: ConfigError | None = None
    config_named: Path | None = None

    def say(self, key: str, **values: object) -> str:
        """The message in the language of this call."""
        return say(key, self.lang, **values)


class KloptError(Exception):
    """Klopt cannot do what was asked: one line, from `messages.toml`, that says what to do. Exit code 2."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def in_(self, lang: Lang) -> str:
        """The line in this language."""
        return say(self.key, lang, **self.values)


WITHOUT_CONFIG = ("init", "doctor", "completion")
"""Commands that run although `klopt.toml` cannot be used."""


def settings_of(ctx: click.Context) -> Settings:
    """The settings of the call that this context belongs to."""
    found = ctx.find_object(Settings)
    return Settings() if found is None else found


class SaidOption(click.Option):
    """An option whose `help` is a key, and `metavar` too if it has one."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value in the help: the choices, or a word of ours."""
        if isinstance(self.type, click.Choice):
            return super().make_metavar(ctx)
        by_type = {click.Path: "usage.target", click.IntRange: "usage.number"}
        return settings_of(ctx).say(self.metavar or by_type.get(type(self.type), "usage.text"))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None or self.help is None:
            return record
        return record[0], settings_of(ctx).say(self.help)


class SaidArgument(click.Argument):
    """An argument whose `metavar` is a key."""

    def make_metavar(self, ctx: click.Context) -> str:
        return settings_of(ctx).say(str(self.metavar))

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """The name an error message calls it by."""
        return str(self.metavar) if ctx is None else self.make_metavar(ctx).strip("[].")


class SaidCommand(click.Command):
    """A command whose texts are the keys "NAME.short" and "NAME.help"."""

    def __init__(self, name: str | None, **rest: Any) -> None:
        super().__init__(name, **rest, add_help_option=False)
        self.params = [*self.params, *shared_options()]

    def invoke(self, ctx: click.Context) -> Any:
        """Run, unless `klopt.toml` cannot be used; the commands that help to mend it always run."""
        problem = settings_of(ctx).problem
        if problem is not None and self.name not in WITHOUT_CONFIG:
            raise problem
        return super().invoke(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """As click does, with our words beside each option."""
        return said(super().shell_complete(ctx, incomplete), settings_of(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [settings_of(ctx).say("usage.options")]
        pieces += [param.make_metavar(ctx) for param in self.params if isinstance(param, SaidArgument)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), settings_of(ctx).say("usage.prefix"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_prose(formatter, settings_of(ctx).say(f"{self.name}.short"))
        write_prose(formatter, settings_of(ctx).say(f"{self.name}.help"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with our words for what is too much."""
        ctx.allow_extra_args = True
        extra = super().parse_args(ctx, args)
        if extra and not ctx.resilient_parsing:
            raise click.UsageError(settings_of(ctx).say("usage.extra", words=" ".join(extra)), ctx)
        return extra


def said(items: list[CompletionItem], settings: Settings) -> list[CompletionItem]:
    """Completions with the words for which they carry a key."""
    for item in items:
        if item.help in table():
            item.help = settings.say(item.help)
    return items


def write_prose(formatter: click.HelpFormatter, text: str) -> None:
    """Paragraphs of help; those that start with a space stay as they are."""
    for block in filter(None, text.split("\n\n")):
        formatter.write_paragraph()
        with formatter.indentation():
            if block.startswith(" "):
                formatter.write("".join(f"{line}\n" for line in block.splitlines()))
            else:
                formatter.write_text(block)


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The list of options under its heading. What an argument is stands in the text of the help."""
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    records = [record for option in options if (record := option.get_help_record(ctx))]
    with formatter.section(settings_of(ctx).say("usage.options_heading")):
        formatter.write_dl(records)


def shared_options() -> Sequence[click.Option]:
    """`--db`, `--config`, `--lang` and `--help`: taken before and after the name of the command."""
    return (
        SaidOption(
            ["--db"], type=click.Path(path_type=Path), expose_value=False, callback=_set_db, help="option.db"
        ),
        # Read by `klopt.config.named` before the arguments are parsed: it holds defaults for them.
        SaidOption(
            ["--config"],
            type=click.Path(path_type=Path),
            expose_value=False,
            help="option.config",
        ),
        SaidOption(
            ["--lang"],
            type=click.Choice(["nl", "en"]),
            expose_value=False,
            is_eager=True,
            callback=_set_lang,
            help="option.lang",
        ),
        SaidOption(
            ["-h", "--help"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_show_help,
            help="option.help",
        ),
    )


def model_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--model` (or KLOPT_MODEL): which spaCy pipeline to read with."""
    return click.option(
        "--model",
        cls=SaidOption,
        expose_value=False,
        envvar="KLOPT_MODEL",
        callback=_set_model,
        help="option.model",
    )(command)


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format text|jsonl`, handed to the command as `as_jsonl`."""
    return click.option(
        "--format",
        "as_jsonl",
        cls=SaidOption,
        type=click.Choice(["text", "jsonl"]),
        default="text",
        callback=lambda _ctx, _param, value: value == "jsonl",
        help="option.format",
    )(command)


def _set_db(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.obj = replace(settings_of(ctx), db=value, db_given=True)


def _set_lang(ctx: click.Context, _param: click.Parameter, value: Lang | None) -> None:
    if value is not None:
        ctx.obj = replace(settings_of(ctx), lang=value)


def _set_model(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        ctx.obj = replace(settings_of(ctx), model=value)


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit(0)
