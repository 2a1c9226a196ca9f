"""What citations mean: found, a choice, or unknown, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from indexer.catalogue import name_key, number_key, title_key
from indexer.catalogue_names import NamedLaw
from indexer.records import DocumentHead, KnownDocument, LinkedCitation
from indexer.resolution import Resolver
from kb.citations import Citation, Context
from kb.documents import Document
from kb.numbers import DocumentNumber
from kb.provisions import ProvisionPath


@dataclass
class Shelf:
    """Held documents in memory, found as the catalogue finds them."""

    heads: list[DocumentHead] = field(default_factory=list)
    listed: list[KnownDocument] = field(default_factory=list)
    cited: dict[str, list[NamedLaw]] = field(default_factory=dict)

    def hold(self, type: str, number: str | None, issued: str | None = None, **more: Any) -> DocumentHead:
        day = date.fromisoformat(issued) if issued else None
        title = more.pop("title", "về một việc")
        document = Document(f"d{len(self.heads)}", type, title, number, issued=day, **more)
        head = DocumentHead(
            len(self.heads) + 1, document.stem, type, document.name, title, document.uri, number,
            issuer=document.issuer, issued=day, expires=document.expires, place=document.place,
            record=document.record,
        )  # fmt: skip
        self.heads.append(head)
        return head

    def by_number(self, number: str) -> list[DocumentHead]:
        return [head for head in self.heads if head.number and number_key(head.number) == number_key(number)]

    def by_serial(self, serial: str, year: int | None = None) -> list[DocumentHead]:
        found = []
        for head in self.heads:
            number = DocumentNumber.try_parse(head.number or "")
            if number and number.serial.lstrip("0") == serial:
                own_year = number.year or (head.issued.year if head.issued else None)
                found += [head] if year in (None, own_year) else []
        return found

    def by_title(self, title: str) -> list[DocumentHead]:
        return [head for head in self.heads if name_key(head.type, head.title) == title_key(title)]

    def known(self, number: str) -> list[KnownDocument]:
        return [known for known in self.listed if number_key(known.number) == number_key(number)]

    def known_by_title(self, title: str) -> list[KnownDocument]:
        return [known for known in self.listed if name_key(known.type, known.title) == title_key(title)]

    def named_laws(self, title: str) -> list[NamedLaw]:
        return self.cited.get(title, [])


SHELF = Shelf()
DECREE = SHELF.hold("nghi-dinh", "29/2008/NĐ-CP", "2008-03-14", issuer="Chính phủ", place="Hà Nội")
LAW_49 = SHELF.hold("luat", "49/2010/QH12", "2010-06-17", issuer="Quốc hội", title="Luật Bưu chính")
RESOLUTION_49 = SHELF.hold("nghi-quyet", "49/2010/QH12", "2010-06-19", issuer="Quốc hội")
DIRECTIVE = SHELF.hold("chi-thi", "24/CT-TTg", "2016-08-01", issuer="Thủ tướng Chính phủ")
PARTY_OLD = SHELF.hold("nghi-quyet", "18-NQ/TW", "2017-10-25", issuer="Ban Chấp hành Trung ương")
PARTY_NEW = SHELF.hold("nghi-quyet", "18-NQ/TW", "2022-06-16", issuer="Ban Chấp hành Trung ương")
LOCAL = SHELF.hold("quyet-dinh", "67/2003/QĐ-UB", "2003-12-26", issuer="UBND tỉnh Hưng Yên", place="Hưng Yên")
BOARD = SHELF.hold("quyet-dinh", "12/QĐ-BQL", "2015-02-03", issuer="Ban Quản lý Khu kinh tế tỉnh Kon Tum")
MINISTRY = SHELF.hold("quyet-dinh", "634/2004/QĐ-BKH", "2004-05-24", issuer="Bộ trưởng Bộ Kế hoạch và Đầu tư")
CIRCULAR = SHELF.hold("thong-tu", "17/2023/TT-BLĐTBXH", "2023-12-29", issuer="Bộ Lao động - Thương binh và Xã hội")
JOINT = SHELF.hold("thong-tu-lien-tich", "13/2009/TTLT-BXD-BNV", "2009-04-28")
LAW_2014 = SHELF.hold("luat", "67/2014/QH13", "2014-11-26", title="Luật Đầu tư", issuer="Quốc hội")
LAW_2020 = SHELF.hold("luat", "61/2020/QH14", "2020-06-17", title="Luật Đầu tư", issuer="Quốc hội")
LABOUR = SHELF.hold("bo-luat", "45/2019/QH14", "2019-11-20", title="Bộ luật Lao động", issuer="Quốc hội")
OLD_LAW = SHELF.hold("luat", "60/2005/QH11", "2005-11-29", title="Luật Doanh nghiệp", expires=date(2015, 7, 1))
MISDATED = SHELF.hold("thong-tu", "37/2018/TT-NHNN", "2013-12-31", issuer="Ngân hàng Nhà nước")
UNTITLED = SHELF.hold("luat", "26/2008/QH12", title="Không rõ tên văn bản")
for serial in range(9):
    SHELF.hold("thong-tu", f"142/2012/TT-B{'ABCDEGHIK'[serial]}", f"2012-05-0{serial + 1}")
UNDATED = SHELF.hold("chi-thi", "7/CT-TTg")
UNDATED_LAW = SHELF.hold("luat", "30/2009/QH12", title="Luật Quy hoạch đô thị")
NAMELESS_LAW = SHELF.hold("luat", None, title="Luật Biển")
CONSTITUTION = SHELF.hold(
    "hien-phap", None, "2013-11-28", title="Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"
)  # fmt: skip

NOWHERE = Context()
HUNG_YEN = Context(issuer="Ban Quản lý các khu công nghiệp tỉnh Hưng Yên", issued=date(2012, 1, 5), place="Hưng Yên")
KON_TUM = Context(issuer="UBND tỉnh Kon Tum", issued=date(2019, 1, 5), place="Kon Tum")
CENTRAL = Context(issuer="Bộ Nội vụ", issued=date(2019, 1, 5), place="Hà Nội")


def cite(number: str | None = None, type: str | None = None, **more: Any) -> Citation:
    surface = number or more.get("title") or "Điều này"
    if isinstance(more.get("date"), str):
        more["date"] = date.fromisoformat(more["date"])
    if paths := more.pop("paths", None):
        more["provisions"] = tuple(ProvisionPath.parse(path) for path in paths.split())
        more["kind"] = "provision"
    parsed = DocumentNumber.try_parse(number or "")
    more.setdefault("year", (parsed and parsed.year) or (more["date"].year if more.get("date") else None))
    return Citation(0, len(surface), surface, type=type, number=number, **more)


def resolve(citation: Citation, context: Context = NOWHERE) -> LinkedCitation:
    return Resolver(SHELF).resolve(citation, context)


@pytest.mark.parametrize(
    ("citation", "context", "expected"),
    [
        (cite("29/2008/NĐ-CP", "nghi-dinh"), NOWHERE, DECREE),
        (cite("29/2008/NĐ-CP"), NOWHERE, DECREE),
        (cite("29/2008/NĐ-CP", "nghi-dinh", date="2008-03-14", issuer="Chính phủ"), NOWHERE, DECREE),
        (cite("0634/2004/QĐ-BKH", "quyet-dinh"), NOWHERE, MINISTRY),
        # the type word tells apart what shares a symbol; a code is a law
        (cite("49/2010/QH12", "luat"), NOWHERE, LAW_49),
        (cite("49/2010/QH12", "nghi-quyet"), NOWHERE, RESOLUTION_49),
        (cite("49/2010/QH12", date="2010-06-19"), NOWHERE, RESOLUTION_49),
        (cite("45/2019/QH14", "luat"), NOWHERE, LABOUR),
        # numbers without a year: the date or the year decides
        (cite("24/CT-TTg", "chi-thi", date="2016-08-01"), NOWHERE, DIRECTIVE),
        (cite("24/CT-TTg", "chi-thi", year=2016), NOWHERE, DIRECTIVE),
        (cite("18-NQ/TW", "nghi-quyet", date="2022-06-16"), NOWHERE, PARTY_NEW),
        # the year left out of the symbol and said beside it
        (cite("29/NĐ-CP", "nghi-dinh", date="2008-03-14"), NOWHERE, DECREE),
        # provincial symbols: the named province, the citing body's, or the date
        (cite("67/2003/QĐ-UB", "quyet-dinh", issuer="Ủy ban nhân dân tỉnh Hưng Yên"), KON_TUM, LOCAL),
        (cite("67/2003/QĐ-UB", "quyet-dinh", issuer="UBND tỉnh"), HUNG_YEN, LOCAL),
        (cite("67/2003/QĐ-UB", "quyet-dinh"), HUNG_YEN, LOCAL),
        (cite("67/2003/QĐ-UB", "quyet-dinh", date="2003-12-26"), NOWHERE, LOCAL),
        (cite("12/QĐ-BQL", "quyet-dinh", year=2015), KON_TUM, BOARD),
        # an issuer that differs does not outweigh number and date
        (cite("0634/2004/QĐ-BKH", date="2004-05-24", issuer="Bộ trưởng Bộ Thương mại"), NOWHERE, MINISTRY),
        (cite("17/2023/TT-BLĐTBXH", "thong-tu", issuer="Bộ LĐTBXH"), NOWHERE, CIRCULAR),
        # laws by name
        (cite(type="luat", title="Luật đầu tư", year=2014), NOWHERE, LAW_2014),
        (cite(type="luat", title="Luật Đầu tư"), CENTRAL, LAW_2014),
        (cite(type="luat", title="Luật Đầu tư", date="2020-06-17"), NOWHERE, LAW_2020),
        (cite(type="bo-luat", title="Bộ luật Lao động"), NOWHERE, LABOUR),
        (cite(type="hien-phap", title="Hiến pháp", year=2013), NOWHERE, CONSTITUTION),
        (cite("67/2014/QH13", "luat", title="Luật đầu tư"), NOWHERE, LAW_2014),
        (cite("67/2014/QH13", "luat", title="Luật ĐTNN"), NOWHERE, LAW_2014),
        (cite(type="luat", title="Luật Quy hoạch đô thị", year=2009), NOWHERE, UNDATED_LAW),
        # a day that is held and cannot be right contradicts nothing, nor does a title that is not known
        (cite("37/2018/TT-NHNN", "thong-tu", date="2018-12-25"), NOWHERE, MISDATED),
        (cite("26/2008/QH12", "luat", title="Luật Thi hành án dân sự"), NOWHERE, UNTITLED),
        (cite(type="luat", title="Luật Đầu tư"), Context(number="9/2016/TT-BNV"), LAW_2014),
        # numbers of which only the beginning is written
        (cite("29/2008", "nghi-dinh", partial=True), NOWHERE, DECREE),
        (cite("29", "nghi-dinh", partial=True, year=2008), NOWHERE, DECREE),
        (cite("67", "quyet-dinh", partial=True, date="2003-12-26"), NOWHERE, LOCAL),
    ],
)
def test_found(citation: Citation, context: Context, expected: DocumentHead) -> None:
    linked = resolve(citation, context)
    assert (linked.resolution, linked.target) == ("found", expected), linked.reason


@pytest.mark.parametrize(
    ("citation", "context", "candidates", "reason"),
    [
        (cite("49/2010/QH12"), NOWHERE, {LAW_49, RESOLUTION_49}, "2 văn bản"),
        (cite("18-NQ/TW", "nghi-quyet"), NOWHERE, {PARTY_OLD, PARTY_NEW}, "2 văn bản"),
        (cite("24/CT-TTg", "chi-thi"), NOWHERE, {DIRECTIVE}, "không ghi năm"),
        (cite("12/QĐ-BQL", "quyet-dinh"), KON_TUM, {BOARD}, "không ghi năm"),
        (cite("67/2003/QĐ-UB", "quyet-dinh"), NOWHERE, {LOCAL}, "không nói tỉnh nào"),
        # where a ministry sits says nothing about the provincial decisions that it cites
        (cite("67/2003/QĐ-UB", "quyet-dinh"), CENTRAL, {LOCAL}, "không nói tỉnh nào"),
        (cite("0634/2004/QĐ-BKH", issuer="Bộ trưởng Bộ Thương mại"), NOWHERE, {MINISTRY}, "Bộ Thương mại"),
        (cite(type="luat", title="Luật Đầu tư"), NOWHERE, {LAW_2014, LAW_2020}, "2 văn bản"),
        (cite(type="luat", title="Luật Doanh nghiệp"), CENTRAL, {OLD_LAW}, "hết hiệu lực"),
        (cite("17/2023", "thong-tu", partial=True), NOWHERE, {CIRCULAR}, "phần đầu"),
        # the day of the held one is not known: nothing tells it from others of its number or name
        (cite("7/CT-TTg", "chi-thi", date="2016-08-01"), NOWHERE, {UNDATED}, "chưa rõ ngày"),
        (cite(type="luat", title="Luật Biển", year=2012), NOWHERE, {NAMELESS_LAW}, "chưa rõ ngày"),
        (cite("29", "nghi-dinh", partial=True), NOWHERE, {DECREE}, "phần đầu"),
    ],
)
def test_ambiguous(citation: Citation, context: Context, candidates: set[DocumentHead], reason: str) -> None:
    linked = resolve(citation, context)
    assert (linked.resolution, set(linked.targets)) == ("ambiguous", candidates)
    assert reason in linked.reason
    assert linked.target is None


@pytest.mark.parametrize(
    ("citation", "context", "reason"),
    [
        (cite("99/2099/NĐ-CP", "nghi-dinh"), NOWHERE, "chưa có trong kho"),
        (cite("29/2008/NĐ-CP", "nghi-dinh", date="2008-03-15"), NOWHERE, "ngày 14/03/2008, câu ghi 15/03/2008"),
        (cite("29/2008/NĐ-CP", "thong-tu"), NOWHERE, "Thông tư"),
        (cite("24/CT-TTg", "chi-thi", year=2018), NOWHERE, "năm 2016, câu ghi năm 2018"),
        (cite("24/CT-TTg", "chi-thi", date="2020-06-16"), NOWHERE, "16/06/2020"),
        (cite("67/2003/QĐ-UB", "quyet-dinh"), KON_TUM, "của Hưng Yên, không phải của Kon Tum"),
        (cite("67/2003/QĐ-UB", issuer="UBND tỉnh Nghệ An", date="2003-12-26"), HUNG_YEN, "Nghệ An"),
        (cite("67/2003/QĐ-UB", issuer="UBND huyện Văn Giang"), HUNG_YEN, "huyện Văn Giang"),
        (cite(type="luat", title="Luật Đầu tư", year=2005), NOWHERE, "câu ghi năm 2005"),
        (cite(type="luat", title="Luật Nhà ở"), NOWHERE, "chưa có trong kho"),
        (cite(type="luat", title="Luật Quy hoạch đô thị", year=2015), NOWHERE, "năm 2009, câu ghi năm 2015"),
        (cite(type="bo-luat", title="Bộ luật Lao động"), HUNG_YEN, "ngày 20/11/2019) ban hành sau"),
        (cite("67/2014/QH13", "luat", title="Luật Nhà ở"), NOWHERE, "không phải “Luật Nhà ở”"),
        (cite("29/2011", "nghi-dinh", partial=True), NOWHERE, "chưa có trong kho"),
        # what is no number is not taken for the beginning of one
        (cite("29.TT", "nghi-dinh"), NOWHERE, "chưa có trong kho"),
        (cite("TCVN 9001:2008", kind="standard"), NOWHERE, "tiêu chuẩn"),
        (cite("142", "thong-tu", partial=True), NOWHERE, "có 9 văn bản"),
        (cite(type="bo-luat", title="Bộ luật Lao động"), Context(number="9/2016/TT-BNV"), "ban hành sau"),
    ],
)
def test_unknown(citation: Citation, context: Context, reason: str) -> None:
    linked = resolve(citation, context)
    assert (linked.resolution, linked.targets) == ("unknown", ())
    assert reason in linked.reason


@pytest.mark.parametrize(
    ("citations", "expected"),
    [
        # a headline before the dated mention, and a short one after it
        ([cite("18-NQ/TW"), cite("18-NQ/TW", date="2017-10-25"), cite("18-NQ/TW")], [PARTY_OLD] * 3),
        # two documents of one symbol: short mentions stay open
        ([cite("18-NQ/TW", date="2017-10-25"), cite("18-NQ/TW", date="2022-06-16"), cite("18-NQ/TW")],
         [PARTY_OLD, PARTY_NEW, None]),
        # the text means one that is not held
        ([cite("24/CT-TTg", date="2020-06-16"), cite("24/CT-TTg")], [None, None]),
        ([cite("24/CT-TTg", date="2020-06-16"), cite("24/CT-TTg", year=2016)], [None, DIRECTIVE]),
        ([cite("67/2003/QĐ-UB", issuer="UBND tỉnh Hưng Yên"), cite("67/2003/QĐ-UB")], [LOCAL, LOCAL]),
        # of another province, said once
        ([cite("67/2003/QĐ-UB", issuer="UBND tỉnh Nghệ An"), cite("67/2003/QĐ-UB")], [None, None]),
        # a serial alone ties only what is written in part
        ([cite("24/2016/CT-UBND", "chi-thi", date="2016-08-01"), cite("24/CT-TTg", "chi-thi")], [None, None]),
        ([cite("17/2023/TT-BLĐTBXH", "thong-tu"), cite("17/2023", "thong-tu", partial=True)], [CIRCULAR] * 2),
        ([cite("29/2008/NĐ-CP", "nghi-dinh"), cite("29", "nghi-dinh", partial=True)], [DECREE] * 2),
        ([cite("29/2011/NĐ-CP", "nghi-dinh"), cite("29", "nghi-dinh", partial=True)], [None, None]),
        ([cite(title="Luật Đầu tư", type="luat", year=2020), cite(title="Luật Đầu tư", type="luat")], [LAW_2020] * 2),
        ([cite(title="Luật Đầu tư", type="luat", year=2005), cite(title="Luật Đầu tư", type="luat")], [None, None]),
        # an older version that is said once tells nothing of the other mentions; a younger one that is not held does
        ([cite(title="Luật Đầu tư", type="luat", year=2014), cite(title="Luật Đầu tư", type="luat")], [LAW_2014, None]),
        ([cite("10/2012/QH13", title="Bộ luật Lao động", type="bo-luat"),
          cite(title="Bộ luật Lao động", type="bo-luat")], [None, None]),
        ([cite(title="Bộ luật Lao động", type="bo-luat", year=2029), cite(title="Bộ luật Lao động", type="bo-luat")],
         [None, None]),
        ([cite("67/2014/QH13", "luat", title="Luật Đầu tư"), cite("61/2020/QH14", "luat", title="Luật Đầu tư"),
          cite(title="Luật Đầu tư", type="luat")], [LAW_2014, LAW_2020, LAW_2020]),
    ],
)  # fmt: skip
def test_full_mentions_make_short_ones_certain(citations: list[Citation], expected: list[DocumentHead | None]) -> None:
    linked = Resolver(SHELF).resolve_all(citations, NOWHERE)
    assert [entry.target for entry in linked] == expected
    assert [entry.citation for entry in linked] == citations


@pytest.mark.parametrize(
    ("citation", "here", "eid"),
    [
        (cite(target="self", type="nghi-dinh", paths="dieu-5.khoan-2"), "art_9__para_1", "art_5__para_2"),
        (cite(target="self", type="nghi-dinh"), "art_9", ""),
        (cite(target="this-unit", paths="dieu-nay.khoan-2"), "art_9__para_3__point_a", "art_9__para_2"),
        (cite(target="this-unit", paths="khoan-nay.diem-b"), "art_9__para_3__point_a", "art_9__para_3__point_b"),
        (cite(target="this-unit", paths="dieu-nay"), "att_1__art_4__para_1", "att_1__art_4"),
        (cite(target="this-unit", paths="chuong-nay"), "art_9", ""),
        # in an attached regulation
        (cite(target="self", paths="dieu-5"), "att_1__art_4", "att_1__art_5"),
        (cite(target="self", type="other", paths="dieu-5"), "att_1__art_4", "att_1__art_5"),
        (cite(target="self", type="nghi-dinh", paths="dieu-1"), "att_1__art_4", "art_1"),
    ],
)
def test_the_document_in_hand(citation: Citation, here: str, eid: str) -> None:
    (linked,) = Resolver(SHELF).resolve_all([citation], NOWHERE, DECREE, [here])
    assert (linked.target, linked.eid) == (DECREE, eid)


def test_the_version_in_force_is_meant_when_the_others_had_ended() -> None:
    named = cite(type="luat", title="Luật Đầu tư")
    in_2022 = Context(issuer="Bộ Nội vụ", issued=date(2022, 1, 5))
    ends = {LAW_2014: date(2021, 1, 1)}
    resolver = Resolver(SHELF, lambda head, day: ends.get(head, date.max) <= day)
    assert resolver.resolve(named, in_2022).target == LAW_2020
    assert resolver.resolve(named, Context(issued=date(2020, 9, 1))).resolution == "ambiguous"
    assert resolver.resolve(named, NOWHERE).resolution == "ambiguous"
    ends[LAW_2020] = date(2021, 5, 1)
    assert resolver.resolve(named, in_2022).resolution == "ambiguous"


def test_a_law_that_was_not_yet_in_force_is_not_meant_by_its_bare_name() -> None:
    shelf = Shelf()
    shelf.heads = [law] = [
        replace(shelf.hold("luat", "45/2019/QH14", "2019-11-20", title="Luật Thư viện"), effective=date(2021, 1, 1))
    ]
    early = shelf.hold("thong-tu", "34/2019/TT-BTC", "2019-12-30")
    bare = cite(title="Luật Thư viện", type="luat")
    context = Context("thong-tu", early.number, issued=early.issued)
    found = Resolver(shelf).resolve(bare, context, replace(early, effective=date(2020, 2, 15)))
    assert (found.resolution, found.targets) == ("ambiguous", (law,))
    found = Resolver(shelf).resolve(bare, context, replace(early, effective=date(2021, 1, 1)))
    assert found.target == law


def test_a_law_in_the_title_of_an_older_document_is_the_one_of_that_time() -> None:
    older = replace(cite("11/2016/NĐ-CP", "nghi-dinh", year=2016), start=0, end=30)
    bare = replace(cite(title="Bộ luật Lao động", type="bo-luat"), start=90, end=106)
    full = replace(cite(title="Bộ luật Lao động", type="bo-luat", year=2019), start=400, end=430)
    context = Context("nghi-dinh", "152/2020/NĐ-CP", issued=date(2020, 12, 30))
    found = [linked.resolution for linked in Resolver(SHELF).resolve_all([older, bare, full], context)]
    assert found == ["unknown", "ambiguous", "found"]
    far = replace(bare, start=900, end=916)
    assert Resolver(SHELF).resolve_all([older, far, full], context)[1].target == LABOUR


def test_the_text_in_hand_is_meant_behind_an_older_document_too() -> None:
    older = replace(cite("11/2006/NĐ-CP", "nghi-dinh", year=2006), start=0, end=30)
    here = Citation(40, 53, "Nghị định này", target="self", type="nghi-dinh")
    found = Resolver(SHELF).resolve_all(
        [older, here], Context("nghi-dinh", DECREE.number, issued=DECREE.issued), DECREE
    )
    assert found[1].target == DECREE


def test_a_number_and_a_day_of_different_years_name_nothing_for_certain() -> None:
    shelf = Shelf()
    shelf.hold("nghi-dinh", "120/2016/NĐ-CP")
    slip = cite("120/2016/NĐ-CP", "nghi-dinh", date=date(2020, 10, 19))
    assert Resolver(shelf).resolve(slip, NOWHERE).resolution == "unknown"


def test_the_number_of_an_amended_law_is_not_that_of_the_law_that_amends_it() -> None:
    shelf = Shelf()
    shelf.hold("luat", "31/2024/QH15", "2024-01-18", title="Luật Đất đai")
    amending = cite("31/2024/QH15", "luat", title="Luật sửa đổi, bổ sung một số điều của Luật Đất đai", year=2024)
    assert Resolver(shelf).resolve(amending, NOWHERE).resolution == "unknown"


def test_nothing_in_quoted_text_means_the_document_that_quotes_it() -> None:
    quoted = Citation(0, 13, "Nghị định này", target="self", type="nghi-dinh", quoted=True)
    assert Resolver(SHELF).resolve(quoted, NOWHERE, DECREE).target is None


@pytest.mark.parametrize(
    ("said", "own", "linked"),
    [
        ("luat", "nghi-dinh", False),
        ("quyet-dinh", "thong-tu", False),
        ("thong-bao", "quyet-dinh", False),
        ("nghi-quyet", "luat", False),
        ("thong-tu", "thong-tu-lien-tich", True),
        ("nghi-dinh", "van-ban-hop-nhat", True),
        ("ke-hoach", "quyet-dinh", True),
        ("other", "nghi-dinh", True),
    ],
)
def test_a_text_calls_itself_by_its_own_kind(said: str, own: str, linked: bool) -> None:
    shelf = Shelf()
    head = shelf.hold(own, None, "2019-05-05")
    here = Citation(0, 8, "… này", target="self", type=said)
    assert (Resolver(shelf).resolve(here, NOWHERE, head).target == head) is linked


def test_a_held_text_of_no_known_day_tells_no_version() -> None:
    named = cite(type="bo-luat", title="Bộ luật Lao động")
    assert Resolver(SHELF).resolve(named, NOWHERE, UNDATED).resolution == "ambiguous"
    assert Resolver(SHELF).resolve(named, NOWHERE).target == LABOUR


def test_a_law_that_names_itself() -> None:
    context = Context("luat", "61/2020/QH14", "Quốc hội", date(2020, 6, 17))
    named = [cite(title="Luật Đầu tư", type="luat"), cite("67/2014/QH13", "luat", title="Luật Đầu tư")]
    linked = Resolver(SHELF).resolve_all(named, context, LAW_2020)
    assert [entry.target for entry in linked] == [LAW_2020, LAW_2014]


def test_what_the_text_says_outweighs_whose_text_it_is() -> None:
    citations = [cite("67/2003/QĐ-UB", issuer="UBND tỉnh Nghệ An"), cite("67/2003/QĐ-UB")]
    assert [entry.target for entry in Resolver(SHELF).resolve_all(citations, HUNG_YEN)] == [None, None]
    assert [entry.target for entry in Resolver(SHELF).resolve_all(citations[1:], HUNG_YEN)] == [LOCAL]


def test_the_document_in_hand_is_unknown_without_its_head() -> None:
    assert resolve(cite(target="self", type="nghi-dinh", paths="dieu-5")).resolution == "unknown"


@pytest.mark.parametrize(
    ("citation", "eid"),
    [
        (cite("29/2008/NĐ-CP", paths="dieu-5.khoan-2.diem-a dieu-7"), "art_5__para_2__point_a"),
        (cite("29/2008/NĐ-CP", paths="dieu-5", attachment=True), "att_1__art_5"),
        (cite("29/2008/NĐ-CP"), ""),
        (cite("24/CT-TTg", paths="dieu-5"), ""),
    ],
)
def test_the_cited_provision_is_named_only_in_a_certain_document(citation: Citation, eid: str) -> None:
    assert resolve(citation).eid == eid


def test_of_a_document_that_is_held_twice_the_full_text_is_meant() -> None:
    shelf = Shelf()
    shelf.hold("nghi-dinh", "145/2020/NĐ-CP", "2020-12-14", record="summary")
    full = shelf.hold("nghi-dinh", "145/2020/NĐ-CP", "2020-12-14")
    shelf.hold("luat", "49/2010/QH12", "2010-06-17", title="Luật Bưu chính")
    shelf.hold("nghi-quyet", "49/2010/QH12", "2010-06-17")
    resolver = Resolver(shelf)
    assert resolver.resolve(cite("145/2020/NĐ-CP"), NOWHERE).target == full
    assert resolver.resolve(cite("49/2010/QH12"), NOWHERE).resolution == "ambiguous"


def test_candidates_are_asked_for_once() -> None:
    class Counting(Shelf):
        asked = 0

        def by_number(self, number: str) -> list[DocumentHead]:
            self.asked += 1
            return super().by_number(number)

    shelf = Counting(SHELF.heads)
    linked = Resolver(shelf).resolve_all([cite("29/2008/NĐ-CP")] * 50, NOWHERE)
    assert {entry.target for entry in linked} == {DECREE}
    assert shelf.asked == 1


# ------------------------------------------------------------------ versions of a law, held, listed and cited
BY_NAME = cite(title="Luật Đầu tư công", type="luat")
LISTED_2014 = KnownDocument("49/2014/QH13", "luat", "Đầu tư công", "Quốc hội", date(2014, 6, 18), date(2015, 1, 1))
LISTED_2019 = KnownDocument("39/2019/QH14", "luat", "Luật Đầu tư công", "Quốc hội", date(2019, 6, 13), date(2020, 1, 1))


def on(day: date) -> Context:
    return Context("nghi-dinh", issued=day, issuer="Chính phủ")


@pytest.mark.parametrize(
    ("citation", "day", "resolution", "known"),
    [
        (BY_NAME, date(2016, 5, 1), "known", LISTED_2014),
        (BY_NAME, date(2021, 5, 1), "known", LISTED_2019),
        (BY_NAME, date(2019, 8, 1), "unknown", None),  # the younger one had not begun to work
        (BY_NAME, date(2013, 8, 1), "unknown", None),
        (replace(BY_NAME, year=2014), date(2021, 5, 1), "known", LISTED_2014),
        (replace(BY_NAME, date=date(2019, 6, 13), year=2019), date(2021, 5, 1), "known", LISTED_2019),
        (replace(BY_NAME, year=2017), date(2021, 5, 1), "unknown", None),
    ],
)
def test_a_law_named_in_a_text_is_looked_up_in_registers(
    citation: Citation, day: date, resolution: str, known: KnownDocument | None
) -> None:
    found = Resolver(Shelf(listed=[LISTED_2014, LISTED_2019])).resolve(citation, on(day))
    assert (found.resolution, found.known) == (resolution, known)


def test_a_held_law_is_not_taken_where_a_register_lists_a_younger_one() -> None:
    shelf = Shelf(listed=[LISTED_2019])
    held = shelf.hold("luat", "49/2014/QH13", "2014-06-18", title="Đầu tư công")
    assert Resolver(shelf).resolve(BY_NAME, on(date(2018, 5, 1))).target == held
    assert Resolver(shelf).resolve(BY_NAME, on(date(2019, 8, 1))).target == held
    assert Resolver(shelf).resolve(BY_NAME, on(date(2021, 5, 1))).known == LISTED_2019
    undated = Resolver(shelf).resolve(BY_NAME, NOWHERE)
    assert (undated.resolution, undated.targets) == ("ambiguous", (held,))
    assert "39/2019/QH14" in undated.reason


def test_the_bases_of_a_text_say_which_version_it_means() -> None:
    shelf = Shelf()
    held = shelf.hold("luat", "39/2019/QH14", "2019-06-13", title="Luật Đầu tư công")
    shelf.hold("luat", "49/2014/QH13", "2014-06-18", title="Luật Đầu tư công")
    context = on(date(2025, 5, 1))
    bases = [cite(title="Luật Đầu tư công", type="luat", date=date(2024, 11, 29))]
    [newer] = Resolver(shelf).resolve_all([BY_NAME], context, bases=bases)
    assert newer.resolution == "unknown"
    bases = [cite(title="Luật Đầu tư công", type="luat", date=date(2019, 6, 13))]
    [known] = Resolver(shelf).resolve_all([BY_NAME], context, bases=bases)
    assert known.target == held


@pytest.mark.parametrize("surface", ["Luật Đầu tư công (sửa đổi)", "Điều 5 Luật Đầu tư công (sửa đổi, bổ sung)"])
def test_a_revised_law_without_a_year_is_not_the_one_held(surface: str) -> None:
    shelf = Shelf()
    shelf.hold("luat", "39/2019/QH14", "2019-06-13", title="Luật Đầu tư công")
    revised, full = replace(BY_NAME, surface=surface), replace(BY_NAME, year=2019)
    found = Resolver(shelf).resolve_all([full, revised], on(date(2025, 5, 1)))
    assert [linked.resolution for linked in found] == ["found", "ambiguous"]


def test_a_held_law_is_not_taken_where_others_cite_a_younger_one() -> None:
    shelf = Shelf(cited={"Luật Đầu tư công": [NamedLaw("58/2024/QH15", 2024, date(2024, 11, 29))]})
    held = shelf.hold("luat", "39/2019/QH14", "2019-06-13", title="Luật Đầu tư công")
    assert Resolver(shelf).resolve(BY_NAME, on(date(2024, 5, 1))).target == held
    late = Resolver(shelf).resolve(BY_NAME, on(date(2025, 5, 1)))
    assert (late.resolution, late.targets) == ("ambiguous", (held,))
    assert "58/2024/QH15" in late.reason
    shelf.cited["Luật Đầu tư công"] = [NamedLaw("49/2014/QH13", 2014)]
    assert Resolver(shelf).resolve(BY_NAME, on(date(2025, 5, 1))).target == held


def test_a_law_held_without_the_word_for_it_in_its_title() -> None:
    shelf = Shelf()
    held = shelf.hold("luat", "51/2014/QH13", "2014-06-19", title="Phá sản")
    assert Resolver(shelf).resolve(cite(title="Luật Phá sản", type="luat"), on(date(2015, 2, 16))).target == held
