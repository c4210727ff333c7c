"""Articles in: reads text, web pages and JSON lines, takes page furniture out, tells the language."""

from kg.ingest.clean import clean
from kg.ingest.draft import Defaults
from kg.ingest.files import read_articles
from kg.ingest.language import identify

__all__ = ["Defaults", "clean", "identify", "read_articles"]
