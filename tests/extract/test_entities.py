"""Names put right by what the article itself says."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract import names
from extract.entities import read_mentions
from extract.models import BUNDLED, load
from extract.nouns import Mention


@pytest.fixture(scope="module")
def blank() -> Language:
    """A tokenizer only: the recogniser's part is played by the test."""
    import spacy

    return spacy.blank("nl")


def read(nlp: Language, text: str, **recognised: str) -> list[tuple[str, str, str]]:
    """(text, kind, name) of the mentions when the recogniser gave each label to the first stretch of these
    words.
    """
    doc: Doc = nlp(text)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text in ".\n"
        token.pos_ = "PROPN" if token.text[:1].isupper() else "NOUN"
    spans: list[Span] = []
    for words, label in recognised.items():
        start = text.index(words)
        spans.append(doc.char_span(start, start + len(words), label=label, alignment_mode="expand"))
    doc.set_ents(spans)
    return [(m.span.text, m.kind, m.name) for m in read_mentions(doc, "text")]


def test_a_surname_gets_the_full_name(blank: Language) -> None:
    """The surname alone is the person named in full, also where the recogniser missed it."""
    found = read(blank, "Daarna sprak Ina Hut. Volgens Hut is dat laag.", **{"Ina Hut": "PER"})
    assert found == [("Ina Hut", "person", "Ina Hut"), ("Hut", "person", "Ina Hut")]


def test_two_people_of_one_surname_stay_apart(blank: Language) -> None:
    """An ambiguous surname gets no full name."""
    text = "Toen kwamen Jan Bakker en Eva Bakker. Later ging Bakker weg."
    found = read(blank, text, **{"Jan Bakker": "PER", "Eva Bakker": "PER"})
    assert found[-1] == ("Bakker", "person", "Bakker")


def test_initials_in_brackets_belong_to_the_name(blank: Language) -> None:
    """ "Ina (H.R.) Hut" is one mention, named without the initials."""
    assert read(blank, "Wij vroegen Ina (H.R.) Hut ernaar.", Ina="PER") == [
        ("Ina (H.R.) Hut", "person", "Ina Hut")
    ]


def test_an_acronym_is_bound_to_its_long_form(blank: Language) -> None:
    """Both are organisations with the same full name; repeats of the acronym too."""
    text = "Het Meldpunt Gevaarlijke Stoffen (MGS) telde 12 gevallen. Volgens MGS is dat veel."
    full = "Meldpunt Gevaarlijke Stoffen (MGS)"
    assert read(blank, text, MGS="ORG") == [
        ("Meldpunt Gevaarlijke Stoffen", "organisation", full),
        ("MGS", "organisation", full),
        ("MGS", "organisation", full),
    ]


@pytest.mark.parametrize(
    ("text", "recognised", "expected"),
    [
        ("Daar stond het Rode Kruis.", {"het Rode Kruis": "ORG"}, ("Rode Kruis", "organisation")),
        ("Toen kwam dr. Jansen langs.", {"dr. Jansen": "PER"}, ("Jansen", "person")),
        ("Dat zei welzijnsorganisatie Horizon.", {"Horizon": "LOC"}, ("Horizon", "organisation")),
        ("Dat zei wijkagent Piet Kuipers.", {"Piet Kuipers": "ORG"}, ("Piet Kuipers", "person")),
        ("Hij woont in Utrecht, zei hij.", {"Utrecht,": "GPE"}, ("Utrecht", "place")),
    ],
)
def test_spans_and_kinds_are_put_right(
    blank: Language, text: str, recognised: dict[str, str], expected: tuple[str, str]
) -> None:
    """Article, title and punctuation go; the noun before a name says what it is."""
    assert [found[:2] for found in read(blank, text, **recognised)] == [expected]


def test_a_genitive_is_no_part_of_the_name(blank: Language) -> None:
    """ "MeldNu's" is MeldNu."""
    text = "Dat zei MeldNu gisteren. Volgens MeldNu's cijfers is dat zo."
    assert [found[0] for found in read(blank, text, MeldNu="ORG")] == ["MeldNu", "MeldNu"]


def test_one_sense_per_name(blank: Language) -> None:
    """The kind that a name has most often is its kind."""
    doc = blank("Toen belde Vesta terug. Daarna belde Vesta weer. Nu belt Vesta niet.")
    labels = iter(["ORG", "LOC", "ORG"])
    doc.set_ents(
        [Span(doc, token.i, token.i + 1, label=next(labels)) for token in doc if token.text == "Vesta"]
    )
    assert [mention.kind for mention in read_mentions(doc, "text")] == ["organisation"] * 3


def test_a_heading_word_is_no_name(blank: Language) -> None:
    """A word with a capital only because the line begins with it, that stands in lower case elsewhere, is
    dropped.
    """
    assert read(blank, "Overlast\nDe overlast neemt toe.", Overlast="PER") == []


def test_no_names_without_entities(blank: Language) -> None:
    """A pipeline without recogniser gives none, and no error."""
    assert read_mentions(blank("Daar liep Ina Hut."), "text") == ()


def test_names_of_the_rest_of_the_article_are_used(blank: Language) -> None:
    """The title has the surname, the text the full name."""
    doc = blank("Minister Hoekman stapt op")
    from corpus.article import Span as Place

    known = (Mention(Place("text", 0, 11, "Els Hoekman"), "person", "Els Hoekman"),)
    assert [mention.name for mention in read_mentions(doc, "title", known)] == ["Els Hoekman"]


@pytest.mark.parametrize(
    ("acronym", "before", "expected"),
    [
        ("CBS", "het Centraal Bureau voor de Statistiek", 5),
        ("COA", "het Centraal Orgaan opvang asielzoekers", 4),
        ("PvdA", "zei Jan Jansen", None),
        ("VVD", "de partij", None),
    ],
)
def test_what_an_acronym_stands_for(acronym: str, before: str, expected: int | None) -> None:
    """The letters must be found in order and begin at a capitalised word."""
    assert names.stands_for(acronym, before.split()) == expected


def test_a_long_line_of_brackets_is_quick() -> None:
    """Ten thousand words before an acronym cost no more than the window that is looked at."""
    assert names.stands_for("ABC", ["x"] * 10_000) is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Storing zet 3.400 huishoudens in het donker", False),
        ("Bouwgrond wordt duurder", False),
        ("Groen wint in Gent", True),
        ("Shell boekt minder winst", True),
    ],
)
def test_a_word_of_the_lexicon_at_the_head_of_a_line_is_no_name(line: str, named: bool) -> None:
    """Whatever the recogniser takes it for; a name of our lists stays one."""
    nlp = load(BUNDLED)
    doc = nlp(line)
    doc.set_ents([Span(doc, 0, 1, label="ORG")], default="unmodified")
    first = line.split()[0]
    assert (first in {m.name for m in read_mentions(doc, "title")}) is named


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Visser zegt dat het goed gaat. Bakker wil door.", ["Visser", "Bakker"]),
        ("Bakker gooit na 40 jaar de deuren dicht", []),
        ("Storing zet 3.400 huishoudens in het donker.", []),
    ],
)
def test_a_surname_that_is_a_word_opens_a_sentence_but_no_heading(text: str, persons: list[str]) -> None:
    """Headings leave the article out, so that a trade stands there as a name would."""
    doc = load(BUNDLED)(text)
    doc.set_ents(
        [Span(doc, token.i, token.i + 1, label="PER") for token in doc if token.is_sent_start],
        default="unmodified",
    )
    assert [m.name for m in read_mentions(doc, "text") if m.kind == "person"] == persons
