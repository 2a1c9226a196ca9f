"""A basket as it is read: entries with their citation, their force on a day and their words; the Căn cứ block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from indexer.catalogue import Catalogue
from indexer.records import DocumentHead, HeldProvision
from indexer.standing import head_for
from kb.dates import parse_date, short_date
from kb.doctypes import type_of_slug
from kb.legal_force import force_of
from kb.provisions import is_within
from web.addresses import provision_address, provision_page
from web.basket import Basket, Entry
from web.rendering import unit_name
from web.views.citing import basis_mention
from web.views.facts import place_name
from web.views.status import StatusView, standing_view

#: Letters of a text that are quoted: a long article is read at its address.
_MOST_QUOTED = 6000
_CUT = "… (đoạn sau xem tại địa chỉ)"
_NOT_HELD = "Văn bản này không còn trong kho ở địa chỉ đã lưu: có thể đã bị rút, hoặc số hiệu, ngày được sửa lại."
_NOT_THERE = "Văn bản trong kho nay không còn chỗ này; dưới đây chỉ nêu văn bản."


@dataclass(frozen=True)
class EntryView:
    """An entry of a basket.

    ``head`` is None for a document that is not held, ``held`` None where the whole document is meant or the place is
    gone. ``trouble`` says what is wrong with the entry, "" for nothing; ``place`` names the provision.
    """

    entry: Entry
    head: DocumentHead | None
    held: HeldProvision | None = None
    status: StatusView | None = None
    place: str = ""
    trouble: str = ""

    @property
    def citation(self) -> str:
        """As it is cited for the first time, the provision before its document; a law with its date, to tell it from
        others of its name."""
        named = basis_mention(self.head) if self.head else _called_by_address(self.entry.uri)
        return f"{self.place} của {named}" if self.place else named

    @property
    def address(self) -> str:
        """The page of the document, or of the provision alone; "" for what is not held."""
        if self.head is None:
            return ""
        return provision_page(self.head.uri, self.entry.eid) if self.held else self.head.uri

    @property
    def permanent(self) -> str:
        """The permanent address, inside the document for a provision."""
        return provision_address(self.entry.uri, self.entry.eid)

    @property
    def is_ended(self) -> bool:
        """Whether it can no longer be a ground."""
        return self.status is not None and self.status.tone == "het"

    @property
    def is_verbatim(self) -> bool:
        """Whether the words held are those of the document, and not a summary of ours."""
        return self.head is not None and self.head.record == "full"

    @cached_property
    def quote(self) -> tuple[str, ...]:
        """The lines of the provision, its heading first; none for whole documents. Long ones are cut, and say so."""
        if self.held is None:
            return ()
        own, eid = self.held.provision, self.entry.eid
        if eid == own.eid:
            return tuple(_shortened(filter(None, [own.title, *(line.text for line in own.lines)])))
        return tuple(_shortened(line.text for line in own.lines if is_within(line.eid, eid)))


@dataclass(frozen=True, slots=True)
class BasisLine:
    """A line of the Căn cứ block: the words before the document, its name, its address, and the mark at the end."""

    before: str
    named: str
    uri: str
    mark: str

    @property
    def text(self) -> str:
        """The whole line."""
        return f"{self.before}{self.named}{self.mark}"


@dataclass(frozen=True)
class BasketView:
    """A basket with everything that its page and its files print; ``day`` is the one that force is told for."""

    basket: Basket
    entries: tuple[EntryView, ...]
    day: date
    base_url: str

    @cached_property
    def bases(self) -> tuple[BasisLine, ...]:
        """The Căn cứ block: every document once, in order of legal force and age.

        Where the whole document is in the basket, it alone is named; else its provisions are, in reading order.
        """
        groups: dict[str, list[EntryView]] = {}
        for view in sorted(self.entries, key=_reading_order):
            if view.head and view.head.record != "source":
                groups.setdefault(view.head.uri, []).append(view)
        ordered = sorted(groups.values(), key=lambda group: _force(group[0].head))
        return tuple(_basis(group, last=place == len(ordered)) for place, group in enumerate(ordered, 1))

    @property
    def rich_bases(self) -> str:
        """The Căn cứ block as HTML to be copied: in italics, with links."""
        line = Markup('<p><i>{}<a href="{}">{}</a>{}</i></p>')
        shown = (line.format(basis.before, self.base_url + basis.uri, basis.named, basis.mark) for basis in self.bases)
        return str(Markup("").join(shown))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to look at before the block is used."""
        ended = [view for view in self.entries if view.is_ended]
        gone = [view for view in self.entries if view.head is None]
        sources = [view for view in self.entries if view.head and view.head.record == "source"]
        told = (
            (ended, "đã hết hoặc ngưng hiệu lực, không dùng làm căn cứ được"),
            (gone, "không còn trong kho nên không có trong khối căn cứ"),
            (sources, "không phải văn bản pháp luật nên không có trong khối căn cứ"),
        )
        return tuple(f"{len(views)} mục {words}: {_names(views)}." for views, words in told if views)


def basket_view(catalogue: Catalogue, basket: Basket, day: date, base_url: str) -> BasketView:
    """A basket with what the catalogue holds of its entries."""
    return BasketView(basket, tuple(entry_view(catalogue, entry, day) for entry in basket.entries), day, base_url)


def entry_view(catalogue: Catalogue, entry: Entry, day: date) -> EntryView:
    """One entry with what the catalogue holds of it."""
    head = next(iter(catalogue.by_uri(entry.uri)), None)
    if head is None:
        return EntryView(entry, None, place=unit_name(entry.eid), trouble=_NOT_HELD)
    relations = catalogue.relations_to(head.id)
    held = _held(catalogue, head, entry.eid) if entry.eid else None
    if held is None:
        status = standing_view(head, relations, day) if head.record != "source" else None
        return EntryView(entry, head, None, status, trouble=_NOT_THERE if entry.eid else "")
    dated = head_for(head, catalogue.provisions_of(head.id), entry.eid)
    status = standing_view(dated, relations, day, entry.eid)
    return EntryView(entry, head, held, status, _place(held, entry.eid))


def _held(catalogue: Catalogue, head: DocumentHead, eid: str) -> HeldProvision | None:
    """The provision that has this eId or a line with it, and not merely one around it."""
    held = catalogue.provision_at(head.id, eid)
    if held is None:
        return None
    own = held.provision
    return held if own.eid == eid or any(is_within(line.eid, eid) for line in own.lines) else None


def _place(held: HeldProvision, eid: str) -> str:
    """How the provision is called; one of what is attached to a document is not taken for one of its own."""
    unit = (unit_name(eid) if eid != held.provision.eid else "") or place_name(held)
    return f"{unit} phần kèm theo" if eid.startswith("att_") else unit


def _called_by_address(uri: str) -> str:
    """What the address of a document tells of it.

    >>> _called_by_address("/akn/vn/act/nghi-dinh/chinh-phu/2008-03-14/29-2008-nd-cp")
    'Nghị định ngày 14/03/2008 (29-2008-nd-cp)'
    """
    parts = uri.strip("/").split("/")
    kind = type_of_slug(parts[3]) if len(parts) > 3 else type_of_slug("other")
    day = parse_date(parts[-2])
    name = kind.name if kind.slug != "other" else "Văn bản"
    return f"{name}{f' ngày {short_date(day)}' if day else ''} ({parts[-1]})"


def _shortened(lines: Iterable[str]) -> Iterable[str]:
    left = _MOST_QUOTED
    for line in lines:
        if left < len(line):
            yield line[:left].rpartition(" ")[0] + _CUT
            return
        left -= len(line)
        yield line


def _reading_order(view: EntryView) -> int:
    """The whole document before its provisions, these as they stand in it."""
    return view.held.id if view.held else 0


def _force(head: DocumentHead | None) -> tuple[int, date, str]:
    assert head is not None
    return force_of(head.type, head.number), head.issued or date.max, head.name


def _basis(group: Sequence[EntryView], *, last: bool) -> BasisLine:
    head = group[0].head
    assert head is not None
    places = [] if not group[0].place else [view.place for view in group]
    before = f"Căn cứ {listed(places)} của " if places else "Căn cứ "
    return BasisLine(before, basis_mention(head), head.uri, "." if last else ";")


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> listed(["Điều 5", "khoản 2 Điều 6", "Điều 9"]), listed(["Điều 5"])
    ('Điều 5, khoản 2 Điều 6 và Điều 9', 'Điều 5')
    """
    return " và ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _names(views: Iterable[EntryView]) -> str:
    names = dict.fromkeys(view.head.name if view.head else _called_by_address(view.entry.uri) for view in views)
    return "; ".join(names)
