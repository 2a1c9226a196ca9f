"""The items under a lead-in: which lines they are, and how they make its statement whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from kb.delegation_finding.assigning import operative
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_private
from kb.delegation_finding.parties import party_at
from kb.delegation_finding.powers import Span, read_power, trim
from kb.delegation_finding.statement import Reading
from kb.delegation_finding.tokens import TextLine, Tokens, lines_of

#: Words that say whose duties or rights are listed.
DUTIES = re.compile(r"\b(?:nhiệm vụ|quyền hạn|có quyền|có trách nhiệm|thẩm quyền|chịu trách nhiệm|trách nhiệm)\b")
#: An item that itself delegates is a statement of its own.
_FURTHER = re.compile(r"\b(?:uỷ quyền|phân cấp) cho\b|\bviệc (?:uỷ quyền|phân cấp)\b")
#: Items that begin so say how, not what.
_RULES = ("việc ", "người ", "trường hợp", "khi ", "nếu ", "hợp đồng", "sau khi", "không ", "trong ")
#: "cấp phép bay cho các chuyến bay sau đây:": the items are objects, not powers.
_OBJECTS_FOLLOW = re.compile(r"\b(?:đối với|cho) các [^:;,]{3,60}\bsau(?: đây)?\s?:\s*$")
#: A lead-in that the items make plain.
_ONLY_TASKS = re.compile(r"(?:tổ chức )?thực hiện (?:một số |các )?(?:nhiệm vụ|nội dung|công việc)\b", re.IGNORECASE)
#: "1. Đối với X: A quyết định …"
_CASE_OF = re.compile(r"Đối với (?P<case>[^:\n]{5,200}):\s*")
#: "a) Việc làm X … thuộc thẩm quyền của", "b) Thẩm quyền làm X do"
_HELD = re.compile(
    r"(?:Việc|Thẩm quyền)\s(?P<power>[^;\n]{5,600}?)\s(?:thuộc thẩm quyền(?: giải quyết| quyết định)?(?: của)?|do)\s"
)
_RANKS = ("article", "roman", "number", "sub", "letter", "bracket", "paren", "dash", "plus")


def items_of(text: str, lines: list[TextLine], place: int) -> list[TextLine]:
    """The items under the lead-in line at ``place``: the lines until its own level returns."""
    lead, items = lines[place], []
    if place + 1 < len(lines) and not lines[place + 1].marker:
        return _plain_items(text, lines, place + 1)
    first_marker = lines[place + 1].marker if place + 1 < len(lines) else ""
    for line in _from(lines, place + 1):
        if not line.marker or line.marker == "article" or (lead.marker and level_of(line) <= level_of(lead)):
            break
        if not lead.marker and level_of(line) < _rank(first_marker):
            break
        items.append(line)
    return items


def _from(lines: list[TextLine], first: int) -> Iterator[TextLine]:
    """The lines from one on; no copy of them, since every lead-in of a long text asks."""
    return (lines[place] for place in range(first, len(lines)))


def _plain_items(text: str, lines: list[TextLine], first: int) -> list[TextLine]:
    """Items without markers: lines up to the first that ends like a sentence."""
    items = []
    for line in takewhile(lambda line: not line.marker, _from(lines, first)):
        items.append(line)
        if not text[line.start : line.end].endswith(";"):
            break
    return items


def level_of(line: TextLine) -> int:
    """How deep a line stands, by its marker; one without a marker stands deepest."""
    return _rank(line.marker)


def _rank(marker: str) -> int:
    return _RANKS.index(marker) if marker in _RANKS else len(_RANKS)


def with_items(text: str, reading: Reading, items: list[TextLine]) -> Iterator[Reading]:
    """A lead-in made whole by its items: bodies with their powers, powers of one body, or objects of one power."""
    end = trim(text, items[0].start, items[-1].end)[1]
    if reading.delegate is None and reading.stance == "delegated":
        yield from _bodies(text, reading, items)
        return
    if reading.powers and DUTIES.search(text[reading.powers[-1][1] : reading.end].lower()):
        yield replace(reading, end=reading.powers[-1][1])
        return
    if not reading.powers:
        powers = _powers(text, reading, items)
        if powers:
            yield replace(reading, powers=powers, end=end)
        return
    objects = [item for item in items if item.marker == items[0].marker]
    first = trim(text, objects[0].start, objects[0].end)
    if text[reading.end - 9 : reading.end + 9].lower().find("đối với") >= 0:
        yield replace(reading, scope=first, end=end)
    elif _OBJECTS_FOLLOW.search(text[reading.at : items[0].outer_start].lower()) or party_at(Tokens(text, *first), 0):
        yield replace(reading, end=end)
    else:
        more = tuple(span for item in objects if (span := whole_item(text, item)))
        lead = () if more and all(_ONLY_TASKS.match(text, *span) for span in reading.powers) else reading.powers
        yield replace(reading, powers=lead + more, end=end)


def item_powers(text: str) -> tuple[Span, ...]:
    """The powers that the items of the first list of a text name, one for each item of its first level."""
    lines = [line for line in lines_of(text) if line.marker]
    first = [line for line in lines if line.marker == lines[0].marker]
    return tuple(span for line in first if (span := whole_item(text, line)))


def whole_item(text: str, item: TextLine) -> Span | None:
    if text[item.start : item.start + 10].lower().startswith(_RULES):
        return None
    power = read_power(text, item.start, item.end)
    return (power.spans[0][0], power.spans[-1][1]) if power else None


def _bodies(text: str, reading: Reading, items: list[TextLine]) -> Iterator[Reading]:
    """ "phân cấp thẩm quyền X như sau: 1. B làm …": one statement for each item that names a body and its power."""
    for item in items:
        if held := _held(text, reading, item):
            yield held
            continue
        case = _CASE_OF.match(text, item.start, item.end)
        tokens = Tokens(text, case.end() if case else item.start, item.end)
        party = party_at(tokens, 0) if len(tokens) else None
        if party is None or is_private(tokens, party):
            continue
        act = party.after + 3 * (tokens.words(party.after, party.after + 3) == "có thẩm quyền")
        if not verb_at(tokens, act) or tokens.words(act, act + 2) == "phối hợp":
            continue
        if tokens.words(party.after, party.after + 2) in {"phân cấp", "uỷ quyền"}:
            continue
        power = read_power(text, tokens[act].start, item.end)
        if power and not _FURTHER.search(text, *power.spans[0]):
            end = trim(text, item.outer_start, item.end)[1]
            yield replace(
                reading, delegate=party.span(tokens), powers=power.spans,
                scope=case.span("case") if case else power.scope, condition=power.condition,
                start=item.outer_start, end=end,
            )  # fmt: skip


def _held(text: str, reading: Reading, item: TextLine) -> Reading | None:
    """An item "Việc *làm X* thuộc thẩm quyền của *B*", "Thẩm quyền *làm X* do *B* thực hiện"."""
    found = _HELD.match(text, item.start, item.end)
    tokens = Tokens(text, found.end(), item.end) if found else None
    party = party_at(tokens, 0) if tokens and len(tokens) else None
    if found is None or tokens is None or party is None or is_private(tokens, party):
        return None
    power = read_power(text, *found.span("power"))
    if power is None:
        return None
    return replace(
        reading, delegate=party.span(tokens), powers=power.spans, scope=power.scope, condition=power.condition,
        start=item.outer_start, end=trim(text, item.start, item.end)[1],
    )  # fmt: skip


def _powers(text: str, reading: Reading, items: list[TextLine]) -> tuple[Span, ...]:
    """ "giao B: a) quyết định …": the powers that the items name."""
    found: list[Span] = []
    for item in items:
        tokens = Tokens(text, item.start, item.end)
        begin = _first_verb(tokens) if reading.kind == "giao" else _past_body(tokens)
        if begin is None or begin >= len(tokens):
            continue
        power = read_power(text, tokens[begin].start, item.end) if len(tokens) else None
        found.extend(power.spans if power else ())
    return tuple(found)


def _past_body(tokens: Tokens) -> int:
    """Where the power of an item begins that names its body once more, "Giám đốc Sở Y tế *cấp* …"; or its end."""
    party = party_at(tokens, 0) if len(tokens) else None
    only_named = party is not None and party.after >= len(tokens) - 1
    return party.after + only_named if party and (only_named or verb_at(tokens, party.after)) else 0


def _first_verb(tokens: Tokens) -> int | None:
    """Where the operative power of an item begins; a clause of circumstance may stand before it."""
    if not len(tokens):
        return None
    if tokens.lower(0) not in {"căn", "hàng", "hằng", "trên", "định"}:
        first = tokens.items[0]
        lowered = Tokens(tokens.text[: first.start] + first.lower + tokens.text[first.end :], tokens.start, tokens.end)
        return 0 if operative(lowered, 0) else None
    verbs = (
        place
        for place in range(1, len(tokens))
        if tokens.words(place, place + 2) == "quyết định" or tokens.lower(place - 1) == ","
    )
    return next((place for place in verbs if operative(tokens, place)), None)
