"""The paragraph that a paper needs, from a snapshot: what was searched and counted, with what, and how to see that it
is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from klopt.messages import Lang, say
from klopt.report import long_date
from klopt.research.snapshot import Head, Json
from klopt.research.snapshot_diff import model_of


def methods(head: Head, end: Json, lang: Lang) -> str:
    """The paragraph."""
    return " ".join(_sentences(head, end, lang))


def _sentences(head: Head, end: Json, lang: Lang) -> Iterator[str]:
    def told(key: str, **values: object) -> str:
        return say(f"methods.{key}", lang, **values)

    day = long_date(date.fromisoformat(head.made_at[:10]), lang)
    yield told("corpus", day=day, version=head.klopt, n=_n(head.corpus, lang))
    asked = [told("query", query=head.asked["query"])] if head.asked["query"] else []
    asked += [told("outlet", outlet=head.asked["source"])] if head.asked["source"] else []
    asked += _period(head.asked, lang)
    chosen = {"n": _n(end["articles"], lang), "texts": _n(end["texts"], lang)}
    yield told("chosen", asked="; ".join(asked), **chosen) if asked else told("all", **chosen)
    if head.asked["query"]:
        yield told("forms")
        yield told("compounds" if head.asked["compounds"] else "no_compounds")
    if end["first"]:
        days = [long_date(date.fromisoformat(end[name]), lang) for name in ("first", "last")]
        yield told("days", n=chosen["n"], first=days[0], last=days[1], outlets=_outlets(end, lang))
    yield told("copies")
    models = sorted({model_of(run) for run in end["made"].get("runs", []) if run["model"]})
    if end["read"]:
        yield told(
            "read", models=", ".join(models) or "?", n=_n(end["read"], lang), figures=_n(end["figures"], lang)
        )
    yield from _findings(head, end, lang)
    yield told("digest", name=head.name, digest=end["digest"])


def _findings(head: Head, end: Json, lang: Lang) -> Iterator[str]:
    stamps = {stamp: n for stamp, n in end["stamps"].items() if stamp}
    if not stamps:
        yield say("methods.unchecked", lang)
        return
    levels = ", ".join(f"{say(f'level.{name}', lang)}: {_n(n, lang)}" for name, n in end["levels"].items())
    total = sum(end["rules"].values())
    with_rules = {"rules": len(head.rules), "stamps": ", ".join(stamps)}
    articles = _n(sum(stamps.values()), lang)
    yield say("methods.checked", lang, **with_rules, articles=articles, n=_n(total, lang)) + (
        f" ({levels})." if total else "."
    )
    said = end["verdicts"]
    wrong, right = said.get("wrong", 0), said.get("right", 0)
    if wrong + right:
        yield say(
            "methods.judged", lang, n=_n(wrong + right, lang), wrong=_n(wrong, lang), right=_n(right, lang)
        )
    elif total:
        yield say("methods.not_judged", lang)


def _period(asked: Mapping[str, str | None], lang: Lang) -> list[str]:
    """The first and the last day that were asked for; the snapshot has the day after the last."""
    first = asked["since"] and long_date(date.fromisoformat(asked["since"]), lang)
    last = asked["until"] and long_date(date.fromisoformat(asked["until"]) - timedelta(days=1), lang)
    if first and last:
        return [say("methods.from_to", lang, first=first, last=last)]
    if first:
        return [say("methods.from", lang, first=first)]
    return [say("methods.until", lang, last=last)] if last else []


def _outlets(end: Json, lang: Lang) -> str:
    """Each outlet with its number of articles, the largest first."""
    order = sorted(end["outlets"].items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{name or say('facet.unknown', lang)} ({_n(n, lang)})" for name, n in order)


def _n(number: int, lang: Lang) -> str:
    """A whole number as a reader of the language writes it.

    >>> _n(20000, "nl"), _n(20000, "en")
    ('20.000', '20,000')
    """
    text = f"{number:,}"
    return text.replace(",", ".") if lang == "nl" else text
