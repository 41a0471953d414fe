"""Datasette's own pages speak Dutch, and a new version of Datasette that says it otherwise is noticed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import datasette
import httpx
import lxml.html
import pytest
from datasette.filters import Filters

from klopt.web.in_dutch import phrases

TEMPLATES = Path(datasette.__file__).parent / "templates"
ENGLISH = re.compile(
    r"\b(rows?|tables?|views?|query|advanced|export|data as|suggested|next page|apply|search|remove|home|contains"
    r"|hidden|records|from article|run|format|home)\b",
    re.IGNORECASE,
)
PAGES = (
    "/klopt",
    "/klopt?_show_hidden=1",
    "/klopt/articles",
    "/klopt/articles?source=De+Krant&_facet=source",
    "/klopt/articles?_where=id=1&title__contains=x",
    "/klopt/articles/1",
    "/klopt/findings_open?_size=1",
    "/klopt?sql=select+1+as+een",
    "/klopt?sql=select+id+from+articles+where+id=:nr",
)
Get = Callable[..., httpx.Response]


@pytest.mark.parametrize("template", [name for name in phrases() if name != "said"])
def test_every_phrase_is_in_its_template(template: str) -> None:
    """As it stands there."""
    source = (TEMPLATES / template).read_text("utf-8")
    assert [theirs for theirs in phrases()[template] if theirs not in source] == []


def test_every_filter_has_a_dutch_name() -> None:
    """Except those that are signs."""
    names = {each.display for each in Filters._filters}
    known = set(phrases()["said"])
    assert {name for name in names if name[:1].isalpha()} <= known


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("address", PAGES)
def test_pages_are_dutch(get: Get, address: str) -> None:
    """In what is not data: names of tables and columns, SQL and what stands in articles."""
    answer = get(address)
    assert answer.status_code == 200
    tree = lxml.html.fromstring(answer.text)
    assert tree.get("lang") == "nl"
    for data in tree.xpath(
        "//script|//style|//td|//th|//pre|//textarea|//code|//h1|//div[@class='db-table']/h3|//em|//option[not(@value)]"
        "|//ul[@class='bullets']|//p[@class='crumbs']/a[position()>1]|//p[@class='suggested-facets']/a"
        "|//p[contains(@class,'facet-info-name')]|//select[@name='_sort']|//label[starts-with(@for,'qp')]"
    ):
        data.drop_tree()
    said = " ".join([tree.text_content(), *tree.xpath("//input[@type='submit']/@value")])
    assert not ENGLISH.findall(said), ENGLISH.findall(said)
    assert "rij" in said or "SQL" in said


@pytest.mark.usefixtures("ids")
def test_pages_in_english_say_so(path: Path) -> None:
    """For who chose English all is as Datasette made it."""
    import asyncio

    from klopt.web.serve import application

    served = application(path, "en")
    answer: Any = asyncio.run(served.client.get("/klopt/articles"))
    assert '<html lang="en">' in answer.text
    assert "This data as" in answer.text
    served.executor.shutdown()
    for database in served.databases.values():
        database.close()
