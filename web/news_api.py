"""What arrived, and the saved questions, as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from indexer.arrivals import Arrivals, all_arrivals
from indexer.question_checks import expected_in_words
from web.news_pages import checked
from web.pages import Served

router = APIRouter(prefix="/api", tags=["Mới cập nhật"])


class QuestionOut(BaseModel):
    """Câu hỏi đã lưu: mong đợi gì, nay trả lời gì."""

    id: str
    ask: str
    met: bool
    expected: str
    came: str
    note: str
    by: str


@router.get("/news")
def news(
    request: Request,
    since: Annotated[date | None, Query(description="từ ngày này, viết như 2012-12-31")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="số lần lập chỉ mục, nhiều nhất 1000")] = 20,
) -> list[Arrivals]:
    """Mới cập nhật: mỗi lần lập chỉ mục mang vào những gì, thay đổi điều gì, mới nhất trước."""
    return all_arrivals(request.app.state.data, since, limit)


@router.get("/questions")
def questions(request: Request, served: Served) -> list[QuestionOut]:
    """Câu hỏi đã lưu và câu trả lời hiện nay; met: đúng như mong đợi."""
    return [
        QuestionOut(
            id=check.question.id, ask=check.question.ask, met=check.met, came=check.told,
            expected=expected_in_words(check.question.expected), note=check.question.note, by=check.question.by,
        )
        for check in checked(request, served)
    ]  # fmt: skip
