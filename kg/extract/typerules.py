"""What the types of events mean for each other and for who takes part, by the table ``kg/lang/types.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import yaml

from kg.extract.tables import check_fields, fault
from kg.languages import SHIPPED
from kg.model import Role, Taxonomy

_FILE = "types.yaml"


@dataclass(frozen=True, slots=True)
class TypeRules:
    """Codes of types by what holds for them, as the opening comment of the table explains."""

    contents: frozenset[str]
    reactions: frozenset[str]
    harm: frozenset[str]
    grave: frozenset[str]
    bodily: frozenset[str]
    counted: frozenset[str]
    striking: frozenset[str]
    inherited: Mapping[str, Role]
    """Type -> the role that its target has in the event that is its object."""


def load_type_rules(taxonomy: Taxonomy) -> TypeRules:
    """Read and check the table. Raises DataError for an unknown list, type or role, and for a list that is missing."""
    names = frozenset(field.name for field in fields(TypeRules))
    table = check_fields(_FILE, yaml.safe_load((SHIPPED / _FILE).read_text(encoding="utf-8")), names, names)
    for name, codes in table.items():
        unknown = [code for code in codes if code not in taxonomy.types]
        if unknown:
            raise fault(_FILE, name, f"unknown type {unknown[0]}", taxonomy.types)
    roles = {role.value: role for role in Role}
    for code, role in table["inherited"].items():
        if role not in roles:
            raise fault(_FILE, code, f"unknown role {role}", roles)
    lists = {name: frozenset(codes) for name, codes in table.items() if name != "inherited"}
    return TypeRules(**lists, inherited={code: roles[role] for code, role in table["inherited"].items()})
