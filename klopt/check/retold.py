"""The two values by which the next sentence tells a change over again, in other words: "De aanvragen zijn sinds 2019
verdrievoudigd. Klopten er toen 140 gezinnen aan, vorig jaar deden 365 gezinnen dat".

No noun is shared. "Toen" points at the start that the size has, and words of `opposed.toml`, [[retold]], say that the
values tell of the same: who knocks, applies.
"""

from __future__ import annotations

from extract.words import table
from klopt.check.alike import one_noun, same, stem
from klopt.check.case import Case
from klopt.check.fitting import elsewhere, is_of_other_matter, sizes_fit
from klopt.check.opposed import opposed_in
from klopt.check.pairs import Pair, pairs_in
from klopt.check.prose import Figure, has, prose
from klopt.check.sizes import Size, sizes_in
from klopt.check.tied import noun_of


def retold(case: Case, size: Size) -> tuple[Pair, bool] | None:
    """The only pair of the next sentence, if that tells the change of this size over again; always inferred."""
    figure = size.figure
    if figure is None or size.field == "title" or elsewhere(size) or is_of_other_matter(size):
        return None
    if len(sizes_in(case, size.sentence)) != 1 or not _has_a_start(case, size.sentence):
        return None
    following = size.sentence + 1
    found = {
        (pair.before.nr, pair.after.nr): pair
        for pair in (*pairs_in(case, following, following), *opposed_in(case, following, following))
        if pair.last.sentence == following and not pair.same and not pair.framed
    }
    if len(found) != 1 or sizes_in(case, following):
        return None
    pair = next(iter(found.values()))
    again = sizes_fit(size, pair.after) and is_told_again(case, figure, pair.before, pair.after)
    return (pair, True) if again else None


def _has_a_start(case: Case, sentence: int) -> bool:
    """Whether a sentence names a time that "toen" can point at: "sinds 2019", "sinds de verbouwing in 2014"."""
    text = prose(case)
    since = has(text.words(sentence), table("opposed")["sizes"]["spans"])
    return since and any(text.spans[sentence].covers(period.span) for period in case.extraction.periods)


def is_told_again(case: Case, size: Figure, before: Figure, after: Figure) -> bool:
    """Whether the sentence of two values tells of what a size in the sentence before is of, from that start on: "waren
    het er toen 140", "klopten er toen 140 gezinnen aan".
    """
    text, measure, known = prose(case), size.claim.measure, table("opposed")
    words = text.words(before.sentence)
    if measure is None or before.nr > after.nr or before.sentence != size.sentence + 1:
        return False
    if not has(before.clause_before(), _THEN):
        return False
    if has(words, (*known["other"]["words"], *known["retelling"]["apart"])):
        return False
    said = text.words(size.sentence)
    if has(said, known["retelling"]["heads"]) or any(_limited(figure, said) for figure in (before, after)):
        return False
    return _is_named_again(measure, said, before, after) or any(
        measure.endswith(tuple(row["measures"]))
        and has(words, row["words"])
        and _is_of(measure, row["of"], before, after)
        for row in known["retold"]
    )


def _limited(figure: Figure, said: tuple[str, ...]) -> bool:
    """Whether the clause of a value limits it to a place or a group that the sentence of the size does not name: "kwam
    er toen bij de hoogovens 12 ton vrij".
    """
    clause, leads = (
        (*figure.clause_before(), "|", *figure.clause_after()),
        table("opposed")["retelling"]["limits"],
    )
    known = {stem(word) for word in said}
    for at, word in enumerate(clause):
        if word in leads:
            named = [behind for behind in clause[at + 1 : at + 3] if len(behind) >= NAME and behind.isalpha()]
            if named and stem(named[0]) not in known:
                return True
    return False


def _is_named_again(measure: str, said: tuple[str, ...], before: Figure, after: Figure) -> bool:
    """Whether the values are of the noun of the size itself, or of what it costs and nothing that the sentence of the
    size (`said`) does not name: "kostte een kaartje toen 12 euro".
    """
    mine, prices, clause = noun_of(before), table("opposed")["prices"], before.clause_before()
    if mine is not None:
        being = set(clause) <= {*table("opposed")["retelling"]["being"], *said}
        alone = len(before.clause_after()) <= 1
        return being and alone and noun_of(after) is None and one_noun(measure, mine)
    if before.quantity.kind == "count":
        return has(clause, _STANDS_FOR) and noun_of(after) is None
    if before.quantity.kind != "money" or measure not in prices["words"] or not has(clause, prices["paid"]):
        return False
    named = (word for word in clause if len(word) >= NAME and word not in (*prices["paid"], *_THEN))
    return {stem(word) for word in named} <= {stem(word) for word in said}


NAME = 4
"""Letters of a word that can name what is paid for."""
_THEN = ("toen", "destijds")
_STANDS_FOR = ("het er", "dat er", "dat aantal", "het aantal")


def _is_of(measure: str, kind: str, *ends: Figure) -> bool:
    """Whether both values can be of it: people who do it, or an amount of the stuff."""
    if kind == "mens":
        named = [noun for figure in ends if (noun := noun_of(figure)) is not None]
        counts = {figure.quantity.kind for figure in ends} == {"count"}
        return counts and all(_is_who(noun) for noun in named)
    amounts = all(figure.quantity.kind in ("measure", "rate") and figure.quantity.unit for figure in ends)
    return amounts and all(_of_stuff(measure, figure) for figure in ends)


def _is_who(noun: str) -> bool:
    """Whether a noun names whoever does it, and no group of them."""
    return any(same(noun, word) for word in table("opposed")["retelling"]["who"])


def _of_stuff(measure: str, figure: Figure) -> bool:
    """Whether no other stuff stands behind the amount: "90.000 liter water" for "waterverbruik", not "liter zeep"."""
    word = next(iter(figure.clause_after()), None)
    known = table("wholes")
    small = (*known["noun_breaks"], *known["verb_particles"], *known["adjectives"], "de", "het", "per")
    return word is None or word in small or measure.startswith(word)
