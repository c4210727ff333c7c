"""What speaks for and against two claims telling of one event; `weights.yaml` says how much each counts."""

from __future__ import annotations

import math

from kg.model import Status
from kg.resolve.profiles import Party, Profile
from kg.resolve.stories import Likeness
from kg.resolve.weights import Weights

Features = dict[str, float]

_FEW_WORDS = 10.0
"""Added to what a sentence's words weigh, so that a short sentence within a long one is not wholly the same."""
_WEEK = 7


def objection(first: Profile, second: Profile, weights: Weights) -> str | None:
    """Why the two can never be one event, whatever else speaks for it; None where they can."""
    one, other = first.claim, second.claim
    if one.type != other.type and not weights.vague & {one.type, other.type}:
        return "of another type"
    if one.type == other.type and one.mode and other.mode and one.mode != other.mode:
        return "done in another way"
    if Status.PLANNED in {one.status, other.status} and one.status is not other.status:
        return "one is planned"
    if _is_reprinted(first, second):
        return None
    gap = _days_between(first, second)
    recurring = one.type in weights.recurring or other.type in weights.recurring
    if gap is not None and gap > (0 if recurring else weights.slack):
        return "on other days"
    if gap is None and _told_apart(first, second) > weights.window:
        return "told weeks apart"
    return None


def compare(first: Profile, second: Profile, weights: Weights, likeness: Likeness) -> Features:
    """The features of the two that are not nought; `likeness` is that of their articles."""
    found = {
        **_action(first, second, weights),
        **_parties(first, second, weights),
        **_time(first, second, weights.window),
        **_place(first, second),
        **_words(first, second),
        **_articles(first, second, likeness),
    }
    return {name: value for name, value in found.items() if value}


def _is_reprinted(first: Profile, second: Profile) -> bool:
    """Whether the two are one sentence, printed twice."""
    same_telling = first.story.telling == second.story.telling and first.story.article != second.story.article
    return same_telling and first.claim.sentence.text == second.claim.sentence.text and first.stem == second.stem


def _days_between(first: Profile, second: Profile) -> int | None:
    """Days between the two, 0 where they overlap; None where one of them is not dated."""
    if first.days is None or second.days is None:
        return None
    return max(0, (max(first.days[0], second.days[0]) - min(first.days[1], second.days[1])).days)


def _told_apart(first: Profile, second: Profile) -> int:
    """Days between the publication of the two; 0 where one of them is not known."""
    one, other = first.story.published, second.story.published
    return abs((one - other).days) if one and other else 0


def _action(first: Profile, second: Profile, weights: Weights) -> Features:
    one, other = first.claim, second.claim
    same_type = one.type == other.type and one.type not in weights.vague
    return {
        "same word": float(one.lang == other.lang and _same_stem(first.stem, second.stem)),
        "same type": float(same_type),
        "same mode": float(same_type and one.mode is not None and one.mode == other.mode),
    }


def _same_stem(one: str, other: str) -> bool:
    shorter = min(one, other, key=len)
    return one == other or (len(shorter) > 3 and one.startswith(shorter) and other.startswith(shorter))


def _parties(first: Profile, second: Profile, weights: Weights) -> Features:
    actors, targets = _agreement(first.actors, second.actors), _agreement(first.targets, second.targets)
    if first.claim.type in weights.mutual:
        crossed = _agreement(first.actors, second.targets), _agreement(first.targets, second.actors)
        actors, targets = max((actors, targets), crossed, key=sum)
    recurring = first.claim.type in weights.recurring or second.claim.type in weights.recurring
    return {
        "same actor": max(actors, 0),
        "same target": max(targets, 0),
        "both parties that day": float(actors > 0 and targets > 0 and _is_dated(first) and _is_dated(second)),
        "other actor": -min(actors, 0),
        "other target": -min(targets, 0),
        "another round": float(recurring and min(actors, targets) < 0),
        "nobody in common": float(recurring and max(actors, targets) <= 0),
    }


def _agreement(first: tuple[Party, ...], second: tuple[Party, ...]) -> float:
    """How well the parties of one role agree: the best pair, but -1 where one of the fewer is none of the others."""
    if not first or not second:
        return 0.0
    fewer, more = sorted((first, second), key=len)
    agreements = [max(party.agreement(other) for other in more) for party in fewer]
    return min(agreements) if min(agreements) < 0 else max(agreements)


def _time(first: Profile, second: Profile, window: int) -> Features:
    if _days_between(first, second):
        return {"days differ": 1.0}
    if not (_is_dated(first) and _is_dated(second)):
        same_article = first.story.article == second.story.article
        return {"told apart": 0.0 if same_article else (1 + _told_apart(first, second)) / (1 + window)}
    return {"same day" if first.days == second.days else "same week": 1.0}


def _is_dated(profile: Profile) -> bool:
    """Whether it is known within a week when it was."""
    return profile.days is not None and (profile.days[1] - profile.days[0]).days < _WEEK


def _place(first: Profile, second: Profile) -> Features:
    if first.place is None or second.place is None:
        return {}
    agreement = first.place.agreement(second.place)
    return {"same place": max(agreement, 0), "other place": -min(agreement, 0)}


def _words(first: Profile, second: Profile) -> Features:
    same_language = first.claim.lang == second.claim.lang
    one, other = (first.words, second.words) if same_language else (first.named, second.named)
    shared = one.keys() & other.keys()
    return {
        "shared words": math.fsum(one[word] for word in shared) / (min(first.weight, second.weight) + _FEW_WORDS),
        "shared number": float(any(word[0].isdigit() for word in shared)),
    }


def _articles(first: Profile, second: Profile, likeness: Likeness) -> Features:
    if first.story.article == second.story.article:
        same_sentence = first.claim.sentence.start == second.claim.sentence.start
        return {"same article": 1.0, "same sentence": float(same_sentence)}
    return {
        "reprinted sentence": float(_is_reprinted(first, second)),
        "same story": float(likeness.same_thread),
        "alike": likeness.alike,
    }
