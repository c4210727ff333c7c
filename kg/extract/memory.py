"""What is worked out of a parse and asked for again is kept with its document, which no longer changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Result = TypeVar("Result")


def memory(doc: Doc, owner: object) -> dict[Any, Any]:
    """What `owner` keeps with `doc`, empty at first."""
    known: dict[Any, Any] = doc.user_data.setdefault(owner, {})
    return known


def forget(doc: Doc) -> None:
    """Let go of all that is kept with `doc`: words that are kept with their own document would hold each other in memory."""
    doc.user_data.clear()


def remembered(find: Callable[[Token], Result]) -> Callable[[Token], Result]:
    """`find`, worked out once for each word of a document."""

    @wraps(find)
    def recall(token: Token) -> Result:
        known, place = memory(token.doc, find), token.i
        if place not in known:
            known[place] = find(token)
        found: Result = known[place]
        return found

    return recall
