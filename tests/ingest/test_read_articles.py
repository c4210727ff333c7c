"""Articles from files, folders and standard input, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from kg.errors import InputError, LanguageError
from kg.ingest import Defaults, read_articles
from kg.model import Article, Failure, digest

ID = "Menteri Luar Negeri Rusia tiba di Ankara pada hari Senin untuk bertemu presiden."
EN = "The Russian foreign minister arrived in Ankara on Monday to meet the president."
MALAY = "Menteri Luar Rusia tiba di Ankara kerana mahu mengadakan rundingan dengan rakan sejawatannya, kata jurucakap."
FRENCH = "Le ministre russe des Affaires étrangères est arrivé lundi à Ankara pour rencontrer le président."


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def read(*inputs: str | Path, **options: object) -> list[Article | Failure]:
    return list(read_articles(inputs, **options))  # type: ignore[arg-type]


def only(found: list[Article | Failure]) -> Article:
    (article,) = found
    assert isinstance(article, Article), article
    return article


PAGE = f"""<!DOCTYPE html><html><head><title>Visit - Example</title>
<meta property="og:title" content="A visit to Ankara"><meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="2024-08-05T10:00:00+00:00"><meta name="author" content="Ann Lee">
<link rel="canonical" href="https://times.example.org/visit"></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>A visit to Ankara</h1>
<p>{EN} They spoke about grain and about the price of gas.</p><p>Read more: <a href="/x">How ferries float</a></p>
<p>The talks lasted three hours and ended without a statement, said an official who was there.</p></article>
<footer>© Example Times</footer></body></html>"""


def test_plain_text_has_its_text_alone(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_text(f"Wartanusa.com - {ID}\nBaca Juga: Harga Cabai Naik\n", encoding="utf-8")
    assert only(read(path)) == Article(id=digest(None, ID), text=ID, lang="id")


def test_web_page_gives_its_metadata(tmp_path: Path) -> None:
    path = tmp_path / "visit.html"
    path.write_text(PAGE, encoding="utf-8")
    article = only(read(path))
    assert (article.title, article.publisher, article.published) == ("A visit to Ankara", "Example Times", "2024-08-05")
    assert (article.url, article.authors, article.lang) == ("https://times.example.org/visit", ("Ann Lee",), "en")
    assert article.id == digest(article.url)
    assert article.text.startswith(EN)
    assert "ferries" not in article.text
    assert "World" not in article.text


def test_json_line_gives_every_field(tmp_path: Path) -> None:
    what = {"id": "a-1", "url": "https://a.example/1", "title": " A  visit ", "text": EN, "lang": "en"}
    who = {"publisher": "Example Times", "authors": ["Ann Lee"]}
    path = tmp_path / "visit.jsonl"
    path.write_text(line(published="2024-08-05T14:22:00Z", **what, **who), encoding="utf-8")
    assert only(read(path)) == Article(
        id="a-1",
        text=EN,
        title="A visit",
        url="https://a.example/1",
        published="2024-08-05T14:22:00+00:00",
        publisher="Example Times",
        lang="en",
        authors=("Ann Lee",),
    )


def test_article_is_named_by_url_or_by_title_and_text() -> None:
    lines = line(text=EN, title="Visit", url="https://a.example/1") + line(text=EN, title="Visit")
    by_url, by_text = read("-", stdin=io.BytesIO(lines.encode()))
    assert isinstance(by_url, Article)
    assert isinstance(by_text, Article)
    assert (by_url.id, by_text.id) == (digest("https://a.example/1"), digest("Visit", EN))


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("2024-08-05", "2024-08-05"),
        ("2024-08-05T14:22:00+07:00", "2024-08-05T14:22:00+07:00"),
        ("2024-08-05 14:22+0700", "2024-08-05T14:22:00+07:00"),
        ("2024-08-05T14:22:00.123Z", "2024-08-05T14:22:00+00:00"),
        ("2024-02-30", None),
        ("2024-08-05T14:22:00", None),
        ("5 Agustus 2024", None),
        ("2024-08-05T25:00:00Z", None),
    ],
)
def test_publication_date(given: str, read_as: str | None) -> None:
    (found,) = read("-", stdin=io.BytesIO(line(text=EN, published=given).encode()))
    if read_as:
        assert isinstance(found, Article)
        assert found.published == read_as
    else:
        assert isinstance(found, Failure)
        assert "bad publication date" in found.reason
        assert given in found.reason


def test_defaults_fill_what_is_missing() -> None:
    lines = line(text=EN) + line(text=ID, published="2023-01-02", lang="id", publisher="B")
    defaults = Defaults(published="2024-08-05", lang="en", publisher="A")
    found = read("-", stdin=io.BytesIO(lines.encode()), defaults=defaults)
    assert [(a.published, a.lang, a.publisher) for a in found if isinstance(a, Article)] == [
        ("2024-08-05", "en", "A"),
        ("2023-01-02", "id", "B"),
    ]
    with pytest.raises(InputError, match="bad publication date 'yesterday'"):
        Defaults(published="yesterday")
    with pytest.raises(LanguageError, match=r"language 'tlh' is not supported \(supported: en, id\)"):
        Defaults(lang="tlh")


BAD_FILES = [
    # name, content, reason
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n", "empty"),
    ("empty.jsonl", b"\n", "empty"),
    ("empty.html", b"", "empty"),
    ("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary, not text"),
    ("binary.jsonl", b"\x00\x01\x02\x03\n\x00\x01", "binary, not text"),
    ("binary", bytes(range(256)), "binary, not text"),
    ("latin.txt", "Le café".encode("cp1252"), "not UTF-8: byte 0xe9 at position 6; save it as UTF-8"),
    ("cut.txt", b"\xff\xfea", "not UTF-16"),
    ("french.txt", FRENCH.encode(), "language 'fr' is not supported (supported: en, id)"),
    ("malay.txt", MALAY.encode(), "language 'ms' is not supported (supported: en, id)"),
    ("numbers.txt", b"12 345 - 678", "no words in any language"),
    ("links.txt", b"Baca juga: Harga cabai yang naik lagi pada pekan ini", "nothing but page furniture"),
    ("menu.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "nothing but page furniture"),
    ("no-page.html", b"<html></html>", "no article found in this web page"),
    ("array.json", b'[\n{"text": "a"}\n]', "put each article on a line of its own"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD_FILES, ids=[name for name, _, _ in BAD_FILES])
def test_bad_file_is_one_failure(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert failure.where == str(path)
    assert reason in failure.reason
    assert "\n" not in failure.reason


BAD_LINES = [
    # line, reason
    ('{"text": "The minister', "broken JSON at column 10: Unterminated string"),
    ('{"text": "a"} x', "broken JSON at column 15: Extra data"),
    ("[1, 2]", "not an article: a line must hold one JSON object"),
    ('{"title": "A visit"}', 'no "text" in this JSON object'),
    ('{"text": null}', 'no "text" in this JSON object'),
    ('{"text": "  "}', "no text"),
    ('{"text": ["a"]}', '"text" must be text, not ["a"]'),
    (line(text=EN, title=3), '"title" must be text, not 3'),
    (line(text=EN, authors=[1]), '"authors" must be a list of names'),
    (line(text=EN, published="soon"), "bad publication date 'soon'"),
    (line(text=EN, lang="fr"), "language 'fr' is not supported (supported: en, id)"),
    (line(text=EN, id="good"), "duplicate: an article with the id 'good' came before"),
    ('{"text": "caf\xe9"}', "not UTF-8: byte 0xe9 at position 13"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_LINES)
def test_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path, bad: str, reason: str) -> None:
    path = tmp_path / "news.jsonl"
    good, other = line(id="good", text=EN).encode(), line(text=ID).encode()
    path.write_bytes(good + bad.strip().encode("latin-1") + b"\n\n" + other)
    first, failure, last = read(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(failure, Failure)
    assert failure.where == f"{path}:2"
    assert reason in failure.reason
    assert "\n" not in failure.reason


@pytest.mark.parametrize(
    ("content", "title"),
    [(EN.encode(), None), (PAGE.encode(), "A visit to Ankara"), (line(text=EN, title="T").encode(), "T")],
    ids=["text", "page", "json"],
)
def test_kind_is_seen_from_content(tmp_path: Path, content: bytes, title: str | None) -> None:
    path = tmp_path / "article.data"
    path.write_bytes(content)
    assert only(read("-", stdin=io.BytesIO(content))) == only(read(path))
    assert only(read(path)).title == title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "visit.txt"
    path.write_bytes(f"{EN} “Très bien”, he said.".encode(encoding))
    assert only(read(path)).text.endswith("“Très bien”, he said.")


def test_windows_1252_where_the_page_declares_it(tmp_path: Path) -> None:
    path = tmp_path / "visit.html"
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("three hours", "“three” hours")
    path.write_bytes(page.encode("cp1252"))
    assert "“three” hours" in only(read(path)).text


def test_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.txt", "a/.secret.txt", ".hidden/x.txt", "notes.md"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{EN} {name}", encoding="utf-8")
    found = read(tmp_path)
    assert [a.text.rsplit(" ", 1)[1] for a in found if isinstance(a, Article)] == ["b.txt", "a/z.txt"]
    (failure,) = (f for f in found if isinstance(f, Failure))
    assert failure.where == str(tmp_path / "notes.md")
    assert failure.reason.startswith("not a kind of article")


def test_missing_path_stops_before_anything_is_read() -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: no such file or folder"):
        read_articles(["-", "nowhere.txt"], stdin=io.BytesIO(b"never read"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_file_without_permission_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(EN, encoding="utf-8")
    path.chmod(0)
    assert read(path) == [Failure(str(path), "cannot be read: Permission denied")]


def test_dangling_link_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    path.symlink_to(tmp_path / "nothing")
    assert read(path) == [Failure(str(path), "cannot be read: No such file or directory")]


def test_json_lines_come_out_while_they_come_in() -> None:
    class Slow(io.RawIOBase):
        def __init__(self) -> None:
            self.lines = [line(text=EN).encode(), line(text=ID).encode()]

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            content = self.lines.pop(0) if self.lines else b""
            buffer[: len(content)] = content
            return len(content)

    source = Slow()
    first = next(iter(read_articles(["-"], stdin=io.BufferedReader(source))))
    assert isinstance(first, Article)
    assert len(source.lines) == 1
