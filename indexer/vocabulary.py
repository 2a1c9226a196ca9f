"""The vocabulary of matters: read from ``matters.toml`` in the corpus, or the one that comes with the program.

The file says of itself how it is written. What is wrong in it is told with its line; a matter that cannot be used is
left out, and a file that cannot be read at all leaves the vocabulary that comes with the program.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from indexer.corpus import CorpusFile
from kb.documents import Fault
from kb.matters import Matter, Vocabulary

#: The name of the file in a corpus.
NAME = "matters.toml"
#: The vocabulary that comes with the program.
SHIPPED = Path(__file__).with_name(NAME)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS = {"label", "words", "examples", "parent"}
_SYNTAX_LINE = re.compile(r"line (\d+)")


@cache
def shipped() -> Vocabulary:
    """The vocabulary that comes with the program."""
    return _read(SHIPPED.read_bytes(), NAME)[0]  # its examples are tested, not checked at every start


def vocabulary_files(corpus: Path) -> list[CorpusFile]:
    """The vocabulary of a corpus, if it has its own."""
    return [CorpusFile(corpus, NAME)] if (corpus / NAME).is_file() else []


def read_vocabulary(content: bytes, path: str) -> tuple[Vocabulary, list[Fault]]:
    """The vocabulary in a file, and what is wrong with it; ``path`` names the file in faults.

    Its examples are tried too: each must find its own matter.
    """
    vocabulary, faults = _read(content, path)
    if vocabulary is shipped():
        return vocabulary, faults
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    return vocabulary, faults + [
        Fault("warning", message, path, _line(text, slug, example), "thêm cách gọi vào words, hoặc sửa ví dụ")
        for slug, example, message in _failed_examples(vocabulary)
    ]


def _read(content: bytes, path: str) -> tuple[Vocabulary, list[Fault]]:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        tables = tomllib.loads(text)
    except UnicodeDecodeError:
        return shipped(), [Fault("error", "không phải UTF-8", path, 1, "lưu lại với bảng mã UTF-8")]
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        hint = "xem cách viết ở đầu tệp mẫu; trong khi chờ sửa, dùng các loại việc có sẵn"
        return shipped(), [Fault("error", "viết sai cú pháp TOML", path, line, hint)]
    rows, faults = [], []
    for slug, table in tables.items():
        if trouble := _trouble(slug, table, tables):
            faults.append(Fault("error", f"[{slug}]: {trouble}", path, _line(text, slug), "bỏ qua mục này đến khi sửa"))
        else:
            rows.append(_row(slug, table))
    return Vocabulary(tuple(rows)), faults


def _row(slug: str, table: dict[str, Any]) -> Matter:
    words, examples = (tuple(map(str.strip, table.get(key, ()))) for key in ("words", "examples"))
    return Matter(slug, table["label"].strip(), words, examples, table.get("parent", ""))


def _trouble(slug: str, table: Any, tables: dict[str, Any]) -> str | None:
    """Why a table cannot be a matter, in words for officers; None if it can."""
    if not isinstance(table, dict):
        return "nằm ngoài mọi mục; mỗi loại việc mở đầu bằng dòng [ma-loai-viec]"
    if not _SLUG.fullmatch(slug):
        return "mã chỉ gồm chữ thường không dấu, chữ số và gạch ngang"
    if unknown := sorted(set(table) - _KEYS):
        return f"không có khóa {', '.join(unknown)}; chỉ có {', '.join(sorted(_KEYS))}"
    if not _is_text(table.get("label")):
        return "thiếu label (tên hiển thị)"
    if not _is_texts(table.get("words")) or not table["words"]:
        return 'thiếu words (các cách gọi), viết như ["giấy phép lao động", "gplđ"]'
    if not _is_texts(table.get("examples", [])):
        return "examples phải là danh sách câu trong ngoặc vuông"
    parent = table.get("parent", "")
    if parent == slug or (parent and parent not in tables):
        return f"parent {parent!r} không phải mã của loại việc khác trong tệp"
    return None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _failed_examples(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """The examples that do not find their own matter first: its slug, the example, what happened."""
    for row in vocabulary.rows:
        for example in row.examples:
            first = next(iter(vocabulary.matters_in(example)), None)
            if first != row:
                told = f"ra [{first.slug}]" if first else "không ra loại việc nào"
                yield row.slug, example, f"[{row.slug}]: ví dụ “{example}” {told}"


def _line(text: str, slug: str, within: str = "") -> int:
    """The line where a matter begins, or where ``within`` stands below that."""
    name = re.escape(slug)
    header = re.search(rf"(?m)^[ \t]*(?:\[[ \t]*[\"']?{name}[\"']?[ \t]*\]|{name}[ \t]*=)", text)
    start = header.start() if header else 0
    inside = text.find(within, start) if within else start
    return text.count("\n", 0, max(inside, start)) + 1
