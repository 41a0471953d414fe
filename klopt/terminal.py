"""What goes to a terminal: text that others wrote made harmless, figures marked, JSON lines, and bars
that show how far we are.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

Thing = TypeVar("Thing")

# Controls (C0, DEL, C1) start escape sequences, and bidi controls reorder a line (Unicode Technical
# Report 36, section 2.5). Tab and newline stay. Half a surrogate pair cannot be printed at all.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ESCAPE = re.compile(
    "\x1b(?:\\[[0-?]{0,64}[ -/]{0,8}[@-~]|\\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\\\)?|[@-Z\\\\^_])"
)


def printable(text: str) -> str:
    """The text without escape sequences and other characters that a terminal obeys or that reorder a line.

    >>> printable("rood \\x1b[31malarm\\x1b[0m")
    'rood alarm'
    """
    return _UNSAFE.sub("", _ESCAPE.sub("", text))


def json_line(row: Any) -> str:
    """One line of JSON, letters as they are, with `\\u` escapes for what a terminal would obey. Reads
    back as the same value.

    >>> json_line({"text": "één \\x9b31m"})
    '{"text": "één \\\\u009b31m"}'
    """
    plain = json.dumps(row, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def coloured() -> bool:
    """Whether results go to a terminal that may have colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def marked(text: str, colour: bool) -> str:
    """A figure that a finding points at: reverse video on a terminal, >>between marks<< elsewhere."""
    return f"\x1b[1;7m{text}\x1b[0m" if colour else f">>{text}<<"


def strong(text: str, colour: bool) -> str:
    """A heading: bold on a terminal."""
    return f"\x1b[1m{text}\x1b[0m" if colour else text


def progress(things: Iterable[Thing], total: int | None, label: str) -> Iterator[Thing]:
    """The same things one by one, with a bar on stderr while they last; no bar if stderr is no terminal."""
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Results printed meanwhile go above the bar, but only if they go to the terminal at all.
    above = sys.stdout.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=above) as bar:
        yield from bar.track(things, total=total, description=label)
