"""Turns of phrase that ask which document acts upon which: "thông tư nào hướng dẫn nghị định 35/2022".

Patterns see folded text, abbreviations written out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kb.doctypes import type_named
from kb.relations import VerbSlug

#: Whether others act on the document that is named, or it on others.
Side = Literal["by-others", "by-it"]

#: The types of documents as questions name them.
DOCUMENT = (
    r"(?:van ban|luat|bo luat|phap lenh|nghi quyet|nghi dinh|thong tu(?: lien tich)?|quyet dinh|chi thi|ke hoach"
    r"|chuong trinh|cong van|huong dan|van ban hop nhat)"
)
#: Turns of phrase for relations, folded; "cites" stands for all that carries a document out.
_VERBS: tuple[tuple[VerbSlug, str], ...] = (
    ("replaces", r"thay the(?: cho)?"),
    ("repeals", r"bai bo|huy bo"),
    ("amends", r"sua doi(?:,? bo sung)?|bo sung|sua"),
    ("guides", r"huong dan(?: thi hanh| thuc hien)?|quy dinh chi tiet(?: thi hanh)?|chi tiet thi hanh|cu the hoa"),
    ("corrects", r"dinh chinh"),
    ("postpones", r"lui (?:thoi diem |thoi gian )?(?:co )?hieu luc"),
    ("suspends", r"dinh chi|ngung hieu luc|tam ngung"),
    ("consolidates", r"hop nhat"),
    ("extends", r"gia han hieu luc|keo dai hieu luc"),
    ("cites", r"trien khai(?: thuc hien)?|thuc hien|to chuc thuc hien|cu the|vien dan|dan chieu"),
    ("based-on", r"can cu(?: vao)?|ban hanh theo|duoc ban hanh tren co so"),
)
_VERB = "|".join(f"(?P<{slug.replace('-', '_')}>{words})" for slug, words in _VERBS)
_ACTOR = rf"(?:(?:nhung|cac) )?{DOCUMENT}"
_OTHERS_ACT = re.compile(
    rf"(?<!\w){_ACTOR}(?: (?:nao|gi))?(?: da| dang| duoc ban hanh de| duoc ban hanh| de| nao)? (?:{_VERB})(?= |$)"
)
_ACTED_UPON = re.compile(
    rf"(?<!\w)(?:duoc|bi|da duoc|da bi) (?:{_VERB})(?: (?:bang|boi|tai|trong|theo|o|tu))?(?= {_ACTOR} (?:nao|gi)|$)"
)
_IT_ACTS = re.compile(rf"(?<!\w)(?:{_VERB})(?: (?:cho|vao|nhung|cac))? ?{_ACTOR} (?:nao|gi)(?!\w)")


_WHICH = re.compile(rf"(?<!\w)(?P<type>{DOCUMENT}) (?:nao|gi)(?!\w)")
_LISTED = re.compile(rf"^(?:cac |nhung )?(?P<type>{DOCUMENT}) ")


@dataclass(frozen=True, slots=True)
class Related:
    """What is asked: ``verb``, which ``side`` acts, and the slug of the type that the other must have (None: any)."""

    verb: VerbSlug
    side: Side
    actor: str | None


def related_in(folded: str) -> Related | None:
    """The relation that a folded question asks for, or None.

    >>> related_in("nghi dinh 82/2018 duoc thay the bang van ban nao")
    Related(verb='replaces', side='by-others', actor=None)
    """
    sides: tuple[tuple[re.Pattern[str], Side], ...] = (
        (_IT_ACTS, "by-it"), (_ACTED_UPON, "by-others"), (_OTHERS_ACT, "by-others"),
    )  # fmt: skip
    for pattern, side in sides:
        if found := pattern.search(folded):
            verb = next(slug for slug, _ in _VERBS if found[slug.replace("-", "_")])
            return Related(verb, side, _actor(folded))
    return None


def relation_spans(folded: str) -> list[tuple[int, int]]:
    """Where a folded question says that it asks for a relation: spans that describe nothing."""
    patterns = (_IT_ACTS, _ACTED_UPON, _OTHERS_ACT, _WHICH)
    return [match.span() for pattern in patterns for match in pattern.finditer(folded)]


def _actor(folded: str) -> str | None:
    """The type that is asked for: "thông tư nào hướng dẫn" asks for a circular, "văn bản nào" for any."""
    found = _WHICH.search(folded) or _LISTED.search(folded)
    named = type_named(found["type"]) if found else None
    return named.slug if named and named.slug != "other" else None


def says(folded: str, verb: VerbSlug) -> bool:
    """Whether a folded text has a turn of phrase of that verb.

    >>> says("huong dan viec uy quyen quy dinh tai", "guides")
    True
    """
    return re.search(rf"(?<!\w)(?:{dict(_VERBS)[verb]})(?!\w)", folded) is not None
