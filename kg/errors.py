"""Everything kg raises on purpose.

    KGError
    ├── InputError      an article, file or line that cannot be read
    ├── DataError       a fault in a lexicon, entity table or other knowledge file
    ├── LanguageError   a language that is not supported, or a pipeline that does not provide what is needed
    ├── GraphError      a graph that is missing, locked, not ours, or of another format version
    └── QueryError      SPARQL that cannot be parsed or answered, or a name that nobody in the graph bears

Each message is one line for a person: what is wrong, where, what to do.
"""

from __future__ import annotations


class KGError(Exception):
    """Base of all errors that kg raises on purpose."""


class InputError(KGError):
    """An article, file or line cannot be read."""


class DataError(KGError):
    """A knowledge file has a fault; the message names file, entry, fault and the allowed values."""


class LanguageError(KGError):
    """A language is not supported, or a pipeline lacks something that extraction needs."""


class GraphError(KGError):
    """A graph is missing, locked, not ours, or of another format version."""


class QueryError(KGError):
    """A query cannot be parsed or answered."""
