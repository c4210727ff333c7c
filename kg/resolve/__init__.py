"""Claims -> events: which articles are reprints, which claims tell of the same event."""

from kg.resolve.merging import Merged, merge

__all__ = ["Merged", "merge"]
