"""Links for plain text, which can hold none: the text stays as it is, and a list of addresses follows it.

Each document and provision that is cited stands in the list once. A list that is already there is replaced, so that
linking twice gives the same as linking once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.links import encoded

_TITLE = "Liên kết tới các văn bản được viện dẫn:"
_LIST = re.compile(rf"\n*^{re.escape(_TITLE)}\n(?:- [^\n]*: \S+\n?)*\Z", re.MULTILINE)


def without_links(text: str) -> str:
    """The text without the list of a former run.

    >>> without_links(with_links("Theo NĐ 29.\\n", [("NĐ 29", "http://a/1")]))
    'Theo NĐ 29.\\n'
    """
    found = _LIST.search(text)
    return f"{text[: found.start()]}\n" if found else text


def with_links(text: str, links: Iterable[tuple[str, str]]) -> str:
    """The text (of :func:`without_links`) and, below it, the list of ``links``: (name, address)."""
    addresses: dict[str, str] = {}
    for name, url in links:
        addresses.setdefault(encoded(url), name)
    rows = [f"- {name}: {url}\n" for url, name in addresses.items()]
    if not rows:
        return text
    return f"{text.rstrip(chr(10))}\n\n{_TITLE}\n{''.join(rows)}"
