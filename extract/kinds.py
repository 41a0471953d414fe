"""What the labels of named entities mean to klopt, over all label schemes that it knows (`labels.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from extract.nouns import MentionKind


@cache
def kinds() -> Mapping[str, MentionKind]:
    """Entity label -> kind of name."""
    text = resources.files("extract").joinpath("labels.toml").read_text(encoding="utf-8")
    return {label: kind for scheme in tomllib.loads(text).values() for label, kind in scheme.items()}
