"""Accepting what was reviewed into the corpus, and taking it back: the files, the index, and what it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from indexer.build import bring_up, usable
from indexer.catalogue import Catalogue
from indexer.disk import telling
from indexer.draft_fields import FIELDS, TO_CONFIRM, field_values
from indexer.drafts import Draft, DraftGone, Drafts
from indexer.duplicates import duplicates
from indexer.earlier import forget_earlier
from indexer.files import write_whole
from indexer.generations import Generation, writing
from indexer.ingest import Added, AddReport, Outcome, add_files
from indexer.standing import status_of
from kb.documents import Document, Fault
from kb.errors import KbError

_EXPECTED = (*TO_CONFIRM, "title")
_UNDO = "gỡ văn bản vừa nhận"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one draft: its outcome as of an addition, and why it was refused."""

    draft: Draft
    outcome: Outcome
    message: str = ""


def blockers(draft: Draft) -> list[str]:
    """Why a draft cannot be accepted yet, in sentences for officers; empty when it can."""
    document = draft.document
    if document is None:
        return ["tệp chưa đọc được"]
    found = [] if document.provisions else ["không đọc được nội dung nào trong tệp"]
    if document.title == document.stem:
        found.append("chưa có trích yếu")
    if document.origin == "ocr":
        unseen = [FIELDS[name].lower() for name in TO_CONFIRM if name not in draft.confirmed]
        found += [f"chưa xác nhận {name} (chữ do máy đọc)" for name in unseen]
    return found


def open_faults(draft: Draft) -> list[Fault]:
    """The faults of a draft without those that a person has mended by filling in a field."""
    if draft.document is None:
        return []
    values = field_values(draft.document)
    filled = {f"không thấy {FIELDS[name].lower()}" for name in _EXPECTED if values[name]}
    return [fault for fault in draft.faults if fault.message not in filled]


def is_clean(draft: Draft, catalogue: Catalogue) -> bool:
    """Whether a draft can be accepted without being looked at: nothing missing, doubtful, read by OCR or held."""
    document = draft.document
    if document is None or document.origin == "ocr" or blockers(draft):
        return False
    values = field_values(document)
    sound = all(values[name] for name in _EXPECTED) and all(fault.severity == "note" for fault in open_faults(draft))
    return sound and all(held.likeness == "namesake" for held in duplicates(document, catalogue))


def accept(drafts: Drafts, identity: str, corpus: Path, data: Path, *, overwrite: bool = False) -> Accepted:
    """Writes a reviewed document into the corpus and makes it searchable; its file is kept beside it.

    Raises KbError for what still has to be done first, :class:`DraftGone` where another officer was faster, WriterBusy
    and DiskRefused as :func:`indexer.ingest.add_files`; the draft waits on then.
    """
    with drafts.changing():
        draft = drafts.waiting(identity)
        if missing := blockers(draft):
            raise KbError(f"chưa nhận được: {'; '.join(missing)}", hint="sửa, xác nhận rồi nhận lại")
        return _accept(drafts, [draft], corpus, data, overwrite)[0]


def accept_clean(drafts: Drafts, corpus: Path, data: Path) -> list[Accepted]:
    """Accepts at once all drafts of which nothing is doubtful (:func:`is_clean`)."""
    with drafts.changing():
        generation = usable(data)
        waiting = map(drafts.get, (head.id for head in drafts.heads()))
        clean = [draft for draft in waiting if generation and is_clean(draft, generation.catalogue)]
        return _accept(drafts, clean, corpus, data, overwrite=False) if clean else []


def _accept(drafts: Drafts, chosen: list[Draft], corpus: Path, data: Path, overwrite: bool) -> list[Accepted]:
    before = usable(data)
    if before is not None:
        before.catalogue.counts()  # opens it, so that it outlives the generation's place on disk
    documents = {draft.file: reviewed(draft) for draft in chosen}
    report = add_files(documents, corpus, data, overwrite=overwrite, reviewed=documents)
    return [
        _filed(drafts, draft, added, corpus, before, report) for draft, added in zip(chosen, report.files, strict=True)
    ]


def reviewed(draft: Draft) -> Document:
    """The document of a draft as it goes into the corpus: with the fields that a person vouches for by name."""
    if draft.read is None or draft.document is None:
        raise DraftGone("tệp này chưa đọc được", found=draft.name)
    was, now = field_values(draft.read), field_values(draft.document)
    vouched = [name for name in FIELDS if was[name] != now[name] or name in draft.confirmed]
    return replace(draft.document, checked=tuple(dict.fromkeys((*draft.document.checked, *vouched))))


def _filed(
    drafts: Drafts, draft: Draft, added: Added, corpus: Path, before: Generation | None, report: AddReport
) -> Accepted:
    """Keeps with the draft what was written, and moves it to the accepted ones."""
    if added.outcome == "refused" or added.path is None:
        held = "kho đã có văn bản này, nội dung khác" if added.path else added.message
        return Accepted(draft, "refused", held)
    outcome: dict[str, Any] = {
        "outcome": added.outcome,
        "path": added.path,
        "stem": Path(added.path).stem,
        "before": added.before,
        "original": added.original,
        "sha256": _sha256(corpus / added.path),
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    if report.update:
        outcome["generation"] = report.update.generation.name
    if before and report.update:
        after = report.update.generation.catalogue
        outcome["status"] = list(status_changes(before.catalogue, after, outcome["stem"], date.today()))
    saved = drafts.save(replace(draft, outcome=outcome))
    drafts.move(draft.id, "waiting", "accepted")
    return Accepted(replace(saved, state="accepted"), added.outcome)


def status_changes(before: Catalogue, after: Catalogue, stem: str, day: date) -> Iterator[dict[str, str]]:
    """The held documents whose force on a day is another since the document ``stem`` is held: name, uri, was, now."""
    head = after.by_stem(stem)
    targets = [linked.target for linked in after.relations_from(head.id) if linked.target] if head else []
    for uri, target in {target.uri: target for target in targets}.items():
        earlier = before.by_uri(uri)
        if len(earlier) == 1:
            was, now = status_of(before, earlier[0], day).label, status_of(after, target, day).label
            if was != now:
                yield {"name": target.name, "uri": uri, "was": was, "now": now}


def take_back(drafts: Drafts, identity: str, corpus: Path, data: Path) -> Draft:
    """Puts the corpus back to what it was before a draft was accepted; the draft waits again.

    KbError when the document was changed since: taking it back would lose that.
    """
    with drafts.changing(), telling(str(data)), writing(data, _UNDO):
        draft = drafts.get(identity)
        if draft.state != "accepted" or not draft.outcome:
            raise DraftGone("văn bản này không ở trong số vừa nhận", found=draft.name, hint="tải lại trang")
        _put_back(draft.outcome, draft.file, corpus)
        bring_up(corpus, data, cause=_UNDO)
        drafts.save(replace(draft, outcome=None))
        drafts.move(identity, "accepted", "waiting")
        return drafts.get(identity)


def _put_back(outcome: Mapping[str, Any], file: Path, corpus: Path) -> None:
    path, before = corpus / outcome["path"], outcome["before"]
    if outcome["outcome"] == "same":
        return
    put_back_already = path.exists() and before is not None and path.read_bytes() == before.encode()
    if path.exists() and not put_back_already and _sha256(path) != outcome["sha256"]:
        raise KbError(
            "văn bản đã được sửa sau khi nhận, gỡ sẽ mất phần sửa ấy",
            where=outcome["path"],
            hint="sửa hoặc xóa tệp bằng tay",
        )
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, before.encode())
        forget_earlier(corpus, outcome["path"])
    original = corpus / outcome["original"] if outcome["original"] else None
    if original is not None and original.exists() and original.read_bytes() == file.read_bytes():
        original.unlink()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
