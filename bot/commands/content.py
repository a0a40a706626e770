"""`vneid-bot content`: check, look at and extend what the bot understands and says."""

import json
import re
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.clock import business_day
from bot.commands.content_tables import draw_coverage, show_coverage
from bot.content.catalogue import ROOT, load_catalogue
from bot.content.check.finding import Finding
from bot.content.check.run import check
from bot.content.coverage import DAYS, measure_coverage
from bot.content.new_topic import add_topic
from bot.content.preview import make_preview
from bot.content.response_files import LABELS
from bot.content.staleness import REVIEW_DAYS, find_stale

app = typer.Typer(no_args_is_help=True)

RootOption = Annotated[Path, typer.Option(help="Folder that holds intents/ and responses/.")]
"""Where the content stands; tests check broken copies."""

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("check")
def check_content(root: RootOption = ROOT, as_json: JsonOption = False) -> None:
    """Check every rule of the content; exit code 1 when something is found.

    For example:  vneid-bot content check   or   vneid-bot content check --json
    """
    catalogue = load_catalogue(root)
    findings = check(catalogue)
    for finding in findings:
        _print(finding, root, as_json=as_json)
    if not as_json:
        wordings = sum(
            len(response.variations)
            for responses in catalogue.responses.values()
            for response in responses.values()
        )
        Console().print(
            f"{len(catalogue.topics)} topics, {wordings} wordings, "
            f"{len(catalogue.facts.by_id)} facts: {_summary(findings)}"
        )
    raise typer.Exit(1 if findings else 0)


@app.command()
def coverage(
    root: RootOption = ROOT,
    picture: Annotated[Path | None, typer.Option(help="Draw a PNG into this file.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show how finely each topic is answered, day by day; exit code 1 where something is missing.

    For example:  vneid-bot content coverage --picture coverage.png
    """
    measured = measure_coverage(load_catalogue(root))
    if as_json:
        rows = {
            topic: {
                f"{day}": {"wordings": cell.wordings, "gaps": cell.gaps}
                for day, cell in zip(DAYS, cells, strict=True)
            }
            for topic, cells in measured.rows.items()
        }
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        show_coverage(measured, Console())
    if picture is not None:
        draw_coverage(measured, picture)
    raise typer.Exit(1 if measured.gaps else 0)


@app.command()
def preview(
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("preview.html"),
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what is said on this day.")
    ] = None,
    root: RootOption = ROOT,
) -> None:
    """Write one page with every answer, as chat and as SMS, both languages side by side.

    For example:  vneid-bot content preview --as-of 2024-06-10 --out june.html
    """
    page = make_preview(load_catalogue(root), as_of.date() if as_of else None)
    out.write_text(page, encoding="utf-8")
    Console().print(f"written: {out}", highlight=False)


@app.command()
def stale(
    days: Annotated[int, typer.Option(help="Read again after so many days.")] = REVIEW_DAYS,
    root: RootOption = ROOT,
    as_json: JsonOption = False,
) -> None:
    """List the wordings that a person should read again; exit code 1 when there are any.

    For example:  vneid-bot content stale --days 90
    """
    found = list(find_stale(load_catalogue(root), business_day(datetime.now(UTC)), days))
    for one in found:
        _print(one.place.finding("stale", one.reason), root, as_json=as_json)
    if not as_json:
        Console().print(f"{len(found)} to read again")
    raise typer.Exit(1 if found else 0)


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
    if not re.fullmatch(r"[a-z][a-z_]*", area) or f"{area}.yml" == LABELS:
        raise typer.BadParameter("an area is small letters and underscores, such as how_to")
    for path in add_topic(root, topic, area):
        Console().print(f"changed {path.relative_to(root)}", highlight=False)
    Console().print("Now write the texts and messages, then run: vneid-bot content check")


def _print(finding: Finding, root: Path, *, as_json: bool) -> None:
    path = finding.path.relative_to(root) if finding.path.is_relative_to(root) else finding.path
    if as_json:
        row = {"path": str(path), "line": finding.line, "rule": finding.rule}
        row |= {"problem": finding.problem}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    else:
        text = f"{path}:{finding.line}: [{finding.rule}] {finding.problem}"
        Console().print(text, markup=False, highlight=False, soft_wrap=True)


def _summary(findings: list[Finding]) -> str:
    if not findings:
        return "nothing to put right"
    counts = Counter(finding.rule for finding in findings)
    return ", ".join(f"{count} × {rule}" for rule, count in counts.most_common())
