"""`vneid-bot campaigns`: draft, look at, approve, run and report reminder campaigns."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.commands.campaign_tables import (
    campaign_json,
    report_json,
    show_list,
    show_report,
    show_templates,
)
from bot.commands.campaign_work import By, decide, look, read_steps, read_window, say, send
from bot.commands.dry_run_tables import (
    draw_schedule,
    dry_run_json,
    show_dry_run,
    write_dry_run,
)
from bot.content.catalogue import ROOT
from bot.knowledge.deadlines import Style
from bot.services.addresses import Addresses
from bot.services.campaigns import decisions, drafts, texts
from bot.services.campaigns.asked import Asked
from bot.services.campaigns.drafts import Draft
from bot.services.campaigns.dry_run import dry_run
from bot.services.campaigns.rehearsals import rehearse
from bot.services.campaigns.reports import report
from bot.services.campaigns.signatures import signed_deadlines
from bot.services.campaigns.statuses import TemplateStatus
from bot.services.roles import Permission
from bot.settings import load_settings
from storage import campaigns as rows
from storage import sms_templates
from storage.database import Connection

app = typer.Typer(no_args_is_help=True)

APPROVE = Permission.APPROVE
IdArgument = Annotated[int, typer.Argument(help="Number of the campaign.")]
ByOption = Annotated[str, typer.Option(help="Login of the member of staff who decides.")]
WhyOption = Annotated[str | None, typer.Option(help="Why; kept with the decision.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback()
def campaigns() -> None:
    """Draft, look at, approve, run and report reminder campaigns."""


@app.command()
def draft(  # noqa: PLR0913, PLR0917 - options of a command
    name: Annotated[str, typer.Option(help="Name of the campaign.")],
    deadline: Annotated[str, typer.Option(help="Id in responses/deadlines.yml.")],
    audience: Annotated[str, typer.Option(help="Name of an imported audience.")],
    by: ByOption,
    steps: Annotated[str, typer.Option(help="Days before, such as 7,3,1; none: all.")] = "",
    style: Annotated[Style, typer.Option(help="Vietnamese without or with marks.")] = Style.PLAIN,
    hours: Annotated[str, typer.Option(help="Hours of the day, within 7-22.")] = "7-22",
    on_tet: Annotated[bool, typer.Option(help="Send on the days of Tết too.")] = False,
    price_vnd: Annotated[int, typer.Option(help="Price of one segment.", min=0)] = 0,
    cap_segments: Annotated[int | None, typer.Option(help="Hard stop, in segments.")] = None,
    cap_vnd: Annotated[int | None, typer.Option(help="Hard stop, in đồng.")] = None,
) -> None:
    """Draft a campaign; nothing is sent before a second person approves it.

    For example:  vneid-bot campaigns draft --name june --audience june --by officer
    --deadline portal-login-15-june-2024 --steps 7,3,1 --price-vnd 800 --cap-vnd 5000000
    """
    wanted = Draft(
        name=name,
        deadline=deadline,
        audience=audience,
        steps=read_steps(steps),
        style=style,
        window=read_window(hours, on_tet=on_tet),
        cap_segments=cap_segments,
        cap_vnd=cap_vnd,
        price_vnd=price_vnd,
    )
    deadlines = signed_deadlines(load_settings(), ROOT)
    made = decide(By(by), lambda at, asked: drafts.draft(at, deadlines, wanted, asked))
    Console().print(
        f"campaign {made} drafted; look at it: vneid-bot campaigns dry-run {made}", highlight=False
    )


@app.command("dry-run")
def show(
    campaign: IdArgument,
    csv: Annotated[Path | None, typer.Option(help="Write the lines as CSV.")] = None,
    chart: Annotated[Path | None, typer.Option(help="Draw the days into this PNG.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show who would get what, when and at what cost, and who is left out.

    For example:  vneid-bot campaigns dry-run 1 --csv june.csv --chart june.png
    """

    async def show_it(connection: Connection, now: datetime) -> None:
        found = await decisions.get(connection, campaign)
        made = await dry_run(connection, found, now)
        if as_json:
            sys.stdout.write(dry_run_json(made) + "\n")
        else:
            show_dry_run(made, Console())
        if csv is not None:
            write_dry_run(made, csv)
        if chart is not None:
            draw_schedule(made, chart)

    look(show_it)


@app.command("test-send")
def test_send(
    campaign: IdArgument,
    to: Annotated[list[str], typer.Option(help="Number of a member of staff; may be repeated.")],
    by: ByOption,
) -> None:
    """Send every text of a campaign to members of staff.

    For example:  vneid-bot campaigns test-send 1 --to 0912345678 --by officer
    """

    async def queue(connection: Connection, asked: Asked, addresses: Addresses) -> int:
        found = await decisions.get(connection, campaign)
        return await rehearse(connection, found, to, addresses, asked.real)

    say(f"{send(By(by), queue)} messages queued; a worker sends them")


@app.command()
def approve(campaign: IdArgument, by: ByOption) -> None:
    """Approve a campaign exactly as it stands; by another person than who drafted it.

    For example:  vneid-bot campaigns approve 1 --by supervisor
    """
    decide(By(by, APPROVE), lambda at, asked: decisions.approve(at, campaign, asked))
    say(f"campaign {campaign} approved by {by}")


@app.command()
def start(campaign: IdArgument, by: ByOption) -> None:
    """Start an approved campaign, or go on after a pause.

    For example:  vneid-bot campaigns start 1 --by supervisor
    """
    decide(By(by, APPROVE), lambda at, asked: decisions.start(at, campaign, asked))
    say(f"campaign {campaign} runs; workers send what falls due")


@app.command()
def pause(campaign: IdArgument, by: ByOption, why: WhyOption = None) -> None:
    """Send nothing more until the campaign is started again.

    For example:  vneid-bot campaigns pause 1 --by officer --why "wrong list"
    """
    decide(By(by), lambda at, asked: decisions.pause(at, campaign, asked, why))
    say(f"campaign {campaign} paused")


@app.command()
def stop(campaign: IdArgument, by: ByOption, why: WhyOption = None) -> None:
    """Cancel everything that is not sent, for good.

    For example:  vneid-bot campaigns stop 1 --by supervisor --why "wrong list"
    """
    cancelled = decide(By(by, APPROVE), lambda at, asked: decisions.stop(at, campaign, asked, why))
    say(f"campaign {campaign} stopped; {cancelled:,} reminders cancelled")


@app.command()
def caps(
    campaign: IdArgument,
    by: ByOption,
    segments: Annotated[int | None, typer.Option(help="Hard stop, in segments.")] = None,
    vnd: Annotated[int | None, typer.Option(help="Hard stop, in đồng.")] = None,
) -> None:
    """Change the caps of a campaign that does not run; it needs a new approval.

    For example:  vneid-bot campaigns caps 1 --by officer --vnd 9000000
    """
    decide(
        By(by),
        lambda at, asked: decisions.change_caps(
            at, campaign, asked, cap_segments=segments, cap_vnd=vnd
        ),
    )
    say(f"campaign {campaign} changed; it has to be approved again")


@app.command()
def status(as_json: JsonOption = False) -> None:
    """List the campaigns and where they stand.

    For example:  vneid-bot campaigns status --json
    """
    found = look(lambda at, _now: rows.list_newest(at))
    if as_json:
        for one in found:
            sys.stdout.write(campaign_json(one) + "\n")
        return
    show_list(found, Console())


@app.command("report")
def tell(campaign: IdArgument, as_json: JsonOption = False) -> None:
    """Show what became of every reminder of a campaign.

    For example:  vneid-bot campaigns report 1
    """

    async def show_it(connection: Connection, _now: datetime) -> None:
        made = await report(connection, await decisions.get(connection, campaign))
        if as_json:
            sys.stdout.write(report_json(made) + "\n")
        else:
            show_report(made, Console())

    look(show_it)


@app.command()
def templates(
    digest: Annotated[str | None, typer.Argument(help="A text's digest; none: list all.")] = None,
    verdict: Annotated[
        TemplateStatus, typer.Option(help="What the provider says about it.")
    ] = TemplateStatus.APPROVED,
    by: ByOption = "",
) -> None:
    """List the texts with their state at the provider, or keep what it says about one.

    For example:  vneid-bot campaigns templates 3fa9c1d2e4b50617 --verdict approved --by supervisor
    """
    if digest is None:
        show_templates(look(lambda at, _now: sms_templates.list_all(at)), Console())
        return
    if not by:
        raise typer.BadParameter("give --by: who keeps the provider's answer")
    decide(By(by, APPROVE), lambda at, asked: texts.keep_answer(at, digest, verdict, asked))
    say(f"text {digest} is {verdict.value}")
