"""Verdicts from the pages: what `klopt judge` does, with the same words and the same rows."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db import Store
from db.byhand import Verdict, add_verdict, keys_from, standing_verdicts
from klopt.options import KloptError
from klopt.web.writing import Given, written

VERDICTS: dict[str, Verdict] = {"wrong": "wrong", "right": "right", "later": "later", "undo": "withdrawn"}
KEY = 64
"""Characters of a whole key: of a shorter one nobody knows what was meant."""


async def judge(datasette: Datasette, request: Request) -> Response:
    """Keep the verdict of the form and go back to where it stood."""

    def work(store: Store, given: Given) -> str:
        verdict = VERDICTS.get(given.get("verdict"))
        if verdict is None:
            raise KloptError("web.judge_incomplete")
        if not _keep(store, given.get("key"), verdict, given.name, given.note):
            raise KloptError("web.judge_gone")
        return ""

    return await written(datasette, request, work)


def _keep(store: Store, key: str, verdict: Verdict, name: str, note: str) -> bool:
    """Add the verdict; False if there is no such finding, or nothing to take back."""
    if len(key) != KEY or key not in keys_from(store.db.conn, key):
        return False
    if verdict == "withdrawn" and key not in standing_verdicts(store.db.conn, key):
        return False
    add_verdict(store.db.conn, key, verdict, name=name, note=note)
    return True
