"""Which documents can end which."""

from __future__ import annotations

import pytest

from indexer.records import DocumentHead
from indexer.standing import may_act_on


def head(slug: str, issuer: str | None = None) -> DocumentHead:
    return DocumentHead(1, "a", slug, "tên", "tên", "/a", issuer=issuer)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (head("luat"), head("luat"), True),
        (head("bo-luat"), head("luat"), True),
        (head("luat"), head("nghi-dinh"), True),
        (head("nghi-dinh"), head("luat"), False),
        (head("thong-tu"), head("nghi-dinh"), False),
        (head("quyet-dinh", "Thủ tướng Chính phủ"), head("nghi-dinh"), False),
        (head("nghi-quyet", "Quốc hội"), head("luat"), True),
        (head("nghi-quyet", "Chính phủ"), head("luat"), False),
        (head("nghi-quyet", "Chính phủ"), head("nghi-dinh"), True),
        # below decrees the rank of the type says too little: a decision may be of the prime minister or of a district
        (head("quyet-dinh"), head("thong-tu"), True),
        (head("thong-tu"), head("quyet-dinh"), True),
    ],
)
def test_nothing_is_ended_from_below(source: DocumentHead, target: DocumentHead, expected: bool) -> None:
    assert may_act_on(source, target) is expected
