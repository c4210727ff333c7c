"""What the page's HTML holds: all events, safely, with nothing to load from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from event_factory import ARVONIA, BELMAR, entity, event, evidence, taxonomy

from kg.errors import LanguageError
from kg.model import EventRecord, Kind
from kg.query.ties import QUAD_CLASSES
from kg.view import page
from kg.view.page import render
from kg.view.strings import load_strings

HOSTILE = {
    "script": "<script>document.title='owned'</script>",
    "end of script": "</script><script>document.title='owned'</script>",
    "comment": "<!--<script>",
    "handler": "<img src=x onerror=\"document.title='owned'\">",
    "template": "{{ 7 * 7 }}{% raw %}{# #}${7*7}",
    "href": '<a href="https://evil.example">href</a>',
    "bidi": "\u202egnp.exe\u2066",
    "quotes": "\"'`&lt;\\u003c\u2028",
    "long": "x" * 10_000,
}


@dataclass
class Page(HTMLParser):
    """The elements of a page: attributes by name of element, and the text of scripts and styles."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    heading: str = ""
    text: str = ""
    inside: str = ""

    @classmethod
    def read(cls, html: str) -> Page:
        found = cls()
        HTMLParser.__init__(found)
        found.feed(html)
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        attributes = self.elements[-1][1] if self.elements else {}
        self.text += data
        if self.inside == "h1":
            self.heading += data
        elif self.inside == "script" and attributes.get("type") == "application/json":
            self.data[str(attributes["id"])] = json.loads(data)
        elif self.inside == "script":
            self.scripts.append(data)

    @property
    def policy(self) -> str:
        return next(str(a["content"]) for t, a in self.elements if a.get("http-equiv") == "Content-Security-Policy")


def hostile_events(text: str) -> list[EventRecord]:
    actor = replace(entity("x"), name=text, id="https://example.org/hostile")
    proof = evidence(
        f"{text} sent {text}", "sent", says=(actor,), title=text, publisher=text, url="javascript:alert(1)"
    )
    return [event(1, "AID", (actor,), (BELMAR,), proof=(proof,)), event(2, text, (actor,), (BELMAR,), mode=text)]


@pytest.fixture(scope="module")
def plain(few_events: list[EventRecord]) -> Page:
    return Page.read(render(few_events, taxonomy(), title="Harbour news"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(text: str, plain: Page) -> None:
    html = render(hostile_events(text), taxonomy(), title=text)
    found = Page.read(html)
    assert [(tag, sorted(attributes)) for tag, attributes in found.elements] == [
        (tag, sorted(attributes)) for tag, attributes in plain.elements
    ]
    assert found.scripts == plain.scripts
    assert found.heading == text
    story, network = found.data["story-data"], found.data["network-data"]
    assert story["events"][0]["evidence"][0]["quote"] == [f"{text} ", "sent", f" {text}"]
    assert story["articles"][0]["title"] == text
    assert text in {node["label"] for node in network["nodes"]}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://news.example/a?b=c", True),
        ("http://news.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("file:///etc/passwd", False),
        ("https://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(address: str | None, kept: bool) -> None:
    records = [event(1, "AID", (ARVONIA,), (BELMAR,), proof=(evidence(url=address),))]
    found = Page.read(render(records, taxonomy(), title="Links"))
    assert found.data["story-data"]["articles"][0].get("url") == (address if kept else None)


def test_nothing_is_loaded(plain: Page) -> None:
    assert {attributes["href"] for _, attributes in plain.elements if "href" in attributes} == {"data:,"}
    assert not [tag for tag, attributes in plain.elements if {"src", "srcset", "action", "style"} & set(attributes)]
    assert not [name for _, attributes in plain.elements for name in attributes if name.startswith("on")]


def test_policy_allows_these_scripts_only(plain: Page) -> None:
    hashes = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in plain.scripts}
    rules = dict(rule.split(" ", 1) for rule in plain.policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert set(re.findall(r"'sha256-([^']+)'", rules["script-src"])) == hashes
    assert "unsafe" not in plain.policy


def test_trigger_is_marked_where_characters_are_wide() -> None:
    records = [event(1, "AID", (ARVONIA,), (BELMAR,), proof=(evidence("🚢🚢 Arvonia sent aid.", "sent"),))]
    found = Page.read(render(records, taxonomy(), title="Ships"))
    assert found.data["story-data"]["events"][0]["evidence"][0]["quote"] == ["🚢🚢 Arvonia ", "sent", " aid."]


def test_same_events_give_the_same_page(few_events: list[EventRecord]) -> None:
    pages = {render(given, taxonomy(), title="Same") for given in (few_events, few_events[::-1])}
    assert len(pages) == 1


def test_page_in_indonesian(few_events: list[EventRecord]) -> None:
    found = Page.read(render(few_events, taxonomy(), title="Berita pelabuhan", lang="id"))
    assert ("html", {"lang": "id"}) in found.elements
    assert found.data["story-data"]["lang"] == "id"
    assert "Tabel" in found.text


def test_language_that_the_page_does_not_speak(few_events: list[EventRecord]) -> None:
    with pytest.raises(LanguageError, match="'xx'; it speaks en, id"):
        render(few_events, taxonomy(), title="", lang="xx")


def test_part_of_more_events(few_events: list[EventRecord]) -> None:
    part = page.Part(offset=10, limit=6, total=40)
    found = Page.read(render(few_events, taxonomy(), title="Part", part=part))
    assert found.data["story-data"]["part"] == {"offset": 10, "limit": 6, "total": 40, "events": 6}


def test_no_events() -> None:
    found = Page.read(render([], taxonomy(), title="Nothing yet"))
    assert found.data["story-data"]["events"] == []


def test_every_text_is_used_and_every_use_has_a_text() -> None:
    folder = Path(page.__file__).parent
    sources = [*(folder / "static" / name for name in page.SCRIPTS), folder / "templates" / "page.html"]
    code = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    texts = set(load_strings()["en"])
    asked = {key for pair in re.findall(r"\bt\(\"(\w+)\"|strings\.(\w+)", code) for key in pair if key}
    assert asked <= texts
    named_by_data = {*QUAD_CLASSES, *(kind.value for kind in Kind), "place_kind"}
    used = set(re.findall(r"[\w-]+", code)) | named_by_data
    assert [text for text in texts if re.sub("^(facet|col|key|path)_", "", text) not in used and text not in used] == []
    assert {kind.value for kind in Kind} - {"unknown"} <= texts
