"""What OCR of Vietnamese acts reads wrong in the same way again and again, and only that which is certain.

A phrase is mended where no other words are possible: nobody enacts by "chỉ tiết". Digits are never changed quietly: the
one misreading that is mended (a letter l for the number 1 between "khoản" and "Điều") is handed back to be told.
"""

from __future__ import annotations

import re

#: What is read, as a pattern, and what is printed. Each entry carries an example.
PHRASES: tuple[tuple[str, str, str], ...] = (
    (r"\bĐi[êếểễẻe]u(?=\s\d)", "Điều", "theo Điêu 157 của Bộ luật"),
    (r"\bđi[êếểễẻe]u(?=\s\d)", "điều", "tại điễu 5"),
    (r"\bquy định chỉ tiết\b", "quy định chi tiết", "quy định chỉ tiết một số điều"),
    (r"\bmột số đi[êếểễ]u của\b", "một số điều của", "chi tiết một số điễu của Luật"),
    (r"\bchỉ nhánh\b", "chi nhánh", "văn phòng đại diện, chỉ nhánh"),
    (r"\bth[âấầẫ]m quyền\b", "thẩm quyền", "cơ quan có thâm quyền cấp"),
    (r"\bthẩm quyên\b", "thẩm quyền", "cơ quan có thẩm quyên"),
    (r"\bquyên hạn\b", "quyền hạn", "nhiệm vụ, quyên hạn và"),
    (r"\bủy quyên\b", "ủy quyền", "ủy quyên cho Ban Quản lý"),
    (r"\buỷ quyên\b", "uỷ quyền", "uỷ quyên cho Ban Quản lý"),
    (r"\b(nhập|xuất|cửa) khâu\b", r"\1 khẩu", "hạn ngạch thuế quan nhập khâu đối với"),
    (r"\btô chức\b", "tổ chức", "các tô chức, cá nhân"),
    (r"\bTô chức\b", "Tổ chức", "Luật Tô chức Chính phủ"),
    (r"\bTheo đê nghị\b", "Theo đề nghị", "Theo đê nghị của Bộ trưởng"),
    (r"\bĐôi tượng\b", "Đối tượng", "Đôi tượng áp dụng"),
    (r"\b([Đđ])ôi với\b", r"\1ối với", "Đôi với giấy khám sức khỏe"),
    (r"\bNgh[iĩìíỉ] định\b", "Nghị định", "Căn cứ Nghĩ định số 96/2022/NĐ-CP"),
    (r"\bChính ph[ùúũu]\b", "Chính phủ", "Chính phù quy định"),
    (r"\bCHÍNH PH[ÙÚŨU]\b", "CHÍNH PHỦ", "TM. CHÍNH PHÙ"),
    (r"\bNghị ãịnh\b", "Nghị định", "Căn cứ Nghị ãịnh số 69/2018/NĐ-CP"),
    (r"\bCăn[.,] cứ\b", "Căn cứ", "Căn. cứ Luật"),
    (r"(?<=/)N[ĐD]\s?-\s?CP\b", "NĐ-CP", "số 69/2018/NĐ- CP ngày"),
    (r"(?<=[A-ZĐ])-\s(?=(?:CP|UBND|HĐND|TTg)\b)", "-", "số 12/2024/QĐ- UBND"),
)
_PATTERNS = tuple((re.compile(pattern), printed) for pattern, printed, _ in PHRASES)
_ONE = re.compile(
    r"""
    \b(?P<unit>[Kk]hoản)\s[lI|]
    (?= , | \sĐiều\b | \svà\s(?:khoản\s)?\d )
    """,
    re.VERBOSE,
)


def mended(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text with certain misreadings mended, and the numbers that were changed (as read, as understood).

    >>> mended("quy định chỉ tiết tại khoản l Điêu 5")
    ('quy định chi tiết tại khoản 1 Điều 5', [('khoản l', 'khoản 1')])
    """
    for pattern, printed in _PATTERNS:
        text = pattern.sub(printed, text)
    changed = [(found.group(), f"{found['unit']} 1") for found in _ONE.finditer(text)]
    return _ONE.sub(lambda found: f"{found['unit']} 1", text), changed
