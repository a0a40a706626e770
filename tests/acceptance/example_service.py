"""A service with a few answers, kept in memory, for the chat page to talk to."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.channels.ports import WebServices
from bot.messages import Button, InboundMessage, Language, Outcome, Reply

LINK_VI = Reply(
    "Liên kết trên Cổng Dịch vụ công quốc gia, mất khoảng năm phút.\n\n"
    "1. Mở dichvucong.gov.vn, bấm “Đăng nhập”.\n"
    "2. Chọn “Tài khoản định danh điện tử”.\n"
    "3. Nhập số định danh cá nhân và mật khẩu VNeID trên trang đó.\n"
    "4. Kiểm tra mục “Thông tin tài khoản”.\n\n"
    "Vướng ở bước nào, gọi 1900 0368.\n\n"
    "Nguồn: Công văn 3701/VPCP-KSTT (29/5/2024), mục 2.",
    (
        Button("Bước 2 báo lỗi", "/faq_link-step2"),
        Button("Tự kiểm tra đã liên kết chưa", "/faq_link-self-check"),
    ),
)
LINK_EN = Reply(
    "Link the accounts on the National Public Service Portal. It takes about five minutes.\n\n"
    "1. Open dichvucong.gov.vn and press “Đăng nhập” (sign in).\n"
    "2. Choose “Tài khoản định danh điện tử” (e-ID account).\n"
    "3. Type your personal ID number and VNeID password on that page.\n"
    "4. Check “Thông tin tài khoản” (account information).\n\n"
    "If a step fails, call 1900 0368.\n\n"
    "Source: Official letter 3701/VPCP-KSTT (29 May 2024), section 2.",
    (
        Button("Step 2 shows an error", "/faq_link-step2"),
        Button("Check whether I am linked", "/faq_link-self-check"),
    ),
)
DEADLINE_VI = Reply(
    "Cả hai mốc đã qua.\n\n"
    "- Từ 15/6/2024: công dân chỉ đăng nhập Cổng bằng VNeID.\n"
    "- Sau 1/7/2024: tài khoản Cổng cũ hết hạn dùng.\n\n"
    "Chưa chuyển thì vẫn liên kết được, làm càng sớm càng tốt.\n\n"
    "Nguồn: Công văn 3701/VPCP-KSTT (29/5/2024), mục 1; Nghị định 59/2022/NĐ-CP.",
    (
        Button("Cách liên kết", "/faq_link-overview"),
        Button("Doanh nghiệp thì sao?", '/state_account_type{"account_type":"enterprise"}'),
    ),
)
DEADLINE_EN = Reply(
    "Both dates have passed.\n\n"
    "- Since 15 June 2024 citizens sign in to the Portal with VNeID only.\n"
    "- After 1 July 2024 old Portal accounts expired.\n\n"
    "You can still link your accounts; the sooner the better.\n\n"
    "Source: Official letter 3701/VPCP-KSTT (29 May 2024), section 1.",
    (Button("How to link", "/faq_link-overview"),),
)
OTHER_VI = Reply("Chưa rõ câu hỏi. Anh/chị hỏi về mốc thời gian hay cách liên kết?")
OTHER_EN = Reply("The question isn't clear yet. Is it about dates or about linking?")


@dataclass(frozen=True, slots=True)
class Entry:
    text: str
    replies: tuple[Reply, ...]
    at: datetime
    language: Language
    message_id: str | None
    outcome: Outcome = Outcome.ANSWERED


@dataclass
class ExampleService:
    """Answers by what a text holds; `is_down` makes the next turns raise."""

    said: dict[str, list[Entry]] = field(default_factory=dict)
    is_down: bool = False
    delay_seconds: float = 0

    async def handle(self, message: InboundMessage) -> Entry:
        await asyncio.sleep(self.delay_seconds)
        if self.is_down:
            raise ConnectionError("the store is gone")
        entries = self.said.setdefault(message.sender_id, [])
        for entry in entries:
            if message.message_id is not None and entry.message_id == message.message_id:
                return entry
        language = message.locale or Language.VI
        reply = _answer(message.text.lower(), language)
        entry = Entry(message.text, (reply,), datetime.now(UTC), language, message.message_id)
        entries.append(entry)
        return entry

    async def transcript(self, _channel: str, sender_id: str, limit: int) -> list[Entry]:
        return self.said.get(sender_id, [])[-limit:]

    async def erase(self, _channel: str, sender_id: str) -> None:
        self.said.pop(sender_id, None)

    async def tracker(self, _sender_id: str) -> None:
        return None


def _answer(text: str, language: Language) -> Reply:
    is_english = language is Language.EN
    if any(word in text for word in ("link", "liên kết", "lien ket")):
        return LINK_EN if is_english else LINK_VI
    if any(word in text for word in ("deadline", "hạn", "han")):
        return DEADLINE_EN if is_english else DEADLINE_VI
    return OTHER_EN if is_english else OTHER_VI


def example_services(service: ExampleService) -> WebServices:
    async def readiness() -> dict[str, bool | str]:
        return {"database": True}

    return WebServices(
        turns=service,
        conversations=service,
        parse=lambda text: {"text": text},
        readiness=readiness,
        model_id="example",
        secret_key="acceptance",  # noqa: S106 - signs cookies of this run only
    )
