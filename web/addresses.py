"""Addresses of pages: permanent, readable, and made in one place.

>>> search_address("thu hồi", types=("quyet-dinh",), page=2)
'/tim?q=thu+h%E1%BB%93i&loai=quyet-dinh&trang=2'
>>> cited_address("67/2003/QĐ-UB")
'/vien-dan/67/2003/Q%C4%90-UB'
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlencode

from indexer.questions import Filters


def search_address(
    text: str,
    *,
    types: Iterable[str] = (),
    issuers: Iterable[str] = (),
    year_from: int | None = None,
    year_to: int | None = None,
    page: int = 1,
) -> str:
    """The page that answers a question with these filters."""
    pairs: list[tuple[str, str | int]] = [("q", text)]
    pairs += [("loai", slug) for slug in types]
    pairs += [("co-quan", issuer) for issuer in issuers]
    pairs += [("tu", year_from)] if year_from else []
    pairs += [("den", year_to)] if year_to else []
    pairs += [("trang", page)] if page > 1 else []
    return "/tim?" + "&".join(f"{name}={_quoted(str(value))}" for name, value in pairs)


#: A page of results has some twenty such addresses, all with the same question.
_quoted = lru_cache(maxsize=1024)(quote_plus)


def filtered_address(text: str, filters: Filters, page: int = 1) -> str:
    """Like :func:`search_address`, from the filters of a question."""
    return search_address(
        text,
        types=filters.types,
        issuers=filters.issuers,
        year_from=filters.year_from,
        year_to=filters.year_to,
        page=page,
    )


def cited_address(key: str, within: str = "") -> str:
    """The page of everything that is known of a cited number or name, held or not; ``within`` is the stem of the
    document whose citation is to be settled there."""
    address = f"/vien-dan/{quote(key, safe='/:')}"
    return f"{address}?{urlencode({'trong': within})}" if within else address


def provision_address(uri: str, eid: str) -> str:
    """The permanent address of a place in a document; the letter đ is percent-encoded."""
    return f"{uri}#{quote(eid)}" if eid else uri


def provision_page(uri: str, eid: str) -> str:
    """The page of a provision alone, its address after the Akoma Ntoso way of naming a portion.

    >>> provision_page("/akn/vn/act/luat/x", "art_5")
    '/akn/vn/act/luat/x/~art_5'
    """
    return f"{uri}/~{quote(eid)}"


def basket_place(uri: str, eid: str = "") -> str:
    """A document or a provision of it in one word, as the basket names it.

    >>> basket_place("/akn/vn/act/luat/x", "art_5")
    'act/luat/x~art_5'
    """
    return uri.removeprefix("/akn/vn/") + (f"~{eid}" if eid else "")


def own_address(address: str) -> str:
    """An address to go back to that a form sent, the first page for one that would lead off this site.

    >>> own_address("/van-ban?trang=2"), own_address("//example.org")
    ('/van-ban?trang=2', '/')
    """
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"


def with_query(path: str, **values: str | int | None) -> str:
    """An address with those values that say something.

    >>> with_query("/van-ban", loai="luat", trang=None)
    '/van-ban?loai=luat'
    """
    pairs = {name.replace("_", "-"): value for name, value in values.items() if value}
    return f"{path}?{urlencode(pairs)}" if pairs else path
