"""Claims -> events: which articles are reprints, which claims tell of the same event."""

from kg.resolve.merging import Merged, merge, merge_in_order, telling_order

__all__ = ["Merged", "merge", "merge_in_order", "telling_order"]
