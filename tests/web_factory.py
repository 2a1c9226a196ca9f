"""A small corpus for the tests of the pages, and short ways to make what the views are given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from indexer.build import update
from indexer.records import DocumentHead, HeldProvision, PowerFact
from indexer.vocabulary import shipped
from kb.delegations import Delegation
from kb.documents import Division, Line, Provision
from web.app import create_app

DECREE_URI = "/akn/vn/act/nghi-dinh/chinh-phu/2031-03-14/29-2031-nd-cp"
DECISION_URI = "/akn/vn/act/quyet-dinh/uy-ban-nhan-dan-tinh-hung-yen/2032-05-06/67-2032-qd-ubnd"

FILES = {
    "nghi-dinh/29-2031-nd-cp.md": """---
type: nghi-dinh
number: 29/2031/NĐ-CP
issuer: Chính phủ
issued: 2031-03-14
effective: 2031-05-01
title: Quy định về khu công nghiệp
legal_bases:
  - text: Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2025;
  - number: 12/2030/NĐ-CP
    text: Căn cứ Nghị định số 12/2030/NĐ-CP ngày 02 tháng 01 năm 2030 của Chính phủ;
---

## Chương I. QUY ĐỊNH CHUNG

### Điều 1. Phạm vi

Nghị định này quy định về khu công nghiệp <thử & nghiệm>.

## Chương II. THẨM QUYỀN

### Điều 2. Nhiệm vụ của Ban Quản lý

1. Ban Quản lý thực hiện:

a) cấp giấy chứng nhận theo Điều 1 Nghị định này;

b) điều chỉnh giấy chứng nhận;

c) gia hạn giấy chứng nhận;

d) kiểm tra doanh nghiệp;

đ) thu hồi giấy chứng nhận theo Nghị định số 88/2029/NĐ-CP ngày 05 tháng 6 năm 2029 của Chính phủ.

2. Ủy ban nhân dân cấp tỉnh ủy quyền cho Ban Quản lý khu công nghiệp cấp giấy phép lao động.

| Việc | Hạn |
| Cấp giấy phép | 05 ngày |
""",
    "quyet-dinh/67-2032-qd-ubnd.md": """---
type: quyet-dinh
number: 67/2032/QĐ-UBND
issuer: Ủy ban nhân dân tỉnh Hưng Yên
issued: 2032-05-06
place: Hưng Yên
title: Về tổ chức Ban Quản lý các khu công nghiệp
record: summary
sources:
  - "Bản tóm tắt để thử"
relations:
  - verb: replaces
    number: 12/2030/QĐ-UBND
    evidence: Quyết định này thay thế Quyết định số 12/2030/QĐ-UBND.
delegations:
  - stance: delegated
    kind: uy-quyen
    delegator: Ủy ban nhân dân tỉnh Hưng Yên
    delegate: Ban Quản lý các khu công nghiệp tỉnh Hưng Yên
    powers:
      - chấp thuận đầu tư
    instrument: 67/2032/QĐ-UBND
    instrument_date: 2032-05-06
    evidence: Ủy quyền cho Ban Quản lý các khu công nghiệp tỉnh Hưng Yên chấp thuận đầu tư.
---

### Điều 1. Ủy quyền

Ủy quyền cho Ban Quản lý các khu công nghiệp tỉnh Hưng Yên chấp thuận đầu tư.

### Điều 2. Căn cứ

Thực hiện điểm a khoản 1 Điều 2 Nghị định số 29/2031/NĐ-CP ngày 14 tháng 3 năm 2031 của Chính phủ.
""",
    "nguon/bai-viet.md": """---
type: bai-viet
title: Ban Quản lý các khu công nghiệp nhìn lại
place: Hưng Yên
record: source
sources:
  - "Bài viết để thử"
delegations:
  - stance: not_delegated
    kind: uy-quyen
    delegate: Ban Quản lý các khu công nghiệp tỉnh Hưng Yên
    powers:
      - cấp giấy phép lao động
    evidence: Ban Quản lý các khu công nghiệp tỉnh Hưng Yên chưa được ủy quyền cấp giấy phép lao động.
---

### Việc chưa được giao

Ban Quản lý các khu công nghiệp tỉnh Hưng Yên chưa được ủy quyền cấp giấy phép lao động.
""",
    "chi-thi/24-ct-ttg-2031.md": """---
type: chi-thi
number: 24/CT-TTg
issuer: Thủ tướng Chính phủ
issued: 2031-07-01
title: Về cải cách hành chính
---

### 1. Yêu cầu

Các bộ rà soát thủ tục.
""",
    "chi-thi/24-ct-ttg-2032.md": """---
type: chi-thi
number: 24/CT-TTg
issuer: Thủ tướng Chính phủ
issued: 2032-08-02
title: Về tiết kiệm điện
---

### 1. Yêu cầu

Các địa phương tiết kiệm điện.
""",
}


def write_corpus(folder: Path) -> Path:
    """Writes the corpus; gives its folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def indexed(folder: Path, name: str, text: str) -> Path:
    """A corpus of one document in a folder, indexed beside it."""
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / name).write_text(text, "utf-8")
    update(corpus, folder / "data")
    return corpus


def reader_of(corpus: Path) -> TestClient:
    """A reader of the pages over a corpus that is indexed beside it."""
    return TestClient(create_app(corpus.parent / "data", corpus))


def head(key: int = 1, number: str | None = "29/2031/NĐ-CP", kind: str = "nghi-dinh", **fields: Any) -> DocumentHead:
    """A held document."""
    name = f"Nghị định {number}" if number else "Bài viết"
    values = {"title": "Quy định về khu công nghiệp", "uri": f"/akn/vn/act/{key}", "issuer": "Chính phủ"}
    days = {"issued": date(2031, 3, 14)}
    return DocumentHead(key, f"tep-{key}", kind, name, number=number, **values | days | fields)


def article(label: str = "Điều 5", *lines: Line, divisions: tuple[Division, ...] = ()) -> Provision:
    """An article whose eId follows its label."""
    return Provision("article", label, "Thẩm quyền", f"art_{label.removeprefix('Điều ')}", lines, divisions)


def fact(text: str = "Ủy quyền cho Ban Quản lý cấp phép.", at: DocumentHead | None = None, **fields: Any) -> PowerFact:
    """A statement of delegation that fills its provision."""
    values = {"delegator": "Ủy ban nhân dân tỉnh", "delegate": "Ban Quản lý", "powers": ("cấp phép",)}
    extra = {name: fields.pop(name) for name in ("instrument_head", "doubts", "matters") if name in fields}
    delegation = Delegation(
        **{"stance": "delegated", "kind": "uy-quyen", "evidence_end": len(text), "eid": "art_5"} | values | fields
    )
    held = HeldProvision(10, at or head(), article("Điều 5", Line(text)))
    matters = extra.get("matters", ())
    doubts, groups = extra.get("doubts", ()), shipped().narrowest(matters)
    return PowerFact(1, delegation, held, text, matters, extra.get("instrument_head"), doubts, groups=groups)
