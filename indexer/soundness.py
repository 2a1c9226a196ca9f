"""Whether a generation holds what it should: looked at before it serves, and by ``cancu doctor``."""

from __future__ import annotations

from indexer.generations import DamagedGeneration, Generation
from indexer.records import Counts
from indexer.register import is_register
from indexer.vocabulary import NAME as VOCABULARY
from indexer.words.schema import count_entries


def check_sound(generation: Generation) -> Counts:
    """What a generation holds; raises DamagedGeneration unless both halves hold the same and every file of the corpus
    that the manifest lists is a document, a register, the vocabulary, or has a fault that says why not."""
    catalogue, known = generation.catalogue, generation.manifest["digests"]
    counts, held = catalogue.counts(), catalogue.digests()
    if counts.provisions != (entries := count_entries(generation.folder / "words")):
        raise _unsound(generation, f"{counts.provisions} điều khoản, {entries} mục từ")
    if strange := [path for path, digest in held.items() if known.get(path) != digest]:
        raise _unsound(generation, f"{strange[0]} không như tệp đã đọc")
    told = catalogue.faulty()
    lost = [path for path in known if path not in held and path not in told and not is_no_document(path)]
    if lost:
        raise _unsound(generation, f"thiếu {lost[0]}")
    return counts


def is_no_document(path: str) -> bool:
    """Whether a file of the corpus is its vocabulary or a register."""
    return path == VOCABULARY or is_register(path)


def _unsound(generation: Generation, found: str) -> DamagedGeneration:
    where = str(generation.folder)
    return DamagedGeneration("chỉ mục không khớp với chính nó", found=found, where=where, hint="chạy cancu index --all")
