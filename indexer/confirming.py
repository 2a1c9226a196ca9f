"""Settling what a citation means: written into the front matter of the citing document, then into the index."""

from __future__ import annotations

from pathlib import Path

from indexer.build import UpdateReport, bring_up
from indexer.catalogue import number_key
from indexer.confirmed_links import meant
from indexer.corpus import read_document
from indexer.corpus_writing import dump_links, with_entries
from indexer.disk import telling
from indexer.files import write_whole
from indexer.generations import writing
from kb.documents import ManualLink
from kb.errors import KbError

_CAUSE = "xác nhận viện dẫn"


def confirm_link(corpus: Path, data: Path, stem: str, cites: str, means: str) -> UpdateReport:
    """In the document ``stem``, ``cites`` means the held document of that stem or permanent address from now on.

    An earlier word about the same citation is replaced. KbError when either document is not held.
    """
    return _settle(corpus, data, stem, cites, means)


def take_back(corpus: Path, data: Path, stem: str, cites: str) -> UpdateReport:
    """In the document ``stem``, what was settled about ``cites`` holds no more; nothing changes where nothing was.
    KbError when the document is not held.
    """
    return _settle(corpus, data, stem, cites, None)


def _settle(corpus: Path, data: Path, stem: str, cites: str, means: str | None) -> UpdateReport:
    with telling(str(data)), writing(data, _CAUSE):
        catalogue = bring_up(corpus, data, cause=_CAUSE).generation.catalogue
        head = catalogue.by_stem(stem)
        if head is None:
            raise KbError("kho không có văn bản viện dẫn này", found=stem)
        if means is not None and meant(means, catalogue) is None:
            raise KbError("kho không có văn bản được chọn", found=means)
        path = catalogue.path_of(head.id)
        text = (corpus / path).read_text("utf-8")
        kept = tuple(link for link in read_document(text, path).links if not _same(link.cites, cites))
        links = (*kept, ManualLink(cites, means)) if means is not None else kept
        write_whole(corpus / path, with_links(text, links).encode())
        return bring_up(corpus, data, cause=_CAUSE)


def _same(first: str, second: str) -> bool:
    return first == second or number_key(first) == number_key(second)


def with_links(text: str, links: tuple[ManualLink, ...]) -> str:
    """A corpus file with these links in its front matter in the place of those it has; all else stays as written."""
    return with_entries(text, "links", dump_links(links))
