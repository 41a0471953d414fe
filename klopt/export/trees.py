"""Chosen articles as CoNLL-U (https://universaldependencies.org/format.html): a word on each line, parsed anew, for
programs that work on treebanks. Which figure or name of the corpus a word belongs to is known by its offsets.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from corpus.article import Article
from extract.nouns import Mention
from extract.trees import Tree, TreeWord, trees
from klopt.options import KloptError
from klopt.terminal import printable

if TYPE_CHECKING:
    from spacy.language import Language


def conllu(
    articles: Iterable[tuple[str, Article, tuple[Mention, ...]]], nlp: Language, generator: str
) -> Iterator[str]:
    """The sentences of articles, each with its key and the names in it. `generator` is what made the parse: it stands
    at the head of each article, as UDPipe writes it. Raises KloptError without the package.
    """
    try:
        from conllu.models import Metadata, Token, TokenList
    except ImportError:
        raise KloptError("export.conllu", python=sys.executable) from None

    for key, article, mentions in articles:
        document: dict[str, str] = {"newdoc id": key, "generator": generator}
        for nr, tree in enumerate(trees(article, nlp), 1):
            head = {**document, "sent_id": f"{key}#{nr}", "text": _text(tree), "field": tree[0].span.field}
            words = [Token(_columns(at, word, mentions)) for at, word in enumerate(tree, 1)]
            metadata = Metadata((name, _line(value)) for name, value in head.items())
            yield TokenList(words, metadata).serialize()
            document = {}


def _columns(nr: int, word: TreeWord, mentions: tuple[Mention, ...]) -> dict[str, Any]:
    return {
        "id": nr,
        "form": _form(word),
        "lemma": _line(word.lemma).replace(" ", "_") or "_",
        "upos": word.tag or "_",
        "xpos": word.fine_tag or "_",
        "feats": word.features or "_",
        "head": "_" if word.head is None else word.head,
        "deprel": word.relation or "_",
        "deps": "_",
        "misc": _misc(word, mentions),
    }


def _misc(word: TreeWord, mentions: tuple[Mention, ...]) -> dict[str, str]:
    """Offsets and names as Stanza writes them."""
    found = {"start_char": str(word.span.start), "end_char": str(word.span.end)}
    for mention in mentions:
        if mention.span.overlaps(word.span):
            begins = "B" if mention.span.start >= word.span.start else "I"
            found["ner"] = f"{begins}-{mention.kind}"
            break
    return found if word.blank else {"SpaceAfter": "No", **found}


def _text(tree: Tree) -> str:
    """The sentence as its words make it: what the format asks."""
    return "".join(_form(word) + (" " if word.blank else "") for word in tree).strip()


def _form(word: TreeWord) -> str:
    return _line(word.span.text).replace(" ", "_") or "_"


def _line(text: str) -> str:
    return " ".join(printable(text).split())
