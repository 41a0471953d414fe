"""Tags of names by what the recogniser says of them: a tagger that sees four words to each side guesses the gender of a
name that it does not know, and whether the name has one word or more.

As UD Dutch has it today, with tags of the Corpus Gesproken Nederlands: a name of more words is SPEC|deeleigen word by
word; one of a single word is a noun, "onzijdig" for a place, "zijdig" for a person, and for any with an article as the
article says ("de Copa", "het Binnenhof"). Plurals and genitives stay as the tagger has them.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.kinds import kinds
from extract.words import table

NAME = "klopt_name_tags"
NEUTER, COMMON, PART = "N|eigen|ev|basis|onz|stan", "N|eigen|ev|basis|zijd|stan", "SPEC|deeleigen"
FEATURES = {NEUTER: "Gender=Neut|Number=Sing", COMMON: "Gender=Com|Number=Sing", PART: ""}
_UNSURE = frozenset({NEUTER, COMMON, "N|eigen|ev|basis|genus|stan"})
"""Tags of singular names, among which the gender is a guess."""
_GENDERS = {"common": COMMON, "neuter": NEUTER}
_BY_KIND = {"place": NEUTER, "person": COMMON}


def put_right(doc: Doc) -> Doc:
    """Set tags and features of the names in `doc.ents`."""
    for name in doc.ents:
        kind = kinds().get(name.label_, "other")
        if kind == "other":
            continue  # titles, peoples, events: of all kinds
        if len(name) > 1:
            _set(name, PART, _UNSURE)
        elif (tag := _single(doc, name.start, kind)) is not None:
            _set(name, tag, _UNSURE | {PART})
    return doc


def _single(doc: Doc, at: int, kind: str) -> str | None:
    """The tag of a name of one word; None where nothing says it."""
    article = doc[at - 1].lower_ if at else ""
    return _GENDERS.get(table("pronouns")["articles"].get(article, "")) or _BY_KIND.get(kind)


def _set(name: Span, tag: str, instead_of: frozenset[str]) -> None:
    for token in name:
        if token.tag_ in instead_of and token.tag_ != tag:
            token.tag_ = tag
            token.set_morph(FEATURES[tag])  # type: ignore[attr-defined]


@Language.factory(NAME, assigns=["token.tag", "token.morph"], requires=["token.tag", "doc.ents"])
def make_name_tags(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  (spaCy calls with both)
    """Factory of the component `klopt_name_tags`."""
    return put_right


def add_to(nlp: Language) -> None:
    """Put the component behind all others, if the pipeline has names and such tags and it is not there yet."""
    tags = nlp.pipe_labels.get("tagger", ())
    if NAME not in nlp.pipe_names and "ner" in nlp.pipe_names and {NEUTER, COMMON, PART} <= set(tags):
        nlp.add_pipe(NAME)
