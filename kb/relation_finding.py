"""What a document says it does to others: found in its legal bases, its title, and its effect and amending clauses.

Active verbs only, each with the sentence as evidence. A passive ("đã được sửa đổi theo …", "được thay thế bằng …") says
what others do, and is left to them; so is everything quoted from another act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kb.citations import Citation, find_citations
from kb.dates import parse_date
from kb.documents import Document, LegalBasis, Line, Provision
from kb.relations import Relation, VerbSlug
from kb.text import normalise


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that say a relation; ``after`` tells whether the other document stands after them or before."""

    verb: VerbSlug
    pattern: re.Pattern[str]
    after: bool = True


_PASSIVE = r"(?<!được )(?<!bị )(?<!hoặc )"
_PHRASES: tuple[_Phrase, ...] = (
    _Phrase("replaces", re.compile(rf"{_PASSIVE}\bthay thế(?! (?:bởi|bằng|cụm|từ|mẫu|biểu|phụ lục|người))", re.I)),
    _Phrase("repeals", re.compile(rf"{_PASSIVE}\b(?:bãi bỏ|huỷ bỏ)\b", re.I)),
    _Phrase(
        "amends",
        re.compile(rf"{_PASSIVE}\b(?:sửa đổi|(?<!sửa đổi, )(?<!sửa đổi và )bổ sung)\b(?! (?:bởi|theo|tại))", re.I),
    ),
    _Phrase("suspends", re.compile(rf"{_PASSIVE}\b(?:ngưng|tạm ngưng|đình chỉ)(?: việc)? (?:hiệu lực|thi hành)", re.I)),
    _Phrase("corrects", re.compile(rf"{_PASSIVE}\bđính chính\b", re.I)),
    _Phrase(
        "extends", re.compile(rf"{_PASSIVE}\b(?:gia hạn|kéo dài) (?:hiệu lực|thời hạn (?:áp dụng|thực hiện))", re.I)
    ),
    _Phrase("repeals", re.compile(r"\bhết hiệu lực\b", re.I), after=False),
)
_TITLE_PHRASES: tuple[_Phrase, ...] = (
    *_PHRASES[:6],
    _Phrase("guides", re.compile(r"\b(?:hướng dẫn|quy định chi tiết|quy định thi hành)\b", re.I)),
    _Phrase("consolidates", re.compile(r"\bhợp nhất\b", re.I)),
)
#: Where an act speaks of itself and of those it ends; elsewhere the same words tell of procedures.
_HEADING = re.compile(
    r"hiệu lực|thi hành|bãi bỏ|thay thế|sửa đổi|bổ sung|đính chính|chuyển tiếp|ngưng|đình chỉ|quy định khác", re.I
)
_ITSELF = re.compile(
    r"\b(?:luật|pháp lệnh|nghị định|nghị quyết|thông tư|thông tư liên tịch|quyết định|chỉ thị) này\b", re.I
)
#: "trường hợp các văn bản dẫn chiếu … được sửa đổi, bổ sung hoặc thay thế": nothing happens yet.
_HYPOTHETICAL = re.compile(r"\b(?:trường hợp|nếu|khi có|trong quá trình)\b", re.I)
#: "các văn bản sửa đổi, bổ sung, thay thế (nếu có)": whatever may come, not something that is done.
_SOME_DAY = re.compile(r"\bnếu có\b|văn bản (?:được )?(?:sửa đổi|thay thế|bổ sung)", re.I)
#: What only a part of the document ends with: "nội dung về … quy định tại Nghị định …".
_PART_OF = re.compile(
    r"\b(?:nội dung|quy định|phần|phụ lục|danh mục|biểu mẫu|mẫu số|cụm từ|điểm|khoản|điều|mục)\b", re.I
)
_AGENT = re.compile(r"\b(?:bởi|bằng|theo)(?: các)?\s*$", re.I)
#: Between the verb and the document: what makes it a place where something is said, not what is acted upon.
_ELSEWHERE = re.compile(
    r"\bđược (?:sửa đổi|thay thế|bổ sung)|\b(?:theo|tại|căn cứ)(?: quy định(?: tại)?)?\s*$|hiệu lực", re.I
)
#: "Luật số 1 đã được sửa đổi, bổ sung một số điều theo Luật số 2, Luật số 3 (sau đây …)": 2 and 3 are told in passing.
_AMENDED_BY = re.compile(r"\bđược (?:sửa đổi|bổ sung)\b[^(]{0,2000}", re.I)
_LIST_JOINT = re.compile(r"(?:[,;:]|\bvà|\bvà các|\bcùng)\s*(?:các\s)?$")
_SINCE = re.compile(
    r"(?:hết hiệu lực|thay thế|bãi bỏ)(?: thi hành)?(?: kể)? từ (?P<day>ngày [^,;.]{4,40}|\d[^,;. ]{7,10})"
)


def find_relations(document: Document) -> tuple[Relation, ...]:
    """The relations that a document states, each once: legal bases first, then title, then clauses in text order."""
    found = [*_from_bases(document.legal_bases), *_from_title(document), *_from_clauses(document)]
    unique: dict[tuple[str, str | None, str | None], Relation] = {}
    for relation in found:
        key = (relation.verb, relation.number, relation.title if relation.number is None else None)
        if key not in unique or (relation.whole and not unique[key].whole):
            unique[key] = relation
    kept = unique.values()
    replaced = {(relation.number, relation.title) for relation in kept if relation.verb == "replaces"}
    return tuple(
        relation for relation in kept if relation.verb != "repeals" or (relation.number, relation.title) not in replaced
    )


def _from_bases(bases: Iterable[LegalBasis]) -> Iterator[Relation]:
    for basis in bases:
        named = next((citation for citation in _documents(basis.text)), None)
        number = basis.number or (named.number if named else None)
        title = named.title if named else None
        if number or title:
            yield Relation("based-on", number, title, evidence=basis.text)


def _from_title(document: Document) -> Iterator[Relation]:
    """ "Sửa đổi, bổ sung một số điều của …", "quy định chi tiết thi hành …"; laws by their whole name."""
    title = normalise(document.title)
    for phrase in _TITLE_PHRASES:
        match = phrase.pattern.search(title)
        if match is None:
            continue
        for citation in _objects(title, match, phrase):
            if not _is_itself(citation, document):
                whole = phrase.verb not in {"amends", "extends"} and not citation.provisions
                yield Relation(phrase.verb, citation.number, citation.title, whole, evidence=document.title)


def _from_clauses(document: Document) -> Iterator[Relation]:
    for provision in (provision for part in document.parts if part.kind == "main" for provision in part.provisions):
        closing = _HEADING.search(provision.heading or "") is not None
        for lead, lines in _clauses(provision):
            text = normalise(lead.text)
            if (closing or _ITSELF.search(text)) and not _HYPOTHETICAL.match(text.lstrip("0123456789abcdđ.) ")):
                yield from _read_clause(document, provision, text, lead, lines)


def _clauses(provision: Provision) -> Iterator[tuple[Line, list[Line]]]:
    """Each line that may lead, with the items below it when it ends in a colon."""
    lines = [line for line in provision.lines if line.kind != "quote"]
    for position, line in enumerate(lines):
        items: list[Line] = []
        if line.text.rstrip().endswith(":"):
            for below in lines[position + 1 :]:
                if below.kind == "paragraph" and line.kind == "paragraph":
                    break
                if below.text.rstrip().endswith(":"):
                    break
                items.append(below)
        yield line, items


def _read_clause(
    document: Document, provision: Provision, text: str, lead: Line, items: list[Line]
) -> Iterator[Relation]:
    for sentence in _sentences(text):
        for phrase, match in _phrases_in(sentence):
            within = _objects(sentence, match, phrase)
            listed = [citation for item in items for citation in _documents(item.text)[:1]] if not within else []
            for citation in (*within, *listed):
                if not _is_itself(citation, document):
                    yield _relation(
                        phrase, citation, sentence if citation in within else lead.text, provision, sentence
                    )


def _relation(phrase: _Phrase, citation: Citation, evidence: str, provision: Provision, clause: str) -> Relation:
    since = _SINCE.search(clause)
    day: date | None = parse_date(since["day"]) if since else None
    whole = phrase.verb != "amends" and not citation.provisions and not _is_part(phrase, citation, clause)
    return Relation(phrase.verb, citation.number, citation.title, whole, day, evidence.strip(), provision.eid)


def _is_part(phrase: _Phrase, citation: Citation, clause: str) -> bool:
    """Whether the words between verb and document, or before the document, say that only a part is meant."""
    verb = phrase.pattern.search(clause)
    start = verb.end() if phrase.after and verb else 0
    return citation in _documents(clause)[:1] and _PART_OF.search(clause[start : citation.start]) is not None


def _phrases_in(sentence: str) -> Iterator[tuple[_Phrase, re.Match[str]]]:
    for phrase in _PHRASES:
        if match := phrase.pattern.search(sentence):
            yield phrase, match


def _objects(sentence: str, match: re.Match[str], phrase: _Phrase) -> list[Citation]:
    """The documents that a phrase acts on: on its side, and not named inside the title of another one."""
    found = _documents(sentence)
    if any(citation.start < match.start() < citation.end for citation in found) or _SOME_DAY.search(sentence):
        return []
    found = [citation for citation in found if not _is_told_in_passing(sentence, citation, match)]
    before = [citation for citation in found if citation.end <= match.start()]
    if not phrase.after:
        return [] if before and _AGENT.search(sentence[: before[0].start]) else _outermost(sentence, before)
    if phrase.verb in {"amends", "guides"} and before:
        return []  # "Thông tư số … sửa đổi, bổ sung …": the verb belongs to the title of what was named before
    after = [citation for citation in found if citation.start >= match.end()]
    between = sentence[match.end() : after[0].start] if after else ""
    if _ELSEWHERE.search(between) and not _PART_OF.match(between.removeprefix(" các").lstrip()):
        return []
    return _outermost(sentence, after)


def _is_told_in_passing(sentence: str, citation: Citation, phrase: re.Match[str]) -> bool:
    """Whether a document is named as having amended another, on its side of the phrase."""
    for amended in _AMENDED_BY.finditer(sentence):
        end = phrase.start() if amended.start() < phrase.start() else amended.end()
        if amended.start() < citation.start < min(end, amended.end()):
            return True
    return False


def _outermost(sentence: str, citations: list[Citation]) -> list[Citation]:
    """The first one, and those joined to it as members of a list; others stand inside a title."""
    return [
        citation
        for position, citation in enumerate(citations)
        if position == 0 or _LIST_JOINT.search(sentence[citations[position - 1].end : citation.start])
    ]


def _sentences(text: str) -> list[str]:
    """Split after a full stop or semicolon before a capital; numbers and abbreviations keep theirs."""
    return [part for part in re.split(r"(?<=[^\d\s][.;])\s+(?=[A-ZĐÀ-Ỹ])", text) if part]


def _documents(text: str) -> list[Citation]:
    return [
        citation
        for citation in find_citations(normalise(text))
        if citation.target == "external" and citation.kind != "standard" and (citation.number or citation.title)
    ]


def _is_itself(citation: Citation, document: Document) -> bool:
    return citation.number is not None and citation.number == document.number
