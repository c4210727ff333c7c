"""Reads the entity tables and checks them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.entities.names import normalise
from kg.entities.records import Office, Record, parse_role
from kg.errors import DataError
from kg.model import NAMESPACE, Entity, Kind

WIKIDATA = "http://www.wikidata.org/entity/"
_FAMILIES = ("name", "aliases", "demonyms", "seats")
_COLUMNS = frozenset({
    "id", "kind", "code", "country", "sector", "prominence", "name", "aliases", "seats", "short", "nicknames", "roles",
    "capital_of", "institution", "common", "home_language", "note",
})  # fmt: skip
_PER_LANGUAGE = re.compile(rf"({'|'.join(_FAMILIES)})_([a-z]{{2,3}})")
_WIKIDATA_ID = re.compile(r"Q[1-9]\d*")
_OWN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{2}")
_KINDS = {kind.value: kind for kind in Kind}
_TABLE_LANGUAGE = "en"

Pairs = tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """The header of a CSV file and its rows as (file and line, column -> text); empty cells are left out."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, dict[str, str]], ...]


def read_table(path: Path) -> Table:
    """Read a CSV file; lines of # before the header are comments. Raises DataError where that fails."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    comments = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(lines[comments:])
    header = tuple(next(reader, ()))
    rows, name = [], str(path)
    for cells in reader:
        where = f"{name}, line {comments + reader.line_num}"
        if len(cells) > len(header):
            raise DataError(
                f"{where}: {len(cells)} cells, the header has {len(header)}; a cell with a comma needs quotation marks"
            )
        row = {column: cell for column, cell in zip(header, cells, strict=False) if cell and not cell.isspace()}
        if row:
            rows.append((where, row))
    return Table(header, tuple(rows))


def read_records(path: Path) -> Iterator[tuple[str, Record]]:
    """Yield each row of an entity table as (file and line, record). Raises DataError at the first fault."""
    table = read_table(path)
    columns = _columns(path, table.header)
    for where, row in table.rows:
        yield where, _record(where, row, columns)


def try_records(path: Path) -> Iterator[tuple[str, Record | DataError]]:
    """Yield the same with the fault in place of each record that has one. Raises DataError where no row can be read."""
    table = read_table(path)
    columns = _columns(path, table.header)
    for where, row in table.rows:
        try:
            yield where, _record(where, row, columns)
        except DataError as error:
            yield where, error


def _record(where: str, row: Mapping[str, str], columns: tuple[Pairs, ...]) -> Record:
    names, aliases, demonyms, seats = columns
    name, kind = _name(where, row), _kind(where, row)
    code = _code(where, row, "code")
    return Record(
        Entity(
            id=_iri(where, row.get("id"), name),
            name=name,
            kind=kind,
            country=_code(where, row, "country") or code,
            sector=row.get("sector"),
            labels=tuple([(language, row.get(column, name)) for column, language in names]),
            aliases=_pairs(row, aliases),
        ),
        prominence=_prominence(where, row),
        roles=_roles(where, row),
        code=code,
        capital_of=_code(where, row, "capital_of"),
        institutions=_values(row, "institution"),
        demonyms=_pairs(row, demonyms),
        seats=_pairs(row, seats),
        short=_values(row, "short"),
        nicknames=_values(row, "nicknames"),
        home_languages=_values(row, "home_language"),
        common="common" in row,
    )


def split(text: str) -> tuple[str, ...]:
    """Split a cell of several values."""
    if "|" in text:
        return tuple([part.strip() for part in text.split("|") if part.strip()])
    return (text.strip(),) if text else ()


def _columns(path: Path, header: tuple[str, ...]) -> tuple[Pairs, ...]:
    """Return the (column, language) pairs of each family of columns; the names always have English."""
    for column in header:
        if column not in _COLUMNS and not _PER_LANGUAGE.fullmatch(column):
            allowed = ", ".join([*sorted(_COLUMNS), *(f"{family}_xx" for family in _FAMILIES)])
            raise DataError(f"{path}: unknown column {column!r}; allowed: {allowed}")
    families: dict[str, list[tuple[str, str]]] = {family: [] for family in _FAMILIES}
    for column in header:
        family, _, language = column.partition("_")
        if family in families and (language or family != "name"):
            families[family].append((column, language))
    if f"name_{_TABLE_LANGUAGE}" not in header:
        families["name"].append(("name", _TABLE_LANGUAGE))
    families["name"].sort(key=lambda pair: pair[1])
    return tuple(tuple(families[family]) for family in _FAMILIES)


def _pairs(row: Mapping[str, str], columns: Pairs) -> Pairs:
    used = [pair for pair in columns if pair[0] in row]
    return tuple([(language, value) for column, language in used for value in split(row[column])]) if used else ()


def _values(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    return split(row[column]) if column in row else ()


def _name(where: str, row: Mapping[str, str]) -> str:
    name = row.get("name", "")
    if not (name[:1].isalnum() or any(letter.isalnum() for letter in name)):
        raise DataError(f"{where}: missing name")
    return name


def _kind(where: str, row: Mapping[str, str]) -> Kind:
    kind = _KINDS.get(row.get("kind", ""))
    if kind is None:
        raise DataError(
            f"{where}: unknown kind {row.get('kind', '')!r} of {row['name']!r}; allowed: {', '.join(_KINDS)}"
        )
    return kind


def _iri(where: str, identifier: str | None, name: str) -> str:
    if identifier is None:
        identifier = normalise(name).replace(" ", "-")
    elif _WIKIDATA_ID.fullmatch(identifier):
        return WIKIDATA + identifier
    elif not _OWN_ID.fullmatch(identifier):
        raise DataError(
            f"{where}: id {identifier!r} of {name!r}; allowed: Q and a number, or small letters, digits and hyphens"
        )
    return f"{NAMESPACE}entity/{identifier}"


def _code(where: str, row: Mapping[str, str], column: str) -> str | None:
    if column not in row:
        return None
    code = row[column]
    if not _CODE.fullmatch(code):
        raise DataError(
            f"{where}: {column} {code!r} of {row['name']!r}; allowed: a country code of two capital letters"
        )
    return code


def _prominence(where: str, row: Mapping[str, str]) -> int:
    text = row.get("prominence", "2")
    if text not in {"1", "2", "3", "4"}:
        raise DataError(f"{where}: prominence {text!r} of {row['name']!r}; allowed: 1, 2, 3, 4")
    return int(text)


def _roles(where: str, row: Mapping[str, str]) -> tuple[Office, ...]:
    if "roles" not in row:
        return ()
    roles = []
    for text in split(row["roles"]):
        role = parse_role(text)
        if role is None:
            raise DataError(
                f"{where}: role {text!r} of {row['name']!r}; "
                "allowed: title@where:from..to, dates YYYY, YYYY-MM or YYYY-MM-DD in order"
            )
        roles.append(role)
    return tuple(roles)
