"""The register seen at once: matters against bodies, and the history of one matter.

An empty cell means that nothing is known; it never means "not delegated".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.power_changes import told_on
from indexer.powers import holder, is_definite
from indexer.records import PowerFact
from kb.delegation_finding.words import Stance
from kb.matters import Matter, Vocabulary
from kb.text import fold

_GENERAL = ("", "")


@dataclass(frozen=True, slots=True)
class Unit:
    """A column: the body by kind and place, both "" for the rules that hold everywhere; ``name`` as texts call it."""

    key: tuple[str, str]
    name: str

    @property
    def general(self) -> bool:
        """Whether it stands for the general rules."""
        return self.key == _GENERAL


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of a matter at a body: the newest ``stance``, the statement that says so, how many there are;
    ``review``: there are reasons to doubt it, or statements of one day differ."""

    stance: Stance
    fact: PowerFact
    count: int
    review: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """``rows`` have one cell for each of ``units``, None where nothing is known."""

    units: tuple[Unit, ...]
    rows: tuple[tuple[Matter, tuple[Cell | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The statements on one matter from the oldest to the newest, undated ones last: rules, and acts of one place."""

    general: tuple[PowerFact, ...]
    local: tuple[PowerFact, ...]


def matrix_of(facts: Iterable[PowerFact], vocabulary: Vocabulary) -> Matrix:
    """The matrix of reviewed statements: general rules first, then the bodies of which most is known."""
    cells: dict[tuple[str, tuple[str, str]], list[PowerFact]] = {}
    told: dict[tuple[str, str], list[PowerFact]] = {}
    for fact in facts:
        for row in fact.groups:
            cells.setdefault((row.slug, _key(fact)), []).append(fact)
            told.setdefault(_key(fact), []).append(fact)
    keys = sorted(told, key=lambda key: (key != _GENERAL, -len(told[key]), key))
    units = tuple(Unit(key, _name(key, told[key])) for key in keys)
    known = {slug for slug, _ in cells}
    rows = (
        (row, tuple(_cell(cells[row.slug, key]) if (row.slug, key) in cells else None for key in keys))
        for row in vocabulary.rows
        if row.slug in known
    )
    return Matrix(units, tuple(rows))


def timeline_of(facts: Iterable[PowerFact]) -> Timeline:
    """The history of what is said, as far as days are known."""
    ordered = sorted(facts, key=lambda fact: told_on(fact) or date.max)
    general = tuple(fact for fact in ordered if not is_definite(fact))
    return Timeline(general, tuple(fact for fact in ordered if is_definite(fact)))


def _key(fact: PowerFact) -> tuple[str, str]:
    """The body of a statement; one without a place goes by its name."""
    if not is_definite(fact):
        return _GENERAL
    return holder(fact) or (fold(fact.delegation.delegate or "không nêu cơ quan"), "")


def _name(key: tuple[str, str], facts: Sequence[PowerFact]) -> str:
    """The shortest name that has the place in it, else the shortest with the place of its document."""
    if key == _GENERAL:
        return "Quy định chung"
    names = sorted(
        {fact.delegation.delegate or "Không nêu cơ quan" for fact in facts}, key=lambda name: (len(name), name)
    )
    named = next((name for name in names if key[1] and key[1] in fold(name)), None)
    place = next((fact.at.document.place for fact in facts if fact.at.document.place), None)
    return named or (f"{names[0]} ({place})" if place and key[1] else names[0])


def _cell(facts: Sequence[PowerFact]) -> Cell:
    """The newest statement decides; among rules, one that is not in doubt comes before those that are."""
    general = not is_definite(facts[0])
    newest = max(facts, key=lambda fact: (general and not fact.doubts, told_on(fact) or date.min))
    same_day = {fact.delegation.stance for fact in facts if told_on(fact) == told_on(newest)}
    differ = len(same_day) > 1 and not general
    return Cell(newest.delegation.stance, newest, len(facts), bool(newest.doubts) or differ)
