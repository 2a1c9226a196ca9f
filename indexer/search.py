"""Search: a typed question becomes an answer with its evidence.

The third stage: :mod:`indexer.questions` understands, :mod:`indexer.planning` plans, this runs. A document that is
named wins over everything; then who may decide, what is in force and how documents act upon one another come from the
catalogue; hits by words follow below.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from functools import cached_property

from indexer.acts_answer import answer_relations, answer_status
from indexer.answers import Answer
from indexer.catalogue import Catalogue
from indexer.coverage import why_nothing
from indexer.explaining import Explanation, explain_plan
from indexer.hits import Finder
from indexer.named import answer_named
from indexer.naming import bare_name
from indexer.planning import Plan, make_plan
from indexer.powers import named_bodies
from indexer.powers_answer import answer_powers
from indexer.questions import LONGEST_QUESTION, Filters, understand
from indexer.words.ranking import WordIndex

_TOO_LONG = (
    f"Câu hỏi quá dài: chỉ {LONGEST_QUESTION} ký tự đầu được đọc. Muốn kiểm tra cả một văn bản thì dùng cancu link "
    "hoặc trang Kiểm tra báo cáo."
)


class Search:
    """The search over one generation: its catalogue and its word index. Safe between threads, as both are."""

    def __init__(self, catalogue: Catalogue, index: WordIndex) -> None:
        self._finder = Finder(catalogue, index)

    @cached_property
    def _law_names(self) -> tuple[str, ...]:
        return tuple({bare_name(head.title) for _, head in self._finder.catalogue.titles()})

    @cached_property
    def _zones(self) -> tuple[str, ...]:
        return named_bodies(self._finder.catalogue)

    def warm(self) -> None:
        """Reads now what the first question would wait for."""
        self._law_names, self._zones  # noqa: B018
        self._finder.index.warm()

    def plan(self, text: str, filters: Filters | None = None) -> Plan:
        """What would be done for a question."""
        catalogue = self._finder.catalogue
        asked = understand(text, filters, self._law_names, catalogue.vocabulary, self._zones)
        return make_plan(asked, catalogue)

    def answer(
        self, text: str, filters: Filters | None = None, limit: int = 10, offset: int = 0, on: date | None = None
    ) -> Answer:
        """The answer to a question: cards from the catalogue, then ``limit`` hits from the ``offset``-th on.

        ``on`` is the day for which force is told; the day that the question names, else today. Of a longer text the
        first :data:`~indexer.questions.LONGEST_QUESTION` characters are read, and a reason says so.
        """
        started = time.perf_counter()
        plan = self.plan(text[:LONGEST_QUESTION], filters)
        day = on or plan.question.on or date.today()
        answer = self._run(plan, limit, offset, day)
        cut = (_TOO_LONG,) if len(text) > LONGEST_QUESTION else ()
        return replace(answer, reasons=(*answer.reasons, *cut), took=time.perf_counter() - started)

    def _run(self, plan: Plan, limit: int, offset: int, on: date) -> Answer:
        if plan.route == "status":
            return answer_status(self._finder, plan, limit, offset, on)
        if plan.route == "relations":
            return answer_relations(self._finder, plan, limit, offset)
        asks_powers = plan.route == "powers" or (plan.route == "words" and plan.question.wish.open)
        if asks_powers and (answer := answer_powers(self._finder, plan, limit, offset, on)):
            return answer
        if plan.named:
            return answer_named(self._finder, plan, limit, offset)
        return self._by_words(plan, limit, offset)

    def _by_words(self, plan: Plan, limit: int, offset: int) -> Answer:
        page = self._finder.find(plan.words, plan.question.filters, limit, offset)
        reasons = () if offset else why_nothing(self._finder.rarity, plan.words, page)
        return Answer(
            plan.question, "none" if reasons else "hits", hits=page.hits, total=page.total, facets=page.facets,
            none=bool(reasons), reasons=reasons, suggestion=page.suggestion,
        )  # fmt: skip

    def explain(self, text: str) -> Explanation:
        """How a question was understood and planned, and what each word adds to the best hits."""
        plan = self.plan(text)
        return explain_plan(plan, self._finder)
