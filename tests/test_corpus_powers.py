"""The register of powers of our own corpus: what each source says, fact by fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.corpus import read_document
from kb.delegations import Delegation

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
BOARDS = "Ban quản lý khu công nghiệp, khu kinh tế"
HUNG_YEN = "Ban Quản lý các khu công nghiệp tỉnh Hưng Yên"


def facts_of(stem: str) -> tuple[Delegation, ...]:
    """The facts recorded in a file of the corpus, given without its ending."""
    file = CORPUS / f"{stem}.md"
    return read_document(file.read_text("utf-8"), f"{stem}.md").delegations


# file, stance, delegator, delegate, a power, instrument, start, end
FACTS = [
    ("nguon/hung-yen-10-nam-nhin-lai", "delegated", "Bộ trưởng Bộ Kế hoạch và Đầu tư", HUNG_YEN,
     "cấp, điều chỉnh, thu hồi Giấy phép đầu tư", "429/2004/QĐ-BKH", None, None),
    ("nguon/hung-yen-10-nam-nhin-lai", "delegated", "Bộ trưởng Bộ Thương mại", HUNG_YEN,
     "quản lý hoạt động xuất nhập khẩu và hoạt động thương mại", "0634/2004/QĐ-BKH", None, None),
    ("nguon/hung-yen-10-nam-nhin-lai", "delegated", "UBND tỉnh Hưng Yên", HUNG_YEN,
     "chấp thuận đầu tư", "869/QĐ-UB", None, None),
    ("nguon/hung-yen-10-nam-nhin-lai", "not_delegated", None, HUNG_YEN,
     "cấp, cấp lại, gia hạn, thu hồi giấy phép lao động", None, None, None),
    ("nguon/hung-yen-10-nam-nhin-lai", "not_delegated", None, HUNG_YEN,
     "tổ chức đăng ký nội quy lao động và nội quy an toàn, vệ sinh", None, None, None),
    ("nguon/hung-yen-10-nam-nhin-lai", "withdrawn", None, HUNG_YEN, "công chứng, chứng thực", None, None, None),
    ("nghi-dinh/2022/35-2022-nd-cp", "delegated", None, BOARDS,
     "đăng ký nội quy lao động", "35/2022/NĐ-CP", "2022-07-15", None),
    ("nghi-dinh/2022/35-2022-nd-cp", "withdrawn", None, BOARDS,
     "cấp, cấp lại, gia hạn, thu hồi giấy phép lao động", "35/2022/NĐ-CP", None, "2023-09-18"),
    ("nghi-dinh/2022/35-2022-nd-cp", "may_delegate", "Bộ Công Thương", BOARDS,
     "cấp Giấy chứng nhận xuất xứ hàng hóa", None, None, None),
    ("nghi-dinh/2025/219-2025-nd-cp", "may_delegate", "Ủy ban nhân dân cấp tỉnh", None,
     "cấp, cấp lại, gia hạn, thu hồi giấy phép lao động và giấy xác nhận không thuộc diện cấp giấy phép lao động",
     None, None, None),
    ("thong-tu/2023/17-2023-tt-bldtbxh", "may_delegate", "Ủy ban nhân dân cấp tỉnh", "Ban quản lý khu công nghiệp",
     "tiếp nhận thông báo của doanh nghiệp trong khu công nghiệp về việc cho thôi việc đối với người lao động",
     None, None, None),
    ("quyet-dinh/2025/1513-qd-ubnd-bac-ninh", "delegated", "UBND tỉnh Bắc Ninh",
     "Ban Quản lý các Khu công nghiệp tỉnh Bắc Ninh", "cấp, cấp lại, gia hạn giấy phép lao động",
     "432/QĐ-UBND", None, None),
    ("quyet-dinh/2025/015-2025-qd-ubnd-dak-lak", "delegated", "UBND tỉnh Đắk Lắk", None,
     "cấp Giấy chứng nhận xuất xứ hàng hóa", "015/2025/QĐ-UBND", None, None),
    ("quyet-dinh/2025/122-2025-qd-ubnd-hue", "withdrawn", "Ủy ban nhân dân tỉnh Thừa Thiên Huế", None,
     "quản lý tài sản công tại cơ quan, tổ chức, đơn vị thuộc phạm vi quản lý của địa phương",
     "42/2018/QĐ-UBND", None, "2025-12-04"),
    ("quyet-dinh/2025/98-2025-qd-ubnd-quang-ninh", "withdrawn", "UBND tỉnh Quảng Ninh", None,
     "quyết định áp dụng tiêu chuẩn, định mức công trình sự nghiệp của đơn vị sự nghiệp công lập",
     "59/2024/QĐ-UBND", None, "2025-12-01"),
    ("quyet-dinh/2025/1617-qd-ubnd-quang-ngai", "delegated", "Chủ tịch UBND tỉnh Quảng Ngãi",
     "Giám đốc Sở Nông nghiệp và Môi trường", "cấp, thu hồi Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
     "1617/QĐ-UBND", "2025-11-20", "2027-02-28"),
    ("quyet-dinh/2025/46-qd-ubnd-ha-noi", "delegated", "Chủ tịch UBND thành phố Hà Nội", None,
     "công bố danh mục thủ tục hành chính, thủ tục hành chính", "46/QĐ-UBND", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("file", "stance", "delegator", "delegate", "power", "instrument", "start", "end"), FACTS)
def test_the_fact_is_recorded(
    file: str,
    stance: str,
    delegator: str | None,
    delegate: str | None,
    power: str,
    instrument: str | None,
    start: str | None,
    end: str | None,
) -> None:
    held = [
        (
            fact.stance,
            fact.delegator,
            fact.delegate,
            fact.instrument,
            fact.start and fact.start.isoformat(),
            fact.end and fact.end.isoformat(),
        )
        for fact in facts_of(file)
        if power in fact.powers
    ]
    assert (stance, delegator, delegate, instrument, start, end) in held


def test_the_hung_yen_board_has_exactly_the_statements_of_the_article() -> None:
    facts = facts_of("nguon/hung-yen-10-nam-nhin-lai")
    assert sorted(fact.stance for fact in facts) == ["delegated"] * 3 + ["not_delegated"] * 2 + ["withdrawn"]
    assert {fact.delegate for fact in facts} == {HUNG_YEN}


def test_the_general_decree_no_longer_gives_labour_permits_to_boards() -> None:
    """Nghị định 35/2022 lost these words on 18 September 2023; only a local act may give the power to a board."""
    permits = [
        fact.stance
        for fact in facts_of("nghi-dinh/2022/35-2022-nd-cp")
        if any("giấy phép lao động" in power for power in fact.powers)
    ]
    assert permits == ["withdrawn"]
