"""Who judges: remembered by the browser, so that it is typed once."""

from __future__ import annotations

from urllib.parse import unquote

from datasette.utils.asgi import Request

from klopt.web.marks import harmless

LONGEST = 500
"""Characters of a name or a note."""
COOKIE = "klopt_name"
"""Remembers who judges at this browser."""


def judge_of(request: Request, known: str) -> str:
    """Who judges, as far as is known: the name given last at this browser, else the user of this machine."""
    return harmless(one_line(unquote(request.cookies.get(COOKIE, "")))) or known


def one_line(words: str) -> str:
    """The words on one line, no more than are kept."""
    return " ".join(words.split())[:LONGEST]
