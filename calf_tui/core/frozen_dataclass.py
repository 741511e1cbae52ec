"""`dataclass(frozen=True, slots=True)` in a third of the time that the standard library takes.

That compiles six methods for each class. A hundred classes are made before the app is at rest, and
most of their methods are never called: here one method is compiled, and the others are shared.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass
    from typing import Any, TypeVar

    Made = TypeVar("Made")
else:

    def dataclass(*, frozen: bool, slots: bool, eq: bool = True) -> Callable[[type], type]:
        """Returns what makes a frozen dataclass with slots; to a type checker it is the usual one.

        The class may have fields with defaults and default factories, and no `__post_init__`.
        """
        assert frozen
        assert slots
        return lambda cls: _frozen(cls, eq=eq)


def _frozen(cls: type[Made], *, eq: bool) -> type[Made]:
    cls.__doc__ = cls.__doc__ or cls.__name__  # else a signature is made up, for milliseconds
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)  # type: ignore[arg-type]
    names = tuple(each.name for each in fields)
    values = _values_of(names)

    def equal(self: object, other: object) -> Any:  # a bool, or NotImplemented
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def hashed(self: object) -> int:
        return hash(values(self))

    def shown(self: object) -> str:
        pairs = zip(names, values(self), strict=True)
        said = ", ".join(f"{name}={value!r}" for name, value in pairs)
        return f"{self.__class__.__qualname__}({said})"

    def reduced(self: object) -> tuple[type, tuple[Any, ...]]:
        return self.__class__, values(self)

    shared = {
        "__init__": _init(fields, made),
        "__repr__": shown,
        "__reduce__": reduced,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        **({"__eq__": equal, "__hash__": hashed} if eq else {}),
    }
    for name, method in shared.items():
        if name not in made.__dict__ or made.__dict__[name] is None:
            setattr(made, name, method)
    return made


def _values_of(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """Returns what gets the values of these fields, which `attrgetter` alone does for several."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _init(fields: tuple[dataclasses.Field[Any], ...], cls: type) -> Callable[..., None]:
    """Compiles the `__init__` of a class with these fields."""
    words, lines = ["self"], ["pass"]
    known: dict[str, Any] = {"missing": dataclasses.MISSING}
    for each in fields:
        word = value = name = each.name
        if each.default is not dataclasses.MISSING:
            known[f"default_{name}"] = each.default
            word = f"{name}=default_{name}"
        elif each.default_factory is not dataclasses.MISSING:
            known[f"make_{name}"] = each.default_factory
            word, value = f"{name}=missing", f"make_{name}() if {name} is missing else {name}"
        words.append(word)
        known[f"set_{name}"] = getattr(cls, name).__set__  # faster than `object.__setattr__`
        lines.append(f"set_{name}(self, {value})")
    exec(f"def __init__({', '.join(words)}):\n " + "\n ".join(lines), known)
    made: Callable[..., None] = known["__init__"]
    return made


def _refuse(self: object, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change {name!r} of {self.__class__.__name__}")
