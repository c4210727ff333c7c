"""What a user finds in the knowledge base, and what it tells about faulty tables."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import kg.entities
from kg.entities import TABLES, KnowledgeBase, Reason, load_knowledge, normalise
from kg.errors import DataError
from kg.model import NAMESPACE, Kind

WIKIDATA = "http://www.wikidata.org/entity/"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_knowledge()


@pytest.mark.parametrize(
    ("name", "lang", "wanted", "reason"),
    [
        ("Rusia", "id", "Russia", Reason.NAME),
        ("RUSIA", "id", "Russia", Reason.NAME),
        ("Moskow", "id", "Russia", Reason.CAPITAL),
        ("Teheran", "id", "Iran", Reason.CAPITAL),
        ("Washington", "en", "United States", Reason.CAPITAL),
        ("Jakarta", "id", "Indonesia", Reason.CAPITAL),
        ("Brussels", "en", "European Union", Reason.CAPITAL),
        ("Kremlin", "en", "Russia", Reason.METONYM),
        ("Gedung Putih", "id", "United States", Reason.METONYM),
        ("Downing Street", "en", "United Kingdom", Reason.METONYM),
        ("Istana", "id", "Indonesia", Reason.METONYM),
        ("Pentagon", "en", "United States Department of Defense", Reason.METONYM),
        ("Iranian", "en", "Iran", Reason.DEMONYM),
        ("Dutch", "en", "Netherlands", Reason.DEMONYM),
        ("AS", "id", "United States", Reason.ALIAS),
        ("Amerika Serikat", "id", "United States", Reason.NAME),
        ("US", "en", "United States", Reason.ALIAS),
        ("U.S.", "en", "United States", Reason.ALIAS),
        ("USA", "en", "United States", Reason.ALIAS),
        ("Inggris", "id", "United Kingdom", Reason.NAME),
        ("UK", "en", "United Kingdom", Reason.ALIAS),
        ("Tiongkok", "id", "China", Reason.NAME),
        ("RRT", "id", "China", Reason.ALIAS),
        ("Korsel", "id", "South Korea", Reason.ALIAS),
        ("Korut", "id", "North Korea", Reason.ALIAS),
        ("PBB", "id", "United Nations", Reason.ALIAS),
        ("UE", "id", "European Union", Reason.ALIAS),
        ("KPK", "id", "Corruption Eradication Commission", Reason.ALIAS),
        ("Kejagung", "id", "Attorney General's Office of Indonesia", Reason.ALIAS),
        ("Polri", "id", "Indonesian National Police", Reason.ALIAS),
        ("TNI", "id", "Indonesian National Armed Forces", Reason.ALIAS),
        ("DPR", "id", "House of Representatives of Indonesia", Reason.ALIAS),
        ("MK", "id", "Constitutional Court of Indonesia", Reason.ALIAS),
        ("MA", "id", "Supreme Court of Indonesia", Reason.ALIAS),
        ("OJK", "id", "Financial Services Authority of Indonesia", Reason.ALIAS),
        ("BI", "id", "Bank Indonesia", Reason.ALIAS),
        ("Shoigu", "id", "Sergei Shoigu", Reason.SURNAME),
        ("Jokowi", "id", "Joko Widodo", Reason.SURNAME),
        ("Maruf Amin", "id", "Ma'ruf Amin", Reason.NAME),
        ("Negeri Paman Sam", "id", "United States", Reason.NICKNAME),
    ],
)
def test_by_name(kb: KnowledgeBase, name: str, lang: str, wanted: str, reason: Reason) -> None:
    assert (wanted, reason) in {(c.entity.name, c.reason) for c in kb.by_name(name, lang)}


@pytest.mark.parametrize(
    ("name", "lang"),
    [("as", "id"), ("us", "en"), ("ma", "id"), ("AS", "en"), ("MA", "en"), ("who", "en"), ("let", "en"), ("", "id")],
)
def test_an_acronym_in_other_letters_or_another_language_is_no_name(kb: KnowledgeBase, name: str, lang: str) -> None:
    assert kb.by_name(name, lang) == ()


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Menteri AS bertemu Sergei Shoigu di Moskow.", "id", ["AS", "Sergei Shoigu", "Moskow"]),
        ("They told us that US troops eat turkey in Turkey.", "en", ["US", "Turkey"]),
        ("Israel's army and U.S. jets", "en", ["Israel", "U.S."]),
        ("The New York Times reports from New York.", "en", ["The New York Times", "New York"]),
        ("Wartawan Tempo di Antara kota", "id", []),
        ("jalur gaza", "id", []),
        ("Uni Emirat Arab, Papua Nugini", "id", ["Uni Emirat Arab", "Papua Nugini"]),
        ("", "id", []),
    ],
)
def test_spot(kb: KnowledgeBase, text: str, lang: str, wanted: list[str]) -> None:
    assert [text[spot.start : spot.end] for spot in kb.spot(text, lang)] == wanted


def test_ids_are_those_of_wikidata_where_they_are_known_and_ours_elsewhere(kb: KnowledgeBase) -> None:
    assert kb.country("IR") is not None
    assert kb.country("IR").entity.id == WIKIDATA + "Q794"
    assert kb.by_id(WIKIDATA + "Q32024").entity.name == "Sergei Shoigu"
    assert kb.by_name("KPK", "id")[0].entity.id == NAMESPACE + "entity/corruption-eradication-commission"
    assert kb.by_id("nothing") is None
    assert kb.country("QQ") is None


def test_every_country_has_labels_and_a_capital(kb: KnowledgeBase) -> None:
    capitals = {record.capital_of for record in kb}
    same_as_their_capital = {"BE", "DJ", "GD", "LU", "MC", "SC", "SG", "SM", "ST", "VA", "AG"}
    for record in kb:
        if record.entity.kind is Kind.COUNTRY and record.code:
            assert {lang for lang, _ in record.entity.labels} == {"en", "id"}
            assert record.code in capitals | same_as_their_capital, record.entity.name


def test_nicknames_are_no_aliases(kb: KnowledgeBase) -> None:
    aliases = {alias for _, alias in kb.country("US").entity.aliases}
    assert "Great Satan" not in aliases


@pytest.mark.parametrize(
    ("office", "code", "day", "wanted"),
    [
        ("Presiden", "US", "2024-08-05", "Joe Biden"),
        ("president", "US", "2025-02-01", "Donald Trump"),
        ("perdana menteri", "IL", "2024-01-01", "Benjamin Netanyahu"),
        ("Menteri Luar Negeri", "RU", "2020-01-01", "Sergey Lavrov"),
        ("Menkeu", "ID", "2024-08-05", "Sri Mulyani Indrawati"),
        ("Menkeu", "ID", "2025-10-01", "Purbaya Yudhi Sadewa"),
        ("president", "US", "1920-01-01", None),
    ],
)
def test_holder(kb: KnowledgeBase, office: str, code: str, day: str, wanted: str | None) -> None:
    record = kb.holder(kb.office(office), code, day)
    assert (record.entity.name if record else None) == wanted


@pytest.mark.parametrize(
    ("phrase", "code", "wanted"),
    [
        ("pemerintah", "IR", "Iran"),
        ("police", "ID", "Indonesian National Police"),
        ("militer", "IL", "Israel Defense Forces"),
        ("foreign ministry", "IR", "Iranian Foreign Ministry"),
        ("Kementerian Luar Negeri", "IR", "Iranian Foreign Ministry"),
    ],
)
def test_body(kb: KnowledgeBase, phrase: str, code: str, wanted: str) -> None:
    assert kb.body(kb.institution(phrase), code).name == wanted


def test_a_body_without_a_row_has_labels(kb: KnowledgeBase) -> None:
    labels = dict(kb.body(kb.institution("kemlu"), "IR").labels)
    assert labels == {"en": "Iranian Foreign Ministry", "id": "Kementerian Luar Negeri Iran"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ma’ruf  Amin", "maruf amin"),
        ("Malé", "male"),
        ("PDI-P", "pdi p"),
        ("Erdoğan's", "erdogan"),
        ("U.S.A.", "usa"),
        ("Łódź", "lodz"),
    ],
)
def test_normalise(text: str, wanted: str) -> None:
    assert normalise(text) == wanted


HEADER = "# comment, with a comma\nid,kind,country,name,name_id,aliases,roles\n"


def test_own_rows_add_and_override(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(HEADER + "Q794,country,IR,Persia,,,\n,company,ID,PT Maju,,Maju Jaya,\n", encoding="utf-8")
    kb = load_knowledge([table])
    assert kb.by_id(WIKIDATA + "Q794").entity.name == "Persia"
    assert kb.by_name("Maju Jaya")[0].entity.id == NAMESPACE + "entity/pt-maju"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (",planet,ID,Mars,,,\n", r"mine\.csv, line 3: unknown kind 'planet' of 'Mars'; allowed: person, country"),
        (",company,ID,,,Maju,\n", r"mine\.csv, line 3: missing name"),
        (
            "a-b,company,ID,Maju,,,\na-b,company,ID,Mundur,,,\n",
            r"mine\.csv, line 4: duplicate id 'a-b' of 'Mundur'; 'Maju' has it already",
        ),
        (",person,ID,Ani,,,mayor@Bogor:2024-13..\n", r"line 3: role 'mayor@Bogor:2024-13\.\.' of 'Ani'"),
        (",person,ID,Ani,,,mayor@Bogor:2024..2020\n", r"role 'mayor@Bogor:2024\.\.2020' of 'Ani'"),
        (",person,ID,Ani,,,mayor\n", r"role 'mayor' of 'Ani'; allowed: title@where:from\.\.to"),
        (",company,Indonesia,Maju,,,\n", r"line 3: country 'Indonesia' of 'Maju'"),
        ("No 1,company,ID,Maju,,,\n", r"line 3: id 'No 1' of 'Maju'"),
        (",company,ID,Maju, Inc.,,,,\n", r"line 3: 9 cells, the header has 7"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, rows: str, fault: str) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(DataError, match=fault):
        load_knowledge([table])


def test_an_unknown_column_and_a_missing_file_are_named(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("id,kind,name,colour\n,company,Maju,red\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"unknown column 'colour'; allowed: "):
        load_knowledge([table])
    with pytest.raises(DataError, match=r"none\.csv: cannot be read"):
        load_knowledge([tmp_path / "none.csv"])


def test_the_tables_explain_themselves() -> None:
    folder = Path(kg.entities.__file__).parent
    for table in (*TABLES, "institutions.csv", "offices.csv"):
        assert (folder / table).read_text(encoding="utf-8").startswith("# ")


def test_loading_and_spotting_are_fast() -> None:
    begin = time.process_time()
    kb = load_knowledge()
    loading = time.process_time() - begin
    text = "Presiden Prabowo Subianto bertemu Menteri Luar Negeri AS di Jakarta, kata juru bicara Istana. " * 2000
    begin = time.process_time()
    sum(1 for _ in kb.spot(text, "id"))
    assert loading < 1.5
    assert len(text) / (time.process_time() - begin) > 100_000
