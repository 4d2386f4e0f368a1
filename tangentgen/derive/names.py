"""Names for what the derivative computes."""

from __future__ import annotations

import keyword
from dataclasses import dataclass, field

Leaf = tuple[str, tuple[tuple[str, object], ...]]
"""A variable, or a part of one at a known path: ("params", (("item", "W1"),))."""


def root(name: str) -> Leaf:
    return (name, ())


@dataclass
class Names:
    """Hands out names that clash neither with the user's nor with each other."""

    taken: set[str]
    given: dict[tuple[str, Leaf], str] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)  # by what was handed out for it
    _leaves: dict[str, Leaf] = field(default_factory=dict)

    def fresh(self, wanted: str) -> str:
        """The name itself, or with a number behind it.

        >>> names = Names({"x_bar"})
        >>> names.fresh("x_bar"), names.fresh("y_bar"), names.fresh("y_bar")
        ('x_bar2', 'y_bar', 'y_bar2')
        """
        found, number = wanted, 2
        while found in self.taken or keyword.iskeyword(found):
            found, number = f"{wanted}{number}", number + 1
        self.taken.add(found)
        self.wanted[found] = wanted
        return found

    def of(self, leaf: Leaf, suffix: str) -> str:
        """The adjoint ("_bar") or tangent ("_dot") of a leaf: always the same one."""
        key = (suffix, leaf)
        if key not in self.given:
            self.given[key] = self.fresh(stem(leaf) + suffix)
            self._leaves[self.given[key]] = leaf
        return self.given[key]

    def leaf_of(self, given: str) -> Leaf | None:
        """The leaf whose adjoint or tangent a name is."""
        return self._leaves.get(given)

    def mark(self) -> tuple[set[str], dict[tuple[str, Leaf], str]]:
        """What `back_to` needs to forget the names given since."""
        return set(self.taken), dict(self.given)

    def back_to(self, mark: tuple[set[str], dict[tuple[str, Leaf], str]]) -> None:
        self.taken, self.given = set(mark[0]), dict(mark[1])
        self._leaves = {bar: leaf for (_, leaf), bar in self.given.items()}


def stem(leaf: Leaf) -> str:
    """What a leaf is called: its key where that is a word.

    >>> stem(("params", (("item", "W1"),))), stem(("p", (("item", 0),)))
    ('W1', 'p_0')
    """
    name, path = leaf
    for kind, key in reversed(path):
        if isinstance(key, str) and key.isidentifier():
            return key
        del kind
        break
    return "_".join(
        [name, *("".join(c if c.isalnum() else "_" for c in str(key)) for _, key in path)]
    )
