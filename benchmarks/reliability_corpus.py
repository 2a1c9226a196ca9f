"""A small corpus for the trials of reliability: decrees that cite one another, and what is asked of them."""

from __future__ import annotations

import json
from pathlib import Path

from indexer.generations import Generation
from indexer.records import DocumentHead
from indexer.search import Search

_DECREE = """---
type: nghi-dinh
number: {number}/2031/NĐ-CP
issuer: Chính phủ
issued: 2031-02-01
title: Về bến thuyền du lịch số {number}
---

### Điều 1. Phạm vi

Nghị định này quy định về bến thuyền du lịch, cầu phao và đò ngang{word}.

### Điều 2. Thẩm quyền

1. Ủy ban nhân dân cấp tỉnh ủy quyền cho Ban Quản lý khu công nghiệp cấp giấy phép lao động.

2. Thực hiện theo khoản 1 Điều 1 Nghị định số {cited}/2031/NĐ-CP của Chính phủ.
"""
QUESTIONS = (
    "bến thuyền du lịch", "ai được ủy quyền cấp giấy phép lao động", "3/2031/NĐ-CP", "cầu phao",
    "điều 2 nghị định 2/2031", "đò ngang mới",
)  # fmt: skip


def decree(number: int, word: str = "") -> str:
    """A corpus file; ``word`` makes its text another one."""
    return _DECREE.format(number=number, word=f" {word}" if word else "", cited=number % 6 + 1)


def write_corpus(folder: Path, count: int = 6) -> Path:
    """The corpus with so many decrees."""
    folder.mkdir(parents=True)
    for number in range(1, count + 1):
        (folder / f"nd-{number}.md").write_text(decree(number), "utf-8")
    return folder


def answers(generation: Generation) -> str:
    """What a generation answers to all questions, to be compared word for word."""
    search = Search(generation.catalogue, generation.index)
    return json.dumps([_told(search, question) for question in QUESTIONS], ensure_ascii=False)


def _told(search: Search, question: str) -> list[object]:
    answer = search.answer(question)
    hits = [(hit.at.document.number, hit.at.provision.text, round(hit.score, 4)) for hit in answer.hits]
    facts = [fact.evidence for fact in answer.powers.local] if answer.powers else []
    return [answer.kind, answer.total, hits, facts, [head.name for head in answer.documents]]


def numbers(heads: list[DocumentHead]) -> set[str]:
    """The numbers of some documents."""
    return {head.number for head in heads if head.number}
