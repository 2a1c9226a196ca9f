"""A citation tied to its target: the provision that is cited, in another document or in the one in hand."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.records import DocumentHead, LinkedCitation, Resolution
from kb.citations import Citation
from kb.dates import short_date
from kb.provisions import ProvisionPath, unit_named

#: Why a link is one that a person has settled.
CONFIRMED = "người dùng xác nhận"
#: Names of what a document has attached, of documents in general, and of none that the catalogue of types knows.
_ATTACHED = frozenset(
    {"other", "quy-dinh", "quy-che", "huong-dan", "ke-hoach", "chuong-trinh", "de-an", "phuong-an", "van-ban"}
)
#: Texts that are another document word for word, or of which the type is not known.
_HOLDS_OTHERS = frozenset({"van-ban-hop-nhat", "other", "bai-viet", "sac-lenh"})
#: Types that one document may call itself by.
_ONE_KIND = (
    {"luat", "bo-luat", "phap-lenh"}, {"thong-tu", "thong-tu-lien-tich"}, {"nghi-quyet", "nghi-quyet-lien-tich"},
)  # fmt: skip


def linked_to(
    citation: Citation, resolution: Resolution, heads: tuple[DocumentHead, ...], reason: str = ""
) -> LinkedCitation:
    """The citation with what it means; the cited provision is kept only where the document is certain."""
    eid = target_eid(citation) if resolution == "found" else ""
    return LinkedCitation(citation, resolution, heads, eid, reason)


def target_eid(citation: Citation) -> str:
    """The eId of the first provision that is cited, "" when the whole document is."""
    if not citation.provisions:
        return ""
    eid = citation.provisions[0].eid
    return f"att_1__{eid}" if citation.attachment else eid


def told(heads: Sequence[DocumentHead]) -> str:
    """Documents with their days, for a reason."""
    return "; ".join(f"{head.name}{day_of(head)}" for head in heads[:5])


def day_of(head: DocumentHead) -> str:
    """What stands behind the name of a document: " ngày 14/03/2008", nothing when the day is not known."""
    return f" ngày {short_date(head.issued)}" if head.issued else ""


def linked_to_own(citation: Citation, own: DocumentHead | None, here: str) -> LinkedCitation:
    """The citing document, and the place in it that "khoản 2 Điều này" or "Điều 5 Nghị định này" means."""
    if citation.quoted:
        return LinkedCitation(citation, "unknown", reason="trong đoạn trích dẫn: nói về văn bản được sửa đổi")
    if own is None:
        return LinkedCitation(citation, "unknown", reason="nói về chính văn bản này")
    if _is_another_kind(citation.type, own.type):
        return LinkedCitation(
            citation, "unknown", reason=f"câu nói về văn bản khác, văn bản này là {own.document_type.name}"
        )
    path = citation.provisions[0] if citation.provisions else None
    if path is None:
        eid = ""
    elif citation.target == "this-unit":
        eid = _unit_in_hand(path, here)
    else:
        eid = _same_part(path.eid, here, main=citation.type == own.type)
    return LinkedCitation(citation, "found", (own,), eid)


def _is_another_kind(said: str | None, own: str) -> bool:
    """Whether "Luật này" cannot mean the text in hand: in a decree that has named a law, in a form of a decision, in a
    resolution of creditors that a law speaks of. What is attached to a document has names of its own."""
    if said is None or said == own or said in _ATTACHED or own in _HOLDS_OTHERS:
        return False
    return not any({said, own} <= kinds for kinds in _ONE_KIND)


def _unit_in_hand(path: ProvisionPath, here: str) -> str:
    """The eId of "điểm a khoản này" for a line at ``here``; "" where the line is in no such unit."""
    (unit, value), *rest = path.steps
    if value != "nay":
        return ""
    akn = unit_named(unit).akn
    steps = here.split("__")
    place = next((index for index, step in enumerate(steps) if step.partition("_")[0] == akn), None)
    if place is None:
        return ""
    return "__".join([*steps[: place + 1], *(ProvisionPath(tuple(rest)).eid.split("__") if rest else [])])


def _same_part(eid: str, here: str, *, main: bool) -> str:
    """In an attached regulation "Điều 5" and "Quy định này" mean the regulation, "Quyết định này" the decision."""
    part = here.split("__")[0]
    return f"{part}__{eid}" if part.startswith(("att_", "app_")) and not main else eid
