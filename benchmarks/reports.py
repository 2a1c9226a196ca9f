"""How long a long report takes: 100 pages with 300 citations, linked and checked.

    python -m benchmarks.reports --data data

The report is made here. Printed are the seconds of one run in this process and the memory that it needed at most.
"""

from __future__ import annotations

import argparse
import io
import resource
import time
from pathlib import Path

from docx import Document

from indexer.generations import open_current
from indexer.report_jobs import Wishes
from indexer.reports import answer_report

_PAGES, _PARAGRAPHS_A_PAGE, _CITATIONS_A_PAGE = 100, 9, 3
_SENTENCE = "Ban Quản lý đã hướng dẫn doanh nghiệp thực hiện thủ tục, kiểm tra việc chấp hành và tổng hợp kết quả. " * 4
_FORMS = (
    "Căn cứ khoản {n} Điều {n} Nghị định số 29/2008/NĐ-CP, ",
    "Theo Quyết định số {m}/2019/QĐ-UBND ngày 05/3/2019 của Ủy ban nhân dân tỉnh Hưng Yên, ",
    "Thực hiện Thông tư số {m}/2021/TT-BTC của Bộ trưởng Bộ Tài chính, ",
)


def report_of(pages: int) -> bytes:
    """A Word file of that many pages."""
    document = Document()
    for page in range(pages):
        for place in range(_PARAGRAPHS_A_PAGE):
            opening = _FORMS[place].format(n=page % 9 + 1, m=page % 60 + 1) if place < _CITATIONS_A_PAGE else ""
            document.add_paragraph(opening + _SENTENCE)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def main() -> None:
    """Make the report, answer it, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"))
    catalogue = open_current(parser.parse_args().data).catalogue
    data = report_of(_PAGES)
    start = time.perf_counter()
    answer = answer_report(data, "bao-cao.docx", catalogue, Wishes("http://may-chu:8000"))
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"{answer.citations} citations, {answer.count} links, {len(answer.findings)} findings"
    print(f"{_PAGES} pages, {told}: {seconds:.2f} s, {megabytes:.0f} MB at most")


if __name__ == "__main__":
    main()
