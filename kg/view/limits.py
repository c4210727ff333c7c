"""How much one page may hold, and of which events it holds the counts alone where it would hold more."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ROW = 75
"""About how many bytes an event takes of which only the counts are held."""


@dataclass(frozen=True)
class Limits:
    """The largest page.

    events: with more, weak actors are joined. rows: with more, events that are alike in all but their evidence are counted
    together. size: with more bytes, only the best founded and latest events of each group of participants keep their
    evidence; the others are counted.
    """

    events: int = 20_000
    rows: int = 100_000
    size: int = 8_000_000


def shrink(told: dict[str, Any], excess: int) -> int:
    """Turn events of `told`, as `story.tell` tells them, into rows without evidence until `excess` bytes are saved.

    A row has type, status, date, actors, targets, edges, how many events it stands for, and of each telling publisher,
    language and who says so: all that is counted. Return how many events became rows.
    """
    slim: list[dict[str, Any]] = []
    uses = Counter(item["article"] for event in told["events"] for item in event.get("evidence", ()))
    for event in _least_telling_first(told["events"]):
        if excess <= 0:
            break
        slim.append(event)
        excess -= _size(event) - ROW
        for item in event.get("evidence", ()):
            uses[item["article"]] -= 1
            if not uses[item["article"]]:
                excess -= _size(told["articles"][item["article"]])
    if not slim:
        return 0
    gone = {id(event) for event in slim}
    told["publishers"] = sorted({article.get("publisher", "") for article in told["articles"]})
    told["rows"] = [_row(event, told) for event in told["events"] if id(event) in gone]
    told["events"] = [event for event in told["events"] if id(event) not in gone]
    _drop_articles(told)
    return sum(event.get("n", 1) for event in slim)


def _least_telling_first(events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """First those that have many better founded or later ones with the same participants."""
    groups: defaultdict[tuple[int, ...], list[dict[str, Any]]] = defaultdict(list)
    for event in events:
        groups[tuple(sorted({*event.get("actors", ()), *event.get("targets", ())}))].append(event)
    for group in groups.values():
        group.sort(key=lambda event: (event.get("sources", 1), event.get("date") or ""), reverse=True)
    ranked = [(rank, event) for group in groups.values() for rank, event in enumerate(group)]
    return [event for _, event in sorted(ranked, key=lambda one: -one[0])]


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def _row(event: Mapping[str, Any], told: Mapping[str, Any]) -> list[Any]:
    tellings = []
    for item in event.get("evidence", ()):
        article = told["articles"][item["article"]]
        says = [source for source, denies, *_ in item.get("voices", ()) if not denies]
        publisher = told["publishers"].index(article.get("publisher", ""))
        tellings.append([publisher, article.get("lang"), *says, *item.get("says", ())])
    taking_part = (event.get("actors", []), event.get("targets", []), event.get("edges", []))
    date = event.get("date") or event.get("begin") or event.get("end")
    return [event["type"], event.get("status"), date, *taking_part, event.get("n", 1), tellings]


def _drop_articles(told: dict[str, Any]) -> None:
    """Keep the articles that events in full still name."""
    items = [item for event in told["events"] for item in event.get("evidence", ())]
    used = sorted({item["article"] for item in items})
    number = {old: new for new, old in enumerate(used)}
    for item in items:
        item["article"] = number[item["article"]]
    told["articles"] = [told["articles"][old] for old in used]
