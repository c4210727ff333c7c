"""What events tie actors together with: the lines of the page, of the network's files and of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

from kg.model import OTHER_NEWS, EventRecord, Status, Taxonomy

QUAD_CLASSES = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", OTHER_NEWS)


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """What an edge stands for. A mutual tie has no direction, and its ends are in the order of their ids."""

    actor: str
    target: str
    quad_class: str
    status: str
    """``happened`` (also for what goes on), ``planned``, ``possible`` or ``denied``."""
    mutual: bool = False

    @property
    def key(self) -> str:
        """The key of the edge between its two ends."""
        return f"{self.quad_class}/{self.status}" + ("/mutual" if self.mutual else "")


def quad_class(record: EventRecord, taxonomy: Taxonomy) -> str:
    """Return the class of action of `record`, one of `QUAD_CLASSES`."""
    return quad_class_of(record.type, taxonomy)


def quad_class_of(code: str, taxonomy: Taxonomy) -> str:
    """Return the class of action of the event type `code`, one of `QUAD_CLASSES`."""
    kind = taxonomy.types.get(code)
    return kind.quad_class if kind and kind.quad_class in QUAD_CLASSES else OTHER_NEWS


def ties(record: EventRecord, taxonomy: Taxonomy) -> tuple[Tie, ...]:
    """Return the ties that `record` gives, sorted; none where it does not relate two different actors.

    Each actor is tied to each target. A reciprocal event without target ties all its actors to each other.
    """
    quad = quad_class(record, taxonomy)
    status = Status.HAPPENED if record.status is Status.ONGOING else record.status
    actors, targets = sorted({a.id for a in record.actors}), sorted({t.id for t in record.targets})
    if targets:
        found = {Tie(a, t, quad, status.value) for a, t in product(actors, targets) if a != t}
    elif _is_reciprocal(record, taxonomy):
        found = {Tie(a, b, quad, status.value, mutual=True) for a, b in combinations(actors, 2)}
    else:
        found = set()
    return tuple(sorted(found))


def _is_reciprocal(record: EventRecord, taxonomy: Taxonomy) -> bool:
    kind = taxonomy.types.get(record.type)
    return kind is not None and kind.reciprocal
