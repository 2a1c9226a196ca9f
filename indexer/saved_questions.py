"""Questions that are kept with the answer they ought to have: ``questions.toml`` beside the corpus, for people to edit.

::

    [[question]]
    ask = "Ban Quản lý KCN Hưng Yên có được ủy quyền cấp giấy phép lao động không"
    stance = "not_delegated"
    document = "hung-yen-10-nam-nhin-lai"
    note = "Nhân viên tiếp nhận hỏi hằng tuần"
    by = "Nguyễn An"
    on = 2026-11-24

Of ``stance``, ``status``, ``document`` (number or file stem), ``provision`` ("Điều 68") and ``none`` at least one says
what is expected. The file is no derived data: it is written whole, and what a person wrote in it stays.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from indexer.files import write_whole
from kb.delegation_finding.words import Stance
from kb.delegations import STANCE_LABELS
from kb.errors import KbError
from kb.status import STATUS_LABELS, StatusValue
from kb.text import normalise

#: The longest question, as the search page takes it.
LONGEST = 400
_NAME = "questions.toml"
_TABLE = "question"
_TEXTS = ("document", "provision", "note", "by")
_KEYS = {"ask", "stance", "status", "none", "on", *_TEXTS}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the answer ought to say; None (for ``none``: False) where it may say anything."""

    stance: Stance | None = None
    status: StatusValue | None = None
    document: str | None = None
    provision: str | None = None
    none: bool = False

    def __bool__(self) -> bool:
        return self != Expected()


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question, what is expected of its answer, and who kept it when and why."""

    ask: str
    expected: Expected
    note: str = ""
    by: str = ""
    on: date | None = None

    @property
    def id(self) -> str:
        """A short name that stays while the question and what is expected of it stay.

        >>> SavedQuestion("67/2003", Expected(document="67/2003/QĐ-UB")).id
        'c-d20134f753'
        """
        return f"c-{hashlib.sha256(repr((self.ask, self.expected)).encode()).hexdigest()[:10]}"


def questions_file(corpus: Path) -> Path:
    """Where the questions about a corpus are. A collection that is not named ``corpus`` has a file of its own name, so
    that two beside one another do not share theirs.

    >>> questions_file(Path("/kho/corpus")).as_posix(), questions_file(Path("/kho/phap-dien")).as_posix()
    ('/kho/questions.toml', '/kho/phap-dien.questions.toml')
    """
    folder = corpus.absolute()
    return folder.parent / (_NAME if folder.name == "corpus" else f"{folder.name}.{_NAME}")


def read_questions(path: Path) -> tuple[SavedQuestion, ...]:
    """The questions of a file in their order, () where there is no file; KbError names what cannot be read."""
    entries = _document(path).get(_TABLE, [])
    if not isinstance(entries, list):
        raise KbError("mỗi câu hỏi bắt đầu bằng một dòng [[question]]", where=str(path))
    return tuple(_question(dict(entry), f"{path}, câu {place}") for place, entry in enumerate(entries, 1))


def add_question(path: Path, question: SavedQuestion) -> None:
    """Keeps a question at the end of the file; KbError where it is kept already, or expects nothing."""
    if any(_same(known.ask, question.ask) for known in read_questions(path)):
        raise KbError("câu hỏi này đã được lưu", found=question.ask, hint="bỏ câu cũ trước khi lưu lại")
    entry = _entry(question)
    _question(dict(entry.unwrap()), str(path))
    document = _document(path)
    if _TABLE not in document:
        document[_TABLE] = tomlkit.aot()
    document[_TABLE].append(entry)
    write_whole(path, tomlkit.dumps(document).encode())


def remove_question(path: Path, ask: str) -> SavedQuestion:
    """Takes the question with these words out of the file; KbError where there is none."""
    for place, known in enumerate(read_questions(path)):
        if _same(known.ask, ask):
            document = _document(path)
            document[_TABLE].pop(place)
            write_whole(path, tomlkit.dumps(document).encode())
            return known
    raise KbError("không có câu hỏi nào như thế được lưu", found=ask, hint="xem cancu questions list")


def _same(first: str, second: str) -> bool:
    return normalise(first).strip() == normalise(second).strip()


def _document(path: Path) -> Any:
    try:
        return tomlkit.parse(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return tomlkit.document()
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise KbError("không đọc được tệp câu hỏi", found=str(error), where=str(path), hint="sửa lại tệp") from error


def _question(entry: dict[str, Any], where: str) -> SavedQuestion:
    """A question from its table, every value checked."""
    if unknown := set(entry) - _KEYS:
        raise KbError("không có mục này trong một câu hỏi", found=", ".join(sorted(unknown)), where=where)
    ask = entry.get("ask")
    if not isinstance(ask, str) or not 0 < len(ask.strip()) <= LONGEST:
        raise KbError(f"thiếu ask, hoặc dài quá {LONGEST} chữ", where=where, hint='viết ask = "câu hỏi"')
    document, provision, note, by = (_text(entry, name, where) for name in _TEXTS)
    expected = Expected(
        _one_of(entry, "stance", STANCE_LABELS, where),
        _one_of(entry, "status", STATUS_LABELS, where),
        document,
        provision,
        entry.get("none") is True,
    )
    if not expected:
        hint = "ghi ít nhất một trong stance, status, document, provision, none = true"
        raise KbError("câu hỏi chưa có câu trả lời mong đợi", found=ask, where=where, hint=hint)
    day = entry.get("on")
    return SavedQuestion(ask.strip(), expected, note or "", by or "", day if isinstance(day, date) else None)


def _text(entry: dict[str, Any], name: str, where: str) -> str | None:
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise KbError(f"{name} phải là chữ trong ngoặc kép", found=str(value), where=where)
    return (value or "").strip() or None


def _one_of(entry: dict[str, Any], name: str, known: Any, where: str) -> Any:
    value = entry.get(name)
    if value is not None and value not in known:
        raise KbError(f"{name} không có giá trị này", found=str(value), where=where, hint=", ".join(known))
    return value


def _entry(question: SavedQuestion) -> Any:
    expected = question.expected
    table = tomlkit.table()
    values = {
        "ask": question.ask, "stance": expected.stance, "status": expected.status, "document": expected.document,
        "provision": expected.provision, "none": expected.none, "note": question.note, "by": question.by,
        "on": question.on,
    }  # fmt: skip
    for name, value in values.items():
        if value:
            table.add(name, value)
    return table
