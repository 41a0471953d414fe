"""What every page needs: who asks for which language, the settings of this server, and the answer around a template."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from db import Store
from klopt import __version__
from klopt.check.registry import across_rules
from klopt.messages import Lang, say, table
from klopt.research.written import grouped, rate
from klopt.web.asked import Asked, asked
from klopt.web.guard import OURS, WITH_SCRIPT
from klopt.web.judge_name import judge_of
from klopt.web.marks import harmless
from klopt.web.settings import private_of, settings_of

Found = TypeVar("Found")


def asked_of(datasette: Datasette, request: Request) -> Asked:
    """What the address asks for."""
    return asked(request.args, settings_of(datasette).get("lang", "nl"))


def caps_of(datasette: Datasette) -> Mapping[str, str]:
    """The rules that the user lowered or silenced."""
    caps: Mapping[str, str] = settings_of(datasette).get("rules", {})
    return caps


def standing_across(datasette: Datasette) -> tuple[str, ...]:
    """The rules between articles that the user did not silence."""
    caps = caps_of(datasette)
    return tuple(rule for rule in across_rules() if caps.get(rule) not in ("off", "note"))


async def read(datasette: Datasette, work: Callable[[Store], Found]) -> Found:
    """What this work gives on the corpus; it may only read."""

    def over(conn: sqlite3.Connection) -> Found:
        return work(Store.over(conn, str(database_of(datasette).path)))

    found: Found = await database_of(datasette).execute_fn(over)
    return found


def database_of(datasette: Datasette) -> Any:
    """The corpus: the only database that `klopt web` serves, the first anywhere else."""
    return datasette.get_database()


def _desk(datasette: Datasette, request: Request) -> dict[str, str]:
    """What a form for a verdict needs: the token of this visitor, who judges, and where to go back to."""
    private = private_of(datasette)
    if private.db is None:
        return {}
    return {
        "csrf": request.scope["csrftoken"](),
        "name": judge_of(request, private.name),
        "back": request.full_path,
        "action": datasette.urls.path("/klopt/judge"),
    }


def _in_other_language(request: Request, ask: Asked) -> str:
    """The address of this very page in the other language."""
    pairs = [
        (name, value)
        for name, value in parse_qsl(request.query_string, keep_blank_values=True)
        if name != "lang"
    ]
    lang = ask.switched().lang
    query = urlencode(pairs if lang == ask.default_lang else [*pairs, ("lang", lang)])
    return f"{request.path}?{query}" if query else str(request.path)


def _apart(values: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """The same with the thousands of what is counted apart; `id` is a name, no count."""
    return {
        name: grouped(value, lang) if type(value) is int and name != "id" else value
        for name, value in values.items()
    }


async def answer(
    datasette: Datasette,
    request: Request,
    template: str,
    ask: Asked,
    context: dict[str, Any],
    status: int = 200,
    *,
    scripts: bool = False,
) -> Response:
    """The page that this template makes. With `scripts` our own file of them may run, and nothing else."""
    static = datasette.urls.static_plugins

    def link(path: str, **asked: object) -> str:
        """A page of ours with what it is asked, in the language of this one."""
        lang = "" if ask.lang == ask.default_lang else ask.lang
        pairs = {name: value for name, value in {**asked, "lang": lang}.items() if value}
        return str(datasette.urls.path(path)) + (f"?{urlencode(pairs)}" if pairs else "")

    shared = {
        "ask": ask,
        "lang": ask.lang,
        "say": lambda key, **values: say(key, ask.lang, **_apart(values, ask.lang)),
        "number": lambda number: grouped(number, ask.lang),
        "rate": lambda number: rate(number, ask.lang),
        "html": lambda key, **values: Markup("{}").format(table()[key][ask.lang]).format(**values),
        "path": datasette.urls.path,
        "link": link,
        "clean": harmless,
        "other": _in_other_language(request, ask),
        "here": request.path,
        "css": f"{static('klopt.web', 'klopt.css')}?{__version__}",
        "script": f"{static('klopt.web', 'klopt.js')}?{__version__}" if scripts else "",
        "desk": _desk(datasette, request),
        "data": datasette.urls.database(database_of(datasette).name),
    }
    html = await datasette.render_template(template, {**shared, **context}, request=request)
    policy = WITH_SCRIPT if scripts else OURS
    # What is shown may change with the next check, and is nobody else's business.
    headers = {"content-security-policy": policy, "cache-control": "private, no-cache"}
    return Response.html(html, status=status, headers=headers)
