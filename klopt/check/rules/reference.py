"""Figures of an article against official ones that the user added."""

from __future__ import annotations

from collections.abc import Iterator

from extract.interval import Interval
from klopt.check.case import Case, Official
from klopt.check.finding import LANGS, Amount, Finding, Level, Look, Marked, Words
from klopt.check.marks import figure_mark
from klopt.check.official import Held, compared
from klopt.check.registry import message, rule
from klopt.check.said import Said
from klopt.check.wording import amount, names

THOUSAND = 1_000


@rule("reference")
def reference(case: Case) -> Iterator[Finding | Look]:
    """A figure that no table of the user has for the same thing and days. Slots: measure, period, stated, official,
    table, more.
    """
    told = set()
    for held in compared(case):
        mark = figure_mark(case, held.said.claim)
        if held.fits:
            yield Look("reference", (mark,), "holds")
        elif (held.said.value, held.said.days) not in told:
            told.add((held.said.value, held.said.days))
            yield _finding(case, held)


def _finding(case: Case, held: Held) -> Finding:
    official, quantity = held.official[0], held.said.quantity
    mark = figure_mark(case, held.said.claim)
    words = Words(*(amount(official.value, official.unit, lang) for lang in LANGS))
    return Finding(
        "reference",
        _level(case, official),
        (Marked(case.article.id, mark),),
        message(
            "reference",
            measure=official.measure,
            period=official.period,
            stated=quantity.span.text,
            official=words,
            table=_named(official),
            more=_more(official, held.said),
        ),
        stated=Amount(quantity.lenient, quantity.unit, quantity.span.text),
        recomputed=Amount(official.interval, official.unit, words.nl),
    )


def _named(official: Official) -> Words:
    """The table by who made it, else by what it is called here."""
    key = "of" if official.source else "called"
    return Words(
        *(
            names()["reference"][lang][key].format(source=official.source, table=official.table)
            for lang in LANGS
        )
    )


def _level(case: Case, official: Official) -> Level:
    """An error only where the article itself says that the figure is from there, and it is no provisional one."""
    text = f"{case.article.title or ''} {case.article.text}".casefold()
    named = official.source is not None and _words_in(official.source.casefold(), text)
    return "error" if named and not official.provisional else "warning"


def _in_thousands(official: Official, one: Said) -> bool:
    """Whether a table that names no unit would be right if it were in thousands."""
    times = official.interval * Interval.point(THOUSAND)
    return official.unit is None and one.value > 0 and one.quantity.lenient.overlaps(times)


def _words_in(words: str, text: str) -> bool:
    at = text.find(words)
    return at >= 0 and not text[at - 1 : at].isalnum() and not text[at + len(words) :][:1].isalnum()


def _more(official: Official, one: Said) -> Words:
    """What to bear in mind: the table may be in thousands, the figure is provisional, what the table counts."""
    kept = names()["reference"]
    dutch, english = (
        " ".join(
            filter(
                None,
                (
                    kept[lang]["thousands"] if _in_thousands(official, one) else "",
                    kept[lang]["provisional"] if official.provisional else "",
                    kept[lang]["defined"].format(definition=official.definition)
                    if official.definition
                    else kept[lang]["undefined"],
                ),
            )
        )
        for lang in LANGS
    )
    return Words(dutch, english)
