"""A question, understood: what was named, what is wanted, which words remain. Pure functions over text.

Understood → planned → run: this module is the first stage; :mod:`indexer.planning` is the second, :mod:`indexer.search`
the third.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from indexer.asked_day import day_before, lead_of, period_in
from indexer.bodies import Body, bodies_in, readable
from indexer.cues import Intent, Wish, wanted_spans, wish
from indexer.naming import NamedLaw, laws_in
from indexer.vocabulary import shipped
from kb.dates import find_dates
from kb.matters import Vocabulary
from kb.places import places_in
from kb.provisions import ProvisionPath
from kb.remembering import Remembered, path_spans, remembered, remembered_path
from kb.text import fold, normalise

#: Characters of a question that are read; nothing that an officer types is longer, and what is pasted is a text.
LONGEST_QUESTION = 600


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits are limited to: type slugs, issuers as written, years of issue (inclusive)."""

    types: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None


@dataclass(frozen=True)
class Question:
    """A question as understood.

    ``text`` is what was typed; ``numbers`` and ``laws`` the documents that it names, ``path`` the provision; ``wish``
    what is wanted; ``matters`` the groups of public powers (slugs); ``organ`` the body that is asked about as written,
    ``body`` the same by kind and place, ``delegator`` the one that it says delegates; ``place`` the province or proper
    name; ``on`` a day that was typed; ``words`` what is left for the search by words.
    """

    text: str
    wish: Wish = field(default_factory=Wish)
    numbers: tuple[Remembered, ...] = ()
    laws: tuple[NamedLaw, ...] = ()
    path: ProvisionPath | None = None
    matters: tuple[str, ...] = ()
    organ: str | None = None
    body: Body | None = None
    delegator: Body | None = None
    place: str | None = None
    on: date | None = None
    words: str = ""
    filters: Filters = field(default_factory=Filters)

    @property
    def intent(self) -> Intent:
        """What the officer wants to know."""
        return self.wish.intent

    @property
    def names_document(self) -> bool:
        """Whether a document is named, by number or as a law."""
        return bool(self.numbers or self.laws)


def understand(
    text: str,
    filters: Filters | None = None,
    lexicon: Iterable[str] = (),
    vocabulary: Vocabulary | None = None,
    zones: Iterable[str] = (),
) -> Question:
    """The question behind a typed text.

    ``lexicon`` are the names of held laws, without the word Luật; names known to the field are read anyway. ``zones``
    are folded proper names that bodies are known by ("hoa lac"), which a question may leave without capitals.
    ``vocabulary`` are the matters (those that come with the program). Nothing is looked up: what is named may be held
    or not.

    >>> asked = understand("đ.7 tt 17/2023/tt-blđtbxh")
    >>> asked.path.vietnamese, asked.numbers[0].year, asked.words
    ('Điều 7', 2023, '')
    >>> understand("quyet dinh nao uy quyen cap GPLD cho BQL KCN hung yen").place
    'Hưng Yên'
    """
    typed = " ".join(text.split())
    normal = normalise(typed)
    numbers, path = remembered(typed), remembered_path(typed)
    named = [(number.start, number.end) for number in numbers]
    period = None if numbers else period_in(typed)
    spans = [*named, *path_spans(typed), *([period[1]] if period else [])]
    shown = readable(_without(normal, _merged(spans)))
    laws = laws_in(shown, lexicon, any_name=path is not None)
    places = places_in(shown) or _zones_in(shown, zones) or _zone_named(shown)
    wanted = wish(readable(typed), bool(numbers or laws), _names_actor(shown, places), bool(places))
    body, delegator = _parties(shown, wanted)
    words = _remaining(_without(shown, ((law.start, law.end) for law in laws)), wanted)
    if wanted.intent == "powers":
        words = dayless(words)
    return Question(
        text=typed,
        wish=wanted,
        numbers=numbers,
        laws=laws,
        path=path,
        matters=tuple(row.slug for row in (vocabulary or shipped()).matters_in(_bodiless(shown))),
        organ=shown[body.start : body.end] if body else None,
        body=body,
        delegator=delegator,
        place=_place(shown, body, places),
        on=_day(typed, numbers) or (period[0] if period and not laws and period[0] < date.today() else None),
        words=words,
        filters=filters or Filters(),
    )


#: Little words that what was cut out leaves at an edge, as spelt: "Sở", "tài" are none.
_LEFT_OVER = re.compile(
    r"^(?:của|cua|về|ve|theo|số|so(?= \d)|tại|trong|ở|o)(?!\w)"
    r"|(?<!\w)(?:của|cua|về|ve|theo|số|so|tại|tai|trong|ở|o)$"
)
#: Offices that a question begins with and that are told apart by no kind.
_OFFICE = re.compile(
    r"(?:(?:giam doc|truong|pho) )?(?:tong cuc|chi cuc|cuc|vu|phong|cang vu|thanh tra|cong an|bo doi bien phong"
    r"|trung tam|chanh van phong|chi nhanh ngan hang)(?!\w)"
)
_ZONE = re.compile(
    r"(?i)(?<!\w)khu (?:kinh tế|công nghiệp|công nghệ cao|chế xuất|kinh te|cong nghiep|cong nghe cao|che xuat)(?= )"
)
_GIVING = re.compile(r"(?<!\w)(?:uy quyen|phan cap|phan quyen|giao quyen|giao(?! duc| thong| dich| vien))(?!\w)")
#: Kinds of bodies that "đã ủy quyền" makes the giver, not the one that was given.
_GIVERS = ("ubnd-tinh", "chinh-phu", "thu-tuong", "bo:")
_TO = re.compile(r"(?:^| )(?:cho|giao)(?: cac)? $")


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with some spans cut out, a blank in the place of each."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())


def _remaining(text: str, wanted: Wish) -> str:
    """The words to search by: without what says that a status or a relation is asked for."""
    described = _without(text, _merged(wanted_spans(fold(text), wanted))).strip(" ?.!,;:")
    while left_over := _LEFT_OVER.search(described.lower()):
        described = _without(described, [left_over.span()])
    return described


def _bodiless(shown: str) -> str:
    """The text without its bodies: these are named after fields, which are no matter that is asked for."""
    return _without(shown, ((body.start, body.end) for body in bodies_in(shown)))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that overlap no earlier one."""
    kept: list[tuple[int, int]] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _parties(shown: str, wanted: Wish) -> tuple[Body | None, Body | None]:
    """The body that is asked about (the delegate if the question tells), and the one that delegates."""
    if wanted.intent == "find" and not wanted.delegating:
        return next(iter(bodies_in(shown)), None), None
    folded = fold(shown)
    bodies = bodies_in(shown)
    verb = _GIVING.search(folded)
    if verb is None:
        return next(iter(bodies), None), None
    giver = next((body for body in bodies if _gives(body, folded, verb)), None)
    if giver is not None:
        return next((body for body in bodies if body != giver), None), giver
    to = next((body for body in bodies if _TO.search(folded[: body.start]) or body.start == verb.end() + 1), None)
    before = next((body for body in bodies if body.end <= verb.start() and body != to), None)
    active = " cho " in folded[verb.end() :] or (before is not None and before.kind.startswith(_GIVERS))
    forms = r"(?:duoc|theo|nhan) $" if active else r"(?:duoc|chua|da|theo|nhan) $"
    passive = re.search(forms, folded[: verb.start()]) is not None
    if to is not None or not passive:
        return to, before or _of(bodies, folded)
    return before, _of([body for body in bodies if body != before], folded)


def _gives(body: Body, folded: str, verb: re.Match[str]) -> bool:
    """Whether a body stands where the one that delegates does in the passive: "được Thủ tướng ủy quyền", "cần ủy quyền
    của Bộ"."""
    passive = folded[: body.start].endswith(("duoc ", "do ")) and folded[body.end : verb.start()].strip() == ""
    return passive or folded[verb.end() : body.start] == " cua "


def _of(bodies: Iterable[Body], folded: str) -> Body | None:
    """The body behind "theo ủy quyền của"."""
    return next((body for body in bodies if folded[: body.start].endswith((" cua ", " tu "))), None)


def _zones_in(shown: str, zones: Iterable[str]) -> tuple[str, ...]:
    """The first known proper name that a question has in whole words, as typed."""
    folded = fold(shown)
    found = (re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in zones if name in folded)
    return next(((shown[match.start() : match.end()],) for match in found if match), ())


def _zone_named(shown: str) -> tuple[str, ...]:
    """The proper name behind "khu kinh tế", which stands for the zone's board, as typed."""
    boards = bodies_in(_ZONE.sub(r"ban quản lý \g<0>", shown))
    zone = next((body.place for body in boards if body.kind == "board" and body.place), "")
    start = fold(shown).find(zone)
    return (shown[start : start + len(zone)],) if zone and start >= 0 else ()


def _names_actor(shown: str, places: Iterable[str]) -> bool:
    """Whether a public body is named, or a place that stands for its bodies ("Hưng Yên có được cấp phép không")."""
    folded = fold(shown)
    if bodies_in(shown) or _OFFICE.match(folded):
        return True
    return any(re.search(rf"(?<!\w){re.escape(fold(name))} (?:co|con|da|chua|duoc) ", folded) for name in places)


def _place(shown: str, body: Body | None, places: Sequence[str]) -> str | None:
    """The province that is named, else the proper name behind the body, as typed."""
    if places:
        return places[0]
    return shown[body.end - len(body.place) : body.end] if body and body.place else None


def _day(typed: str, numbers: Iterable[Remembered]) -> date | None:
    """A day that was typed and is no part of a number; the one before it where that is said."""
    taken = [range(number.start, number.end) for number in numbers]
    found = (day for day in find_dates(typed) if not any(day.start in span for span in taken))
    return next((day_before(typed, day.start, day.value) for day in found), None)


def dayless(words: str) -> str:
    """The words without days: these say when, not what."""
    return _without(words, _merged((lead_of(words, day.start), day.end) for day in find_dates(words)))
