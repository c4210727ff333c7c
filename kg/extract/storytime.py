"""The running date of a story: what a sentence leaves undated takes the day that the story tells of, if it is part of it.

The day of a story is the first recent day that it names: "kata Saurlin, Selasa (2/9/2025)", "On Friday, …". It counts for
what the text tells as it goes on, not for what it looks back on, plans, doubts, or quotes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.grammar import Grammar
from kg.model import Basis, Claim, Form, Mention, Sentence, Status, When

_RECENT = dt.timedelta(days=14)
"""How long before publication the day of a story can lie."""
_FLASHBACK = 12
"""Sentences over which a narrative goes on with the day of what happened before."""
_DAY = len("2024-08-05")
_VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that are done by speaking: part of the occasion at which the story's people speak."""
_COMMITTING = frozenset({"AGREE", "CONCEDE", "THREATEN"})
_HARM = frozenset({"ASSAULT", "DIE", "INJURE", "DISASTER"})
_DEEDS = _HARM | {"COERCE", "CRIME", "TRAVEL"}
"""Types that stories tell one after the other."""
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


@dataclass(frozen=True, slots=True)
class Convention:
    """How the news of a language dates what people say in it."""

    speakers: Collection[str]
    """Pronouns by which a speaker does what the quotation says: "kami mengimbau"."""
    reach: int | None
    """Sentences from the story's day within which undated speech belongs to it; None for the whole article."""


def load_convention(grammar: Grammar) -> Convention:
    """The convention of a language, from its ``language.yaml``."""
    speakers = {word for word, name in grammar.pronouns.items() if name.startswith("first_person")}
    reach = min((int(number) for number in grammar["speech_reach"]), default=None)
    return Convention(frozenset(speakers), reach)


def date_claims(
    sentences: Sequence[Sentence], narrated: Mapping[str, bool], published: dt.date | None, convention: Convention
) -> list[Sentence]:
    """`sentences` with the dates that the story gives to claims that have none.

    `narrated` tells by the id of a claim whether the text tells it as it goes on, in a main clause and a simple tense.
    """
    return _Story(sentences, narrated, published, convention).dated()


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
        self._convention = convention
        self._day = story_day([sentence.times for sentence in sentences], published)
        self._dated = [claim for sentence in sentences for claim in sentence.claims if claim.when and claim.when.value]

    def dated(self) -> list[Sentence]:
        return [
            replace(sentence, claims=tuple(self._with_date(claim, number) for claim in sentence.claims))
            for number, sentence in enumerate(self._sentences)
        ]

    def _with_date(self, claim: Claim, number: int) -> Claim:
        if claim.when is not None:
            return claim
        found = next((other.when for other in self._dated if _is_same_event(claim, other)), None) or _performed(claim)
        if found is None and claim.status is Status.HAPPENED:
            found = self._running_date(claim, number)
        return claim if found is None else replace(claim, when=replace(found, basis=Basis.CONTEXT))

    def _running_date(self, claim: Claim, number: int) -> When | None:
        past = self._flashback(number)
        if past is not None:
            tells = claim.type in _DEEDS or not claim.attributions
            return past if tells and self._is_told(claim) else None
        return self._day.when if self._day is not None and self._belongs(claim, number, self._day) else None

    def _flashback(self, number: int) -> When | None:
        """The day long before the story of which the sentences before tell; a narrative goes on with it."""
        running = self._running(number, _FLASHBACK)
        if running is None or not _is_day(running) or self._day is None:
            return None
        return running if self._day.date - _day(running) > _RECENT else None

    def _belongs(self, claim: Claim, number: int, story: StoryDay) -> bool:
        """Whether an undated claim is part of what happens on the day of the story."""
        verbal, reach = claim.type in _VERBAL, self._convention.reach
        if claim.attributions:
            performs = verbal and any(_is_speaker(actor, self._convention.speakers) for actor in claim.actors)
            only_said = any(attribution.when == story.when for attribution in claim.attributions)
            return performs or (claim.type in _HARM and self._is_told(claim) and not only_said)
        if verbal:
            return self._is_told(claim) and (reach is None or number - story.sentence <= reach)
        running = self._running(number, number)
        return self._is_told(claim) and (running is None or running.value == story.when.value)

    def _is_told(self, claim: Claim) -> bool:
        return self._narrated.get(claim.id, False)

    def _running(self, number: int, reach: int) -> When | None:
        """The time named last in the `reach` sentences before `number`, without those at which somebody only says something."""
        for sentence in reversed(self._sentences[max(0, number - reach) : number]):
            said = {attribution.when for claim in sentence.claims for attribution in claim.attributions}
            times = [time for time in sentence.times if time.value and time not in said]
            if times:
                return times[-1]
        return None


def _performed(claim: Claim) -> When | None:
    """When a source does by saying it what the claim tells: "said on Friday that they condemn", "announced that she will comply"."""
    for attribution in claim.attributions:
        promises = claim.type in _COMMITTING and claim.status is Status.PLANNED
        if promises or (claim.type in _VERBAL - {"CONSULT"} and _is_by(claim.actors, attribution.source)):
            return attribution.when
    return None


def _is_by(actors: Sequence[Mention], source: Mention) -> bool:
    """Whether the speaker acts: by name or by a pronoun."""
    return bool(actors) and _share(actors, (source,))


def story_day(times: Sequence[Sequence[When]], published: dt.date | None) -> StoryDay | None:
    """The first recent day that an article names, from the times of each of its sentences."""
    for number, found in enumerate(times):
        for time in found:
            if _is_day(time) and (published is None or dt.timedelta() <= published - _day(time) <= _RECENT):
                return StoryDay(time, number)
    return None


def _is_day(time: When) -> bool:
    return time.value is not None and len(time.value) == _DAY and time.begin == time.end


def _day(time: When) -> dt.date:
    return dt.date.fromisoformat(time.begin or "")


def _is_same_event(claim: Claim, other: Claim) -> bool:
    """Whether `other`, which has a date, tells again of what `claim` tells: of the same type, with parties that do not differ.

    It has the same word, or is harm that befalls a party of both: "died" and "his death".
    """
    if claim.type != other.type or claim.status not in _REAL or other.status not in _REAL:
        return False
    roles = ((claim.actors, other.actors), (claim.targets, other.targets))
    if claim.sentence == other.sentence or not all(_share(mine, theirs) for mine, theirs in roles):
        return False
    common = any(mine and theirs for mine, theirs in roles)
    return claim.trigger.lemma == other.trigger.lemma or (common and claim.type in _HARM)


def _share(mine: Sequence[Mention], theirs: Sequence[Mention]) -> bool:
    words = [
        {word.lower() for mention in mentions for word in mention.span.text.split()} for mentions in (mine, theirs)
    ]
    pronoun = any(mention.form is Form.PRONOUN for mention in (*mine, *theirs))
    return not mine or not theirs or pronoun or bool(words[0] & words[1])


def _is_speaker(actor: Mention, speakers: Collection[str]) -> bool:
    return actor.form is Form.PRONOUN and actor.span.text.lower() in speakers
