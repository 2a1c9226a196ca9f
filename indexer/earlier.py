"""Earlier texts of a document, and what changed since: word by word, formatting ignored.

::

    corpus/_earlier/<stem>/2026-11-24.md    what was held until another import replaced it on that day

They are corpus files like those that are indexed, beside them and never read as documents of their own. What was
changed by hand is known from the generations that are still kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from indexer.corpus import read_document
from indexer.files import put_beside
from indexer.generations import Generation, kept
from kb.documents import Document, Provision
from kb.errors import KbError
from kb.text import normalise

EARLIER = "_earlier"
#: Words left standing on each side of a change.
_AROUND = 8

Kind = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Version:
    """A text that was held before; ``until`` says how long, for people."""

    until: str
    document: Document


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand in both texts ("same"), only in the later one ("added") or only in the earlier ("removed")."""

    kind: Literal["same", "added", "removed"]
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one provision; ``name`` is its label and heading."""

    kind: Kind
    name: str
    stretches: tuple[Stretch, ...]


def keep_earlier(corpus: Path, path: str, today: date) -> Path:
    """Keeps the corpus file at ``path`` (relative) before it is replaced; gives where. The same text is kept once."""
    folder = corpus / EARLIER / Path(path).stem
    kept = put_beside(folder, today.isoformat(), ".md", (corpus / path).read_bytes())
    if kept is None:
        raise KbError("quá nhiều bản trước trong một ngày", where=str(folder))
    return kept[0]


def forget_earlier(corpus: Path, path: str) -> None:
    """Forgets the kept texts that are what the corpus file at ``path`` holds again, since an import was taken back."""
    content, folder = (corpus / path).read_bytes(), corpus / EARLIER / Path(path).stem
    for text in folder.glob("*.md"):
        if text.read_bytes() == content:
            text.unlink()
    with suppress(OSError):  # others are kept, or there never was one
        folder.rmdir()
        folder.parent.rmdir()


def versions(corpus: Path, data: Path, path: str) -> list[Version]:
    """The earlier texts of the corpus file at ``path``, the latest first: of kept generations, then of imports."""
    now = read_document((corpus / path).read_text("utf-8"), path)
    found: list[Version] = []
    for version in (*_in_generations(data, path), *_imported(corpus, path)):
        known = (now, *(other.document for other in found))
        if all(changes(version.document, other) for other in known):
            found.append(version)
    return found


def _in_generations(data: Path, path: str) -> Iterator[Version]:
    for generation in kept(data):
        with suppress(KbError):
            generation.verify()
            if document := _document_at(generation, path):
                yield Version(f"chỉ mục {generation.name}", document)


def _document_at(generation: Generation, path: str) -> Document | None:
    head = generation.catalogue.by_stem(Path(path).stem)
    return generation.catalogue.document(head.id) if head else None


def _imported(corpus: Path, path: str) -> Iterator[Version]:
    folder = corpus / EARLIER / Path(path).stem
    for file in sorted(folder.glob("*.md"), key=_order, reverse=True) if folder.is_dir() else ():
        with suppress(KbError, UnicodeDecodeError):
            yield Version(f"thay ngày {file.name[:10]}", read_document(file.read_text("utf-8"), path))


def _order(file: Path) -> tuple[str, int]:
    day, _, count = file.stem.partition(".")
    return day, int(count) if count.isdecimal() else 1


def changes(earlier: Document, later: Document) -> list[Change]:
    """What changed from one text of a document to a later one, provision by provision, in reading order."""
    before, after = _by_place(earlier), _by_place(later)
    found: list[Change] = []
    for place, provision in after.items():
        old = before.get(place)
        if old is None:
            found.append(Change("added", _name(provision), (Stretch("added", " ".join(_words(provision))),)))
        elif _words(old) != _words(provision):
            found.append(Change("changed", _name(provision), tuple(_compare(_words(old), _words(provision)))))
    for place, provision in before.items():
        if place not in after:
            found.append(Change("removed", _name(provision), (Stretch("removed", " ".join(_words(provision))),)))
    return found


def _by_place(document: Document) -> dict[tuple[int, str, int], Provision]:
    """The provisions by where they stand: part, eId, and which one of that eId."""
    found: dict[tuple[int, str, int], Provision] = {}
    for position, part in enumerate(document.parts):
        for provision in part.provisions:
            count = 0
            while (position, provision.eid, count) in found:
                count += 1
            found[position, provision.eid, count] = provision
    return found


def _name(provision: Provision) -> str:
    return ". ".join(filter(None, (provision.label, provision.heading))) or "Nội dung"


def _words(provision: Provision) -> list[str]:
    return normalise(f"{provision.heading or ''} {provision.text}").split()


def _compare(before: list[str], after: list[str]) -> Iterator[Stretch]:
    steps = SequenceMatcher(None, before, after, autojunk=len(before) > 2000).get_opcodes()
    for number, (step, start, end, new_start, new_end) in enumerate(steps):
        if step == "equal":
            yield Stretch("same", _shortened(before[start:end], number > 0, number < len(steps) - 1))
            continue
        if end > start:
            yield Stretch("removed", " ".join(before[start:end]))
        if new_end > new_start:
            yield Stretch("added", " ".join(after[new_start:new_end]))


def _shortened(words: list[str], after_a_change: bool, before_a_change: bool) -> str:
    """The words beside changes, with "…" for those further away."""
    head = words[:_AROUND] if after_a_change else []
    tail = words[-_AROUND:] if before_a_change else []
    if len(words) <= len(head) + len(tail):
        return " ".join(words)
    return " ".join((*head, "…", *tail))


def told(stretches: Iterable[Stretch]) -> str:
    """Stretches in one line of plain text: what went in [- -], what came in {+ +}.

    >>> told([Stretch("same", "trong"), Stretch("removed", "05"), Stretch("added", "07"), Stretch("same", "ngày")])
    'trong [-05-] {+07+} ngày'
    """
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join(marks[stretch.kind].format(stretch.words) for stretch in stretches)
