"""Which texts are copies of one another."""

from __future__ import annotations

import pytest

from corpus.copies import BANDS, CONTAINED, bands, contained, groups_of, in_common, signature

WIRE = (
    "De veerdienst tussen Oostkade en Westkade vervoerde vorig jaar 412.000 reizigers, 9 procent meer dan in 2021."
    " Dat meldt de provincie woensdag. Vooral in juli en augustus was het druk: toen namen 128.000 mensen de boot. Een"
    " overtocht kost nu 2,40 euro. De provincie wil het veer ook na 2025 laten varen en trekt daar 3,5 miljoen euro"
    " voor uit. Volgens gedeputeerde Anke Wolters zijn de twee schepen over vijf jaar aan vervanging toe. De bond van"
    " reizigers noemt het besluit verstandig, maar vraagt om een veer dat ook na middernacht vaart."
)
CUT = "OOSTKADE - Goed nieuws voor wie graag vaart. " + WIRE[: WIRE.index(" Volgens")]
OTHER = (
    "Het aantal ooievaars in de Kromme Waard is in tien jaar verdubbeld, zeggen vogelaars. Dit voorjaar telden zij 64"
    " bezette nesten, tegen 31 in 2013. De vogels vinden er genoeg mollen en kikkers. Ook het zachte weer helpt, want"
    " steeds meer ooievaars blijven in de winter hier. De gemeente wil er zes palen bijzetten."
)
TEMPLATE = (
    "Op de {road} staat {km} kilometer file door een ongeluk bij {place}. De vertraging is nu {min} minuten en loopt"
    " op. {n} rijstroken zijn dicht en verkeer rijdt om via de {way}. De weg is naar verwachting om {at} uur vrij,"
    " meldt de dienst die over de wegen gaat."
)
JAM = TEMPLATE.format(road="A97", km=6, place="Dorst", min=25, n=2, way="N301", at="17.30")
JAM_2 = TEMPLATE.format(road="A98", km=11, place="Wehl", min=40, n=1, way="N318", at="18.15")


@pytest.mark.parametrize(
    ("one", "other", "copies"),
    [
        (WIRE, WIRE, True),
        (WIRE, CUT, True),
        (WIRE, WIRE.replace("woensdag", "vandaag").replace("noemt", "vindt"), True),
        (WIRE, OTHER, False),
        (JAM, JAM_2, False),
        (WIRE, WIRE.replace(" ", "  \n"), True),
        ("Kort.", "Kort.", True),
        ("Kort bericht.", "Ander bericht.", False),
        ("", WIRE, False),
    ],
)
def test_contained(one: str, other: str, copies: bool) -> None:
    """Cut, with another first line or some other words it is a copy; from the same template with other figures not."""
    assert (contained(one, other) >= CONTAINED) is copies
    assert contained(one, other) == contained(other, one)


def test_signatures_meet() -> None:
    """A copy shares a band with its original; the signature is the same each time."""
    assert signature(WIRE) == signature(WIRE)
    assert len({*bands(signature(WIRE))} & {*bands(signature(CUT))}) > 0
    assert len({*bands(signature(WIRE))} & {*bands(signature(OTHER))}) == 0
    assert len([*bands(signature(""))]) == BANDS


@pytest.mark.parametrize("order", [(1, 2, 3, 4), (2, 1, 4, 3), (4, 3, 2, 1)])
@pytest.mark.parametrize("before", range(5))
def test_groups_do_not_hang_on_the_order(order: tuple[int, ...], before: int) -> None:
    """In whatever order articles come, and however many were there before, the groups are the same."""
    texts = {1: OTHER, 2: WIRE, 3: CUT, 4: WIRE}
    signed = {article: signature(text) for article, text in texts.items()}
    first = groups_of([], [(article, signed[article]) for article in order[:before]], texts.__getitem__)
    known = [(article, signed[article], head) for article, head in first.items()]
    found = groups_of(known, [(article, signed[article]) for article in order[before:]], texts.__getitem__)
    assert found == {1: 1, 2: 2, 3: 2, 4: 2}


def test_two_versions_of_a_page_are_alike_whatever_their_figures() -> None:
    """A page of which all figures changed is no copy to count as one witness, but still the page."""
    page = (
        "Op de kade van Breedhaven staan {} kramen en {} karren, zegt de marktmeester, die er al zijn hele leven "
        "werkt en daar voorlopig niet mee wil stoppen, hoe koud het er op een ochtend in de winter ook kan zijn."
    )
    old, new = page.format(12, 5), page.format(14, 6)
    assert contained(old, new) == 0.0
    assert in_common(old, new) >= CONTAINED
