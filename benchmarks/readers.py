"""How fast files are read, and how much memory the reading process takes, beside python-docx and pypdf in the same run.

Needs ../shared, and says so when it is absent. Each reader works in a process of its own, so that its peak memory is
its own; every file is read once to warm the disk's cache, then timed. The others only take the text out, without lists,
fonts or places. Seconds are of processor time: other work on the machine does not count.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FOLDERS = {"docx": "data/decrees/docx", "pdf": "data/decrees/congbao-pdf"}
BARS = {"docx": 10.0, "pdf": 80.0}
MOST_MEMORY = 300


def files(kind: str) -> list[Path]:
    """The files of one kind, the largest last."""
    found = [path for folder in (FOLDERS[kind], "gold/structure") for path in (SHARED / folder).glob(f"*.{kind}")]
    return sorted(found, key=lambda path: path.stat().st_size)


def _ours(path: Path) -> None:
    from indexer.outline import outline
    from indexer.readers import UnreadableFile, read_bytes

    try:
        outline(read_bytes(path.read_bytes(), path.name), path.stem)
    except UnreadableFile:  # a scan
        return


def _python_docx(path: Path) -> None:
    import docx

    document = docx.Document(str(path))
    _ = [paragraph.text for paragraph in document.paragraphs]
    _ = [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def _pypdf(path: Path) -> None:
    import pypdf

    _ = [page.extract_text() for page in pypdf.PdfReader(path).pages]


READERS: dict[str, dict[str, Callable[[Path], None]]] = {
    "docx": {"cancu": _ours, "python-docx": _python_docx},
    "pdf": {"cancu": _ours, "pypdf": _pypdf},
}


def units(kind: str) -> int:
    """What is counted: files, or pages of a PDF."""
    if kind == "docx":
        return len(files(kind))
    return sum(len(pdfium.PdfDocument(path)) for path in files(kind))


def measure(kind: str, name: str) -> None:
    """Reads all files with one reader, and prints seconds and the peak of memory in MB."""
    read = READERS[kind][name]
    read(files(kind)[0])
    started = time.process_time()
    for path in files(kind):
        read(path)
    seconds = time.process_time() - started
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(kind: str, name: str) -> tuple[float, float]:
    """The same, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.readers", kind, name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def report(kind: str) -> None:
    """One line for each reader of a kind: rate, memory, and the rate of ours beside that of the other."""
    count, unit = units(kind), "files/s" if kind == "docx" else "pages/s"
    figures = {name: measured(kind, name) for name in READERS[kind]}
    rate = count / figures["cancu"][0]
    for name, (seconds, memory) in figures.items():
        print(f"{kind:<5} {name:<12} {count / seconds:8.1f} {unit}  {memory:6.0f} MB  x{rate * seconds / count:.2f}")
    met = rate >= BARS[kind] and figures["cancu"][1] <= MOST_MEMORY
    print(f"{kind:<5} bar: {BARS[kind]:.0f} {unit}, {MOST_MEMORY} MB: {'met' if met else 'MISSED'}")


def main() -> None:
    """All kinds; or, with a kind and a reader, that reader alone."""
    if not SHARED.is_dir():
        sys.exit("make bench cần ../shared (tệp thật để đo); máy này không có.")
    if len(sys.argv) == 3:
        measure(sys.argv[1], sys.argv[2])
        return
    for kind in READERS:
        report(kind)


if __name__ == "__main__":
    main()
