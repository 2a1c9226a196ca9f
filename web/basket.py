"""The citation basket ("Giỏ căn cứ"): documents and provisions that an officer collects while reading.

A basket is a value, kept nowhere on the server. It travels as a word of few letters in an address, so that it can be
shared as a link, and in a cookie while its owner reads on; as a file it is JSON. Entries are named by permanent address
and eId, which hold over generations::

    1eNqr…     "1", then URL-safe base64 of zlib with the dictionary below
               over lines of  act/nghi-dinh/chinh-phu/2008-03-14/29-2008-nd-cp~art_5 TAB note
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kb.errors import KbError
from web.addresses import basket_place

#: What comes to more cannot travel in an address and a cookie; a basket of a thick report has some thirty entries.
MOST_ENTRIES, MOST_NOTE, MOST_LETTERS = 100, 300, 3800
#: What a file of a full basket stays below.
MOST_FILE_BYTES = 256 * 1024
_VERSION = "1"
_ROOT = "/akn/vn/"
_FILE_KIND = "gio-can-cu"
#: Part of version 1: what is common in addresses, the commonest last. Another dictionary is another version.
_COMMON = (
    b"doc/bai-viet/khong-ro-ngay/nghi-quyet/hoi-dong-nhan-dan-tinh-/uy-ban-thuong-vu-quoc-hoi/act/phap-lenh/act/bo-luat/"
    b"act/chi-thi/-ct-ttg-ct-ub/quyet-dinh/uy-ban-nhan-dan-tinh-thanh-pho--qd-ubnd-qd-ub/act/quyet-dinh/bo-truong-bo-"
    b"cong-thuong-tai-chinh-noi-vu-xay-dung-tu-phap-ke-hoach-va-dau-tu-tai-nguyen-va-moi-truong-lao-dong-thuong-binh-va-"
    b"xa-hoi/act/thong-tu/bo-/2024-/2025-/-tt-b/thu-tuong-chinh-phu/201-qd-ttg/act/luat/quoc-hoi/-qh13-qh14-qh15"
    b"__point_a__para_1__para_2att_1__~art_\nact/nghi-dinh/chinh-phu/2021-/2022-/2023-/2025-/2026-1-nd-cp~art_"
)
_PLACE = re.compile(r"(?P<uri>[a-z]+(?:/[\w.-]{1,200}){2,6})(?:~(?P<eid>\w{1,120}))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, or with ``eid`` a provision of it, that was put into a basket; ``uri`` is the permanent address."""

    uri: str
    eid: str = ""
    note: str = ""

    @property
    def place(self) -> str:
        """Address and eId in one word: "act/nghi-dinh/chinh-phu/2008-03-14/29-2008-nd-cp~art_5"."""
        return basket_place(self.uri, self.eid)


@dataclass(frozen=True, slots=True)
class Basket:
    """Entries in the order that their collector wants; none is there twice."""

    entries: tuple[Entry, ...] = ()

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, place: object) -> bool:
        """Whether a place (:attr:`Entry.place`) is in it."""
        return any(entry.place == place for entry in self.entries)

    def with_entries(self, entries: Iterable[Entry], at: int | None = None) -> Basket:
        """With more entries, at a place or at the end; those that are there already stay where they are."""
        at = len(self) if at is None else max(0, min(at, len(self)))
        new = [entry for entry in entries if entry.place not in self]
        return _checked(Basket(tuple(_once((*self.entries[:at], *new, *self.entries[at:])))))

    def without(self, index: int) -> Basket:
        """Without the entry at an index."""
        return Basket(self.entries[:index] + self.entries[index + 1 :])

    def moved(self, index: int, by: int) -> Basket:
        """With an entry moved up (-1) or down (1), as far as there is room."""
        entries = list(self.entries)
        entries.insert(max(0, index + by), entries.pop(index))
        return Basket(tuple(entries))

    def noted(self, notes: Iterable[str]) -> Basket:
        """With these notes, one for each entry."""
        pairs = zip(self.entries, notes, strict=True)
        return _checked(Basket(tuple(replace(entry, note=tidy_note(note)) for entry, note in pairs)))


def tidy_note(text: str) -> str:
    """A note in one line, not longer than is kept.

    >>> tidy_note("  xem  lại\\n khoản 2 ")
    'xem lại khoản 2'
    """
    return " ".join(text.split())[:MOST_NOTE]


def _once(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in entries:
        if entry.place not in seen:
            seen.add(entry.place)
            yield entry


def _checked(basket: Basket) -> Basket:
    if len(basket) > MOST_ENTRIES or len(written(basket)) > MOST_LETTERS:
        hint = "lưu giỏ này thành tệp rồi bắt đầu giỏ mới, hoặc rút ngắn ghi chú"
        raise KbError("giỏ căn cứ đã đầy", found=f"{len(basket)} mục", hint=hint)
    return basket


def parse_place(place: str) -> Entry:
    """The entry of a place as :attr:`Entry.place` writes it; KbError for anything else.

    >>> parse_place("act/luat/quoc-hoi/2020-06-17/61-2020-qh14~art_5").uri
    '/akn/vn/act/luat/quoc-hoi/2020-06-17/61-2020-qh14'
    """
    found = _PLACE.fullmatch(place)
    if not found or ".." in place:
        raise KbError("không phải địa chỉ văn bản hay điều khoản", found=place[:80])
    return Entry(_ROOT + found["uri"], found["eid"] or "")


# --- in an address --------------------------------------------------------------------------------------------------


def written(basket: Basket) -> str:
    """The basket as one word for an address; "" for an empty one."""
    if not basket.entries:
        return ""
    lines = "\n".join(f"{entry.place}\t{entry.note}" if entry.note else entry.place for entry in basket.entries)
    press = zlib.compressobj(9, zdict=_COMMON)
    packed = press.compress(lines.encode()) + press.flush()
    return _VERSION + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read(word: str) -> Basket:
    """The basket of a word; KbError when it is damaged, cut off or of another kind.

    >>> basket = Basket((Entry("/akn/vn/act/luat/quoc-hoi/2020-06-17/61-2020-qh14", "art_5", "xem kỹ"),))
    >>> read(written(basket)) == basket, read("")
    (True, Basket(entries=()))
    """
    if not word:
        return Basket()
    try:
        if not word.startswith(_VERSION) or len(word) > MOST_LETTERS:
            raise ValueError
        packed = base64.b64decode(word[1:] + "=" * (-len(word[1:]) % 4), altchars=b"-_", validate=True)
        opened = zlib.decompressobj(zdict=_COMMON)
        lines = opened.decompress(packed, MOST_FILE_BYTES).decode()
        if not opened.eof:
            raise ValueError
    except (ValueError, binascii.Error, zlib.error) as error:
        hint = "chép lại cả địa chỉ, hoặc mở giỏ từ tệp"
        raise KbError("địa chỉ của giỏ bị thiếu hoặc hỏng", hint=hint) from error
    return _of_pairs(line.partition("\t")[::2] for line in lines.split("\n"))


def _of_pairs(pairs: Iterable[tuple[str, str]]) -> Basket:
    entries = [replace(parse_place(place), note=tidy_note(note)) for place, note in pairs]
    return _checked(Basket(tuple(_once(entries))))


# --- in a file ------------------------------------------------------------------------------------------------------


def file_of(basket: Basket, names: Iterable[str]) -> bytes:
    """The basket as a file; ``names`` say what each entry is, for people who look into it."""
    pairs = zip(basket.entries, names, strict=True)
    entries = [{"dia-chi": entry.place, "ghi-chu": entry.note, "ten": name} for entry, name in pairs]
    return (json.dumps({"loai": _FILE_KIND, "muc": entries}, ensure_ascii=False, indent=1) + "\n").encode()


def from_file(content: bytes) -> Basket:
    """The basket of a file; KbError when it is none."""
    try:
        record: Any = json.loads(content.decode("utf-8-sig"))
        if record["loai"] != _FILE_KIND:
            raise ValueError
        pairs = [(str(entry["dia-chi"]), str(entry.get("ghi-chu") or "")) for entry in record["muc"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KbError("không phải tệp giỏ căn cứ", hint="chọn tệp .json đã lưu từ trang Giỏ căn cứ") from error
    return _of_pairs(pairs)
