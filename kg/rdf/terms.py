"""Values of the model as RDF terms, and back."""

from __future__ import annotations

import re
from datetime import date, datetime
from types import MappingProxyType

from rdflib import XSD, Literal, URIRef

from kg.model import Basis, Certainty, Kind, Stance, Status
from kg.rdf.namespaces import KG

STATUSES = MappingProxyType({status: KG[status.value.capitalize()] for status in Status})
CERTAINTIES = MappingProxyType({certainty: KG[certainty.value.capitalize()] for certainty in Certainty})
STANCES = MappingProxyType({stance: KG[stance.value.capitalize()] for stance in Stance})
KINDS = MappingProxyType({kind: KG[kind.value.title().replace("_", "")] for kind in Kind})
BASES = MappingProxyType({basis: KG["From" + basis.value.capitalize()] for basis in Basis})

STATUS_OF = MappingProxyType({str(iri): status for status, iri in STATUSES.items()})
CERTAINTY_OF = MappingProxyType({str(iri): certainty for certainty, iri in CERTAINTIES.items()})
STANCE_OF = MappingProxyType({str(iri): stance for stance, iri in STANCES.items()})
BASIS_OF = MappingProxyType({str(iri): basis for basis, iri in BASES.items()})
KIND_OF = MappingProxyType({str(iri): kind for kind, iri in KINDS.items()})

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def date_literal(edtf: str) -> Literal:
    """An EDTF value as xsd:date, xsd:gYearMonth or xsd:gYear where it is one, else as kg:edtf."""
    if _YEAR.fullmatch(edtf):
        datatype = XSD.gYear
    elif _MONTH.fullmatch(edtf):
        datatype = XSD.gYearMonth
    elif _is_day(edtf):
        datatype = XSD.date
    else:
        datatype = KG.edtf
    return Literal(edtf, datatype=datatype, normalize=False)


def day_literal(day: str) -> Literal:
    """An ISO date as xsd:date."""
    return Literal(day, datatype=XSD.date, normalize=False)


def time_literal(time: str) -> Literal:
    """An ISO date, or date and time, as xsd:date or xsd:dateTime; as a plain string where it is neither."""
    if _is_day(time):
        return day_literal(time)
    try:
        moment = datetime.fromisoformat(re.sub("[zZ]$", "+00:00", time))
    except ValueError:
        return Literal(time)
    return Literal(moment.isoformat(), datatype=XSD.dateTime, normalize=False)


def decimal_literal(number: float) -> Literal:
    """A number as xsd:decimal with at most four digits after the point."""
    return Literal(f"{number:.4f}".rstrip("0").rstrip("."), datatype=XSD.decimal, normalize=False)


def local_name(iri: URIRef | str) -> str:
    """The part of an IRI after its last ``/`` or ``#``."""
    return re.split("[/#]", iri)[-1]


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2024-08-05") and bool(date.fromisoformat(text))
    except ValueError:
        return False
