"""How documents act upon one another. Only active verbs are stored; the passive is derived.

>>> VERBS["replaces"].active, VERBS["replaces"].passive
('thay thế', 'được thay thế bởi')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

VerbSlug = Literal[
    "based-on", "cites", "amends", "replaces", "repeals", "suspends", "postpones", "corrects", "guides", "consolidates",
    "extends", "delegates",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """A relation as officers read it from both ends."""

    active: str
    passive: str


VERBS: dict[VerbSlug, Verb] = {
    "based-on": Verb("căn cứ", "là căn cứ của"),
    "cites": Verb("viện dẫn", "được viện dẫn trong"),
    "amends": Verb("sửa đổi, bổ sung", "được sửa đổi, bổ sung bởi"),
    "replaces": Verb("thay thế", "được thay thế bởi"),
    "repeals": Verb("bãi bỏ", "bị bãi bỏ bởi"),
    "suspends": Verb("ngưng hiệu lực", "bị ngưng hiệu lực bởi"),
    "postpones": Verb("lùi hiệu lực", "bị lùi hiệu lực bởi"),
    "corrects": Verb("đính chính", "được đính chính bởi"),
    "guides": Verb("hướng dẫn, quy định chi tiết", "được hướng dẫn bởi"),
    "consolidates": Verb("hợp nhất", "được hợp nhất tại"),
    "extends": Verb("gia hạn", "được gia hạn bởi"),
    "delegates": Verb("ủy quyền, phân cấp theo", "là văn bản giao quyền cho"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """This document does ``verb`` to the document ``number`` (or, without one, ``title``).

    ``whole`` is False where only some provisions are meant; ``provisions`` are the eIds of those that are named, empty
    where the words do not say which. ``since`` is the day it takes effect where stated, ``until`` the last day of a
    suspension, of an extended effect, or before a postponed one. ``evidence`` is the sentence (or the source
    of a fact entered by hand), ``eid`` the provision that it stands in. ``type`` (a slug), ``dated`` and ``issuer`` are
    what the words say of the other document beside its number, which others may have as well. ``awaits`` is the event
    with which it takes effect, where that is no day ("Sở giao dịch … bắt đầu hoạt động"): the day is not known.
    """

    verb: VerbSlug
    number: str | None
    title: str | None = None
    whole: bool = True
    since: date | None = None
    evidence: str = ""
    eid: str = ""
    by_hand: bool = False
    provisions: tuple[str, ...] = ()
    until: date | None = None
    type: str | None = None
    dated: date | None = None
    issuer: str | None = None
    awaits: str | None = None


_YEAR_BEHIND = re.compile(r" năm (?P<year>\d{4})$")


def name_and_year(title: str | None) -> tuple[str | None, int | None]:
    """The name of a law and the year by which a relation tells it from later laws of that name.

    >>> name_and_year("Luật Công đoàn năm 1990"), name_and_year("Luật Công đoàn")
    (('Luật Công đoàn', 1990), ('Luật Công đoàn', None))
    """
    found = _YEAR_BEHIND.search(title or "")
    return (title[: found.start()], int(found["year"])) if title and found else (title, None)
