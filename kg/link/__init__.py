"""Mention -> entity: names, metonyms, descriptions and pronouns inside one article."""

from __future__ import annotations

from kg.link.linker import Linker

__all__ = ["Linker"]
