"""Graphs for other programs: RDF, networks, tables, property graphs. `FORMS` lists all of them."""

from kg.exports.forms import FORMS, Form, Source, export, form_of

__all__ = ["FORMS", "Form", "Source", "export", "form_of"]
