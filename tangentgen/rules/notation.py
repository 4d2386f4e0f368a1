"""The subscripts of `einsum`, taken apart where they are known, when a derivative is derived."""

from __future__ import annotations

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
    """The subscripts for the adjoint of operand i, from that of the answer and the others.

    >>> exchanged("ij,jk->ik", 0), exchanged("ij,jk->ik", 1)
    ('ik,jk->ij', 'ik,ij->jk')
    """
    inputs, output = parts(subscripts)
    return ",".join([output, *inputs[:i], *inputs[i + 1 :]]) + "->" + inputs[i]


def is_plain(subscripts: str, i: int) -> bool:
    """Whether exchanging is all: no ellipsis, no letter twice in the operand or only there.

    >>> is_plain("ij,jk->ik", 0), is_plain("ij->i", 0), is_plain("ii->i", 0)
    (True, False, False)
    """
    inputs, output = parts(subscripts)
    given = output + "".join(inputs[:i] + inputs[i + 1 :])
    own = inputs[i]
    return "." not in subscripts and len(set(own)) == len(own) and set(own) <= set(given)


def einsum_operand_bar(subscripts: str, operands: Sequence[Array], i: int, ans_bar: Array) -> Array:
    """The adjoint of operand i of an einsum, whatever its subscripts."""
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    if not arrow:
        letters = inputs.replace(",", "").replace("...", "")
        once = sorted(c for c in set(letters) if letters.count(c) == 1)
        output = ("..." if "..." in inputs else "") + "".join(once)
    terms = inputs.split(",")
    own = terms[i]
    x = operands[i]
    factors = [ans_bar, *operands[:i], *operands[i + 1 :]]
    named = [output, *terms[:i], *terms[i + 1 :]]
    # a letter that occurs twice is an identity between two letters
    fresh = [c for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in inputs]
    letters = own.replace("...", "")
    for k, letter in enumerate(letters):
        if letter in letters[:k]:
            own = own[::-1].replace(letter, fresh[0], 1)[::-1] if k else own
            named.append(letter + fresh[0])
            factors.append(
                np.eye(np.shape(x)[own.replace("...", "").index(fresh[0]) - len(letters)])
            )
            letters = own.replace("...", "")
            fresh = fresh[1:]
    # a letter that is summed away belongs to no other factor: a factor of ones has it
    for k, letter in enumerate(letters):
        if letter not in "".join(named):
            named.append(letter)
            factors.append(np.ones(np.shape(x)[k - len(letters)]))
    if "..." in "".join(named) and "..." not in own:
        own = "..." + own
    x_bar = np.einsum(",".join(named) + "->" + own, *factors)
    shape = np.shape(x)
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    x_bar = np.sum(x_bar, axis=tuple(k for k, n in enumerate(shape) if n == 1), keepdims=True)
    return np.broadcast_to(x_bar, shape)
