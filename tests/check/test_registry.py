"""The catalogue: names, words in both languages, selection, and messages without a side."""

from __future__ import annotations

import string
from decimal import Decimal

import pytest

from klopt.check.errors import UnknownRule
from klopt.check.finding import Words
from klopt.check.registry import Rule, catalogue, message, reasons, select
from klopt.check.wording import amount, fill, number

RULES = list(catalogue().values())
BLAMING = ("fout", "onjuist", "verkeerd", "liegt", "wrong", "incorrect", "mistake", "false")


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_both_languages_say_the_same(rule: Rule) -> None:
    """Every text of a rule stands in Dutch and in English, and the messages have the same slots."""
    for words in (rule.title, rule.question, rule.explanation, rule.message):
        assert words.nl.strip()
        assert words.en.strip()
        assert words.nl != words.en
    assert slots(rule.message.nl) == slots(rule.message.en)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_message_takes_a_side(rule: Rule) -> None:
    """A message shows the sum; it has no word for blame."""
    for text in (rule.message.nl, rule.message.en):
        assert not any(word in text.lower().split() for word in BLAMING)


def test_reasons_of_silence_stand_in_both_languages() -> None:
    """Why a rule is silent is said in Dutch and in English."""
    for words in reasons().values():
        assert words.nl.strip()
        assert words.en.strip()


def test_an_unknown_rule_is_named_with_its_nearest() -> None:
    """A slip of the pen gets a hint."""
    with pytest.raises(UnknownRule, match="same-period") as error:
        select(["same-perod"])
    assert error.value.nearest == "same-period"


def test_selection_keeps_the_order_of_the_catalogue() -> None:
    """What is ignored is left out, what is selected comes in the order of the catalogue."""
    assert select(["part-whole", "same-period"]) == ("same-period", "part-whole")
    assert "part-whole" not in select(ignore=["part-whole"])


def test_numbers_are_written_in_each_language() -> None:
    """Decimal comma and point, scale words for large amounts."""
    assert fill(Words("{n}", "{n}"), n=Decimal("1222.5")) == Words("1.222,5", "1,222.5")
    assert number(Decimal("0.10"), "nl") == "0,1"
    assert amount(Decimal(2_500_000_000), "EUR", "nl") == "2,5 miljard euro"
    assert amount(Decimal(1), "week", "nl") == "1 week"
    assert amount(Decimal(5), "week", "nl") == "5 weken"
    filled = message("same-period", change="van 34 naar 68", period="2017")
    assert "34" in filled.nl
    assert "2017" in filled.en
