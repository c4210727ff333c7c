"""Pages in headless Chromium: opened from a file, driven by mouse, keyboard or touch, and asked what they draw and list."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from event_factory import taxonomy

from kg.model import EventRecord
from kg.view.page import render

CHROMIUM = shutil.which("chromium")
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
HANDS = ("mouse", "keyboard", "touch")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
Page = Any
Show = Callable[..., Page]


class Browser:
    """Chromium with one tab for each kind of device, used again and again."""

    def __init__(self, chromium: Any, folder: Path) -> None:
        self.faults: list[str] = []
        self._chromium = chromium
        self._folder = folder
        self._tabs: dict[str, Page] = {}
        self._files: dict[object, Path] = {}

    def show(self, records: Sequence[EventRecord], *, address: str = "", **settings: Any) -> Page:
        """Open the page of `records`; settings of `render` go to it, the others to the browser."""
        made = {
            name: settings.pop(name)
            for name in ("title", "lang", "top", "part", "offices", "limits")
            if name in settings
        }
        return self.open(self.file(records, **made), address, **settings)

    def file(self, records: Sequence[EventRecord], *, title: str = "News", **made: Any) -> Path:
        key = (id(records), title, repr(made))
        if key not in self._files:
            self._files[key] = self._folder / f"page{len(self._files)}.html"
            html = render(records, taxonomy(), title=title, **made)
            self._files[key].write_text(html, encoding="utf-8")
        return self._files[key]

    def open(self, file: Path, address: str = "", **settings: Any) -> Page:
        page = self._tab({**DESKTOP, "locale": "en-GB", **settings})
        page.goto("about:blank")
        page.goto(file.as_uri() + address)
        page.wait_for_selector("html[data-ready]")
        settle(page)
        return page

    def _tab(self, settings: dict[str, Any]) -> Page:
        key = repr(sorted(settings.items()))
        if key not in self._tabs:
            page = self._chromium.new_context(**settings).new_page()
            page.on("console", lambda message: self.faults.append(message.text))
            page.on("pageerror", lambda error: self.faults.append(f"{error}\n{error.stack}"))
            page.on("dialog", lambda dialog: self.faults.append(dialog.message))
            page.on("request", self._note)
            self._tabs[key] = page
        return self._tabs[key]

    def _note(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "about:", "blob:")):
            self.faults.append(request.url)


def settle(page: Page) -> None:
    """Wait for two frames, in which what was asked for is drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def press(page: Page, hand: str, target: str) -> None:
    """Use a button, a box or a link by mouse, keyboard or touch."""
    found = page.locator(target).first
    if hand == "keyboard":
        found.focus()
        page.keyboard.press("Space" if found.get_attribute("type") == "checkbox" else "Enter")
    elif hand == "touch":
        found.tap()
    else:
        found.click()
    settle(page)


def point(page: Page, hand: str, x: float, y: float) -> None:
    """Click or tap at a point of the network."""
    box = page.locator("#canvas").bounding_box()
    at = box["x"] + x, box["y"] + y
    if hand == "touch":
        page.touchscreen.tap(*at)
    else:
        page.mouse.click(*at)
    page.wait_for_timeout(60)
    settle(page)


def device(hand: str) -> dict[str, Any]:
    """The settings of the device that one holds or sits at."""
    return PHONE if hand == "touch" else DESKTOP


def shown(page: Page) -> str:
    return str(page.locator("#shown").inner_text())


def rows(page: Page) -> list[str]:
    return [str(text) for text in page.locator("#table tbody tr td:nth-child(3) bdi").all_inner_texts()]


def heading(page: Page) -> str:
    return str(page.locator("#panel h2").first.inner_text())


def drawing(page: Page) -> dict[str, Any]:
    """What is drawn: actors with their places, ties as said to the reader, names as they can be read."""
    return dict(
        page.evaluate(
            """() => {
              dispatchEvent(new Event("beforeprint"));
              const all = (selector) => [...document.querySelectorAll("#print " + selector)];
              const place = (circle) => ({ x: Number(circle.getAttribute("cx")), y: Number(circle.getAttribute("cy")) });
              const drawn = {
                actors: Object.fromEntries(all("circle").map((circle) => [circle.textContent, place(circle)])),
                ties: all("g.tie > title").map((title) => title.textContent).sort(),
                names: Number(document.querySelector("#canvas").dataset.labels),
                areas: all("svg svg > polygon").length,
              };
              dispatchEvent(new Event("afterprint"));
              return drawn;
            }"""
        )
    )


def middle(page: Page, one: str, other: str) -> tuple[float, float]:
    """The point half way between two actors."""
    actors = drawing(page)["actors"]
    return tuple((actors[one][axis] + actors[other][axis]) / 2 for axis in "xy")  # type: ignore[return-value]
