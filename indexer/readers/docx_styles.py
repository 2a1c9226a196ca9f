"""What a paragraph inherits from its styles: bold, alignment, capitals, font, numbering (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.readers.package import Element, attribute, child, local, value

_ON = {None, "1", "true", "on"}
_MAX_DEPTH = 12
#: The elements of properties that make a look.
_LOOKED_AT = {"b", "caps", "vanish", "rFonts", "jc", "numPr", "outlineLvl"}


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of a paragraph or a run; None where they are inherited."""

    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    centered: bool | None = None
    num: str | None = None
    level: int | None = None
    outline: int | None = None

    def over(self, below: Look) -> Look:
        """This look, completed by the one that it is laid over."""
        if self is PLAIN or below is PLAIN:
            return below if self is PLAIN else self
        return Look(
            below.bold if self.bold is None else self.bold,
            below.caps if self.caps is None else self.caps,
            below.hidden if self.hidden is None else self.hidden,
            below.font if self.font is None else self.font,
            below.centered if self.centered is None else self.centered,
            below.num if self.num is None else self.num,
            below.level if self.level is None else self.level,
            below.outline if self.outline is None else self.outline,
        )


#: Of what states nothing itself.
PLAIN = Look()


def look_of(properties: Element | None) -> Look:
    """The look that an element ``pPr`` or ``rPr`` states itself."""
    stated = {} if properties is None else {local(node): node for node in properties}
    if stated.keys().isdisjoint(_LOOKED_AT):
        return PLAIN
    alignment = attribute(stated["jc"], "val") if "jc" in stated else None
    fonts, numbers = stated.get("rFonts"), stated.get("numPr")
    level = value(numbers, "ilvl")
    return Look(
        bold=_switch(stated.get("b")),
        caps=_switch(stated.get("caps")),
        hidden=_switch(stated.get("vanish")),
        font=None if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi"),
        centered=None if alignment is None else alignment == "center",
        num=value(numbers, "numId"),
        level=int(level) if level and level.isdigit() else None,
        outline=_outline(attribute(stated["outlineLvl"], "val")) if "outlineLvl" in stated else None,
    )


def _switch(found: Element | None) -> bool | None:
    return None if found is None else attribute(found, "val") in _ON


def _outline(text: str | None) -> int | None:
    return int(text) + 1 if text and text.isdigit() and int(text) < 9 else None


class Styles:
    """The styles of a document, each resolved through what it is based on."""

    def __init__(self, root: Element | None) -> None:
        """From the root of ``styles.xml``; None for a document without."""
        nodes = [] if root is None else [node for node in root if local(node) == "style"]
        self._nodes = {attribute(node, "styleId") or "": node for node in nodes}
        self._known: dict[str, Look] = {}
        self._defaults = look_of(child(root, "docDefaults", "rPrDefault", "rPr"))
        default = next((node for node in nodes if _is_default(node)), None)
        self.default = "" if default is None else attribute(default, "styleId") or ""

    def look(self, style: str | None) -> Look:
        """How a paragraph or run of that style looks, defaults included."""
        name = style or self.default
        if name not in self._known:
            self._known[name] = self._resolve(name, 0).over(self._defaults)
        return self._known[name]

    def character(self, style: str | None) -> Look:
        """What a character style adds."""
        return self._resolve(style, 0) if style else PLAIN

    def _resolve(self, name: str, depth: int) -> Look:
        node = self._nodes.get(name)
        if node is None or depth > _MAX_DEPTH:
            return PLAIN
        own = look_of(child(node, "pPr")).over(look_of(child(node, "rPr")))
        parent = value(node, "basedOn")
        return own.over(self._resolve(parent, depth + 1)) if parent else own


def _is_default(node: Element) -> bool:
    return attribute(node, "type") == "paragraph" and attribute(node, "default") in {"1", "true"}
