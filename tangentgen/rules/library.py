"""Which rule a function has. Templates are loaded from their files on the first question."""

from __future__ import annotations

import importlib.util
import inspect
import sys
import threading
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import numpy as np

from tangentgen.language import optional as optional_libraries
from tangentgen.rules import words
from tangentgen.rules.methods import ATTRIBUTES, METHODS
from tangentgen.rules.methods import OWNER_SECOND as OWNER_SECOND
from tangentgen.rules.methods import method_arguments as method_arguments
from tangentgen.rules.words import PACKAGE, Template

PACKAGES = ("numpy.linalg", "numpy.fft", "numpy.polynomial", "numpy.lib.stride_tricks")
GIVEN = (
    "ans",
    "ans_bar",
    "active",
    "literal",
    "read",
)  # what a template may ask for beside the arguments


@dataclass(frozen=True, eq=False)
class Rule:
    """What is known of the derivative of one function."""

    name: str  # "numpy.sum"
    function: Any
    kind: Literal["elementwise", "adjoint", "constant"]
    active: tuple[str, ...]  # the parameters that a derivative may flow to
    reverses: tuple[Template, ...] = ()  # alternatives
    tangents: tuple[Template, ...] = ()
    linear: tuple[str, ...] = ()
    constant_because: str | None = None
    constant_of_real: bool = False  # of complex arguments there is a derivative
    constant_of_inactive: bool = False  # an active argument would come back

    @property
    def reverse(self) -> Template | None:
        return self.reverses[0] if self.reverses else None

    @property
    def forward(self) -> Template | Literal["linear", "elementwise"] | None:
        if self.tangents:
            return self.tangents[0]
        if self.linear:
            return "linear"
        return "elementwise" if self.kind == "elementwise" else None

    @cached_property
    def signature(self) -> inspect.Signature:
        """The primal's parameters, as the template has them."""
        template = self.reverse or self.forward
        if not isinstance(template, Template):
            return inspect.signature(self.function)
        whole = inspect.signature(template.function)
        kept = [p for p in whole.parameters.values() if not is_given(p.name, whole.parameters)]
        return inspect.Signature(kept)


def is_given(name: str, parameters: Any) -> bool:
    """Whether a template's parameter is filled by the generator and is not the primal's own.

    >>> is_given("ans_bar", ()), is_given("x_dot", ("x", "x_dot")), is_given("axis", ())
    (True, True, False)
    """
    return name in GIVEN or (name.endswith("_dot") and name[:-4] in parameters)


def find(function: object) -> Rule | None:
    """The rule of a function, by identity of the object; None where it has none."""
    if not isinstance(function, Hashable):
        return None
    load()
    load_optional()
    try:
        found = words.ENTRIES.get(function)
    except TypeError:  # a tuple of lists says it is hashable
        return None
    return None if found is None else rule_of(found)


def method(name: str) -> object | None:
    """The NumPy function that an array method stands for.

    >>> import numpy as np
    >>> method("sum") is np.sum
    True
    """
    return METHODS.get(name)


def attribute(name: str) -> object | None:
    """The NumPy function of one array that an array attribute stands for."""
    return ATTRIBUTES.get(name)


def all_rules() -> list[Rule]:
    """Every rule, in the order of its name."""
    load()
    load_optional()
    return sorted(map(rule_of, words.ENTRIES.values()), key=lambda rule: rule.name)


def rule_of(entry: words.Entry) -> Rule:
    if entry.rule is None:
        entry.rule = _rule_of(entry)
    rule: Rule = entry.rule
    return rule


def _rule_of(entry: words.Entry) -> Rule:
    own = [t for t in (*entry.adjoint, *entry.elementwise) if not t.is_shipped]
    reverses = tuple(own or entry.adjoint or entry.elementwise)
    template = (reverses or tuple(entry.tangent) or (None,))[0]
    if template is None:
        active = entry.linear
    else:
        active = tuple(k for k, v in template.samples.items() if isinstance(v, words.Sample))
    constant = template is None and not entry.linear
    return Rule(
        name=full_name(entry.function),
        function=entry.function,
        kind="constant" if constant else _kind(reverses),
        active=active,
        reverses=reverses,
        tangents=_preferred(entry.tangent),
        linear=entry.linear,
        constant_because=entry.constant if constant else None,
        constant_of_real=entry.of_real,
        constant_of_inactive=entry.of_inactive,
    )


def _kind(reverses: tuple[Template, ...]) -> Literal["elementwise", "adjoint"]:
    return "elementwise" if reverses and reverses[0].word == "elementwise" else "adjoint"


def _preferred(templates: tuple[Template, ...]) -> tuple[Template, ...]:
    """A user's templates stand before ours."""
    own = [template for template in templates if not template.is_shipped]
    return tuple(own or templates)


def full_name(function: Any) -> str:
    """Where a function is found, as a user would write it out.

    >>> import numpy as np
    >>> full_name(np.linalg.norm), full_name(np.exp), full_name(len)
    ('numpy.linalg.norm', 'numpy.exp', 'len')
    """
    if isinstance(function, str):
        return function
    if function is np.r_ or function is np.c_:
        return "numpy.r_" if function is np.r_ else "numpy.c_"
    given = getattr(function, "__name__", None) or getattr(function, "name", None)
    name = str(given or _kept_as(function))
    owner = getattr(function, "__self__", getattr(function, "__objclass__", None))
    if owner is not None and not isinstance(owner, ModuleType):
        return f"{full_name(owner)}.{name}"
    module = _home(function, name)
    module = {"_operator": "operator", "builtins": ""}.get(module, module)
    if module.startswith("scipy."):
        known = [m for m in optional_libraries.MODULES.values() if module.startswith(m)]
        module = max([*known, ".".join(module.split(".")[:2])], key=len)
    if module.startswith("numpy.") and not module.startswith(PACKAGES):
        module = "numpy"
    return f"{module}.{name}" if module else name


def _kept_as(function: Any) -> str:
    """The name under which a library keeps an object that does not tell its own."""
    for module in optional_libraries.imported().values():
        for name, value in vars(module).items():
            if value is function:
                return name
    return type(function).__name__


def _home(function: Any, name: str) -> str:
    """NumPy, or the other library that keeps a function or object that does not tell."""
    if vars(np).get(name) is not function:
        for module in optional_libraries.imported().values():
            if vars(module).get(name) is function:
                return module.__name__
    return getattr(function, "__module__", None) or "numpy"


def load() -> None:
    """Execute every template file once; other threads wait until all are there."""
    if "done" in _state:
        return
    with _lock:
        if _state:
            return  # done by another thread meanwhile, or asked by a template while loading
        _state.append("begun")
        optional = tuple(optional_libraries.MODULES)
        for path in sorted(folder().glob("[a-z]*.py")):
            if not path.stem.startswith(optional):
                _execute(f"{PACKAGE}.{path.stem}", path)
        _state.append("done")


def load_optional() -> None:
    """Execute the template files of the optional libraries that were imported meanwhile."""
    for name in optional_libraries.imported():
        if name in _optional:
            continue
        with _lock:
            if name not in _optional:
                for path in sorted(folder().glob(f"{name}*.py")):
                    _execute(f"{PACKAGE}.{path.stem}", path)
                _optional.add(name)


def _execute(name: str, path: Path) -> None:
    if name in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


def folder() -> Path:
    """Where the templates are: in the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


_lock = threading.RLock()
_state: list[str] = []
_optional: set[str] = set()  # libraries whose templates are there
