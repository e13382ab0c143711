"""What the words of a Vietnamese list say about its layout: headings, totals, signatures, units, numbering.

Words for recognising only, never shown; the synonyms of each field are in `forms/headings`.
"""

import re
from typing import Final

from desktop.domain.names import clean, fold

_LONGEST_HEADING: Final = 90
_LONGEST_GROUP: Final = 300


def _split(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split(";")]


def _folded(text: str) -> frozenset[str]:
    """The words of a list parted by semicolons, as they are compared: without marks and case."""
    return frozenset(map(fold, _split(text)))


def _phrases(text: str) -> re.Pattern[str]:
    """Any of the phrases, folded, as whole words."""
    return re.compile(r"\b(?:" + "|".join(sorted(_folded(text), key=len, reverse=True)) + r")\b")


def _marked(text: str) -> re.Pattern[str]:
    """Any of the phrases with their marks: "phòng" is no "phong"."""
    return re.compile(r"(?:" + "|".join(sorted(_split(text), key=len, reverse=True)) + r")\b")


_NUMBER_HEADINGS: Final = _folded("""
    STT; TT; Số TT; Số thứ tự; Thứ tự; S.T.T; T.T; No; No.
""")
_NAME_PHRASES: Final = _phrases("""
    Họ và tên; Họ tên; Họ và chữ đệm; Họ, chữ đệm; Họ đệm; Họ và đệm; Họ tên đệm; Full name
""")
_NAME_HEADINGS: Final = re.compile(r"(?:ten|name|(?:danh muc )?(?:vi tri viec lam|vtvl))\b")
_HEADING_PHRASES: Final = _phrases("""
    Họ và tên; Họ tên; Họ và chữ đệm; Họ đệm; Ngày sinh; Năm sinh; Ngày tháng năm sinh; Giới tính; Dân
    tộc; Tôn giáo; Quê quán; Nơi sinh; Nơi ở; Chỗ ở; Địa chỉ; Hộ khẩu; Nơi cư trú; Thường trú; Số CCCD;
    CCCD; Số CMND; CMND; CMTND; Số định danh; Số căn cước; Điện thoại; Số ĐT; SĐT; Email; Chức vụ; Chức
    danh; Phòng ban; Đơn vị công tác; Nơi công tác; Vị trí việc làm; Trình độ; Chuyên môn; Chuyên ngành;
    Lý luận chính trị; LLCT; QLNN; Ngoại ngữ; Tin học; Mã ngạch; Ngạch; Bậc lương; Hệ số; HSL; Phụ cấp;
    Ngày vào Đảng; Ngày tuyển dụng; Ngày hưởng; Ghi chú; Số lượng; Đơn vị tính; ĐVT; Nguyên giá; Giá
    trị; Năm sử dụng; Tình trạng; Người sử dụng; Tên tài sản; Mã tài sản; Diện tích; Năm xây dựng; Biển
    kiểm soát; Biển số; Số chỗ; Loại xe; Xếp loại; Full name; Birth date; Date of birth; Position;
    Phone; Address; Note; Remarks
""")
_HEADINGS: Final = _folded("""
    Ngành; Tên; Họ; Nam; Nữ; Bậc; Lương; Bằng cấp; Khối; Quản lý nhà nước; Đảng viên; Tuổi; Phòng; Đơn
    vị; Bộ phận; Sex; Unit; Name; Quantity; SL; Mã số; Mã TS; Vị trí
""")

_LETTERHEAD: Final = _phrases("""
    Cộng hòa xã hội; Độc lập - Tự do; Ủy ban nhân dân; UBND; Đảng ủy; HĐND; Mẫu số; Biểu số; Phụ lục;
    Kèm theo; Danh sách; Tổng hợp; Trích ngang; Bảng kê; Báo cáo; Đơn vị tính; ĐVT; Kính gửi; Biểu mẫu
""")

_TOTAL: Final = re.compile(
    r"\W*(?:\d+\W+|[ivx]+\W+)?"
    r"(?:(?:tổng cộng|tổng số|tổng|cộng|toàn xã|toàn đơn vị|toàn phường|mang sang|chuyển sang)"
    r"(?!\s*(?:hợp|đài|thể|biên|vụ|công ty|hòa|hoà|đồng|tác))\b"
    r"|(?:tong cong|tong so|cong trang|grand total|sub-?total|total)\b|(?:tong|cong)\s*[:(]"
    r"|(?:ấn định|tổng kết)?\s*danh sách (?:này |trên )?(?:có|gồm))"
)
_SIGNATURE: Final = _phrases("""
    Người lập; Người lập biểu; Lập biểu; Ký ghi rõ họ tên; Ký tên; Ký và ghi rõ; Ký đóng dấu; Nơi nhận;
    Thủ trưởng đơn vị; Thủ trưởng cơ quan; Người tổng hợp; Cán bộ tổng hợp; Xác nhận của; Đã ký; Người
    kê khai; Người báo cáo; Prepared by; Signature
""")
_PLACE_AND_DATE: Final = re.compile(r"\bngai\b.{0,12}\bthang\b.{0,8}\bnam\b(?! sinh)")
_SIGNER: Final = re.compile(r"(?:tm|kt|tl|tuq|q) ")
_SIGNERS: Final = _folded("""
    Chủ tịch; Phó Chủ tịch; Bí thư; Phó Bí thư; Kế toán; Kế toán trưởng; Thủ trưởng; Trưởng phòng; Chủ
    tịch UBND; Chủ tịch UBND xã; Chủ tịch UBND phường; Giám đốc; Hiệu trưởng; Chánh Văn phòng; Trưởng
    ban kiểm kê; Công chức tài chính; Người kiểm tra; Thủ quỹ
""")
_NOTE: Final = re.compile(r"\s*(?:\*|\(\*\)|ghi chú|lưu ý|chú thích|chú ý|note)\b|\s*\*")

_UNITS: Final = _marked("""
    phòng; ban; văn phòng; trung tâm; lãnh đạo; khối; đảng ủy; đảng uỷ; đảng bộ; ủy ban; uỷ ban; ubnd;
    hđnd; hội đồng; hội; mttq; mặt trận; ubmttq; đoàn thể; đoàn thanh niên; đoàn tncs; đoàn xã; trường;
    trạm; công an; công đoàn; quân sự; thôn; xóm; bản; ấp; khu phố; tổ dân phố; tdp; tổ; bộ phận; đơn
    vị; cán bộ; công chức; viên chức; người hoạt động; không chuyên trách; chi bộ; xã; phường; thị trấn;
    cơ quan; các; nhóm; biên chế; hợp đồng; lao động; thường trực; đội
""")
_CLASSES_OF_STAFF: Final = tuple(
    _folded("""
        cán bộ; công chức; viên chức; người hoạt động; người lao động; lao động; hợp đồng; biên chế; không
        chuyên trách; chuyên trách; danh sách; đảng viên; đối tượng
    """)
)
_SURNAMES: Final = _folded("""
    Nguyễn; Trần; Lê; Phạm; Hoàng; Huỳnh; Phan; Vũ; Võ; Đặng; Bùi; Đỗ; Hồ; Ngô; Dương; Lý; Hà; Cao;
    Đinh; Đào; Đoàn; Lương; Mai; Trương; Trịnh; Lâm; Tăng; Tô; Tạ; Thái; Chu; Quách; Kiều; La; Lò; Lù;
    Lưu; Mạc; Nghiêm; Nông; Phùng; Quàng; Tống; Triệu; Vi; Vì; Vương; Vàng; Giàng; Hứa; Hoa; Kim; Thạch;
    Sơn; Danh; Châu; Diệp; Đàm; Đồng; Khuất; Khổng; Bạch; Cầm; Cà; Hạng; Sùng; Mùa; Lầu; Thào; Bế; Ma;
    Ninh; Nhữ; Ông; Phí; Phó; Quan; Thân; Thiều; Tiêu; Tòng; Trang; Từ; Viên; Văn; Ứng; Âu; Bá; Bàn;
    Đèo; Điêu; Đậu; Hầu; Hàn; Hán; Lã; Lại; Lộ; Lục; Lường; Mã; Mẫn; Ngân; Ngọ; Nhan; Niê; Rơ; Ksor;
    Siu; Kpă; Hồng; Doãn; Dư; Giáp; Giang; Cù; Cung; Công; Cát; Biện; Bành; Âm; An; Ân; Tào; Tôn; Thi;
    Thẩm
""")
_MIDDLE_NAME: Final = re.compile(r"\w+ (?:thị|văn(?! hóa| hoá| phòng| thư| xã)) \w+")
_NOT_IN_NAMES: Final = re.compile(r"[\d,;:/()\-–&+]")
_MOST_NAME_WORDS: Final = 6

_THINGS: Final = "người|ng|đ/c|đồng chí|biên chế|bc|cái|chiếc|bộ|cơ sở|xe|nam|nữ|%"
_COUNT: Final = re.compile(rf"\(?\s*\d+(?:[.,]\d+)*\s*(?:{_THINGS})?\s*\)?\.?", re.IGNORECASE)
_ROMAN: Final = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_NUMBERING: Final = re.compile(
    r"\s*(?:(?P<mark>[IVX]+|[A-ZĐ]|\d{1,3}(?:\.\d{1,3})*|[a-zđ])\s*[.)/:\-–]+|(?P<dash>[-+–•*]))\s*(?=\S)"
)
_SPACED_ROMAN: Final = re.compile(r"\s*(?P<mark>[IVX]{1,5})\s+(?=\S)")
_MARK: Final = re.compile(r"\s*[(\[]?\s*([IVX]+|[A-ZĐ]|[a-zđ])\s*[.)\]/:\-]*\s*")
_ORDINAL: Final = re.compile(r"\s*\d{1,5}(?:\.\d{1,4})*\s*[.)/]?\s*")
_COLUMN_NUMBER: Final = re.compile(r"\s*[(\[]?\s*(?:\d{1,3}[a-z]?|[A-ZĐa-zđ]|[IVX]+)\s*[)\]]?\s*(?:[=(].*)?")
_TRAILING_COUNT: Final = re.compile(
    rf"[\s:,;\-–(\[]*(?:tổng số|có|gồm)?[\s:]*\d+\s*(?:{_THINGS})\s*[)\].]*\s*$", re.IGNORECASE
)
_DOTS: Final = re.compile(r"[\s.…_\-]*")


def is_number_heading(text: str) -> bool:
    """Whether a heading is that of the running number."""
    return text.strip() == "#" or fold(text) in _NUMBER_HEADINGS


def is_person_heading(text: str) -> bool:
    """Whether a heading is that of people's names."""
    return len(text) <= _LONGEST_HEADING and _NAME_PHRASES.search(fold(text)) is not None


def is_name_heading(text: str) -> bool:
    """Whether a heading is that of the name of whatever a row stands for."""
    return is_person_heading(text) or _NAME_HEADINGS.match(fold(text)) is not None


def is_heading(text: str) -> bool:
    """Whether a cell reads like the heading of a column."""
    if len(text) > _LONGEST_HEADING:
        return False
    folded = fold(text)
    return folded in _NUMBER_HEADINGS or folded in _HEADINGS or _HEADING_PHRASES.search(folded) is not None


def is_letterhead(text: str) -> bool:
    """Whether a cell belongs to the letterhead or title above a table."""
    return len(text) > _LONGEST_HEADING or _LETTERHEAD.search(fold(text)) is not None


def is_total(text: str) -> bool:
    """Whether a row that begins so adds up others; the family name Tống is none."""
    return _TOTAL.match(clean(text).lower()) is not None


def is_signature(text: str) -> bool:
    """Whether a cell stands only in the block of signatures, wherever it is found."""
    folded = fold(text)
    return _SIGNATURE.match(folded) is not None or _PLACE_AND_DATE.search(folded) is not None


def may_sign(text: str) -> bool:
    """Whether a cell below a table names who signs; in the table it may be an office."""
    folded = fold(text)
    return is_signature(text) or folded in _SIGNERS or _SIGNER.match(folded) is not None


def is_note(text: str) -> bool:
    """Whether a row that begins so is a remark to the table."""
    return _NOTE.match(clean(text).lower()) is not None


def names_unit(text: str) -> bool:
    """Whether a text begins as the name of a unit or of a class of staff does."""
    lower = clean(text).lower()
    return _UNITS.match(lower) is not None and _MIDDLE_NAME.match(lower) is None


def is_person_name(text: str) -> bool:
    """Whether a text reads as a Vietnamese full name."""
    words = fold(text).split()
    if not 1 < len(words) <= _MOST_NAME_WORDS or _NOT_IN_NAMES.search(text) or names_unit(text):
        return False
    return words[0] in _SURNAMES


def is_count(text: str) -> bool:
    """Whether a text is a number of people or things, such as "9 người"."""
    return _COUNT.fullmatch(text.strip()) is not None


def is_ordinal(text: str) -> bool:
    """Whether a text is a running number."""
    return _ORDINAL.fullmatch(text) is not None


def is_column_number(text: str) -> bool:
    """Whether a text numbers a column: "(1)", "A", "4=3-HM"."""
    return _COLUMN_NUMBER.fullmatch(text) is not None


def is_filler(text: str) -> bool:
    """Whether a text is only dots, dashes or blanks."""
    return not text[:1].isalnum() and _DOTS.fullmatch(text) is not None


def numbering_style(mark: str) -> str:
    """How a group is numbered: roman, letter, digit, small, or "" when it is not."""
    found = _MARK.fullmatch(mark)
    if found is None:
        return "digit" if is_ordinal(mark) else ""
    if _ROMAN.fullmatch(found[1]):
        return "roman"
    return "letter" if found[1].isupper() else "small"


def split_numbering(text: str) -> tuple[str, str, str]:
    """The style of the number that a group's text begins with ("" for none), the number, and the rest."""
    found = _NUMBERING.match(text) or _SPACED_ROMAN.match(text)
    if found is None:
        return "", "", text
    mark = found.groupdict().get("mark") or ""
    return (numbering_style(mark) if mark else "dash"), mark, text[found.end() :]


def without_count(text: str) -> str:
    """The name of a group without "(9 người)", colon or full stop at its end."""
    text = clean(text)
    return (_TRAILING_COUNT.sub("", text) if len(text) <= _LONGEST_GROUP else text).rstrip(" :.,;-–")


def is_class_of_staff(text: str) -> bool:
    """Whether a group's name tells a class of people, not a unit."""
    return fold(text).startswith(_CLASSES_OF_STAFF)
