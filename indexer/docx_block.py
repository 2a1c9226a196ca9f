"""A block of our own at the end of a Word file, marked by a bookmark so that the next run can put a new one in its
place."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from indexer.docx_links import DocxText
from indexer.docx_runs import Element, local, same_namespace
from indexer.tables import Table, docx_block

BOOKMARK = "CanCuDanhMuc"


def remove_block(text: DocxText) -> bool:
    """Take the block of an earlier run away; whether there was one."""
    found = _block(text)
    for node in found:
        _body(text).remove(node)
    if found:
        text.reread(text.stories[0])
    return bool(found)


def block_paragraphs(text: DocxText) -> set[Element]:
    """The paragraphs of the block that is there."""
    return {node for part in _block(text) for node in part.iter(same_namespace(part, "p"))}


def _block(text: DocxText) -> list[Element]:
    """The bookmark, what it is around, and its end; nothing where it was torn apart."""
    start = next((node for node in _body(text) if _is_start(node)), None)
    if start is None:
        return []
    key = start.get(same_namespace(start, "id"))
    found = [start]
    for node in start.itersiblings():
        found.append(node)
        if local(node) == "bookmarkEnd" and node.get(same_namespace(node, "id")) == key:
            return found
    return []


def append_block(text: DocxText, table: Table, addresses: Sequence[str | None]) -> None:
    """Put a table at the end of the body; ``addresses`` are where the names in its second column lead."""
    body = _body(text)
    block = etree.fromstring(docx_block(table).encode())
    _move_to_namespace(block, etree.QName(body).namespace or "")
    rows = list(block.iter(same_namespace(block, "tr")))[1:]
    for row, address in zip(rows, addresses, strict=True):
        if address:
            _link(text, list(row.iter(same_namespace(row, "p")))[1], address)
    start, end = (etree.Element(same_namespace(body, f"bookmark{name}")) for name in ("Start", "End"))
    key = str(text.numbering.fresh())
    start.set(same_namespace(body, "id"), key)
    start.set(same_namespace(body, "name"), BOOKMARK)
    end.set(same_namespace(body, "id"), key)
    place = len(body) - (1 if len(body) and local(body[-1]) == "sectPr" else 0)
    body[place:place] = [start, *block, etree.Element(same_namespace(body, "p")), end]
    text.touch(text.stories[0])


def _link(text: DocxText, paragraph: Element, address: str) -> None:
    runs = list(paragraph.iterchildren(same_namespace(paragraph, "r")))
    link = text.hyperlink(text.stories[0], address)
    runs[0].addprevious(link)
    link.extend(runs)


def _body(text: DocxText) -> Element:
    root = text.stories[0].root
    return next(node for node in root if local(node) == "body")


def _is_start(node: Element) -> bool:
    return local(node) == "bookmarkStart" and node.get(same_namespace(node, "name")) == BOOKMARK


def _move_to_namespace(block: Element, namespace: str) -> None:
    """Put a block into the namespace of the file: transitional and strict files differ in it."""
    own = str(etree.QName(block).namespace)
    if own == namespace:
        return
    for node in block.iter(etree.Element):
        node.tag = f"{{{namespace}}}{local(node)}"
        for key in [key for key in node.attrib if str(key).startswith(f"{{{own}}}")]:
            node.set(f"{{{namespace}}}{etree.QName(key).localname}", node.attrib.pop(key))
