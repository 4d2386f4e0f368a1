"""Subscripts that only the call knows, with an ellipsis of more axes in one operand."""

import numpy as np


def einsum_given_subscripts(how, a, b):
    return np.einsum(how, a, b)


WRT = ("a", "b")
MODE = "vjp"


def samples(rng):
    middle, last = "j...k,lj...->lk...", "jk...,lj...->lk..."
    return [
        (middle, rng.normal(size=(2, 3)), rng.normal(size=(5, 2, 4))),
        (middle, rng.normal(size=(2, 1, 3)), rng.normal(size=(5, 2, 4))),
        (last, rng.normal(size=(2, 3, 4)), rng.normal(size=(5, 2))),
        ("iij,jk->k", rng.normal(size=(2, 2, 3)), rng.normal(size=(3, 4))),
    ]


# --- expected ---
import numpy as np


def einsum_given_subscripts_vjp(how, a, b, *, cotangent):
    """Value and vector-Jacobian product of `einsum_given_subscripts` with respect to
    a and b.
    """
    ans = np.einsum(how, a, b)

    # Reverse sweep
    a_bar = einsum_operand_bar(how, [a, b], 0, cotangent).copy()  # return ...
    b_bar = einsum_operand_bar(how, [a, b], 1, cotangent).copy()
    return ans, (a_bar, b_bar)


def einsum_operand_bar(subscripts, operands, i, ans_bar):
    """The adjoint of operand i of an einsum, whatever its subscripts."""
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    if not arrow:
        letters = inputs.replace(",", "").replace("...", "")
        once = sorted(c for c in set(letters) if letters.count(c) == 1)
        output = ("..." if "..." in inputs else "") + "".join(once)
    terms = inputs.split(",")
    fresh = [
        c
        for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        if c not in inputs
    ]
    hidden = [
        np.ndim(y) - len(term.replace("...", ""))
        for term, y in zip(terms, operands, strict=True)
    ]
    axes = "".join(fresh[: max(hidden)])
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
    for k, letter in enumerate(own):
        if letter in own[:k]:
            own = own[:k] + fresh[0] + own[k + 1 :]
            named.append(letter + fresh[0])
            factors.append(np.eye(np.shape(x)[k]))
            fresh = fresh[1:]
    for k, letter in enumerate(own):
        if letter not in "".join(named):
            named.append(letter)
            factors.append(np.ones(np.shape(x)[k]))
    x_bar = np.einsum(",".join(named) + "->" + own, *factors)
    shape = np.shape(x)
    x_bar = np.sum(
        x_bar, axis=tuple(k for k, n in enumerate(shape) if n == 1), keepdims=True
    )
    return np.broadcast_to(x_bar, shape)
