"""`klopt.toml`: what a user sets once instead of at every call.

Looked for in the working folder and the folders above it, up to the home folder or the root. What is given
for one call wins: command line, then environment, then this file, then the defaults of `Config`.

A file that was found and belongs to somebody else is refused, as git refuses a repository: `model` is a
folder that code is loaded from, and `/tmp` is above many folders.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from klopt.messages import Lang, say

FILE = "klopt.toml"
LARGEST = 64 * 1024
"""Bytes; a file of settings is never near it."""
_LINES = 2000
"""Lines in which the line of a mistake is looked for, as each of them costs a reading of the file."""

ROOT_USER = 0

Cap = Literal["error", "warning", "note", "off"]


@dataclass(frozen=True, slots=True)
class Site:
    """A place that news comes from: what the user calls it, its address, and who its articles are by."""

    name: str
    address: str
    source: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a file; as it stands, those of no file.

    `database` is relative to the working folder. `model` None: the best pipeline that is there. `rules` has
    only the rules that were lowered ("warning", "note") or silenced ("off").
    """

    path: Path | None = None
    language: Lang = "nl"
    database: Path = Path("klopt.db")
    model: str | None = None
    user_agent: str = "klopt"
    rules: Mapping[str, Cap] = field(default_factory=dict)
    sources: tuple[Site, ...] = ()

    @property
    def silenced(self) -> tuple[str, ...]:
        """The rules that are not to speak."""
        return tuple(name for name, cap in self.rules.items() if cap == "off")


class Key(str):
    """The key of a message that is a part of another message."""

    __slots__ = ()


class ConfigError(Exception):
    """The file cannot be used: one line that names file, line and what is expected. Exit code 2."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def in_(self, lang: Lang) -> str:
        """The line in this language."""
        words = {name: _in_words(value, lang) for name, value in self.values.items()}
        if "near" in words:
            near = words.pop("near")
            words["meant"] = f" {say('usage.meant', lang, names=near)}" if near else ""
        return say(self.key, lang, **words)


def _in_words(value: object, lang: Lang) -> object:
    match value:
        case Key():
            return say(value, lang)
        case OSError():
            from corpus.reasons import system_words

            return system_words(value, lang)
    return value


def of_call(args: Sequence[str], environ: Mapping[str, str]) -> tuple[Config, ConfigError | None]:
    """The settings that a command line runs under, or the defaults and what is wrong with the file.

    Wrong is no exception here: `--help` and `doctor` must work to mend it.
    """
    try:
        path = named(args, environ) or _found()
        return (read(path) if path else Config()), None
    except ConfigError as error:
        return Config(), error


def named(args: Sequence[str], environ: Mapping[str, str]) -> Path | None:
    """The file of `--config`, wherever that stands (before a lone `--`), else of KLOPT_CONFIG.

    >>> named(["check", "--config", "a.toml"], {"KLOPT_CONFIG": "b.toml"})
    PosixPath('a.toml')
    """
    name = environ.get("KLOPT_CONFIG", "")
    ours = args[: list(args).index("--")] if "--" in args else args
    for arg, following in zip(ours, [*ours, ""][1:], strict=True):
        if arg == "--config":
            name = following
        elif arg.startswith("--config="):
            name = arg.removeprefix("--config=")
    return Path(name) if name else None


def find(start: Path, home: Path) -> Path | None:
    """The nearest `klopt.toml` in this folder or above it; above the home folder nothing is looked for."""
    for folder in (start, *start.parents):
        if os.path.isfile(folder / FILE):  # noqa: PTH113 - says no where Path.is_file raises
            return folder / FILE
        if folder == home:
            return None
    return None


def _found() -> Path | None:
    try:
        path = find(Path.cwd(), Path("~").expanduser())
    except (OSError, RuntimeError):  # the working folder was removed; nobody's home
        return None
    if path is not None and hasattr(os, "getuid") and path.stat().st_uid not in (os.getuid(), ROOT_USER):
        raise ConfigError("config.not_yours", path=path)
    return path


def read(path: Path) -> Config:
    """The settings in this file. Raises ConfigError."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise ConfigError("config.absent", path=path) from None
    except OSError as error:
        raise ConfigError("stop.os", path=path, reason=error) from error
    if len(data) > LARGEST:
        raise ConfigError("config.too_large", path=path, most=LARGEST // 1024)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ConfigError("config.encoding", path=path) from None
    # Imported only now: it needs the catalogue of rules, and most calls have no file.
    from klopt.config_values import config_from

    return config_from(parsed(text, path), Place(path, text))


def parsed(text: str, path: Path) -> dict[str, Any]:
    """The tables of a TOML text. Raises ConfigError with line and column."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words = str(error)
        at = re.search(r" \(at line (\d+), column (\d+)\)$", words)
        last = text.rstrip("\n").rsplit("\n", 1)[-1]
        line, column = (at[1], at[2]) if at else (text.rstrip("\n").count("\n") + 1, len(last) + 1)
        reason = words.rsplit(" (at ", 1)[0]
        raise ConfigError("config.broken", path=path, line=line, column=column, reason=reason) from None
    except RecursionError:
        raise ConfigError("config.broken", path=path, line=1, column=1, reason="too deep") from None


@dataclass(frozen=True, slots=True)
class Place:
    """A file and its text, to say where in it a key stands."""

    path: Path
    text: str

    def error(self, key: str, where: tuple[str, ...], **values: object) -> ConfigError:
        """What is wrong with the key at the end of this row of names."""
        line = self.line(where) or "?"
        return ConfigError(key, path=self.path, line=line, name=".".join(where), **values)

    def line(self, where: tuple[str, ...]) -> int | None:
        """The line on which a key begins, from 1; None if it is too far down to look for.

        tomllib keeps no places. But the first lines of a file are a file themselves unless they end inside
        a value: so the key begins right behind the longest readable beginning that does not have it.
        """
        before = 0
        for count, tables in self._beginnings():
            if _holds(tables, where):
                return before + 1
            before = count
        return None

    def _beginnings(self) -> Iterator[tuple[int, dict[str, Any]]]:
        lines = self.text.split("\n")
        for count in range(1, min(len(lines), _LINES) + 1):
            try:
                yield count, tomllib.loads("\n".join(lines[:count]))
            except tomllib.TOMLDecodeError:
                continue


def _holds(tables: Any, where: tuple[str, ...]) -> bool:
    for name in where:
        if not isinstance(tables, dict) or name not in tables:
            return False
        tables = tables[name]
    return True
