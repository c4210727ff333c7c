"""What a query of strangers may not do: reach out of the graph, or change it.

The engine would fetch what SERVICE names. A query is refused unless its tokens show that it cannot, in whatever way the
engine may read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryError
from kg.query.faults import FORMS, UPDATES, place
from kg.query.parameters import parse_value
from kg.query.tokens import Token, significant

_ABSOLUTE = re.compile(r"<[A-Za-z][\w+.-]*://")
_OUTSIDE = {"SERVICE": "asks another endpoint", "LOAD": "fetches a file"}


class RefusedError(QueryError):
    """A query that could be answered, but may not be."""


def check(query: str) -> list[str]:
    """The IRIs of the graphs that `query` names in FROM; RefusedError where it reaches out of the graph or changes it.

    QueryError where it cannot be told what the query does.
    """
    tokens = significant(query)
    for token in tokens:
        _check_reading(query, token)
        if token.kind == "word":
            _check_word(query, token)
    words = [token for token in tokens if token.kind == "word"]
    update = next((word for word in words if word.text.upper() in UPDATES), None)
    if update and not any(word.text.upper() in FORMS for word in words):
        raise RefusedError(
            f"{place(query, update.start)}: {update.text.upper()} would change the graph, and it is read-only"
        )
    return list(_graphs(query, tokens))


def _check_reading(query: str, token: Token) -> None:
    """Refuse what two readers could take for different things."""
    if token.kind == "rest":
        raise QueryError(f"{place(query, token.start - 1)}: this string is not closed")
    if token.kind == "iri" and re.search("[#']", token.text) and not _ABSOLUTE.match(token.text):
        raise QueryError(
            f"{place(query, token.start)}: {token.text} can be an IRI or a comparison; set spaces around < or "
            "write \\u0023 for # and \\u0027 for '"
        )


def _check_word(query: str, token: Token) -> None:
    """The engine takes ``trueSERVICE<…>`` for two keywords, so it counts where a word has one in it."""
    name = token.text.partition(":")[0].upper()
    for keyword, what in _OUTSIDE.items():
        if keyword == name or (keyword == "SERVICE" and keyword in name):
            raise RefusedError(f"{place(query, token.start)}: {keyword} {what}, which is not allowed here")


def _graphs(query: str, tokens: list[Token]) -> Iterator[str]:
    for number, token in enumerate(tokens):
        word = token.text.partition(":")[0].upper()
        if token.kind == "word" and "FROM" in word:
            following = [*tokens[number + 1 : number + 3], token, token]
            target = following[1] if following[0].text.upper() == "NAMED" else following[0]
            if word not in {"FROM", "FROMNAMED"} or target is token or target.kind not in {"iri", "word"}:
                raise QueryError(f"{place(query, token.start)}: after FROM the IRI of a graph is expected")
            yield str(parse_value(target.text))
