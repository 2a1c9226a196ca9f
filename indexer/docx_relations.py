"""The relationships of the members of a Word file: what a story, the body or a header, links to and is made of."""

from __future__ import annotations

from functools import cached_property
from itertools import count as count_from

from lxml import etree

from indexer.docx_runs import Element, local
from indexer.readers.package import Package
from indexer.repacking import parse_whole

_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relations:
    """The relationships of a member whose content is ``root``, made when it has none."""

    def __init__(self, package: Package, member: str, root: Element) -> None:
        self.member = _member_for(member)
        if self.member in package.names:
            self.root = parse_whole(package.read(self.member), self.member)
        else:
            self.root = etree.Element(f"{{{_PACKAGE_RELATIONS}}}Relationships", nsmap={None: _PACKAGE_RELATIONS})
        strict = str(etree.QName(root).namespace).startswith("http://purl.oclc.org/")
        host = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
        self._whose = member
        self._last = 0
        self.office_namespace = f"{host}/officeDocument/{'' if strict else '2006/'}relationships"

    def _entries(self) -> list[Element]:
        return [node for node in self.root if local(node) == "Relationship"]

    def id_of(self, url: str) -> str:
        """The id of the relationship with that target, made when there is none."""
        if url not in self._hyperlinks:
            self._hyperlinks[url] = self.add("hyperlink", url, external=True)
        return self._hyperlinks[url]

    @cached_property
    def _hyperlinks(self) -> dict[str, str]:
        kind = f"{self.office_namespace}/hyperlink"
        return {
            str(node.get("Target")): str(node.get("Id"))
            for node in reversed(self._entries())
            if node.get("Type") == kind and node.get("TargetMode") == "External"
        }

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """A new relationship of that kind; gives its id."""
        self._last = next(count for count in count_from(self._last + 1) if f"rIdCanCu{count}" not in self._used)
        attributes = {"Id": f"rIdCanCu{self._last}", "Type": f"{self.office_namespace}/{kind}", "Target": target}
        mode = {"TargetMode": "External"} if external else {}
        etree.SubElement(self.root, f"{{{_PACKAGE_RELATIONS}}}Relationship", attributes | mode)
        return attributes["Id"]

    def target_of(self, kind: str) -> str | None:
        """The member that the first relationship of a kind leads to."""
        found = (node for node in self._entries() if node.get("Type", "").rpartition("/")[2] == kind)
        return next((resolved(self._whose, node.get("Target", "")) for node in found), None)

    @cached_property
    def _used(self) -> set[str]:
        return {str(node.get("Id")) for node in self._entries()}

    def ids_under(self, server: str) -> set[str]:
        """The ids of the links to a server, whose address ends with "/"."""
        return {
            str(node.get("Id"))
            for node in self._entries()
            if node.get("TargetMode") == "External" and node.get("Target", "").startswith(server)
        }

    def remove(self, ids: set[str]) -> None:
        """Take relationships away."""
        for node in self._entries():
            if node.get("Id") in ids:
                self.root.remove(node)


def _member_for(member: str) -> str:
    folder, _, name = member.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def relations_in(package: Package, member: str) -> list[Element]:
    """The relationships of a member as they are; those of the package for ""."""
    name = _member_for(member)
    return list(parse_whole(package.read(name), name)) if name in package.names else []


def resolved(member: str, target: str) -> str:
    """The member that a relationship of ``member`` names; targets are relative to its folder."""
    steps = [] if target.startswith("/") else member.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)
