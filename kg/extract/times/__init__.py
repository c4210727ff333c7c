"""Finds time expressions and normalises them to EDTF, by a grammar that is data: ``kg/lang/<code>/dates.yaml``."""

from __future__ import annotations

from kg.extract.times.finder import TimeGrammar, load_grammar

__all__ = ["TimeGrammar", "load_grammar"]
