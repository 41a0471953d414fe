"""A figure as a line of a list: in its sentence, with when, who, and where it was published."""

from __future__ import annotations

from dataclasses import dataclass

from db.claims import FoundClaim
from db.keys import entity_key
from db.measure_words import head_word
from klopt.messages import Lang
from klopt.web.anchors import place_anchor
from klopt.web.marks import harmless
from klopt.web.sentence import around
from klopt.when import said_when


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in its sentence: `before` and `after` are what stands around it, `measure` the key of what is counted
    and `counted` the word for it, `entity` the key of who gave it, `place` its anchor on the page of the article.
    """

    figure: str
    before: str
    after: str
    measure: str
    counted: str
    when: str
    said_by: str
    entity: str
    outlet: str
    day: str
    title: str
    article: int
    place: str


def line_of(found: FoundClaim, lang: Lang) -> Line:
    """The line of a claim; one without a figure shows the whole of its words."""
    claim, head = found.claim, found.head
    span = claim.quantity.span if claim.quantity else claim.span
    before, after = around(claim.span, span)
    source = claim.source
    return Line(
        figure=harmless(span.text),
        before=before,
        after=after,
        measure=claim.measure or "",
        counted=harmless(head_word(claim.measure, claim.phrase) if claim.measure else ""),
        when=harmless(said_when(claim, lang)),
        said_by=harmless(source.name if source else ""),
        entity=entity_key(source.entity.kind, source.entity.name) if source and source.entity else "",
        outlet=harmless(head.source or "?"),
        day=str(head.published_on or ""),
        title=harmless(head.headline),
        article=head.id,
        place=place_anchor(span),
    )
