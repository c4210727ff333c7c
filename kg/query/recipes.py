"""The questions that ship with kg: commented SPARQL with parameters, in ``queries/*.rq`` of the ontology."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from kg.errors import QueryError

_PARAMETER = re.compile(r"^# (\w+(?:, \w+)*) {2,}(.+)$")


@dataclass(frozen=True)
class Recipe:
    """A question: what it asks, what its parameters mean (name -> explanation), and its SPARQL."""

    name: str
    question: str
    parameters: Mapping[str, str]
    text: str


def recipes() -> list[Recipe]:
    """All recipes, by name."""
    found = (file for file in files("kg.ontology").joinpath("queries").iterdir() if file.name.endswith(".rq"))
    return sorted(
        (_parse(file.name[:-3], file.read_text(encoding="utf-8")) for file in found), key=lambda one: one.name
    )


def recipe(name: str) -> Recipe:
    """The recipe with this name; QueryError where there is none."""
    known = {one.name: one for one in recipes()}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
    raise QueryError(f"no recipe is called {name!r}; {hint}")


def _parse(name: str, text: str) -> Recipe:
    lines = text.splitlines()
    matches = (_PARAMETER.match(line) for line in lines)
    parameters = {name: match[2] for match in matches if match for name in match[1].split(", ")}
    return Recipe(name, lines[0].lstrip("# "), MappingProxyType(parameters), text)
