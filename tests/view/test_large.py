"""Very large graphs: the page stays small, and every count true."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from browsing import Browser, Show, drawing, settle, shown
from event_factory import entity, event, evidence, taxonomy

from kg.model import EventRecord, Status
from kg.view.joining import join
from kg.view.limits import Limits
from kg.view.page import Part, render

TYPES = ("CONSULT", "AID", "ACCUSE", "ASSAULT", "ELECT")
READY = 1.0
"""Seconds of processor time until a page of some hundreds of events can be used."""
SLOW = 4
"""A loaded machine may take so many times as long to draw a frame as is wanted."""


def story(html: str) -> dict[str, Any]:
    found = re.search(r'id="story-data">(.*?)</script>', html, re.S)
    assert found
    return dict(json.loads(found[1]))


@pytest.fixture(scope="module")
def crowd() -> list[EventRecord]:
    """Twelve hundred events of 300 actors, a few of whom have most of them; publishers, languages and sources vary."""
    actors = [entity(f"Actor {number}") for number in range(300)]
    records = []
    for n in range(1200):
        a, b = actors[(n % 300) ** 2 % 17], actors[n % 300]
        proof = evidence(
            f"{a.name} met {b.name} and talked for {n} hours.",
            "met",
            says=(actors[n % 3],) if n % 2 else (),
            publisher=f"Paper {n % 5}",
            lang="id" if n % 4 else "en",
            number=n,
        )
        status = Status.PLANNED if n % 11 == 0 else Status.HAPPENED
        date = f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}"
        records.append(event(n, TYPES[n % 5], (a,), (b,) if a != b else (), date=date, status=status, proof=(proof,)))
    return records


def test_size_has_a_limit_and_what_goes_are_the_sentences(crowd: list[EventRecord]) -> None:
    whole = render(crowd, taxonomy(), title="Crowd")
    limit = len(whole.encode()) - 120_000
    told = story(render(crowd, taxonomy(), title="Crowd", limits=Limits(size=limit)))
    assert told["left"]["evidence"] == len(told["rows"]) > 0
    assert len(told["events"]) + len(told["rows"]) == len(crowd)
    assert len(render(crowd, taxonomy(), title="Crowd", limits=Limits(size=limit)).encode()) <= limit
    pairs = {frozenset([*e["actors"], *e.get("targets", ())]) for e in told["events"]}
    assert {frozenset([*row[3], *row[4]]) for row in told["rows"]} <= pairs  # each pair keeps its best


def counts(page: Any) -> list[tuple[str, str]]:
    rows = page.locator(".value").evaluate_all(
        "(rows) => rows.map((row) => [row.querySelector('input').dataset.key, row.querySelector('.count').textContent])"
    )
    return sorted((key, count) for key, count in rows)


def test_counts_stay_true_without_sentences(show: Show, crowd: list[EventRecord]) -> None:
    page = show(crowd)
    everything = counts(page), shown(page), drawing(page)["ties"]
    page = show(crowd, limits=Limits(size=700_000))
    assert "events are counted without their sentences" in page.locator("#part").inner_text()
    assert (counts(page), shown(page), drawing(page)["ties"]) == everything
    page.locator("#panel .ties button").first.click()
    settle(page)
    assert page.locator("#panel .events .hint", has_text="kg show prints it").count() > 0


def test_weak_actors_are_joined_to_their_community(crowd: list[EventRecord], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.view.joining.KEPT", 20)
    joined = join(crowd, taxonomy(), Limits(events=1000, rows=500))
    names = {who.id: who.name for record in joined.records for who in (*record.actors, *record.targets)}
    assert len(names) < 60
    assert joined.actors > 200
    assert any(re.fullmatch(r"Actor \d+ \+ \d+", name) for name in names.values())
    weight = Counter[tuple[str, Status]]()
    for record in joined.records:
        weight[record.type, record.status] += joined.weights.get(record.id, 1)
    assert weight == Counter((record.type, record.status) for record in crowd)
    assert sum(weight.values()) == len(crowd)
    assert len(joined.records) < 1000


def test_events_that_stand_for_others_count_as_many(
    show: Show, crowd: list[EventRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.view.joining.KEPT", 20)
    page = show(crowd, title="Joined", limits=Limits(events=1000, rows=500), address="#view=table")
    assert shown(page) == "1,200 of 1,200 events"
    assert page.locator("caption").inner_text().endswith(": 1,200")
    assert dict(counts(page))["status/planned"] == str(sum(r.status is Status.PLANNED for r in crowd))


def test_part_of_more_events_leads_to_the_others(show: Show, crowd: list[EventRecord]) -> None:
    page = show(crowd[:6], part=Part(offset=6, limit=6, total=2000))
    assert page.locator("#part").inner_text().startswith("This page holds events 7 to 12 of 2,000.")
    links = [link.get_attribute("href") for link in page.locator("#part a").all()]
    assert links == ["?offset=0", "?offset=12"]


def test_many_lines_are_bundled_by_pair(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    actors = [entity(f"Actor {number}") for number in range(45)]
    pairs = [(a, b) for a in actors for b in actors if a is not b]
    page = show([event(n, "AID", (a,), (b,)) for n, (a, b) in enumerate(pairs)], top=45, address="#actors=1000")
    assert shown(page).startswith(
        "45 of 45 actors · 1,980 of 1,980 ties · 1,980 of 1,980 events · one line for each two"
    )
    assert page.locator("#canvas").get_attribute("data-drawn") == "45 990"


def test_ready_in_time_and_moves_smoothly(
    browser: Browser, show: Show, many_events: list[EventRecord], tmp_path: Path
) -> None:
    """See benchmarks/page.py for larger graphs, and for stock pyvis beside it."""
    page = show(many_events)
    file = browser.file(many_events)
    page.goto("about:blank")
    watch = page.context.new_cdp_session(page)
    watch.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    metrics = {one["name"]: one["value"] for one in watch.send("Performance.getMetrics")["metrics"]}
    watch.detach()
    assert metrics["TaskDuration"] < READY
    frame = page.evaluate(
        """() => {
          const { network } = document.querySelector("#canvas");
          const start = performance.now();
          for (let count = 0; count < 10; count += 1) network.redraw();
          return (performance.now() - start) / 10;
        }"""
    )
    assert frame < SLOW * 1000 / 30
