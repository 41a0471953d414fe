"""Nakijken: a text that somebody pastes, with its marks and the sums beside it; and the same for programs.

Nothing is stored. A draft is read in memory, answered and forgotten; no log has its words.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from corpus.article import Article, Failure
from corpus.formats import row_article
from corpus.reasons import Refused
from corpus.rows import read_row
from db import article_key
from extract.errors import ModelError
from klopt.check.finding import Finding, Lang, Level
from klopt.check.levels import LEVELS
from klopt.check.run import Checked, keyed
from klopt.check_contract import as_json
from klopt.inputs import failure_json
from klopt.judged import Known
from klopt.messages import say
from klopt.moments import today
from klopt.reference.figures import official_figures
from klopt.report import byline, finding_lines, one_line
from klopt.terminal import json_line
from klopt.web import shown
from klopt.web.answer import answer, asked_of, read
from klopt.web.checker import Checker, checker
from klopt.web.marks import harmless
from klopt.web.posted import Form, NoDay, TooLarge, TooLong, body, draft, form
from klopt.web.settings import private_of, settings_of

MOST_LINES = 100
"""Articles that a program may send in one go."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in the list above the text: where it stands and what it says."""

    anchor: str
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """A draft laid out. `groups`: the findings by certainty, the surest first, each level with its words. `copies`: a
    finding as plain text, by its anchor.
    """

    article: Article
    byline: str
    page: shown.Page
    counts: str
    groups: tuple[tuple[Level, str, tuple[Entry, ...]], ...]
    copies: dict[str, str]


async def page(datasette: Datasette, request: Request) -> Response:
    """The form; with a draft in it, what does not add up."""
    ask = asked_of(datasette, request)
    context: dict[str, Any] = {"result": None, "problem": "", "today": today().isoformat()}
    given, status = Form({}), 200
    if request.method == "POST":
        try:
            given = await form(request)
            if not hmac.compare_digest(
                given.get("csrftoken").encode(), request.scope["csrftoken"]().encode()
            ):
                raise ValueError("no form of ours")
            context["result"] = await _result(datasette, given, ask.lang)
        except TooLarge:
            context["problem"], status = say("draft.too_large", ask.lang), 413
        except TooLong:
            context["problem"], status = say("draft.too_long", ask.lang), 413
        except NoDay as typed:
            words = harmless(one_line(typed.args[0]))[:40]
            context["problem"], status = say("draft.no_day", ask.lang, words=words), 400
        except ValueError:
            context["problem"], status = say("draft.no_form", ask.lang), 400
        except Refused as refused:
            context["problem"], status = refused.failure("", ask.lang).reason, 422
        except ModelError as error:
            context["problem"], status = error.in_(ask.lang), 503
        else:
            if isinstance(context["result"], Failure):
                context["problem"], status = context["result"].reason, 422
                context["result"] = None
    context["given"] = given
    context["clean"] = harmless
    return await answer(datasette, request, "klopt_draft.html", ask, context, status, scripts=True)


async def endpoint(datasette: Datasette, request: Request) -> Response:
    """For programs: articles as JSON Lines in, what `klopt check --format jsonl` prints out.

    Only with the token that `KLOPT_TOKEN` held when the pages were started; without one nobody is answered.
    """
    settings = settings_of(datasette)
    lang: Lang = settings.get("lang", "nl")
    token = private_of(datasette).token or ""
    sent = (request.headers.get("authorization") or "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(sent.encode(), token.encode()):
        return _refused(401 if token else 403, say("draft.token" if token else "draft.no_token", lang))
    if request.method != "POST":
        return _refused(405, say("draft.post", lang))
    try:
        lines = [line for line in (await body(request)).split(b"\n") if line.strip()]
    except TooLarge:
        return _refused(413, say("draft.too_large", lang))
    if not lines or len(lines) > MOST_LINES:
        return _refused(400, say("draft.lines", lang, n=MOST_LINES))
    try:
        rows = await asyncio.to_thread(
            _rows, lines, checker(private_of(datasette).model), settings.get("rules", {}), lang
        )
    except ModelError as error:
        return _refused(503, error.in_(lang))
    return Response("\n".join([*rows, ""]), content_type="application/x-ndjson; charset=utf-8")


def _rows(lines: Sequence[bytes], checks: Checker, caps: dict[str, str], lang: Lang) -> list[str]:
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            article = row_article(read_row(line, number), f"-:{number}", exact=True)
        except Refused as refused:
            found.append(json_line(failure_json(refused.failure(f"-:{number}", lang))))
            continue
        checked = checks.check(article, caps)
        if isinstance(checked, Failure):
            found.append(json_line(failure_json(checked)))
        else:
            found.append(json_line(as_json(checked, _SHOWN, lang)))
    return found


_SHOWN: tuple[Level, ...] = ("error", "warning")


def _refused(status: int, reason: str) -> Response:
    row = json.dumps({"id": None, "failure": {"step": "check", "reason": reason}}, ensure_ascii=False)
    return Response(f"{row}\n", status=status, content_type="application/x-ndjson; charset=utf-8")


async def _result(datasette: Datasette, given: Form, lang: Lang) -> Result | Failure:
    settings = settings_of(datasette)
    checks, caps = checker(private_of(datasette).model), settings.get("rules", {})
    levels = tuple(LEVELS) if given.get("all") else _SHOWN
    official = await read(datasette, official_figures)

    def work() -> Result | Failure:
        checked = checks.check(draft(given, say("draft.pasted", lang)), caps, official)
        return checked if isinstance(checked, Failure) else _laid_out(checked, levels, lang)

    return await asyncio.to_thread(work)


def _laid_out(checked: Checked, levels: Sequence[Level], lang: Lang) -> Result:
    """Marks, notes, list and copies of a draft that was checked."""
    article, case = checked.case.article, checked.case
    sources: dict[str | int, shown.Source] = {
        article.id: shown.Source(article, checked.case.extraction.sentences)
    }
    laid: list[tuple[str, Finding, shown.Shown, bool]] = []
    by_level: dict[Level, list[Entry]] = defaultdict(list)
    copies: dict[str, str] = {}
    for key, finding in keyed(article_key(article), checked.findings):
        if finding.level not in levels:
            continue
        item = replace(
            shown.finding(Known(key), finding, sources, lang), key="", whole_key=""
        )  # no `klopt judge` of a draft
        laid.append((key, finding, item, True))
        by_level[finding.level].append(Entry(item.anchor, item.message))
        copies[item.anchor] = harmless("\n".join(finding_lines(finding, case, {}, lang, False, None)))
    counts = {"articles": 1, "findings": sum(finding.level != "note" for _, finding, _, _ in laid)}
    counts |= {name: getattr(checked, name) for name in ("figures", "checkable", "checked")}
    return Result(
        article,
        harmless(byline(article, lang)),
        shown.page(article, laid, lang),
        say("draft.counts", lang, **counts),
        tuple(
            (level, say(f"level.{level}", lang), tuple(by_level[level]))
            for level in LEVELS
            if by_level[level]
        ),
        copies,
    )
