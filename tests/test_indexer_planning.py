"""Planning without an index: which held documents a question names, and by which way it is answered."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from indexer.planning import make_plan
from indexer.questions import understand
from indexer.records import DocumentHead
from kb.doctypes import type_of_slug
from kb.numbers import DocumentNumber
from kb.text import words_key


def head(key: int, slug: str, number: str, title: str, issued: date | None = None) -> DocumentHead:
    name = title if slug in {"luat", "bo-luat"} else f"{type_of_slug(slug).name} {number}"
    return DocumentHead(key, f"d{key}", slug, name, title, f"/akn/{key}", number, issued=issued)


@dataclass
class FakeHeld:
    """Held documents in a list, and keys that are only cited."""

    heads: list[DocumentHead]
    cited: list[str] = field(default_factory=list)

    def by_number(self, number):
        return [held for held in self.heads if held.number == number]

    def by_serial(self, serial, year=None):
        parsed = [(DocumentNumber.parse(held.number), held) for held in self.heads]
        return [
            held
            for number, held in parsed
            if number.serial.lstrip("0") == serial and (year is None or year == (number.year or held.issued.year))
        ]

    def titles(self):
        return [(words_key(held.title), held) for held in self.heads if held.type in {"luat", "bo-luat"}]

    def known_keys(self, serial, year=None):
        return [key for key in self.cited if key.startswith(f"{serial}/{year}/")]


HELD = FakeHeld(
    [
        head(1, "nghi-dinh", "29/2008/NĐ-CP", "Quy định về khu công nghiệp", date(2008, 3, 14)),
        head(2, "thong-tu", "29/2008/TT-BTC", "Hướng dẫn thuế", date(2008, 4, 1)),
        head(3, "quyet-dinh", "183/QĐ-TTg", "Thành lập Ban Quản lý", date(2003, 9, 8)),
        head(4, "bo-luat", "10/2012/QH13", "Bộ luật Lao động", date(2012, 6, 18)),
        head(5, "bo-luat", "45/2019/QH14", "Bộ luật Lao động", date(2019, 11, 20)),
        head(6, "luat", "67/2020/QH14", "Luật Đầu tư công", date(2020, 6, 1)),
        head(7, "nghi-quyet", "45/2019/QH14", "Về dự toán ngân sách", date(2019, 11, 21)),
    ],
    cited=["35/2022/NĐ-CP", "11/2016/TT-BLĐTBXH"],
)


@pytest.mark.parametrize(
    "typed, keys",
    [
        ("29/2008", [1, 2]),
        ("nd 29 2008", [1]),
        ("tt 29/2008", [2]),
        ("29/2008/TT-BTC", [2]),
        ("qd 183 ttg", [3]),
        ("điều 5 quyết định 183/QĐ-TTg ngày 08/9/2003", [3]),
        ("bộ luật lao động", [5, 4]),
        ("BLLĐ 2012", [4]),
        ("luat dau tu cong", [6]),
        ("luật đầu tư", []),
        ("luật số 45/2019", [5]),
        ("nghị quyết 45/2019/QH14", [7]),
        ("nghị định 35/2022", []),
    ],
)
def test_documents_that_are_named(typed, keys):
    plan = make_plan(understand(typed), HELD)
    assert plan.named
    assert sorted(found.id for found in plan.heads) == sorted(keys)


@pytest.mark.parametrize(
    "typed, key",
    [
        ("nghị định 35/2022", "35/2022/NĐ-CP"),
        ("tt 11 2016 bldtbxh", "11/2016/TT-BLĐTBXH"),
        ("nghị định 12/2022/NĐ-CP", "12/2022/NĐ-CP"),
        ("luật đất đai 2024", "name:luật đất đai"),
    ],
)
def test_what_is_not_held_has_the_key_under_which_it_is_cited(typed, key):
    (named,) = make_plan(understand(typed), HELD).missing
    assert key in named.keys


@pytest.mark.parametrize(
    "typed, route",
    [
        ("nd 29/2008", "named"),
        ("hồ sơ gia hạn giấy phép", "words"),
        ("nghị định 29/2008 còn hiệu lực không", "status"),
        ("nghị định nào thay thế nghị định 29/2008", "relations"),
        ("ai được ủy quyền cấp giấy phép", "powers"),
        # Nothing is named, so there is nothing that acts upon it.
        ("văn bản nào hướng dẫn cấp giấy phép", "words"),
    ],
)
def test_routes(typed, route):
    assert make_plan(understand(typed), HELD).route == route
