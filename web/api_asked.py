"""What callers of the JSON interface ask by: which document, which part of the register of powers."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, HTTPException, Query
from pydantic import BaseModel, Field

from indexer.records import DocumentHead
from kb.delegation_finding.words import Stance
from web.library import Library
from web.pages import Served

#: The eId of a unit, as the addresses of places carry it.
Unit = Annotated[str, Query(description="eId của điều, khoản, điểm, ví dụ art_5__para_2")]


def asked_document(
    served: Served,
    uri: Annotated[str, Query(description="địa chỉ cố định của văn bản, bắt đầu bằng /akn/vn/")] = "",
    number: Annotated[str, Query(description="thay cho uri: số, ký hiệu, ví dụ 35/2022/NĐ-CP")] = "",
) -> DocumentHead:
    """The held document that a request names by its address or its number. Raises HTTPException: 422 where it names
    none, 404 for one that is not held, 409 where several have the number, each with what to do."""
    if not uri and not number:
        raise HTTPException(422, "Thiếu uri hoặc number: cho biết văn bản nào.")
    held = served.catalogue.by_uri(uri) if uri else served.catalogue.by_number(number)
    if not held:
        raise HTTPException(404, _not_held(served, uri, number))
    if len(held) > 1 and not uri:
        several = "; ".join(f"{head.name} ngày {head.day}: {head.uri}" for head in held)
        raise HTTPException(409, f"{len(held)} văn bản có số {number}; chọn một theo uri. {several}.")
    return held[0]


Asked = Annotated[DocumentHead, Depends(asked_document)]


def _not_held(served: Library, uri: str, number: str) -> str:
    if uri:
        return f"Kho không có văn bản ở địa chỉ {uri}."
    listed = served.catalogue.known(number)
    if listed:
        return f"Kho chưa giữ toàn văn {listed[0].told}."
    return f"Kho không có văn bản số {number}."


class PowersIn(BaseModel):
    """The filters of the register of powers; ``matter`` is a slug or any name of a matter."""

    organ: str = Field("", description="cơ quan giao hoặc nhận")
    delegator: str = Field("", description="cơ quan giao")
    matter: str = Field("", description="loại việc: mã hoặc tên gọi, ví dụ giay-phep-lao-dong, GPLĐ")
    place: str = Field("", description="địa phương")
    stance: Stance | None = Field(None, description="tình trạng")
    on: date | None = Field(None, description="những gì đã biết và lý do rà soát tại ngày này (mặc định hôm nay)")
