"""Whether the best hits are about what was asked, or merely share some words with it.

"điện mặt trời mái nhà trong khu công nghiệp" finds many provisions on khu công nghiệp and none on mái nhà: these answer
nothing, and to say so is the better answer. A long provision has almost any words somewhere, so one paragraph of it,
with the headings above, must have them together.
"""

from __future__ import annotations

from indexer.answers import Hit
from indexer.hits import Page
from indexer.rarity import Rarity, asked_terms

#: How many of the best hits are looked at.
_LOOKED_AT = 5
#: Below this share of the question no paragraph is about it, by how many words carry the question's meaning: a longer
#: one tells a story of which the law has little. Set where of 250 real questions that the collection answers one in
#: forty is lost.
_LEAST: tuple[tuple[int, float], ...] = ((8, 0.5), (11, 0.42), (10_000, 0.25))
_NAMED = 3


def why_nothing(rarity: Rarity, words: str, page: Page) -> tuple[str, ...]:
    """Reasons why the hits answer nothing, in words for officers; none when they may."""
    if not page.total:
        return ("Không có điều khoản nào trong kho chứa những từ này.",)
    count = sum(" " not in term for term in asked_terms(words))
    least = next(share for most, share in _LEAST if count <= most)
    looked_at = page.hits[:_LOOKED_AT]
    if not looked_at or any(is_about(rarity, words, hit, least) for hit in looked_at):
        return ()
    lacking = rarity.lacking(words, (*_above(looked_at[0]).split("\n"), *_lines(looked_at[0])), _NAMED)
    told = f" (điều gần nhất không có “{'”, “'.join(lacking)}”)" if lacking else ""
    return (f"Không có điều khoản nào nói đúng về điều được hỏi{told}; dưới đây chỉ là những điều chung vài từ.",)


def is_about(rarity: Rarity, words: str, hit: Hit, least: float) -> bool:
    """Whether one paragraph of a hit, with the headings and titles above it, has that share of a question."""
    return rarity.share_together(words, _above(hit), _lines(hit), least) >= least


def _above(hit: Hit) -> str:
    """What stands over every paragraph of a provision."""
    provision, document = hit.at.provision, hit.at.document
    divisions = (division.heading or "" for division in provision.ancestors)
    return "\n".join((document.name, document.title, *divisions, provision.heading or ""))


def _lines(hit: Hit) -> tuple[str, ...]:
    return tuple(line.text for line in hit.at.provision.lines)
