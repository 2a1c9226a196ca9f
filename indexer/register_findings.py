"""What a held document says of itself against what registers list under its number.

Only numbers that no other document can have are compared: those with a year, of a body that there is once. Which side
is wrong a person must decide; a correction is named only where the number itself says who is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from indexer.agreement import UNTITLED, bodies_differ, is_local, same_type
from indexer.records import DocumentHead, KnownDocument
from kb.dates import short_date
from kb.documents import Fault
from kb.numbers import DocumentNumber
from kb.text import fold, words_key

#: Types that say nothing.
_ANY_TYPE = frozenset({"other", "bai-viet", "van-ban-hop-nhat"})
#: From this share of common words on, two titles are of one document.
_ALIKE = 0.4
_FEWEST_WORDS = 4

#: "warning": a person must decide; "note": the held document says nothing, and can be completed.
Severity = Literal["warning", "note"]
#: A held document with its corpus file, and what registers list under its number.
Listing = tuple[DocumentHead, str, Sequence[KnownDocument]]


def disagreements(listings: Iterable[Listing]) -> Iterator[Fault]:
    """What does not agree, as faults of the corpus files."""
    for head, path, listed in listings:
        number = DocumentNumber.try_parse(head.number) if head.number else None
        if number is None or number.year is None or is_local(head):
            continue
        same = [known for known in listed if _of_one_kind(head.type, known.type) or not _shares_numbers(number)]
        found = [list(_compared(head, path, number, known)) for known in same]
        yield from min(found, key=len, default=[])


def _shares_numbers(number: DocumentNumber) -> bool:
    """Whether laws and resolutions have the same symbol: 49/2010/QH12."""
    return len(number.codes) == 1 and number.codes[0].upper().startswith(("QH", "UBTVQH"))


def _of_one_kind(first: str, second: str) -> bool:
    return same_type(first, second) or bool({first, second} & _ANY_TYPE)


def _compared(head: DocumentHead, path: str, number: DocumentNumber, known: KnownDocument) -> Iterator[Fault]:
    name = f"{head.document_type.name} {head.number}"
    where = f"danh mục {known.register}" + (f", dòng {known.line}" if known.line else "")

    def fault(severity: Severity, message: str, hint: str) -> Fault:
        return Fault(severity, f"{name}: {message}", path, None, f"{hint} ({where}: {known.told})")

    if not _of_one_kind(head.type, known.type):
        sure = number.document_type.slug == known.type != head.type
        said = f"loại văn bản ghi {head.document_type.name}, danh mục ghi {known.document_type.name}"
        yield fault("warning", said, f"sửa type thành {known.type}" if sure else "đối chiếu với bản gốc")
    yield from (fault(*said) for said in _day(head, number, known))
    if bodies_differ(head.issuer, known.issuer):
        said = f"cơ quan ban hành ghi {head.issuer}, danh mục ghi {known.issuer}"
        yield fault("warning", said, "đối chiếu với bản gốc")
    yield from (fault(*said) for said in _title(head, known))


_Said = tuple[Severity, str, str]


def _day(head: DocumentHead, number: DocumentNumber, known: KnownDocument) -> Iterator[_Said]:
    if known.issued is None or known.issued == head.issued:
        return
    there = short_date(known.issued)
    sure = known.issued.year == number.year
    if head.issued is None:
        hint = f"ghi issued: {known.issued.isoformat()}" if sure else "đối chiếu với bản gốc"
        yield "note", f"chưa ghi ngày ban hành, danh mục ghi {there}", hint
    elif sure and head.issued.year != number.year:
        message = f"ngày ban hành ghi {short_date(head.issued)}, danh mục ghi {there}; số hiệu ghi năm {number.year}"
        yield "warning", message, f"sửa issued thành {known.issued.isoformat()}"
    else:
        message = f"ngày ban hành ghi {short_date(head.issued)}, danh mục ghi {there}"
        yield "warning", message, "đối chiếu với bản gốc"


def _title(head: DocumentHead, known: KnownDocument) -> Iterator[_Said]:
    if not known.title:
        return
    if head.title == UNTITLED:
        yield "note", "chưa rõ tên", "ghi title theo danh mục"
        return
    held, listed = _words(head.title), _words(known.title)
    fewer = min(len(held), len(listed))
    if fewer >= _FEWEST_WORDS and len(held & listed) < _ALIKE * fewer:
        yield "warning", f"tên ghi “{head.title}”, danh mục ghi “{known.title}”", "đối chiếu với bản gốc"


def _words(title: str) -> set[str]:
    return set(fold(words_key(title)).split())
