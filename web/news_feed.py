"""The Atom feed of what arrived (RFC 4287): one entry a generation, with its sentences as a list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from lxml import etree

from indexer.arrivals import HEADINGS, Arrivals, NewsLine

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(reports: Sequence[Arrivals], base: str) -> bytes:
    """The feed of reports, newest first; ``base`` is how readers reach the server."""
    root = etree.Element(f"{{{_NAMESPACE}}}feed", nsmap={None: _NAMESPACE})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "vi")
    _text(root, "id", f"{base}/moi/atom.xml")
    _text(root, "title", "Căn Cứ: mới cập nhật")
    _text(root, "updated", _time(max((report.made for report in reports), default=datetime.fromtimestamp(0, UTC))))
    _link(root, "self", f"{base}/moi/atom.xml", "application/atom+xml")
    _link(root, "alternate", f"{base}/moi", "text/html")
    _text(etree.SubElement(root, f"{{{_NAMESPACE}}}author"), "name", "Căn Cứ")
    for report in reports:
        _entry(root, report, base)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _entry(root: etree._Element, report: Arrivals, base: str) -> None:
    entry = etree.SubElement(root, f"{{{_NAMESPACE}}}entry")
    # The number of a generation that was taken back is used again: its time tells two of them apart.
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"can-cu:{report.generation}:{report.made.isoformat()}")
    _text(entry, "id", name.urn)
    _text(entry, "title", report.title)
    _text(entry, "updated", _time(report.made))
    _link(entry, "alternate", f"{base}/moi#ban-{report.generation}", "text/html")
    _text(entry, "content", _html(report, base)).set("type", "html")


def _html(report: Arrivals, base: str) -> str:
    parts = [f"<p>{escape(note)}</p>" for note in report.notes]
    for kind, title in HEADINGS.items():
        if lines := report.of_kind(kind):
            items = "".join(_item(line, base) for line in lines)
            parts.append(f"<h3>{escape(title)}</h3><ul>{items}</ul>")
    return "".join(parts) or f"<p>{escape(report.title)}</p>"


def _item(line: NewsLine, base: str) -> str:
    address = line.at.address if line.at and line.at.address else line.about.address
    sentence = escape(_plain(line.sentence))
    told = f'<a href="{escape(base + address)}">{sentence}</a>' if address else sentence
    return f"<li>{told}</li>"


def _plain(text: str) -> str:
    """Text without the control characters that XML has no place for."""
    return "".join(character for character in text if character in "\t\n" or character >= " ")


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    element.text = _plain(text)
    return element


def _link(parent: etree._Element, rel: str, href: str, media_type: str) -> None:
    etree.SubElement(parent, f"{{{_NAMESPACE}}}link", rel=rel, href=href, type=media_type)


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
