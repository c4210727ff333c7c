"""What is known of countries, places, organisations and people, and the names by which texts call them."""

from __future__ import annotations

from kg.entities.knowledge import KnowledgeBase
from kg.entities.loading import TABLES, country_iris, load_knowledge
from kg.entities.names import is_acronym, normalise, words
from kg.entities.offices import Institution
from kg.entities.records import Candidate, Office, Reason, Record, Spot

__all__ = [
    "TABLES",
    "Candidate",
    "Institution",
    "KnowledgeBase",
    "Office",
    "Reason",
    "Record",
    "Spot",
    "country_iris",
    "is_acronym",
    "load_knowledge",
    "normalise",
    "words",
]
