"""SPARQL endpoints over HTTP: questions, and updates."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import NamedTuple

from kg.errors import GraphError, QueryError

ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_CLIENT_FAULT = range(400, 500)
_MESSAGE = 300


class Response(NamedTuple):
    """What an endpoint sent: the media type without parameters, and the bytes."""

    type: str
    body: bytes


@dataclass(frozen=True)
class Endpoint:
    """A SPARQL endpoint, with the name and password that it wants, if any."""

    url: str
    user: str | None = None
    password: str = ""
    seconds: float = 300.0
    """How long to wait for an answer."""

    def query(self, text: str) -> Response:
        """Ask. QueryError where the endpoint refuses, GraphError where it does not answer."""
        return self._post("query", text, ACCEPT)

    def update(self, text: str) -> None:
        """Change what the endpoint holds. Raises as `query` does."""
        self._post("update", text, "*/*")

    def _post(self, operation: str, text: str, accept: str) -> Response:
        form = urllib.parse.urlencode({operation: text}).encode("ascii")
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        request = urllib.request.Request(self.url, form, headers)
        try:
            with self._opener().open(request, timeout=self.seconds) as response:
                return Response(response.headers.get_content_type(), response.read())
        except urllib.error.HTTPError as error:
            raise self._refused(error) from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise GraphError(f"{self.url}: the endpoint does not answer: {reason}") from error

    def _refused(self, error: urllib.error.HTTPError) -> GraphError | QueryError:
        reason = _first_words(error.read(_MESSAGE * 10).decode("utf-8", "replace")) or error.reason
        if error.code in {401, 403}:
            return GraphError(f"{self.url}: not allowed (HTTP {error.code}): {reason}")
        if error.code in _CLIENT_FAULT or "SPARQL" in reason:
            return QueryError(f"{self.url}: the query cannot be answered: HTTP {error.code}: {reason}")
        return GraphError(f"{self.url}: the endpoint does not answer: HTTP {error.code}: {reason}")

    def _opener(self) -> urllib.request.OpenerDirector:
        """Basic authentication is sent at once, digest where the server asks for it."""
        if self.user is None:
            return urllib.request.build_opener()
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, self.url, self.user, self.password)
        return urllib.request.build_opener(
            urllib.request.HTTPDigestAuthHandler(passwords), urllib.request.HTTPBasicAuthHandler(passwords)
        )


def _first_words(text: str) -> str:
    """The first line of what a server says of a fault, which is JSON of ours or text."""
    with suppress(ValueError, KeyError, TypeError):
        text = str(json.loads(text)["error"])
    return " ".join(text.split())[:_MESSAGE]
