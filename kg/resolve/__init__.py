"""Claims -> events: which claims tell of the same event."""

from kg.resolve.merging import merge

__all__ = ["merge"]
