"""What live objects are called in the files of derivatives, the same on every machine."""

from __future__ import annotations

import sys
import types

from tangentgen.kinds import NotTaken, kind_of
from tangentgen.kinds.live import class_name, is_function


def target(value: object) -> str:
    """What a name stands for: what it is called, or which kind it is of.

    >>> import math
    >>> target(math), target(math.sin), target(0.5)
    ('module math', 'math:sin', 'float')
    """
    if isinstance(value, types.ModuleType):
        return f"module {value.__name__}"
    if is_named(value):
        name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
        return f"{getattr(value, '__module__', None)}:{name}" if name else class_name(type(value))
    return _kind_text(value)


def is_named(value: object) -> bool:
    """Whether a value is told from others by what it is called: a function, a class, a module."""
    return isinstance(value, types.ModuleType) or is_function(value)


def is_users(module: types.ModuleType) -> bool:
    """Whether what stands in a module may be changed while the program runs."""
    root = module.__name__.partition(".")[0]
    return root not in sys.stdlib_module_names and root not in ("numpy", "scipy")


def function_name(function: types.FunctionType) -> str:
    return f"{function.__module__}:{function.__qualname__}"


def function_line(function: types.FunctionType) -> str:
    """A function with its defaults: what they are where plain, otherwise their kinds."""
    values = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    defaults = f" defaults {', '.join(map(_value_text, values))}" if values else ""
    return function_name(function) + defaults


def class_line(cls: type) -> str:
    """What a class says beside its methods: bases, fields, class variables."""
    bases = ", ".join(map(class_name, cls.__bases__))
    plain = {k: v for k, v in vars(cls).items() if not k.startswith("__") and not callable(v)}
    fields = ", ".join(map(str, vars(cls).get("__annotations__", {})))
    variables = ", ".join(f"{name}={_kind_text(value)}" for name, value in sorted(plain.items()))
    return f"class {class_name(cls)}({bases}) {fields}; {variables}"


def _value_text(value: object) -> str:
    plain = value is None or type(value) in (bool, int, float, complex, str)
    return repr(value) if plain else target(value)


def _kind_text(value: object) -> str:
    try:
        return str(kind_of(value))
    except NotTaken as refused:
        return refused.what
