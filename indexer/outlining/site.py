"""Where the act ends and the page that it was saved from goes on: related documents, comments, notices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import Block
from indexer.outlining.marks import opens_foot

#: Headings and notices of the large legal sites, none of which an act contains.
_SITE = re.compile(
    r"""
    (?: Văn\sbản\snày\schưa\scập\snhật\snội\sdung | Văn\sbản\sliên\squan | Văn\sbản\scùng\slĩnh\svực | Lược\sđồ
      | Bình\sluận | FILE\s(?:ĐƯỢC\sĐÍNH\sKÈM|ATTACHED) | Tải\s(?:văn\sbản|về)\b | Mục\slục\svăn\sbản
      | Bản\sdịch\snày\sthuộc | Chia\ssẻ\s: | Bạn\sphải\sđăng\snhập | Thuộc\stính\svăn\sbản | Hỏi\sđáp\spháp\sluật
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: A site's own label of a document: "Quyết định 1513/QĐ-UBND năm 2025 công bố …".
_LABEL = re.compile(
    r"(?:Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Công văn)\s\d{1,5}/\S{3,30}\s(?:năm|ngày)\s\d"
)


def without_site(blocks: Sequence[Block]) -> list[Block]:
    """The blocks up to where the page goes on with its own text, which it does only behind the foot of the act.

    >>> [block.text for block in without_site([Block("Nơi nhận:"), Block("CHỦ TỊCH"), Block("Văn bản liên quan")])]
    ['Nơi nhận:', 'CHỦ TỊCH']
    """
    foot = next((index for index, block in enumerate(blocks) if opens_foot(block.text)), len(blocks))
    for index in range(foot + 1, len(blocks)):
        text = blocks[index].text
        if _SITE.match(text) or (_LABEL.match(text) and blocks[index].kind != "row"):
            return list(blocks[:index])
    return list(blocks)
