"""What can go wrong in checking, as exceptions of our own.

CheckError              the message is one line and says what to do
└── UnknownRule         a rule name that is not in the catalogue; names the nearest
"""

from __future__ import annotations


class CheckError(Exception):
    """Base of every error of this package."""


class UnknownRule(CheckError):
    """No rule has this name. `nearest` is the most alike name that exists, or None."""

    def __init__(self, name: str, nearest: str | None) -> None:
        super().__init__(f"Er is geen regel {name!r}" + (f"; bedoelt u {nearest!r}?" if nearest else "."))
        self.name = name
        self.nearest = nearest
