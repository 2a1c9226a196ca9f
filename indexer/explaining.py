"""The microscope: how a question was understood, what was planned, and what each word adds to the best hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.hits import Finder
from indexer.planning import Plan
from indexer.records import HeldProvision
from indexer.words.ranking import Share

_ROUTES = {
    "named": "văn bản được nêu tên", "powers": "ai được giao quyền", "status": "hiệu lực của văn bản",
    "relations": "quan hệ giữa các văn bản", "words": "tìm theo từ",
}  # fmt: skip
_BEST = 3
_SHARES = 8


@dataclass(frozen=True)
class ExplainedHit:
    """A hit with its score and what each term adds, the biggest first."""

    at: HeldProvision
    score: float
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Explanation:
    """The plan and the best hits by words; ``str()`` prints them."""

    plan: Plan
    hits: tuple[ExplainedHit, ...] = ()
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def explain_plan(plan: Plan, finder: Finder) -> Explanation:
    """The explanation of a plan over one generation."""
    if not plan.words:
        return Explanation(plan)
    query = finder.query(plan.words, plan.question.filters)
    found = finder.index.rank(query, _BEST)
    held = finder.catalogue.provisions(hit.key for hit in found.hits)
    hits = tuple(
        ExplainedHit(held[hit.key], hit.score, finder.index.explain(query, hit.key))
        for hit in found.hits
        if hit.key in held
    )
    return Explanation(plan, hits, found.missing)


def _lines(explanation: Explanation) -> Iterator[str]:
    question = explanation.plan.question
    yield f"Câu hỏi: {question.text}"
    yield f"Cách trả lời: {_ROUTES[explanation.plan.route]}"
    for named in explanation.plan.named:
        held = "; ".join(head.name for head in named.heads) or "không có trong kho"
        yield f"Văn bản nêu tên: {named.shown} → {held}"
    if question.path:
        yield f"Điều khoản: {question.path.vietnamese}"
    facts = (("Nhóm việc", ", ".join(question.matters)), ("Cơ quan", question.organ), ("Nơi", question.place))
    yield from (f"{label}: {value}" for label, value in facts if value)
    yield f"Từ để tìm: {explanation.plan.words or '(không)'}"
    if explanation.missing:
        yield f"Từ không có trong kho: {', '.join(explanation.missing)}"
    for hit in explanation.hits:
        yield f"{hit.score:8.2f}  {hit.at.document.name}, {hit.at.provision.title}"
        shares = ", ".join(f"{share.term} ({share.field}) {share.score:.2f}" for share in hit.shares[:_SHARES])
        yield f"          {shares}"
