"""Time expressions: the tables of each language, tense, spans, publication dates, and faults in the data."""

import itertools
import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError, LanguageError
from kg.extract.times import load_grammar
from kg.extract.times.finder import TimeGrammar
from kg.extract.times.grammar import read_grammar
from kg.model import Basis

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "kg" / "lang"
GRAMMARS = {code: load_grammar(code) for code in ("en", "id")}
PUBLISHED = date(2024, 8, 7)
TABLES = [
    (code, sentence, values)
    for code in GRAMMARS
    for sentence, values in yaml.safe_load((HERE / f"times_{code}.yaml").read_text(encoding="utf-8"))
]
MONTHS = {
    code: [names[0] for names in yaml.safe_load((DATA / code / "dates.yaml").read_bytes())["months"].values()]
    for code in GRAMMARS
}
PIECES = [
    *("the last", "two weeks", "of", "May", "3", "to", "5", "2024", "until", "since", "Monday", "31", "June"),
    *("the end of", "awal", "sejak", "tahun lalu", "Senin"),
    *("pekan ini", "30", "Februari", "hingga", "(", ")", "/", ",", "-"),
]


def values(code, sentence, published=PUBLISHED):
    return [time.value for time in GRAMMARS[code].find(sentence, published)]


@pytest.mark.parametrize(("code", "sentence", "expected"), TABLES)
def test_tables(code, sentence, expected):
    assert values(code, sentence) == expected


@pytest.mark.parametrize(
    ("code", "published", "sentence", "value"),
    [
        ("id", "2024-01-03", "Bentrokan pecah pada Minggu (31/12).", "2023-12-31"),
        ("id", "2024-12-30", "Laga itu digelar Kamis (2/1).", "2025-01-02"),
        ("en", "2024-03-01", "She resigned the day before yesterday.", "2024-02-28"),
        ("en", "2024-08-11", "The shop was robbed over the weekend.", "2024-08-10/2024-08-11"),
        ("en", "2024-08-12", "The shop was robbed over the weekend.", "2024-08-10/2024-08-11"),
        ("en", "2024-01-15", "Wages fell in December.", "2023-12"),
        ("en", "2024-01-15", "Wages fell last quarter.", "2023-10/2023-12"),
        ("en", "2024-03-10", "The ferry sank on the 30th.", "2024-01-30"),
        ("en", "2025-01-07", "The ferry sank on Monday, 6 January 2024.", "2025-01-06"),
        ("id", "2025-10-20", "Ia berbicara pada Senin (20/10/2026).", "2025-10-20"),
        ("en", "2024-08-12", "He said on Monday that he would fly on Friday.", "2024-08-16"),
    ],
)
def test_publication_date_decides(code, published, sentence, value):
    assert values(code, sentence, date.fromisoformat(published))[-1] == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The council met on Friday.", "2024-08-02"),
        ("The council will meet on Friday.", "2024-08-09"),
        ("On Friday, the council will meet.", "2024-08-09"),
        ("The new rules will probably be announced on Friday.", "2024-08-09"),
        ("The council will meet, the mayor said on Friday.", "2024-08-02"),
        ("The mayor said on Friday the council will meet.", "2024-08-02"),
        ("The mayor, who fell ill on Friday, will resign.", "2024-08-02"),
    ],
)
def test_tense_decides_which_weekday(sentence, value):
    assert values("en", sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "begin", "end"),
    [
        ("Rapat digelar Selasa.", "2024-08-06", "2024-08-06"),
        ("Rapat digelar pekan lalu.", "2024-07-29", "2024-08-04"),
        ("Rapat digelar pada Februari 2024.", "2024-02-01", "2024-02-29"),
        ("Ia menjabat sejak 2022.", "2022-01-01", None),
        ("Izin berlaku sampai 31 Desember 2025.", None, "2025-12-31"),
        ("Candi dibangun sekitar tahun 1850.", "1850-01-01", "1850-12-31"),
        ("Ia pindah pada musim dingin 2022.", "2022-12-01", "2023-02-28"),
        ("Mereka bertemu beberapa hari lalu.", None, None),
    ],
)
def test_first_and_last_day(sentence, begin, end):
    (time,) = GRAMMARS["id"].find(sentence, PUBLISHED)
    assert (time.begin, time.end, time.basis) == (begin, end, Basis.EXPRESSION)


@pytest.mark.parametrize(
    ("code", "sentence", "expected"),
    [
        ("id", "Ia ditahan Senin lalu dan kabur kemarin.", [None, None]),
        ("id", "Ia ditahan pada 3 Mei.", [None]),
        ("id", "Ia ditahan pada 3 Mei 2021.", ["2021-05-03"]),
        ("en", "He fled in 2019 and came back last week.", ["2019", None]),
        ("en", "He fled on 31 June.", []),
    ],
)
def test_without_publication_date_only_what_is_absolute_has_a_value(code, sentence, expected):
    assert values(code, sentence, None) == expected


def test_spans_are_exact_and_count_from_the_offset():
    text = "Menteri tiba Senin (5/8) malam dan pulang sejak kemarin."
    first, second = GRAMMARS["id"].find(text, PUBLISHED, 100)
    assert (first.span.start, first.span.text) == (113, "Senin (5/8) malam")
    assert second.span.text == "sejak kemarin"
    assert text[second.span.start - 100 : second.span.end - 100] == "sejak kemarin"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("id", "JAKARTA, 5 Agustus 2024 - Presiden menerima duta besar.", "2024-08-05"),
        ("id", "Selasa, 21 Oktober 2025 10:15 WIB\nMenteri itu mundur.", "2025-10-21"),
        ("id", "Kata dia, Selasa (21/10/2025). Rapat akan digelar Kamis (23/10/2025).", "2025-10-21"),
        ("id", "Ia lahir pada 5 Agustus 1965.", None),
        ("en", "LONDON, Aug. 5, 2024 (Reuters) - The minister resigned.", "2024-08-05"),
        ("en", "Monday, August 5, 2024\n\nThe minister resigned.", "2024-08-05"),
        ("en", "The minister resigned on 5 August 2020.", None),
        ("en", "The minister resigned on Monday.", None),
    ],
)
def test_publication_date_in_the_text(code, text, expected):
    found = GRAMMARS[code].publication(text)
    assert (found and found.isoformat()) == expected


@settings(deadline=None)
@given(
    code=st.sampled_from(sorted(GRAMMARS)),
    when=st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    published=st.dates(date(1990, 1, 1), date(2040, 12, 31)),
)
def test_full_dates_are_read_back(code, when, published):
    sentence = f"X {when.day} {MONTHS[code][when.month - 1]} {when.year}."
    (time,) = GRAMMARS[code].find(sentence, published)
    assert (time.value, time.begin, time.end) == (when.isoformat(),) * 3


@settings(deadline=None)
@given(code=st.sampled_from(sorted(GRAMMARS)), words=st.lists(st.sampled_from(PIECES)))
def test_any_words_give_exact_spans_in_order_that_do_not_overlap(code, words):
    text = " ".join(words)
    times = GRAMMARS[code].find(text, PUBLISHED)
    assert all(text[time.span.start : time.span.end] == time.span.text for time in times)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(times))
    assert all(time.begin <= time.end for time in times if time.begin and time.end)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("moths: {}", "unknown 'moths'; allowed: .*months"),
        ("months: {13: [Undecimber]}", "months, entry 13: must be a number from 1 to 12"),
        ("small_words: [on]", "small_words: must be a list of words"),
        ("holidays: {'17/8': [Merdeka]}", "must be month and day"),
        ("patterns: [{means: tide, say: [x]}]", "patterns, block 1, means: unknown 'tide'; allowed: ago"),
        ("patterns: [{means: year, say: ['in {yaer}']}]", "unknown slot 'yaer'; allowed:"),
        ("patterns: [{means: year, say: ['in [{year}']}]", "brackets or slots do not fit"),
        ("patterns: [{means: years, say: ['in {year}']}]", "'years' needs a slot that gives the year2"),
        ("joins: [{means: range, say: ['{time} to']}]", "'range' needs the slot {time2}"),
        ("months: [", "not valid YAML"),
    ],
)
def test_faults_in_the_data_are_named(tmp_path, content, fault):
    path = tmp_path / "dates.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=fault) as error:
        read_grammar(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_language_without_data_is_named():
    with pytest.raises(LanguageError, match="'xx'"):
        load_grammar("xx")


def test_a_new_language_needs_only_data(tmp_path):
    path = tmp_path / "dates.yaml"
    path.write_text(
        """
        months: {5: [Mai]}
        weekdays: {1: [Montag]}
        shifts: {-1: [letzten]}
        patterns:
          - {means: date, say: ["{day}. {month}[ {year}]"]}
          - {means: weekday, say: ["[{shift} ]{weekday}"]}
        joins:
          - {means: since, say: ["seit[ dem] {time}"]}
        """,
        encoding="utf-8",
    )
    times = TimeGrammar(read_grammar(path)).find("Seit dem 3. Mai 2024 und letzten Montag.", PUBLISHED)
    assert [time.value for time in times] == ["2024-05-03/..", "2024-08-05"]


@pytest.mark.parametrize(("code", "floor"), [("id", 0.95), ("en", 0.92)])
def test_gold_dates(shared, code, floor):
    right = {True: [], False: []}
    for line in (shared / "gold" / "dev" / f"dates_{code}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        begin = case["text"].index(case["expression"])
        end = begin + len(case["expression"])
        times = GRAMMARS[code].find(case["text"], date.fromisoformat(case["reference"]))
        here = [time.value for time in times if time.value and time.span.start < end and begin < time.span.end]
        accepted = {case["value"], *case.get("also_value", [])}
        right[case["value"] is not None].append(bool(accepted & set(here)) if case["value"] else not here)
    assert sum(right[True]) / len(right[True]) >= floor
    assert all(right[False])
