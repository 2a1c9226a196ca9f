"""Whether a document is in force on a day: an answer with its evidence, and never more than the evidence says.

"Còn hiệu lực" is said only where a source states it. A document with a known first day that nothing is known to end
stays "chưa rõ", with the day and with what was looked for:

>>> status = status_on(date(2026, 5, 1), effective=date(2008, 4, 10), expires=None, acts=())
>>> status.value, status.label
('unknown', 'Chưa rõ: có hiệu lực từ 10/04/2008; kho chưa ghi nhận văn bản nào làm hết hiệu lực')

>>> end = ActingRelation("replaces", "82/2018/NĐ-CP", since=date(2018, 7, 10), evidence="Nghị định này thay thế …")
>>> status_on(date(2026, 5, 1), date(2008, 4, 10), None, (end,)).label
'Hết hiệu lực từ 10/07/2018 (82/2018/NĐ-CP thay thế)'

The day decides, not today: the same document was in force before, as far as is known.

>>> status_on(date(2017, 1, 1), date(2008, 4, 10), None, (end,)).value
'unknown'

Rules: Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15, Chương VI (effect, suspension, end of effect).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.dates import short_date
from kb.relations import VERBS, VerbSlug

StatusValue = Literal["in-force", "partly-expired", "expired", "not-yet", "suspended", "unknown"]

#: The word on a badge.
STATUS_LABELS: dict[StatusValue, str] = {
    "in-force": "Còn hiệu lực",
    "partly-expired": "Hết hiệu lực một phần",
    "expired": "Hết hiệu lực",
    "not-yet": "Chưa có hiệu lực",
    "suspended": "Ngưng hiệu lực",
    "unknown": "Chưa rõ",
}
_NOTHING_ENDS_IT = "kho chưa ghi nhận văn bản nào làm hết hiệu lực"
#: Acts that end the effect of a document, or of the provisions they name.
_ENDING: frozenset[VerbSlug] = frozenset({"replaces", "repeals"})
#: Acts that leave a document standing with some provisions no longer as they were.
_CHANGING: frozenset[VerbSlug] = frozenset({"amends", "replaces", "repeals", "suspends"})


@dataclass(frozen=True, slots=True)
class StatusEvidence:
    """A sentence, and the number of the document that says so ("" for the document's own data)."""

    sentence: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class ActingRelation:
    """What another document, ``number``, does to this one.

    ``since`` is the day it works from: the day the relation states, else the actor's first day; None if unknown.
    ``whole`` is False where only some provisions are meant.
    """

    verb: VerbSlug
    number: str
    since: date | None = None
    whole: bool = True
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """The answer for the day ``as_of``: ``label`` is the full Vietnamese sentence, :attr:`word` the short form."""

    value: StatusValue
    label: str
    as_of: date
    evidence: tuple[StatusEvidence, ...] = ()

    @property
    def word(self) -> str:
        """The word on a badge.

        >>> Status("unknown", "Chưa rõ", date(2026, 5, 1)).word
        'Chưa rõ'
        """
        return STATUS_LABELS[self.value]


def status_on(
    day: date,
    effective: date | None,
    expires: date | None,
    acts: Iterable[ActingRelation],
    stated_in_force: StatusEvidence | None = None,
) -> Status:
    """The status on ``day`` of a document that takes effect on ``effective`` and has no effect from ``expires`` on.

    ``acts`` are what other documents do to it; ``stated_in_force`` is a source that says, of that day or later, that
    it is in force. What ends the document outranks what suspends it, that what changes parts of it, and all of them
    the statement of a source.
    """
    known = tuple(acts)
    if effective and day < effective:
        return Status("not-yet", f"Chưa có hiệu lực; có hiệu lực từ {short_date(effective)}", day, _own(effective))
    ended = _ended(day, expires, known)
    if ended:
        return ended
    running = [act for act in known if act.since is None or act.since <= day]
    suspending = [act for act in running if act.verb == "suspends" and act.whole and act.since]
    if suspending:
        return Status("suspended", f"Ngưng hiệu lực {_told(suspending[:1])}", day, _evidence(suspending))
    doubtful = [act for act in running if act.since is None and act.whole and act.verb in _CHANGING - {"amends"}]
    if doubtful:
        label = f"Chưa rõ: {_doings(doubtful)}, chưa biết từ ngày nào"
        return Status("unknown", label, day, _evidence(doubtful))
    return _standing(day, effective, running, stated_in_force)


def _ended(day: date, expires: date | None, acts: tuple[ActingRelation, ...]) -> Status | None:
    """The document as a whole has ended by ``day``."""
    ending = sorted(
        (act for act in acts if act.verb in _ENDING and act.whole and act.since and act.since <= day),
        key=lambda act: act.since or day,
    )
    extended = [act for act in acts if act.verb == "extends"]
    if ending and not (expires and ending[0].since and expires < ending[0].since):
        return Status("expired", f"Hết hiệu lực {_told(ending[:1])}", day, _evidence(ending))
    if not expires or expires > day:
        return None
    if extended:
        label = f"Chưa rõ: hết hạn từ {short_date(expires)} nhưng {_doings(extended)}"
        return Status("unknown", label, day, _evidence(extended))
    stated = StatusEvidence(f"Hết hiệu lực từ {short_date(expires)}")
    return Status("expired", stated.sentence, day, (stated,))


def _standing(
    day: date, effective: date | None, running: list[ActingRelation], stated: StatusEvidence | None
) -> Status:
    """Nothing has ended it: changed in part, stated to be in force, or simply not known to have ended."""
    changing = [act for act in running if act.verb in _CHANGING]
    if changing:
        label = f"Hết hiệu lực một phần ({_doings(changing)})"
        return Status("partly-expired", label, day, _evidence(changing))
    if stated:
        return Status("in-force", "Còn hiệu lực", day, (stated,))
    if effective:
        label = f"Chưa rõ: có hiệu lực từ {short_date(effective)}; {_NOTHING_ENDS_IT}"
        return Status("unknown", label, day, _own(effective))
    return Status("unknown", f"Chưa rõ: chưa biết ngày có hiệu lực; {_NOTHING_ENDS_IT}", day)


def _own(effective: date) -> tuple[StatusEvidence, ...]:
    return (StatusEvidence(f"Có hiệu lực từ {short_date(effective)}"),)


def _told(acts: list[ActingRelation]) -> str:
    """ "từ 10/07/2018 (82/2018/NĐ-CP thay thế)"."""
    since = acts[0].since
    return f"từ {short_date(since)} ({_doings(acts)})" if since else f"({_doings(acts)})"


def _doings(acts: list[ActingRelation]) -> str:
    told = dict.fromkeys(f"{act.number} {VERBS[act.verb].active}" for act in acts)
    return "; ".join(told)


def _evidence(acts: list[ActingRelation]) -> tuple[StatusEvidence, ...]:
    return tuple(StatusEvidence(act.evidence, act.number) for act in acts)
