"""What a reader does with the page to find something, and what then is drawn, listed and counted."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import HANDS, PHONE, Show, device, drawing, heading, middle, point, press, rows, settle, shown
from event_factory import ARVONIA, BELMAR, COSTAVA, event, evidence

from kg.model import EventRecord

ALL = "5 of 5 actors · 4 of 4 ties · 6 of 6 events"


def box(facet: str, value: str) -> str:
    return f'input[data-key="{facet}/{value}"]'


def count(page: Any, facet: str, value: str) -> str:
    return str(page.locator(".value", has=page.locator(box(facet, value))).locator(".count").inner_text())


def open_filters(page: Any) -> None:
    if not page.evaluate("document.querySelector('#facets-box').open"):
        page.locator("#facets-box > summary").tap()


def test_opens_on_everything_where_there_is_little(show: Show, few_events: list[EventRecord]) -> None:
    page = show(few_events)
    assert shown(page) == ALL
    drawn = drawing(page)
    assert set(drawn["actors"]) == {"Arvonia", "Belmar", "Costava", "Ilse Tamm", "Harbour Union"}
    assert drawn["names"] == 5
    assert drawn["ties"] == [
        "Arvonia → Belmar: Material cooperation, Happened, 2",
        "Belmar → Arvonia: Verbal conflict, Happened, 1",
        "Costava → Belmar: Material conflict, Denied, 1",
        "Ilse Tamm → Harbour Union: Other news, Happened, 1",
    ]
    assert page.locator("#panel .ties li").first.inner_text().split("\n")[0].startswith("Arvonia → Belmar")


@pytest.mark.parametrize("hand", ["mouse", "touch"])
def test_a_line_shows_its_evidence(show: Show, hand: str) -> None:
    proof = evidence(says=(COSTAVA,), denies=(BELMAR,))
    page = show([event(1, "AID", (ARVONIA,), (BELMAR,), proof=(proof,))], **device(hand))
    point(page, hand, *middle(page, "Arvonia", "Belmar"))
    panel = page.locator("#panel")
    assert heading(page) == "Arvonia → Belmar"
    assert panel.locator("blockquote mark").inner_text() == "sent"
    assert "5 Aug 2024" in panel.inner_text()
    assert panel.locator(".voice").all_inner_texts() == ["Costava says", "Belmar denies"]
    link = panel.locator("blockquote a")
    assert link.get_attribute("href") == "https://news.example/aid"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "tie=" in page.url


@pytest.mark.parametrize("hand", HANDS)
def test_filters_counts_table_and_drawing_agree(show: Show, few_events: list[EventRecord], hand: str) -> None:
    page = show(few_events, address="#view=table", **device(hand))
    open_filters(page)
    assert rows(page) == ["disaster", "attacks", "accuses", "aids", "aids", "elects"]
    press(page, hand, box("quad", "material-cooperation"))
    assert rows(page) == ["disaster", "attacks", "accuses", "elects"]
    assert count(page, "quad", "material-cooperation") == "2"
    assert count(page, "type", "AID") == "0"
    assert count(page, "status", "happened") == "3"
    press(page, hand, box("status", "denied"))
    assert rows(page) == ["disaster", "accuses", "elects"]
    assert count(page, "quad", "material-conflict") == "0"
    assert page.locator("caption").inner_text().endswith(": 3")
    press(page, hand, "#table-toggle")
    assert shown(page).startswith("5 of 5 actors · 2 of 4 ties · 3 of 6 events")
    assert drawing(page)["ties"] == [
        "Belmar → Arvonia: Verbal conflict, Happened, 1",
        "Ilse Tamm → Harbour Union: Other news, Happened, 1",
    ]


@pytest.mark.parametrize("hand", HANDS)
def test_only_one_value_and_back(show: Show, few_events: list[EventRecord], hand: str) -> None:
    page = show(few_events, address="#view=table", **device(hand))
    open_filters(page)
    press(page, hand, 'button[aria-label="Only Indonesian"]')
    assert rows(page) == ["accuses"]
    press(page, hand, '[data-key="lang/all"]')
    assert len(rows(page)) == 6


def test_search(show: Show, few_events: list[EventRecord]) -> None:
    page = show(few_events, address="#view=table")
    page.keyboard.press("/")
    page.keyboard.type("smuggling")
    assert rows(page) == ["accuses"]
    page.locator("#query").fill("arvonia raya")
    page.keyboard.press("Enter")
    assert heading(page) == "Arvonia"


def test_search_on_a_phone(show: Show, few_events: list[EventRecord]) -> None:
    page = show(few_events, **PHONE)
    page.locator("#query").tap()
    page.keyboard.type("costava")
    assert drawing(page)["ties"] == ["Costava → Belmar: Material conflict, Denied, 1"]


@pytest.mark.parametrize("hand", HANDS)
def test_table_is_sorted_by_a_column_and_opens_an_event(show: Show, few_events: list[EventRecord], hand: str) -> None:
    page = show(few_events, address="#view=table", **device(hand))
    press(page, hand, 'th[data-column="action"] button')
    assert rows(page) == ["accuses", "aids", "aids", "attacks", "disaster", "elects"]
    assert page.locator('th[data-column="action"]').get_attribute("aria-sort") == "ascending"
    press(page, hand, "#table tbody button")
    assert page.locator("#panel blockquote").count() == 2


def test_time_by_keyboard_and_by_mouse(show: Show, few_events: list[EventRecord]) -> None:
    page = show(few_events, address="#view=table")
    page.get_by_role("slider", name="From").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert rows(page) == ["disaster"]
    press(page, "keyboard", "#timeline .plain")
    assert len(rows(page)) == 6
    bars = page.locator(".bars").bounding_box()
    page.mouse.move(bars["x"] + 2, bars["y"] + 20)
    page.mouse.down()
    page.mouse.move(bars["x"] + bars["width"] / 2, bars["y"] + 20, steps=5)
    page.mouse.up()
    assert rows(page) == ["accuses", "aids", "aids"]


def test_time_by_touch(show: Show, few_events: list[EventRecord]) -> None:
    page = show(few_events, address="#view=table", **PHONE)
    bars = page.locator(".bars")
    bars.scroll_into_view_if_needed()
    place = bars.bounding_box()
    page.touchscreen.tap(place["x"] + place["width"] - 2, place["y"] + 20)
    settle(page)
    assert rows(page) == ["disaster"]
    page.locator("#timeline .plain").tap()
    assert len(rows(page)) == 6


@pytest.mark.parametrize("hand", HANDS)
def test_time_plays_and_nobody_moves(show: Show, few_events: list[EventRecord], hand: str) -> None:
    page = show(few_events, **device(hand))
    at_rest = drawing(page)["actors"]
    if hand == "keyboard":
        page.keyboard.press("Space")
    else:
        press(page, hand, ".play")
    page.locator("#shown", has_text="1 of 6 events").wait_for()
    assert drawing(page)["actors"] == {name: at_rest[name] for name in ("Arvonia", "Belmar")}
    page.locator("#shown", has_text="3 of 6 events").wait_for()
    press(page, hand, ".play")
    stopped = shown(page)
    assert page.locator(".play").get_attribute("aria-label") == "Play"
    page.wait_for_timeout(400)
    assert shown(page) == stopped


def test_event_without_date_stands_at_its_report(show: Show) -> None:
    reported = evidence(published="2024-08-05T09:00:00+07:00")
    page = show([event(1, "AID", (ARVONIA,), (BELMAR,), date=None, proof=(reported,))], address="#view=table")
    assert page.locator("tbody .date").inner_text() == "reported 5 Aug 2024"
    assert page.locator(".period").inner_text() == "5 Aug 2024 – 5 Aug 2024"


def test_a_far_date_does_not_squeeze_the_others(show: Show) -> None:
    dates = ["1979-01-16", *(f"2024-{month:02}-10" for month in range(1, 13)), "2045-01-01"]
    page = show(
        [event(n, "AID", (ARVONIA,), (BELMAR,), date=date) for n, date in enumerate(dates)], address="#view=table"
    )
    assert len(rows(page)) == 14
    assert page.locator(".period").inner_text() == "… – …"
    page.get_by_role("slider", name="To").focus()
    page.keyboard.press("Home")
    assert [text.split()[-1] for text in page.locator("tbody .date").all_inner_texts()] == ["2024", "1979"]


def test_opens_on_the_strongest_where_there_is_much(show: Show, many_events: list[EventRecord]) -> None:
    page = show(many_events)
    actors, ties, _, left = (int(part.split()[0]) for part in shown(page).split(" · "))
    assert actors == 40
    assert ties <= 150
    assert actors + left == 180
    drawn = drawing(page)
    assert (len(drawn["actors"]), len(drawn["ties"]), drawn["names"]) == (actors, ties, actors)
    page.locator("#more").click()
    assert int(shown(page).split()[0]) == 80
    page.locator("#less").click()
    assert int(shown(page).split()[0]) == 40


def test_top_says_how_many_are_drawn_at_first(show: Show, many_events: list[EventRecord]) -> None:
    page = show(many_events, top=12)
    assert len(drawing(page)["actors"]) == 12


def test_view_can_be_linked(show: Show, few_events: list[EventRecord]) -> None:
    page = show(few_events)
    page.locator(box("type", "AID")).uncheck()
    page.locator("#panel .ties button").first.click()
    title, status, address = heading(page), shown(page), "#" + page.url.partition("#")[2]
    again = show(few_events, address=address)
    assert (heading(again), shown(again)) == (title, status)


def test_phone_in_the_dark(show: Show, few_events: list[EventRecord]) -> None:
    page = show(few_events, **PHONE, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 29)"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#panel .ties button").first.tap()
    assert page.locator("#panel blockquote").first.is_visible()
    tops = "(ids) => ids.map((id) => document.getElementById(id).getBoundingClientRect().top)"
    order = page.evaluate(tops, ["facets-box", "stage", "panel", "timeline"])
    assert order == sorted(order)


def test_nothing_to_show(show: Show) -> None:
    page = show([])
    assert page.locator("#empty").inner_text() == "No event passes these filters."


def test_language_of_the_browser_and_the_other_one(show: Show, few_events: list[EventRecord]) -> None:
    page = show(few_events, address="#view=table", locale="id-ID")
    assert page.locator("#table-toggle").inner_text() == "Tabel"
    assert page.locator("#query").get_attribute("placeholder") == "Cari pelaku dan teks  ( / )"
    assert "membantu" in rows(page)
    assert page.locator("#table tbody tr").nth(3).locator("td").nth(1).inner_text() == "Arvonia Raya"
    page.locator("#language").click()
    page.wait_for_selector("html[data-ready][lang=en]")
    assert "aids" in rows(page)
    assert "lang=en" in page.url


def test_language_that_was_asked_for(show: Show, few_events: list[EventRecord]) -> None:
    assert show(few_events, lang="id").locator("#table-toggle").inner_text() == "Tabel"
