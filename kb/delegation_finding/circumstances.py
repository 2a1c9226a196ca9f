"""A delegation told as a circumstance of what is done.

B làm việc *khi được A ủy quyền*; B (*nếu được A ủy quyền*) làm việc; *được A ủy quyền*, B làm việc.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.clauses import Clause, acts_at, left_edge
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_anyone, is_deputy, is_private, stance_between
from kb.delegation_finding.parties import Party, parties_in, party_at, party_before
from kb.delegation_finding.powers import Power, read_power
from kb.delegation_finding.receivers import past_role
from kb.delegation_finding.statement import Reading, names_power, power_at, statement
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import NO_VERBS, POWER_VERBS, words

_IF = words("khi, nếu")
#: What may stand behind the word of delegation in a circumstance, at its end or before it.
_ENDS = words("theo, bằng, thì, tại, và") | {"", ",", ".", ";", ")"}
#: "cấp X và thực hiện *các nhiệm vụ khác* khi được A uỷ quyền": those alone depend on it.
_OTHER_TASKS = re.compile(r"\b(?:nhiệm vụ|công việc|nội dung) khác$")
#: Behind these a party is spoken of, and does nothing: "đối với *tổ chức* có trụ sở".
_ABOUT = words("với, cho, của, tại")
#: How far behind the word of delegation the comma may stand that ends the circumstance.
_REACH = 30


def read_circumstance(clause: Clause) -> Reading | None:
    """The reading of a passive with its agent that is a circumstance of what another party does."""
    tokens, agent, last = clause.tokens, clause.agent, clause.trigger.last
    if told := _inside_bracket(clause):
        return told
    if agent is None or clause.subject or tokens.lower(last) not in _ENDS or is_anyone(agent.text(tokens)):
        return None
    opening, first = agent.first - 1, agent.first - 1  # "được"
    while first > clause.left and _is_if(tokens, first - 1):
        first -= 1
    if_so = first < opening
    if first == clause.left and tokens.lower(first - 1) == "(":
        return _aside(clause, agent, first - 1, if_so=if_so)
    if first == clause.left:
        return _fronted(clause, agent, if_so=if_so)
    return _behind(clause, agent, clause.left, first) if if_so else None


def _inside_bracket(clause: Clause) -> Reading | None:
    """ "nộp tại A hoặc *B* (nếu được A uỷ quyền *làm việc*)"."""
    tokens, agent, left = clause.tokens, clause.agent, clause.left
    if agent is None or tokens.lower(left - 1) != "(" or not verb_at(tokens, clause.trigger.last):
        return None
    if not all(_is_if(tokens, at) for at in range(left, agent.first - 1)):
        return None
    delegate = party_before(tokens, left - 1)
    power = power_at(clause, clause.trigger.last)
    if delegate is None or is_anyone(agent.text(tokens)):
        return None
    return _told(clause, agent, last_of(tokens, delegate), power, if_so=agent.first - 1 > left)


def _is_if(tokens: Tokens, index: int) -> bool:
    """Whether a token belongs to "khi", "nếu", "trong trường hợp"."""
    case = "trường hợp" in {tokens.words(index - 1, index + 1), tokens.words(index, index + 2)}
    return tokens.lower(index) in _IF or case or (tokens.lower(index), tokens.lower(index + 1)) == ("trong", "trường")


def _aside(clause: Clause, agent: Party, edge: int, *, if_so: bool) -> Reading | None:
    """ "*B* (nếu được A ủy quyền) *làm việc*"; else the bracket stands behind what B does."""
    tokens = clause.tokens
    close = tokens.closing(clause.trigger.last)
    ends = tokens.lower(close + 1) in _ENDS
    delegate = party_before(tokens, edge)
    if ends:
        return _behind(clause, agent, left_edge(tokens, edge), edge) if if_so and not delegate else None
    if delegate is None:
        return None
    after = past_role(tokens, close + 1)
    power = power_at(clause, after) if names_power(clause, after) else None
    return _told(clause, agent, last_of(tokens, delegate), power, if_so=if_so)


def _fronted(clause: Clause, agent: Party, *, if_so: bool) -> Reading | None:
    """ "Được A ủy quyền (tại Quyết định …), *B làm việc*"."""
    tokens, last = clause.tokens, clause.trigger.last
    commas = (at for at in range(last, last + _REACH) if tokens.lower(at) in {",", "thì"})
    for comma in commas:
        delegate = party_at(tokens, comma + 1)
        if delegate and acts_at(tokens, delegate.after):
            after = delegate.after + (not verb_at(tokens, delegate.after))
            power = power_at(clause, after) if verb_at(tokens, after) else None
            return _told(clause, agent, delegate, power, if_so=if_so)
    return None


def _behind(clause: Clause, agent: Party, left: int, edge: int) -> Reading | None:
    """ "*B làm việc* khi được A ủy quyền"; an item of duties leaves B to the line above it."""
    tokens = clause.tokens
    named = [party for party in parties_in(tokens, left, edge) if tokens.lower(party.first - 1) not in _ABOUT]
    doers = [party for party in named if acts_at(tokens, party.after)]
    delegate = doers[0] if doers else None
    if delegate is None and not is_duty(tokens, left):
        return None
    if _OTHER_TASKS.search(tokens.words(left, edge)):
        return None
    places = range(delegate.after if delegate else left, edge)
    verb = next((at for at in places if verb_at(tokens, at)), None) if delegate else left
    power = read_power(clause.text, tokens[verb].start, tokens[edge].start) if verb is not None else None
    return _told(clause, agent, delegate, power, if_so=True)


def last_of(tokens: Tokens, party: Party) -> Party:
    """Of "A hoặc *B*", the one that a remark right behind is about."""
    return party_at(tokens, party.names[-1][0]) or party


def is_duty(tokens: Tokens, left: int) -> bool:
    """Whether a text is an item of duties: it begins with what is done."""
    places = {0, left}  # "kiểm tra X; *cấp Y* khi được A uỷ quyền"
    return all(tokens.match(at, POWER_VERBS) and not tokens.match(at, NO_VERBS) for at in places)


def _told(clause: Clause, agent: Party, delegate: Party | None, power: Power | None, *, if_so: bool) -> Reading | None:
    tokens = clause.tokens
    if power is None or is_private(tokens, agent):
        return None
    if delegate and (is_private(tokens, delegate) or is_deputy(delegate.text(tokens))):
        return None
    told = statement(clause, stance_between(tokens, agent, delegate, maybe=if_so), agent, delegate, power)
    end = max(told.end, tokens[clause.trigger.last - 1].end)
    return replace(told, end=end, reported=True, elided=delegate is None)
