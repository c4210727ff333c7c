"""News in, a graph you can question out.

    import kg

    kg.build(["articles/"], "graph.kg")
    for record in kg.ask("graph.kg", "Rusia", "Iran"):
        print(record.date, record.type, record.evidence[0].quote.text)

Names are imported when they are first used, so that ``import kg`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import ask, export, show, view
    from kg.growth import build, remove
    from kg.pipeline import Pipeline, extract
    from kg.store import open_graph

__version__ = "0.1.0"
__all__ = ["Pipeline", "__version__", "ask", "build", "export", "extract", "open_graph", "remove", "show", "view"]

_HOMES = {
    **dict.fromkeys(("ask", "export", "show", "view"), "kg.api"),
    **dict.fromkeys(("build", "remove"), "kg.growth"),
    **dict.fromkeys(("Pipeline", "extract"), "kg.pipeline"),
    "open_graph": "kg.store",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute '{name}'")
