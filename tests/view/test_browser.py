"""The page in a browser: what a reader does and what then is drawn, listed and counted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from event_factory import ARVONIA, BELMAR, COSTAVA, event, evidence, taxonomy

from kg.model import EventRecord, Evidence
from kg.view.page import render

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here")

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Page = Any
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a page of events; at the end of the test there must have been no error and no request."""
    faults: list[str] = []
    contexts: list[Any] = []

    def show_events(records: list[EventRecord], *, address: str = "", title: str = "News", **settings: Any) -> Page:
        file = tmp_path / "page.html"
        file.write_text(render(records, taxonomy(), title=title), encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("request", lambda request: request.url.startswith(("file:", "data:")) or faults.append(request.url))
        page.goto(file.as_uri() + address)
        page.wait_for_selector("html[data-ready]")
        page.wait_for_timeout(150)
        return page

    yield show_events
    for context in contexts:
        context.close()
    assert faults == []


def shown(page: Page) -> str:
    return str(page.locator("#shown").inner_text())


def rows(page: Page) -> list[str]:
    return [str(text) for text in page.locator("tbody tr td:nth-child(3) bdi").all_inner_texts()]


def uncheck(page: Page, facet: str, value: str) -> None:
    page.locator(f'input[data-key="{facet}/{value}"]').uncheck()


def count(page: Page, facet: str, value: str) -> str:
    row = page.locator(".value", has=page.locator(f'input[data-key="{facet}/{value}"]'))
    return str(row.locator(".count").inner_text())


def click_edge(page: Page) -> None:
    """Click the middle between the two actors, who alone are drawn."""
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_opens_on_everything_where_there_is_little(show: Open, few_events: list[EventRecord]) -> None:
    page = show(few_events)
    assert shown(page) == "5 of 5 actors · 4 of 4 ties · 6 of 6 events"
    assert page.locator("#canvas").get_attribute("data-labels") == "5"
    assert page.locator("#panel .ties li").first.inner_text().split("\n")[0].startswith("Arvonia → Belmar")


def test_click_on_a_line_shows_its_evidence(show: Open) -> None:
    page = show([event(1, "AID", (ARVONIA,), (BELMAR,), proof=(evidence(says=(COSTAVA,), denies=(BELMAR,)),))])
    click_edge(page)
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Arvonia → Belmar"
    assert panel.locator("blockquote mark").inner_text() == "sent"
    assert "5 Aug 2024" in panel.inner_text()
    assert panel.locator(".voice").all_inner_texts() == ["Costava says", "Belmar denies"]
    link = panel.locator("blockquote a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (
        "https://news.example/aid",
        "noopener noreferrer",
    )
    assert "tie=" in page.url


def test_filters_counts_table_and_network_agree(show: Open, few_events: list[EventRecord]) -> None:
    page = show(few_events)
    page.keyboard.press("t")
    assert rows(page) == ["disaster", "attacks", "accuses", "aids", "aids", "elects"]
    uncheck(page, "quad", "material-cooperation")
    assert rows(page) == ["disaster", "attacks", "accuses", "elects"]
    assert count(page, "quad", "material-cooperation") == "2"
    assert count(page, "type", "AID") == "0"
    assert count(page, "status", "happened") == "3"
    uncheck(page, "status", "denied")
    assert rows(page) == ["disaster", "accuses", "elects"]
    assert count(page, "quad", "material-conflict") == "0"
    page.keyboard.press("t")
    assert shown(page) == "5 of 5 actors · 2 of 4 ties · 3 of 6 events"


def test_only_one_value(show: Open, few_events: list[EventRecord]) -> None:
    page = show(few_events, address="#table=1")
    page.get_by_role("button", name="Only Indonesian").click()
    assert rows(page) == ["accuses"]


def test_search(show: Open, few_events: list[EventRecord]) -> None:
    page = show(few_events, address="#table=1")
    page.keyboard.press("/")
    page.keyboard.type("smuggling")
    assert rows(page) == ["accuses"]
    page.locator("#query").fill("arvonia raya")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Arvonia"


def test_time(show: Open, few_events: list[EventRecord]) -> None:
    page = show(few_events, address="#table=1")
    slider = page.get_by_role("slider", name="From")
    slider.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert rows(page) == ["disaster"]
    page.get_by_role("button", name="All time").click()
    assert len(rows(page)) == 6
    bars = page.locator(".bars").bounding_box()
    page.mouse.move(bars["x"] + 2, bars["y"] + 20)
    page.mouse.down()
    page.mouse.move(bars["x"] + bars["width"] / 2, bars["y"] + 20, steps=5)
    page.mouse.up()
    assert rows(page) == ["accuses", "aids", "aids"]


def test_event_without_date_stands_at_its_report(show: Open) -> None:
    reported = evidence(published="2024-08-05T09:00:00+07:00")
    page = show([event(1, "AID", (ARVONIA,), (BELMAR,), date=None, proof=(reported,))], address="#table=1")
    assert page.locator("tbody .date").inner_text() == "reported 5 Aug 2024"
    assert page.locator(".period").inner_text() == "5 Aug 2024 – 5 Aug 2024"


def test_one_actor(show: Open, few_events: list[EventRecord]) -> None:
    page = show(few_events)
    page.locator("#query").fill("Costava")
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    assert shown(page) == "2 of 5 actors · 1 of 4 ties · 2 of 6 events"
    page.keyboard.press("n")
    assert page.locator("#panel h2").inner_text() == "Belmar"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert shown(page) == "5 of 5 actors · 4 of 4 ties · 6 of 6 events"


def test_opens_on_the_strongest_where_there_is_much(show: Open, many_events: list[EventRecord]) -> None:
    page = show(many_events)
    actors, ties, _ = (int(part.split()[0]) for part in shown(page).split(" · "))
    assert 30 <= actors <= 40
    assert ties <= 150
    page.get_by_role("button", name="Show more").click()
    assert int(shown(page).split()[0]) > 60


def test_view_can_be_linked(show: Open, few_events: list[EventRecord]) -> None:
    page = show(few_events)
    uncheck(page, "type", "AID")
    page.locator("#panel .ties button").first.click()
    heading = page.locator("#panel h2").inner_text()
    again = show(few_events, address="#" + page.url.partition("#")[2])
    assert again.locator("#panel h2").inner_text() == heading
    assert shown(again) == shown(page)


HOSTILE = [
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\u202egnp.exe",
    "x" * 10_000,
]


def test_hostile_text_is_shown_and_does_not_run(show: Open) -> None:
    actors = [replace(COSTAVA, id=f"{COSTAVA.id}/{number}", name=text) for number, text in enumerate(HOSTILE)]
    records = [
        event(
            number,
            "AID",
            (actor,),
            (BELMAR,),
            mode=actor.name,
            date=f"2024-01-{20 - number}",
            proof=(quoting(actor.name),),
        )
        for number, actor in enumerate(actors)
    ]
    page = show(records, title=HOSTILE[1])
    assert page.locator("h1").text_content() == HOSTILE[1]
    page.keyboard.press("t")
    for number, text in enumerate(HOSTILE):
        row = page.locator("tbody tr").nth(number)
        assert row.locator("td").nth(1).text_content() == text
        row.click(position={"x": 5, "y": 5})
        assert page.locator("blockquote p").first.text_content() == f"“{text} sent aid”"
        assert page.locator("#panel a").count() == 0
    assert page.title() == HOSTILE[1]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def quoting(text: str) -> Evidence:
    return evidence(f"{text} sent aid", "sent", title=text, url="javascript:document.title='owned'", publisher=text)


def test_phone_in_the_dark(show: Open, few_events: list[EventRecord]) -> None:
    page = show(few_events, viewport={"width": 390, "height": 844}, has_touch=True, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 29)"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#panel .ties button").first.tap()
    assert page.locator("#panel blockquote").first.is_visible()
    tops = "(ids) => ids.map((id) => document.getElementById(id).getBoundingClientRect().top)"
    order = page.evaluate(tops, ["facets-box", "stage", "panel", "timeline"])
    assert order == sorted(order)


def test_nothing_to_show(show: Open) -> None:
    page = show([])
    assert page.locator("#empty").inner_text() == "No event passes these filters."


def test_a_far_date_does_not_squeeze_the_others(show: Open) -> None:
    dates = ["1979-01-16", *(f"2024-{month:02}-10" for month in range(1, 13)), "2045-01-01"]
    page = show([event(n, "AID", (ARVONIA,), (BELMAR,), date=date) for n, date in enumerate(dates)], address="#table=1")
    assert len(rows(page)) == 14
    assert page.locator(".period").inner_text() == "… – …"
    page.get_by_role("slider", name="To").focus()
    page.keyboard.press("Home")
    assert [text.split()[-1] for text in page.locator("tbody .date").all_inner_texts()] == ["2024", "1979"]
