"""Mutants that are the same function written differently, or differ where nothing is promised."""

from __future__ import annotations

EQUIVALENT = {
    (
        "solve_toeplitz",
        "np.outer(b_bar, ans) -> np.outer(ans, b_bar)",
    ): "transposed; the sums over both sides of the diagonal are the same",
    (
        "zoom",
        "np.shape(ans_bar)[axis] + 0.1 -> np.shape(ans_bar)[axis] - 0.1",
    ): "rounds to the same length",
    (
        "pinvh",
        "squared @ seed @ rest + rest @ seed @ squared -> "
        "squared @ seed @ rest - rest @ seed @ squared",
    ): "zero where the rank is full; where it is not, no difference in one entry keeps it",
    (
        "pinvh_tangent",
        "squared @ moved @ rest + np.conj(rest).T @ moved @ squared -> "
        "squared @ moved @ rest - np.conj(rest).T @ moved @ squared",
    ): "zero where the rank is full; where it is not, no difference in one entry keeps it",
    (
        "power",
        "np.where(x == 0, 1, x) + 0j -> np.where(x == 0, 1, x) - 0j",
    ): "adds nothing; it only makes the numbers complex",
    (
        "sort_complex_tangent",
        "shared_among_equals(ans, moved, -1) + 0j -> shared_among_equals(ans, moved, -1) - 0j",
    ): "adds nothing; it only makes the numbers complex",
}
METHOD = "the method is how the same sum is computed"
EQUIVALENT |= {
    (
        name,
        f"signal.convolve({given}, mode='valid', method=method) -> "
        f"signal.convolve({given}, mode='valid')",
    ): METHOD
    for name, given in (
        *(("convolve", "seed, np.flip(in2)"), ("convolve", "seed, np.flip(in1)")),
        *(("correlate", "seed, in2"), ("correlate", "seed, np.flip(in1)")),
    )
}


def reason(template: str, change: str) -> str:
    """Why a mutant of a template is none; empty where it is one."""
    return EQUIVALENT.get((template, change), "")
