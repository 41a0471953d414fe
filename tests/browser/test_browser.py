"""What an editor does on the pages, wide and on a phone: paste, filter, judge, search, correct, follow, take back."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

DRAFT = (
    "Het aantal meldingen steeg van 34 naar 68, een stijging van 50 procent."
    "\n\nVan de 68 melders waren er 40 vrouw en 29 man."
)


def test_paste_a_draft(page: Page) -> None:
    """The marks in the text, the sums beside it, the list above it leading there, the finding as text."""
    page.goto("/klopt/findings")
    menu = page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()
    page.get_by_role("link", name="Nakijken").click()
    page.get_by_label("Kop").fill("Meer meldingen")
    page.get_by_label("Tekst", exact=True).fill(DRAFT)
    page.get_by_role("button", name="Kijk na").click()
    expect(page.locator("mark")).to_have_count(6)
    page.locator("nav.summary a").first.click()
    expect(page.locator("section.note:target")).to_be_visible()
    page.get_by_text("Als tekst").first.click()
    expect(page.locator("details.copy textarea").first).to_have_value(re.compile("100 procent"))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_drop_a_file(page: Page) -> None:
    """A file that is chosen is checked as `klopt check` checks it."""
    page.goto("/klopt/draft")
    page.set_input_files(
        "#file", {"name": "a.md", "mimeType": "text/markdown", "buffer": f"# Kop\n\n{DRAFT}".encode()}
    )
    page.get_by_role("button", name="Kijk na").click()
    expect(page.locator("mark")).to_have_count(6)


def test_judge_and_take_back(page: Page) -> None:
    """A verdict where the finding stands; it leaves the queue, and comes back when taken back."""
    page.goto("/klopt/findings?rule=part-whole")
    before = page.locator("article.finding").count()
    page.locator("details.judging summary").first.click()
    page.get_by_label("Waarom").first.fill("nagebeld")
    page.get_by_role("button", name="klopt niet").first.click()
    expect(page.locator("article.finding")).to_have_count(before - 1)
    page.goto("/klopt/findings?rule=part-whole&judged=settled")
    expect(page.get_by_text("Els").first).to_be_visible()
    page.locator("details.judging summary").first.click()
    page.get_by_role("button", name="neem terug").first.click()
    page.goto("/klopt/findings?rule=part-whole")
    expect(page.locator("article.finding")).to_have_count(before)


def test_filter(page: Page) -> None:
    """Only findings of the rule that was chosen."""
    page.goto("/klopt/findings")
    page.get_by_label("Controle").select_option("weekday-date")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator("article.finding")).to_have_count(1)
    expect(page.locator("article.finding mark")).to_have_text("dinsdag 14 maart 2019")


def test_filter_by_time(page: Page) -> None:
    """Only findings of articles of that time; what is no time is said, and the rest still holds."""
    page.goto("/klopt/findings")
    all_of_them = page.locator("article.finding").count()
    page.get_by_label("Verschenen vanaf").fill("2019")
    page.get_by_label("tot en met").fill("2021-12")
    page.get_by_role("button", name="Toon").click()
    days = page.locator("article.finding figcaption .byline").all_inner_texts()
    assert 0 < page.locator("article.finding").count() < all_of_them
    assert all(re.search(r"\b(2019|2020|2021)\b", day) for day in days), days
    page.get_by_label("tot en met").fill("2021-13")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator("p.notice[role=status]")).to_contain_text("until=2021-13")
    page.goto("/klopt/figures?measure=melding")
    page.get_by_label("Verschenen vanaf").fill("2018-09-24")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator("tbody tr")).to_have_count(2)


def test_search_narrow_and_read(page: Page) -> None:
    """Type, choose, drop the choice, and from a place to the words in the article."""
    page.goto("/klopt/find")
    page.get_by_label("Woorden").fill("melding")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator("ol.hits > li")).to_have_count(3)
    page.locator(".facets").get_by_role("link", name="De Noorderkoerier").click()
    expect(page.locator("ol.hits > li")).to_have_count(1)
    expect(page.get_by_label("Woorden")).to_have_value("melding")
    page.locator(".chips").get_by_role("link", name="weg").click()
    expect(page.locator("ol.hits > li")).to_have_count(3)
    page.get_by_role("link", name="De Noorderkoerier").click()
    page.locator(".snippets mark").first.click()
    expect(page.locator("mark.sought:target")).to_be_visible()
    expect(page.locator("mark.sought:target")).to_have_text("meldingen")


def test_search_a_figure_and_save(page: Page) -> None:
    """As it stands in the paper; what was found is a file."""
    page.goto("/klopt/find")
    page.get_by_label("Cijfer", exact=True).fill("34")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator("a.figure")).to_have_count(3)
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    assert saved.value.suggested_filename == "klopt-figures.csv"
    assert len(Path(saved.value.path()).read_text("utf-8").splitlines()) == 4


def test_correct_and_take_back(page: Page) -> None:
    """A figure about another year, from where it stands; said with a name, and undone there."""
    page.goto("/klopt/article/1")
    page.locator(".facts li", has_text="meldingen").get_by_role("link", name="verbeter").first.click()
    expect(page.locator("mark")).to_have_text("34")
    page.get_by_label("Tijd: een jaar").fill("2016")
    expect(page.get_by_label("Naam")).to_have_value("Els")
    page.get_by_label("Waarom").fill("nagebeld")
    page.get_by_role("button", name="Bewaar").click()
    said = page.locator("section.corrected li")
    expect(said).to_contain_text("Els: nagebeld")
    expect(page.locator(".facts li", has_text="2016").first).to_contain_text("34")
    said.get_by_role("button", name="neem terug").click()
    expect(page.locator("section.corrected")).to_have_count(0)
    expect(page.locator(".facts li", has_text="2016")).to_have_count(0)


def test_from_a_finding_to_what_it_rests_on(page: Page) -> None:
    """The page of one finding, with its captures, and the way back to the article."""
    page.goto("/klopt/findings?rule=same-period")
    page.get_by_role("link", name="Vindplaatsen").first.click()
    expect(page.get_by_text("sha256:").first).to_be_visible()
    page.locator("figcaption a").first.click()
    expect(page.locator("mark").first).to_be_visible()


def test_follow_a_figure(page: Page) -> None:
    """From the list to one measure, from its table to the place in the article."""
    page.goto("/klopt/figures")
    page.get_by_label("Zoek").fill("meld")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="meldingen", exact=True).click()
    expect(page.locator("svg a circle")).to_have_count(5)
    expect(page.locator("svg path.differs")).to_have_count(3)  # one of them in the legend
    page.locator("a.figure").first.click()
    expect(page.locator(":target")).to_be_visible()


def test_marks_on_and_off(page: Page) -> None:
    """A switch puts a kind of mark on, and off again."""
    page.goto("/klopt/article/2")
    mark = page.locator("mark.organisation").first
    line = "element => getComputedStyle(element).borderBottomStyle"
    assert mark.evaluate(line) == "none"
    page.get_by_role("checkbox", name="organisatie").check()
    assert mark.evaluate(line) == "solid"
    page.get_by_role("checkbox", name="bevinding").uncheck()
    assert page.locator("mark.finding").first.evaluate(line) == "none"


def test_rename_merge_and_take_back(page: Page) -> None:
    """A name called otherwise, joined with another, and all of it undone where it stands."""
    page.goto("/klopt/name?key=organisation:comensha")
    page.get_by_text("Anders noemen").click()
    page.get_by_label("Naam die getoond wordt").fill("CM")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("h1")).to_have_text("CM")
    page.get_by_role("button", name="neem terug").click()
    expect(page.locator("h1")).to_have_text("CoMensha")
    page.get_by_text("Dit is dezelfde als").click()
    page.get_by_label("Naam zoals hij in de lijst staat").fill("Openbaar Ministerie")
    page.get_by_role("button", name="Voeg samen").click()
    expect(page.locator("h1")).to_have_text("Openbaar Ministerie")
    page.get_by_role("button", name="neem terug").click()
    page.goto("/klopt/name?key=organisation:comensha")
    expect(page.locator("h1")).to_have_text("CoMensha")
