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
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kb.dates import short_date
from kb.provisions import is_within
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
#: Acts that change nothing in the force of a document and that its reader must know.
_NOTED: frozenset[VerbSlug] = frozenset({"corrects", "extends", "postpones"})
#: Of these the last day is told with them.
_DATED: frozenset[VerbSlug] = frozenset({"extends", "postpones"})


@dataclass(frozen=True, slots=True)
class StatusEvidence:
    """A sentence, and the number of the document that says so ("" for the document's own data)."""

    sentence: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class ActingRelation:
    """What another document, ``number``, does to this one.

    ``since`` is the day it works from: the day the relation states, else the actor's first day; None if unknown.
    ``whole`` is False where only some provisions are meant, ``provisions`` the eIds of those, where the words name
    them. ``until`` is the last day of a suspension, of an extended effect, or before a postponed one; ``lifted`` the
    act that ended a suspension before.
    """

    verb: VerbSlug
    number: str
    since: date | None = None
    whole: bool = True
    evidence: str = ""
    provisions: tuple[str, ...] = ()
    until: date | None = None
    lifted: ActingRelation | None = None

    def begun_by(self, day: date) -> bool:
        """Whether it works from that day or an earlier one, or from a day that is not known."""
        return self.since is None or self.since <= day

    def holds_on(self, day: date) -> bool:
        """Whether it works on a day: begun (or of an unknown beginning), and neither run out nor lifted."""
        if not self.begun_by(day):
            return False
        if self.verb != "suspends":
            return True
        lifted = self.lifted is not None and self.lifted.begun_by(day)
        return not lifted and (self.until is None or day <= self.until)


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
    if postponed := _postponed(day, known):
        return postponed
    running = [act for act in known if act.holds_on(day)]
    suspending = [act for act in running if act.verb == "suspends" and act.whole and act.since]
    if suspending:
        return Status("suspended", f"Ngưng hiệu lực {_told(suspending[:1])}", day, _evidence(suspending))
    doubtful = [act for act in running if act.since is None and act.whole and act.verb in _CHANGING - {"amends"}]
    if doubtful:
        label = f"Chưa rõ: {_doings(doubtful)}, chưa biết từ ngày nào"
        return Status("unknown", label, day, _evidence(doubtful))
    return _with_notes(_standing(day, effective, running, stated_in_force), known, day)


def _postponed(day: date, acts: tuple[ActingRelation, ...]) -> Status | None:
    """The beginning of its effect was put off, to a later day or to one that is not told."""
    acting = [act for act in acts if act.verb == "postpones" and act.whole and act.begun_by(day)]
    last = max((act.until for act in acting if act.until), default=None)
    if last and day <= last:
        return Status("not-yet", f"Chưa có hiệu lực; {_doings(acting)}", day, _evidence(acting))
    if acting and last is None:
        return Status("unknown", f"Chưa rõ: {_doings(acting)}, chưa biết đến ngày nào", day, _evidence(acting))
    return None


def acts_on_provision(acts: Iterable[ActingRelation], eid: str) -> list[ActingRelation]:
    """What others do to one provision of a document: acts on the whole, and those that name it or a unit around it,
    which are whole for it; those that name a unit inside it stay partial; those that name others are left out. An act
    on some provisions that does not say which may mean this one.

    >>> end = ActingRelation("repeals", "9/2020/NĐ-CP", date(2020, 1, 1), False, provisions=("art_5", "art_7__para_1"))
    >>> [[act.whole for act in acts_on_provision([end], eid)] for eid in ("art_5__para_2", "art_7", "art_8")]
    [[True], [False], []]
    """
    found = []
    for act in acts:
        if act.whole or not act.provisions:
            found.append(act)
        elif any(is_within(eid, named) for named in act.provisions):
            found.append(replace(act, whole=act.verb != "amends"))
        elif any(is_within(named, eid) for named in act.provisions):
            found.append(act)
    return found


def _with_notes(status: Status, acts: tuple[ActingRelation, ...], day: date) -> Status:
    """The status with what corrected or extended the document and what suspended it for a time, as further evidence."""
    begun = [act for act in acts if act.begun_by(day)]
    past = [act for act in begun if act.verb == "suspends" and not act.holds_on(day)]
    noted = [act for act in begun if act.verb in _NOTED]
    if not past and not noted:
        return status
    told = [f"{_doings([act])} {_over(act, day)}" for act in past] + ([_doings(noted)] if noted else [])
    lifting = [act.lifted for act in past if act.lifted]
    evidence = (*status.evidence, *_evidence([*past, *lifting, *noted]))
    return replace(status, label=f"{status.label}; {'; '.join(told)}", evidence=evidence)


def _over(act: ActingRelation, day: date) -> str:
    """How a suspension ended: "đến 28/07/2014 (3323/QĐ-BNN-PC bãi bỏ)"."""
    if act.until and act.until < day:
        return f"đến hết {short_date(act.until)}"
    lifted = act.lifted
    since = f" {short_date(lifted.since)}" if lifted and lifted.since else ""
    return f"đến{since} ({_doings([lifted])})" if lifted else ""


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
    last = max((act.until for act in extended if act.until), default=None)
    if last and last >= day:
        return None
    if last:
        label = f"Hết hiệu lực sau ngày {short_date(last)} ({_doings(extended)})"
        return Status("expired", label, day, _evidence(extended))
    if extended:
        label = f"Chưa rõ: hết hạn từ {short_date(expires)} nhưng {_doings(extended)}"
        return Status("unknown", label, day, _evidence(extended))
    stated = StatusEvidence(f"Hết hiệu lực từ {short_date(expires)}")
    undated = [act for act in acts if act.verb in _ENDING and act.whole and act.since is None]
    label = f"{stated.sentence} ({_doings(undated)})" if undated else stated.sentence
    return Status("expired", label, day, (stated, *_evidence(undated)))


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
    told = dict.fromkeys(
        f"{act.number} {VERBS[act.verb].active}"
        + (f" đến hết {short_date(act.until)}" if act.verb in _DATED and act.until else "")
        for act in acts
    )
    return "; ".join(told)


def _evidence(acts: list[ActingRelation]) -> tuple[StatusEvidence, ...]:
    return tuple(StatusEvidence(act.evidence, act.number) for act in acts)
