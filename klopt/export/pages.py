"""An article as a page of HTML that needs nothing else: the figures marked, what does not add up, and what klopt read.

The page loads nothing and runs nothing: its policy forbids it, whatever stood in the article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from markupsafe import Markup

from corpus.article import Article
from db import Store
from db.byhand import standing_verdicts
from db.errors import NotExtracted
from extract.nouns import Extraction
from klopt.check.finding import Finding
from klopt.check.run import finding_from
from klopt.judged import Ledger
from klopt.marking import MarkKind, Place, places
from klopt.messages import Lang, say
from klopt.report import byline
from klopt.show import claim_cells
from klopt.web.marks import Mark, harmless, marked, paragraphs

_PAGE = Markup(
    '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<title>{title}</title>\n<style>\n"
    "body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 serif; }}\n"
    "mark {{ background: #fff3a3; color: inherit; }}\n"
    "mark.claim {{ background: none; border-bottom: 1px dotted #888; }}\n"
    "mark.quote {{ background: none; font-style: italic; }}\n"
    "mark.source {{ background: none; border-bottom: 2px solid #b07d00; }}\n"
    "mark.person {{ background: #cdeefd; }}\n"
    "mark.organisation {{ background: #ead6fb; }}\n"
    "mark.place {{ background: #d3f3d3; }}\n"
    "mark.other {{ background: #e8e8e8; }}\n"
    "mark.period {{ background: #ffe0c2; }}\n"
    "mark.figure {{ background: #fff3a3; font-weight: bold; }}\n"
    "mark.finding {{ outline: 2px solid #c0392b; }}\n"
    "a.note::after {{ content: attr(data-note); vertical-align: super; font-size: .7em; }}\n"
    "table {{ border-collapse: collapse; font-size: .9rem; }}\n"
    "td, th {{ padding: .2rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ccc; }}\n"
    "</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
)


def write_page(store: Store, row_id: int, folder: Path, lang: Lang) -> str:
    """Write the page of an article; returns its line in the index."""
    article = store.article(row_id)
    try:
        extraction = store.extraction(row_id)
    except NotExtracted:
        extraction = None
    standing, fine = list[Finding](), list[Finding]()
    for row in store.findings(article=row_id, level=("error", "warning")):
        known = Ledger(standing_verdicts(store.db.conn, row.key)).known(row.key)
        (fine if known.fine else standing).append(finding_from(row))
    name = f"{row_id}.html"
    page = article_page(article, extraction, standing, lang, fine=fine)
    (folder / name).write_text(page, encoding="utf-8")
    line = Markup('<li><a href="{}">{}</a><br>{}</li>\n')
    return line.format(name, harmless(_title(article, lang)), harmless(byline(article, lang)))


def index_begin(lang: Lang) -> str:
    """The page that lists the others, up to the first of its lines; `index_end` closes it."""
    title = say("export.index", lang)
    return _index(title, lang)[0]


def index_end(lang: Lang) -> str:
    """The end of the page that `index_begin` began."""
    return _index(say("export.index", lang), lang)[1]


def _index(title: str, lang: Lang) -> tuple[str, str]:
    body = Markup("<h1>{}</h1>\n<ul>\n\0</ul>").format(title)
    begin, _, end = _PAGE.format(lang=lang, title=title, body=body).partition("\0")
    return begin, end


def article_page(
    article: Article,
    extraction: Extraction | None,
    findings: Iterable[Finding],
    lang: Lang,
    kinds: Collection[MarkKind] = ("figure", "finding"),
    fine: Iterable[Finding] = (),
) -> str:
    """The page of one article with what is of these kinds marked. Of what is `fine` somebody said that it adds up: that
    is listed apart, and not marked. Everything in it that is the article's is escaped.
    """
    title, findings = _title(article, lang), tuple(findings)
    found = places(article, extraction, findings, kinds)
    pieces = [Markup("<h1>{}</h1>").format(_marked_title(article, found, title, lang))]
    pieces.append(Markup("<p>{}</p>").format(harmless(byline(article, lang))))
    if article.url and article.url.startswith(("http://", "https://")):
        pieces.append(Markup('<p><a href="{0}" rel="noreferrer">{0}</a></p>').format(harmless(article.url)))
    text = harmless(article.text)
    begin, end = say("export.mark_begin", lang), say("export.mark_end", lang)
    pieces += [
        Markup("<p>{}</p>").format(piece)
        for piece in paragraphs(text, _marks(found, "text", lang), begin, end)
    ]
    pieces += _findings(findings, "show.findings", lang)
    pieces += _findings(tuple(fine), "show.fine", lang, marked=False)
    pieces += (
        [Markup("<p>{}</p>").format(say("export.unread", lang))]
        if extraction is None
        else _figures(extraction, lang)
    )
    return _PAGE.format(lang=lang, title=harmless(title), body=Markup("\n").join(pieces))


def _title(article: Article, lang: Lang) -> str:
    return article.headline or say("export.untitled", lang)


def _marked_title(article: Article, found: list[Place], title: str, lang: Lang) -> Markup:
    if not article.title:
        return marked(title)
    begin, end = say("export.mark_begin", lang), say("export.mark_end", lang)
    return marked(harmless(title), _marks(found, "title", lang), begin, end)


def _marks(found: list[Place], field: str, lang: Lang) -> list[Mark]:
    """The places of this field; what a finding points at has the number of the finding as its note."""
    return [_mark(place, lang) for place in found if place.span.field == field]


def _mark(place: Place, lang: Lang) -> Mark:
    span, title = place.span, say(f"mark.{place.kind}", lang)
    if not place.number:
        return Mark(span.start, span.end, kind=place.kind, title=title)
    target, label = f"finding-{place.number}", say("web.to_finding", lang, n=place.number)
    return Mark(
        span.start, span.end, target=target, note=str(place.number), label=label, kind=place.kind, title=title
    )


def _findings(
    findings: tuple[Finding, ...], heading: str, lang: Lang, *, marked: bool = True
) -> list[Markup]:
    if not findings:
        return []
    items = Markup("\n").join(
        Markup("<li{}><p>{} ({})</p><p>{}</p></li>").format(
            Markup(' id="finding-{}"').format(nr) if marked else "",
            say(f"level.{finding.level}", lang),
            finding.rule,
            harmless(finding.message.in_(lang)),
        )
        for nr, finding in enumerate(findings, 1)
    )
    return [Markup("<h2>{}</h2>\n<ol>\n{}\n</ol>").format(say(heading, lang), items)]


def _figures(extraction: Extraction, lang: Lang) -> list[Markup]:
    claims = [claim for claim in extraction.claims if claim.quantity is not None]
    if not claims:
        return []
    keys = ("claims.value", "claims.unit", "claims.measure", "claims.role", "claims.period", "claims.said_by")
    head = Markup("").join(Markup("<th>{}</th>").format(say(key, lang)) for key in keys)
    rows = Markup("\n").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(harmless(cell)) for cell in claim_cells(claim, lang))
        )
        for claim in claims
    )
    return [
        Markup("<h2>{}</h2>\n<table>\n<tr>{}</tr>\n{}\n</table>").format(
            say("show.figures", lang), head, rows
        )
    ]
