"""What a document says it does to others: found in its legal bases, its title, and its effect and amending clauses.

Active verbs only, each with the sentence as evidence. A passive ("đã được sửa đổi theo …", "được thay thế bằng …") says
what others do, and is left to them; so is everything quoted from another act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.citations import Citation
from kb.documents import Document, LegalBasis, Line, Provision
from kb.relation_objects import documents_in, is_bare_member, objects_of, outermost
from kb.relation_phrases import (
    ALL_RULES,
    AMENDS_HERE,
    CHANGES,
    CLOSING,
    CONSOLIDATES,
    DRAFT,
    ENDING,
    HYPOTHETICAL,
    ITSELF,
    NEW_TEXT,
    OPENS,
    PHRASES,
    QUOTED,
    SOME_PARTS,
    TITLE_PHRASES,
    Phrase,
)
from kb.relation_scope import LIST_MARK, excepted_below, is_excepted, names_part, relation_of
from kb.relation_speech import acts_here, is_passive
from kb.relations import Relation
from kb.text import normalise, words_key


def find_relations(document: Document) -> tuple[Relation, ...]:
    """The relations that a document states: legal bases first, then title, then clauses in text order. Each once; ends
    of parts of a document once for each day and set of provisions that the clauses name."""
    titles = [document.title, *([document.enacted] if document.enacted else [])]
    told = (relation for title in titles for relation in _from_title(document, title))
    found = [*_from_bases(document.legal_bases), *told, *_from_clauses(document)]
    unique = _each_once(found)
    whole = {(relation.verb, _target(relation)) for relation in unique if relation.whole}
    replaced = {(_target(relation), relation.evidence) for relation in unique if relation.verb == "replaces"}
    return tuple(
        relation
        for relation in unique
        if (relation.whole or (relation.verb, _target(relation)) not in whole)
        and (relation.number or not _is_named_in_full(relation, found))
        and (relation.verb != "repeals" or ("replaces", _target(relation)) not in whole)
        and (relation.verb != "repeals" or (_target(relation), relation.evidence) not in replaced)
    )


def _each_once(found: Iterable[Relation]) -> list[Relation]:
    """Relations without those that say the same; of two, the one that tells a last day, which titles leave out."""
    unique: dict[tuple[object, ...], Relation] = {}
    for relation in found:
        of_part = (relation.provisions, relation.since) if relation.verb in ENDING and not relation.whole else ()
        key = (relation.verb, _target(relation), relation.whole, *of_part)
        if key not in unique or (relation.until and not unique[key].until):
            unique[key] = relation
    return list(unique.values())


def _target(relation: Relation) -> str | None:
    return relation.number or relation.title


def _is_named_in_full(relation: Relation, found: Iterable[Relation]) -> bool:
    """Whether another relation says the same of the same law with its number."""
    same = (other for other in found if other.verb == relation.verb and other.number and other.title)
    return any(words_key(other.title or "") == words_key(relation.title or "") for other in same)


def _from_bases(bases: Iterable[LegalBasis]) -> Iterator[Relation]:
    for basis in bases:
        named = next(iter(documents_in(basis.text)), None)
        number = basis.number or (named.number if named else None)
        title = named.title if named else None
        if number or title:
            told = Relation("based-on", number, title, evidence=basis.text)
            if named and named.number == number:
                told = replace(told, type=named.type, dated=named.date, issuer=named.issuer)
            yield told


def _from_title(document: Document, title: str) -> Iterator[Relation]:
    """ "Sửa đổi, bổ sung một số điều của …", "quy định chi tiết thi hành …"; laws by their whole name."""
    for part in _sentences(_OWN_TYPE.sub("", normalise(title))):
        for phrase, match in _phrases_in(part, CONSOLIDATES if CONSOLIDATES[0].pattern.match(part) else TITLE_PHRASES):
            above = part[: match.start()]
            if DRAFT.search(above) or (phrase.verb == "guides" and CHANGES.search(above)):
                continue
            for citation in objects_of(part, match, phrase):
                found = relation_of(phrase, match, citation, part, title, "")
                if _may(found, citation, document):
                    yield replace(found, whole=found.whole and phrase.verb != "amends")


#: "Luật sửa đổi, bổ sung một số điều của Luật …": the type of the amending law itself.
_OWN_TYPE = re.compile(r"^(?:Bộ luật|Luật|Pháp lệnh) (?=(?:sửa đổi|bổ sung|bãi bỏ)\b)", re.I)


def _from_clauses(document: Document) -> Iterator[Relation]:
    for provision in (provision for part in document.parts if part.kind == "main" for provision in part.provisions):
        heading = provision.heading or ""
        closing = CLOSING.search(heading) is not None
        bare = provision.kind == "article" and not heading  # no heading says what it is about
        if closing and AMENDS_HERE.match(heading):
            yield from _read_clause(document, provision, Line(heading), [])
        for lead, items in _clauses(provision):
            text = normalise(lead.text)
            if closing or ITSELF.search(text) or (bare and OPENS.match(text)):
                yield from _read_clause(document, provision, lead, items, by_name=bool(heading) and not closing)


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
    document: Document, provision: Provision, lead: Line, items: list[Line], *, by_name: bool = False
) -> Iterator[Relation]:
    for sentence in _sentences(normalise(lead.text)):
        if HYPOTHETICAL.match(sentence.lstrip("0123456789abcdđ.) ")):
            continue
        saved = excepted_below(sentence, (item.text for item in items))
        for phrase, match in _deeds_in(sentence, by_name):
            within = objects_of(sentence, match, phrase)
            said = [relation_of(phrase, match, citation, sentence, sentence, provision.eid) for citation in within]
            for citation, found in _shared(sentence, within, said):
                if _may(found, citation, document):
                    kept = citation.number in saved or (phrase.verb in ENDING and is_excepted(citation, sentence))
                    yield replace(found, whole=found.whole and not kept)
            if not within and sentence.endswith(":"):
                yield from _listed(document, phrase, match, sentence, lead, items, provision.eid)


def _shared(text: str, named: list[Citation], said: list[Relation]) -> Iterator[tuple[Citation, Relation]]:
    """What is said of the members of a list: "Danh mục … tại Quyết định số 1, Quyết định số 2" means a part of both."""
    partly = False
    for place, (citation, found) in enumerate(zip(named, said, strict=True)):
        shared = partly and is_bare_member(text, named[place - 1], citation)
        partly = shared or (not found.whole and (not citation.provisions or names_part(text[: citation.start])))
        yield citation, replace(found, whole=found.whole and not shared)


def _listed(
    document: Document, phrase: Phrase, match: re.Match[str], sentence: str, lead: Line, items: list[Line], eid: str
) -> Iterator[Relation]:
    """What a lead does to the documents that the items below it name."""
    said = sentence[match.end() :] if phrase.after else sentence[: match.start()]
    if phrase.verb == "amends" and NEW_TEXT.search(said):
        return
    some = SOME_PARTS.search(said) is not None and not ALL_RULES.match(LIST_MARK.sub("", said))
    for text in (normalise(item.text) for item in items):
        named = _members(text)
        found = [relation_of(phrase, match, citation, sentence, lead.text, eid) for citation in named]
        if phrase.verb in ENDING:
            part = [some or names_part(text[: citation.start], text[citation.end :]) for citation in named]
            found = [replace(each, whole=each.whole and not p) for each, p in zip(found, part, strict=True)]
        for citation, each in _shared(text, named, found):
            if _may(each, citation, document):
                yield each


def _members(item: str) -> list[Citation]:
    """The documents that an item of a list means: those joined to its first one, up to a title that changes others."""
    named = documents_in(item)
    changed = CHANGES.search(item, named[0].end) if named else None
    return outermost(item, [citation for citation in named if not changed or citation.start < changed.start()])


def _phrases_in(sentence: str, phrases: Iterable[Phrase]) -> Iterator[tuple[Phrase, re.Match[str]]]:
    """What the words of a title say: each phrase where it first stands."""
    told = _without_quotes(sentence)
    for phrase in phrases:
        said = (match for match in phrase.pattern.finditer(told) if not is_passive(told[: match.start()]))
        if match := next(said, None):
            yield phrase, match


def _deeds_in(sentence: str, by_name: bool) -> Iterator[tuple[Phrase, re.Match[str]]]:
    """What an act does in a sentence of its clauses: each phrase where it is first a deed of the act itself."""
    told = _without_quotes(sentence)
    for phrase in PHRASES:
        for match in phrase.pattern.finditer(told):
            if not phrase.after or acts_here(told[: match.start()], by_name=by_name):
                yield phrase, match
                break


def _without_quotes(sentence: str) -> str:
    """The sentence with blanks for what it quotes, at the same places."""
    return QUOTED.sub(lambda quote: " " * len(quote.group()), sentence)


def _sentences(text: str) -> list[str]:
    """Split after a full stop before a capital, and after a semicolon before words that say a relation themselves: a
    list whose members semicolons part is one sentence. Numbers and abbreviations keep their stops."""
    return [part for part in _SENTENCE.split(text) if 0 < len(part) <= _LONGEST]


#: What is longer than the longest list of ended acts states nothing; looking through it would take minutes.
_LONGEST = 20_000
_SENTENCE = re.compile(
    r"(?:(?<=[^\d\s]\.)|(?<=\d{4}\.))\s+(?=[A-ZĐÀ-Ỹ])"
    r"|(?<=;)\s+(?=(?i:(?:đồng thời,? )?(?:sửa đổi|bổ sung|bãi bỏ|huỷ bỏ|thay thế|đính chính|ngưng|đình chỉ)))"
)


#: Types that no circular can change or end, and what no law can.
_ABOVE = {"thong-tu": {"luat", "bo-luat", "phap-lenh", "nghi-dinh"}, "luat": set[str]()}
_ABOVE["thong-tu-lien-tich"] = _ABOVE["thong-tu"]


def _may(relation: Relation, citation: Citation, document: Document) -> bool:
    """Whether an act of that type can do so to another (Luật 64/2025/QH15, Điều 4); what says otherwise was misread."""
    if citation.number is not None and citation.number == document.number:
        return False
    if relation.verb not in ENDING | {"amends", "extends"}:
        return True
    above = _ABOVE.get(document.type)
    return above is None or citation.type not in above | {"hien-phap"}
