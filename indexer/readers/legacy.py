"""Vietnamese text of the years before Unicode: TCVN3 (ABC, fonts .Vn…), VNI (fonts VNI-…), VISCII (fonts VI …).

Such text is stored as Western European letters and shown right only in its own font. The tables follow TCVN 5712:1993
(VN3), the VNI encoding and RFC 1456 (VISCII); the test decodes the whole alphabet.

>>> decode("NghÞ ®Þnh", "tcvn3"), decode("Quyeát ñònh", "vni"), decode("Quyªt ð¸nh", "viscii")
('Nghị định', 'Quyết định', 'Quyết định')
>>> detect("§iÒu 1. QuyÕt ®Þnh nµy cã hiÖu lùc kÓ tõ ngµy ký"), detect("Điều 1. Quyết định này")
('tcvn3', None)
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Encoding = Literal["tcvn3", "vni", "viscii"]

_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ",  # A1 … AE
    "àảãáạ", "ằẳẵắ", "ặầẩẫấậè", "ẻẽéẹềểễếệìỉ", "ĩíịò", "ỏõóọồổỗốộờởỡớợù", "ủũúụừửữứựỳỷỹýỵ",
)  # fmt: skip
_TCVN3_STARTS = (0xA1, 0xB5, 0xBB, 0xC6, 0xCE, 0xDC, 0xE1, 0xF1)
_TCVN3 = {
    start + place: letter
    for start, letters in zip(_TCVN3_STARTS, _TCVN3_LETTERS, strict=True)
    for place, letter in enumerate(letters)
}

#: How PDF fonts name the soft hyphen and the middle dot that stand for ư and ã.
_TCVN3_VARIANTS = {0x2212: 0xAD, 0x2219: 0xB7, 0x2022: 0xB7}
_WORD = re.compile(r"[^\W\d_]{2,}")

_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_VISCII_LETTERS = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ" "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" "Õắằặấầẩậẽẹếềểễệố" "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ" "ĐứÒÓÔạỷừửÙÚỹỵÝỡư" "àáâãảăữẫèéêẻìíĩỉ" "đựòóôõỏọụùúũủýợỮ"
)  # fmt: skip
_VISCII = _VISCII_LOW | {0x80 + place: letter for place, letter in enumerate(_VISCII_LETTERS)}
#: The same bytes as Windows-1252 reads them.
_VISCII |= {
    ord(bytes([byte]).decode("cp1252")): _VISCII[byte]
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_UNICODE_LETTERS = re.compile("[ạ-ỹơưăđ]")

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
#: VNI writes a mark as a letter of its own after the vowel.
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "o" + _HORN, "ö": "u" + _HORN, "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_LETTERS |= {key.upper(): value.upper() for key, value in _VNI_LETTERS.items()}
_VNI_CLUSTER = re.compile(
    rf"(?P<vowel>[aeouyôöAEOUYÔÖ])(?P<mark>[{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])|(?P<letter>.)",
    re.DOTALL,
)
#: Frequent in every legal text, and spelled with marks.
_WORDS = re.compile(
    r"\b(?:của|và|các|điều|định|quyết|ngày|theo|được|này|với|nghị|căn cứ|chủ tịch|số|năm|tỉnh|hành|thực hiện|việc)\b",
    re.IGNORECASE,
)
_ENOUGH = 3


def decode(text: str, encoding: Encoding) -> str:
    """Unicode (NFC) for a text stored in ``encoding`` and read as Windows-1252 or Latin-1.

    TCVN3 has no capitals with tones; a word whose plain letters are capitals is taken to be in capitals:

    >>> decode("CHÝNH PHñ", "tcvn3")
    'CHÍNH PHỦ'
    """
    if encoding == "vni":
        return _decode_vni(text)
    if encoding == "viscii":
        return text.translate(_VISCII)
    return _WORD.sub(_capitals, text.translate(_TCVN3_VARIANTS).translate(_TCVN3))


def _capitals(found: re.Match[str]) -> str:
    word = found.group()
    plain = [letter for letter in word if letter.isascii()]
    return word.upper() if plain and all(map(str.isupper, plain)) and not word.istitle() else word


def _decode_vni(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(map(_vni_cluster, _VNI_CLUSTER.finditer(text))))


def _vni_cluster(found: re.Match[str]) -> str:
    if found["letter"]:
        return _VNI_LETTERS.get(found["letter"], found["letter"])
    vowel = _VNI_LETTERS.get(found["vowel"], found["vowel"])
    return vowel + _VNI_MARKS[found["mark"].lower()]


def encoding_of_font(font: str) -> Encoding | None:
    """The encoding that a font's name tells: .VnTime → tcvn3, VNI-Times → vni, VI Times → viscii, others None."""
    name = font.lower().lstrip(".")
    if font.startswith((".Vn", ".VN", ".vn")):
        return "tcvn3"
    if name.startswith("vi ") or "viscii" in name:
        return "viscii"
    return "vni" if name.startswith(("vni-", "vni ")) else None


def decode_run(text: str, font: str) -> str:
    """A run of text in its font; fonts ending in H (.VnTimeH, "VI Times Hoa") show small letters as capitals.

    >>> decode_run("quyÕt ®Þnh", ".VnTimeH")
    'QUYẾT ĐỊNH'
    """
    encoding = encoding_of_font(font)
    if encoding is None:
        return text
    decoded = decode(text, encoding)
    in_capitals = font.endswith("H") if encoding == "tcvn3" else font.endswith(" Hoa")
    return decoded.upper() if in_capitals else decoded


def detect(text: str) -> Encoding | None:
    """The old encoding of a text, by what it decodes to; None for Unicode and for what is no Vietnamese."""
    sample = text[:20_000]
    plain = len(_WORDS.findall(sample))
    best: tuple[int, Encoding | None] = (max(plain * 2, _ENOUGH - 1), None)
    for encoding in ("tcvn3", "vni"):
        words = len(_WORDS.findall(decode(sample, encoding)))
        if words > best[0]:
            best = (words, encoding)
    return best[1] or ("viscii" if _is_viscii(sample, plain) else None)


def _is_viscii(sample: str, plain: int) -> bool:
    """VISCII has many letters where Western European has them ("các", "theo"), so what decoding adds is counted."""
    if _UNICODE_LETTERS.search(sample):
        return False
    return len(_WORDS.findall(decode(sample, "viscii"))) >= plain + max(_ENOUGH, plain // 3)
