"""The frozen dataclass that is made quickly behaves as that of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, replace
from typing import Any, cast

import msgspec
import pytest

from calf_tui.core.frozen_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Quick:
    first: int
    second: str = "b"
    names: dict[str, int] = field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    first: int
    second: str = "b"
    names: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Longer(Quick):
    third: float = 1.5


@dataclass(frozen=True, slots=True)
class One:
    value: float


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    value: int


VALUES: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, "c"), {}),
    ((), {"first": 2, "names": {"x": 1}}),
]


@pytest.mark.parametrize(("words", "named"), VALUES)
def test_it_holds_shows_and_compares_the_same(
    words: tuple[Any, ...], named: dict[str, Any]
) -> None:
    quick, usual = Quick(*words, **named), Usual(*words, **named)

    assert dataclasses.asdict(quick) == dataclasses.asdict(usual)
    assert repr(quick) == repr(usual).replace("Usual", "Quick")
    assert quick == Quick(*words, **named) != replace(quick, second="other")
    assert quick != cast("object", usual)
    assert Quick.__match_args__ == Usual.__match_args__
    assert not hasattr(quick, "__dict__")


def test_each_has_a_default_of_its_own() -> None:
    assert Quick(1).names == {}
    assert Quick(1).names is not Quick(1).names


@pytest.mark.parametrize(
    ("words", "named"), [((), {}), ((1,), {"unknown": 2}), ((1, "b", {}, 3), {})]
)
def test_wrong_arguments_are_refused(words: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Quick(*words, **named)


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        One(1).value = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del One(1).value


def test_equal_ones_have_one_hash() -> None:
    assert len({One(1), One(1.0), One(2), Nothing(), Nothing()}) == 3
    assert Nothing() == Nothing()
    assert Itself(1) != Itself(1)
    with pytest.raises(TypeError):
        hash(Quick(1))


def test_a_heir_has_the_fields_of_both() -> None:
    heir = Longer(1, "b", {}, 2.5)

    assert repr(heir) == "Longer(first=1, second='b', names={}, third=2.5)"
    assert heir != Quick(1, "b", {})
    assert replace(heir, first=3) == Longer(3, third=2.5)


@pytest.mark.parametrize("record", [Quick(1, "x", {"y": 2}), Longer(1), One(0.5), Nothing()])
def test_it_is_copied_and_packed(record: Any) -> None:
    assert copy.deepcopy(record) == record == copy.copy(record)
    assert pickle.loads(pickle.dumps(record)) == record


def test_the_codec_reads_it() -> None:
    read = msgspec.json.decode(b'{"first": 1, "names": {"a": 2}}', type=Quick)

    assert read == Quick(1, "b", {"a": 2})
    assert msgspec.json.decode(msgspec.json.encode(read), type=Quick) == read


def test_one_without_a_docstring_has_its_name_as_one() -> None:
    # The standard library would make up a signature, which takes longer than all else.
    @dataclass(frozen=True, slots=True)
    class Bare:
        seconds: float

    assert Bare.__doc__ == "Bare"
