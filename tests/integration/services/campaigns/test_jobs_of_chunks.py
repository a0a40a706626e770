"""A chunk has one job at a time, and is not lost with it."""

from sqlalchemy import text


async def jobs(desk, campaign):
    chunks = await desk.chunks(campaign)
    async with desk.database.transaction() as connection:
        rows = await connection.execute(
            text(
                "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send_reminders'"
                " AND CAST(args ->> 'chunk_id' AS bigint) = ANY(:chunks)"
            ),
            {"chunks": chunks},
        )
        return rows.scalar_one()


async def test_a_due_chunk_gets_one_job_however_often_it_is_looked_for(desk):
    await desk.gather()
    campaign = await desk.run()

    await desk.planner.advance()
    await desk.planner.advance()

    assert await jobs(desk, campaign) == 1


async def test_a_chunk_whose_job_was_removed_gets_another(desk):
    await desk.gather()
    campaign = await desk.run()
    await desk.planner.advance()
    async with desk.database.transaction() as connection:
        await connection.execute(text("DELETE FROM procrastinate_jobs"))

    await desk.planner.advance()

    assert await jobs(desk, campaign) == 1


async def test_a_campaign_whose_steps_are_done_is_finished(desk):
    await desk.gather()
    campaign = await desk.run()
    await desk.send(campaign)

    await desk.planner.advance()

    assert (await desk.campaign(campaign)).status == "finished"


async def test_a_draft_gets_no_job(desk):
    await desk.gather()
    campaign = await desk.run()
    late = await desk.draft((3, 1))

    await desk.planner.advance()

    assert await jobs(desk, late) == 0
    assert (await desk.campaign(campaign)).status == "running"


async def test_a_step_whose_job_a_dead_worker_left_running_gets_no_second_job(desk):
    await desk.gather()
    campaign = await desk.run(plan=False)
    await desk.planner.advance()
    async with desk.database.transaction() as connection:
        await connection.execute(
            text(
                "UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'plan_reminders'"
            )
        )

    await desk.planner.advance()

    async with desk.database.transaction() as connection:
        rows = await connection.execute(
            text(
                "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'plan_reminders'"
                " AND CAST(args ->> 'campaign_id' AS bigint) = :campaign"
            ),
            {"campaign": campaign},
        )
        assert rows.scalar_one() == 1
