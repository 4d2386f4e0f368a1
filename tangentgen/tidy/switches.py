"""The passes that make a derivative shorter, each of which can be left out: none is needed."""

from __future__ import annotations

PASSES = (
    "unread",  # sections that nothing reads again are not saved
    "overwritten",  # nor are those that are written again at once
    "at_entry",  # what a loop's reverse does not read is kept once, before the loop
    "wholes",  # several sections of an array are saved as one copy of it
    "same_tests",  # two branches that ask the same are one
    "undone",  # what is written and put back at once is not written
    "quotients",  # a quotient of the primal is not made again in two steps
    "reused",  # a quotient that has a name is read by it
    "dead_stores",  # nothing is done to an array that its only name leaves
    "packed",  # what is saved at one place goes on one stack
    "until_empty",  # a stack counts the trips of the loop that fills it
    "settled",  # a name for a literal gives way to it
    "renamed",  # an adjoint has its variable's name from the beginning
    "branches",  # no branch is empty
    "spelled",  # `a -= e` for `a += -e`
    "first_writes",  # what is added to zeros is assigned
    "own_items",  # arrays that only a list of adjoints holds are added to
    "born",  # a copy is made where the array gets its name
    "shared",  # costly values are computed once
    "popped",  # what is popped from a list of one number is the number
    "passed_on",  # names that only pass a value on go
    "handed_on",  # an adjoint that only goes into a part of another goes there at once
    "coalesced",  # adjoints whose lives only meet are one
    "thinned",  # numbers are not spread over arrays without need
    "needless_copies",  # what is only read while its array stays is read from that
    "joined",  # two additions that share a factor are one
    "inlined",  # a name that is read in the next statement only goes
    "put_back",  # an older value is read by its own name
    "leading",  # `x * m` for `x * m[None, :]`
    "headed",  # a loop goes through the items where it asks for no index
    "renumbered",  # no number behind a name without need
)
OFF: set[str] = set()


def on(name: str) -> bool:
    """Whether a pass is to be done.

    >>> on("shared")
    True
    """
    assert name in PASSES
    return name not in OFF
