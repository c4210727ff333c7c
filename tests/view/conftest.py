"""Events that several tests of the page use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from browsing import ARGUMENTS, CHROMIUM, Browser, Show
from event_factory import ARVONIA, BELMAR, COSTAVA, MINISTER, UNION, WIRE, entity, event, evidence

from kg.model import EventRecord, Status


@pytest.fixture(scope="session")
def few_events() -> list[EventRecord]:
    """Six events: a denied one, one with two tellings, one of general news, one without date, one without target."""
    told_twice = (
        evidence("Belmar accused Arvonia of smuggling.", "accused", says=(BELMAR,), number=31),
        evidence(
            "Belmar menuduh Arvonia Raya.",
            "menuduh",
            denies=(ARVONIA,),
            lang="id",
            publisher="Kabar Pelabuhan",
            number=32,
        ),
    )
    return [
        event(1, "AID", (ARVONIA,), (BELMAR,), date="2024-01-10", proof=(evidence(says=(WIRE,), number=11),)),
        event(2, "AID", (ARVONIA,), (BELMAR,), date="2024-02-11"),
        event(3, "ACCUSE", (BELMAR,), (ARVONIA,), date="2024-03-12", proof=told_twice, sources=2),
        event(4, "ASSAULT", (COSTAVA,), (BELMAR,), date="2024-04-13", status=Status.DENIED),
        event(5, "ELECT", (MINISTER,), (UNION,), date=None, proof=(evidence(published=None, number=51),)),
        event(6, "DISASTER", (), (COSTAVA,), date="2024-05-14"),
    ]


@pytest.fixture(scope="session")
def many_events() -> list[EventRecord]:
    """Four hundred events of 180 actors, of whom the first has the most; some stand apart."""
    actors = [entity(f"Actor {number}") for number in range(180)]
    types = cycle(("CONSULT", "AID", "ACCUSE", "ASSAULT", "ELECT"))
    pairs = [(actors[n % 170], actors[n * 7 % (n % 23 + 1)]) for n in range(390)]
    pairs += [(actors[170 + n], actors[179 - n]) for n in range(5)]
    return [
        event(n, next(types), (a,), (b,) if a != b else (), date=f"2024-{n % 12 + 1:02}-15")
        for n, (a, b) in enumerate(pairs)
    ]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One headless Chromium for all tests of the page."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no chromium here")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return Browser(chromium, tmp_path_factory.mktemp("pages"))


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """Open a page of events; at the end of the test there must have been no error, no message and no request."""
    browser.faults.clear()
    yield browser.show
    assert browser.faults == []
