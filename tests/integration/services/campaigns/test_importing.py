"""Every row of a file is judged once and counted, also when the import stops half-way."""

import csv
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.services.campaigns.audience import importing
from bot.services.campaigns.audience.encodings import UnreadableFile
from bot.services.campaigns.audience.importing import (
    CannotImport,
    Import,
    Wanted,
    add_do_not_call,
)
from tests.integration.services.campaigns.conftest import ADDRESSES


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr(importing, "PAGE", 3)


@pytest.fixture
def people(tmp_path):
    """Writes a file of numbers and returns what an officer asks for."""

    def write(*cells, **terms):
        path = tmp_path / "people.csv"
        path.write_text("phone\n" + "".join(f'"{cell}"\n' for cell in cells), encoding="utf-8")
        asked = {
            "path": path,
            "verdicts": tmp_path / "verdicts.csv",
            "name": f"{tmp_path}",
            "legal_basis": "a decision of the province",
            "by": "Lan",
        }
        return Wanted(**(asked | terms))

    return write


def work(database, progress=lambda _read: None):
    return Import(database, ADDRESSES, lambda: datetime.now(UTC), progress)


def verdicts(wanted):
    with wanted.verdicts.open(encoding="utf-8-sig", newline="") as file:
        return [(row["row"], row["verdict"]) for row in csv.DictReader(file)]


async def test_every_row_is_judged_and_the_count_adds_up(database, people):
    wanted = people("0911000001", "0911000002", "0911000001", "02438251234", "0911000002", "x")

    audience = await work(database).run(wanted)

    assert verdicts(wanted) == [
        ("1", "accepted"),
        ("2", "accepted"),
        ("3", "duplicate"),
        ("4", "landline"),
        ("5", "duplicate"),
        ("6", "no_number"),
    ]
    assert audience.verdicts == {"accepted": 2, "duplicate": 2, "landline": 1, "no_number": 1}
    assert sum(audience.verdicts.values()) == audience.rows_read == 6
    assert audience.complete_at is not None


async def test_the_verdict_file_shows_no_number(database, people):
    wanted = people("0911000003")

    await work(database).run(wanted)

    assert "911000003" not in wanted.verdicts.read_text(encoding="utf-8")
    assert "+84•••••••03" in wanted.verdicts.read_text(encoding="utf-8")


async def test_an_import_that_was_killed_goes_on_with_the_row_after(database, people):
    wanted = people(*(f"09120000{number:02d}" for number in range(10)))

    def kill(read):
        if read == 6:
            raise Killed

    with pytest.raises(Killed):
        await work(database, kill).run(wanted)
    wanted.verdicts.write_bytes(wanted.verdicts.read_bytes() + b'7,"half a li')
    audience = await work(database).run(wanted)

    assert verdicts(wanted) == [(str(number), "accepted") for number in range(1, 11)]
    assert audience.rows_read == 10
    assert await work(database).run(wanted) == audience


async def test_a_number_on_the_do_not_call_list_is_left_out(database, people, tmp_path):
    listed = tmp_path / "dnc.csv"
    listed.write_text("SDT\n0913000001\n", encoding="utf-8")
    await add_do_not_call(database, ADDRESSES, listed, datetime.now(UTC))
    wanted = people("0913000001", "0913000002")

    audience = await work(database).run(wanted)

    assert Counter(audience.verdicts) == {"do_not_call": 1, "accepted": 1}


async def test_another_file_does_not_go_on_under_the_same_name(database, people):
    await work(database).run(people("0914000001"))

    with pytest.raises(CannotImport, match="another file"):
        await work(database).run(people("0914000002"))


async def test_without_a_legal_basis_nothing_is_read(database, people):
    with pytest.raises(CannotImport, match="legal basis"):
        await work(database).run(people("0914000003", legal_basis=" "))


async def test_a_verdict_file_that_is_gone_is_asked_for(database, people):
    wanted = people(*(f"09150000{number:02d}" for number in range(10)))

    def kill(read):
        if read == 3:
            raise Killed

    with pytest.raises(Killed):
        await work(database, kill).run(wanted)
    wanted.verdicts.unlink()

    with pytest.raises(UnreadableFile, match="is not the verdict file"):
        await work(database).run(wanted)
