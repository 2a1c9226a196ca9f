"""Answers as text for a terminal: the card first, its evidence under it, then the hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.answers import Answer, Hit, NotHeld, PowersCard, StatusCard
from indexer.records import ChainLink, DocumentHead, HeldProvision, LinkedRelation, PowerFact
from kb.dates import short_date
from kb.delegations import KIND_LABELS, STANCE_LABELS, Delegation
from kb.relations import VERBS

_RECORDS = {"full": "toàn văn", "summary": "bản tóm tắt", "source": "nguồn tham khảo"}


def print_answer(answer: Answer, *, card: bool = True) -> str:
    """The answer in lines; without ``card`` only what was named and the hits."""
    lines = list(_card(answer)) if card or not answer.hits else []
    if answer.suggestion:
        lines.append(f"Có phải ý là: {answer.suggestion}")
    if answer.hits:
        if lines:
            lines += ["", f"Điều khoản liên quan ({answer.total}):"]
        for hit in answer.hits:
            lines += _hit(hit)
    elif not lines:
        lines.append("Không tìm thấy.")
    lines += [f"- {reason}" for reason in answer.reasons]
    return "\n".join(lines)


def _card(answer: Answer) -> Iterator[str]:
    if answer.none and not answer.not_held:
        yield "KHÔNG TÌM THẤY câu trả lời trong kho."
    if answer.kind == "choice":
        yield "Có nhiều văn bản khớp:"
    if not answer.none:
        yield from (f"■ {_document(head)}" for head in answer.documents)
    if answer.provision:
        yield from _provision(answer.provision)
    if answer.powers:
        yield from _powers(answer.powers)
    if answer.status:
        yield from status_lines(answer.status)
    if answer.relations:
        yield answer.relations.headline
        yield from relation_lines(answer.relations.relations)
    if answer.not_held:
        yield from _not_held(answer.not_held)


def _document(head: DocumentHead) -> str:
    day = f", {head.day}" if head.issued or head.dated else ""
    issuer = f", {head.issuer}" if head.issuer else ""
    title = f": {head.title}" if head.title != head.name else ""
    return f"{head.name}{issuer}{day}{title} [{_RECORDS[head.record]}]{_ocr(head)}"


def _ocr(head: DocumentHead) -> str:
    """The mark of a text that a machine read from a scan: whoever quotes it compares it with the original."""
    return " [chữ do máy đọc (OCR), so với bản gốc khi trích]" if head.origin == "ocr" else ""


def _provision(at: HeldProvision) -> Iterator[str]:
    yield f"  {at.provision.title}"
    yield from (f"    {line.text}" for line in at.provision.lines)
    yield f"    {at.address}{_ocr(at.document)}"


def _powers(card: PowersCard) -> Iterator[str]:
    yield card.headline
    for title, facts in (("", card.local), ("Quy định chung:", card.general), ("Cơ quan, nơi khác:", card.others)):
        if facts and title:
            yield title
        for fact in facts:
            yield from fact_lines(fact)
    yield from (f"! Cần rà soát: {doubt}" for doubt in card.doubts)


def fact_lines(fact: PowerFact) -> Iterator[str]:
    """One statement of delegation: what it says, the sentence, where it stands, what it rests on, what to review."""
    said = fact.delegation
    parties = " → ".join(party for party in (said.delegator, said.delegate) if party)
    instrument = f" theo {said.instrument}" if said.instrument else ""
    yield f"  • {STANCE_LABELS[said.stance]} ({KIND_LABELS[said.kind]}) {parties}{instrument}: {'; '.join(said.powers)}"
    yield from (f"    {line}" for line in (said.scope and f"Phạm vi: {said.scope}", period(said)) if line)
    yield f"    “{fact.evidence}”"
    source = fact.at.document
    yield f"    — {source.name}, {source.day}, {fact.at.provision.title or 'toàn bài'} {fact.at.address}{_ocr(source)}"
    yield from (f"    ⤷ {_link(link)}" for link in fact.chain if link.role != "unit")
    yield from (f"    ! Cần rà soát: {doubt}" for doubt in fact.doubts)


def _link(link: ChainLink) -> str:
    role = "Căn cứ" if link.role == "basis" else "Giao tại"
    state = "; ".join(link.breaks) or link.state
    return f"{role}: {link.words}{f' ({state})' if state else ''}"


def period(delegation: Delegation) -> str:
    """From when to when, and on what condition, in words; "" when nothing is said.

    >>> from datetime import date
    >>> period(Delegation("delegated", "uy-quyen", None, None, (), start=date(2025, 7, 1), end=date(2027, 2, 28)))
    'từ 01/07/2025, đến hết 28/02/2027'
    """
    said = [
        f"từ {short_date(delegation.start)}" if delegation.start else "",
        f"đến hết {short_date(delegation.end)}" if delegation.end else "",
        delegation.condition or "",
    ]
    return ", ".join(part for part in said if part)


def status_lines(card: StatusCard) -> Iterator[str]:
    """The status in a sentence, then what proves it."""
    yield card.headline
    for item in card.status.evidence:
        source = f" — {item.number}" if item.number else ""
        yield f"  “{item.sentence}”{source}" if item.sentence else f"  {source.strip(' —')}"


def relation_lines(relations: Iterable[LinkedRelation]) -> Iterator[str]:
    """Which document does what to which, each with the sentence that says so."""
    for linked in relations:
        target = linked.target.name if linked.target else linked.relation.number or linked.relation.title
        yield f"  • {linked.source.name} {VERBS[linked.relation.verb].active} {target}"
        if linked.relation.evidence:
            yield f"    “{linked.relation.evidence}”"


def _not_held(missing: NotHeld) -> Iterator[str]:
    yield missing.message
    if missing.nearest:
        yield "Số hiệu gần giống đang có: " + "; ".join(head.name for head in missing.nearest)
    yield from (f"  được nhắc đến trong {at.document.name}, {at.provision.title}" for at in missing.cited_in)


def _hit(hit: Hit) -> Iterator[str]:
    at = hit.at
    place = " › ".join(crumb for crumb in (at.document.name, *at.crumbs) if crumb)
    yield f"■ {place} {at.provision.heading or ''}".rstrip()
    if hit.snippet:
        yield "    " + "".join(fragment.text for fragment in hit.snippet).replace("\n", " ")
    yield f"    {at.address}{_ocr(at.document)}"
