import pytest

from bot.pages.markup import Block, BlockKind, Span, blocks, spans


def links(line):
    return [(span.text, span.href) for span in spans(line) if span.href]


def test_text_is_set_block_by_block():
    text = "Câu đầu.\nCâu hai.\n\n- một\n- hai\n\n3. ba\n4. bốn\nCâu cuối.\n\nNguồn: Công văn 3701."

    assert blocks(text) == (
        Block(BlockKind.PARAGRAPH, ((Span("Câu đầu."),), (Span("Câu hai."),))),
        Block(BlockKind.BULLETS, ((Span("một"),), (Span("hai"),))),
        Block(BlockKind.STEPS, ((Span("ba"),), (Span("bốn"),)), start=3),
        Block(BlockKind.PARAGRAPH, ((Span("Câu cuối."),),)),
        Block(BlockKind.SOURCE, ((Span("Nguồn: Công văn 3701."),),)),
    )


def test_source_line_is_known_in_english():
    assert blocks("Source: letter 3701.")[0].kind is BlockKind.SOURCE


def test_date_at_the_start_of_a_line_is_no_step():
    assert blocks("15/6/2024 là hạn.")[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_nothing_is_set_as_nothing(text):
    assert blocks(text) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mở dichvucong.gov.vn.", [("dichvucong.gov.vn", "https://dichvucong.gov.vn")]),
        ("(vneid.gov.vn)", [("vneid.gov.vn", "https://vneid.gov.vn")]),
        ("VNeID.gov.vn", [("VNeID.gov.vn", "https://vneid.gov.vn")]),
        ("http://vneid.gov.vn/a-b,", [("http://vneid.gov.vn/a-b", "https://vneid.gov.vn/a-b")]),
        ("xem chinhphu.vn", [("chinhphu.vn", "https://chinhphu.vn")]),
        ("gọi 1900 0368.", [("1900 0368", "tel:19000368")]),
        ("gọi 1900.0368", [("1900.0368", "tel:19000368")]),
        ("gọi 19000368", [("19000368", "tel:19000368")]),
    ],
)
def test_official_addresses_and_the_hotline_are_links(line, expected):
    assert links(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "vneid.cc",
        "vneid-gov.vn",
        "dichvucong.gov.vn.evil.com",
        "vneid.gov.vn@evil.com",
        "cskh@vneid.gov.vn",
        "vneid.gov.vn:8080",
        "vneid.gov.vn://x",
        "xchinhphu.vn",
        "gov.vn.com/vneid.gov.vn",
        "javascript:alert(1)",
        "1900 03689",
        "21900 0368",
        "0912 345 678",
    ],
)
def test_anything_else_is_no_link(line):
    assert links(line) == []


@pytest.mark.parametrize("line", ["a vneid.gov.vn b 1900 0368", "x", "vneid.cc 1/2"])
def test_no_character_is_lost(line):
    assert "".join(span.text for span in spans(line)) == line
