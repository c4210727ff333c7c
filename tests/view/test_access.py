"""The page for those who use it by keyboard, screen reader or with little sight: axe-core finds no fault."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, PHONE, Show, settle
from event_factory import ARVONIA, BELMAR

from kg.model import EventRecord

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
"""axe.min.js of the npm package axe-core 4.14.1, MPL-2.0; its licences stand beside it. For tests only."""
EVENT = "https://example.org/event/00003"
VIEWS = {
    "network": "",
    "one actor": f"#ego={ARVONIA.id}&actor={ARVONIA.id}",
    "path": f"#path={ARVONIA.id}&path={BELMAR.id}",
    "groups": "#groups=1",
    "event beside the network": f"#event={EVENT}",
    "table": "#view=table",
    "page of an actor": f"#view=actor&actor={ARVONIA.id}",
    "page of an event": f"#view=event&event={EVENT}",
}
FEW = ("network", "table", "page of an event")
"""Enough where the same colours, or the same frame, are looked at in all views elsewhere."""
DIALOGS = {"help": "?", "save": "s", "path": "l"}


def violations(page: Any) -> list[str]:
    found = page.evaluate(
        "() => axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)"
    )
    return [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize(
    ("where", "scheme", "views"),
    [(DESKTOP, "light", VIEWS), (PHONE, "dark", VIEWS), (DESKTOP, "dark", FEW), (PHONE, "light", FEW)],
    ids=["desktop-light", "phone-dark", "desktop-dark", "phone-light"],
)
def test_no_violation(
    show: Show, few_events: list[EventRecord], where: dict[str, Any], scheme: str, views: Iterable[str]
) -> None:
    code = AXE.read_bytes()
    assert hashlib.sha256(code).hexdigest() == AXE_SHA256
    page = show(few_events, color_scheme=scheme, **where)
    page.evaluate(code.decode("utf-8"))
    found = {}
    for name in views:
        page.evaluate("(hash) => { location.hash = hash; }", VIEWS[name] or "#")
        settle(page)
        found[name] = violations(page)
    for name, key in DIALOGS.items() if views is VIEWS else ():
        page.keyboard.press(key)
        found[f"dialog: {name}"] = violations(page)
        page.keyboard.press("Escape")
    assert found == {name: [] for name in found}
