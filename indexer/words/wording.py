"""What the words of a question are good for: which carry its meaning, which only make it a question.

"là gì", "theo quy định hiện nay", "đúng hay sai" stand in questions and not in answers. They are taken out before the
words are looked for; common words ("của", "và") are looked for in headings only.

>>> wording = word_question("(1) Thời hạn của giấy phép lao động được quy định như thế nào?")
>>> wording.content
('thời', 'hạn', 'giấy', 'phép', 'lao', 'động')
>>> wording.pairs
('thoi han', 'han cua', 'cua giay', 'giay phep', 'phep lao', 'lao dong')
>>> word_question("Khu chế xuất là gì?").asks_meaning, word_question("khu che xuat la gi").content
(True, ('khu', 'che', 'xuat'))
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from indexer.words.analysis import analyse, pairs_of
from indexer.words.everyday import in_words_of_the_law
from indexer.words.segmentation import words
from kb.abbreviations import expand
from kb.text import fold, normalise

#: What makes a sentence a question, or speaks of the law in general; one a line, longer ones win.
QUESTION_PHRASES: tuple[str, ...] = tuple(
    phrase.strip()
    for phrase in """
    đúng hay sai
    là đúng hay sai
    đúng không
    phải không
    hay không
    được không
    có được không
    có phải
    theo quy định của pháp luật
    theo quy định pháp luật
    theo quy định của luật
    theo quy định hiện nay
    theo quy định hiện hành
    theo quy định mới nhất
    theo quy định
    theo pháp luật
    pháp luật quy định
    pháp luật
    được quy định như thế nào
    được quy định thế nào
    được quy định ra sao
    quy định như thế nào
    quy định thế nào
    quy định ra sao
    được quy định
    như thế nào
    thế nào
    ra sao
    làm sao
    là gì
    gồm những gì
    bao gồm những gì
    gồm có những gì
    những gì
    gì
    bao nhiêu
    bao lâu
    khi nào
    ở đâu
    vì sao
    tại sao
    mới nhất
    hiện nay
    hiện hành
    trong trường hợp nào
    trường hợp nào
    những nào
    nào
    dưới đây
    sau đây
    """.strip().splitlines()
)

#: Words too common to look for in a text.
COMMON_WORDS: frozenset[str] = frozenset(
    re.findall(
        r"\w+",
        """là của và các những cho được trong với theo về từ đến tại để khi do bị có không này đó thì mà hoặc gì nào ai
        như ra vào trên dưới hay hỏi việc đối bởi cần phải""",
    )
)

_MEANING = ("là gì", "được hiểu", "hiểu là", "định nghĩa", "khái niệm")
_ENUMERATION = re.compile(r"\(?\d{1,2}\)\s*|0\d\s+(?=\w)")
#: Whatever is longer is cut: no question has so many words.
MOST_WORDS = 64
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's words, each once, in order.

    ``content`` carry the meaning; ``common`` do not; ``pairs`` are neighbours (folded), of which ``joined`` stand in
    one word ("giấy phép"), the others between two ("phép lao"); ``numbers`` document numbers as keys; ``asks_meaning``:
    a definition is asked for; ``accented``: something was typed with diacritics.
    """

    content: tuple[str, ...]
    common: tuple[str, ...]
    pairs: tuple[str, ...]
    joined: frozenset[str]
    numbers: tuple[str, ...]
    asks_meaning: bool
    accented: bool


def _alternatives(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


_PHRASES, _PLAIN_PHRASES = _alternatives(QUESTION_PHRASES), _alternatives(map(fold, QUESTION_PHRASES))
_PLAIN_COMMON = frozenset(map(fold, COMMON_WORDS))
_MEANS, _PLAIN_MEANS = _alternatives(_MEANING), _alternatives(map(fold, _MEANING))


@lru_cache(maxsize=512)
def word_question(text: str) -> Wording:
    """The words of a typed question. Abbreviations are written out, everyday words exchanged for those of the law;
    an enumeration before it ("(1)") is left out."""
    typed = normalise(text[:_LONGEST])
    accented = not typed.lower().isascii()
    lowered = in_words_of_the_law(normalise(expand(typed)).lower().lstrip())
    enumeration = _ENUMERATION.match(lowered)
    lowered = lowered[enumeration.end() :] if enumeration else lowered
    phrases, means, common = (
        (_PHRASES, _MEANS, COMMON_WORDS) if accented else (_PLAIN_PHRASES, _PLAIN_MEANS, _PLAIN_COMMON)
    )
    # A full stop where a phrase was: what stands around it are no neighbours.
    core = analyse(phrases.sub(" . ", lowered))
    everything = tuple(dict.fromkeys(analyse(lowered).syllables))
    content = tuple(dict.fromkeys(word for word in core.syllables if word not in common)) or everything
    return Wording(
        content[:MOST_WORDS],
        tuple(word for word in everything if word not in content)[:MOST_WORDS],
        tuple(dict.fromkeys(core.pairs))[:MOST_WORDS],
        _joined(expand(typed)) if accented else frozenset(core.pairs),
        analyse(typed).numbers,
        bool(means.search(lowered)),
        accented,
    )


def _joined(text: str) -> frozenset[str]:
    """The neighbours that are one word; capitals as typed, since they tell names."""
    compounds = (word.lower().split("_") for word in words(text) if "_" in word)
    return frozenset(pair for compound in compounds for pair in pairs_of(compound))
