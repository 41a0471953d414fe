"""Every word that klopt says, in Dutch and in English: the table `messages.toml`.

A key is "table.name". What the rules say about figures is not here but in `check/rules.toml`, beside the
rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal

Lang = Literal["nl", "en"]


@cache
def table() -> dict[str, dict[str, str]]:
    """All messages by key, each with its "nl" and "en"."""
    sections = tomllib.loads(files("klopt").joinpath("messages.toml").read_text("utf-8"))
    return {f"{section}.{name}": words for section, rows in sections.items() for name, words in rows.items()}


def say(key: str, lang: Lang, **values: object) -> str:
    """The message in this language with its placeholders filled in; `{n:plaats|plaatsen}` is the word that goes with
    this number. Raises KeyError for a key that is not in the table.

    >>> say("usage.missing", "nl", name="PAD")
    'Er ontbreekt iets: PAD.'
    >>> say("kwic.found", "nl", n=1), say("kwic.found", "nl", n=2)
    ('1 plaats gevonden.', '2 plaatsen gevonden.')
    """
    return _FILLED.vformat(table()[key][lang], (), values)


class _Filled(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        one, choice, more = format_spec.partition("|")
        if choice:
            return one if str(value) == "1" else more
        return str(super().format_field(value, format_spec))


_FILLED = _Filled()


def chosen(args: Sequence[str], environ: Mapping[str, str], default: Lang = "nl") -> Lang:
    """The language of a command line: `--lang` wherever it stands (before a lone `--`), else KLOPT_LANG,
    else the default, which is that of `klopt.toml`.

    Looked up before the arguments are parsed, so that `--help --lang en` and errors about the arguments
    are in it too.

    >>> chosen(["check", "--lang", "en"], {})
    'en'
    >>> chosen(["check", "--", "--lang", "en"], {})
    'nl'
    """
    lang = environ.get("KLOPT_LANG") or default
    ours = args[: list(args).index("--")] if "--" in args else args
    for arg, following in zip(ours, [*ours, ""][1:], strict=True):
        if arg == "--lang":
            lang = following
        elif arg.startswith("--lang="):
            lang = arg.removeprefix("--lang=")
    return "en" if lang[:2].lower() == "en" else "nl"
