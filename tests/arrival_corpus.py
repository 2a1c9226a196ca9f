"""A small corpus in which documents arrive, for the tests of what an arrival is said to change."""

from __future__ import annotations

from pathlib import Path

from indexer.arrivals import Arrivals, LineKind, read_arrivals
from indexer.build import update

DECREE = """---
type: nghi-dinh
number: 10/2011/NĐ-CP
issuer: Chính phủ
issued: 2011-03-14
effective: 2011-05-01
title: Quy định về khu công nghiệp
---

### Điều 1. Ủy quyền

Ủy ban nhân dân cấp tỉnh ủy quyền cho Ban Quản lý khu công nghiệp cấp giấy phép lao động.
"""

DECISION = """---
type: quyet-dinh
number: 5/2012/QĐ-UBND
issuer: Ủy ban nhân dân tỉnh Hưng Yên
issued: 2012-01-15
effective: 2012-02-01
place: Hưng Yên
title: Ủy quyền cho Ban Quản lý các khu công nghiệp tỉnh
legal_bases:
  - number: 10/2011/NĐ-CP
    text: Căn cứ Nghị định số 10/2011/NĐ-CP ngày 14 tháng 3 năm 2011 của Chính phủ;
---

### Điều 1. Ủy quyền

Ủy ban nhân dân tỉnh Hưng Yên ủy quyền cho Ban Quản lý các khu công nghiệp tỉnh Hưng Yên thu hồi giấy phép lao động.

### Điều 2. Hồ sơ

Hồ sơ theo Nghị định số 20/2013/NĐ-CP ngày 02 tháng 01 năm 2013 của Chính phủ.
"""

NEWCOMER = """---
type: nghi-dinh
number: 20/2013/NĐ-CP
issuer: Chính phủ
issued: 2013-01-02
effective: 2013-03-01
title: Quy định về quản lý khu công nghiệp và khu kinh tế
---

### Điều 1. Phạm vi

Nghị định này quy định về khu công nghiệp.

### Điều 2. Hiệu lực thi hành

Nghị định này thay thế Nghị định số 10/2011/NĐ-CP ngày 14 tháng 3 năm 2011 của Chính phủ quy định về khu công nghiệp.
"""

#: What a report says of these documents.
REPORT = """BÁO CÁO
Thực hiện Điều 1 Nghị định số 10/2011/NĐ-CP ngày 14 tháng 3 năm 2011 của Chính phủ, Ban Quản lý đã rà soát.
Ban Quản lý xin ý kiến về Nghị định số 20/2013/NĐ-CP ngày 02 tháng 01 năm 2013 của Chính phủ.
Việc giao quyền theo Nghị định số 10/2011/NĐ-CP vẫn tiếp tục.
"""

NEWCOMER_PATH = "nghi-dinh/20-2013-nd-cp.md"
DECREE_PATH = "nghi-dinh/10-2011-nd-cp.md"
DECISION_PATH = "quyet-dinh/5-2012-qd-ubnd.md"


class Collection:
    """A corpus and its derived data, changed file by file."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.data = folder / "corpus", folder / "data"
        self.questions = folder / "questions.toml"
        self.write(DECREE_PATH, DECREE)
        self.write(DECISION_PATH, DECISION)
        self.bring_up()

    def write(self, path: str, text: str) -> None:
        """Puts a file into the corpus."""
        (self.corpus / path).parent.mkdir(parents=True, exist_ok=True)
        (self.corpus / path).write_text(text, "utf-8")

    def remove(self, path: str) -> None:
        """Takes a file out of the corpus."""
        (self.corpus / path).unlink()

    def bring_up(self, *, gate: bool = False, everything: bool = False) -> Arrivals:
        """Makes a generation; gives its report."""
        generation = update(self.corpus, self.data, gate=gate, everything=everything).generation
        arrivals = read_arrivals(self.data, generation.name)
        assert arrivals is not None
        return arrivals

    def arrive(self, path: str, text: str) -> Arrivals:
        """A file comes and is indexed."""
        self.write(path, text)
        return self.bring_up()


def said(arrivals: Arrivals, kind: LineKind) -> list[str]:
    """The sentences of a kind."""
    return [line.sentence for line in arrivals.of_kind(kind)]
