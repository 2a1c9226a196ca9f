"""What people type into addresses and forms: whole numbers and days."""

from __future__ import annotations

from kb.dates import typed_day


def whole_number(text: str | None, least: int = 1, most: int = 9999) -> int | None:
    """A number typed into an address or a form; None for anything else.

    >>> whole_number("2023"), whole_number(""), whole_number("-3"), whole_number("²")
    (2023, None, None, None)
    """
    if not text or not text.strip().isdecimal() or len(text) > 9:
        return None
    number = int(text)
    return number if least <= number <= most else None


def unread_day(text: str) -> str:
    """What to say of a day that could not be read; "" where it could, or none was typed."""
    return f"Không đọc được ngày “{text}”; viết như 31/12/2012." if text.strip() and typed_day(text) is None else ""
