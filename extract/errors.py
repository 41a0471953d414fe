"""What can go wrong in reading, as exceptions of our own.

ExtractError            the message is one line and says what to do
└── ModelError          a spaCy pipeline that is missing, damaged or lacks what we need
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal


class ExtractError(Exception):
    """Base of every error of this package."""


Lang = Literal["nl", "en"]


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("extract").joinpath("models.toml").read_text(encoding="utf-8"))


def model_words(key: str, lang: Lang = "nl", /, **values: str) -> str:
    """One line about a pipeline, from `models.toml`."""
    if "{how}" in (text := _words()[key][lang]):
        values["how"] = model_words(values.get("how", "how"), lang, **values)
    return text.format(**values)


class ModelError(ExtractError):
    """A pipeline that cannot be loaded. The message names it and says how to get one, in Dutch (`str`) or English
    (`in_("en")`).
    """

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(model_words(key, "nl", **values))
        self.key, self.values = key, values

    def in_(self, lang: Lang) -> str:
        """The message in this language."""
        return model_words(self.key, lang, **self.values)


class ModelWarning(UserWarning):
    """The pipeline works, but something will not be read. The message says what, in both languages as `ModelError`."""

    def __init__(self, key: str, **values: str) -> None:
        self.key, self.values = key, values
        super().__init__(self.in_("nl"))

    def in_(self, lang: Lang) -> str:
        """The message in this language."""
        gap = self.values.get("gap")
        values = self.values | ({"gap": model_words(gap, lang)} if gap else {})
        return model_words(self.key, lang, **values)
