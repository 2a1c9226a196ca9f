"""The command line: what each command says, prints and leaves behind."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from web.cli import cancu

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = sorted(cancu.commands)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of our own corpus."""
    folder = tmp_path_factory.mktemp("data")
    result = CliRunner().invoke(cancu, ["index", "--corpus", str(ROOT / "corpus"), "--data", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def run(*arguments: object) -> tuple[int, str]:
    """Exit code and standard output of a command."""
    result = CliRunner().invoke(cancu, [str(part) for part in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches(command: str) -> None:
    code, text = run(command, "--help")
    assert code == 0
    assert len(text.splitlines()) > 5


def test_the_commands_that_are_promised_are_there() -> None:
    promised = {
        "serve",
        "index",
        "add",
        "search",
        "ask",
        "explain",
        "read",
        "citations",
        "delegations",
        "link",
        "check",
    }
    assert promised <= set(COMMANDS)


DOCUMENTS = [ROOT / "README.md", ROOT / "README.vi.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_documents_name_commands_and_options_that_exist(document: Path) -> None:
    """Every ``cancu …`` in a document is a command, and every option after it one that the command takes."""
    for name, rest in re.findall(r"cancu ([a-z]+)([^`\n]*)", document.read_text("utf-8")):
        assert name in cancu.commands, f"{document.name}: cancu {name}"
        command = named(cancu.commands[name], rest.split())
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= known, f"{document.name}: cancu {name}{rest}"


def named(command: click.Command, words: list[str]) -> click.Command:
    """The command that is meant: of a group the one that its next word names."""
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    return command


def test_our_own_corpus_has_no_fault() -> None:
    code, text = run("check", "--corpus", ROOT / "corpus", "--json")
    assert json.loads(text) == []
    assert code == 0


@pytest.mark.parametrize(
    "question",
    [
        "quyết định nào ủy quyền cấp giấy phép lao động",
        "quyet dinh nao uy quyen cap giay phep lao dong",
        "ai cấp GPLĐ trong KCN",
    ],
)
def test_the_question_the_product_grew_from(data: Path, question: str) -> None:
    """Not delegated at the Hưng Yên board, with the sentence; and who was given what by which decision."""
    code, text = run("ask", question, "--data", data)
    assert code == 0
    assert "chưa được ủy quyền" in text.lower() and "Hưng Yên" in text
    for number in ("429/2004/QĐ-BKH", "0634/2004/QĐ-BKH", "869/QĐ-UB"):
        assert number in text
    assert "35/2022/NĐ-CP" in text


@pytest.mark.parametrize(
    ("typed", "number", "article"),
    [
        ("67/2003", "67/2003/QĐ-UB", None),
        ("qd 429 bkh 2004", "429/2004/QĐ-BKH", None),
        ("nghị định 29/2008", "29/2008/NĐ-CP", None),
        ("điều 68 nđ 35/2022", "35/2022/NĐ-CP", "Điều 68"),
    ],
)
def test_a_number_as_remembered_lands(data: Path, typed: str, number: str, article: str | None) -> None:
    _, text = run("search", typed, "--data", data, "--json")
    first = json.loads(text)["results"][0]
    assert first["doc"] == number
    assert article is None or first["article"] == article


def test_nothing_found_says_so(data: Path) -> None:
    code, text = run("ask", "lịch tàu vũ trụ sao hỏa", "--data", data)
    assert code == 1
    assert "KHÔNG TÌM THẤY" in text.upper()


def test_machine_forms_keep_ids_and_offsets(tmp_path: Path) -> None:
    lines, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "Thực hiện khoản 2 Điều 5 Nghị định số 82/2018/NĐ-CP ngày 22/5/2018 của Chính phủ."
    lines.write_text(json.dumps({"id": "a", "text": text}) + "\n", "utf-8")
    assert run("citations", "--jsonl", lines, "--out", out)[0] == 0
    record = json.loads(out.read_text("utf-8"))
    (found,) = record["citations"]
    assert record["id"] == "a" and found["number"] == "82/2018/NĐ-CP"
    assert found["provisions"] == ["dieu-5.khoan-2"]
    assert text[found["start"] : found["end"]] == found["surface"]


def test_a_search_file_gets_a_line_for_each_question(data: Path, tmp_path: Path) -> None:
    lines, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines.write_text('{"id": "1", "query": "67/2003"}\n{"id": "2", "query": "giấy phép lao động"}\n', "utf-8")
    assert run("search", "--jsonl", lines, "--out", out, "--data", data)[0] == 0
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == ["1", "2"]
    assert records[0]["results"][0]["doc"] == "67/2003/QĐ-UB"


def test_a_file_is_added_and_found_and_the_report_is_linked(tmp_path: Path) -> None:
    """From a decree file to a linked report, in a corpus of its own."""
    source, corpus, data = tmp_path / "nd.txt", tmp_path / "corpus", tmp_path / "data"
    corpus.mkdir()
    source.write_text(
        "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nHà Nội, ngày 02 tháng 01 năm 2031\nNGHỊ ĐỊNH\nVề bến thuyền du lịch\n"
        "Căn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Phạm vi điều chỉnh\nNghị định này quy định về bến thuyền du lịch.\n"
        "Điều 2. Hiệu lực thi hành\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2031.\n",
        "utf-8",
    )
    code, text = run("add", "--yes", source, "--corpus", corpus, "--data", data)
    assert code == 0 and "đã thêm Nghị định 7/2031/NĐ-CP" in text
    _, text = run("search", "bến thuyền du lịch", "--data", data, "--json")
    assert json.loads(text)["results"][0]["doc"] == "7/2031/NĐ-CP"
    assert run("add", "--yes", source, "--corpus", corpus, "--data", data)[1].count("đã có, không đổi") == 1

    report, linked = tmp_path / "bao-cao.md", tmp_path / "ra.md"
    report.write_text("Theo Điều 1 Nghị định số 7/2031/NĐ-CP và Nghị định số 8/2031/NĐ-CP.\n", "utf-8")
    code, text = run("link", report, "-o", linked, "--data", data)
    assert code == 1 and "8/2031/NĐ-CP" in text
    assert "/akn/vn/act/nghi-dinh/chinh-phu/2031-01-02/7-2031-nd-cp#art_1" in linked.read_text("utf-8")


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    source, corpus = tmp_path / "hong.docx", tmp_path / "corpus"
    corpus.mkdir()
    source.write_bytes(b"PK\x03\x04 gone")
    code, text = run("add", "--yes", source, "--corpus", corpus, "--data", tmp_path / "data")
    assert code == 1
    assert "hong.docx: không thêm" in text
    assert not list(corpus.rglob("*.md"))
