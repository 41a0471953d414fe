"""What may be a name: the entities of the pipeline, trimmed, and the places where the words around a name
say that it is one. Which of them stay, and what each is called, is decided in `extract.entities`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from extract import names
from extract.kinds import kinds
from extract.nouns import MentionKind
from extract.phrases import is_document, sentence_start

_ARTICLES = frozenset({"de", "het", "een", "'t", "’t", "der", "des", "den"})
_LONG_FORM = 25
"""Most words that an acronym can stand for, with some to spare."""
FIRM = 2
"""What a word before a name is worth against the votes of the recogniser."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name as tokens `start:end`, with a guess of its kind that counts for `weight` votes."""

    start: int
    end: int
    kind: MentionKind
    weight: int = 1


def recognised(doc: Doc) -> Iterator[Candidate]:
    """The entities of the pipeline without article, title, blanks and punctuation; cut at a line end."""
    labels = kinds()
    for entity in doc.ents:
        kind = labels.get(entity.label_)
        if kind is None:
            continue
        start, end = entity.start, entity.end
        for token in entity:
            if token.is_space and "\n" in token.text and token.i > start:
                end = token.i
                break
        while start < end and (_outside(doc[start]) or (end - start > 1 and _opens_with_label(doc[start]))):
            start += 1
        while start < end and _outside(doc[end - 1]):
            end -= 1
        if start == end:
            continue
        if kind == "person" and _is_thing(doc, start, end):
            start, kind = start + 1, "organisation"
        if kind == "person":
            end = _person_end(doc, start, end)
        elif kind == "place" and doc[end - 1].pos_ == "ADJ":
            kind = "other"  # "West-Afrikaanse landen"
        split = names.compound(doc[start].text)
        if split and end - start > 1:
            yield Candidate(start, start + 1, "organisation")
            start += 1
            kind = "person"
        elif split:
            kind = "organisation"
        yield Candidate(start, end, kind)


def _is_thing(doc: Doc, start: int, end: int) -> bool:
    """Whether "De" is an article and no part of a family's name: "De Onderwijsmonitor"."""
    return end - start == 2 and doc[start].text in ("De", "Het") and is_document(doc, end - 1)


def _person_end(doc: Doc, start: int, end: int) -> int:
    """Before "van" in "Van der Burg van Justitie en Veiligheid": no person's name has "en" in it."""
    parts = [doc[i].text for i in range(start, end)]
    if "en" in parts[2:]:
        cut = len(parts) - 1 - parts[::-1].index("van") if "van" in parts[1:] else parts.index("en")
        return start + max(cut, 1)
    return end


def _opens_with_label(token: Token) -> bool:
    return bool(token.is_sent_start) and names.opens_label(token.text)


def _outside(token: Token) -> bool:
    """Whether a word at the edge of an entity is no part of the name."""
    text = token.text
    return (
        token.is_space
        or text in _ARTICLES
        or text.lower() in names.words("address")
        or not any(map(str.isalnum, text))
    )


def whole(doc: Doc, words: list[str], found: Iterable[Candidate]) -> list[Candidate]:
    """First name and surname as one: Dutch sets no two persons side by side without a comma or "en"."""
    joined: list[Candidate] = []
    for name in found:
        last = joined[-1] if joined else None
        beside = last is not None and last.end == name.start and last.kind == name.kind == "person"
        if last is not None and beside and words[name.start][:1].isupper() and last.end - last.start == 1:
            joined[-1] = Candidate(last.start, name.end, "person")
        else:
            joined.append(name)
    for i, name in enumerate(joined):
        alone = name.kind == "person" and name.end - name.start == 1 and name.end < len(words)
        if (
            alone
            and words[name.end].istitle()
            and doc[name.end].ent_iob == 2
            and doc[name.end].pos_ == "PROPN"
        ):
            joined[i] = replace(name, end=name.end + 1)
    return joined


def by_noun(doc: Doc, words: list[str]) -> Iterator[Candidate]:
    """Capitalised words right after a noun that says what they are: "directeur Ina Hut",
    "welzijnsorganisatie Lumens".
    """
    for start, (text, following) in enumerate(pairwise(words), 1):
        if len(text) < 3 or not following[:1].isupper():
            continue
        label = text
        if text[0].isupper() and _opens_with_label(doc[start - 1]):
            label = text[0].lower() + text[1:]
        person = names.says_person(label)
        if not person and not names.says_organisation(label):
            continue
        first = doc[start]
        if first.is_sent_start or (first.pos_ not in ("PROPN", "X", "NOUN") and first.ent_iob == 2):
            continue
        end = _run_of_capitals(doc, start)
        if person and end - start > 1:
            yield Candidate(start, end, "person", FIRM)
        elif not person:
            yield Candidate(start, end, "organisation", FIRM)


def _run_of_capitals(doc: Doc, start: int) -> int:
    """The end of the name that starts here: capitalised words, with particles between them."""
    end = i = start
    while i < min(len(doc), start + 8):
        text = doc[i].text
        if text[:1].isupper():
            end = i = i + 1
        elif text in names.words("particles") and text not in ("in", "op", "aan") and i > start:
            i += 1
        else:
            break
    # "directeur Ina Hut van CoMensha": a particle is part of the name only if the recogniser saw one name.
    for j in range(start + 1, end):
        if not doc[j].text[:1].isupper() and doc[j].ent_iob != 1:
            return j
    return end


def initialled(words: list[str]) -> Iterator[Candidate]:
    """Initials in brackets between first name and surname: "Ina (H.R.) Hut"."""
    for i in range(1, len(words) - 1):
        if words[i] != "(" or not words[i - 1][:1].isupper():
            continue
        close = next((j for j in range(i + 1, min(i + 5, len(words) - 1)) if words[j] == ")"), None)
        if close is None or not words[close + 1][:1].isupper():
            continue
        inside = "".join(words[i + 1 : close])
        if inside.endswith(".") and all(
            part.isupper() and len(part) <= 2 for part in inside.split(".") if part
        ):
            yield Candidate(i - 1, close + 2, "person", FIRM)


def acronyms(doc: Doc, words: list[str]) -> dict[str, Candidate]:
    """Acronyms in brackets and the words right before that they stand for: "Coördinatiecentrum tegen
    Mensenhandel (CoMensha)".
    """
    found: dict[str, Candidate] = {}
    for i in range(2, len(words) - 1):
        if words[i - 1] != "(" or words[i + 1] != ")" or not names.is_acronym(words[i]):
            continue
        taken = names.stands_for(words[i], words[sentence_start(doc, i - 1, _LONG_FORM) : i - 1])
        if taken is not None:
            kind = kinds().get(doc[i].ent_type_, "organisation")
            found.setdefault(
                words[i], Candidate(i - 1 - taken, i - 1, "organisation" if kind == "person" else kind, FIRM)
            )
    return found
