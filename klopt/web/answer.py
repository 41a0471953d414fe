"""What every page needs: who asks for which language, the settings of this server, and the answer around a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from klopt import __version__
from klopt.messages import say
from klopt.web.asked import Asked, asked
from klopt.web.guard import OURS, WITH_SCRIPT
from klopt.web.judge_name import judge_of
from klopt.web.settings import private_of, settings_of


def asked_of(datasette: Datasette, request: Request) -> Asked:
    """What the address asks for."""
    return asked(request.args, settings_of(datasette).get("lang", "nl"))


def caps_of(datasette: Datasette) -> Mapping[str, str]:
    """The rules that the user lowered or silenced."""
    caps: Mapping[str, str] = settings_of(datasette).get("rules", {})
    return caps


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
    shared = {
        "ask": ask,
        "lang": ask.lang,
        "say": lambda key, **values: say(key, ask.lang, **values),
        "path": datasette.urls.path,
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
