"""The commands of ``cancu`` that need no web server; :mod:`web.cli` puts them together.

Exit codes: 0 done, 1 something was found wrong (faults, refused files, nothing found), 2 wrong use or unusable input.
"""

from indexer.commands.adding import add
from indexer.commands.answers import ask, explain, search
from indexer.commands.collection import check, import_, index
from indexer.commands.diff import diff
from indexer.commands.matters import matters
from indexer.commands.news import news, questions
from indexer.commands.powers import powers
from indexer.commands.report import report
from indexer.commands.reporting import link
from indexer.commands.review import review
from indexer.commands.status import status
from indexer.commands.texts import citations, delegations, read
from indexer.commands.upkeep import backup, doctor, history, restore, rollback
from indexer.commands.watch import watch

COMMANDS = (
    index,
    add,
    import_,
    search,
    ask,
    powers,
    matters,
    review,
    status,
    news,
    questions,
    watch,
    explain,
    read,
    citations,
    delegations,
    link,
    report,
    check,
    history,
    diff,
    rollback,
    doctor,
    backup,
    restore,
)
