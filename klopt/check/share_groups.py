"""What group or whole a share is taken of, by the words around it."""

from __future__ import annotations

from extract.words import table
from klopt.check.prose import Figure, Prose, has

WHOLE = 6
"""Words behind a share in which it says what it is of."""


def taken_of(figure: Figure) -> tuple[str, ...]:
    """The words of what a share is of, and not of what these have: "van de Brabanders" of "... een grotere woning"."""
    words = figure.after[:WHOLE]
    if words[:1] not in (("van",), ("der",)):
        return words
    ends = (nr for nr, word in enumerate(words) if nr > 1 and word in table("shares")["exclusive"]["opens"])
    return words[: next(ends, WHOLE)]


def names_own_group(text: Prose, figure: Figure) -> bool:
    """Whether the share names a group of its own: "van de ouderen is 51 procent tegen", "van de 500 mannen 26"."""
    count = text.figures[figure.nr - 1]
    counted = (
        count.quantity.kind == "count" and count.sentence == figure.sentence and "," not in figure.before
    )
    words = (*count.clause_before(), "|", *figure.clause_before()) if counted else figure.clause_before()
    return has(words, table("shares")["closes"]["own_group"])
