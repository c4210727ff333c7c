"""JSON lines: one article in each line. Only ``text`` is required; fields that kg does not know are passed over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg.errors import InputError
from kg.ingest.draft import Draft
from kg.ingest.encoding import UTF16_MARKS, decode, is_binary
from kg.model import Failure

_FIELDS = ("id", "url", "title", "published", "publisher", "lang")


def read_json_lines(lines: Iterable[bytes], where: str) -> Iterator[Draft | Failure]:
    """One draft or failure for each line that is not blank, while `lines` come in."""
    empty = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if empty and (fault := _whole_file_fault(line)):
            yield Failure(where, fault)
            return
        empty = False
        yield _read_line(line, f"{where}:{number}")
    if empty:
        yield Failure(where, "empty")


def _whole_file_fault(first: bytes) -> str | None:
    """Why no line of a file that begins with the line `first` can be an article."""
    if first.startswith(UTF16_MARKS):
        return "JSON lines must be UTF-8, not UTF-16"
    if is_binary(first):
        return "binary, not text"
    if first.strip() in (b"[", b"{"):
        return "one JSON document over many lines: put each article on a line of its own (JSON lines)"
    return None


def _read_line(line: bytes, where: str) -> Draft | Failure:
    try:
        return _draft(json.loads(decode(line).strip()), where)
    except json.JSONDecodeError as error:
        fault = error.msg.removesuffix(" starting at").removesuffix(" at")
        return Failure(where, f"broken JSON at column {error.colno}: {fault}")
    except RecursionError:
        return Failure(where, "broken JSON: nested too deeply")
    except InputError as error:
        return Failure(where, str(error))


def _draft(record: object, where: str) -> Draft:
    if not isinstance(record, dict):
        raise InputError('not an article: a line must hold one JSON object, {"text": ...}')
    if record.get("text") is None:
        raise InputError('no "text" in this JSON object')
    text = _string(record, "text") or ""
    return Draft(where, text, authors=_authors(record), **{field: _string(record, field) for field in _FIELDS})


def _string(record: dict[str, object], field: str) -> str | None:
    value = record.get(field)
    if value is None or isinstance(value, str):
        return value
    if field == "id" and type(value) is int:
        return str(value)
    raise InputError(f'"{field}" must be text, not {json.dumps(value)[:40]}')


def _authors(record: dict[str, object]) -> tuple[str, ...]:
    value = record.get("authors") or []
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(value)
    raise InputError('"authors" must be a list of names')
