"""What became of a figure after it was printed: copied while it was taken back, or changed without a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.article import Span
from klopt.check.case import Case, Earlier
from klopt.check.finding import LANGS, Finding, Marked, Words
from klopt.check.group import Group
from klopt.check.outlets import outlet, told_by
from klopt.check.registry import across_rule, message, rule
from klopt.check.revisions import Changed, changed_figures
from klopt.check.said import Said
from klopt.check.sides import Side
from klopt.check.taken_back import TakenBack, repeated, taken_back
from klopt.check.wording import day, names


@across_rule("copy-chain")
def copy_chain(group: Group) -> Iterator[Finding]:
    """Articles have a figure that another took back. Slots: old, new, by, sides."""
    for case in group.cases:
        for note in taken_back(case):
            found = [
                (other, figure)
                for pair in group.pairs
                if case in (pair.one, pair.other) and not pair.one_page
                for other in (pair.other if pair.one is case else pair.one,)
                if _repeats(case, other) and (figure := _still(other, note)) is not None
            ]
            if found:
                yield _repeated(case, note, found)


@across_rule("revision")
def revision_across(group: Group) -> Iterator[Finding]:
    """Two of the articles given are versions of one page, or one takes back what the other says. Slots: old, new,
    before, after, how.
    """
    for pair in group.pairs:
        if pair.one_page and pair.one.article.kind != "liveblog":
            older = pair.one.article
            for changed in changed_figures(pair.other, older.title, older.text):
                marks = (Marked(older.id, changed.old), Marked(pair.other.article.id, changed.new))
                yield _changed(changed, marks, outlet(pair.one), outlet(pair.other))
    yield from _corrected(group)


def _corrected(group: Group) -> Iterator[Finding]:
    """An article that takes back what the outlet itself had printed: an update of that article, told as a note."""
    for case in group.cases:
        for note in taken_back(case):
            for pair in group.pairs:
                other = pair.other if pair.one is case else pair.one
                if case not in (pair.one, pair.other) or pair.one_page or _repeats(case, other):
                    continue
                figure = _still(other, note)
                if figure is not None:
                    changed = Changed(figure.quantity.span, note.at_new, newer=True)
                    marks = (Marked(other.article.id, changed.old), Marked(case.article.id, changed.new))
                    yield _changed(changed, marks, outlet(other), outlet(case), "corrected")


@rule("revision")
def revision(case: Case) -> Iterator[Finding]:
    """An older version of the article that the corpus keeps has another figure. Slots: old, new, before, after, how."""
    told: set[Span] = set()
    for older in reversed(case.earlier):
        for changed in changed_figures(case, older.title, older.text):
            if changed.new not in told:
                told.add(changed.new)
                marks = (Marked(case.article.id, changed.new),)
                yield _changed(changed, marks, _version(older), _now())


def _repeats(case: Case, other: Case) -> bool:
    """Whether the other came out with or after the one that took the figure back, and is of another outlet or later:
    what was printed before could not know.
    """
    one, two = case.article, other.article
    first, second = str(one.published or "")[:10], str(two.published or "")[:10]
    return second > first or (second == first and (one.source is None or one.source != two.source))


def _still(case: Case, note: TakenBack) -> Said | None:
    """The figure that was taken back, where an article gives it and not the new one."""
    if any(quantity.value == note.new.value for quantity in case.extraction.quantities) or taken_back(case):
        return None
    return repeated(note, case)


def _repeated(case: Case, note: TakenBack, found: Sequence[tuple[Case, Said]]) -> Finding:
    marks = (Marked(case.article.id, note.span), *(Marked(c.article.id, f.quantity.span) for c, f in found))
    return Finding(
        "copy-chain",
        "warning",
        marks,
        message(
            "copy-chain",
            old=note.old.span.text,
            new=note.new.span.text,
            by=outlet(case),
            sides=told_by([Side(other, figure) for other, figure in found]),
        ),
    )


def _changed(
    changed: Changed, marks: tuple[Marked, ...], before: Words, after: Words, how: str = "silently"
) -> Finding:
    return Finding(
        "revision",
        "note" if changed.newer else "warning",
        marks,
        message(
            "revision", old=changed.old.text, new=changed.new.text, before=before, after=after, how=_said(how)
        ),
    )


def _version(older: Earlier) -> Words:
    known = names()["versions"]
    return Words(*(known[lang]["older"].format(nr=older.nr, day=day(older.seen, lang)) for lang in LANGS))


def _now() -> Words:
    return _said("now")


def _said(key: str) -> Words:
    return Words(*(names()["versions"][lang][key] for lang in LANGS))
