"""How long it takes to link and relate a whole corpus: find citations and relations in two processes, then resolve.

    python benchmarks/linking.py CORPUS

The bar for the codification (65,207 articles) is 60 seconds of a clock on two cores that have nothing else to do; on a
machine that is at work the seconds of processor time, halved where two processes share the work, say the same. Reading
files and storing what was found is told apart: it is no part of it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from indexer.catalogue_writing import CatalogueWriter, ReadDocument, ReadProvision
from indexer.corpus import CorpusFile, corpus_files, read_document
from kb.citations import find_citations
from kb.documents import Document
from kb.relation_finding import find_relations

PROCESSES, BAR = 2, 60.0


def read(file: CorpusFile) -> tuple[str, Document]:
    """A document of the corpus with its path."""
    return file.path, read_document(file.full.read_text("utf-8"), file.path)


def found_in(entry: tuple[str, Document]) -> tuple[ReadDocument, float]:
    """The citations and relations of one document, and the processor time that it took."""
    started, (path, document) = time.process_time(), entry
    provisions = tuple(
        tuple(ReadProvision(held, tuple(find_citations(held.text, document.context))) for held in part.provisions)
        for part in document.parts
    )
    return ReadDocument(path, "", document, provisions, find_relations(document)), time.process_time() - started


def main() -> None:
    """Exit code 1 when it takes longer than the bar."""
    files = corpus_files(Path(sys.argv[1]))
    with ProcessPoolExecutor(PROCESSES) as workers:
        documents = list(workers.map(read, files, chunksize=50))
        started = time.monotonic()
        found = list(workers.map(found_in, documents, chunksize=50))
        finding = time.monotonic() - started
    articles = sum(len(part.provisions) for _, document in documents for part in document.parts)
    citations = sum(len(held.citations) for entry, _ in found for part in entry.provisions for held in part)
    relations, work = sum(len(entry.relations) for entry, _ in found), sum(taken for _, taken in found)
    print(f"{len(documents)} văn bản, {articles} điều: {citations} viện dẫn, {relations} quan hệ")
    print(f"tìm viện dẫn và quan hệ: {finding:.1f} giây ({work:.1f} giây xử lý)")
    with tempfile.TemporaryDirectory() as folder, CatalogueWriter(Path(folder) / "catalogue.sqlite") as catalogue:
        started = time.monotonic()
        for entry, _ in found:
            catalogue.add(entry)
        print(f"lưu vào danh mục: {time.monotonic() - started:.1f} giây (không tính)")
        started, busy = time.monotonic(), time.process_time()
        linked = sum(1 for _ in catalogue.resolve())
        linking, busy = time.monotonic() - started, time.process_time() - busy
    print(f"nối viện dẫn và quan hệ của {linked} văn bản: {linking:.1f} giây ({busy:.1f} giây xử lý)")
    whole = min(finding + linking, work / PROCESSES + busy)
    print(f"tất cả: {whole:.1f} giây (mức phải đạt {BAR:.0f} giây trên {PROCESSES} nhân)")
    raise SystemExit(0 if whole <= BAR else 1)


if __name__ == "__main__":
    main()
