"""Tables as Parquet, for pandas, DuckDB, Spark and R."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import IO, Any

from kg.errors import KGError
from kg.exports.rows import Columns, Row
from kg.exports.tables import TABLES, fill, open_files
from kg.model import EventRecord, Taxonomy

_ROWS_AT_ONCE = 5000


def parquet(records: Iterable[EventRecord], folder: Path, taxonomy: Taxonomy) -> None:
    """Write a file of Parquet for each of `TABLES` into `folder`."""
    _arrow()
    with open_files(folder, [f"{name}.parquet" for name in TABLES]) as outs:
        pairs = zip(TABLES.items(), outs, strict=True)
        tables = {name: ParquetTable(columns, out) for (name, columns), out in pairs}
        fill(tables, records, taxonomy)
        for table in tables.values():
            table.close()


class ParquetTable:
    """A table as Parquet: lists as lists, days as dates. Needs pyarrow; `close` ends the file."""

    def __init__(self, columns: Columns, out: IO[bytes]) -> None:
        arrow = _arrow()
        types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
        types |= {date: arrow.date32(), tuple: arrow.list_(arrow.string())}
        self._arrow, self._columns, self._rows = arrow, columns, list[Row]()
        self._schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
        self._writer = arrow.parquet.ParquetWriter(out, self._schema, compression="zstd")

    def write(self, rows: Iterable[Row]) -> None:
        """Add rows, some thousands at a time."""
        self._rows.extend(rows)
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        rows = [{name: _typed(row.get(name), kind) for name, kind in self._columns.items()} for row in self._rows]
        self._writer.write_table(self._arrow.Table.from_pylist(rows, schema=self._schema))
        self._rows.clear()


def _typed(value: Any, kind: type) -> object:
    if kind is date and value is not None:
        return date.fromisoformat(value)
    return list(value or ()) if kind is tuple else value


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise KGError("Parquet needs pyarrow; pip install 'news-kg[parquet]'") from error
    return pyarrow
