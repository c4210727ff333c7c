"""News in, a graph you can question out.

    import kg

    kg.build(["articles/"], "graph.kg")
    for record in kg.ask("graph.kg", "Rusia", "Iran"):
        print(record.date, record.type, record.evidence[0].quote.text)

Names are imported when they are first used, so that ``import kg`` costs nothing.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg import analyze
    from kg.api import ask, export, show, view
    from kg.growth import build, remove
    from kg.pipeline import Pipeline, extract
    from kg.query.selection import Selection
    from kg.store import open_graph

__version__ = "0.1.0"
__all__ = [
    "Pipeline",
    "Selection",
    "__version__",
    "analyze",
    "ask",
    "build",
    "export",
    "extract",
    "open_graph",
    "remove",
    "show",
    "view",
]

_HOMES = {
    **dict.fromkeys(("ask", "export", "show", "view"), "kg.api"),
    **dict.fromkeys(("build", "remove"), "kg.growth"),
    **dict.fromkeys(("Pipeline", "extract"), "kg.pipeline"),
    "Selection": "kg.query.selection",
    "open_graph": "kg.store",
}
"""Function or class -> the module that has it."""


def __getattr__(name: str) -> Any:
    if name == "analyze":
        return importlib.import_module("kg.analyze")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute '{name}'")


class _Package(ModuleType):
    """A package that can be called as the function of the same name: ``kg.extract`` and ``kg.view`` are both."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _function(self)(*args, **kwargs)

    @property
    def __signature__(self) -> inspect.Signature:
        return inspect.signature(_function(self))

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return _function(self).__doc__


def _function(package: ModuleType) -> Callable[..., Any]:
    name = package.__name__.rpartition(".")[2]
    function: Callable[..., Any] = getattr(importlib.import_module(_HOMES[name]), name)
    return function


class _Public(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        """Where the import of a package would hide a function, make it both."""
        if name in _HOMES and isinstance(value, ModuleType):
            value.__class__ = _Package
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Public
