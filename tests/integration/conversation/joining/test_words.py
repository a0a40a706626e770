"""Joining conversations and linking accounts are told apart, by the model that is served."""

import pytest

from bot.conversation.hearing import acted_on

JOIN = """
Tôi muốn nói tiếp chuyện này bên Telegram
cho tôi chuyển qua Telegram nhé
nãy chat trên web giờ muốn nhắn tin sms tiếp
noi doan chat nay voi tele cua toi
gộp hai đoạn chat lại được không
lấy cho tôi cái mã để qua điện thoại chat tiếp
can I go on with this on my telegram instead
how do I continue this chat on my phone
carry this over to SMS please
"""
LEAVE = """
bỏ liên kết kênh
tôi không muốn hai cuộc trò chuyện nối nhau nữa
tách Telegram ra khỏi chat này
ngắt Telegram đi
disconnect telegram please
separate these two chats
unlink my telegram
"""
NEITHER = """
liên kết tài khoản Cổng với VNeID thế nào
hướng dẫn liên kết VNeID với dịch vụ công
bỏ liên kết VNeID với tài khoản cổng được không
hủy liên kết tài khoản định danh
nối tài khoản cũ với VNeID
tôi muốn liên kết tài khoản
lien ket tai khoan cu voi vneid
chuyển tài khoản sang VNeID
chuyển sang điện thoại mới thì VNeID làm sao
đăng nhập VNeID trên máy khác
how do I link my accounts
unlink my VNeID from the portal
can I use VNeID on two phones
move my account to VNeID
connect my portal account to VNeID
dừng nhận tin nhắn
mã OTP không về
lấy mã mới
rút lại đồng ý
làm tiếp kiểm tra liên kết
đổi số điện thoại
"""
JOINING = {"join_channels", "leave_channels"}


def lines(words):
    return words.strip().splitlines()


@pytest.mark.parametrize("words", lines(JOIN))
def test_who_wants_to_go_on_elsewhere_gets_a_code(dialogue, words):
    assert acted_on(dialogue.interpreter, words) == ("join_channels",)


@pytest.mark.parametrize("words", lines(LEAVE))
def test_who_wants_to_part_channels_parts_them(dialogue, words):
    assert acted_on(dialogue.interpreter, words) == ("leave_channels",)


@pytest.mark.parametrize("words", lines(NEITHER))
def test_who_speaks_of_accounts_and_phones_joins_nothing(dialogue, words):
    assert JOINING.isdisjoint(acted_on(dialogue.interpreter, words))
