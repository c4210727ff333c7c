"""The types of decisions. Claims are named by what is written, so that a decision outlives the ids that it was made with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from kg.model import Claim, Entity, Mention, Status


class Verdict(str, Enum):
    """What a decision says."""

    SAME_ENTITY = "same-entity"
    """`b` is `a`, and is written as `a` from now on."""
    OTHER_ENTITY = "other-entity"
    """`b` is not `a`; or, in one article alone, who is called `a` there is somebody else."""
    SAME_EVENT = "same-event"
    OTHER_EVENT = "other-event"
    RIGHT = "right-claim"
    WRONG = "wrong-claim"
    CORRECTED = "corrected-claim"

    @property
    def of_entities(self) -> bool:
        """Whether `a` and `b` are entities; else they are claims."""
        return self in {Verdict.SAME_ENTITY, Verdict.OTHER_ENTITY}

    @property
    def of_events(self) -> bool:
        """Whether `a` and `b` are claims that stand for their events."""
        return self in {Verdict.SAME_EVENT, Verdict.OTHER_EVENT}


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim before any correction: by its id, or by where it is said should the id have changed."""

    claim: str
    article: str
    type: str
    sentence: str
    trigger: str
    at: int
    """Where the trigger begins in the sentence."""

    @classmethod
    def of(cls, claim: Claim) -> ClaimRef:
        """The reference to a claim."""
        at = claim.trigger.span.start - claim.sentence.start
        return cls(claim.id, claim.article, claim.type, claim.sentence.text, claim.trigger.span.text, at)

    def find(self, claims: Collection[Claim], *, of_any_type: bool = False) -> Claim | None:
        """The claim among those of its article: the one with the id, else the only one at the same words.

        That must be of the same type, unless `of_any_type` will do.
        """
        here = [claim for claim in claims if self._is_at(claim)]
        same = [claim for claim in here if claim.id == self.claim]
        alike = same or [claim for claim in here if claim.type == self.type] or (here if of_any_type else [])
        return alike[0] if len(alike) == 1 else None

    def _is_at(self, claim: Claim) -> bool:
        words = claim.trigger.span
        return (claim.sentence.text, words.text, words.start - claim.sentence.start) == (
            self.sentence,
            self.trigger,
            self.at,
        )


@dataclass(frozen=True, slots=True)
class Party:
    """Who a participant is, and the words for it: `text` begins at `at` in the sentence."""

    entity: Entity
    text: str
    at: int

    @classmethod
    def of(cls, mention: Mention, sentence_start: int) -> Party | None:
        """The party that a mention of a claim names; None where it is not linked."""
        if mention.entity is None:
            return None
        return cls(mention.entity, mention.span.text, mention.span.start - sentence_start)


@dataclass(frozen=True, slots=True)
class Change:
    """What is right instead; None where what was read is right."""

    type: str | None = None
    mode: str | None = None
    """Empty where there is none."""
    status: Status | None = None
    actors: tuple[Party, ...] | None = None
    targets: tuple[Party, ...] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file. `who`, `when` and `why` are for people; the graph does not depend on them."""

    verdict: Verdict
    a: ClaimRef | Entity
    b: ClaimRef | Entity | None = None
    article: str | None = None
    """The only article in which an entity is somebody else."""
    change: Change = Change()
    who: str | None = None
    when: str | None = None
    """ISO 8601 time."""
    why: str | None = None

    @property
    def judges(self) -> bool:
        """Whether it says that a claim is right or wrong, which a claim of another type is not."""
        return self.verdict in {Verdict.RIGHT, Verdict.WRONG}

    def find(self, claims: Collection[Claim]) -> list[Claim]:
        """Those among `claims`, as they were read, that it is about."""
        found = (ref.find(claims, of_any_type=not self.judges) for ref in self.claims)
        return [claim for claim in found if claim]

    @property
    def claims(self) -> tuple[ClaimRef, ...]:
        """The claims that it is about."""
        return tuple(side for side in (self.a, self.b) if isinstance(side, ClaimRef))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities that it is about."""
        return tuple(side for side in (self.a, self.b) if isinstance(side, Entity))
