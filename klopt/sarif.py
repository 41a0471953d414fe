"""What the checks found as SARIF 2.1.0, which editors and build servers show beside the text.

OASIS Standard, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020. Lines and columns count
from 1, columns in code points; the end is exclusive (section 3.30). A repair is one of several that would do, so each
is a fix of its own (3.55).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from corpus.article import Article, Failure, Span
from klopt import __version__
from klopt.check.finding import Finding, Marked, Repair
from klopt.check.registry import Rule, catalogue
from klopt.messages import Lang, say

Json = dict[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def log(results: list[Json], failures: list[Failure], lang: Lang) -> Json:
    """The whole document: one run of klopt with its rules, these results, and what could not be read."""
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "klopt",
                        "version": __version__,
                        "rules": [_rule(rule, lang) for rule in catalogue().values()],
                    }
                },
                "language": {"nl": "nl-NL", "en": "en-GB"}[lang],
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not failures,
                        "toolExecutionNotifications": [
                            {"level": "error", "message": {"text": _failed(failure, lang)}}
                            for failure in failures
                        ],
                    }
                ],
                "results": results,
            }
        ],
    }


def _failed(failure: Failure, lang: Lang) -> str:
    return " ".join(say("finding.failed", lang, url=failure.url, reason=failure.reason).split())


def _rule(rule: Rule, lang: Lang) -> Json:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.title.in_(lang)},
        "fullDescription": {"text": rule.question.in_(lang)},
        "help": {"text": rule.explanation.in_(lang)},
        "defaultConfiguration": {"level": rule.level},
    }


def result(
    key: str,
    finding: Finding,
    articles: Mapping[str | int, Article],
    names: Mapping[str | int, str | int],
    lang: Lang,
) -> Json:
    """One finding. `key` is the one by which it is known again; `names` are ids that articles came with, where they
    have another one here.
    """
    uris = {nr: _uri(articles[nr], names.get(nr, nr)) for nr in {mark.article for mark in finding.spans}}
    places = [_location(articles[mark.article], uris[mark.article], mark) for mark in finding.spans]
    for nr, place in enumerate(places):
        place["id"] = nr
        place["message"] = {"text": finding.spans[nr].span.text}
    found: Json = {
        "ruleId": finding.rule,
        "ruleIndex": [*catalogue()].index(finding.rule),
        "level": finding.level,
        "message": {"text": finding.message.in_(lang)},
        "locations": places[:1],
        "partialFingerprints": {"kloptKey/v1": key},
    }
    if places[1:]:
        found["relatedLocations"] = places[1:]
    fixes = [
        fix
        for repair in finding.repairs
        if (mark := finding.spans[repair.span])
        and _is_text(uris[mark.article])
        and (fix := _fix(articles[mark.article], uris[mark.article], mark.span, repair, lang))
    ]
    return found | ({"fixes": fixes} if fixes else {})


def _uri(article: Article, name: str | int) -> str:
    """The file as it was named, the address of an article of the corpus, or "klopt:12" if it has none."""
    if isinstance(article.id, int):
        return article.url or f"klopt:{article.id}"
    path = Path(str(name))
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _is_text(uri: str) -> bool:
    """Whether offsets count in the file itself, as it stands."""
    return uri == "-" or uri.lower().endswith((".txt", ".md"))


def _location(article: Article, uri: str, mark: Marked) -> Json:
    """Where a mark is. Offsets in a title, and in the text of a page, a Word file or a line of JSON, are not offsets in
    the file: then there is no region.
    """
    place: Json = {"artifactLocation": {"uri": uri}}
    span = article.in_file(mark.span)
    if span.field == "title" or not _is_text(uri):
        return {"physicalLocation": place, "logicalLocations": [{"name": mark.span.field, "kind": "member"}]}
    return {"physicalLocation": place | {"region": region(article.text, span)}}


def region(text: str, span: Span) -> Json:
    """A span of the text as lines and columns.

    >>> region("Kop\\n\\n34 in 2017", Span("text", 5, 7, "34"))
    {'startLine': 3, 'startColumn': 1, 'endLine': 3, 'endColumn': 3, 'charOffset': 5, 'charLength': 2}
    """
    (line, column), (last, end) = _place(text, span.start), _place(text, span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": last,
        "endColumn": end,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _fix(article: Article, uri: str, span: Span, repair: Repair, lang: Lang) -> Json | None:
    """One change that would do, where its characters stand in the text."""
    span = article.in_file(span)
    at = span.text.find(repair.before)
    if span.field == "title" or at < 0:
        return None
    start = span.start + at
    gone = article.span("text", start, start + len(repair.before))
    return {
        "description": {"text": say("finding.repair", lang, before=repair.before, after=repair.after)},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": uri},
                "replacements": [
                    {"deletedRegion": region(article.text, gone), "insertedContent": {"text": repair.after}}
                ],
            }
        ],
    }
