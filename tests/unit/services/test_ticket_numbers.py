"""Ticket numbers are read out on the phone: a slip must not lead to somebody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.tickets.numbers import id_of, number_of

IDS = st.integers(101, 10**9)


def test_a_number_is_the_id_with_a_check_digit():
    assert number_of(236) == "236-3"
    assert number_of(12345) == "12345-1"


@given(IDS)
def test_a_number_leads_back_to_its_ticket(ticket_id):
    assert id_of(number_of(ticket_id)) == ticket_id


@pytest.mark.parametrize("written", ["phiếu 236-3", "236 3", "2363", "#236-3."])
def test_a_number_is_read_however_it_is_written(written):
    assert id_of(written) == 236


@given(IDS, st.randoms())
def test_one_wrong_digit_is_noticed(ticket_id, random):
    digits = list(number_of(ticket_id).replace("-", ""))
    place = random.randrange(len(digits))
    digits[place] = random.choice([one for one in "0123456789" if one != digits[place]])
    assert id_of("".join(digits)) is None


@given(IDS, st.randoms())
def test_two_neighbours_swapped_are_noticed(ticket_id, random):
    digits = number_of(ticket_id).replace("-", "")
    place = random.randrange(len(digits) - 1)
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert swapped == digits or id_of(swapped) is None


@pytest.mark.parametrize("words", ["", "mã lỗi", "236-4", "9" * 40, "tôi 20 tuổi"])
def test_other_words_name_no_ticket(words):
    assert id_of(words) is None
