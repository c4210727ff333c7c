"""The command line: each verb parses its options, calls one public function and prints what it returns."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import click

from kg import __version__
from kg.config import NAME, Config, load_config
from kg.languages import add_language

COMMANDS = {
    "build": "Read articles into a graph.",
    "remove": "Take articles out of a graph.",
    "extract": "Print the events of articles as JSON lines.",
    "explain": "Show why a sentence gives an event, or none.",
    "ask": "Ask what an actor did, or what passed between two.",
    "show": "Show an event or an actor with its evidence.",
    "conflicts": "List where sources contradict each other.",
    "entity": "Show what is known of somebody by a name.",
    "entities": "Check entity tables, and list names that they lack.",
    "query": "Answer a SPARQL query, or a question that ships with kg.",
    "analyze": "Measure the network of actors.",
    "stats": "Count what is in a graph.",
    "view": "Write a graph as an interactive page.",
    "export": "Write a graph in another format.",
    "serve": "Answer SPARQL, a JSON API and the page over HTTP.",
    "push": "Load a graph into a SPARQL server.",
    "review": "Go through what is least certain, one by one.",
    "merge": "Decide that two events or entities are one.",
    "split": "Decide that two events or entities are not one.",
    "reject": "Decide that a claim is wrong.",
    "correct": "Decide what a claim says instead.",
    "decisions": "List or undo what was decided.",
    "validate": "Check a graph against its shapes and its quotes.",
    "doctor": "Check the files of a graph, and repair them.",
    "eval": "Measure extracted events against gold.",
    "lexicon": "Check the lexicons of actions.",
    "languages": "List the languages and their pipelines.",
}
"""Verb -> what it does; each lives in a module of its name, imported when it is called."""


DEFAULTS = ("graph", "jobs", "open_events", "min_confidence")
"""Settings that are the defaults of options."""


class Verbs(click.Group):
    """Imports a verb only when it is used, and turns errors into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Verbs in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb's module."""
        if cmd_name not in COMMANDS:
            return None
        if ctx.resilient_parsing:
            return click.Command(cmd_name)
        command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option(
    "--config",
    metavar="FILE",
    envvar="KG_CONFIG",
    show_envvar=True,
    help=f"Settings; else {NAME} of the working directory, if there is one.",
)
@click.pass_context
def kg(ctx: click.Context, debug: bool, config: str | None) -> None:
    """News in, a graph you can question out.

    Reads news articles in Indonesian and English and keeps who did what to whom, when, and who says so, with the sentence
    that proves it.
    """
    settings = load_config(Path(config or NAME)) if config or Path(NAME).is_file() else Config()
    given = {name: getattr(settings, name) for name in DEFAULTS if getattr(settings, name) is not None}
    ctx.obj, ctx.default_map = settings, dict.fromkeys(COMMANDS, given)
    for code, folder in settings.languages.items():
        add_language(code, folder)


def main() -> None:
    """Run the command line; exit codes: 0 fine, 1 failed, 2 usage, 3 some articles failed, 130 interrupted."""
    debug = "--debug" in sys.argv[1:]
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # for matrices as small as ours, threads cost three times what they do
    try:
        code = kg.main(standalone_mode=False, color=False if os.environ.get("NO_COLOR") else None)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("kg: interrupted; what was reported as done is kept, run the command again to go on", err=True)
        code = 130
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Exception as error:
        if debug:
            raise
        click.echo(f"kg: {_explain(error)}", err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def _explain(error: Exception) -> str:
    from kg.errors import KGError

    if isinstance(error, KGError):
        return " ".join(str(error).split())
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'output'}: {error.strerror}"
    return f"internal error ({type(error).__name__}: {' '.join(str(error).split())}); --debug shows where"
