"""A small corpus whose powers come, change and go: a law, two decrees, a circular, decisions and an article."""

from __future__ import annotations

from pathlib import Path

BOARD = "Ban Quản lý các khu công nghiệp tỉnh Hưng Yên"

FILES = {
    "luat/luat-ben-bai.md": """---
type: luat
number: 41/2018/QH14
issuer: Quốc hội
issued: 2018-06-12
effective: 2019-01-01
title: Luật Bến bãi
---

### Điều 1. Phạm vi

Luật này quy định về bến bãi.
""",
    "nghi-dinh/11-2019-nd-cp.md": """---
type: nghi-dinh
number: 11/2019/NĐ-CP
issuer: Chính phủ
issued: 2019-02-01
effective: 2019-04-01
title: Quy định về khu công nghiệp
legal_bases:
  - number: 41/2018/QH14
    text: Căn cứ Luật Bến bãi số 41/2018/QH14 ngày 12 tháng 6 năm 2018;
---

### Điều 3. Thẩm quyền

Ủy ban nhân dân cấp tỉnh ủy quyền cho Ban quản lý khu công nghiệp cấp giấy phép lao động.
""",
    "nghi-dinh/52-2024-nd-cp.md": """---
type: nghi-dinh
number: 52/2024/NĐ-CP
issuer: Chính phủ
issued: 2024-05-10
effective: 2024-07-01
title: Quy định mới về khu công nghiệp
relations:
  - verb: replaces
    number: 11/2019/NĐ-CP
    evidence: Nghị định này thay thế Nghị định số 11/2019/NĐ-CP.
---

### Điều 9. Hiệu lực

Nghị định này thay thế Nghị định số 11/2019/NĐ-CP.
""",
    "quyet-dinh/7-2020-qd-ubnd.md": f"""---
type: quyet-dinh
number: 7/2020/QĐ-UBND
issuer: Ủy ban nhân dân tỉnh Hưng Yên
issued: 2020-03-02
place: Hưng Yên
title: Về việc ủy quyền cho Ban Quản lý các khu công nghiệp
record: summary
sources:
  - "Bản tóm tắt để thử"
legal_bases:
  - text: Căn cứ Thông tư số 6/2019/TT-BKH ngày 05 tháng 6 năm 2019 của Bộ trưởng Bộ Kế hoạch;
    number: 6/2019/TT-BKH
  - number: 11/2019/NĐ-CP
    text: Căn cứ Nghị định số 11/2019/NĐ-CP ngày 01 tháng 02 năm 2019 của Chính phủ;
  - number: 41/2018/QH14
    text: Căn cứ Luật Bến bãi số 41/2018/QH14 ngày 12 tháng 6 năm 2018;
delegations:
  - stance: delegated
    kind: uy-quyen
    delegator: Ủy ban nhân dân tỉnh Hưng Yên
    delegate: {BOARD}
    powers:
      - cấp giấy phép xây dựng
    instrument: 7/2020/QĐ-UBND
    instrument_date: 2020-03-02
    evidence: Ủy quyền cho {BOARD} cấp giấy phép xây dựng.
  - stance: delegated
    kind: uy-quyen
    delegator: Ủy ban nhân dân tỉnh Hưng Yên
    delegate: {BOARD}
    powers:
      - chứng thực chữ ký
    instrument: 7/2020/QĐ-UBND
    instrument_date: 2020-03-02
    end: 2021-12-31
    evidence: Ủy quyền cho {BOARD} chứng thực chữ ký đến hết ngày 31 tháng 12 năm 2021.
---

### Điều 1. Ủy quyền

Ủy quyền cho {BOARD} cấp giấy phép xây dựng.

Ủy quyền cho {BOARD} chứng thực chữ ký đến hết ngày 31 tháng 12 năm 2021.
""",
    "quyet-dinh/19-2023-qd-ubnd.md": f"""---
type: quyet-dinh
number: 19/2023/QĐ-UBND
issuer: Ủy ban nhân dân tỉnh Hưng Yên
issued: 2023-08-15
place: Hưng Yên
title: Về việc thôi ủy quyền
record: summary
sources:
  - "Bản tóm tắt để thử"
delegations:
  - stance: withdrawn
    kind: uy-quyen
    delegate: {BOARD}
    powers:
      - cấp giấy phép xây dựng
    instrument: 19/2023/QĐ-UBND
    instrument_date: 2023-08-15
    evidence: Không tiếp tục ủy quyền cho {BOARD} cấp giấy phép xây dựng.
---

### Điều 1. Thôi ủy quyền

Không tiếp tục ủy quyền cho {BOARD} cấp giấy phép xây dựng.
""",
    "nguon/bai-viet-so.md": f"""---
type: bai-viet
title: Ban Quản lý sau nhiều năm
dated: khoảng năm 2022
place: Hưng Yên
record: source
sources:
  - "Bài viết để thử"
delegations:
  - stance: not_delegated
    kind: uy-quyen
    delegate: {BOARD}
    powers:
      - cấp giấy phép lao động
    evidence: "{BOARD} chưa được ủy quyền cấp giấy phép lao động."
---

### Việc chưa được giao

{BOARD} chưa được ủy quyền cấp giấy phép lao động.
""",
    "nguon/ghi-chep.md": """---
type: bai-viet
title: Ghi chép không ngày
place: Nghệ An
record: source
sources:
  - "Ghi chép để thử"
delegations:
  - stance: delegated
    kind: giao
    delegator: Ủy ban nhân dân tỉnh Nghệ An
    delegate: Sở Nội vụ tỉnh Nghệ An
    powers:
      - cấp giấy phép lao động
    instrument: 88/2017/QĐ-UBND
    evidence: Sở Nội vụ tỉnh Nghệ An được giao cấp giấy phép lao động theo Quyết định số 88/2017/QĐ-UBND.
---

### Việc được giao

Sở Nội vụ tỉnh Nghệ An được giao cấp giấy phép lao động theo Quyết định số 88/2017/QĐ-UBND.
""",
}


def write_corpus(folder: Path) -> Path:
    """Writes the corpus; gives its folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
