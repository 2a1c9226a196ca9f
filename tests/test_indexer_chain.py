"""What a power rests on, by rank, and where and why the chain breaks, as of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import web_factory

from indexer.build import update
from indexer.catalogue import Catalogue
from indexer.chain import chain_of
from indexer.generations import open_current
from indexer.power_register import reviewed
from indexer.records import PowerFact
from indexer.review import Review

ON = date(2026, 6, 1)


def one(catalogue: Catalogue, fact: PowerFact, on: date) -> PowerFact:
    """A statement, reviewed."""
    [seen] = reviewed(catalogue, [fact], on)
    return seen


def stated(catalogue: Catalogue, power: str, stance: str = "delegated") -> PowerFact:
    """The one statement of that power."""
    [fact] = [fact for fact in catalogue.power_facts(stance=stance) if power in fact.delegation.powers]
    return fact


def test_the_chain_goes_from_the_law_down_to_the_body(power_catalogue: Catalogue) -> None:
    fact = one(power_catalogue, stated(power_catalogue, "cấp giấy phép xây dựng"), ON)
    assert [(link.role, link.number) for link in fact.chain] == [
        ("basis", "41/2018/QH14"),
        ("basis", "11/2019/NĐ-CP"),
        ("basis", "6/2019/TT-BKH"),
        ("instrument", "7/2020/QĐ-UBND"),
        ("unit", None),
    ]
    assert [link.head is not None for link in fact.chain] == [True, True, False, True, False]
    assert fact.chain[2].state == "chưa có trong kho"
    assert "→ Ban Quản lý" in fact.chain[-1].words


@pytest.mark.parametrize(
    "on, breaks",
    [
        (date(2024, 6, 30), ()),
        (date(2024, 7, 1), ("đã được thay thế bởi 52/2024/NĐ-CP từ 01/07/2024",)),
    ],
)
def test_a_replaced_basis_breaks_the_chain_from_its_day_on(
    power_catalogue: Catalogue, on: date, breaks: tuple[str, ...]
) -> None:
    fact = one(power_catalogue, stated(power_catalogue, "cấp giấy phép xây dựng"), on)
    assert fact.chain[1].breaks == breaks
    told = tuple(doubt for doubt in fact.doubts if doubt.startswith("Căn cứ"))
    assert told == tuple(f"Căn cứ Nghị định 11/2019/NĐ-CP {reason}." for reason in breaks)


def test_a_term_that_is_over_breaks_the_chain_at_the_body(power_catalogue: Catalogue) -> None:
    fact = stated(power_catalogue, "chứng thực chữ ký")
    assert one(power_catalogue, fact, date(2021, 12, 31)).chain[-1].breaks == ()
    assert one(power_catalogue, fact, date(2022, 1, 1)).chain[-1].breaks == ("Thời hạn đã hết ngày 31/12/2021.",)


@pytest.mark.parametrize(
    "power, stance, words, state",
    [
        ("cấp giấy phép lao động", "not_delegated", "nguồn không nêu", "chưa biết căn cứ"),
        ("cấp giấy phép lao động", "delegated", "88/2017/QĐ-UBND", "chưa có trong kho, nên chưa biết căn cứ"),
    ],
)
def test_what_is_not_known_of_the_chain_is_said(
    power_catalogue: Catalogue, power: str, stance: str, words: str, state: str
) -> None:
    facts = power_catalogue.power_facts(stance=stance)
    [fact] = [fact for fact in facts if power in fact.delegation.powers and fact.at.document.record == "source"]
    instrument, unit = one(power_catalogue, fact, ON).chain
    assert (instrument.words, instrument.state) == (words, state)
    assert unit.role == "unit"


def test_a_held_document_without_bases_says_that_none_is_known(power_catalogue: Catalogue) -> None:
    [fact] = power_catalogue.power_facts(stance="withdrawn")
    instrument = one(power_catalogue, fact, ON).chain[0]
    assert (instrument.role, instrument.number) == ("instrument", "19/2023/QĐ-UBND")
    assert instrument.state.endswith("kho chưa ghi căn cứ của văn bản này")


def test_every_break_is_a_doubt_and_every_doubt_a_break(power_catalogue: Catalogue) -> None:
    """The chain and the reasons to review are two views of one judgement."""
    review = Review(power_catalogue, ON)
    for fact in power_catalogue.power_facts():
        breaks = [reason.rstrip(".") for link in chain_of(review, fact) for reason in link.breaks]
        doubts = review.doubts(fact)
        assert len(breaks) == len(doubts)
        assert all(any(reason in doubt for doubt in doubts) for reason in breaks)


def test_a_rule_rests_on_itself_and_its_bases(power_catalogue: Catalogue) -> None:
    rule = next(fact for fact in power_catalogue.power_facts() if fact.at.document.type == "nghi-dinh")
    assert [link.role for link in one(power_catalogue, rule, ON).chain] == ["basis", "instrument", "unit"]


def test_a_body_that_is_no_more_is_told_with_its_successor(power_catalogue: Catalogue) -> None:
    fact = web_factory.fact(delegator="Bộ Kế hoạch và Đầu tư", at=web_factory.head(999, None, "bai-viet"))
    unit = chain_of(Review(power_catalogue, ON), fact)[-1]
    assert unit.breaks == ("Bộ Kế hoạch và Đầu tư nay là Bộ Tài chính (từ 01/03/2025).",)


LADDER = {
    "luat/1.md": ("luat", "1/2010/QH12", "Quốc hội", "Luật Đò", ["4/2013/QĐ-UBND"]),
    "nghi-dinh/2.md": ("nghi-dinh", "2/2011/NĐ-CP", "Chính phủ", "Quy định về đò", ["1/2010/QH12"]),
    "thong-tu/3.md": ("thong-tu", "3/2012/TT-BXD", "Bộ Xây dựng", "Hướng dẫn về đò", ["2/2011/NĐ-CP"]),
    "quyet-dinh/4.md": ("quyet-dinh", "4/2013/QĐ-UBND", "UBND tỉnh Hưng Yên", "Phân cấp bến đò", ["3/2012/TT-BXD"]),
}
POWER = "Ủy ban nhân dân tỉnh Hưng Yên phân cấp cho Sở Xây dựng tỉnh Hưng Yên cấp giấy phép bến đò."


def ladder(folder: Path) -> Catalogue:
    """A decision on a circular on a decree on a law, which names the decision in its turn."""
    for place, (kind, number, issuer, title, bases) in enumerate(LADDER.values()):
        path = folder / "corpus" / list(LADDER)[place]
        path.parent.mkdir(parents=True)
        named = "".join(f"  - number: {base}\n    text: Căn cứ {base};\n" for base in bases)
        path.write_text(
            f"---\ntype: {kind}\nnumber: {number}\nissuer: {issuer}\nissued: {2010 + place}-01-02\ntitle: {title}\n"
            f"legal_bases:\n{named}---\n\n### Điều 1. Nội dung\n\n{POWER if kind == 'quyet-dinh' else 'Quy định.'}\n",
            encoding="utf-8",
        )
    update(folder / "corpus", folder / "data")
    return open_current(folder / "data").catalogue


def test_the_chain_climbs_to_the_bases_of_bases_and_out_of_circles(tmp_path: Path) -> None:
    catalogue = ladder(tmp_path)
    fact = one(catalogue, catalogue.power_facts()[0], ON)
    bases = [(link.number, link.state.rpartition("; ")[2]) for link in fact.chain if link.role == "basis"]
    assert [number for number, _ in bases] == ["1/2010/QH12", "2/2011/NĐ-CP", "3/2012/TT-BXD"]
    assert bases[0][1] == "căn cứ của 2/2011/NĐ-CP"
    assert bases[1][1] == "căn cứ của 3/2012/TT-BXD"


def test_a_province_that_grew_is_told_of_and_raises_no_doubt(tmp_path: Path) -> None:
    catalogue = ladder(tmp_path)
    fact = one(catalogue, catalogue.power_facts()[0], ON)
    assert fact.chain[-1].state == "từ 01/07/2025 Hưng Yên gồm cả Thái Bình cũ, cơ quan vẫn mang tên này"
    assert not any("Thái Bình" in doubt for doubt in fact.doubts)
    before = one(catalogue, catalogue.power_facts()[0], date(2025, 6, 30))
    assert before.chain[-1].state == ""
