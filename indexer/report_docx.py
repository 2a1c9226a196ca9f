"""A Word report answered: links, comments at the spot, certain corrections as tracked changes, table of authorities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.authorities import table_of
from indexer.docx_block import append_block, block_paragraphs, remove_block
from indexer.docx_links import DocxText, Story
from indexer.docx_marks import Change, Comment, Comments, now, track
from indexer.docx_runs import Paragraph
from indexer.findings import SEVERITY_LABELS, Edit, Finding, Passage
from indexer.report_checking import Checked
from indexer.report_jobs import Job, LinkedReport

#: Corrections can overlap, and one can uncover another.
_MOST_ROUNDS = 3
_NOT_IN_BODY = "Word không nhận nhận xét ở đầu trang, chân trang, chú thích: các điều ở đó chỉ có trong bảng"


@dataclass(frozen=True)
class _Opened:
    """A Word file with the paragraphs that have text, and what the check found in them."""

    text: DocxText
    placed: Sequence[tuple[Story, Paragraph]]
    checked: Checked


def answer_docx(data: bytes, job: Job) -> LinkedReport:
    """The report with its links and what else is wished."""
    fixed = 0
    opened = _open(data, job)
    for _ in range(_MOST_ROUNDS if job.wishes.fix else 0):
        done = _fix(opened)
        if not done:
            break
        fixed += done
        opened = _open(opened.text.save(), job)
    count, wanted = _link(opened, job)
    messages = list(opened.text.messages)
    if job.wishes.comments:
        messages += _comment(opened)
    checked = opened.checked
    authorities = checked.authorities
    if job.wishes.authorities:
        addresses = [_address(entry.uri, job) for entry in authorities]
        append_block(opened.text, table_of(authorities), addresses)
    return LinkedReport(
        opened.text.save(), "docx", count, checked.count, wanted - count, checked.findings, tuple(messages),
        authorities, fixed, checked.passages,
    )  # fmt: skip


def _address(uri: str | None, job: Job) -> str | None:
    return f"{job.wishes.base_url.rstrip('/')}{uri}" if uri else None


def _open(data: bytes, job: Job) -> _Opened:
    """The table of authorities of an earlier run is ours, and is not checked."""
    text = DocxText(data)
    if job.wishes.authorities:
        remove_block(text)
    ours = block_paragraphs(text)
    numbered = [
        (story, paragraph, number)
        for story in text.stories
        for number, paragraph in enumerate(story.paragraphs, 1)
        if paragraph.text.strip() and paragraph.element not in ours
    ]
    passages = [
        Passage(paragraph.text, story.place, number, paragraph.page, paragraph.in_table)
        for story, paragraph, number in numbered
    ]
    return _Opened(text, [(story, paragraph) for story, paragraph, _ in numbered], job.check(passages))


def _link(opened: _Opened, job: Job) -> tuple[int, int]:
    """How many links were put in, and how many were wanted."""
    count = wanted = 0
    for (story, paragraph), entries in zip(opened.placed, opened.checked.linked, strict=True):
        links = job.links(entries)
        done = opened.text.link(story, paragraph, links) if links else 0
        if not paragraph.twin:
            count, wanted = count + done, wanted + len(links)
    return count, wanted


# --- corrections ----------------------------------------------------------------------------------------------------


def _fix(opened: _Opened) -> int:
    """Put the certain corrections in, and give how many there were."""
    edits: dict[int, list[Edit]] = {}
    for finding in opened.checked.findings:
        edits.setdefault(finding.paragraph, []).extend(finding.edits)
    done, when = 0, now()
    for index, wanted in edits.items():
        story, paragraph = opened.placed[index]
        changes = [Change(edit.start, edit.end, edit.text) for edit in _apart(wanted)]
        done += len(track(opened.text, story, paragraph, changes, when))
    return done


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Corrections that do not overlap, the longest first chosen; in text order."""
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda edit: (edit.start - edit.end, edit.start)):
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    return sorted(kept, key=lambda edit: edit.start)


# --- comments -------------------------------------------------------------------------------------------------------


def _comment(opened: _Opened) -> list[str]:
    """Put the findings in as comments; gives what the officer should know."""
    body = opened.text.stories[0]
    by_paragraph: dict[int, list[Finding]] = {}
    for finding in opened.checked.findings:
        by_paragraph.setdefault(finding.paragraph, []).append(finding)
    comments = Comments(opened.text, now())
    elsewhere = False
    for index, findings in by_paragraph.items():
        story, paragraph = opened.placed[index]
        if story is body and not paragraph.twin:
            comments.add(paragraph, [Comment(found.start, found.end, _lines(found)) for found in findings])
        else:
            elsewhere = True
    comments.save()
    return [_NOT_IN_BODY] if elsewhere else []


def _lines(finding: Finding) -> tuple[str, ...]:
    """What a comment says: what is wrong, what to write."""
    message = f"{SEVERITY_LABELS[finding.severity]}: {finding.message}."
    return (message, f"Nên ghi: {finding.correction}") if finding.correction else (message,)
