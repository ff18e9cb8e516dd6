"""The reader on the page: citations opened, addresses kept, ways back."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.answer.place import Place, place_of, query, section_place
from app.texts import FINNISH
from corpus.document import Span
from tests.support.documents import ODD, PARKS
from tests.support.site.browser import (
    QUESTION,
    QUOTE,
    SEVERAL,
    Server,
    ask,
    complaints,
    opened,
    original,
    tab,
)


def test_citation_opens_the_document_at_the_quote_and_back_and_escape_leave_it(
    page: Page, server: Server
) -> None:
    ask(page, QUESTION)
    link = page.locator(".citation a").first
    link.click()
    mark = page.locator("#reader mark")
    expect(mark).to_have_text(QUOTE)
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    expect(page.locator(".quote")).to_have_text(QUOTE)
    expect(page.locator(".contents [aria-current]")).to_have_text("Päätös")
    assert urlsplit(page.url).query.startswith("doc=puistot.md&span=")
    page.keyboard.press("Escape")
    expect(page.locator(".reader")).to_have_count(0)
    expect(link).to_be_focused()
    assert page.url == server.address
    page.go_back()
    expect(page.locator("#reader mark")).to_have_text(QUOTE)
    page.go_back()
    expect(page.locator(".reader")).to_have_count(0)
    expect(page.locator(".quote")).to_have_text(QUOTE)
    for _ in range(2):  # the same citation is found again after scrolling away
        page.focus("#question textarea")
        link.click()
        expect(page.locator("#cited")).to_be_focused()


def test_citation_is_a_link_that_opens_in_a_new_tab(context: BrowserContext, page: Page) -> None:
    ask(page, QUESTION)
    link = page.locator(".citation a").first
    with context.expect_page() as tab:
        link.click(modifiers=["Control"])
    expect(tab.value.locator("#reader mark")).to_have_text(QUOTE)
    expect(tab.value.locator("#cited")).to_be_in_viewport()
    expect(page.locator(".reader")).to_have_count(0)
    tab.value.reload()
    expect(tab.value.locator("#reader mark")).to_have_text(QUOTE)


def test_places_that_are_gone_are_told(context: BrowserContext, server: Server) -> None:
    gone = opened(context, server.address + query(Place("poissa.md", Span(1, 2))))
    expect(gone.locator(".notice")).to_have_text(FINNISH.gone_document)
    changed = place_of(PARKS.id, Span(0, len(QUOTE)), "x" * len(QUOTE))
    page = opened(context, server.address + query(changed))
    expect(page.locator(".notice")).to_have_text(FINNISH.gone_span)
    expect(page.locator("#reader h2")).to_have_text("§ 7 Puistojen hoito")


def test_text_that_has_moved_is_found(context: BrowserContext, server: Server) -> None:
    moved = place_of(PARKS.id, Span(1, 1 + len(QUOTE)), QUOTE)
    page = opened(context, server.address + query(moved))
    expect(page.locator("#reader mark")).to_have_text(QUOTE)


def test_another_document_is_searched_for(context: BrowserContext, server: Server) -> None:
    page = opened(context, server.address + query(Place(PARKS.id)))
    search = page.get_by_label(FINNISH["find_document"])
    search.focus()
    page.keyboard.press("Tab")
    expect(page.locator("#found-documents li")).to_have_count(0)  # passing by opens nothing
    search.press("ArrowDown")
    expect(page.locator("#found-documents a.document")).to_have_count(5)
    search.press("Escape")
    expect(page.locator("#found-documents li")).to_have_count(0)
    expect(page.locator("#reader .reader")).to_have_count(1)
    search.fill("eiole")
    expect(page.locator("#found-documents li")).to_have_text([FINNISH["no_document"]])
    search.fill("lihav")
    page.locator("#found-documents").get_by_role("link", name=ODD.title).click()
    expect(page.locator("#reader h2")).to_have_text(ODD.title)
    expect(page.locator("#reader h2")).to_be_focused()
    expect(page.locator(".text")).to_contain_text("Kaavat $x^2$, **tähdet**, {{value}}, ${1+1} ja `koodi`")
    assert page.url == server.address + query(Place(ODD.id))


def test_document_that_is_opened_by_its_address_complains_of_nothing_and_its_contents_lead_to_sections(
    context: BrowserContext, server: Server
) -> None:
    told = complaints(context)
    page = opened(context, server.address + query(Place(PARKS.id)))
    expect(page.locator("#reader h2").first).to_be_visible()
    expect(page.locator(".examples button")).to_have_count(3)
    page.locator(".contents a", has_text="Kustannukset").click()
    expect(page.locator("#section-3")).to_be_focused()
    assert page.url == server.address + query(Place(PARKS.id))
    page.go_back()
    assert told == []


def test_next_and_previous_place_of_the_answer(page: Page) -> None:
    ask(page, SEVERAL)
    cited = page.locator(".turn .citation a.source").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    page.locator(".citation a").first.click()
    following = page.get_by_role("button", name=FINNISH["next"])
    expect(page.locator(".places .at")).to_have_text(FINNISH["step"].format(number=1, count=3))
    expect(page.get_by_role("button", name=FINNISH["previous"])).to_be_disabled()
    for place in cited[1:]:
        following.click()
        expect(page.locator(".reader")).to_have_attribute("data-place", place)
        expect(page.locator("#cited")).to_be_in_viewport()
    expect(following).to_be_disabled()
    expect(page.get_by_role("button", name=FINNISH["previous"])).to_be_focused()
    expect(page.locator("#said")).to_contain_text(FINNISH["step"].format(number=3, count=3))
    page.keyboard.press("Escape")
    expect(page.locator(".turn a.source").last).to_be_focused()


def test_contents_are_scrolled_to_where_one_reads(context: BrowserContext, server: Server) -> None:
    page = tab(context)
    page.set_viewport_size({"width": 1500, "height": 150})
    page.goto(server.address + query(section_place(PARKS, 3)))
    current = page.locator(".contents [aria-current]")
    expect(current).to_have_text("Kustannukset")
    frame, link = page.locator(".contents").bounding_box(), current.bounding_box()
    assert frame is not None
    assert link is not None
    assert frame["y"] <= link["y"] <= frame["y"] + frame["height"] - link["height"]
    assert page.locator(".contents").evaluate("nav => nav.scrollHeight > nav.clientHeight")


def test_page_of_a_pdf_is_shown_with_the_place_marked(context: BrowserContext, page: Page) -> None:
    told = complaints(context)
    ask(page, "Laiturit korjataan syksyllä?")
    page.locator(".citation a").first.click()
    expect(page.locator("#reader mark")).to_have_text("Laiturit korjataan syksyllä.")
    page.locator(".face summary").click()
    picture = page.locator(".sheet img")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('.sheet img').naturalWidth > 0")
    line, sheet = page.locator(".sheet .line").bounding_box(), page.locator(".sheet").bounding_box()
    assert line is not None
    assert sheet is not None
    assert line["y"] < sheet["y"] + sheet["height"] / 2 < line["y"] + line["height"]
    link = page.get_by_role("link", name=FINNISH["original"])
    assert link.get_attribute("href") == "original?doc=satama.pdf#page=2"
    assert original(context, page).url.endswith("/original?doc=satama.pdf#page=2")
    assert told == []
    given = page.request.get(page.url.split("?")[0] + "original?doc=satama.pdf")
    assert given.headers["content-type"] == "application/pdf"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in given.headers["content-security-policy"]
    assert given.body().startswith(b"%PDF")


TOP = "part => part.getBoundingClientRect().top"


@pytest.mark.parametrize("asked_in_sight", [True, False])
def test_what_was_clicked_stays_where_it_is_while_the_document_opens_and_closes(
    page: Page, *, asked_in_sight: bool
) -> None:
    page.set_viewport_size({"width": 1280, "height": 1100})  # an item, its answer and the next place fit
    for question in (QUESTION, "ruusuja ja lumihiutaleita", SEVERAL, "Paljonko hoito maksaa?"):
        ask(page, question)
    turn = page.locator(".turn").nth(2)
    turn.locator("details.more summary").click()
    link, heading = turn.locator(".citation a").nth(1), turn.locator("h2")
    (heading if asked_in_sight else link).evaluate(
        "(part, top) => scrollBy({ top: part.getBoundingClientRect().top - top, behavior: 'instant' })", 100
    )
    fixed = heading if asked_in_sight else link
    assert (heading.evaluate(TOP) > 0) is asked_in_sight
    before = fixed.evaluate(TOP)
    height = page.evaluate("document.querySelector('#conversation').offsetHeight")
    link.click()
    expect(page.locator("#cited")).to_be_focused()
    expect(page.locator("#cited")).to_be_in_viewport()
    assert page.evaluate("document.querySelector('#conversation').offsetHeight") > height + 100
    assert abs(fixed.evaluate(TOP) - before) < 2
    expect(link).to_be_in_viewport()
    # A click of Playwright's would scroll to the button.
    page.get_by_role("button", name=FINNISH["next"]).evaluate("button => button.click()")
    expect(page.locator(".places .at")).to_have_text(FINNISH["step"].format(number=3, count=3))
    assert abs(fixed.evaluate(TOP) - before) < 2
    page.keyboard.press("Escape")
    expect(page.locator(".reader")).to_have_count(0)
    expect(turn.locator(".citation a").nth(2)).to_be_in_viewport()


def test_bar_leads_from_item_to_item_prints_one_and_finds_words(
    context: BrowserContext, server: Server
) -> None:
    page = opened(context, server.address + query(Place("torni-2025-02-14.md")))
    expect(page.locator(".became")).to_contain_text("§ 8: ")
    prints_an_item_alone(page)
    leads_from_item_to_item(page)
    finds_words(page)


def prints_an_item_alone(page: Page) -> None:
    page.evaluate(
        "window.print = () => { window.printed = [...document.querySelectorAll('.printed')]"
        ".map((block) => block.textContent); }"
    )
    page.get_by_role("button", name=FINNISH["print_item"]).click()
    assert page.evaluate("window.printed") == [
        *("§ 8 Lintutorni", "HEL 2025-000044", "Päätös"),
        "Rakennuslautakunta vahvisti, että lintutorni rakennetaan saareen.",
    ]
    assert page.evaluate("document.querySelectorAll('.one-item, .printed').length") == 0


def leads_from_item_to_item(page: Page) -> None:
    following = page.get_by_role("button", name=FINNISH["next_item"])
    became = page.locator(".became")
    previous = page.get_by_role("button", name=FINNISH["previous_item"])
    expect(previous).to_have_attribute("aria-disabled", "true")
    following.click()
    expect(page.locator(".text [data-outcome]").last).to_be_focused()
    expect(page.locator(".text [data-outcome]").last).to_be_in_viewport()
    expect(became).to_contain_text("§ 9: ")
    expect(following).to_have_attribute("aria-disabled", "true")
    previous.click()
    expect(became).to_contain_text("§ 8: ")
    expect(page.locator(".text [data-outcome]").first).to_be_focused()
    meeting = page.locator(".told a").first
    assert meeting.get_attribute("href") == "meeting?doc=torni-2025-02-14.md"


def finds_words(page: Page) -> None:
    search, told = page.get_by_label(FINNISH["find_within"]), page.locator(".matches")
    search.fill("LINTUTORNI")
    expect(told).to_have_text(FINNISH["match"].format(number=1, count=3))
    search.press("Enter")
    expect(told).to_have_text(FINNISH["match"].format(number=2, count=3))
    search.press("Shift+Enter")
    expect(told).to_have_text(FINNISH["match"].format(number=1, count=3))
    page.get_by_role("button", name=FINNISH["previous_match"]).click()
    expect(told).to_have_text(FINNISH["match"].format(number=3, count=3))
    expect(page.locator("#said")).to_have_text(FINNISH["match"].format(number=3, count=3))
    search.fill("satama")
    expect(told).to_have_text(FINNISH["no_match"])
    search.press("Escape")
    expect(search).to_have_value("")
    expect(told).to_have_text("")
    expect(page.locator("#reader .reader")).to_have_count(1)
