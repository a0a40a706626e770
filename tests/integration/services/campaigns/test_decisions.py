"""Nothing is sent that two people have not agreed to, exactly as it is."""

import pytest

from bot.services.campaigns import decisions
from bot.services.campaigns.decisions import NotNow
from bot.services.campaigns.drafts import CannotDraft
from bot.services.campaigns.dry_run import dry_run
from bot.services.campaigns.plans import BadPlan
from bot.services.campaigns.reports import report
from tests.integration.services.campaigns.conftest import at


async def decide(desk, decision, *arguments, **terms):
    async with desk.database.transaction() as connection:
        return await decision(connection, *arguments, **terms)


async def test_the_person_who_drafted_can_not_approve(desk):
    await desk.gather()
    campaign = await desk.draft()

    with pytest.raises(NotNow, match="second person"):
        await decide(desk, decisions.approve, campaign, desk.asked(" an "))


async def test_what_is_not_approved_does_not_start(desk):
    await desk.gather()
    campaign = await desk.draft()

    with pytest.raises(NotNow, match="is draft"):
        await decide(desk, decisions.start, campaign, desk.asked())


async def test_a_text_that_is_not_registered_does_not_start(desk):
    await desk.gather()
    campaign = await desk.draft((7, 3))
    desk.clock.moment = at(8)
    await decide(desk, decisions.approve, campaign, desk.asked("Bình"))

    with pytest.raises(NotNow, match="not approved by the provider"):
        await decide(desk, decisions.start, campaign, desk.asked("Bình"))


async def test_changed_caps_need_a_new_approval(desk):
    await desk.gather(3)
    campaign = await desk.run(cap_segments=1)
    await desk.send(campaign)

    await decide(desk, decisions.change_caps, campaign, desk.asked(), cap_segments=9, cap_vnd=None)
    with pytest.raises(NotNow, match="approve it again"):
        await decide(desk, decisions.start, campaign, desk.asked())
    await decide(desk, decisions.approve, campaign, desk.asked("Bình"))
    await decide(desk, decisions.start, campaign, desk.asked())
    await desk.send(campaign)

    assert len(desk.provider.sent) == 3


async def test_a_past_deadline_can_not_be_drafted(desk):
    await desk.gather()
    desk.clock.moment = at(15)

    with pytest.raises(BadPlan, match="has passed"):
        await desk.draft()


async def test_a_deadline_that_passed_after_the_approval_does_not_start(desk):
    await desk.gather()
    campaign = await desk.draft()
    await desk.register()
    await decide(desk, decisions.approve, campaign, desk.asked("Bình"))
    desk.clock.moment = at(15)

    with pytest.raises(BadPlan, match="has passed"):
        await decide(desk, decisions.start, campaign, desk.asked())


async def test_a_deadline_nobody_wrote_down_is_not_invented(desk):
    with pytest.raises(CannotDraft, match="No audience"):
        await desk.draft()


async def test_a_dry_run_says_who_gets_what_and_who_is_left_out(desk):
    first, *_ = await desk.gather(4)
    await desk.refuse(first)
    desk.clock.moment = at(9)
    campaign = await desk.draft((7, 3, 1), price_vnd=800, cap_segments=4)

    made = await decide(desk, dry_run, await desk.campaign(campaign), desk.clock.now())

    assert [(line.days_before, line.people, line.cost_vnd) for line in made.lines] == [
        (3, 3, 2_400),
        (1, 3, 2_400),
    ]
    assert made.skipped == (7,)
    assert made.dropped == {"opted_out": 1}
    assert made.audience == 4
    assert made.is_over_budget


async def test_a_report_adds_up_to_the_audience_and_tells_who_decided(desk):
    first, *_ = await desk.gather(4)
    campaign = await desk.run()
    await desk.refuse(first)
    await desk.send(campaign)

    made = await decide(desk, report, await desk.campaign(campaign))

    assert made.by_status == {"sent": 3, "cancelled": 1}
    assert [one.decision for one in made.decisions] == ["drafted", "approved", "started"]
    assert [one.by for one in made.decisions] == ["An", "Bình", "Bình"]
