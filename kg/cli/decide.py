"""What the verbs share that record a decision about a graph: who decides and why, and how it is reported."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.common import graph_option

if TYPE_CHECKING:
    from kg.decisions import Decision

Command = TypeVar("Command", bound=Callable[..., Any])


def decision_options(command: Command) -> Command:
    """``--graph``, ``--by`` and ``--why``."""
    by = click.option("--by", "who", default=_user, metavar="NAME", help="Who decides.  [default: the user]")
    why = click.option("--why", metavar="TEXT", help="Why; for those who read `kg decisions`.")
    return graph_option(by(why(command)))


def report(graph: str, decision: Decision) -> None:
    """Say what has been decided."""
    from kg.decisions.wording import describe

    click.echo(f"{graph}: {describe(decision)}", err=True)


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        return None
