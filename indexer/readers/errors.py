"""Why a file could not be read, in one line that an officer understands."""

from __future__ import annotations

from kb.errors import KbError


class UnreadableFile(KbError):
    """A file whose text cannot be taken: broken, encrypted, too large, a scan, or of an unknown kind."""
