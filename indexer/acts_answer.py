"""Answers to "is it in force", "since when", and "which document guides, amends, replaces it"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indexer.acts import (
    acts_on,
    acts_on_key,
    effect_provision,
    ended_by,
    missing_headline,
    provision_of,
    relations_card,
    since_headline,
    status_card,
)
from indexer.answers import Answer, Hit, RelationsCard
from indexer.catalogue import Catalogue
from indexer.hits import find_hits, hit_of
from indexer.named import narrow, not_held_answer
from indexer.planning import Named, Plan
from indexer.ranking import WordIndex
from indexer.records import DocumentHead, HeldProvision, LinkedRelation


def answer_status(catalogue: Catalogue, index: WordIndex, plan: Plan, limit: int, offset: int, on: date) -> Answer:
    """The force of the document that is named, or of the one that the words are about."""
    if plan.named and not plan.heads:
        return _status_of_missing(catalogue, plan, on)
    if not plan.named:
        return _status_by_words(catalogue, index, plan, limit, offset, on)
    heads = narrow(catalogue, index, plan)
    if len(heads) > 1 and not plan.question.laws:
        reason = f"“{plan.named[0].shown}” có thể là {len(heads)} văn bản khác nhau; chọn văn bản cần xem."
        return Answer(plan.question, "choice", heads, reasons=(reason,))
    return _status_of_held(catalogue, plan, heads[0], on)


def _status_of_held(catalogue: Catalogue, plan: Plan, head: DocumentHead, on: date) -> Answer:
    card = status_card(catalogue, head, on)
    acts = acts_on(catalogue, head)
    if plan.question.wish.since:
        card = replace(card, headline=since_headline(head))
        acts = []
    at = [provision_of(catalogue, linked) for linked in (ended_by(acts, on) or acts)]
    evidence = [*at, effect_provision(catalogue, head)]
    relations = RelationsCard("", tuple(acts)) if acts else None
    return Answer(plan.question, "status", (head,), status=card, relations=relations, hits=_hits(evidence, plan))


def _hits(evidence: list[HeldProvision | None], plan: Plan) -> tuple[Hit, ...]:
    """Provisions as hits, each once."""
    distinct = {held.id: held for held in evidence if held is not None}
    words = f"{plan.question.words} có hiệu lực thay thế".strip()
    return tuple(hit_of(held, words) for held in distinct.values())


def _status_of_missing(catalogue: Catalogue, plan: Plan, on: date) -> Answer:
    named = plan.named[0]
    acts = acts_on_key(catalogue, named.keys)
    if plan.question.wish.since or not acts:
        return not_held_answer(catalogue, plan)
    headline = missing_headline(named.shown, acts, on)
    ordered = ended_by(acts, on) or acts
    evidence = [provision_of(catalogue, linked) for linked in ordered]
    missing = not_held_answer(catalogue, plan).not_held
    return Answer(
        plan.question, "relations", relations=RelationsCard(headline, tuple(ordered)), not_held=missing,
        hits=_hits(evidence, plan), reasons=(headline,),
    )  # fmt: skip


def _status_by_words(catalogue: Catalogue, index: WordIndex, plan: Plan, limit: int, offset: int, on: date) -> Answer:
    """No document is named: the one that the words are about, its first day before the other hits."""
    page = find_hits(catalogue, index, plan.words, plan.question.filters, limit, offset)
    if not page.hits:
        return Answer(plan.question, "none", none=True, reasons=("Không có điều khoản nào chứa những từ này.",))
    head = page.hits[0].at.document
    answer = _status_of_held(catalogue, plan, head, on)
    reason = f"Câu hỏi không nêu văn bản; trả lời theo văn bản sát nhất: {head.name}."
    hits = {hit.at.id: hit for hit in (*answer.hits, *page.hits)}
    return replace(answer, hits=tuple(hits.values())[:limit], total=page.total, facets=page.facets, reasons=(reason,))


def answer_relations(catalogue: Catalogue, index: WordIndex, plan: Plan, limit: int, offset: int) -> Answer:
    """Which documents act upon the one that is named, or it upon which."""
    named, wish = plan.named[0], plan.question.wish
    assert wish.verb is not None
    heads = narrow(catalogue, index, plan) if plan.heads else ()
    card = relations_card(catalogue, named, heads, wish.verb, wish.side)
    at = _provisions(catalogue, card.relations)
    if not card.relations:
        at = _mentions(catalogue, index, plan, named, heads)
    if not at and not heads:
        return replace(not_held_answer(catalogue, plan), relations=card)
    words = plan.question.words or named.shown
    return Answer(
        plan.question, "relations", heads, relations=card, hits=tuple(hit_of(held, words) for held in at[:limit]),
        total=len(at), none=not at, reasons=() if card.relations else (card.headline,),
    )  # fmt: skip


def _provisions(catalogue: Catalogue, relations: tuple[LinkedRelation, ...]) -> list[HeldProvision]:
    at = (provision_of(catalogue, linked) for linked in relations)
    return list({held.id: held for held in at if held is not None}.values())


def _mentions(
    catalogue: Catalogue, index: WordIndex, plan: Plan, named: Named, heads: tuple[DocumentHead, ...]
) -> list[HeldProvision]:
    """Where the document is cited, the provisions that have most of the question's words first."""
    mentions = [mention.at for head in heads for mention in catalogue.mentions_of(head.id)]
    mentions += [mention.at for key in named.keys for mention in catalogue.mentions_of_key(key)]
    held = {at.id: at for at in mentions}
    documents = {at.document.id for at in held.values()}
    if not held:
        return []
    page = find_hits(catalogue, index, plan.question.text, plan.question.filters, 200, 0, documents)
    order = {hit.at.id: place for place, hit in enumerate(page.hits)}
    return sorted(held.values(), key=lambda at: order.get(at.id, len(order)))
