"""Repairs: what may be changed, and what may not; whatever is proposed makes the sum right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from corpus.article import Article
from klopt.check.case import Case
from klopt.check.finding import Repair
from klopt.check.registry import select
from klopt.check.repairs import in_words
from klopt.check.run import check_article
from tests.check.test_rules import MARK, examples

Cases = Callable[[Iterable[Article]], list[Case]]

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("De drie schaatsers finishten in respectievelijk 38,2 en 39,1 seconden.", [("drie", "twee")]),
        ("Gouda, Woerden en Alphen kregen respectievelijk 12 en 15 bussen.", []),
    ],
)
def test_respectievelijk_repairs_the_number_of_things(
    text: str, repairs: list[tuple[str, str]], cases: Cases
) -> None:
    """A stated number can be changed; which value a list lacks, nobody can say."""
    (finding,) = check_article(select(["respectievelijk"]), cases([Article(id="x", text=text)])[0]).findings
    assert [(repair.before, repair.after) for repair in finding.repairs] == repairs


SUMS = ("average-total", "change-percent", "share-fraction", "shares-sum", "unit-conversion")
"""Rules that solve a sum for each of its figures and round what comes out."""


def test_every_repair_makes_the_sum_right(cases: Cases) -> None:
    """Put into the examples of the rules one by one, it leaves the rule nothing to say about that sum."""
    wrong = [Article(id=nr, text=text) for nr, text in enumerate(_wrong_texts())]
    tried: list[tuple[Article, str, int]] = []
    for article, case in zip(wrong, cases(wrong), strict=True):
        findings = [*check_article(select(SUMS), case).findings]
        for finding in findings:
            for repair in finding.repairs:
                start = finding.spans[repair.span].span.start
                end = start + len(repair.before)
                assert article.text[start:end] == repair.before
                text = article.text[:start] + repair.after + article.text[end:]
                tried.append((Article(id=len(tried), text=text), finding.rule, len(findings)))
    assert len(tried) > 200
    repaired = cases([article for article, _, _ in tried])
    left = [
        article.text
        for (article, rule, before), case in zip(tried, repaired, strict=True)
        if sum(f.level != "note" for f in check_article(select([rule]), case).findings) >= before
    ]
    assert left == []


def _wrong_texts() -> Iterator[str]:
    for example in examples():
        rule, row = example.values
        if rule in SUMS and MARK.search(row["text"]) and {*row} == {"text"}:
            yield MARK.sub(r"\1", row["text"])


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        # four of five are 80 percent, three of four 75
        ("Drie van de vijf bouwers (75 procent) klagen.", [("75 procent", "60 procent"), ("vijf", "vier")]),
        (
            "Twee van de acht bouwers (50 procent) klagen.",
            [("50 procent", "25 procent"), ("Twee", "Vier"), ("acht", "vier")],
        ),
        ("2 van de 8 bouwers (50 procent) klagen.", [("50 procent", "25 procent"), ("2", "4"), ("8", "4")]),
        (
            "Er zijn zes fietsen en vier steps, samen elf voertuigen.",
            [("elf", "tien"), ("zes", "zeven"), ("vier", "vijf")],
        ),
        # the hedge stays where it is: what is put behind it is right with "ruim"
        (
            "Het aantal leden steeg van 211 naar 228, een stijging van ruim 12 procent.",
            [("12 procent", "8 procent"), ("211", "203"), ("228", "237")],
        ),
        # a mile at sea or on land: the one that comes nearest, in all that is said of it
        (
            "De auto reed 100 kilometer (130 mijl).",
            [("130 mijl", "62,1 mijl"), ("100 kilometer", "209 kilometer")],
        ),
        (
            "Het schip voer 100 kilometer (40 mijl).",
            [("40 mijl", "54 mijl"), ("100 kilometer", "74,1 kilometer")],
        ),
        (
            "De auto reed 100 kilometer per uur (130 mijl per uur).",
            [("130 mijl per uur", "62,1 mijl per uur"), ("100 kilometer per uur", "209 kilometer per uur")],
        ),
    ],
)
def test_what_is_proposed(text: str, repairs: list[tuple[str, str]], cases: Cases) -> None:
    """Words stay words, a rate keeps what it is per, and what does not come out is not proposed."""
    (finding,) = check_article(select(), cases([Article(id="x", text=text)])[0]).findings
    proposed = [(repair.before, repair.after) for repair in finding.repairs]
    assert sorted(proposed) == sorted(repairs)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Drie jaar", "4 jaar", "Vier jaar"),
        ("twaalf", "1", "één"),
        ("twaalf", "13", "13"),
        ("vijfde", "6e", "6e"),
        ("vijfde", "6de jaar", "6de jaar"),
        ("vijfde", "6", "6"),
        ("Twee weken", "0 weken", "0 weken"),
        ("een kwart", "8 procent", "8 procent"),
    ],
)
def test_only_whole_words_become_other_number_words(before: str, after: str, said: str) -> None:
    """No half word is made of a rank, and nothing lasts "nul weken"."""
    assert in_words(Repair(0, before, after)).after == said


def test_a_comment_in_the_text_itself_passes_a_rule_over(cases: Cases) -> None:
    """Articles that come without a file (a line of JSON) bring their comments in their text."""
    text = "<!-- klopt: niet same-period -->\n\nHet steeg van 34 in 2017 naar 68 in 2017."
    checked = check_article(select(["same-period"]), cases([Article(id="x", text=text)])[0])
    assert checked.findings == ()
    assert {look.why for look in checked.looks} == {"told"}
