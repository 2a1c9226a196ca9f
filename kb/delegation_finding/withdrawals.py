"""Powers taken back: *thu hồi* thẩm quyền X đã phân cấp cho B."""

from __future__ import annotations

import re

from kb.delegation_finding.clauses import Clause
from kb.delegation_finding.kinds import is_private
from kb.delegation_finding.parties import party_at
from kb.delegation_finding.powers import read_power
from kb.delegation_finding.receivers import delegate_of
from kb.delegation_finding.statement import Reading, is_public, statement

_TAKEN = re.compile(
    r"""\b(?:thu\shồi|bãi\sbỏ|chấm\sdứt|huỷ\sbỏ)\s
        (?P<thing>(?:(?:các|toàn\sbộ|việc\sthực\shiện)\s)*(?:thẩm\squyền|nhiệm\svụ|quyền|việc)\s.+?)\s(?:đã|đã\sđược|được)$""",
    re.VERBOSE,
)


def read_taken_back(clause: Clause) -> Reading | None:
    """The reading of a power that is named, taken back, and was delegated to somebody."""
    tokens = clause.tokens
    before = clause.lower(clause.left, clause.trigger.first)
    taken = _TAKEN.search(before)
    delegate, _, _ = delegate_of(clause)
    if taken is None or delegate is None:
        return None
    place = clause.left + len(before[: taken.start("thing")].split())
    edge = clause.left + len(before[: taken.end("thing")].split())
    giver = party_at(tokens, clause.left)
    giver = giver if giver and giver.after <= place and not is_private(tokens, giver) else None
    power = read_power(clause.text, tokens[place].start, tokens[edge].start)
    if power is None or not is_public(clause, giver, delegate):
        return None
    return statement(clause, "withdrawn", giver, delegate, power)
