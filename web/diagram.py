"""The lược đồ of a document as SVG: what it does to others on its left, what others do to it on its right; on narrow
screens below and above.

Arrows lead from the document that acts to the one acted upon. Only presentation attributes and classes are used, so
the picture takes its colours from the style sheet, in light, dark and print, under a policy that forbids inline style.
The picture is hidden from screen readers; the same stands beside it as a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

from kb.text import capital
from web.views.branches import Branch, Branches, Neighbour

_CARD, _CENTRE, _GAP, _PAD = 240, 144, 26, 12
_LINE, _HEADER, _BETWEEN, _ROW_GAP = 18, 26, 14, 6
#: Letters that surely fit on a line of a card, and of the box in the middle.
_CARD_LETTERS, _CENTRE_LETTERS = 30, 17
#: In a tall picture the document stays where it is seen first.
_LOWEST_CENTRE = 170
#: Of the narrow picture: the room for lines on the left, and half the height of the tallest box of a document.
_SIDE, _CENTRE_HALF = 24, 48


@dataclass(frozen=True, slots=True)
class _Row:
    """A document in a card: its lines, the first one ``top`` below the card's upper edge."""

    neighbour: Neighbour | None
    lines: tuple[str, ...]
    top: int


@dataclass(frozen=True, slots=True)
class _Card:
    """A kind of relation with its documents, placed."""

    branch: Branch
    rows: tuple[_Row, ...]
    top: int
    height: int

    @property
    def middle(self) -> int:
        """Where its line leaves: the height of its heading."""
        return self.top + _HEADER // 2 + 2


def diagram_svg(name: str, branches: Branches) -> Markup:
    """The picture of a document called ``name``; "" where nothing is related to it."""
    if not branches.count:
        return Markup("")
    left, right = _stack(branches.acting), _stack(branches.acted_on)
    tallest = max(_bottom(left), _bottom(right), 96)
    centre_left = _CARD + 2 * _GAP if left else 1
    width = centre_left + _CENTRE + (_CARD + 2 * _GAP if right else 1)
    middle = min(tallest // 2, _LOWEST_CENTRE)
    parts = [
        _lines(left, _CARD + 1, centre_left, middle, to_cards=True),
        _lines(right, centre_left + _CENTRE + 2 * _GAP, centre_left + _CENTRE, middle, to_cards=False),
        *(_card(card, 1) for card in left),
        *(_card(card, centre_left + _CENTRE + 2 * _GAP - 1) for card in right),
        _centre(name, centre_left, middle),
    ]
    return _svg("luoc-do ngang", width, tallest + 2, parts)


def stacked_svg(name: str, branches: Branches) -> Markup:
    """The same for narrow screens: what others do to it above the document, what it does to others below."""
    if not branches.count:
        return Markup("")
    above = _stack(branches.acted_on)
    middle = _CENTRE_HALF + (_bottom(above) + _BETWEEN * 2 if above else 0)
    below = _stack(branches.acting, middle + _CENTRE_HALF + _BETWEEN * 2)
    parts = [
        _side_lines(above, middle - 12, to_cards=False),
        _side_lines(below, middle + 12, to_cards=True),
        *(_card(card, _SIDE) for card in (*above, *below)),
        _centre(name, _SIDE, middle),
    ]
    return _svg("luoc-do doc", _SIDE + _CARD, max(_bottom(below), middle + _CENTRE_HALF) + 2, parts)


def _svg(name: str, width: int, height: int, parts: Iterable[Markup]) -> Markup:
    return Markup(
        '<svg class="{0}" width="{1}" height="{2}" viewBox="0 0 {1} {2}" aria-hidden="true" focusable="false">{3}</svg>'
    ).format(name, width, height, Markup("").join(parts))


def _stack(branches: Sequence[Branch], top: int = 1) -> list[_Card]:
    cards = []
    for branch in branches:
        rows, bottom = _rows(branch)
        cards.append(_Card(branch, rows, top, bottom + _PAD - _ROW_GAP))
        top += cards[-1].height + _BETWEEN
    return cards


def _rows(branch: Branch) -> tuple[tuple[_Row, ...], int]:
    """The rows of a card, and where the last one ends."""
    told: list[tuple[Neighbour | None, str]] = [
        (neighbour, f"{neighbour.document.words}{f' ({neighbour.detail})' if neighbour.detail else ''}")
        for neighbour in branch.neighbours
    ]
    if branch.more:
        told.append((None, f"và {branch.more} văn bản nữa" if branch.neighbours else f"{branch.more} văn bản"))
    rows = []
    top = _HEADER + _ROW_GAP
    for neighbour, words in told:
        lines = tuple(wrap(words, _CARD_LETTERS, break_long_words=True, max_lines=4, placeholder=" …"))
        rows.append(_Row(neighbour, lines, top))
        top += len(lines) * _LINE + _ROW_GAP
    return tuple(rows), top


def _bottom(cards: Sequence[_Card]) -> int:
    return cards[-1].top + cards[-1].height if cards else 0


def _lines(cards: Sequence[_Card], edge: int, centre: int, middle: int, *, to_cards: bool) -> Markup:
    """The lines between the cards, which begin at ``edge``, and the middle box, whose side is at ``centre``."""
    if not cards:
        return Markup("")
    trunk = (edge + centre) // 2
    heights = [card.middle for card in cards] + [middle]
    paths = [f"M{centre} {middle}H{trunk}", f"M{trunk} {min(heights)}V{max(heights)}"]
    paths += [f"M{trunk} {card.middle}H{edge}" for card in cards]
    heads = [_arrow(edge, card.middle, -1) for card in cards] if to_cards else [_arrow(centre, middle, -1)]
    return _drawn(paths, heads)


def _side_lines(cards: Sequence[_Card], middle: int, *, to_cards: bool) -> Markup:
    """The lines on the left of a stack: between cards and the document, which they meet at ``middle``."""
    if not cards:
        return Markup("")
    heights = [card.middle for card in cards] + [middle]
    paths = [f"M{_SIDE // 3} {min(heights)}V{max(heights)}", *(f"M{_SIDE // 3} {height}H{_SIDE}" for height in heights)]
    heads = [_arrow(_SIDE, card.middle, 1) for card in cards] if to_cards else [_arrow(_SIDE, middle, 1)]
    return _drawn(paths, heads)


def _drawn(paths: Iterable[str], heads: Iterable[str]) -> Markup:
    return Markup('<path class="day" d="{}" fill="none"/><path class="mui" d="{}"/>').format(
        "".join(paths), "".join(heads)
    )


def _arrow(x: int, y: int, direction: int) -> str:
    """The head of an arrow whose point is at ``x``, ``y``."""
    return f"M{x} {y}l{-9 * direction} -5v10z"


def _card(card: _Card, left: int) -> Markup:
    box = Markup('<rect class="the-so-do" x="{}" y="{}" width="{}" height="{}" rx="2"/>').format(
        left, card.top, _CARD - 1, card.height
    )
    title = capital(card.branch.title)
    heading = _text(left + _PAD, card.top + 18, (title,), "loai-so-do")
    rows = (_row(row, left + _PAD, card.top + row.top + 13) for row in card.rows)
    return Markup("{}{}{}").format(box, heading, Markup("").join(rows))


def _row(row: _Row, x: int, y: int) -> Markup:
    neighbour = row.neighbour
    if neighbour is None:
        return _text(x, y, row.lines, "them-so-do")
    text = _text(x, y, row.lines, "" if neighbour.document.held else "chua-co")
    if not neighbour.document.address:
        return text
    told = (neighbour.subject, "" if neighbour.document.held else "chưa có trong kho")
    hint = capital("; ".join(filter(None, told)))
    title = Markup("<title>{}</title>").format(hint) if hint else Markup("")
    return Markup('<a href="{}" tabindex="-1">{}{}</a>').format(neighbour.document.address, title, text)


def _text(x: int, y: int, lines: Sequence[str], name: str) -> Markup:
    spans = [
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(x, y + _LINE * place, line) for place, line in enumerate(lines)
    ]
    kind = Markup(' class="{}"').format(name) if name else Markup("")
    return Markup("<text{}>{}</text>").format(kind, Markup("").join(spans))


def _centre(name: str, left: int, middle: int) -> Markup:
    lines = wrap(name, _CENTRE_LETTERS, break_long_words=True, max_lines=4, placeholder=" …")
    height = len(lines) * _LINE + 2 * _PAD
    top = middle - height // 2
    box = Markup('<rect class="giua-so-do" x="{}" y="{}" width="{}" height="{}" rx="2"/>').format(
        left, top, _CENTRE, height
    )
    words = _text(left + _CENTRE // 2, top + _PAD + 13, lines, "ten-so-do")
    return Markup("{}{}").format(box, words)
