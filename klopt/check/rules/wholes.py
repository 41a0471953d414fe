"""Parts against the whole they are taken from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from klopt.check.case import Case, exact_value
from klopt.check.closed_wholes import of_closed_whole
from klopt.check.finding import Amount, Finding, Look, Repair
from klopt.check.marks import in_order, index_of
from klopt.check.proportion import count_readings
from klopt.check.prose import Figure, has, prose
from klopt.check.registry import message, rule
from klopt.check.wholes import wholes_of
from klopt.check.wording import number


@rule("part-whole")
def part_whole(case: Case) -> Iterator[Finding | Look]:
    """A part larger than its whole, or more than a hundred percent of a group. Slots: part, total."""
    for whole in wholes_of(case):
        part, total = whole.part.quantity, whole.total.quantity
        if part is None or total is None:
            continue
        marks = in_order(case, (part.span, total.span))
        if not count_readings(total)[1].below(count_readings(part)[1]):
            yield Look("part-whole", (part.span, total.span), "holds")
            continue
        least, most = exact_value(part), exact_value(total)
        yield Finding(
            "part-whole",
            "warning" if whole.inferred else "error",
            marks,
            message("part-whole", part=part.span.text, total=total.span.text),
            repairs=(
                Repair(index_of(marks, part.span), part.span.text, number(most, "nl")),
                Repair(index_of(marks, total.span), total.span.text, number(least, "nl")),
            )
            if least is not None and most is not None
            else (),
        )
    yield from _over_hundred(case)


def _counts_beside(figures: Sequence[Figure], share: Figure) -> tuple[Figure | None, Figure | None]:
    """The count before a share in its sentence, and the one that says of how many it is: "van de 143 kandidaten"."""
    near = (figures[nr] if 0 <= nr < len(figures) else None for nr in (share.nr - 1, share.nr + 1))
    first, then = (f if f is not None and f.sentence == share.sentence else None for f in near)
    counted = then is not None and then.quantity.kind == "count" and then.before == share.after
    whole = counted and len(share.after) == len(("van", "de"))
    return (first if first is not None and first.quantity.kind == "count" else None, then if whole else None)


def _over_hundred(case: Case) -> Iterator[Finding]:
    """More than a hundred percent of a group of people or things."""
    figures = prose(case).figures
    for figure in figures:
        share = figure.quantity
        if share.kind != "percent" or share.lenient.low is None or share.lenient.low <= 100:
            continue
        if (
            figure.claim.role in ("from", "to")
            or (figure.claim.role == "change" and has(figure.after[:2], ("meer", "minder", "hoger", "lager")))
            or figure.claim.modality == "denied"
            or not of_closed_whole(figure, *_counts_beside(figures, figure))
        ):
            continue
        yield Finding(
            "part-whole",
            "error",
            in_order(case, (share.span,)),
            message("part-whole", part=share.span.text, total="100 procent"),
            stated=Amount(share.strict, "procent", share.span.text),
        )
