"""Every public function of a module: it has a rule, is constant, or is unsupported for a reason."""

from __future__ import annotations

import importlib
import types
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from tangentgen.rules import library
from tangentgen.rules.unsupported import UNSUPPORTED

MODULES = {
    "numpy": (
        *("numpy", "numpy.linalg", "numpy.fft"),
        *(f"numpy.polynomial.{family}" for family in ("polynomial", "chebyshev", "legendre")),
        *(f"numpy.polynomial.{family}" for family in ("hermite", "hermite_e", "laguerre")),
    ),
    "math": ("math",),
    "cmath": ("cmath",),
    "statistics": ("statistics",),
    "scipy": ("scipy.special", "scipy.linalg", "scipy.integrate"),
}
# only these of a module, where it has more than functions of numbers
ONLY = {
    "numpy.polynomial": (
        *("val", "val2d", "val3d", "grid2d", "grid3d", "vander", "vander2d", "vander3d", "fit"),
        *("der", "int", "add", "sub", "mul", "roots"),
    )
}
# other names of functions that are objects of their own
ALIASES = {
    "numpy.amax": "numpy.max",
    "numpy.amin": "numpy.min",
    "numpy.around": "numpy.round",
    "numpy.row_stack": "numpy.vstack",
    "numpy.rad2deg": "numpy.degrees",
    "numpy.deg2rad": "numpy.radians",
}
# calls that write into their argument, which are taken as the stores they are
STORES = {
    f"numpy.{name}"
    for name in ("copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask")
}
# functions that call the user's, which are taken as the loops they are
FUNCTIONALS = {
    f"numpy.{name}"
    for name in ("apply_along_axis", "apply_over_axes", "fromfunction", "piecewise", "vectorize")
}
# functions of SciPy that come to others, or that the derivative of an equation is for
GONE_THROUGH = {
    *(f"scipy.linalg.{name}" for name in ("cho_factor", "cho_solve", "lu_solve", "solveh_banded")),
    *(f"scipy.linalg.{name}" for name in ("eigvals", "lstsq", "norm", "pinv", "qr", "svd")),
    *(f"scipy.linalg.{name}" for name in ("coshm", "khatri_rao", "sinhm", "solve_circulant")),
    *("scipy.integrate.quad", "scipy.integrate.solve_ivp"),
}
# series of several variables, which come to those of one
SEVERAL_VARIABLES = {
    f"numpy.polynomial.{family}{way}"
    for family in (
        *("polynomial.poly", "chebyshev.cheb", "legendre.leg"),
        *("hermite.herm", "hermite_e.herme", "laguerre.lag"),
    )
    for way in ("val2d", "val3d", "grid2d", "grid3d")
}
GONE_THROUGH |= SEVERAL_VARIABLES | {"numpy.polynomial.polynomial.polyvalfromroots"}
Kind = Literal["rule", "constant", "unsupported", "missing"]


@dataclass(frozen=True)
class Covered:
    """What there is for one public function."""

    name: str
    kind: Kind
    why: str = ""
    alias_of: str = ""


def coverage(package: str) -> list[Covered]:
    """The public functions of a package, in the order of their names.

    >>> found = {each.name: each for each in coverage("math")}
    >>> found["math.sin"].kind, found["math.floor"].kind
    ('rule', 'constant')
    """
    found: list[Covered] = []
    seen: dict[int, str] = {}
    for name, function in public(package):
        alias = ALIASES.get(name) or seen.setdefault(id(function), name)
        found.append(covered(name, function, "" if alias == name else alias))
    return found


def public(package: str) -> Iterator[tuple[str, Any]]:
    """The functions, with their names; classes and modules are none."""
    for module_name in MODULES[package]:
        module = importlib.import_module(module_name)
        ends = ONLY.get(module_name.rpartition(".")[0], ("",))
        for name in sorted(getattr(module, "__all__", dir(module))):
            if not name.endswith(ends):
                continue
            function = getattr(module, name, None)
            is_thing = isinstance(function, type | types.ModuleType) or not callable(function)
            used = has_rule(function) or f"{module_name}.{name}" in FUNCTIONALS
            counts = not is_thing or (module_name == "numpy" and used)
            if counts and not name.startswith("_"):
                yield f"{module_name}.{name}", function


def has_rule(function: Any) -> bool:
    """Whether a class or an object is used like a function that has a rule: `float64`, `r_`."""
    return isinstance(function, Hashable) and library.find(function) is not None


def covered(name: str, function: Any, alias: str) -> Covered:
    if name in STORES:
        return Covered(name, "rule", "a store into its argument", alias)
    if name in FUNCTIONALS:
        return Covered(name, "rule", "a loop over calls of a function", alias)
    if name in GONE_THROUGH:
        return Covered(name, "rule", "gone through", alias)
    rule = library.find(function)
    if rule is None:
        why = UNSUPPORTED.get(name)
        return Covered(name, "unsupported" if why else "missing", why or "", alias)
    if rule.kind == "constant":
        return Covered(name, "constant", rule.constant_because or "", alias)
    return Covered(name, "rule", "", alias)


def module_of(name: str) -> str:
    """The module of a full name.

    >>> module_of("numpy.linalg.norm")
    'numpy.linalg'
    """
    return name.rpartition(".")[0]


def counted(found: list[Covered], kind: Kind, module: str) -> int:
    """How many functions of a module there are of a kind, aliases counted once."""
    return sum(e.kind == kind and not e.alias_of and module_of(e.name) == module for e in found)
