"""Answers to a question that names a document: the document, its provision, a choice, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.answers import Answer, NotHeld
from indexer.catalogue import Catalogue
from indexer.coverage import why_nothing
from indexer.hits import Finder
from indexer.naming import called
from indexer.planning import Named, Plan
from indexer.records import DocumentHead, HeldProvision
from kb.provisions import ProvisionPath
from kb.text import fold, words_key

_NEAREST = 6
_MENTIONS = 12
#: From this share of its words on, a question on a named document only repeats the document's title.
TITLE_SHARE = 0.75


def answer_named(finder: Finder, plan: Plan, limit: int, offset: int) -> Answer:
    """The answer where a document is named: held, several, or not held."""
    if not plan.heads:
        return _beside_not_held(finder, plan, limit, offset)
    heads = narrow(plan)
    if len(heads) > 1 and not plan.question.laws:
        return _choice(finder, plan, heads, limit, offset)
    if plan.question.path:
        return _provision(finder.catalogue, plan, heads[0], plan.question.path)
    return _document(finder, plan, heads, limit, offset)


def narrow(plan: Plan) -> tuple[DocumentHead, ...]:
    """The documents that are meant, those first whose title and issuer have the other words of the question.

    One is left where only one has most of them: "thông tư 17/2023 về ủy quyền quản lý lao động".
    """
    heads = plan.heads
    if len(heads) < 2 or not plan.question.words:
        return heads
    shares = {head.id: share_of_head(plan.question.words, head) for head in heads}
    ordered = sorted(heads, key=lambda head: -shares[head.id])
    certain = shares[ordered[0].id] >= TITLE_SHARE and shares[ordered[1].id] < TITLE_SHARE / 2
    return (ordered[0],) if certain else tuple(ordered)


def share_of_head(words: str, head: DocumentHead) -> float:
    """The share of the words that a document's title and issuer have; folded."""
    asked, held = fold(words_key(words)).split(), set(fold(words_key(f"{head.title} {head.issuer or ''}")).split())
    return sum(word in held for word in asked) / len(asked) if asked else 0.0


def _document(finder: Finder, plan: Plan, heads: Sequence[DocumentHead], limit: int, offset: int) -> Answer:
    """One document (of a law the newest version first), and what in it answers the other words."""
    reasons = _versions(heads)
    page = finder.find(plan.question.words, plan.question.filters, limit, offset, [head.id for head in heads])
    return Answer(
        plan.question, "document", tuple(heads), hits=page.hits, total=page.total, facets=page.facets, reasons=reasons
    )


def _versions(heads: Sequence[DocumentHead]) -> tuple[str, ...]:
    if len(heads) < 2:
        return ()
    return (f"Kho có {len(heads)} văn bản cùng tên; hiện văn bản mới nhất trước: {_list(heads)}.",)


def _list(heads: Sequence[DocumentHead]) -> str:
    return "; ".join(f"{called(head)} ({head.number})" if head.number else called(head) for head in heads)


def _choice(finder: Finder, plan: Plan, heads: Sequence[DocumentHead], limit: int, offset: int) -> Answer:
    """Several documents have the number. Where a provision is named, those that have it come first, and one wins."""
    path = plan.question.path
    having = [head for head in heads if path and finder.catalogue.provision_at(head.id, path.eid)]
    if path and len(having) == 1:
        return _provision(finder.catalogue, plan, having[0], path)
    ordered = (*having, *(head for head in heads if head not in having))
    page = finder.find(plan.question.words, plan.question.filters, limit, offset, [head.id for head in heads])
    reason = f"“{plan.named[0].shown}” có thể là {len(ordered)} văn bản khác nhau; chọn văn bản cần xem."
    return Answer(plan.question, "choice", ordered, path=path, hits=page.hits, total=page.total, reasons=(reason,))


def _provision(catalogue: Catalogue, plan: Plan, head: DocumentHead, path: ProvisionPath) -> Answer:
    held = catalogue.provision_at(head.id, path.eid) or _first_below(catalogue, head, path)
    if held is None:
        return _no_provision(catalogue, plan, head, path)
    lacking = f"{called(head)} có {held.provision.label}, không có {path.vietnamese}."
    reasons = () if has_unit(held, path) or not path.value("dieu") else (lacking,)
    return Answer(plan.question, "provision", (head,), held, path, reasons=reasons)


def _first_below(catalogue: Catalogue, head: DocumentHead, path: ProvisionPath) -> HeldProvision | None:
    """The first provision of a chapter or section that is named without an article."""
    if path.value("dieu") or path.steps[-1][0] in {"khoan", "diem"}:
        return None
    label = fold(path.vietnamese)
    held = (held for held in catalogue.provisions_of(head.id))
    return next((at for at in held if any(fold(above.label) == label for above in at.provision.ancestors)), None)


def has_unit(held: HeldProvision, path: ProvisionPath) -> bool:
    """Whether a provision has the paragraph or point that a path names."""
    tail = path.eid
    eids = [held.provision.eid, *(line.eid for line in held.provision.lines)]
    return any(eid == tail or eid.endswith(f"__{tail}") for eid in eids)


def _no_provision(catalogue: Catalogue, plan: Plan, head: DocumentHead, path: ProvisionPath) -> Answer:
    """The document is held and has no such provision; says what it has."""
    labels = [held.provision.label for held in catalogue.provisions_of(head.id) if held.provision.label]
    has = (
        f"kho có {labels[0]} đến {labels[-1]} ({len(labels)} điều)" if labels else "kho không có điều khoản nào của nó"
    )
    message = f"{called(head)} không có {path.vietnamese}: {has}."
    missing = NotHeld(head.number or called(head), path, message, (head,), key=head.number or "")
    return Answer(
        plan.question, "not-held", (head,), path=path, not_held=missing, none=True, reasons=(message,)
    )  # fmt: skip


def _beside_not_held(finder: Finder, plan: Plan, limit: int, offset: int) -> Answer:
    """What is named is not held; the other words may find something all the same.

    A law named without its year only says which field is meant, so hits on the words answer; a number does not.
    """
    answer = not_held_answer(finder.catalogue, plan)
    words = plan.question.words
    if plan.question.path or not words:
        return answer
    page = finder.find(words, plan.question.filters, limit, offset)
    field_only = all(named.law and not named.law.year for named in plan.named)
    none = not field_only or bool(why_nothing(finder.rarity, words, page))
    return replace(answer, hits=page.hits, total=page.total, facets=page.facets, none=none)


def not_held_answer(catalogue: Catalogue, plan: Plan) -> Answer:
    """Nothing that is named is held: what is nearest, and where it is cited."""
    named = plan.missing[0]
    missing = _not_held(catalogue, named, plan.question.path)
    return Answer(
        plan.question, "not-held", path=plan.question.path, not_held=missing, none=True, reasons=(missing.message,)
    )  # fmt: skip


def _not_held(catalogue: Catalogue, named: Named, path: ProvisionPath | None) -> NotHeld:
    mentions = [mention.at for key in named.keys for mention in catalogue.mentions_of_key(key, _MENTIONS)]
    cited_in = tuple({held.id: held for held in mentions}.values())[:_MENTIONS]
    documents = len({held.document.id for held in cited_in})
    cited = f"; được viện dẫn trong {documents} văn bản của kho" if cited_in else ""
    message = f"{named.shown} không có trong kho{cited}."
    key = named.keys[0] if named.keys else ""
    return NotHeld(named.shown, path, message, tuple(_nearest(catalogue, named)), cited_in, key)


def _nearest(catalogue: Catalogue, named: Named) -> list[DocumentHead]:
    """Held documents with the same serial and year, or the same law in another year, or only the serial."""
    if named.law:
        key = fold(words_key(named.law.name))
        return [head for title, head in catalogue.titles() if key in fold(title)][:_NEAREST]
    if named.number is None:
        return []
    same = catalogue.by_serial(named.number.serial, named.number.year)
    others = catalogue.by_serial(named.number.serial) if not same else []
    alike = [head for head in others if named.number.type in {None, head.type}]
    return (same + alike)[:_NEAREST]
