"""``kg review``: the least certain merges and claims, one by one."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Literal

import click

from kg.cli.decide import decision_options

if TYPE_CHECKING:
    from kg.model import Claim
    from kg.review import Question, Telling

_WIDTH = 100


@click.command("review")
@click.option("--merges", "about", flag_value="merges", help="Only whether claims tell of one event.")
@click.option("--claims", "about", flag_value="claims", help="Only whether claims are right.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many to ask at most.")
@decision_options
def command(
    about: Literal["merges", "claims"] | None, limit: int, graph: str, who: str | None, why: str | None
) -> None:
    """Go through the merges and claims that are least certain and that nobody has judged yet.

    Answer y (right), n (wrong), s (skip) or q (quit). Each answer is kept at once; the graph is made anew at the end.
    """
    from kg.corrections import apply, keep
    from kg.review import questions

    asked = questions(graph, about)[:limit]
    answers = 0
    try:
        for number, question in enumerate(asked, start=1):
            click.echo(f"\n{number} of {len(asked)}\n{_text(question)}", err=True)
            answer = _ask()
            if answer == "q":
                break
            if answer != "s":
                keep(graph, question.yes if answer == "y" else question.no, who, why)
                answers += 1
    finally:
        if answers:
            apply(graph)
        click.echo(f"{graph}: {answers} decisions made", err=True)


def _ask() -> str:
    """The answer of the person; the end of the input is to quit."""
    try:
        return str(click.prompt("y, n, s or q", type=click.Choice("ynsq"), show_choices=False, default="s", err=True))
    except click.Abort:
        return "q"


def _text(question: Question) -> str:
    tellings = "\n".join(_telling(telling) for telling in question.tellings)
    ask = "Is this what the sentence says?" if len(question.tellings) == 1 else "Do these tell of one event?"
    return f"{tellings}\n    {question.why}\n{click.style(ask, bold=True)}"


def _telling(telling: Telling) -> str:
    claim, article = telling.claim, telling.article
    start, end = (offset - claim.sentence.start for offset in (claim.trigger.span.start, claim.trigger.span.end))
    text = claim.sentence.text
    quote = textwrap.fill(
        f"“{text[:start]}«{text[start:end]}»{text[end:]}”", _WIDTH, initial_indent="    ", subsequent_indent="    "
    )
    where = " ".join(filter(None, (article.publisher or article.title or article.id, (article.published or "")[:10])))
    return f"{_headline(claim)}\n{quote}\n    {where}; claim {claim.id}"


def _headline(claim: Claim) -> str:
    code = f"{claim.type}-{claim.mode}" if claim.mode else claim.type
    actors, targets = (
        ", ".join(mention.entity.name if mention.entity else mention.span.text for mention in mentions) or "?"
        for mentions in (claim.actors, claim.targets)
    )
    when = claim.when.value if claim.when and claim.when.value else "undated"
    return click.style(f"{when}  {code}  {actors} → {targets}  ({claim.status.value})", bold=True)
