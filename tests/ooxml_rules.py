"""The rules of WordprocessingML that an edited file can break, looked for without Word: what is wrong, in words.

Faults that a file had before are no concern: compare :func:`faults` of both.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: ECMA-376, part 1: CT_RPr, CT_PPr, CT_TblPr, in the order of the schema.
_ORDERS = {
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath rPrChange",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
}
_FIRST = {"r": "rPr", "p": "pPr", "tbl": "tblPr", "tc": "tcPr"}
_HOLDS_LINKS = {"p", "smartTag", "sdtContent", "customXml", "dir", "bdo", "fldSimple", "hyperlink"}
_TRACKED = {"ins", "del", "moveFrom", "moveTo"}


def faults(data: bytes) -> Counter[str]:
    """What is wrong with a Word file, each as often as it occurs."""
    package = zipfile.ZipFile(io.BytesIO(data))
    names = package.namelist()
    if len(set(names)) < len(names):
        return Counter(["two members of one name"])
    parts = {name: etree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    found = [*_types(names, parts), *_relations(set(names), parts)]
    for name, root in parts.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            found += [f"{name}: {fault}" for fault in (*_order(root), *_nesting(root), *_marks(root))]
    return Counter([*found, *_comments(parts)])


def _local(node: Any) -> str:
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""


def _types(names: list[str], parts: dict[str, Any]) -> Iterator[str]:
    types = parts["[Content_Types].xml"]
    defaults = [node.get("Extension", "").lower() for node in types if _local(node) == "Default"]
    overrides = [node.get("PartName", "") for node in types if _local(node) == "Override"]
    for entry, count in Counter([*defaults, *overrides]).items():
        if count > 1:
            yield f"content type twice: {entry}"
    for name in names:
        told = f"/{name}" in overrides or name.rpartition(".")[2].lower() in defaults
        if not told and name != "[Content_Types].xml" and not name.endswith("/"):
            yield f"no content type: {name}"
    yield from (f"type of nothing: {entry}" for entry in overrides if entry.lstrip("/") not in names)


def _relations(names: set[str], parts: dict[str, Any]) -> Iterator[str]:
    for name, root in parts.items():
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.rpartition("_rels/")
        ids = [node.get("Id") for node in root]
        yield from (f"{name}: id twice: {key}" for key, count in Counter(ids).items() if count > 1)
        for node in root:
            target = node.get("Target", "")
            inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(folder + target)
            if node.get("TargetMode") != "External" and inside not in names:
                yield f"{name}: leads to nothing: {target}"
        source = parts.get(folder + file.removesuffix(".rels"))
        used = {value for node in source.iter() for key, value in node.attrib.items()
                if str(key).startswith(f"{{{_OFFICE}}}") and value} if source is not None else set()  # fmt: skip
        yield from (f"{name}: no such relationship: {key}" for key in sorted(used - set(ids)))


def _order(root: Any) -> Iterator[str]:
    for name, order in _ORDERS.items():
        places = {child: place for place, child in enumerate(order.split())}
        for node in root.iter(f"{{{_W}}}{name}"):
            inside = [places[_local(child)] for child in node if _local(child) in places]
            if inside != sorted(inside) or len(set(inside)) < len(inside):
                yield f"order in {name}: {' '.join(_local(child) for child in node)}"
    for name, first in _FIRST.items():
        for node in root.iter(f"{{{_W}}}{name}"):
            if any(_local(child) == first for child in node[1:]):
                yield f"{first} is not first in {name}"


def _nesting(root: Any) -> Iterator[str]:
    for node in root.iter(etree.Element):
        name, parent = _local(node), _local(node.getparent()) if node.getparent() is not None else ""
        above = {_local(each) for each in node.iterancestors()} if name in {"t", "delText"} else set()
        if name == "hyperlink" and parent not in _HOLDS_LINKS:
            yield f"hyperlink in {parent}"
        elif name == "t" and parent == "r" and above & {"del"}:
            yield "text in a deletion"
        elif name == "delText" and not above & {"del", "moveFrom"}:
            yield "deleted text outside a deletion"
        elif name in _TRACKED and parent in {"r", "t"}:
            yield f"{name} in {parent}"
        elif name == "r" and parent == "r":
            yield "run in a run"
        elif name == "tc" and (len(node) == 0 or _local(node[-1]) not in {"p", "sdt", "customXml", "bookmarkEnd"}):
            yield "a cell that does not end with a paragraph"


def _marks(root: Any) -> Iterator[str]:
    """Ids of tracked changes and bookmarks are unique; every bookmark ends."""
    changes = [node.get(f"{{{_W}}}id") for name in _TRACKED for node in root.iter(f"{{{_W}}}{name}")]
    yield from (f"tracked change twice: {key}" for key, count in Counter(changes).items() if key and count > 1)
    starts, ends = ([node.get(f"{{{_W}}}id") for node in root.iter(f"{{{_W}}}bookmark{part}")] for part in
                    ("Start", "End"))  # fmt: skip
    yield from (f"bookmark twice: {key}" for key, count in Counter(starts).items() if count > 1)
    yield from (f"bookmark without its other end: {key}" for key in sorted(set(starts) ^ set(ends)))


def _comments(parts: dict[str, Any]) -> Iterator[str]:
    body, comments = parts.get("word/document.xml"), parts.get("word/comments.xml")
    if body is None:
        return
    held = [node.get(f"{{{_W}}}id") for node in comments] if comments is not None else []
    yield from (f"comment twice: {key}" for key, count in Counter(held).items() if count > 1)
    kinds = ("RangeStart", "RangeEnd", "Reference")
    for kind in kinds:
        used = [node.get(f"{{{_W}}}id") for node in body.iter(f"{{{_W}}}comment{kind}")]
        yield from (f"comment{kind} twice: {key}" for key, count in Counter(used).items() if count > 1)
        yield from (f"comment{kind} of nothing: {key}" for key in sorted(set(used) - set(held)))
