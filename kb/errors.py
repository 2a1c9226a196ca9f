"""What can go wrong, told so that the reader knows what to do next."""

from __future__ import annotations


class KbError(Exception):
    """Something the user can mend: the message says what was found, where, and what to do.

    >>> raise KbError("số hiệu không đọc được", found="67//QĐ", hint="viết như 67/2003/QĐ-UB")
    Traceback (most recent call last):
    kb.errors.KbError: số hiệu không đọc được: “67//QĐ”. Cách xử lý: viết như 67/2003/QĐ-UB
    """

    def __init__(self, message: str, *, found: str | None = None, where: str | None = None, hint: str | None = None):
        self.message, self.found, self.where, self.hint = message, found, where, hint
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        if self.found is not None:
            text += f": “{self.found}”"
        if self.hint:
            text += f". Cách xử lý: {self.hint}"
        return text


class InvalidNumber(KbError):
    """A text that is not a document number."""


class InvalidPath(KbError):
    """A text that is not the path of a provision."""
