"""Long answers come in parts: whole sentences, nothing lost, the source line in one piece."""

from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Button, ChannelName, Reply
from bot.services.text_parts import fit, size, split

SENTENCE = "Từ 15/6/2024, công dân chỉ đăng nhập Cổng bằng VNeID. "
SOURCE = "Nguồn: Công văn 3701/VPCP-KSTT (29/5/2024), mục 2; dichvucong.gov.vn."


def words(text):
    return "".join(text.split())


@given(st.text(max_size=400), st.integers(min_value=40, max_value=120))
def test_nothing_is_lost_and_no_part_is_too_long(text, longest):
    parts = split(text, longest)
    assert words("".join(parts)) == words(text)
    assert all(size(part) <= longest for part in parts)


@given(st.integers(min_value=1, max_value=60), st.integers(min_value=120, max_value=400))
def test_sentences_and_the_source_line_stay_whole(number, longest):
    parts = split(SENTENCE * number + "\n\n" + SOURCE, longest)
    assert parts[-1].endswith(SOURCE)
    for part in parts:
        assert part.startswith(("Từ 15/6", "Nguồn: "))
        assert part.endswith(("VNeID.", "gov.vn."))


def test_buttons_stand_under_the_last_part():
    reply = Reply(SENTENCE * 200, (Button("Cách liên kết", "/faq_link-overview"),))
    *first, last = fit(ChannelName.TELEGRAM, [reply])
    assert first
    assert all(not part.buttons for part in first)
    assert last.buttons == reply.buttons


def test_a_short_answer_and_a_channel_without_a_limit_are_left_alone():
    short, long = Reply("Xin chào."), Reply(SENTENCE * 200)
    assert fit(ChannelName.TELEGRAM, [short]) == [short]
    assert fit(ChannelName.WEB, [long]) == [long]


def test_an_emoji_counts_as_telegram_counts_it():
    assert size("👍") == 2
