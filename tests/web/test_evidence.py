"""One finding with what it rests on, the file of it, the feed, and how often a rule was right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html

from db import Store
from db.byhand import add_verdict

ATOM = "{http://www.w3.org/2005/Atom}"


def key_of(path: Path, rule: str) -> str:
    """The key of the finding of this rule that stands."""
    with Store(path) as store:
        (row,) = store.findings(rule=rule)
        return row.key


def test_a_finding_and_what_it_rests_on(ids: Any, path: Path, get: Any) -> None:
    """Quotes of both sides, versions and digests, all that was said, also what was taken back."""
    key = key_of(path, "period-conflict")
    with Store(path) as store, store.transaction():
        add_verdict(store.db.conn, key, "later", name="Els", note="<b>bel</b>")
        add_verdict(store.db.conn, key, "withdrawn", name="Els")
    page = lxml.html.fromstring(get(f"/klopt/finding/{key}").text)
    assert [row.xpath("./td")[0].text_content().split()[0] for row in page.xpath("//tbody/tr")] == [
        str(ids.slip),
        str(ids.other),
    ]
    assert all(cell.text.startswith("sha256:") for cell in page.xpath("//tbody//code"))
    assert len(page.xpath("//section[@class='sheet']//ol/li")) == 2
    assert len(page.xpath("//blockquote")) == 2
    assert not page.xpath("//b")
    labels = {
        term.text: term.getnext().text_content() for term in page.xpath("//section[@class='sheet']//dt")
    }
    assert labels == {"Controle": "period-conflict", "Sleutel": key}


def test_the_file_stands_alone(ids: Any, path: Path, get: Any) -> None:
    """It loads nothing, links to nothing on this machine but marks, and may run nothing."""
    answer = get(f"/klopt/finding/{key_of(path, 'same-period')}?save")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "style-src 'unsafe-inline'" in answer.headers["content-security-policy"]
    page = lxml.html.fromstring(answer.text)
    assert not page.xpath("//link | //script | //img | //form")
    assert not [href for href in page.xpath("//@href") if href.startswith("/")]
    assert "34 in 2017" in page.text_content()
    assert ids


def test_no_such_finding(ids: Any, get: Any) -> None:
    """One line, and the status that says it."""
    assert ids
    assert get("/klopt/finding/" + "0" * 64).status_code == 404


def test_the_feed(ids: Any, path: Path, get: Any) -> None:
    """Well-formed whatever the articles say; errors and warnings, each with its page."""
    answer = get("/klopt/feed.xml", {"host": "localhost:8001"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = lxml.etree.fromstring(answer.content)
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed.findall(f"{ATOM}entry")]
    assert len(links) == 3
    assert f"http://localhost:8001/klopt/finding/{key_of(path, 'same-period')}" in links
    assert any("<script>" in (summary.text or "") for summary in feed.iter(f"{ATOM}summary"))
    assert ids


def test_how_often_a_rule_was_right(ids: Any, path: Path, get: Any) -> None:
    """Counted from the verdicts that stand."""
    with Store(path) as store, store.transaction():
        for row in store.findings(rule="same-period"):
            add_verdict(store.db.conn, row.key, "right", name="Els")
            add_verdict(store.db.conn, row.key, "wrong", name="Els")
    words = lxml.html.fromstring(get("/klopt/rules").text).get_element_by_id("same-period").text_content()
    assert "Beoordeeld: 1, waarvan 1" in words
    assert ids
