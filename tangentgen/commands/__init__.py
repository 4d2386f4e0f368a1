"""The commands of the command line, one a file, and what they share (`target`, `output`).

A command is a module with `add(parsers)`, which declares it, and `run(options) -> int`, which
does it and returns the exit code. None of them prints an error: they raise, and `cli` reports.
"""


class Unusable(Exception):
    """What was asked for does not exist or cannot be read: one line, exit code 2."""
