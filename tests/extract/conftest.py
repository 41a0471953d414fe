"""The pipeline that the tests of reading share."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract import models


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The bundled pipeline, whatever else is installed."""
    return models.load(models.BUNDLED)
