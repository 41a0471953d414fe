"""Tags of names by their kind, their length and their article."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.name_tags import COMMON, NAME, NEUTER, PART, add_to, put_right

UNSURE, GENITIVE = "N|eigen|ev|basis|genus|stan", "N|eigen|ev|basis|gen"


def _doc(words: str, tags: list[str], names: list[tuple[int, int, str]]) -> Doc:
    doc = Doc(spacy.blank("nl").vocab, words=words.split(), tags=tags, morphs=["Number=Sing"] * len(tags))
    doc.ents = tuple(Span(doc, start, end, label) for start, end, label in names)
    return doc


@pytest.mark.parametrize(
    ("words", "tags", "name", "expected"),
    [
        ("in Termiz", ["VZ", COMMON], (1, 2, "LOC"), ["VZ", NEUTER]),
        ("in Termiz", ["VZ", PART], (1, 2, "GPE"), ["VZ", NEUTER]),
        ("zei Farah", ["WW", NEUTER], (1, 2, "PER"), ["WW", COMMON]),
        ("zei Farah", ["WW", UNSURE], (1, 2, "PERSON"), ["WW", COMMON]),
        ("op de Copa", ["VZ", "LID", NEUTER], (2, 3, "LOC"), ["VZ", "LID", COMMON]),
        ("op het Hof", ["VZ", "LID", COMMON], (2, 3, "ORG"), ["VZ", "LID", NEUTER]),
        ("bij Artis", ["VZ", COMMON], (1, 2, "ORG"), ["VZ", COMMON]),
        ("Den Haag", [NEUTER, NEUTER], (0, 2, "LOC"), [PART, PART]),
        ("Bank van Gent", [COMMON, "VZ", NEUTER], (0, 3, "ORG"), [PART, "VZ", PART]),
        ("Jans fiets", [GENITIVE, "N"], (0, 1, "PER"), [GENITIVE, "N"]),
        ("de Belgische kust", ["LID", "ADJ", COMMON], (1, 2, "MISC"), ["LID", "ADJ", COMMON]),
        ("vijf Termiz", ["TW", COMMON], (1, 2, "CARDINAL"), ["TW", COMMON]),
    ],
)
def test_tags_of_names(words: str, tags: list[str], name: tuple[int, int, str], expected: list[str]) -> None:
    """Only what is a singular name changes, in any label scheme; what has no kind stays."""
    doc = put_right(_doc(words, tags, [name]))
    assert [token.tag_ for token in doc] == expected
    wanted = {NEUTER: "Gender=Neut|Number=Sing", COMMON: "Gender=Com|Number=Sing", PART: ""}
    for token, before in zip(doc, tags, strict=True):
        assert str(token.morph) == (wanted[token.tag_] if token.tag_ != before else "Number=Sing")


@pytest.mark.model
def test_it_stands_in_pipelines_with_such_tags(nlp: Language) -> None:
    """Behind tagger and recogniser of the bundled one; not where there are no names or other tags."""
    names = nlp.pipe_names
    assert names.index(NAME) > max(names.index("tagger"), names.index("ner"), names.index("morphologizer"))
    other = spacy.blank("nl")
    other.add_pipe("ner")
    add_to(other)
    assert NAME not in other.pipe_names
