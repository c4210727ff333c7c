"""The running date of a story: what a sentence leaves undated takes the day that the story tells of, if it is part of it.

The day of a story is the first recent day that it names: "kata Saurlin, Selasa (2/9/2025)", "On Friday, …". It counts for
what the text tells as it goes on, not for what it looks back on, plans, doubts, or quotes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.conventions import Convention
from kg.model import Basis, Claim, Form, Mention, Sentence, Status, When

_DAY = len("2024-08-05")
_OPEN = "/.."
_PRONOUN_REACH = 2
_REAL = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class StoryDay:
    """A day of the story, and the sentence that names it."""

    when: When
    sentence: int

    @property
    def date(self) -> dt.date:
        """The day."""
        return _day(self.when)


def date_claims(
    sentences: Sequence[Sentence], narrated: Mapping[str, bool], published: dt.date | None, convention: Convention
) -> list[Sentence]:
    """`sentences` with the dates that the story gives to claims that have none, and the status that a date shows.

    `narrated` tells by the id of a claim whether the text tells it as it goes on, in a main clause and a simple tense.
    """
    return _Story(sentences, narrated, published, convention).dated()


def by_date(claim: Claim, published: dt.date | None) -> Claim:
    """`claim` as planned where its time comes after publication, as ongoing where it goes on from a day in the past."""
    when = claim.when
    if when is None or when.begin is None or published is None or claim.status is not Status.HAPPENED:
        return claim
    if when.begin > published.isoformat():
        return replace(claim, status=Status.PLANNED, status_cue=when.span)
    lasts = (when.value or "").endswith(_OPEN)
    return replace(claim, status=Status.ONGOING, status_cue=when.span) if lasts else claim


class _Story:
    def __init__(
        self,
        sentences: Sequence[Sentence],
        narrated: Mapping[str, bool],
        published: dt.date | None,
        convention: Convention,
    ) -> None:
        self._sentences = sentences
        self._narrated = narrated
        self._published = published
        self._convention = convention
        self._day = story_day([sentence.times for sentence in sentences], published, convention.recent)
        self._dated = [
            (number, claim)
            for number, sentence in enumerate(sentences)
            for claim in sentence.claims
            if claim.when and claim.when.value
        ]

    def dated(self) -> list[Sentence]:
        return [
            replace(sentence, claims=tuple(self._with_date(claim, number) for claim in sentence.claims))
            for number, sentence in enumerate(self._sentences)
        ]

    def _with_date(self, claim: Claim, number: int) -> Claim:
        if claim.when is not None:
            resolved = self._same_day(claim.when, number)
            return by_date(claim, self._published) if resolved is None else replace(claim, when=resolved)
        found = next(
            (other.when for at, other in self._dated if self._is_same_event(claim, other, abs(at - number))), None
        )
        found = found or self._performed(claim)
        opens = number == 0 and not claim.attributions
        if found is None and claim.status is Status.HAPPENED and (opens or self._narrated.get(claim.id, False)):
            found = self._running_date(claim, number)
        return claim if found is None else replace(claim, when=replace(found, basis=Basis.CONTEXT))

    def _running_date(self, claim: Claim, number: int) -> When | None:
        if self._day is None:
            return None
        spoken = bool(claim.attributions) and claim.type in self._convention.speech
        if spoken and any(self._convention.is_speaker(actor) for actor in claim.actors):
            return self._day.when
        recent = self._running(number, self._convention.step)
        if recent is not None and not claim.attributions and _day(recent) < self._day.date:
            return recent
        past = self._running(number, self._convention.flashback)
        if past is not None and self._day.date - _day(past) > self._convention.recent:
            return past
        return self._day.when if not spoken and self._belongs(claim, number, self._day) else None

    def _belongs(self, claim: Claim, number: int, story: StoryDay) -> bool:
        """Whether an undated claim is part of what happens on the day of the story."""
        convention = self._convention
        if claim.type not in convention.placed:
            return False
        running = self._running(number, number)
        covered = running is not None and _covers(running, story.date)
        if claim.attributions:
            only_said = any(attribution.when == story.when for attribution in claim.attributions)
            return convention.reported and covered and not only_said
        spoken = claim.type in convention.speech
        if spoken and convention.reach is not None and number - story.sentence > convention.reach:
            return False
        return covered or running is None

    def _running(self, number: int, reach: int) -> When | None:
        """The day named last in the `reach` sentences before `number`, without those at which somebody only says something."""
        for sentence in reversed(self._sentences[max(0, number - reach) : number]):
            said = {attribution.when for claim in sentence.claims for attribution in claim.attributions}
            times = [time for time in sentence.times if self._moves_on(time) and time not in said]
            if times:
                return times[-1]
        return None

    def _moves_on(self, time: When) -> bool:
        """Whether a narrative can go on from a time: a day, and none that is still to come."""
        return _is_day(time) and (self._published is None or _day(time) <= self._published)

    def _same_day(self, time: When, number: int) -> When | None:
        """The day named last where a time takes it up: "the same day", "malam itu"."""
        text = time.span.text.lower() if time.span else ""
        if time.value is not None or not any(words in text for words in self._convention.same):
            return None
        found = [
            other
            for sentence in self._sentences[max(0, number - self._convention.flashback) : number + 1]
            for other in sentence.times
            if self._moves_on(other) and (other.span is None or time.span is None or other.span < time.span)
        ]
        return replace(found[-1], span=time.span, basis=Basis.CONTEXT) if found else None

    def _performed(self, claim: Claim) -> When | None:
        """When a source does by saying it what the claim tells: "said on Friday that they condemn", "announced that she will comply"."""
        convention = self._convention
        for attribution in claim.attributions:
            promises = claim.type in convention.promises and claim.status is Status.PLANNED
            speaks = claim.type in convention.speech - {"CONSULT"} and _share(claim.actors, (attribution.source,))
            if promises or (speaks and claim.actors):
                return attribution.when
        return None

    def _is_same_event(self, claim: Claim, other: Claim, distance: int) -> bool:
        """Whether `other`, which has a date, tells again of what `claim` tells: of the same type, with parties that do not differ.

        It has the same word, or is harm that befalls a party of both: "died" and "his death". A pronoun says who is meant only
        to the sentences around it; `distance` is how many lie between the two.
        """
        if claim.type != other.type or claim.status not in _REAL or other.status not in _REAL:
            return False
        roles = ((claim.actors, other.actors), (claim.targets, other.targets))
        is_near = distance <= _PRONOUN_REACH
        if not distance or not all(_share(mine, theirs, is_near=is_near) for mine, theirs in roles):
            return False
        common = any(mine and theirs for mine, theirs in roles)
        return claim.trigger.lemma == other.trigger.lemma or (common and claim.type in self._convention.harm)


def story_day(times: Sequence[Sequence[When]], published: dt.date | None, recent: dt.timedelta) -> StoryDay | None:
    """The first day that an article names, from the times of each of its sentences, at most `recent` before publication."""
    for number, found in enumerate(times):
        for time in found:
            if _is_day(time) and (published is None or dt.timedelta() <= published - _day(time) <= recent):
                return StoryDay(time, number)
    return None


def _is_day(time: When) -> bool:
    return time.value is not None and len(time.value) == _DAY and time.begin == time.end


def _day(time: When) -> dt.date:
    return dt.date.fromisoformat(time.begin or "")


def _covers(time: When, day: dt.date) -> bool:
    """Whether a day, or a stretch of days such as "this week", holds `day`."""
    return (time.begin or "") <= day.isoformat() <= (time.end or day.isoformat())


def _share(mine: Sequence[Mention], theirs: Sequence[Mention], *, is_near: bool = True) -> bool:
    words = [
        {word.lower() for mention in mentions for word in mention.span.text.split()} for mentions in (mine, theirs)
    ]
    pronoun = any(mention.form is Form.PRONOUN for mention in (*mine, *theirs))
    return not mine or not theirs or (pronoun and is_near) or bool(words[0] & words[1])
