"""The subscripts of `einsum`, taken apart where they are known, when a derivative is derived."""

from __future__ import annotations

import string
from collections.abc import Sequence

import numpy as np

from tangentgen.rules.words import Array


def parts(subscripts: str) -> tuple[list[str], str]:
    """The subscripts of the operands and of the answer.

    >>> parts("ij,jk->ik"), parts("ij, j")
    ((['ij', 'jk'], 'ik'), (['ij', 'j'], 'i'))
    """
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    if not arrow:
        letters = inputs.replace(",", "").replace("...", "")
        once = sorted(c for c in set(letters) if letters.count(c) == 1)
        output = ("..." if "..." in inputs else "") + "".join(once)
    return inputs.split(","), output


def exchanged(subscripts: str, i: int) -> str:
    """The subscripts for the adjoint of operand i: of that of the answer, of the other operands,
    of an identity for each letter that operand i has again, and of ones for each that only it has.

    >>> exchanged("ij,jk->ik", 0), exchanged("ij,jk->ik", 1)
    ('ik,jk->ij', 'ik,ij->jk')
    >>> exchanged("ii->i", 0), exchanged("ij->j", 0)
    ('i,ia->ia', 'j,i->ij')
    """
    inputs, output = parts(subscripts)
    others = inputs[:i] + inputs[i + 1 :]
    own = list(inputs[i])
    unused = [c for c in string.ascii_letters if c not in subscripts]
    identities = []
    for axis, fresh in zip(again(subscripts, i), unused, strict=False):
        identities.append(own[axis] + fresh)
        own[axis] = fresh
    ones = [own[axis] for axis in alone(subscripts, i)]
    return ",".join([output, *others, *identities, *ones]) + "->" + "".join(own)


def again(subscripts: str, i: int) -> tuple[int, ...]:
    """The axes of operand i whose letter it has before.

    >>> again("iji->j", 0), again("ij,jk->ik", 0)
    ((2,), ())
    """
    own = parts(subscripts)[0][i]
    return tuple(axis for axis, letter in enumerate(own) if letter in own[:axis])


def alone(subscripts: str, i: int) -> tuple[int, ...]:
    """The axes of operand i whose letter stands nowhere else.

    >>> alone("ij,jk->k", 0), alone("ii->", 0)
    ((0,), ())
    """
    inputs, output = parts(subscripts)
    given = output + "".join(inputs[:i] + inputs[i + 1 :])
    own = inputs[i]
    return tuple(k for k, c in enumerate(own) if c not in given and own.count(c) == 1)


def written_out(subscripts: str, ranks: Sequence[int]) -> str:
    """The subscripts with letters for each ellipsis.

    >>> written_out("...i,i->...", [3, 1])
    'abi,i->ab'
    """
    inputs, output = parts(subscripts)
    unused = [c for c in string.ascii_letters if c not in subscripts]
    hidden = [
        rank - len(term.replace("...", "")) if "..." in term else 0
        for term, rank in zip(inputs, ranks, strict=True)
    ]
    letters = "".join(unused[: max(hidden)])
    spelled = [
        term.replace("...", letters[len(letters) - count :])
        for term, count in zip(inputs, hidden, strict=True)
    ]
    return ",".join(spelled) + "->" + output.replace("...", letters)


def has_ellipsis(subscripts: str) -> bool:
    """Whether the subscripts leave axes to the ranks of the operands."""
    return "." in subscripts


def is_text(subscripts: str) -> bool:
    """Whether the subscripts are known; asked when a derivative is derived."""
    return isinstance(subscripts, str)


def einsum_operand_bar(subscripts: str, operands: Sequence[Array], i: int, ans_bar: Array) -> Array:
    """The adjoint of operand i of an einsum, whatever its subscripts."""
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    if not arrow:
        letters = inputs.replace(",", "").replace("...", "")
        once = sorted(c for c in set(letters) if letters.count(c) == 1)
        output = ("..." if "..." in inputs else "") + "".join(once)
    terms = inputs.split(",")
    fresh = [c for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in inputs]
    hidden = [
        np.ndim(y) - len(term.replace("...", "")) for term, y in zip(terms, operands, strict=True)
    ]
    axes = "".join(fresh[: max(hidden)])  # a letter for each axis that an ellipsis stands for
    fresh = fresh[len(axes) :]
    terms = [
        term.replace("...", axes[len(axes) - count :])
        for term, count in zip(terms, hidden, strict=True)
    ]
    output = output.replace("...", axes)
    own = terms[i]
    x = operands[i]
    factors = [ans_bar, *operands[:i], *operands[i + 1 :]]
    named = [output, *terms[:i], *terms[i + 1 :]]
    # a letter that occurs twice is an identity between two letters
    for k, letter in enumerate(own):
        if letter in own[:k]:
            own = own[:k] + fresh[0] + own[k + 1 :]
            named.append(letter + fresh[0])
            factors.append(np.eye(np.shape(x)[k]))
            fresh = fresh[1:]
    # a letter that is summed away belongs to no other factor: a factor of ones has it
    for k, letter in enumerate(own):
        if letter not in "".join(named):
            named.append(letter)
            factors.append(np.ones(np.shape(x)[k]))
    x_bar = np.einsum(",".join(named) + "->" + own, *factors)
    shape = np.shape(x)
    x_bar = np.sum(x_bar, axis=tuple(k for k, n in enumerate(shape) if n == 1), keepdims=True)
    return np.broadcast_to(x_bar, shape)
