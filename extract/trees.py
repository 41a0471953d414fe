"""The words of an article with what a pipeline says of each, sentence by sentence: for programs that count language
rather than figures. Offsets are the article's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Span as Words

from corpus.article import Article, Span
from extract.memory import forgotten
from extract.pipeline import NO_BREAK
from extract.reading import ReadingCopy, pieces, reading_copy


@dataclass(frozen=True, slots=True)
class TreeWord:
    """A word or mark: `head` is the number of the word that it hangs on, from 1 (0: on none). `relation` and what
    else the pipeline does not tell is empty; `blank` says whether a blank follows.
    """

    span: Span
    lemma: str
    tag: str
    fine_tag: str
    features: str
    head: int | None
    relation: str
    blank: bool


Tree = tuple[TreeWord, ...]


def trees(article: Article, nlp: Language) -> Iterator[Tree]:
    """The sentences of title and text, in reading order. What is not read (corrections, addresses) is not in them.
    Each has one root, if the pipeline parses.
    """
    for name, text in article.fields():
        if not text:
            continue
        copy = reading_copy(article, name)
        for start, end in pieces(copy.text):
            # Nothing of spaCy leaves its memory: strings are copied out.
            with forgotten(nlp):
                doc = nlp(copy.text[start:end].translate(NO_BREAK))
                found = [_tree(sentence, copy, start) for sentence in doc.sents]
            yield from filter(None, found)


def _tree(sentence: Words, copy: ReadingCopy, base: int) -> Tree:
    """The words without blanks and line ends, which spaCy has as words too."""
    doc = sentence.doc
    kept = [token for token in sentence if not token.is_space]
    numbers = {token.i: nr for nr, token in enumerate(kept, 1)}
    parses = doc.has_annotation("DEP")
    words = [
        TreeWord(
            span=copy.span(base + token.idx, base + token.idx + len(token)),
            lemma=token.lemma_,
            tag=token.pos_,
            fine_tag=token.tag_,
            features=str(token.morph),
            head=(0 if token.head.i == token.i else numbers.get(token.head.i, 0)) if parses else None,
            relation=token.dep_.lower() if parses else "",
            blank=bool(token.whitespace_) or (token.i + 1 < len(doc) and doc[token.i + 1].is_space),
        )
        for token in kept
    ]
    return tuple(_rooted(words)) if parses else tuple(words)


def _rooted(words: list[TreeWord]) -> Iterator[TreeWord]:
    """The words with one root: others that hang on nothing (on a blank, or beyond the sentence) hang on it."""
    root = next((nr for nr, word in enumerate(words, 1) if word.head == 0 and word.relation == "root"), None)
    root = root or next((nr for nr, word in enumerate(words, 1) if word.head == 0), 0)
    for nr, word in enumerate(words, 1):
        if nr == root:
            yield replace(word, head=0, relation="root")
        else:
            loose = word.head == 0
            yield replace(word, head=root, relation="parataxis") if loose else word
