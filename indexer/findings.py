"""What was found in a report, in words that an officer can act on: the model that all rules and exports share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: "error": wrong as it stands; "warning": a person must decide; "note": could not be checked, or good to know.
Severity = Literal["error", "warning", "note"]
FindingKind = Literal[
    "inconsistent", "provision", "expired", "quotation", "ambiguous", "known", "unknown", "mention", "unit", "symbol",
    "date", "basis", "order", "abbreviation",
]  # fmt: skip
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
SEVERITY_LABELS: dict[Severity, str] = {"error": "Sai", "warning": "Cần xem", "note": "Lưu ý"}
KIND_LABELS: dict[FindingKind, str] = {
    "inconsistent": "Mâu thuẫn",
    "provision": "Điều khoản",
    "expired": "Hiệu lực",
    "quotation": "Lời trích",
    "ambiguous": "Chưa rõ văn bản nào",
    "known": "Chưa có toàn văn",
    "unknown": "Chưa có trong kho",
    "mention": "Cách nêu văn bản",
    "unit": "Cách viết điều, khoản, điểm",
    "symbol": "Cách viết số, ký hiệu",
    "date": "Cách viết ngày tháng",
    "basis": "Dòng căn cứ",
    "order": "Thứ tự căn cứ",
    "abbreviation": "Chữ viết tắt",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report: ``number`` counts from 1 within ``place`` ("đoạn", "chú thích cuối trang", "dòng");
    ``page`` is the page that it begins on, 0 where the file does not say; ``in_table``: a cell holds it."""

    text: str
    place: str
    number: int
    page: int = 0
    in_table: bool = False

    @property
    def where(self) -> str:
        """Where it stands, for people: "đoạn 12 (khoảng trang 3)", "chú thích cuối trang, đoạn 3"."""
        page = f" (khoảng trang {self.page})" if self.page else ""
        said = f"{self.place} {self.number}" if self.is_body else f"{self.place}, đoạn {self.number}"
        return said + page

    @property
    def is_body(self) -> bool:
        """Whether it belongs to the running text, not to notes, heads and feet."""
        return self.place in {"đoạn", "dòng"}


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction that is certain: ``text`` takes the place of the span; offsets are those of the passage."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    ``paragraph`` is the index of the passage in what was checked, ``start`` and ``end`` offsets into its text, where
    ``quote`` stands; ``correction`` what is suggested, in words to write; ``uri`` the held document meant; ``times``
    how often it occurs when only the first place is told; ``edits`` are what ``--fix`` may do, empty where a person
    must decide.
    """

    severity: Severity
    kind: FindingKind
    message: str
    where: str
    paragraph: int
    start: int
    end: int
    quote: str
    correction: str | None = None
    uri: str | None = None
    times: int = 1
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        often = f" (nhắc {self.times} lần)" if self.times > 1 else ""
        mend = f" Nên ghi: “{self.correction}”." if self.correction else ""
        return f"[{SEVERITY_LABELS[self.severity]}] {self.where}: “{self.quote}”{often}: {self.message}.{mend}"
