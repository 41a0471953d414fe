"""A checked text as one page of HTML to keep or send on: the text with its marks, the sums in the margin.

The page stands alone: it loads nothing and runs nothing, and its policy forbids both, whatever stood in the text. On a
phone and on paper the margin comes under its paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from itertools import accumulate

from markupsafe import Markup

from corpus.article import Failure, Span
from klopt.check.case import Case
from klopt.check.finding import Finding
from klopt.check.run import Checked
from klopt.messages import Lang, say
from klopt.quoted import windows
from klopt.report import byline, repair_place, sums
from klopt.web.marks import Mark, harmless, marked, paragraphs

_PAGE = Markup(
    '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<p class="counts">{counts}</p>\n{body}\n'
    "</body>\n</html>\n"
)


class DraftPage:
    """Gathers checked texts and writes them as one page."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._pieces: list[Markup] = []
        self._nr = 0

    def add(
        self,
        checked: Checked,
        findings: Sequence[Finding],
        cases: Mapping[str | int, Case],
        why: Sequence[str] = (),
    ) -> None:
        """One text with what was found in it; `cases` are the articles that findings compare with, `why` lines on the
        silence of the rules.
        """
        article = checked.case.article
        first = self._nr + 1
        self._nr += len(findings)
        numbered = list(enumerate(findings, first))
        notes: dict[int, list[Markup]] = defaultdict(list)
        starts = list(accumulate((len(p) + 2 for p in article.text.split("\n\n")[:-1]), initial=0))
        for nr, finding in numbered:
            span = _ours(checked.case, finding)[0]
            at = -1 if span.field == "title" else bisect_right(starts, span.start) - 1
            notes[at].append(self._note(nr, finding, checked.case, cases))
        begin, end = say("export.mark_begin", self.lang), say("export.mark_end", self.lang)
        pieces = [Markup('<p class="byline">{}</p>').format(harmless(byline(article, self.lang)))]
        if article.title:
            title = harmless(article.title)
            heading = marked(title, self._marks(checked.case, numbered, "title"), begin, end)
            pieces.append(_row(Markup("<h2>{}</h2>").format(heading), notes[-1]))
        text = paragraphs(harmless(article.text), self._marks(checked.case, numbered, "text"), begin, end)
        pieces += [
            _row(Markup("<p>{}</p>").format(piece), notes.get(nr, []))
            for nr, piece in enumerate(text)
            if piece.strip()
        ]
        if why:
            pieces.append(Markup("<pre>{}</pre>").format(harmless("\n".join(why))))
        self._pieces.append(Markup("<article>\n{}\n</article>").format(Markup("\n").join(pieces)))

    def fail(self, failure: Failure) -> None:
        """A text that could not be read."""
        line = say("finding.failed", self.lang, url=failure.url, reason=failure.reason)
        self._pieces.append(Markup('<p class="failed">{}</p>').format(harmless(line)))

    def text(self, counts: Mapping[str, int]) -> str:
        """The whole page, with the counts above it."""
        names = ("articles", "figures", "checkable", "checked", "findings")
        return _PAGE.format(
            lang=self.lang,
            title=say("page.title", self.lang),
            style=Markup(_style()),  # noqa: S704 - our own file
            counts=say("check.done", self.lang, **{name: counts[name] for name in names}),
            body=Markup("\n").join(self._pieces),
        )

    def _marks(self, case: Case, numbered: list[tuple[int, Finding]], field: str) -> list[Mark]:
        return [
            Mark(
                span.start,
                span.end,
                target=f"finding-{nr}",
                note=str(nr),
                label=say("web.to_finding", self.lang, n=nr),
            )
            for nr, finding in numbered
            for span in _ours(case, finding)
            if span.field == field
        ]

    def _note(self, nr: int, finding: Finding, case: Case, cases: Mapping[str | int, Case]) -> Markup:
        lines = [Markup("<p>{}</p>").format(harmless(finding.message.in_(self.lang)))]
        if rounding := sums(finding, self.lang):
            lines.append(Markup('<p class="rounding">{}</p>').format(harmless(rounding)))
        repairs = [Markup("<li>{}</li>").format(harmless(line)) for line in self._repairs(finding, case)]
        if repairs:
            lines.append(Markup("<ul>{}</ul>").format(Markup("").join(repairs)))
        lines += self._others(finding, case, cases)
        level = say(f"level.{finding.level}", self.lang)
        return Markup(
            '<div class="note-card {level}" id="finding-{nr}"><p class="level">{nr} {said} ({rule})</p>{rest}</div>'
        ).format(level=finding.level, nr=nr, said=level, rule=finding.rule, rest=Markup("").join(lines))

    def _repairs(self, finding: Finding, case: Case) -> Iterator[str]:
        for repair in finding.repairs:
            spot = finding.spans[repair.span]
            line = say("finding.repair", self.lang, before=repair.before, after=repair.after)
            where = repair_place(repair.before, spot, spot.article == case.article.id, self.lang)
            yield f"{line} ({where})" if where else line

    def _others(self, finding: Finding, case: Case, cases: Mapping[str | int, Case]) -> Iterator[Markup]:
        """The quotes from the other articles, each under its byline."""
        for name in dict.fromkeys(spot.article for spot in finding.spans if spot.article != case.article.id):
            other = cases[name]
            spans = [spot.span for spot in finding.spans if spot.article == name]
            quotes = [
                marked(
                    harmless(window.text),
                    [Mark(span.start - window.start, span.end - window.start) for span in inside],
                )
                for window, inside in windows(other.article, other.extraction.sentences, spans)
            ]
            who = f"{say('finding.other', self.lang)} {byline(other.article, self.lang)}"
            yield Markup("<p>{}</p><blockquote>{}</blockquote>").format(
                harmless(who), Markup(" [...] ").join(quotes)
            )


def _style() -> str:
    return resources.files("klopt").joinpath("draft_page.css").read_text(encoding="utf-8")


def _ours(case: Case, finding: Finding) -> list[Span]:
    return [spot.span for spot in finding.spans if spot.article == case.article.id]


def _row(text: Markup, notes: Sequence[Markup]) -> Markup:
    margin = Markup("<aside>{}</aside>").format(Markup("\n").join(notes)) if notes else ""
    return Markup('<div class="row"><div>{}</div>{}</div>').format(text, margin)
