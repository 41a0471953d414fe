"""What ties two articles that leave things unsaid: names, shares in words, changes, groups, a third figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from corpus.article import Article
from klopt.check.case import Case
from klopt.check.changed_by import told_otherwise
from klopt.check.conflicts import conflicts
from klopt.check.exchanged import exchanged
from klopt.check.group import Group, Pair, paired
from klopt.check.moved import moved
from klopt.check.proper_names import apart_by_names, is_one_word, share_a_name
from klopt.check.registry import run_across, select
from klopt.check.rest_or_share import is_rest_or_share
from klopt.check.said import Said, said

Cases = Callable[[Iterable[Article]], list[Case]]

pytestmark = pytest.mark.model

PRESS = ("Gemeente Delterwoud (persbericht)", "2019-02-04")
PAPER = ("Delterwouds Nieuws", "2019-02-05")
ABOUT = (
    "In Delterwoud sprak wethouder Els Brok erover in zwembad De Golfslag, waar 2.418 handtekeningen lagen. "
)


def two(cases: Cases, here: str, there: str, about: str = ABOUT) -> Pair:
    """The same matter told by two, in this order."""
    told = [(PRESS, about + here), (PAPER, about + there)]
    read = cases(
        Article(id=nr, source=source, published=day, text=text)
        for nr, ((source, day), text) in enumerate(told)
    )
    pair = paired(*read)
    assert pair is not None
    return pair


def figure(case: Case, words: str) -> Said:
    return next(one for one in said(case) if one.quantity.span.text == words)


def told(pair: Pair) -> set[tuple[str, str]]:
    """The conflicts that are no notes."""
    found = conflicts(Group((pair.one, pair.other), (pair,)))
    return {(one.mine.quantity.span.text, one.yours.quantity.span.text) for one in found if not one.update}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zwolle", "zwolse", True),
        ("goes", "goese", True),
        ("oudewaard", "oudewaards", True),
        ("heemsteden", "heemstedenaren", True),
        ("beekdal", "beekstad", False),
        ("kade", "kadermeer", False),
        ("oss", "oss", True),
        ("oss", "osse", False),
    ],
)
def test_a_name_and_its_adjective_are_one(one: str, other: str, same: bool) -> None:
    assert is_one_word(one, other) is is_one_word(other, one) is same


def test_towns_part_articles_and_parties_do_not_tie_them(cases: Cases) -> None:
    here, there, again, known = cases(
        Article(id=nr, source="De Post", text=text)
        for nr, text in enumerate(
            (
                "De VVD won in Delterwoud vier zetels. Het CDA verloor er een.",
                "Van de inwoners van Bergerhout stemde een op de tien CDA.",
                "De Delterwoudse VVD is blij.",
                "In heel Nederland won de VVD vier zetels.",
            )
        )
    )
    assert apart_by_names(here, there)
    assert apart_by_names(there, here)
    assert share_a_name(here, again)
    assert not apart_by_names(here, again)
    assert not apart_by_names(here, known), "only one of the two has a name that few know"


def test_a_share_in_words_is_a_percentage(cases: Cases) -> None:
    pair = two(
        cases,
        "Een derde van de melkveehouders in Delterwoud heeft geen opvolger.",
        "Van de melkveehouders in Delterwoud heeft 51 procent geen opvolger.",
    )
    assert told(pair) == {("Een derde", "51 procent")}
    assert not figure(pair.one, "Een derde").telling
    near = two(
        cases,
        "Een derde van de melkveehouders in Delterwoud heeft geen opvolger.",
        "Van de melkveehouders in Delterwoud heeft 35 procent geen opvolger.",
    )
    assert told(near) == set()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("Vorig jaar nam het aantal inbraken af met 12 procent.", "12 procent"),
        ("Vorig jaar nam het aantal inbraken af met 25 procent.", None),
        ("In 2018 is het aantal inbraken gehalveerd ten opzichte van 2017.", "gehalveerd"),
        ("Sinds 2010 nam het aantal inbraken af met 12 procent.", None),
        ("Vorig jaar nam het aantal branden af met 12 procent.", None),
    ],
)
def test_a_change_is_held_against_the_two_values_of_the_other(
    cases: Cases, change: str, says: str | None
) -> None:
    pair = two(cases, "In 2017 werden er 840 inbraken gemeld, in 2018 waren dat er 630.", change)
    found = [one.size.quantity.span.text for one in told_otherwise(pair)]
    assert found == ([says] if says else [])


def test_figures_given_to_one_anothers_groups(cases: Cases) -> None:
    right = "Van de vrouwen heeft 44 procent klachten, van de mannen 27 procent."
    pair = two(cases, right, "Van de mannen heeft 44 procent klachten, van de vrouwen 27 procent.")
    assert len(list(exchanged(pair))) == 1
    assert list(exchanged(two(cases, right, right))) == []


def test_a_figure_given_to_the_other_group_alone(cases: Cases) -> None:
    here = "Er kwamen 460 patiënten: 318 mannen en 142 vrouwen."
    pair = two(cases, here, "Van de 460 patiënten waren er 318 vrouw.")
    values = {(mine.quantity.span.text, yours.quantity.span.text) for mine, yours in exchanged(pair)}
    assert values == {("142", "318")}
    assert list(exchanged(two(cases, here, "Van de 460 patiënten waren er 318 man."))) == []


@pytest.mark.parametrize(
    ("here", "there", "explained"),
    [
        ("Er zijn 3.400 bomen geplant.", "Er staan 2.250 bomen meer: er zijn er 1.150 gekapt.", True),
        ("Er zijn 3.400 bomen geplant.", "Er staan 2.250 bomen meer: er zijn er 640 gekapt.", False),
        ("Er waren 1.100 aangiften.", "Een op de drie doet aangifte: er zijn 3.300 aangiften.", True),
        ("Er waren 1.100 aangiften.", "Een op de vier doet aangifte: er zijn 3.300 aangiften.", False),
    ],
)
def test_a_third_figure_makes_the_one_of_the_other(
    cases: Cases, here: str, there: str, explained: bool
) -> None:
    pair = two(cases, here, there)
    mine = figure(pair.one, here.split()[2])
    yours = next(one for one in said(pair.other) if one.quantity.span.text in ("2.250", "3.300"))
    assert is_rest_or_share(pair, mine, yours) is explained


def test_one_count_for_a_quarter_and_for_the_half_year(cases: Cases) -> None:
    """Things are added while the half-year goes on; a share or a level may stay the same."""
    pair = two(
        cases,
        "In de eerste zes maanden van 2018 gingen er 94 bedrijven failliet, tegen 127 een jaar eerder.",
        "In het eerste kwartaal van 2018 gingen er 94 bedrijven failliet, tegen 127 een jaar eerder.",
    )
    assert moved(pair, figure(pair.one, "94"), figure(pair.other, "94"))
    level = two(
        cases,
        "In de eerste zes maanden van 2018 had 94 procent werk, tegen 87 procent een jaar eerder.",
        "In het eerste kwartaal van 2018 had 94 procent werk, tegen 87 procent een jaar eerder.",
    )
    assert not moved(level, figure(level.one, "94 procent"), figure(level.other, "94 procent"))


def test_a_part_and_the_same_part_without_its_whole(cases: Cases) -> None:
    """A whole ten times as large is no slip of the part."""
    pair = two(
        cases,
        "Het ziekenhuis in Delterwoud schrapt 120 van de 1.600 banen.",
        "Bij het ziekenhuis in Delterwoud verdwijnen 160 banen.",
    )
    assert told(pair) == {("120", "160")}


def found(cases: Cases, here: str, there: str, about: str = ABOUT) -> list[str]:
    """What the rules across articles say of the two, in Dutch, notes left out."""
    pair = two(cases, here, there, about)
    group = Group((pair.one, pair.other), (pair,))
    return [one.message.nl for one in run_across(select(), group) if one.level != "note"]


GIRLS = "Van de meisjes in Delterwoud heeft 44 procent psychische klachten, van de jongens 27 procent."


def test_an_exchange_is_told_once_with_both_figures(cases: Cases) -> None:
    swapped = (
        "In Delterwoud heeft 44 procent van de jongens psychische klachten en 27 procent van de meisjes."
    )
    (message,) = found(cases, GIRLS, swapped)
    assert "44 procent" in message
    assert "27 procent" in message
    assert found(cases, swapped, GIRLS) != []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        pytest.param(
            GIRLS,
            "Van de jongens in Delterwoud rookt 44 procent, van de meisjes 27 procent.",
            id="other question",
        ),
        pytest.param(
            "Van de meisjes zit 44 procent op sociale media, van de jongens 27 procent. Gamen doet 27 procent van de"
            " meisjes en 44 procent van de jongens.",
            "Elke dag gamet 44 procent van de jongens en 27 procent van de meisjes.",
            id="both rows in one article",
        ),
        pytest.param(
            "Er kwamen vorig jaar 140 klachten en 85 meldingen binnen.",
            "Over geluid kwamen vorig jaar 85 klachten, over stank 140 meldingen.",
            id="two things that are no groups",
        ),
        pytest.param(
            "In 2017 werden er 840 inbraken gemeld, in 2018 waren dat er 280.",
            "In 2018 waren er drie keer minder inbraken.",
            id="three times fewer",
        ),
        pytest.param(
            "In 2017 werden er 840 inbraken gemeld, in 2018 waren dat er 630.",
            "In 2018 nam het aantal inbraken in het centrum met 12 procent af.",
            id="a part of town",
        ),
        pytest.param(
            "In 2017 werden er 840 inbraken gemeld, in 2018 waren dat er 630.",
            "In 2018 nam het aantal pogingen tot inbraak met 12 procent af.",
            id="another thing",
        ),
        pytest.param(
            "De firma maakte in 2017 8,4 miljoen euro winst, in 2018 was de winst 6,3 miljoen euro.",
            "De winst van de firma daalde in 2018 in Nederland met 12 procent.",
            id="a part of the world",
        ),
        pytest.param(
            "Van de Nederlanders drinkt 62 procent elke dag koffie.",
            "Van de Belgen drinkt 48 procent elke dag koffie.",
            id="two peoples",
        ),
        pytest.param(
            "Van de delterende leden is 62 procent tevreden.",
            "Van de inwoners is 48 procent tevreden.",
            id="not who lives there",
        ),
        pytest.param(
            "De school telde begin 2018 1.240 leerlingen. Begin 2017 waren het er 1.180.",
            "De school telde in 2018 1.240 leerlingen. In 2017 waren het er 1.180.",
            id="a number that stands",
        ),
        pytest.param(
            "Vorig jaar verzuimden 410 leerlingen van de basisschool.",
            "Vorig jaar verzuimden 1.230 leerlingen. Het gaat om de basisschool en het mbo samen.",
            id="two kinds together",
        ),
        pytest.param(
            "De musical trok al 2,6 miljoen. Een kaartje kost 45 euro.",
            "De musical kostte 3,1 miljoen euro. Een kaartje kost 45 euro.",
            id="millions of visitors",
        ),
        pytest.param(
            "Een derde van de huurders betaalt te veel huur.",
            "Van de huurders heeft 23 procent schimmel in huis.",
            id="two shares of one whole",
        ),
    ],
)
def test_right_news_is_not_accused(cases: Cases, here: str, there: str) -> None:
    assert found(cases, here, there) == []
    assert found(cases, there, here) == []


def test_an_open_bound_explains_nothing(cases: Cases) -> None:
    """ "Meer dan 20 procent" would make any number of any other."""
    here = "Vorig jaar hielp de stichting 640 gezinnen aan eten."
    there = "Vorig jaar hielp de stichting 590 gezinnen aan eten. Meer dan 20 procent van het eten is brood."
    assert len(found(cases, here, there)) == 1
