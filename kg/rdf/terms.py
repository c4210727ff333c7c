"""Terms as N-Quads writes them, and values of the model as such terms and back."""

from __future__ import annotations

import re
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

import rdflib
from rdflib import XSD, Namespace
from rdflib.namespace import DefinedNamespace

from kg.model import Basis, Certainty, Kind, Stance, Status
from kg.rdf import namespaces

Term: TypeAlias = str
"""An IRI or a literal as N-Quads writes it: ``<https://…>``, ``"mengunjungi"@id``, ``"3"^^<…#integer>``."""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Vocabulary:
    """The terms of a namespace, written; one that the namespace does not have raises AttributeError."""

    def __init__(self, namespace: Namespace | type[DefinedNamespace]) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> Term:
        self.__dict__[name] = term = ref(self._namespace[name])
        return term


def ref(address: str) -> Term:
    """An IRI."""
    return f"<{address}>"


def text(value: str, lang: str | None = None) -> Term:
    """Text, in a language or in none."""
    return f'"{value.translate(_ESCAPES)}"@{lang}' if lang else f'"{value.translate(_ESCAPES)}"'


def typed(value: str, datatype: str) -> Term:
    """A value of the datatype with this IRI, spelt as it is."""
    return f'"{value.translate(_ESCAPES)}"^^<{datatype}>'


KG = Vocabulary(namespaces.KG)
NIF, GAF, SCHEMA = Vocabulary(namespaces.NIF), Vocabulary(namespaces.GAF), Vocabulary(namespaces.SCHEMA)
RDF, RDFS, SKOS = Vocabulary(rdflib.RDF), Vocabulary(rdflib.RDFS), Vocabulary(rdflib.SKOS)
ORG, PROV = Vocabulary(rdflib.ORG), Vocabulary(rdflib.PROV)

STATUSES = MappingProxyType({status: getattr(KG, status.value.capitalize()) for status in Status})
CERTAINTIES = MappingProxyType({certainty: getattr(KG, certainty.value.capitalize()) for certainty in Certainty})
STANCES = MappingProxyType({stance: getattr(KG, stance.value.capitalize()) for stance in Stance})
KINDS = MappingProxyType({kind: getattr(KG, kind.value.title().replace("_", "")) for kind in Kind})
BASES = MappingProxyType({basis: getattr(KG, "From" + basis.value.capitalize()) for basis in Basis})

STATUS_OF = MappingProxyType({term[1:-1]: status for status, term in STATUSES.items()})
CERTAINTY_OF = MappingProxyType({term[1:-1]: certainty for certainty, term in CERTAINTIES.items()})
STANCE_OF = MappingProxyType({term[1:-1]: stance for stance, term in STANCES.items()})
BASIS_OF = MappingProxyType({term[1:-1]: basis for basis, term in BASES.items()})
KIND_OF = MappingProxyType({term[1:-1]: kind for kind, term in KINDS.items()})

_INTEGER, _DECIMAL = str(XSD.integer), str(XSD.decimal)
_DAY, _DATE_TIME = str(XSD.date), str(XSD.dateTime)
_GYEAR, _GYEAR_MONTH, _EDTF = str(XSD.gYear), str(XSD.gYearMonth), str(namespaces.KG.edtf)


def integer(number: int) -> Term:
    """A whole number."""
    return f'"{number}"^^<{_INTEGER}>'


def decimal(number: float) -> Term:
    """A number as xsd:decimal with at most four digits after the point."""
    return typed(f"{number:.4f}".rstrip("0").rstrip("."), _DECIMAL)


def day(value: str) -> Term:
    """An ISO date as xsd:date."""
    return typed(value, _DAY)


def edtf(value: str) -> Term:
    """An EDTF value as xsd:date, xsd:gYearMonth or xsd:gYear where it is one, else as kg:edtf."""
    if _YEAR.fullmatch(value):
        return typed(value, _GYEAR)
    if _MONTH.fullmatch(value):
        return typed(value, _GYEAR_MONTH)
    return day(value) if _is_day(value) else typed(value, _EDTF)


def time(value: str) -> Term:
    """An ISO date, or date and time, as xsd:date or xsd:dateTime; as plain text where it is neither."""
    if _is_day(value):
        return day(value)
    try:
        moment = datetime.fromisoformat(re.sub("[zZ]$", "+00:00", value))
    except ValueError:
        return text(value)
    return typed(moment.isoformat(), _DATE_TIME)


def local_name(address: str) -> str:
    """The part of an IRI after its last ``/`` or ``#``."""
    return re.split("[/#]", address)[-1]


def _is_day(value: str) -> bool:
    try:
        return len(value) == len("2024-08-05") and bool(date.fromisoformat(value))
    except ValueError:
        return False
