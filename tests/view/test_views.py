"""The views beside the whole network: one actor, a path, groups, pages of actors and events, pictures of what is drawn."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browsing import HANDS, PHONE, Show, device, drawing, heading, point, press, settle, shown
from event_factory import ARVONIA, BELMAR, COSTAVA, UNION, WIRE, entity, event, evidence

from kg.model import Basis, EventRecord, Kind, Span, Stance, Status, Voice, When
from kg.view.people import Offices

RIVALS = [
    event(1, "AID", (ARVONIA,), (BELMAR,)),
    event(2, "ASSAULT", (ARVONIA,), (COSTAVA,)),
    event(3, "ASSAULT", (COSTAVA,), (ARVONIA,)),
    event(4, "ELECT", (ARVONIA,), (UNION,)),
]
CHAIN = [
    event(1, "AID", (ARVONIA,), (BELMAR,)),
    event(2, "ACCUSE", (BELMAR,), (COSTAVA,)),
    event(3, "CONSULT", (COSTAVA, UNION)),
    event(4, "AID", (ARVONIA,), (WIRE,)),
    event(5, "ELECT", (WIRE,), (COSTAVA,), status=Status.PLANNED),
    event(6, "AID", (entity("Dorvik"),), (entity("Esmark"),)),
]


@pytest.mark.parametrize("hand", HANDS)
def test_one_actor_with_friends_left_and_foes_right(show: Show, hand: str) -> None:
    page = show([*RIVALS, event(5, "AID", (BELMAR,), (COSTAVA,))], address=f"#actor={ARVONIA.id}", **device(hand))
    if hand == "keyboard":
        page.keyboard.press("e")
    else:
        press(page, hand, "#ego")
    assert shown(page).startswith("4 of 4 actors · 4 of 5 ties · 4 of 5 events")
    places = {name: place["x"] for name, place in drawing(page)["actors"].items()}
    assert sorted(places, key=places.__getitem__)[0] == "Belmar"
    assert sorted(places, key=places.__getitem__)[-1] == "Costava"
    assert page.locator("#sides").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert shown(page).startswith("4 of 4 actors · 5 of 5 ties")


def test_neighbours_by_key(show: Show) -> None:
    page = show(RIVALS, address=f"#ego={ARVONIA.id}")
    for key, name in (("n", "Belmar"), ("n", "Harbour Union"), ("n", "Costava"), ("p", "Harbour Union")):
        page.keyboard.press(key)
        assert heading(page) == name


@pytest.mark.parametrize("hand", HANDS)
def test_path_between_two_actors(show: Show, hand: str) -> None:
    page = show(CHAIN, **device(hand))
    if hand == "keyboard":
        page.keyboard.press("l")
    else:
        press(page, hand, "#path-toggle")
    page.locator("#path-start").fill("Arvonia")
    page.locator("#path-end").fill("harbour")
    press(page, hand, "#path button[type=submit]")
    drawn = drawing(page)
    assert drawn["ties"] == [
        "Arvonia → Belmar: Material cooperation, Happened, 1",
        "Arvonia → North Wire: Material cooperation, Happened, 1",
        "Belmar → Costava: Verbal conflict, Happened, 1",
        "Costava ↔ Harbour Union: Verbal cooperation, Happened, 1",
        "North Wire → Costava: Other news, Planned, 1",
    ]
    along = "y" if hand == "touch" else "x"
    across = {name: place[along] for name, place in drawn["actors"].items()}
    assert across["Arvonia"] < across["Belmar"] < across["Costava"] < across["Harbour Union"]
    assert drawn["names"] == 5
    assert "All shortest ways: 3 steps." in page.locator("#panel").inner_text()
    assert page.locator("#panel .event").count() == 5
    assert shown(page) == "5 of 7 actors · 5 of 6 ties · 5 of 6 events"
    press(page, hand, "#path-toggle")
    assert shown(page).startswith("7 of 7 actors")


def test_path_follows_the_filters(show: Show) -> None:
    page = show(CHAIN, address=f"#path={ARVONIA.id}&path={COSTAVA.id}")
    page.locator('input[data-key="status/planned"]').uncheck()
    assert set(drawing(page)["actors"]) == {"Arvonia", "Belmar", "Costava"}
    page.locator('input[data-key="quad/verbal-conflict"]').uncheck()
    assert page.locator("#empty").inner_text() == "Nothing connects these two under the filters."


def test_path_to_nobody(show: Show) -> None:
    page = show(CHAIN, address=f"#actor={ARVONIA.id}")
    page.get_by_role("button", name="Path to …").click()
    assert page.locator("#path-start").input_value() == "Arvonia"
    page.locator("#path-end").fill("xyz")
    page.keyboard.press("Enter")
    assert page.locator("#path [role=alert]").inner_text() == "Name two different actors."


def two_circles() -> list[EventRecord]:
    actors = [entity(f"{side} {number}") for side in ("North", "South") for number in range(4)]
    pairs = [(a, b) for half in (actors[:4], actors[4:]) for a in half for b in half if a.id < b.id]
    return [event(n, "AID", (a,), (b,)) for n, (a, b) in enumerate([*pairs, (actors[0], actors[4])])]


@pytest.mark.parametrize("hand", HANDS)
def test_groups(show: Show, hand: str) -> None:
    page = show(two_circles(), **device(hand))
    if hand == "keyboard":
        page.keyboard.press("g")
    else:
        press(page, hand, "#groups")
    assert drawing(page)["areas"] == 2
    names = page.locator("#panel .ties .name").all_inner_texts()
    assert names == ["North 0, North 1, North 2", "South 0, South 1, South 2"]
    press(page, hand, "#panel .ties button")
    assert page.locator("#panel .events > li").count() == 6
    assert "group=" in page.url


@pytest.mark.parametrize("hand", ["mouse", "touch"])
def test_where_several_lines_are_near_the_reader_chooses(show: Show, hand: str) -> None:
    crossing = [
        event(1, "AID", (ARVONIA,), (BELMAR,)),
        event(2, "ACCUSE", (ARVONIA,), (BELMAR,)),
        event(3, "ASSAULT", (BELMAR,), (ARVONIA,)),
    ]
    page = show(crossing, **device(hand))
    place = drawing(page)["actors"]["Arvonia"]
    other = drawing(page)["actors"]["Belmar"]
    near = [place[axis] + (other[axis] - place[axis]) * (0.06 if hand == "mouse" else 0.15) for axis in "xy"]
    point(page, hand, *near)
    chooser = page.locator(".chooser")
    assert chooser.locator("button").count() == 3
    if hand == "mouse":
        first = chooser.locator("button").nth(1).inner_text()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert heading(page) in first
    else:
        chooser.locator("button").nth(1).tap()
    assert not chooser.is_visible()
    assert page.locator("#panel .event").count() == 1


def test_chooser_is_left_without_a_choice(show: Show) -> None:
    page = show([event(1, "AID", (ARVONIA,), (BELMAR,)), event(2, "ASSAULT", (BELMAR,), (ARVONIA,))])
    place = drawing(page)["actors"]
    near = [place["Arvonia"][axis] * 0.9 + place["Belmar"][axis] * 0.1 for axis in "xy"]
    point(page, "mouse", *near)
    assert page.locator(".chooser").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".chooser").is_visible()


OFFICES = Offices(
    {ARVONIA.id: [{"title": "harbour master", "at": "AA", "begin": "2020-05", "end": None, "sure": False}]},
    {"harbour master": {"en": "Harbour Master", "id": "Kepala Pelabuhan"}},
)


@pytest.mark.parametrize("hand", HANDS)
def test_page_of_an_actor(show: Show, hand: str) -> None:
    page = show(RIVALS, offices=OFFICES, address=f"#actor={ARVONIA.id}", **device(hand))
    if hand == "keyboard":
        page.keyboard.press("o")
    else:
        press(page, hand, "#panel .actions button")
    text = page.locator("#dossier").inner_text()
    assert "Also called\nArvonia Raya" in text.replace("\t", "\n")
    assert "Harbour Master, AA (May 2020 – now) · uncertain" in text
    assert ARVONIA.id in text
    assert page.locator(".actor-time rect").count() == 3
    partners = page.locator(".partners tbody tr").all_inner_texts()
    assert [row.split() for row in partners] == [["Belmar", "1"], ["Harbour", "Union", "1"], ["Costava", "2"]]
    assert page.locator(".chronicle li").count() == 4
    assert shown(page) == "4 of 4 events"
    page.locator(".partners .actor").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#dossier h2").inner_text() == "Belmar"
    assert shown(page) == "1 of 4 events"
    press(page, hand, "#dossier .back")
    assert page.locator("#stage").is_visible()


def told_by_two() -> list[EventRecord]:
    voice = Voice(COSTAVA, Stance.ASSERTS, Span(150, 154, "said"), "2024-08-06")
    when = When("2024-08-05", "2024-08-05", "2024-08-05", Basis.EXPRESSION, Span(110, 116, "Monday"))
    first = replace(evidence(says=(COSTAVA,), number=1), voices=(voice,), when=when)
    second = evidence(
        "Belmar membantah dibantu Arvonia.", "dibantu", denies=(BELMAR,), lang="id", publisher="Kabar", number=2
    )
    found = event(1, "AID", (ARVONIA,), (BELMAR,), proof=(first, second), sources=2)
    return [replace(found, why="same actors, day and place")]


@pytest.mark.parametrize("hand", HANDS)
def test_page_of_an_event_has_all_tellings_side_by_side(show: Show, hand: str) -> None:
    page = show(told_by_two(), address="#event=https://example.org/event/00001", **device(hand))
    press(page, hand, "#panel .event .open")
    facts = page.locator("#dossier > .about").inner_text().replace("\t", "\n")
    assert "Who says so\nCostava" in facts
    assert "Who denies it\nBelmar" in facts
    assert "Tellings: 2 · independent sources: 2 · The Harbour Post · Kabar" in facts
    assert "Why one event\nsame actors, day and place" in facts
    cards = page.locator(".telling")
    assert cards.locator("mark").all_inner_texts() == ["sent", "dibantu"]
    assert "Costava says “said” (6 Aug 2024)" in cards.nth(0).inner_text()
    assert "5 Aug 2024: “Monday”" in cards.nth(0).inner_text()
    assert "Kabar · Indonesian" in cards.nth(1).inner_text()
    tops = [card.bounding_box()["y"] for card in cards.all()]
    assert (tops[0] == tops[1]) == (hand != "touch")
    page.keyboard.press("Escape")
    assert page.locator("#stage").is_visible()


def test_network_is_moved_and_enlarged_by_key_and_by_mouse(show: Show) -> None:
    page = show(RIVALS)
    start = drawing(page)["actors"]
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    settle(page)
    moved = drawing(page)["actors"]
    assert moved["Belmar"] != start["Belmar"]
    page.keyboard.press("0")
    page.wait_for_timeout(350)
    assert drawing(page)["actors"] == start
    page.mouse.move(600, 300)
    page.mouse.wheel(0, -200)
    settle(page)
    assert drawing(page)["actors"] != start
    page.locator("#fit").click()
    page.wait_for_timeout(350)
    assert drawing(page)["actors"] == start


@pytest.mark.parametrize("hand", HANDS)
def test_help_and_reset(show: Show, hand: str) -> None:
    page = show(RIVALS, address="#off.quad=material-conflict", **device(hand))
    press(page, hand, "#help-open")
    assert "path between two actors" in page.locator("#help").inner_text()
    press(page, hand, "#help button")
    press(page, hand, "#reset")
    assert shown(page) == "4 of 4 actors · 4 of 4 ties · 4 of 4 events"


@pytest.mark.parametrize("hand", HANDS)
def test_picture_of_the_view(show: Show, tmp_path: Path, hand: str) -> None:
    page = show(RIVALS, title="Harbour: who & whom", address="#off.quad=other-news", **device(hand))
    files = {}
    for kind, number in (("png", 0), ("svg", 1)):
        if hand == "keyboard":
            page.keyboard.press("s")
        else:
            press(page, hand, "#save-open")
        with page.expect_download() as download:
            press(page, hand, f"#save .actions button:nth-child({number + 1})")
        assert download.value.suggested_filename == f"Harbour-who-whom.{kind}"
        files[kind] = Path(download.value.path()).read_bytes()
    width, height = struct.unpack(">II", files["png"][16:24])
    svg = ElementTree.fromstring(files["svg"])
    assert (width, height) == (2 * int(svg.attrib["width"]), 2 * int(svg.attrib["height"]))
    texts = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert "Harbour: who & whom" in texts
    assert {"Arvonia", "Belmar", "Costava", "Material conflict"} <= set(texts)
    assert "Other news" not in texts


def test_print_has_the_drawing_and_its_evidence(show: Show) -> None:
    page = show(RIVALS, address=f"#actor={ARVONIA.id}", color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#print svg circle").count() == 4
    assert page.locator("#print svg rect").first.get_attribute("fill") == "#ffffff"
    assert page.locator("#panel blockquote").count() == 4
    assert not page.locator("header nav").is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("where", [{}, PHONE], ids=["desktop", "phone"])
def test_every_name_can_be_read(show: Show, many_events: list[EventRecord], where: dict[str, Any]) -> None:
    long = [replace(actor, name=f"Ministry of {actor.name} and of Foreign Relations") for actor in (ARVONIA, BELMAR)]
    records = [*many_events, *(event(900 + n, "AID", (long[0],), (long[1],)) for n in range(40))]
    records += [event(950, "AID", (entity("Nora Lind", Kind.PERSON),), (long[0],))]
    page = show(records, **where)
    drawn = drawing(page)
    assert drawn["names"] == len(drawn["actors"])
    overlaps = page.evaluate(
        """() => {
          dispatchEvent(new Event("beforeprint"));
          const texts = [...document.querySelectorAll("#print svg svg text")];
          Object.assign(document.querySelector("#print").style, { display: "block", position: "fixed" });
          const boxes = texts.map((text) => text.getBoundingClientRect());
          dispatchEvent(new Event("afterprint"));
          Object.assign(document.querySelector("#print").style, { display: "", position: "" });
          const touch = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
          return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => touch(a, b))).length;
        }"""
    )
    assert overlaps == 0
