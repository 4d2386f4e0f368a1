"""Libraries that have templates but need not be installed, and what output calls their modules.

A file of templates for one of them is executed once the user has imported the module: before
that, no function of it can stand in a primal. While deriving, such a module goes by a name
that no one else uses; what it is called in the text is decided at the end.
"""

from __future__ import annotations

import sys
from types import ModuleType

MODULES = {
    "scipy_special": "scipy.special",
    "scipy_linalg": "scipy.linalg",
    "scipy_stats": "scipy.stats",
    "scipy_signal": "scipy.signal",
    "scipy_sparse": "scipy.sparse",
    "scipy_interpolate": "scipy.interpolate",
    "scipy_integrate": "scipy.integrate",
    "scipy_ndimage": "scipy.ndimage",
    "scipy_spatial": "scipy.spatial.distance",
}
"""The name while deriving, which begins the names of the template files, and the module."""


def imported() -> dict[str, ModuleType]:
    """Those that are imported by now, by their names while deriving.

    >>> "numpy" in imported()
    False
    """
    return {name: sys.modules[path] for name, path in MODULES.items() if path in sys.modules}


def name_of(module: object) -> str | None:
    """The name of a module while deriving; None of any other.

    >>> name_of(sys) is None
    True
    """
    path = getattr(module, "__name__", None)
    return next((name for name, known in MODULES.items() if known == path), None)


def spelled(path: str) -> str:
    """A function's full name as it is written while deriving.

    >>> spelled("numpy.linalg.norm"), spelled("scipy.special.erf"), spelled("math.sin")
    ('np.linalg.norm', 'scipy_special.erf', 'math.sin')
    """
    for name, module in (("np", "numpy"), *MODULES.items()):
        if path.startswith(f"{module}."):
            return f"{name}{path[len(module) :]}"
    return path
