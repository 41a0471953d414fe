"""The pages of klopt: a Datasette plugin. Findings, an article with its marks, the catalogue of rules;
browsing, SQL, JSON and CSV are Datasette's own.

The hooks are those that Datasette 0.65 and 1.0 have in common. They do nothing for a Datasette that has no
plugin configuration of the name "klopt", so that the plugin can be loaded beside others.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar, cast

from datasette import hookimpl
from datasette.app import Datasette
from jinja2 import Environment

from klopt.messages import Lang, say
from klopt.web import (
    article,
    correcting,
    drafts,
    evidence,
    figures,
    find,
    find_files,
    guard,
    judging,
    names,
    pages,
    start,
)
from klopt.web.in_dutch import InDutch, words_for
from klopt.web.menu import MENU
from klopt.web.settings import private_of

PLUGIN = "klopt"
_Hook = TypeVar("_Hook", bound=Callable[..., Any])


def _hook(function: _Hook) -> _Hook:
    """`hookimpl`, with the type that Datasette does not declare."""
    return cast(_Hook, hookimpl(function))


@_hook
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Our pages; the first that fits is taken, so "/" is ours and no longer Datasette's list of databases.

    A corpus is called klopt.db if its owner had no other wish, and then /klopt is Datasette's page of it; no
    table is called "article" or "rules".
    """
    if datasette.plugin_config(PLUGIN) is None:
        return []
    return [
        (r"^/$", start.page),
        (r"^/klopt/findings$", pages.findings),
        (r"^/klopt/article/(?P<id>[0-9]{1,18})$", article.article),
        (r"^/klopt/article/(?P<id>[0-9]{1,18})/versions$", article.history),
        (r"^/klopt/article/(?P<id>[0-9]{1,18})/correct$", correcting.page),
        (r"^/klopt/correct$", correcting.correct),
        (r"^/klopt/find$", find.page),  # not "search": that is the table of the index
        (r"^/klopt/find\.(?P<form>csv|jsonl)$", find_files.file),
        (r"^/klopt/figures$", figures.page),
        (r"^/klopt/names$", names.page),
        (r"^/klopt/name$", names.one),
        (r"^/klopt/merge$", names.merging),
        (r"^/klopt/rename$", names.renaming),
        (r"^/klopt/rules$", pages.rules),
        (r"^/klopt/finding/(?P<key>[^/]{1,80})$", evidence.finding),
        (r"^/klopt/feed.xml$", evidence.feed),
        (r"^/klopt/judge$", judging.judge),
        (r"^/klopt/draft$", drafts.page),
        (r"^/klopt/check$", drafts.endpoint),
        *([] if "klopt" in datasette.databases else [(r"^/klopt$", start.page)]),
    ]


@_hook
def asgi_wrapper(datasette: Datasette) -> Callable[[guard.App], guard.App]:
    """Around every page, Datasette's too: who may ask, and what a browser may do with the answer."""
    config = datasette.plugin_config(PLUGIN)
    if config is None:
        return lambda app: app
    return guard.wrapper(
        frozenset(config.get("hosts", ())),
        datasette.jinja_env,
        config.get("lang", "nl"),
        lambda: private_of(datasette).password,  # Datasette builds its app before we have told it
    )


@_hook
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """The words of Datasette's own pages and of the one that says what went wrong, which has nothing of ours."""
    config = datasette.plugin_config(PLUGIN)
    lang: Lang = config.get("lang", "nl") if config else "nl"
    env.globals["klopt"] = {"lang": lang, "say": lambda key: say(key, lang), "menu": MENU, **words_for(lang)}
    if config is not None:
        env.add_extension(InDutch)


@_hook
def skip_csrf(scope: Mapping[str, Any]) -> bool:
    """Two routes look themselves: a program shows its token, and the form of drafts has a file in it, which the check
    of Datasette 0.65 cannot read with today's python-multipart.
    """
    return scope["path"] in (guard.FOR_PROGRAMS, "/klopt/draft")


@_hook
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """From Datasette's pages back to ours; on a phone this is the one way."""
    config = datasette.plugin_config(PLUGIN)
    if config is None:
        return []
    lang: Lang = config.get("lang", "nl")
    return [{"href": datasette.urls.path(href), "label": say(f"web.{name}", lang)} for name, href in MENU]


@_hook
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Datasette) -> Any:
    """In Datasette's tables and views, titles and numbers of articles lead to our page of the article."""
    if datasette.plugin_config(PLUGIN) is None:
        return None
    if column == "article" and isinstance(value, int):
        return pages.article_link(datasette, value, str(value))
    if (table, column) == ("articles", "title") and isinstance(value, str):
        return pages.article_link(datasette, row["id"], value)
    return None
