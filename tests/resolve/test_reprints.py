"""Which articles are one text printed again."""

import pytest

from kg.model import Article
from kg.resolve.reprints import Tellings

STORY = """Fishermen in Kampung Baru hauled 14 crates of squid ashore on Tuesday, the largest catch since the storm of March.
Harbour master Dewi Kartika said that boats from Teluk Dalam and Pulau Seram had joined them after engines were repaired
with parts sent by a workshop in Makassar. Buyers paid 52 dollars for each crate, twice last season's price. The
cooperative will spend the money on ice, nets and a second lamp for the pier. Children carried baskets until evening, and
old sailors mended ropes under the banyan tree. A ferry brought traders from Buton, who left before the tide turned."""

BULLETIN = """An earthquake of magnitude {0} shook {1} at {2} on Monday, the agency said. Its centre lay {3} kilometres under
the sea off {4}. There was no danger of a tsunami, said the head of the agency, {5}. Residents ran out of their houses, and
the agency asked them to stay calm and to keep away from cracked buildings until engineers had looked at them."""


def telling(first, second):
    tellings = Tellings()
    tellings.add(Article("first", first))
    return tellings.add(Article("second", second))


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        "KAMPUNG BARU (Reuters) - " + STORY,
        STORY[:-70],
        STORY.replace("Tuesday", "Tuseday").replace("repaired", "repiared"),
        "Buyers paid 52 dollars for each crate, twice last season's price. " + STORY,
        STORY.replace("14 crates", "15 crates") + " This report was updated at noon.",
    ],
    ids=["same text", "agency line", "end cut", "typing errors", "sentence moved up", "updated"],
)
def test_an_edited_copy_is_a_reprint(copy):
    assert telling(STORY, copy) == "first"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            BULLETIN.format("5.2", "Ambon", "04:31", 12, "Seram", "Rahmat"),
            BULLETIN.format("6.1", "Bengkulu", "22:05", 33, "Enggano", "Dwi"),
        ),
        (STORY, STORY[:120] + " Elsewhere, " + BULLETIN.format("5.2", "Ambon", "04:31", 12, "Seram", "Rahmat") * 2),
        ("Short.", "Short."),
    ],
    ids=["bulletins of one pattern", "one sentence quoted", "too short to tell"],
)
def test_another_report_is_none(first, second):
    assert telling(first, second) == "second"


def test_a_reprint_of_a_reprint_leads_to_the_first():
    tellings = Tellings()
    for name in ("first", "second", "third"):
        tellings.add(Article(name, STORY))
    assert tellings.add(Article("fourth", STORY[:-40])) == "first"


INDONESIAN = """Harga cumi melonjak di Kampung Baru. Para nelayan di Kampung Baru menurunkan 14 peti cumi pada Selasa, hasil terbesar
sejak badai Maret. Kepala pelabuhan Dewi Kartika mengatakan kapal dari Teluk Dalam dan Pulau Seram bergabung setelah mesinnya
diperbaiki dengan suku cadang dari bengkel di Makassar. Pembeli membayar 52 dolar per peti, dua kali harga musim lalu, dan
koperasi memperoleh 1.250 dolar. Sebuah feri membawa pedagang dari Buton."""
ENGLISH = """Squid fetches twice the price in Kampung Baru. On Tuesday fishermen in Kampung Baru landed 14 crates, the most since the
storm of March. Boats from Teluk Dalam and Pulau Seram came too, said harbour master Dewi Kartika, after a workshop in Makassar
had sent parts for their engines. Buyers paid 52 dollars for each crate, twice last season's price, and the cooperative earned
1,250 dollars. A ferry brought traders from Buton."""
SAME_PUBLISHER = {"publisher": "Kompas", "lang": "en", "published": "2024-03-06"}


@pytest.mark.parametrize(
    ("text", "fields", "is_reprint"),
    [
        (ENGLISH, {}, True),
        (ENGLISH, {"publisher": "The Daily Echo"}, False),
        (ENGLISH, {"publisher": None}, False),
        (ENGLISH, {"published": "2024-03-12"}, False),
        (ENGLISH, {"lang": "id"}, False),
        (ENGLISH.replace("14", "31").replace("52", "40").replace("1,250", "900").replace("Kartika", "Sari"), {}, False),
        (BULLETIN.format("5.1", "Kampung Baru", "noon", 14, "Pulau Seram", "Dewi Kartika"), {}, False),
    ],
    ids=[
        "translated",
        "another paper",
        "no paper",
        "a week later",
        "no other language",
        "another day's catch",
        "another story",
    ],
)
def test_a_publisher_s_translation_is_a_reprint(text, fields, is_reprint):
    tellings = Tellings()
    tellings.add(Article("first", INDONESIAN, published="2024-03-05", publisher="Kompas", lang="id"))
    second = Article("second", text, **{**SAME_PUBLISHER, **fields})
    assert tellings.add(second) == ("first" if is_reprint else "second")
