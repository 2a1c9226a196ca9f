"""Links in Word files: spans of text become real hyperlinks, and nothing else in the file changes.

Runs are split where a link begins or ends, each part with the formatting of the whole; the text, the formatting and
the tracked changes stay what they were. Existing links, fields and deleted text are left alone. Members of the package
without a new link are copied byte for byte, in their order.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count as count_from

from lxml import etree

from indexer.docx_relations import Relations, relations_in, resolved
from indexer.docx_runs import Element, Paragraph, Walk, same_namespace
from indexer.docx_wrapping import Numbering, cut, is_free, wrap
from indexer.links import Link, encoded
from indexer.readers import sniff
from indexer.readers.errors import UnreadableFile
from indexer.readers.package import Package
from indexer.repacking import parse_whole, repack, serialise

#: Thousands of pages; what is longer takes a gigabyte of memory and more.
_MAX_STORY = 25_000_000
_TYPES = "[Content_Types].xml"
_STORIES = {"footnotes": "chú thích cuối trang", "endnotes": "chú thích cuối văn bản", "header": "đầu trang",
            "footer": "chân trang"}  # fmt: skip
_SIGNED = "tệp có chữ ký số: chèn liên kết làm chữ ký không còn giá trị, hãy ký lại"


@dataclass(frozen=True, slots=True)
class LinkedDocx:
    """The file with its links. ``count`` is how many spans were linked, ``skipped`` how many could not be (they stand
    in fields, links or controls); ``messages`` is what the officer should know."""

    data: bytes
    count: int
    skipped: int = 0
    messages: tuple[str, ...] = ()


@dataclass
class Story:
    """One text of the file (body, footnotes, a header …) with its paragraphs."""

    member: str
    place: str
    root: Element
    paragraphs: list[Paragraph]


class DocxText:
    """A Word file opened to be read and linked. Raises :class:`UnreadableFile`, a :class:`KbError`, when it is none."""

    def __init__(self, data: bytes) -> None:
        if sniff(data) != "docx":
            raise UnreadableFile("không phải tệp .docx", hint="mở bằng Word, lưu lại dạng .docx")
        self._data = data
        self._package = Package(data)
        if b"macroEnabled" in self._package.read(_TYPES):
            raise UnreadableFile("tệp Word có macro", hint="lưu lại dạng .docx, không có macro")
        if len(self._package.names) != len(zipfile.ZipFile(io.BytesIO(data)).infolist()):
            raise UnreadableFile("tệp Word bị hỏng: có phần trùng tên", hint="mở bằng Word rồi lưu lại")
        self.stories = list(self._read_stories())
        self.numbering = Numbering([story.root for story in self.stories])
        self._relations: dict[str, Relations] = {}
        self._changed: set[str] = set()
        self._further: dict[str, Element] = {}

    @property
    def messages(self) -> tuple[str, ...]:
        """What an officer should know before links are put in."""
        signed = any(name.startswith("_xmlsignatures/") for name in self._package.names)
        return (_SIGNED,) if signed else ()

    def _read_stories(self) -> Iterator[Story]:
        main = self._main_member()
        members = [(main, "đoạn")]
        for relation in relations_in(self._package, main):
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind in _STORIES and relation.get("TargetMode") != "External":
                members.append((resolved(main, relation.get("Target", "")), _STORIES[kind]))
        for member, place in dict(members).items():
            if member in self._package.names:
                root = parse_whole(self._read_text(member), member)
                yield Story(member, place, root, Walk(root).paragraphs)

    def _read_text(self, member: str) -> bytes:
        data = self._package.read(member)
        if len(data) > _MAX_STORY:
            raise UnreadableFile("báo cáo quá dài", found=f"{len(data):,} byte", hint="tách thành nhiều tệp")
        return data

    def _main_member(self) -> str:
        for relation in relations_in(self._package, ""):
            if relation.get("Type", "").endswith("/officeDocument"):
                member = resolved("", relation.get("Target", ""))
                if member in self._package.names:
                    return member
        raise UnreadableFile("không phải tệp Word", hint="lưu lại dạng .docx")

    def link(self, story: Story, paragraph: Paragraph, links: Sequence[Link]) -> int:
        """Put links into a paragraph of this file; gives how many could be. They must not overlap."""
        free = [link for link in links if is_free(paragraph, link.start, link.end)]
        if free:
            cut(paragraph, [offset for link in free for offset in (link.start, link.end)], self.numbering)
            self._changed.add(story.member)
        for link in sorted(free, key=lambda link: link.start):
            wrap(paragraph, link.start, link.end, self.hyperlink(story, link.url, link.tooltip), self.numbering)
        return len(free)

    def hyperlink(self, story: Story, url: str, tooltip: str = "") -> Element:
        """An empty link of a story to an address."""
        relations = self.relations_of(story)
        prefix = relations.office_namespace
        element = etree.Element(same_namespace(story.root, "hyperlink"), nsmap={"r": prefix})
        element.set(f"{{{prefix}}}id", relations.id_of(encoded(url)))
        if tooltip:
            element.set(same_namespace(story.root, "tooltip"), tooltip[:250])
        element.set(same_namespace(story.root, "history"), "1")
        return element

    def relations_of(self, story: Story) -> Relations:
        """The relationships of a story."""
        if story.member not in self._relations:
            self._relations[story.member] = Relations(self._package, story.member, story.root)
        return self._relations[story.member]

    def unlink(self, base_url: str) -> int:
        """Take away the links that lead to ``base_url``; gives how many. Their text and formatting stay."""
        server = encoded(base_url.rstrip("/")) + "/"
        return sum(self._unlink(story, server) for story in self.stories)

    def _unlink(self, story: Story, server: str) -> int:
        relations = self.relations_of(story)
        ours = relations.ids_under(server)
        found = [
            node
            for node in story.root.iter(same_namespace(story.root, "hyperlink"))
            if node.get(f"{{{relations.office_namespace}}}id") in ours
        ]
        for node in found:
            _unwrap(node)
        if found:
            relations.remove(ours)
            self._changed.add(story.member)
        return len(found)

    # --- further members --------------------------------------------------------------------------------------------

    def touch(self, story: Story) -> None:
        """Note that a story was changed, so that it is saved."""
        self._changed.add(story.member)

    def reread(self, story: Story) -> None:
        """Read a story anew whose elements were changed."""
        story.paragraphs[:] = Walk(story.root).paragraphs
        self.numbering = Numbering([each.root for each in self.stories])
        self.touch(story)

    def parsed(self, member: str) -> Element | None:
        """The root of a member, None if the file has none of that name."""
        return parse_whole(self._package.read(member), member) if member in self._package.names else None

    def new_member(self, name: str) -> str:
        """A name in the folder of the body that no member has."""
        folder = self.stories[0].member.rpartition("/")[0]
        stem, _, suffix = name.rpartition(".")
        names = (f"{folder}/{stem}{count or ''}.{suffix}".lstrip("/") for count in count_from())
        return next(name for name in names if name not in self._package.names)

    def put(self, member: str, root: Element) -> None:
        """A member that is saved with that content."""
        self._further[member] = root

    def declare(self, member: str, content_type: str) -> None:
        """Say of a new member what it is."""
        types = self.parsed(_TYPES)
        if types is None:
            raise UnreadableFile("tệp Word bị hỏng", found=_TYPES, hint="mở bằng Word rồi lưu lại")
        types = self._further.setdefault(_TYPES, types)
        etree.SubElement(
            types, same_namespace(types, "Override"), {"PartName": f"/{member}", "ContentType": content_type}
        )

    def save(self) -> bytes:
        """The file as it is now; the very bytes that were given when nothing was changed."""
        if not self._changed:
            return self._data
        new = {name: serialise(root) for name, root in self._further.items()}
        new |= {story.member: serialise(story.root) for story in self.stories if story.member in self._changed}
        for member in self._changed:
            if member in self._relations:
                relations = self._relations[member]
                new[relations.member] = serialise(relations.root)
        return repack(self._data, new)


def link_docx(data: bytes, links: Callable[[str], Sequence[Link]]) -> LinkedDocx:
    """Link every paragraph of a file: ``links`` gives the links for a paragraph's text.

    Raises :class:`UnreadableFile`, a :class:`KbError`, for files that are broken, protected or dangerous.
    """
    text = DocxText(data)
    count = wanted = 0
    for story in text.stories:
        for paragraph in story.paragraphs:
            found = links(paragraph.text) if paragraph.text.strip() else ()
            done = text.link(story, paragraph, found)
            if not paragraph.twin:
                count, wanted = count + done, wanted + len(found)
    return LinkedDocx(text.save(), count, wanted - count, text.messages)


def unlink_docx(data: bytes, base_url: str) -> LinkedDocx:
    """Take the links to ``base_url`` away again; ``count`` is how many there were."""
    text = DocxText(data)
    count = text.unlink(base_url)
    return LinkedDocx(text.save(), count, 0, text.messages)


def _unwrap(node: Element) -> None:
    """Put the children of an element in its place."""
    for child in list(node):
        node.addprevious(child)
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
