"""An answer as the page shows it: hits with their place, filters as links, the pages of a long list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import unquote

from markupsafe import Markup

from indexer.answers import Answer, Hit
from indexer.questions import Filters
from indexer.records import DocumentHead
from kb.doctypes import type_of_slug
from web.addresses import basket_place, filtered_address, provision_address
from web.rendering import with_marks
from web.views.paging import PAGE_SIZE, Pages, pages_of
from web.views.powers_card import CardView, card_view

#: Issuers and years beyond these are left to the words of the question.
_SHOWN_FACETS = 8


@dataclass(frozen=True, slots=True)
class HitView:
    """One provision found; ``place`` is what the basket calls it."""

    title: str
    address: str
    place: str
    crumbs: tuple[str, ...]
    document: DocumentHead
    snippet: Markup


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, as a link that sets it or takes it away."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """One filter with its values."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class AnswerView:
    """All that the answer page prints beside the answer itself."""

    hits: tuple[HitView, ...]
    first: int
    card: CardView | None
    facets: tuple[FacetView, ...]
    pages: Pages
    suggestion: str | None
    named: str | None
    cleared: str
    reasons: tuple[str, ...]

    @property
    def named_place(self) -> str:
        """What the basket calls the document or provision that the question names; "" for none."""
        uri, _, eid = unquote(self.named or "").partition("#")
        return basket_place(uri, eid)


def answer_view(answer: Answer, text: str, filters: Filters, page: int) -> AnswerView:
    """The view of an answer; ``page`` counts from 1."""
    return AnswerView(
        hits=tuple(map(hit_view, answer.hits)),
        first=(page - 1) * PAGE_SIZE + 1,
        card=card_view(answer),
        facets=facet_views(answer, text, filters),
        pages=pages_of(answer.total, page, lambda number: filtered_address(text, filters, number)),
        suggestion=filtered_address(answer.suggestion, filters) if answer.suggestion else None,
        named=_named_address(answer),
        cleared=filtered_address(text, Filters()),
        reasons=tuple(reason for reason in answer.reasons if reason not in _headlines(answer)),
    )


def _headlines(answer: Answer) -> set[str]:
    """What the cards say already."""
    cards = (answer.powers, answer.status, answer.relations)
    said = {card.headline for card in cards if card}
    return said | ({answer.not_held.message} if answer.not_held else set())


def _named_address(answer: Answer) -> str | None:
    """Where to go when the question names one document or provision and nothing else."""
    if answer.kind == "provision" and answer.provision:
        eid = answer.path.eid if answer.path else answer.provision.provision.eid
        return provision_address(answer.provision.document.uri, _deepest(answer, eid))
    if answer.kind == "document" and len(answer.documents) == 1:
        return answer.documents[0].uri
    return None


def _deepest(answer: Answer, eid: str) -> str:
    """The eId asked for where the provision has it, else that of the provision itself."""
    assert answer.provision is not None
    own = answer.provision.provision
    return eid if eid in {line.eid for line in own.lines} else own.eid


def hit_view(hit: Hit) -> HitView:
    """One hit, called by its provision where it has a name and by its document otherwise."""
    held = hit.at
    crumbs = (held.document.name, *(ancestor.label for ancestor in held.provision.ancestors))
    title = held.provision.title or held.document.title
    uri, eid = held.document.uri, held.provision.eid
    return HitView(
        title, provision_address(uri, eid), basket_place(uri, eid), crumbs, held.document, with_marks(hit.snippet)
    )


def facet_views(answer: Answer, text: str, filters: Filters) -> tuple[FacetView, ...]:
    """The filters that would change something, each value a link with its count."""
    types = [
        Choice(type_of_slug(slug).name, count, _type_address(text, filters, slug), slug in filters.types)
        for slug, count in _ranked(answer.facets.types, filters.types)
    ]
    issuers = [
        Choice(name, count, _issuer_address(text, filters, name), name in filters.issuers)
        for name, count in _ranked(answer.facets.issuers, filters.issuers)
    ]
    years = [
        Choice(str(year), count, _year_address(text, filters, year), _is_year(filters, year))
        for year, count in sorted(answer.facets.years.items(), reverse=True)[:_SHOWN_FACETS]
    ]
    named = (("Loại văn bản", types), ("Cơ quan ban hành", issuers), ("Năm ban hành", years))
    return tuple(
        FacetView(title, tuple(choices))
        for title, choices in named
        if len(choices) > 1 or any(choice.chosen for choice in choices)
    )


def _ranked(counts: dict[str, int], chosen: Iterable[str]) -> list[tuple[str, int]]:
    """The commonest values, and the chosen ones whatever their count."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    kept = dict(ranked[:_SHOWN_FACETS])
    return list((kept | {value: counts.get(value, 0) for value in chosen}).items())


def _toggled(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(item for item in chosen if item != value) if value in chosen else (*chosen, value)


def _type_address(text: str, filters: Filters, slug: str) -> str:
    return filtered_address(text, replace(filters, types=_toggled(filters.types, slug)))


def _issuer_address(text: str, filters: Filters, name: str) -> str:
    return filtered_address(text, replace(filters, issuers=_toggled(filters.issuers, name)))


def _is_year(filters: Filters, year: int) -> bool:
    return filters.year_from == year == filters.year_to


def _year_address(text: str, filters: Filters, year: int) -> str:
    chosen = None if _is_year(filters, year) else year
    return filtered_address(text, replace(filters, year_from=chosen, year_to=chosen))
