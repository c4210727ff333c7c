"""What articles say reaches the page as text, and the page needs nobody else."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from browsing import Browser, Show, drawing, shown
from event_factory import BELMAR, COSTAVA, event, evidence

from kg.model import EventRecord, Evidence

HOSTILE = [
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    '<a href="javascript:document.title=1">href</a>',
    "{{ 7 * 7 }}${7*7}{% raw %}",
    "\u202egnp.exe\u2066",
    "x" * 10_000,
]


def quoting(text: str, number: int) -> Evidence:
    address = "javascript:document.title='owned'"
    return evidence(f"{text} sent aid", "sent", title=text, url=address, publisher=text, number=number)


@pytest.fixture(scope="module")
def hostile_events() -> list[EventRecord]:
    actors = [replace(COSTAVA, id=f"{COSTAVA.id}/{number}", name=text) for number, text in enumerate(HOSTILE)]
    return [
        event(n, "AID", (actor,), (BELMAR,), mode=actor.name, date=f"2024-01-{20 - n}", proof=(quoting(actor.name, n),))
        for n, actor in enumerate(actors)
    ]


def test_hostile_text_is_shown_and_does_not_run(show: Show, hostile_events: list[EventRecord]) -> None:
    page = show(hostile_events, title=HOSTILE[1], address="#view=table")
    assert page.locator("h1").text_content() == HOSTILE[1]
    for number, text in enumerate(HOSTILE):
        row = page.locator("#table tbody tr").nth(number)
        assert row.locator("td").nth(1).text_content() == text
        row.click(position={"x": 5, "y": 5})
        assert page.locator("blockquote p").first.text_content() == f"“{text} sent aid”"
        assert page.locator("#panel a").count() == 0
    assert page.title() == HOSTILE[1]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_text_on_the_pages_of_actor_and_event_and_in_the_picture(
    show: Show, hostile_events: list[EventRecord]
) -> None:
    page = show(hostile_events, title=HOSTILE[1])
    assert set(drawing(page)["actors"]) == {*HOSTILE, "Belmar"}
    for number, text in enumerate(HOSTILE):
        page.evaluate("(hash) => { location.hash = hash; }", f"#view=actor&actor={COSTAVA.id}/{number}")
        page.locator("#dossier h2", has_text=text[:40]).wait_for()
        assert page.locator("#dossier h2").text_content() == text
        page.locator(".chronicle button").first.click()
        assert page.locator(".telling h3 bdi").first.text_content() == text
        assert page.locator("#dossier a").count() == 0
        assert page.evaluate("document.querySelectorAll('#dossier script, #dossier img').length") == 0
        page.keyboard.press("Escape")
    assert page.title() == HOSTILE[1]


def test_hostile_address(show: Show, few_events: list[EventRecord]) -> None:
    page = show(
        few_events, address="#view=actor&actor=%3Cscript%3E&path=a&event=%27&from=x&actors=-1&lang=xx&group=9&tie=<b>"
    )
    assert shown(page).endswith("· 6 of 6 events · 3 actors left out")


def test_no_network_is_needed(browser: Browser, show: Show, few_events: list[EventRecord]) -> None:
    """Every request to another host hangs for ever; none is made."""
    file = browser.file(few_events)
    page = show(few_events, locale="en-US")
    hanging: list[str] = []
    page.context.route("http*://**", lambda route: hanging.append(route.request.url))
    page.context.set_offline(True)
    start = time.monotonic()
    page.goto("about:blank")
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=10_000)
    for key in ("e", "Escape", "g", "t", "t", "o", "o", "?", "Escape"):
        page.keyboard.press(key)
    assert hanging == []
    assert time.monotonic() - start < 10


def test_policy_stops_what_would_be_put_in(browser: Browser, show: Show, few_events: list[EventRecord]) -> None:
    page: Any = show(few_events)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          try { script.textContent = "document.title = 'owned'"; document.body.append(script); } catch {}
          try { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\\"document.title='owned'\\">"); } catch {}
        }"""
    )
    page.wait_for_timeout(50)
    assert page.title() == "News"
    assert browser.faults  # the browser says what it refused
    browser.faults.clear()
