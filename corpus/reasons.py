"""Why something could not be read, as one line of Dutch or English from `reasons.toml`.

Readers raise `Refused`, which knows its reason by key; the rim (`corpus.files`) turns it into a `Failure` in
the language asked for.
"""

from __future__ import annotations

import errno
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from corpus.article import Failure
from corpus.errors import UnreadableInput

Lang = Literal["nl", "en"]
SHOWN = 240
"""Longest piece of somebody's input that a reason repeats, in characters."""


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("corpus").joinpath("reasons.toml").read_text(encoding="utf-8"))


def reason(key: str, lang: Lang = "nl", /, **values: object) -> str:
    """One line that says what is wrong and what to do.

    >>> reason("too_large", "en", limit=20)
    'larger than 20 MB; split the file or give the articles as jsonl'
    """
    return _table()[key][lang].format(**{name: _shown(value) for name, value in values.items()})


def _shown(value: object) -> str:
    """The value on one line, printable and short: it may come from a hostile file."""
    text = "".join(c if c.isprintable() else " " for c in str(value)[:SHOWN])
    return text if len(text) <= SHOWN - 1 else text[: SHOWN - 1] + "…"


class Refused(UnreadableInput):
    """Input that cannot be read, with the step it failed in and the key of its reason. `str()` is the Dutch
    sentence.
    """

    def __init__(self, step: str, key: str, /, **values: object) -> None:
        super().__init__(reason(key, "nl", **values))
        self.step = step
        self.key = key
        self.values = values

    def failure(self, url: str, lang: Lang = "nl") -> Failure:
        """The same as a value, for the path or address as given."""
        return Failure(url, self.step, reason(self.key, lang, **self.values))


_BY_CODE = {
    errno.EACCES: "system_denied",
    errno.EPERM: "system_denied",
    errno.EEXIST: "system_exists",
    errno.ENOTEMPTY: "system_exists",
    errno.EIO: "system_failing",
    errno.ENOSPC: "system_full",
    errno.EDQUOT: "system_full",
    errno.EFBIG: "system_full",
    errno.EISDIR: "system_is_folder",
    errno.ENAMETOOLONG: "system_long",
    errno.ENOENT: "system_missing",
    errno.ENOTDIR: "system_not_folder",
    errno.EROFS: "system_read_only",
}
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
"""What a disk says in the middle of writing, when an error no longer names the file."""


def system_words(error: OSError, lang: Lang = "nl") -> str:
    """What the operating system would not do, and what to do about it; in its own words if we have none.

    >>> system_words(OSError(errno.ENOSPC, "No space left on device"), "en")
    'the disk is full; free some space and give the command again'
    """
    key = _BY_CODE.get(error.errno or 0, "system_other")
    return reason(key, lang, **({"why": _own_words(error)} if key == "system_other" else {}))


def refused_by_system(error: OSError) -> Refused:
    """What the operating system would not read, as a reason: gone, not allowed, or its own words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refused("read", "missing")
    if isinstance(error, PermissionError):
        return Refused("read", "no_permission")
    return Refused("read", "unreadable", why=_own_words(error))


def _own_words(error: OSError) -> str:
    return error.strerror or errno.errorcode.get(error.errno or 0, type(error).__name__)
