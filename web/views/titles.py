"""What a document is about, where its name does not say so already."""

from __future__ import annotations

from indexer.records import DocumentHead
from kb.text import fold


def subject_of(head: DocumentHead) -> str:
    """The trích yếu; "" where the name says it: "Bộ luật Dân sự" needs no "Dân sự" below it.

    >>> subject_of(DocumentHead(1, "x", "bo-luat", "Bộ luật Dân sự", "Dân sự", "/x"))
    ''
    >>> subject_of(DocumentHead(1, "x", "nghi-dinh", "Nghị định 30/2020/NĐ-CP", "Về công tác văn thư", "/x"))
    'Về công tác văn thư'
    """
    return "" if fold(head.name).endswith(fold(head.title)) else head.title
