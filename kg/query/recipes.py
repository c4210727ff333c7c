"""The questions that ship with kg: commented SPARQL with parameters, in ``queries/*.rq`` of the ontology.

The first line of a recipe asks its question; each parameter has a line with its type, and an explanation after two spaces:

    # a, b: actor            must be given
    # since: since?          may be left out
    # least: number = 2      has a value where none is given
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import QueryError
from kg.query.parameters import bind
from kg.query.selection import day
from kg.rdf.namespaces import ACT
from kg.rdf.taxonomy import QUAD_CLASSES, load_taxonomy

_PARAMETER = re.compile(r"^# (\w+(?:, \w+)*): (\w+)(\?| = (\S+))? {2,}(.+)$")
_NUMBER = re.compile(r"\d+(\.\d+)?")

FindActor = Callable[[str], Sequence[str]]
"""Finds the IRIs that a name stands for, the likeliest first; QueryError where there are none."""


@dataclass(frozen=True)
class Parameter:
    """What a recipe wants to be told: `type` is actor, since, until, number, type, class or text."""

    name: str
    type: str
    explanation: str
    optional: bool = False
    default: str | None = None

    def value(self, given: str, find_actor: FindActor) -> str:
        """`given` as `kg.query.parameters.bind` takes it; QueryError where it is not of this type."""
        try:
            return _TYPES[self.type](given.strip(), find_actor)
        except QueryError as error:
            raise QueryError(f"-p {self.name}: {error}") from error


@dataclass(frozen=True)
class Recipe:
    """A question: what it asks, its parameters by name, and its SPARQL."""

    name: str
    question: str
    parameters: Mapping[str, Parameter]
    text: str

    def fill(self, values: Mapping[str, str], find_actor: FindActor) -> str:
        """The query with these values; QueryError where one is missing, unknown, or not of its type."""
        for name in values:
            if name not in self.parameters:
                near = difflib.get_close_matches(name, self.parameters, n=1)
                hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(self.parameters) or 'none'}"
                raise QueryError(f"{self.name} has no parameter {name}; {hint}")
        given = {one.name: one.default for one in self.parameters.values() if one.default} | dict(values)
        for one in self.parameters.values():
            if one.name not in given and not one.optional:
                raise QueryError(f"{self.name} needs -p {one.name}=…: {one.explanation}")
        return bind(self.text, {name: self.parameters[name].value(text, find_actor) for name, text in given.items()})


@lru_cache(maxsize=1)
def recipes() -> tuple[Recipe, ...]:
    """All recipes, by name."""
    found = (file for file in files("kg.ontology").joinpath("queries").iterdir() if file.name.endswith(".rq"))
    parsed = (_parse(file.name[:-3], file.read_text(encoding="utf-8")) for file in found)
    return tuple(sorted(parsed, key=lambda one: one.name))


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
    parameters = {}
    for match in filter(None, map(_PARAMETER.match, lines)):
        names, type_, mark, default, explanation = match.groups()
        for one in names.split(", "):
            parameters[one] = Parameter(one, type_, explanation, mark == "?", default)
    return Recipe(name, lines[0].lstrip("# "), MappingProxyType(parameters), text)


# ---- Types


def _actor(given: str, find_actor: FindActor) -> str:
    return f"<{find_actor(given)[0]}>"


def _number(given: str, _: FindActor) -> str:
    if not _NUMBER.fullmatch(given):
        raise QueryError(f"{given!r} is not a number")
    return given


def _type(given: str, _: FindActor) -> str:
    code, _dash, mode = given.partition("-")
    wanted = f"{code.upper()}-{mode.lower()}" if mode else code.upper()
    types = load_taxonomy().types
    known = [name for code, type_ in types.items() for name in (code, *(f"{code}-{mode}" for mode in type_.modes))]
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(types)}"
        raise QueryError(f"{given!r} is not an event type; {hint}")
    return f"<{ACT[wanted]}>"


def _class(given: str, _: FindActor) -> str:
    name = given.lower().replace(" ", "-")
    if name not in QUAD_CLASSES:
        raise QueryError(f"{given!r} is not a class of action; known: {', '.join(QUAD_CLASSES)}")
    return f"<{QUAD_CLASSES[name]}>"


def _text(given: str, _: FindActor) -> str:
    return '"{}"'.format(given.replace("\\", "\\\\").replace('"', '\\"'))


_TYPES: Mapping[str, Callable[[str, FindActor], str]] = MappingProxyType(
    {
        "actor": _actor,
        "since": lambda given, _: day(given, first=True),
        "until": lambda given, _: day(given, first=False),
        "number": _number,
        "type": _type,
        "class": _class,
        "text": _text,
    }
)
