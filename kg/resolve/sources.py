"""How many tell of an event without copying each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.model import Claim, Kind, Stance
from kg.resolve.stories import Story


class Sources(NamedTuple):
    """Who tells of an event: texts that are no reprints of each other, publishers, and origins that do not share one."""

    tellings: int
    publishers: int
    independent: int


def count_sources(told: Sequence[tuple[Claim, Story]]) -> Sources:
    """Count who asserts the claims of one event. One that is denied by everybody has one source: whoever reports it.

    Two articles count once where one is a reprint of the other or where both cite the same source; an article that cites
    nobody stands for its publisher.
    """
    asserted = [(claim, story) for claim, story in told if not _is_only_denied(claim)] or list(told)
    return Sources(
        tellings=len({story.telling for _, story in asserted}),
        publishers=len({story.publisher for _, story in asserted if story.publisher}),
        independent=_components(((("telling", story.telling), _origin(claim, story)) for claim, story in asserted)),
    )


def _is_only_denied(claim: Claim) -> bool:
    return {attribution.stance for attribution in claim.attributions} == {Stance.DENIES}


def _origin(claim: Claim, story: Story) -> tuple[str, str]:
    """Whom the claim goes back to: the outermost named source that asserts it, else the publisher, else the article."""
    sources = [a.source.entity for a in claim.attributions if a.stance is Stance.ASSERTS and a.source.entity]
    named = [source.id for source in sources if source.kind is not Kind.GROUP]
    if named:
        return "source", named[-1]
    return ("publisher", story.publisher) if story.publisher else ("telling", story.telling)


def _components(links: Iterable[tuple[tuple[str, str], tuple[str, str]]]) -> int:
    """How many groups are left when all that is linked is one."""
    groups: list[set[tuple[str, str]]] = []
    for link in links:
        touched = [group for group in groups if group & set(link)]
        groups = [group for group in groups if not group & set(link)]
        groups.append(set(link).union(*touched))
    return len(groups)
