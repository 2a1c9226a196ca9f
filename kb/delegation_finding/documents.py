"""The delegations of a whole document: what one article says is completed by what others say.

A decision that delegates says who and what in one article, the term in another ("Điều 2. Thời hạn ủy quyền: …"), and
at times the powers in a third, headed "Nội dung phân cấp".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.delegation_finding.days import Term, told_term
from kb.delegation_finding.items import item_powers
from kb.delegations import Delegation, find_delegations
from kb.documents import Document, Provision
from kb.text import View

_CONTENT = re.compile(r"nội dung(?:, phạm vi)?(?: được)? (?:uỷ quyền|phân cấp)\.?", re.IGNORECASE)


def find_document_delegations(document: Document) -> tuple[Delegation, ...]:
    """All delegations in reading order, each with the ``eid`` of its provision; offsets refer to its text."""
    found = tuple(fact for provision in document.provisions for fact in _in_provision(provision, document))
    if not found:
        return ()
    term, condition = _term(document)
    found += tuple(_content(document, found))
    return tuple(_within(fact, document, term, condition) for fact in found)


def _in_provision(provision: Provision, document: Document) -> Iterator[Delegation]:
    for fact in find_delegations(provision.text, document.context, provision.heading):
        yield replace(fact, eid=provision.eid)


def _term(document: Document) -> tuple[Term, str | None]:
    """The term that an article tells, and its condition in words."""
    for provision in document.provisions:
        view = View(" ".join(part for part in (provision.heading, provision.text) if part))
        term = told_term(view.text)
        if term != Term():
            return term, view.shown[slice(*view.span(*term.condition))] if term.condition else None
    return Term(), None


def _content(document: Document, found: tuple[Delegation, ...]) -> Iterator[Delegation]:
    """The powers that an article "Nội dung phân cấp" lists, if all that the decision delegates goes to one body."""
    own = [fact for fact in found if _is_own(fact, document) and fact.delegate]
    if len({fact.delegate for fact in own}) != 1:
        return
    for provision in document.provisions:
        view = View(provision.text)
        powers = item_powers(view.text) if _CONTENT.fullmatch(View(provision.heading or "").text.strip()) else ()
        if powers and not any(fact.eid == provision.eid for fact in own):
            shown = tuple(view.shown[slice(*view.span(*span))] for span in powers)
            yield replace(
                own[0], powers=shown, scope=None, condition=None, evidence_start=0, evidence_end=len(view.shown),
                eid=provision.eid,
            )  # fmt: skip


def _within(fact: Delegation, document: Document, term: Term, condition: str | None) -> Delegation:
    if not _is_own(fact, document):
        return fact
    return replace(
        fact, start=fact.start or term.start, end=fact.end or term.end, condition=fact.condition or condition
    )  # fmt: skip


def _is_own(fact: Delegation, document: Document) -> bool:
    return fact.stance == "delegated" and fact.instrument is not None and fact.instrument == document.number
