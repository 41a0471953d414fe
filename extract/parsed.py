"""A parsed text as plain lists: spaCy makes an object at every look at a token, and the readers look often."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Doc, Span


class Parsed:
    """A document and its columns, one entry per token; each column is worked out once, when it is first asked for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    @cached_property
    def texts(self) -> list[str]:
        """The tokens as written."""
        strings = self.doc.vocab.strings
        return [strings[orth] for orth in self.doc.to_array("ORTH").tolist()]

    @cached_property
    def words(self) -> list[str]:
        """The tokens in lower case."""
        return [text.lower() for text in self.texts]

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemma of every token, empty where the pipeline has no lemmatizer."""
        strings = self.doc.vocab.strings
        return [strings[lemma] for lemma in self.doc.to_array("LEMMA").tolist()]

    @cached_property
    def tags(self) -> list[str]:
        """Universal part-of-speech tags."""
        column = self.doc.to_array("POS").tolist()
        names = {tag: self.doc.vocab.strings[tag] for tag in set(column)}
        return [names[tag] for tag in column]

    @cached_property
    def starts(self) -> list[int]:
        """Where the tokens begin, in characters of the text."""
        starts: list[int] = self.doc.to_array("IDX").tolist()
        return starts

    @cached_property
    def text(self) -> str:
        """What the document was made from."""
        blanks = self.doc.to_array("SPACY").tolist()
        return "".join(text + " " if blank else text for text, blank in zip(self.texts, blanks, strict=True))

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences in reading order. One that the parser ends at a colon runs on if a small letter follows:
        "het aantal daalde: van 90 naar 80".
        """
        found: list[Span] = []
        for piece in self.doc.sents:
            if found and self._runs_on(found[-1], piece):
                found[-1] = self.doc[found[-1].start : piece.end]
            else:
                found.append(piece)
        return found

    def _runs_on(self, one: Span, other: Span) -> bool:
        last, first = self.texts[one.end - 1], self.texts[other.start]
        return last == ":" and first[:1].islower()

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Where tokens `first:last` begin and end in the text, without the blank behind them."""
        return self.starts[first], self.starts[last - 1] + len(self.texts[last - 1])


def parsed(doc: Doc | Parsed) -> Parsed:
    """The document with its columns, as it is if it has them."""
    return doc if isinstance(doc, Parsed) else Parsed(doc)
