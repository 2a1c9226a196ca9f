"""Texts and records of the catalogue in few bytes.

A provision or a citation alone is too short to be packed well: what it repeats stands in others. So each is deflated as
if ``packing.txt`` stood before it, which holds what such records are made of and the stretches of words that legal
texts say most, the commonest last, since what is near costs least. Another ``packing.txt`` reads nothing that this one
wrote: whoever changes it raises :data:`indexer.catalogue_tables.CATALOGUE_VERSION`.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

BEFORE = " ".join(Path(__file__).with_name("packing.txt").read_text("utf-8").splitlines()).encode()
#: Without a header and a checksum: the manifest of a generation has one for the whole file.
_BARE = -zlib.MAX_WBITS
#: A higher level takes longer and gains nothing.
_LEVEL = 6
_Record = TypeVar("_Record")


def pack(content: bytes) -> bytes:
    """The bytes packed.

    >>> text = "Bộ trưởng, Thủ trưởng cơ quan ngang bộ chịu trách nhiệm thi hành Nghị định này.".encode()
    >>> len(text), len(pack(text)), unpack(pack(text)) == text
    (104, 14, True)
    """
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _BARE, zdict=BEFORE)
    return packer.compress(content) + packer.flush()


def unpack(packed: bytes) -> bytes:
    """The bytes back from :func:`pack`; :class:`zlib.error` for what it did not give."""
    return zlib.decompressobj(_BARE, BEFORE).decompress(packed)


class Records(Generic[_Record]):
    """Records of one dataclass as packed JSON, without the fields that are as they are when nothing is said."""

    def __init__(self, kind: type[_Record]) -> None:
        self._adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def pack(self, record: _Record) -> bytes:
        """The record in few bytes."""
        return pack(self._adapter.dump_json(record, exclude_defaults=True))

    def unpack(self, packed: bytes) -> _Record:
        """The record back."""
        record: _Record = self._adapter.validate_json(unpack(packed))
        return record
