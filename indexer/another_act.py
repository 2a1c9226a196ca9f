"""Whether a bare "Điều 5" is of another act than the one that it stands in.

An act that amends speaks of the articles of the one that it amends; so does a clause that amends, a list of the
articles of a document that its lead names, and a sentence that goes on to an article of another document. None of
these is linked to the text in hand: which act is meant is not said beside the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.records import HeldProvision
from kb.citations import Citation
from kb.text import fold

_CHANGES = r"(?:sua (?:doi|ten|lai)|bo sung|bai bo|huy bo|thay the|dinh chinh|ngung hieu luc)"
_AMENDING_TITLE = re.compile(rf"(?:luat |ve |ve viec |viec )?{_CHANGES}")
_AMENDING_WORDS = re.compile(
    rf"\b(?:(?<!duoc ){_CHANGES}|(?:thay|bo|sua|doi) (?:cac |mot so )?(?:tu|doan)|cum tu)\b"
    r"(?!.{0,300}\b(?:quy dinh|quy trinh) tai\b)"
)
_AMENDED = re.compile(rf"\s{{0,3}}(?:da )?duoc {_CHANGES}")
#: "Điều 4 của “Luật cơ quan đại diện …”", "Điều 2 Quy chế": a document that has no number there.
_OF_UNNUMBERED = re.compile(
    r"\s{1,3}(?:(?:của|tại|trong)\s{1,3}[“\"]|(?:của\s{1,3})?(?:Quy chế|Quy định|Quy tắc|Quy trình|Điều lệ|Hiệp định"
    r"|Hiệp ước|Công ước|Nghị định thư|Thỏa thuận|Thoả thuận|Luật|Bộ luật|Pháp lệnh)\b(?! này)"
    r"|(?:của\s{1,3})?(?:Nghị định|Thông tư|Nghị quyết|Quyết định)\s{1,3}(?:quy định|hướng dẫn|sửa đổi|về|của)\b)"
)
_QUOTED = re.compile(r"[“\"][^”\"]{0,2000}[”\"]")
_DETAILS = re.compile(r"\b(?:quy dinh chi tiet|huong dan|cu the hoa)\b")
_MARKER = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]\)|[-+•])?\s*(?:cac )?$")
_SENTENCE_END = re.compile(r"\.(?=\s)|\n")
#: The lead of a list of what ends or changes, whoever's it is.
_ENDS = re.compile(rf"het hieu luc|{_CHANGES}")
#: How far before a unit an article of another document still may be what is talked of.
_NEAR = 400
#: More of a line is not looked through before one of its units.
_LONGEST_LINE = 2000


def is_of_another_act(citation: Citation, held: HeldProvision, beside: Sequence[Citation]) -> bool:
    """Whether the words around a bare unit, or the title of its document, say that another act is meant. ``beside``
    are the citations of the same provision."""
    if _amends(held):
        return True
    text = held.provision.text
    begins = max(text.rfind("\n", 0, citation.start) + 1, citation.start - _LONGEST_LINE)
    before = fold(text[begins : citation.start])
    if _AMENDED.match(fold(text[citation.end : citation.end + 60])) or _OF_UNNUMBERED.match(text, citation.end):
        return True
    if _AMENDING_WORDS.search(_QUOTED.sub(" ", before)) or _DETAILS.search(before):
        return True
    return _goes_on_to_another(citation, text, beside) or _hangs_on_another(before, begins, text, beside)


def is_in_form_of_another_act(citation: Citation, held: HeldProvision) -> bool:
    """Whether "Điều 16 Nghị định này" stands in an appendix of an act that amends: its forms take the place of those of
    the act that it amends, and speak of that one."""
    of_article = bool(citation.provisions and citation.provisions[0].value("dieu"))
    return of_article and held.provision.eid.startswith("app_") and _amends(held)


def _amends(held: HeldProvision) -> bool:
    return _AMENDING_TITLE.match(fold(held.document.title).lstrip()) is not None


def _goes_on_to_another(citation: Citation, text: str, beside: Sequence[Citation]) -> bool:
    """ "quy định tại Điều 5, các nơi theo Điều 10, việc bán theo Điều 19 Luật …": all may be of that law."""
    end = _SENTENCE_END.search(text, citation.end)
    last = end.start() if end else len(text)
    named = [other for other in beside if not _is_bare(other)]
    following = next((other for other in named if citation.end <= other.start < last), None)
    if following and _is_elsewhere(following, text):
        return True
    before = next((other for other in reversed(named) if citation.start - _NEAR < other.end <= citation.start), None)
    return before is not None and _is_elsewhere(before, text)


def _hangs_on_another(before: str, begins: int, text: str, beside: Sequence[Citation]) -> bool:
    """Whether a list item belongs to a lead that names a document: it opens with the unit, or the lead says that the
    act goes into the details of that document."""
    end = text.rfind(":\n", 0, begins)
    start = text.rfind("\n", 0, end) + 1
    if end < 0:
        return False
    lead = fold(text[start:end])
    if _MARKER.fullmatch(before) and _ENDS.search(lead):
        return True
    named = any(other.target == "external" and start <= other.start < end for other in beside)
    return named and (_MARKER.fullmatch(before) is not None or _DETAILS.search(lead) is not None)


def _is_bare(citation: Citation) -> bool:
    return citation.target == "self" and citation.type is None


def _is_elsewhere(citation: Citation, text: str) -> bool:
    """Whether a citation is of an article of another document, or of the document that owns what stands before."""
    owner = text[max(0, citation.start - 5) : citation.start].strip() == "của"
    return citation.target == "external" and (bool(citation.provisions) or owner)
