"""Answers to "is it in force", "since when", and "which document guides, amends, replaces it"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from indexer.acts import (
    acts_on,
    acts_on_missing,
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
from indexer.hits import Finder, with_snippets
from indexer.named import narrow, not_held_answer
from indexer.planning import Plan
from indexer.records import DocumentHead, HeldProvision, LinkedRelation, Mention
from indexer.relation_cues import says
from kb.relations import VerbSlug
from kb.text import fold


def answer_status(finder: Finder, plan: Plan, limit: int, offset: int, on: date) -> Answer:
    """The force of the document that is named, or of the one that the words are about."""
    if plan.named and not plan.heads:
        return _status_of_missing(finder.catalogue, plan, on)
    if not plan.named:
        return _status_by_words(finder, plan, limit, offset, on)
    heads = narrow(plan)
    if len(heads) > 1 and not plan.question.laws:
        reason = f"“{plan.named[0].shown}” có thể là {len(heads)} văn bản khác nhau; chọn văn bản cần xem."
        return Answer(plan.question, "choice", heads, reasons=(reason,))
    return _status_of_held(finder.catalogue, plan, heads[0], on)


def _status_of_held(catalogue: Catalogue, plan: Plan, head: DocumentHead, on: date) -> Answer:
    card = status_card(catalogue, head, on)
    acts = acts_on(catalogue, head)
    if plan.question.wish.since:
        card, acts = replace(card, headline=since_headline(head)), []
    at = [provision_of(catalogue, linked) for linked in (ended_by(acts, on) or acts)]
    hits = _hits([*at, effect_provision(catalogue, head)], plan)
    relations = RelationsCard("", tuple(acts)) if acts else None
    return Answer(plan.question, "status", (head,), status=card, relations=relations, hits=hits, total=len(hits))


def _hits(evidence: Iterable[HeldProvision | None], plan: Plan) -> tuple[Hit, ...]:
    """Provisions as hits, each once."""
    distinct = {held.id: held for held in evidence if held is not None}
    words = f"{plan.question.words} có hiệu lực thay thế".strip()
    return with_snippets(map(Hit, distinct.values()), words)


def _status_of_missing(catalogue: Catalogue, plan: Plan, on: date) -> Answer:
    """The document is not held, but held ones may say what became of it."""
    named = plan.missing[0]
    acts = acts_on_missing(catalogue, named)
    nothing = not_held_answer(catalogue, plan)
    if plan.question.wish.since or not acts:
        return nothing
    headline = missing_headline(named.shown, acts, on)
    ordered = ended_by(acts, on) or acts
    hits = _hits((provision_of(catalogue, linked) for linked in ordered), plan)
    return Answer(
        plan.question, "relations", relations=RelationsCard(headline, tuple(ordered)), not_held=nothing.not_held,
        hits=hits, total=len(hits), reasons=(headline,),
    )  # fmt: skip


def _status_by_words(finder: Finder, plan: Plan, limit: int, offset: int, on: date) -> Answer:
    """No document is named: the one that the words are about, its first day before the other hits."""
    page = finder.find(plan.words, plan.question.filters, limit, offset)
    if not page.hits:
        return Answer(plan.question, "none", none=True, reasons=("Không có điều khoản nào chứa những từ này.",))
    if offset:
        return Answer(plan.question, "hits", hits=page.hits, total=page.total, facets=page.facets)
    head = page.hits[0].at.document
    answer = _status_of_held(finder.catalogue, plan, head, on)
    reason = f"Câu hỏi không nêu văn bản; trả lời theo văn bản sát nhất: {head.name}."
    hits = {hit.at.id: hit for hit in (*answer.hits, *page.hits)}
    return replace(answer, hits=tuple(hits.values())[:limit], total=page.total, facets=page.facets, reasons=(reason,))


def answer_relations(finder: Finder, plan: Plan, limit: int, offset: int) -> Answer:
    """Which documents act upon the one that is named, or it upon which."""
    catalogue, named, wish = finder.catalogue, plan.named[0], plan.question.wish
    verb = wish.verb or "cites"
    heads = narrow(plan) if plan.heads else ()
    card = relations_card(catalogue, named, heads, verb, wish.side, wish.actor)
    at = _by_words(finder, plan, _provisions(catalogue, card.relations))
    if not at:
        mentions = _mentions_by(catalogue, heads) if wish.side == "by-it" else _mentions_of(catalogue, plan, heads)
        at = _saying(finder, plan, mentions, verb)
    if not at:
        nothing = Answer(plan.question, "relations", heads, relations=card, none=True, reasons=(card.headline,))
        return nothing if heads else replace(not_held_answer(catalogue, plan), relations=card)
    hits = with_snippets(map(Hit, at[offset : offset + limit]), plan.question.words or named.shown)
    reasons = () if card.relations else (f"{card.headline} Dưới đây là nơi văn bản này được viện dẫn.",)
    return Answer(plan.question, "relations", heads, relations=card, hits=hits, total=len(at), reasons=reasons)


def _provisions(catalogue: Catalogue, relations: tuple[LinkedRelation, ...]) -> list[HeldProvision]:
    at = (provision_of(catalogue, linked) for linked in relations)
    return list({held.id: held for held in at if held is not None}.values())


def _by_words(finder: Finder, plan: Plan, at: list[HeldProvision]) -> list[HeldProvision]:
    """The provisions in the order in which their documents answer the other words of the question, if there are any."""
    if len(at) < 2 or not plan.question.words:
        return at
    documents = {held.document.id for held in at}
    page = finder.find(plan.question.words, plan.question.filters, 200, 0, documents, snippets=False)
    places = {hit.at.document.id: place for place, hit in reversed(list(enumerate(page.hits)))}
    return sorted(at, key=lambda held: places.get(held.document.id, len(page.hits)))


def _mentions_of(catalogue: Catalogue, plan: Plan, heads: tuple[DocumentHead, ...]) -> list[Mention]:
    """Where others cite the document that is named."""
    found = [mention for head in heads for mention in catalogue.mentions_of(head.id)]
    return found + [mention for key in plan.named[0].keys for mention in catalogue.mentions_of_key(key)]


def _mentions_by(catalogue: Catalogue, heads: tuple[DocumentHead, ...]) -> list[Mention]:
    """Where the document that is named cites others."""
    return [
        Mention(catalogue.provision(provision), linked.citation)
        for head in heads
        for provision, cited in catalogue.citations_in(head.id).items()
        for linked in cited
        if linked.citation.target == "external"
    ]


def _saying(finder: Finder, plan: Plan, mentions: list[Mention], verb: VerbSlug) -> list[HeldProvision]:
    """The provisions that cite: first where the same line says what is asked, then by the question's words."""
    if not mentions:
        return []
    saying = {mention.at.id for mention in mentions if _says(mention, verb)}
    documents = {mention.at.document.id for mention in mentions}
    page = finder.find(plan.question.text, plan.question.filters, 200, 0, documents, snippets=False)
    order = {hit.at.id: place for place, hit in enumerate(page.hits)}
    held = {mention.at.id: mention.at for mention in mentions}
    return sorted(held.values(), key=lambda at: (at.id not in saying, order.get(at.id, len(order))))


def _says(mention: Mention, verb: VerbSlug) -> bool:
    """Whether the line that cites says the verb before the citation."""
    text, place = mention.at.provision.text, mention.citation.start
    return says(fold(text[text.rfind("\n", 0, place) + 1 : place]), verb)
