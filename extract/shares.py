"""Parts and multiples in words: "de helft", "twee derde", "een op de vijf", "verdubbeld", "drie keer zo
veel".

Word list: `words/factors.toml`. Values: 0-1 for fractions and shares, the multiplier for factors
("gehalveerd" is 0.5 keer).
"""

from __future__ import annotations

from decimal import Decimal

from extract.amounts import Counts, read_amount
from extract.atoms import Atoms, table
from extract.figures import Amount, Figure
from extract.numbers import read_folded

_TABLE = table("factors")
_STEMS = {stem: Decimal(n) for stem, n in _TABLE["factors"].items()}
_ENDINGS = {stem: frozenset(endings) for stem, endings in _TABLE["endings"].items()}
_SURE = frozenset(_TABLE["comparing"]["sure"])
_MULTIPLYING = ("ver", "halve", "gehal")
_THIRD = frozenset(_TABLE["third"]["follows"])
_TIMES = frozenset(["keer", "maal", "x", "×"])
_BEFORE_QUARTER = frozenset(_TABLE["quarter"]["before"])
_ROUND_WHOLES = frozenset(map(Decimal, (10, 100, 1000)))
_ALL = frozenset(("de", "het", "alle", "onze"))
_REST = frozenset(_TABLE["quarter"]["rest"])
SMALLEST_REST = 10
"""The rest is called by a part down to a tenth: "het resterende derde"."""
LARGEST_DENOMINATOR = 1000


def _exact(first: int, last: int, value: Decimal) -> Amount:
    return Amount(first, last, last, value, Decimal(1), Decimal(1), form="words")


_OPENING = {"kwart": Decimal("0.25"), "helft": Decimal("0.5"), "derde": Decimal(1) / 3}
"""Parts that a headline opens with, without an article: "Kwart van de molens te koop"."""
_HEDGES = frozenset(_TABLE["bare"]["hedges"])
_NOT_QUITE = frozenset(_TABLE["bare"]["not_quite"])
_QUALITIES = frozenset(_TABLE["bare"]["qualities"])


def opens_part(word: str) -> bool:
    """Whether a part or multiple can begin with this word, number words and articles apart."""
    return (
        word in ("half", "factor", *_OPENING)
        or word.startswith(("dubbel", *_MULTIPLYING))
        or word.endswith("kwart")
    )


def part_at(atoms: Atoms, i: int) -> Figure | None:
    """A part or multiple that begins at atom `i` with a word of its own (no number before it)."""
    atom = atoms[i]
    if atom.kind != "word":
        return None
    word = atom.word
    if word in ("de", "het"):
        return _with_article(atoms, i)
    if atoms.word(i - 1) in _REST and atoms.word(i - 2) == "het":
        named = read_folded(word) if _is_third(atoms, i + 1) else None
        if named is not None and named.form == "ordinal" and 3 <= named.value <= SMALLEST_REST:
            return Figure(i, i, "fraction", _exact(i, i, 1 / named.value))
    if word in ("een", "kwart", "driekwart") or word.endswith("kwart"):
        quarter = _quarter(atoms, i)
        if quarter is not None:
            return quarter
    if word in _OPENING and _is_hedged_part(atoms, i):
        return Figure(i, i, "fraction", _exact(i, i, _OPENING[word]))
    if i == 0 and word in _OPENING and _opens_headline(atoms):
        return Figure(i, i, "fraction", _exact(i, i, _OPENING[word]))
    if (
        word.startswith("dubbel")
        and (word == "dubbelzoveel" or atoms.word(i + 1) in ("zoveel", "zo"))
        and word != "dubbele"
    ):
        return Figure(i, i, "factor", _exact(i, i, Decimal(2)), "keer")
    if word == "half" and atoms.word(i + 1) in ("zo", "zoveel"):
        return Figure(i, i, "factor", _exact(i, i, Decimal("0.5")), "keer")
    if (
        word == "factor"
        and (amount := read_amount(atoms, i + 1, lambda _: False)) is not None
        and amount.value
    ):
        return Figure(i, amount.last, "factor", amount, "keer")
    multiple = multiple_of(word)
    if multiple is not None:
        return Figure(i, i, "factor", _exact(i, i, multiple), "keer")
    spelled = read_folded(word)
    if spelled is not None and spelled.form == "fraction":
        return Figure(i, i, "fraction", _exact(i, i, spelled.value))
    return None


def _is_hedged_part(atoms: Atoms, i: int) -> bool:
    """Whether a hedge stands for the article: "bijna helft van de artsen", "nog geen derde", "een kleine helft"."""
    before, follows = atoms.word(i - 1), atoms.word(i + 1)
    quality = before in _QUALITIES and atoms.word(i - 2) == "een"
    if not quality and before not in _HEDGES and (before != "geen" or atoms.word(i - 2) not in _NOT_QUITE):
        return False
    if atoms.word(i) == "derde":  # "nog geen derde poging" is a third one
        return follows == "van" or (quality and follows in _THIRD)
    return follows != "finale"


def _opens_headline(atoms: Atoms) -> bool:
    """Whether a bare part in front is one of what follows: "Derde van de jongeren", "Kwart cafés"."""
    if atoms.word(0) == "derde":
        return atoms.word(1) == "van" and (atoms.word(2) in _ALL or atoms.word(2).endswith(("en", "s")))
    return atoms.word(1) == "van" or atoms.word(1).endswith(("en", "s"))


def _with_article(atoms: Atoms, i: int) -> Figure | None:
    """de helft, het dubbele, het drievoudige, het merendeel."""
    follows = atoms.word(i + 1)
    if follows == "helft":
        return Figure(i, i + 1, "fraction", _exact(i, i + 1, Decimal("0.5")))
    if follows == "merendeel":
        most = Amount(
            i, i + 1, i + 1, None, Decimal(1), Decimal(1), form="vague", low=Decimal("0.5"), high=Decimal(1)
        )
        return Figure(i, i + 1, "fraction", most)
    if (follows in ("dubbele", "dubbel") and atoms[i + 2].kind != "word") or (
        follows == "dubbele" and atoms.word(i + 2) in ("van", "aantal")
    ):
        return Figure(i, i + 1, "factor", _exact(i, i + 1, Decimal(2)), "keer")
    for ending in ("voudige", "voud", "dubbele"):
        if follows.endswith(ending):
            times = read_folded(follows.removesuffix(ending))
            if times is not None and times.form == "cardinal":
                return Figure(i, i + 1, "factor", _exact(i, i + 1, times.value), "keer")
    return None


def _quarter(atoms: Atoms, i: int) -> Figure | None:
    """een kwart, het resterende kwart, also in "een kwart voor zijn rekening"; not "kwart voor drie"."""
    last = i + 1 if atoms.word(i) == "een" else i
    if atoms.word(last) != "kwart" or atoms.word(last + 1) == "finale":
        return None
    if atoms.word(last + 1) in ("voor", "over") and (last == i or _may_be_an_hour(atoms, last + 2)):
        return None
    if last == i and atoms.word(i - 1) not in _BEFORE_QUARTER:
        return None
    return Figure(i, last, "fraction", _exact(i, last, Decimal("0.25")))


def _may_be_an_hour(atoms: Atoms, i: int) -> bool:
    return atoms[i].kind == "number" or read_folded(atoms.word(i)) is not None


def multiple_of(word: str) -> Decimal | None:
    """The factor in a verb or noun of multiplying: "verdubbeling" 2, "vertienvoudigd" 10, "gehalveerd"
    0.5.
    """
    if not word.startswith(_MULTIPLYING):
        return None
    for stem, factor in _STEMS.items():
        if word.startswith(stem) and word[len(stem) :] in _ENDINGS[stem]:
            return factor
    stem, found, ending = word.rpartition("voudig")
    if found and ending in _ENDINGS["voudig"] and stem.startswith("ver"):
        times = read_folded(stem.removeprefix("ver"))
        if times is not None and times.form == "cardinal" and times.value > 1:
            return times.value
    return None


def part_behind(atoms: Atoms, amount: Amount, counts: Counts) -> Figure | None:
    """The part or multiple that a number begins: "twee derde", "een op de vijf", "negen van de tien", "drie
    keer zo veel".
    """
    value = amount.value
    if value is None or value <= 0:
        return None
    return (
        _ordinal_part(atoms, amount, value) or _one_in(atoms, amount, value, counts) or _times(atoms, amount)
    )


def _ordinal_part(atoms: Atoms, amount: Amount, value: Decimal) -> Figure | None:
    last = amount.last + 1
    if (
        amount.scale != 1
        or value != int(value)
        or value > 100
        or atoms[last].kind != "word"
        or atoms.glued(last)
    ):
        return None
    if atoms.word(last) == "kwart" and amount.form != "article":
        return Figure(amount.first, last, "fraction", _exact(amount.first, last, value / 4))
    if atoms.word(last) == "kwart":
        return None
    spelled = read_folded(atoms.word(last))
    if (
        spelled is None
        or spelled.form != "ordinal"
        or spelled.value < 3
        or spelled.value > LARGEST_DENOMINATOR
    ):
        return None
    accented = atoms[amount.first].text.lower() != "een"
    if value == 1 and amount.form == "article" and not accented and not _is_third(atoms, last + 1):
        return None
    if value >= spelled.value:
        return None
    return Figure(amount.first, last, "fraction", _exact(amount.first, last, value / spelled.value))


def _is_third(atoms: Atoms, i: int) -> bool:
    """Whether what follows "een derde" makes it a part: not the noun of "een derde poging"."""
    follows = atoms[i]
    return (
        follows.kind != "word"
        or follows.word in _THIRD
        or (follows.word.endswith("t") and len(follows.word) > 3)
    )


def _one_in(atoms: Atoms, amount: Amount, value: Decimal, counts: Counts) -> Figure | None:
    i = amount.last + 1
    link = atoms.word(i)
    if link not in ("op", "van") or value != int(value):
        return None
    i += 1
    article = atoms.word(i) in ("de", "elke", "iedere")
    whole = read_amount(atoms, i + article, counts)
    if whole is None or whole.value is None or whole.value <= value or whole.value != int(whole.value):
        return None
    if link == "van" and not (article and whole.value in _ROUND_WHOLES and value < 10 and whole.value == 10):
        return None
    if (
        link == "op"
        and not article
        and (whole.value > LARGEST_DENOMINATOR or atoms.word(whole.last + 1) in ("%", "procent"))
    ):
        return None
    return Figure(amount.first, whole.last, "share", _exact(amount.first, whole.last, value / whole.value))


def _times(atoms: Atoms, amount: Amount) -> Figure | None:
    """The factor in "drie keer zo veel" or "anderhalf keer"; "drie keer" alone is how often."""
    times = amount.last + 1
    if atoms.word(times) not in _TIMES or amount.form == "article":
        return None
    if amount.grain < 1:
        return Figure(amount.first, times, "factor", amount, "keer")
    return multiplies(atoms, amount, times)


def multiplies(atoms: Atoms, amount: Amount, times: int) -> Figure | None:
    """The factor that ends with atom `times` ("keer", "driemaal") if what follows compares: "zo veel",
    "sneller dan"."""
    follows = atoms.word(times + 1)
    compared = any(atoms.word(times + k) in ("dan", "als") for k in range(2, 5))
    if follows in _SURE or (compared and (follows.endswith("er") or follows == "zo'n")):
        return Figure(amount.first, times, "factor", amount, "keer")
    return None
