"""The paragraphs of a WordprocessingML part as text, with the runs that each character stands in.

Text is what a reader of the page sees: inserted text is there, deleted text and field codes are not. Every run knows
its span in the paragraph's text, so that a span can be cut out of its runs (formatting copied) and wrapped.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

Element = etree._Element
#: The mark of a text whose outer blanks are kept.
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: What stands for one character in a run.
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
    "sym": "\ufffc",
}
_DELETED = {"del", "moveFrom"}
_PROPERTIES = {
    "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
}  # fmt: skip
#: Content that holds paragraphs of its own, or that a link must not be put around.
FOREIGN = {"drawing", "pict", "object", "AlternateContent", "ruby"}
#: Content controls whose content is plain text, chosen from a list or kept in step with other data.
_RIGID_CONTROLS = {"text", "dataBinding", "dropDownList", "comboBox", "date", "docPartList"}


def local(element: Element) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def same_namespace(element: Element, name: str) -> str:
    """A tag or attribute name in the namespace of ``element`` (transitional and strict files differ in it)."""
    return f"{{{etree.QName(element).namespace}}}{name}"


def parent_of(node: Element) -> Element:
    """What holds a run or a part of one."""
    parent = node.getparent()
    assert parent is not None, "a run has a paragraph above it"
    return parent


@dataclass
class Run:
    """A ``w:r`` and its span in the text of its paragraph; ``locked`` inside links and fields, ``foreign`` when it
    holds a picture or a text box."""

    element: Element
    start: int
    end: int
    locked: bool = False
    foreign: bool = False


@dataclass
class Paragraph:
    """The text of a ``w:p`` and its runs in order. ``twin``: the second copy of a text box, kept for old programs;
    ``page``: the page that it begins on when the file was last laid out, 0 where that is not noted."""

    text: str = ""
    runs: list[Run] = field(default_factory=list)
    twin: bool = False
    in_table: bool = False
    page: int = 0
    element: Element | None = None


@dataclass(frozen=True, slots=True)
class _Where:
    """What the walk knows on its way down."""

    paragraph: Paragraph | None = None
    locked: bool = False
    twin: bool = False
    in_table: bool = False


class Walk:
    """Collects the paragraphs of a part in reading order."""

    def __init__(self, root: Element) -> None:
        self.paragraphs: list[Paragraph] = []
        self._fields: list[bool] = []  # open fields: whether their result has begun
        self._page = 1
        self._go(root, _Where())
        if self._page == 1:
            for paragraph in self.paragraphs:
                paragraph.page = 0

    def _go(self, node: Element, where: _Where) -> None:
        name = local(node)
        if name == "p":
            paragraph = Paragraph(twin=where.twin, in_table=where.in_table, page=self._page, element=node)
            self.paragraphs.append(paragraph)
            self._into(node, replace(where, paragraph=paragraph))
        elif name == "r":
            self._run(node, where)
        elif name in _DELETED:
            self._count_fields(node)
        elif name in _PROPERTIES:
            return
        elif name == "AlternateContent":
            self._alternatives(node, where)
        elif name == "sdt":
            self._into(node, replace(where, locked=where.locked or _is_rigid(node)))
        elif name in {"hyperlink", "fldSimple"}:
            self._into(node, replace(where, locked=True))
        else:
            self._into(node, replace(where, in_table=True) if name == "tc" else where)

    def _into(self, node: Element, where: _Where) -> None:
        for child in node:
            self._go(child, where)

    def _run(self, node: Element, where: _Where) -> None:
        field_before = bool(self._fields)
        text, foreign = "", False
        for child in node:
            name = local(child)
            if name == "lastRenderedPageBreak":
                self._turn_page(where.paragraph, text)
            elif name == "fldChar":
                field_before = True
                self._field_character(child)
            elif name in FOREIGN:
                foreign = True
                self._boxes(child, where)
            elif all(self._fields):
                text += character_text(child)
        if where.paragraph is not None:
            start = len(where.paragraph.text)
            where.paragraph.text += text
            locked = where.locked or field_before
            where.paragraph.runs.append(Run(node, start, start + len(text), locked, foreign))

    def _turn_page(self, paragraph: Paragraph | None, text: str) -> None:
        """A page ends here: at the beginning of a paragraph that one stands on the next."""
        self._page += 1
        if paragraph is not None and not paragraph.text and not text:
            paragraph.page = self._page

    def _alternatives(self, node: Element, where: _Where) -> None:
        """The same content for new and for old programs: the text of the second is not that of the paragraph again."""
        for child in node:
            twin = local(child) == "Fallback"
            self._into(child, replace(where, paragraph=None, twin=True) if twin else where)

    def _boxes(self, node: Element, where: _Where) -> None:
        """Paragraphs of text boxes; their fields are their own."""
        outside, self._fields = self._fields, []
        inside = _Where(twin=where.twin, in_table=where.in_table)
        if local(node) == "AlternateContent":
            self._alternatives(node, inside)
        else:
            self._into(node, inside)
        self._fields = outside

    def _field_character(self, node: Element) -> None:
        kind = node.get(same_namespace(node, "fldCharType"))
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _count_fields(self, node: Element) -> None:
        """A field may begin or end in deleted text."""
        for character in node.iter(same_namespace(node, "fldChar")):
            self._field_character(character)


def _is_rigid(control: Element) -> bool:
    properties = next((child for child in control if local(child) == "sdtPr"), None)
    if properties is None:
        return False
    return any(local(child) in _RIGID_CONTROLS or _locks_content(child) for child in properties)


def _locks_content(node: Element) -> bool:
    return local(node) == "lock" and (node.get(same_namespace(node, "val")) or "") in {
        "contentLocked",
        "sdtContentLocked",
    }


def character_text(child: Element) -> str:
    """The text that a child of a run puts on the page."""
    name = local(child)
    return (child.text or "") if name == "t" else _CHARACTERS.get(name, "")
