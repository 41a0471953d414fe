"""Whether the sentence of a size says that it is about the change just told: "die daling", "daarmee", "dat is"."""

from __future__ import annotations

from extract.words import table
from klopt.check.case import Case
from klopt.check.fitting import says_when
from klopt.check.pairs import Pair, levels_in
from klopt.check.prose import CLAUSE_ENDS, Figure, has, prose, until, words_of
from klopt.check.remarks import is_remark, of_that_time
from klopt.check.size_words import by_noun, comparatives, is_step
from klopt.check.sizes import Size
from klopt.check.tied import noun_of, one_thing


def refers_back(case: Case, size: Size, pair: Pair) -> bool:
    """Whether the sentence of a size says that it is about the change just told."""
    figure = size.figure
    if figure is None:
        return False
    words = _unquoted(words_of(prose(case).spans[size.sentence].text))
    lead = words[:8]
    known = table("changes")["elsewhere"]
    if has(lead, known["opening"]) or has(lead[:1], known["other_times"]) or _from_another(lead):
        return False
    if len(figure.before) == 1 and has(figure.after[1:2], table("changes")["back"]["relatives"]):
        return False  # "De 40 cent extra die een taxi 's nachts rekent"
    if any(
        level.nr < figure.nr and (level.quantity.kind != "duration" or figure.quantity.kind == "duration")
        for level in levels_in(case, size.sentence, size.sentence)
    ):
        return False  # "in één kwartaal kwam er dus 75.000 euro bij": how long it took is no value of its own
    if any(
        other.nr != figure.nr and other.quantity.kind == figure.quantity.kind
        for other in prose(case).within(size.sentence)
    ):
        return False  # "89 procent minder, 11 procent meer": shares of their own
    measure = figure.claim.measure
    alike = (
        measure is not None
        and pair.after.claim.measure is not None
        and one_thing(measure, pair.after.claim.measure)
    )
    if lead[:1] and lead[0] in ("bij", "onder", "in", "voor") and not alike:
        return False
    if _points_back(lead, figure):
        return not has(words, ("ook",)) and (alike or not _own_subject(figure, pair))
    if has(_without_reason(words), known["words"]):
        return False
    if opens_bare(case, size, pair):
        return True
    if figure.first and figure.before[-1:] in (("de",), ("die",)) and len(figure.before) == 1:
        of_others = has(figure.clause_after()[1:3], ("van", "voor", "uit", "bij", "in"))
        return (
            not of_others and size.sentence - pair.last.sentence == 1
        )  # "De 40 cent extra", "Die 4.300 bezoekers minder"
    if _such(figure) or (of_that_time(case, size, pair) and is_remark(case, figure)):
        return True
    of_others = figure.after[:1] in (("van",), ("bij",), ("in",), ("onder",))
    if of_others and not _in_so_long(case, figure):
        return False
    article = _article(figure)
    if lead[1:2] and lead[1] in table("changes")["differences"]["subjects"] and lead[0] in ("de", "het"):
        return size.sentence - pair.last.sentence == 1  # "De overschrijding bedraagt 2,5 miljoen"
    if lead[:1] == ("een",) and figure.quantity.kind == "factor" and len(_unquoted(figure.before)) == 1:
        return size.sentence - pair.last.sentence == 1  # "Een verdubbeling, zegt de voorzitter"
    if article in ("de", "het"):
        return True
    if _has_own_name(case, size):
        return False
    if is_step(figure):
        return False  # "een stap van 0,5 is nog nodig"
    one = article == "een" and lead[:1] == ("een",)
    return size.sentence - pair.last.sentence == 1 and (alike or one)


def _from_another(lead: tuple[str, ...]) -> bool:
    """ "Het verschil met Duitsland nam af": of something else than a time, which "het verschil met 2019" is."""
    at = next((nr for nr in range(2, len(lead)) if lead[nr - 1 : nr + 1] == ("verschil", "met")), None)
    return at is not None and lead[at + 1 :] != () and not says_when(lead[at + 1 :])


def _has_own_name(case: Case, size: Size) -> bool:
    """Whether the sentence of a size opens with somebody whom the text has not named: "De spaarrente daalt. De ECB
    verlaagde haar rente met 50 basispunten".
    """
    sentence = prose(case).spans[size.sentence]
    told = f"{case.article.title or ''} {case.article.field(sentence.field)[: sentence.start]}"
    return any(
        mention.kind in ("organisation", "place")
        and sentence.covers(mention.span)
        and mention.span.start - sentence.start <= OWN
        and mention.name not in told
        for mention in case.extraction.mentions
    )


OWN = 5
"""Characters before a name that opens a sentence: "Het "."""


def _without_reason(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a sentence up to a clause that says why: "..., omdat de eigen bijdrage juist hoger werd"."""
    reasons = table("changes")["elsewhere"]["reasons"]
    ends = (nr for nr, word in enumerate(words) if word in reasons and nr and words[nr - 1] == ",")
    return words[: next(ends, len(words))]


def opens_bare(case: Case, size: Size, pair: Pair) -> bool:
    """Whether the sentence behind two values opens with nothing but a size, and says nothing of whom or of when: "‘Vier
    procentpunt erbij, ik moet het even laten bezinken’", "Met dertien procentpunt minder is het een dieptepunt".
    """
    figure, known = size.figure, table("changes")["elsewhere"]
    if figure is None or size.sentence - pair.last.sentence != 1:
        return False
    words = prose(case).words(size.sentence)
    own = [word for word in _unquoted(figure.before) if word not in table("wholes")["between"]]
    if not figure.first or own not in ([], ["met"]) or size.than or has(words, known["bare_not"]):
        return False
    clause = figure.clause_after()
    if has(clause, known["bare_of"]) or figure.quantity.kind == "factor":
        return False
    if len(clause) > MORE and not own:
        return False  # "Vier procentpunt ging naar de groenen"
    behind = figure.after[len(clause) :]
    more = tuple(until(behind[1:], CLAUSE_ENDS)) if has(behind[1:2], known["taken_up"]) else ()
    return not has((*clause, "|", *more), known["bare_wish"])


MORE = 2
"""Words behind a size that stands by itself: "erbij", "minder leden"."""


def _such(figure: Figure) -> bool:
    """ "Een dergelijke daling van acht procentpunt"."""
    return by_noun(figure) is not False and has(figure.clause_before()[-4:], table("changes")["back"]["such"])


def _in_so_long(case: Case, figure: Figure) -> bool:
    """ "Een verdubbeling in acht jaar": what stands behind the size is how long it took."""
    following = prose(case).figures[figure.nr + 1 : figure.nr + 2]
    if figure.after == ("in",) and following and following[0].quantity.kind == "duration":
        return True
    when = figure.after[2:3] if has(figure.after[:1], ("in",)) else ()  # "in een coronajaar"
    return any(word.endswith(tuple(table("changes")["back"]["stretches"])) for word in when)


def _unquoted(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the mark that opens a quotation: what somebody says of a change is said of it all the same."""
    return words[1:] if words[:1] and words[0] in _QUOTES else words


_QUOTES = frozenset("‘“„\"'«")


def _points_back(lead: tuple[str, ...], figure: Figure) -> bool:
    """Whether the sentence stands for what was told: by "die daling", "dat is", "daarmee", not by the conjunction in
    "dat het resultaat verbeterde" nor by the relative pronoun of a later clause.
    """
    back = table("changes")["back"]
    if lead[:1] and lead[0] in back["conjunctions"] and lead[1:2] and lead[1] in back["determiners"]:
        lead = ()
    clause = figure.clause_before()
    if len(clause) < len(figure.before) and clause[:1] and clause[0] in back["relatives"]:
        clause = clause[1:]
    return has((*lead, *clause), back["words"])


def _own_subject(figure: Figure, pair: Pair) -> bool:
    """Whether something else than what changed is said to be so much more or less, as a consequence: "een pak melk
    wordt daardoor 2,8 procent duurder".
    """
    clause = figure.clause_before()
    measure, theirs = figure.claim.measure, noun_of(pair.last) or pair.after.claim.measure
    if measure is None or theirs is None or not has(clause, table("changes")["back"]["consequence"]):
        return False
    named = any(one_thing(word, measure) for word in clause)
    return named and figure.claim.cue is not None and (figure.claim.cue.text.lower() in comparatives())


def _article(figure: Figure) -> str | None:
    """The article of "de winst van negen procentpunt"; None if the figure is behind no such noun."""
    words = [
        word
        for word in figure.clause_before()
        if word not in table("wholes")["between"] or word in ("de", "het", "een")
    ]
    while words and words[-1] in ("de", "het", "een"):
        words.pop()
    return (
        words[-3]
        if len(words) >= 3 and words[-1] in ("van", "met") and words[-3] in ("de", "het", "een")
        else None
    )
