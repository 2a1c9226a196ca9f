"""Whether the best hits are about what was asked, or merely share some words with it.

"điện mặt trời mái nhà trong khu công nghiệp" finds many provisions on khu công nghiệp and none on mái nhà: these answer
nothing, and to say so is the better answer.
"""

from __future__ import annotations

from indexer.answers import Hit
from indexer.hits import Page
from indexer.rarity import Rarity
from indexer.wording import word_question

#: How many of the best hits are looked at.
_LOOKED_AT = 10
#: Below this share of the question, no hit is about it. A longer question tells a story of which a law has little.
_LEAST_SHARE, _LEAST_OF_STORY = 0.45, 0.25
_STORY = 10
_NAMED = 3


def why_nothing(rarity: Rarity, words: str, page: Page) -> tuple[str, ...]:
    """Reasons why the hits answer nothing, in words for officers; none when they may."""
    if not page.total:
        return ("Không có điều khoản nào trong kho chứa những từ này.",)
    least = _LEAST_SHARE if len(word_question(words).content) <= _STORY else _LEAST_OF_STORY
    texts = [_text_of(hit) for hit in page.hits[:_LOOKED_AT]]
    if not texts or any(rarity.share(words, text) >= least for text in texts):
        return ()
    lacking = rarity.lacking(words, texts[0], _NAMED)
    told = f" (điều gần nhất không có “{'”, “'.join(lacking)}”)" if lacking else ""
    return (f"Không có điều khoản nào nói đúng về điều được hỏi{told}; dưới đây chỉ là những điều chung vài từ.",)


def _text_of(hit: Hit) -> str:
    """All that stands in and above a provision."""
    provision, document = hit.at.provision, hit.at.document
    above = "\n".join(division.heading or "" for division in provision.ancestors)
    return f"{document.name}\n{document.title}\n{above}\n{provision.heading or ''}\n{provision.text}"
