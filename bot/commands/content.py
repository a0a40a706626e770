"""`vneid-bot content`: check and extend what the bot understands and says."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.content.catalogue import ROOT, load_catalogue
from bot.content.check.finding import Finding
from bot.content.check.run import check
from bot.content.new_topic import add_topic

app = typer.Typer(no_args_is_help=True)

RootOption = Annotated[Path, typer.Option(help="Folder that holds intents/ and responses/.")]
"""Where the content stands; tests check broken copies."""


@app.command("check")
def check_content(
    root: RootOption = ROOT,
    json_lines: Annotated[bool, typer.Option("--json", help="One JSON line a finding.")] = False,
) -> None:
    """Check every rule of the content; exit code 1 when something is found.

    For example:  vneid-bot content check   ·   vneid-bot content check --json
    """
    catalogue = load_catalogue(root)
    findings = check(catalogue)
    console = Console()
    for finding in findings:
        _print(finding, root, console, json_lines=json_lines)
    if not json_lines:
        wordings = sum(
            len(r.variations) for rs in catalogue.responses.values() for r in rs.values()
        )
        console.print(
            f"{len(catalogue.topics)} topics, {wordings} wordings, "
            f"{len(catalogue.facts.by_id)} facts: {_summary(findings)}"
        )
    raise typer.Exit(1 if findings else 0)


def _print(finding: Finding, root: Path, console: Console, *, json_lines: bool) -> None:
    path = finding.path.relative_to(root) if finding.path.is_relative_to(root) else finding.path
    if json_lines:
        row = {"path": str(path), "line": finding.line, "rule": finding.rule}
        console.print_json(json.dumps(row | {"problem": finding.problem}), indent=None)
    else:
        text = f"{path}:{finding.line}: [{finding.rule}] {finding.problem}"
        console.print(text, markup=False, highlight=False, soft_wrap=True)


def _summary(findings: list[Finding]) -> str:
    if not findings:
        return "nothing to put right"
    counts = Counter(finding.rule for finding in findings)
    return ", ".join(f"{count} × {rule}" for rule, count in counts.most_common())


@app.command("new-topic")
def new_topic(
    topic: Annotated[str, typer.Argument(help="Id in small letters and hyphens.")],
    area: Annotated[str, typer.Option(help="File that the topic goes into, such as deadlines.")],
    root: RootOption = ROOT,
) -> None:
    """Add the skeleton of a topic to intents/ and responses/, in both languages.

    For example:  vneid-bot content new-topic lost-card --area support
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic):
        raise typer.BadParameter("small letters, digits and single hyphens, such as lost-card")
    for path in add_topic(root, topic, area):
        Console().print(f"changed {path.relative_to(root)}", highlight=False)
    Console().print("Now write the texts and messages, then run: vneid-bot content check")
