"""What a document says it does to others: found in its legal bases, its title, and its effect and amending clauses.

Active verbs only, each with the sentence as evidence. A passive ("đã được sửa đổi theo …", "được thay thế bằng …") says
what others do, and is left to them; so is everything quoted from another act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from kb.citations import Citation, find_citations
from kb.dates import parse_date
from kb.documents import Document, LegalBasis, Line, Provision
from kb.relation_phrases import (
    AGENT,
    AMENDED_BY,
    AMENDS_HERE,
    ANOTHER_PART,
    AT_LAST,
    CARRIED_OUT,
    CHANGES,
    CLOSING,
    CONSOLIDATES,
    DRAFT,
    ELSEWHERE,
    ENDING,
    EVENT,
    HYPOTHETICAL,
    ISSUED_WITH,
    ITSELF,
    LIST_JOINT,
    NAMELESS,
    NEW_TEXT,
    PART_OF,
    PHRASES,
    QUOTED,
    RULED_AT,
    SINCE,
    SOME_DAY,
    SOME_PARTS,
    TITLE_PHRASES,
    UNTIL,
    Phrase,
)
from kb.relations import Relation
from kb.text import normalise, words_key


def find_relations(document: Document) -> tuple[Relation, ...]:
    """The relations that a document states, each once: legal bases first, then title, then clauses in text order."""
    found = [*_from_bases(document.legal_bases), *_from_title(document), *_from_clauses(document)]
    unique: dict[tuple[str, str | None, str | None], Relation] = {}
    for relation in found:
        key = (relation.verb, relation.number, relation.title if relation.number is None else None)
        if key not in unique or (relation.whole and not unique[key].whole):
            unique[key] = relation
    kept = [relation for relation in unique.values() if relation.number or not _is_named_in_full(relation, found)]
    replaced = {(relation.number, relation.title) for relation in kept if relation.verb == "replaces"}
    return tuple(
        relation for relation in kept if relation.verb != "repeals" or (relation.number, relation.title) not in replaced
    )


def _is_named_in_full(relation: Relation, found: Iterable[Relation]) -> bool:
    """Whether another relation says the same of the same law with its number."""
    same = (other for other in found if other.verb == relation.verb and other.number and other.title)
    return any(words_key(other.title or "") == words_key(relation.title or "") for other in same)


def _from_bases(bases: Iterable[LegalBasis]) -> Iterator[Relation]:
    for basis in bases:
        named = next((citation for citation in _documents(basis.text)), None)
        number = basis.number or (named.number if named else None)
        title = named.title if named else None
        if number or title:
            yield Relation("based-on", number, title, evidence=basis.text)


def _from_title(document: Document) -> Iterator[Relation]:
    """ "Sửa đổi, bổ sung một số điều của …", "quy định chi tiết thi hành …"; laws by their whole name."""
    for part in _sentences(_OWN_TYPE.sub("", normalise(document.title))):
        for phrase, match in _phrases_in(part, CONSOLIDATES if CONSOLIDATES[0].pattern.match(part) else TITLE_PHRASES):
            above = part[: match.start()]
            if DRAFT.search(above) or (phrase.verb == "guides" and CHANGES.search(above)):
                continue
            for citation in _objects(part, match, phrase):
                if not _is_itself(citation, document):
                    found = _relation(phrase, match, citation, part, document.title, "")
                    yield replace(found, whole=found.whole and phrase.verb != "amends")


#: "Luật sửa đổi, bổ sung một số điều của Luật …": the type of the amending law itself.
_OWN_TYPE = re.compile(r"^(?:Bộ luật|Luật|Pháp lệnh) (?=(?:sửa đổi|bổ sung|bãi bỏ)\b)", re.I)


def _from_clauses(document: Document) -> Iterator[Relation]:
    for provision in (provision for part in document.parts if part.kind == "main" for provision in part.provisions):
        heading = provision.heading or ""
        closing = CLOSING.search(heading) is not None
        if closing and AMENDS_HERE.match(heading):
            yield from _read_clause(document, provision, Line(heading), [])
        for lead, items in _clauses(provision):
            text = normalise(lead.text)
            if closing or ITSELF.search(text):
                yield from _read_clause(document, provision, lead, items)


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


def _read_clause(document: Document, provision: Provision, lead: Line, items: list[Line]) -> Iterator[Relation]:
    for sentence in _sentences(normalise(lead.text)):
        if HYPOTHETICAL.match(sentence.lstrip("0123456789abcdđ.) ")):
            continue
        for phrase, match in _phrases_in(sentence, PHRASES):
            within = _objects(sentence, match, phrase)
            partly = False  # "Danh mục … tại Quyết định số 1, Quyết định số 2": the words before the first hold for all
            for place, citation in enumerate(within):
                found = _relation(phrase, match, citation, sentence, sentence, provision.eid)
                shared = partly and _is_bare_member(sentence, within[place - 1], citation)
                partly = shared or (not found.whole and not citation.provisions)
                if not _is_itself(citation, document):
                    yield replace(found, whole=found.whole and not shared)
            if not within:
                yield from _listed(document, phrase, match, sentence, lead, items, provision.eid)


def _listed(
    document: Document, phrase: Phrase, match: re.Match[str], sentence: str, lead: Line, items: list[Line], eid: str
) -> Iterator[Relation]:
    """What a lead does to the documents that the items below it name."""
    said = sentence[match.end() :]
    if phrase.verb == "amends" and NEW_TEXT.search(said):
        return
    for citation in (citation for item in items for citation in _documents(item.text)[:1]):
        if not _is_itself(citation, document):
            found = _relation(phrase, match, citation, sentence, lead.text, eid)
            yield replace(found, whole=found.whole and not SOME_PARTS.search(said))


def _relation(
    phrase: Phrase, match: re.Match[str], citation: Citation, clause: str, evidence: str, eid: str
) -> Relation:
    since = SINCE.search(clause)
    day: date | None = parse_date(since["day"]) if since else None
    whole = phrase.verb != "amends" and not citation.provisions and not _is_part(match, citation, clause, phrase)
    provisions = tuple(path.eid for path in citation.provisions)
    return Relation(
        phrase.verb, citation.number, _title(citation), whole, day, evidence.strip(), eid,
        provisions=provisions, until=_until(phrase, clause),
    )  # fmt: skip


def _until(phrase: Phrase, clause: str) -> date | None:
    """The last day of a suspension or of an extended effect, or before a postponed one."""
    last = UNTIL.search(clause) if phrase.verb in {"suspends", "extends", "postpones"} else None
    day = parse_date(last["day"]) if last else None
    if day and last and phrase.verb == "postpones" and not last["through"]:
        return day - timedelta(days=1)
    return day


def _title(citation: Citation) -> str | None:
    """The title; with the year where a law is named by both, for later laws have the same title."""
    if citation.number or not citation.title or citation.year is None:
        return citation.title
    return citation.title if str(citation.year) in citation.title else f"{citation.title} năm {citation.year}"


def _is_part(match: re.Match[str], citation: Citation, clause: str, phrase: Phrase) -> bool:
    """Whether the words between verb and document, or before the document, say that only a part is meant."""
    if phrase.verb not in ENDING or clause[citation.start : citation.end] != citation.surface:
        return False  # an item below the clause
    before = clause[match.end() : citation.start] if phrase.after else clause[: citation.start]
    nearest = re.split(r"[;,]|\bvà\b", before)[-1] if LIST_JOINT.search(before) else before
    return PART_OF.search(nearest) is not None and not ISSUED_WITH.match(nearest.rpartition(". ")[2])


def _phrases_in(sentence: str, phrases: Iterable[Phrase]) -> Iterator[tuple[Phrase, re.Match[str]]]:
    told = _without_quotes(sentence)
    for phrase in phrases:
        if match := phrase.pattern.search(told):
            yield phrase, match


def _without_quotes(sentence: str) -> str:
    """The sentence with blanks for what it quotes, at the same places."""
    return QUOTED.sub(lambda quote: " " * len(quote.group()), sentence)


def _objects(sentence: str, match: re.Match[str], phrase: Phrase) -> list[Citation]:
    """The documents that a phrase acts on: on its side, and not named inside the title of another one."""
    found = _documents(sentence)
    if any(citation.start < match.start() < citation.end for citation in found) or SOME_DAY.search(sentence):
        return []
    if any(event.start() < match.start() < event.end() for event in EVENT.finditer(sentence)):
        return []
    found = [citation for citation in found if not _is_told_in_passing(sentence, citation, match)]
    before = [citation for citation in found if citation.end <= match.start()]
    if not phrase.after:
        return [] if before and AGENT.search(sentence[: before[0].start]) else _outermost(sentence, before)
    if phrase.bare and before:
        return []  # "Thông tư số … sửa đổi, bổ sung …": the verb belongs to the title of what was named before
    after = [citation for citation in found if citation.start >= match.end()]
    between = EVENT.sub(" ", sentence[match.end() : after[0].start]) if after else ""
    return [] if _points_elsewhere(phrase, between) else _outermost(sentence, after)


def _points_elsewhere(phrase: Phrase, between: str) -> bool:
    """Whether the words between verb and document make it the place where something is said."""
    if phrase.verb == "consolidates" and NAMELESS.search(between):
        return True
    if phrase.verb not in {"guides", "extends"} and CARRIED_OUT.search(between):
        return True
    if phrase.verb in {"guides", "extends"} and RULED_AT.search(between):
        return False
    if phrase.verb == "amends" and between.lstrip().startswith(("“", '"')):
        return False  # "Thay thế cụm từ “…” tại khoản 1 Điều 3 Thông tư …"
    part = PART_OF.match(between.removeprefix(" các").lstrip())  # "quy định về … tại Nghị định …"
    return bool(ELSEWHERE.search(between)) and not (part and AT_LAST.search(between))


def _is_told_in_passing(sentence: str, citation: Citation, phrase: re.Match[str]) -> bool:
    """Whether a document is named as having amended another, on its side of the phrase, or by the day of its effect."""
    if any(event.start() < citation.start < event.end() for event in EVENT.finditer(sentence)):
        return True
    for amended in AMENDED_BY.finditer(sentence):
        end = phrase.start() if amended.start() < phrase.start() else amended.end()
        if amended.start() < citation.start < min(end, amended.end()):
            return True
    return False


def _outermost(sentence: str, citations: list[Citation]) -> list[Citation]:
    """The first one, and those joined to it as members of a list; others stand inside a title, as do those that "và"
    joins to what the title changes ("… tạm ngưng hiệu lực Nghị định số 1 và Nghị quyết số 2")."""
    outer: list[Citation] = []
    titled: set[str | None] = set()  # types named in the title of the last one, which a list may go on inside
    changed = False
    for position, citation in enumerate(citations):
        joint = sentence[citations[position - 1].end : citation.start] if position else ";"
        known = {found.type for found in outer}
        goes_on = not titled or (citation.type in known and citation.type not in titled)
        if ANOTHER_PART.search(joint) or (
            LIST_JOINT.search(joint) and goes_on and not (changed and joint.rstrip().endswith("và"))
        ):
            outer.append(citation)
            titled, changed = set(), False
        elif not any(found.number == citation.number for found in outer):
            titled.add(citation.type)
            changed = changed or CHANGES.search(joint) is not None
    return outer


def _is_bare_member(sentence: str, before: Citation, citation: Citation) -> bool:
    """Whether a member of a list has no words of its own before it."""
    between = sentence[before.end : citation.start]
    return re.split(r"[;,]|\bvà\b", between)[-1].strip() in {"", "các"}


def _sentences(text: str) -> list[str]:
    """Split after a full stop before a capital, and after a semicolon before words that say a relation themselves: a
    list whose members semicolons part is one sentence. Numbers and abbreviations keep their stops."""
    return [part for part in _SENTENCE.split(text) if 0 < len(part) <= _LONGEST]


#: What is longer than the longest list of ended acts states nothing; looking through it would take minutes.
_LONGEST = 20_000
_SENTENCE = re.compile(
    r"(?<=[^\d\s]\.)\s+(?=[A-ZĐÀ-Ỹ])|(?<=;)\s+(?=(?i:sửa đổi|bổ sung|bãi bỏ|huỷ bỏ|thay thế|đính chính|ngưng|đình chỉ))"
)


def _documents(text: str) -> list[Citation]:
    return [
        citation
        for citation in find_citations(normalise(text))
        if citation.target == "external"
        and citation.kind != "standard"
        and not citation.quoted
        and (citation.number or citation.title)
    ]


def _is_itself(citation: Citation, document: Document) -> bool:
    return citation.number is not None and citation.number == document.number
