"""What is said about a row of an imported file; nothing is guessed silently."""

from collections.abc import Mapping
from enum import StrEnum


class RowVerdict(StrEnum):
    """What became of a row; `EXPLANATIONS` says it in words."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    ZERO_ADDED = "zero_added"
    DUPLICATE = "duplicate"
    OPTED_OUT = "opted_out"
    DO_NOT_CALL = "do_not_call"
    SUPPRESSED = "suppressed"
    LANDLINE = "landline"
    FOREIGN = "foreign"
    SERVICE = "service"
    EXTENSION = "extension"
    NO_NUMBER = "no_number"
    EMPTY = "empty"
    TOO_FEW_COLUMNS = "too_few_columns"
    SCIENTIFIC = "scientific"
    DECIMAL = "decimal"
    FORMULA = "formula"
    UNKNOWN_LANGUAGE = "unknown_language"


TAKEN = frozenset([RowVerdict.ACCEPTED, RowVerdict.CHANGED, RowVerdict.ZERO_ADDED])
"""The rows whose people are in the audience."""

EXPLANATIONS: Mapping[RowVerdict, str] = {
    RowVerdict.ACCEPTED: "Nhận. / Accepted.",
    RowVerdict.CHANGED: "Nhận: số 11 chữ số cũ, đã đổi sang đầu số mới. / Accepted: an 11-digit "
    "number of before 2018, changed to the number that replaced it.",
    RowVerdict.ZERO_ADDED: "Nhận: thiếu số 0 ở đầu, đã thêm. / Accepted: the leading 0 was missing "
    "and was added.",
    RowVerdict.DUPLICATE: "Trùng một dòng trước. / The number stands in an earlier row.",
    RowVerdict.OPTED_OUT: "Người này đã từ chối nhận tin. / This person refused messages.",
    RowVerdict.DO_NOT_CALL: "Số trong danh sách không làm phiền. / On the do-not-call list.",
    RowVerdict.SUPPRESSED: "Nhà mạng báo không bao giờ nhận được tin. / The provider said that "
    "nothing ever arrives there.",
    RowVerdict.LANDLINE: "Số máy bàn, không nhận tin nhắn. / A landline gets no text messages.",
    RowVerdict.FOREIGN: "Số nước ngoài. / A number of another country.",
    RowVerdict.SERVICE: "Số tổng đài, số ngắn. / A hotline or short number.",
    RowVerdict.EXTENSION: "Số có máy lẻ. / A number with an extension.",
    RowVerdict.NO_NUMBER: "Không phải số điện thoại. / Not a phone number.",
    RowVerdict.EMPTY: "Ô trống. / The cell is empty.",
    RowVerdict.TOO_FEW_COLUMNS: "Dòng thiếu cột. / The row ends before the column.",
    RowVerdict.SCIENTIFIC: "Bảng tính đã cắt mất chữ số (dạng 8,49E+10). Định dạng cột là Văn bản "
    "rồi xuất lại từ nguồn. / The spreadsheet cut digits off (8.49E+10). Format the column as text "
    "and export it again from its source.",
    RowVerdict.DECIMAL: "Bảng tính ghi số này như số thập phân. Định dạng cột là Văn bản rồi xuất "
    "lại. / The spreadsheet wrote it as a decimal. Format the column as text and export it again.",
    RowVerdict.FORMULA: "Ô chứa công thức. Dán thành giá trị rồi xuất lại. / The cell holds a "
    "formula. Paste it as a value and export it again.",
    RowVerdict.UNKNOWN_LANGUAGE: "Ngôn ngữ ghi khác vi hoặc en. / The language is neither vi nor "
    "en.",
}
