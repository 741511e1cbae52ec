from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.core.errors import UserError
from calf_tui.platform.paths import find_paths
from calf_tui.toml_files.plans import PlanFolders
from calf_tui.toml_files.toml_folders import BUILT_IN, RoutineFolders

if TYPE_CHECKING:
    from pathlib import Path

PLANS = find_paths(None, None, {}).plans
MOVES = '[[exercise]]\nid = "heel_raise"\nname = "Heel raise"\n'
STEP = '[[step]]\nexercise = "heel_raise"\nreps = 5\n'


def named(name: str) -> str:
    return f'name = "{name}"\n{STEP}'


@pytest.fixture
def built_in(tmp_path: Path) -> Path:
    folder = tmp_path / "built-in"
    folder.mkdir()
    (folder / "exercises.toml").write_text(MOVES)
    for name in BUILT_IN:
        (folder / f"{name}.toml").write_text(named(name.replace("-", " ").capitalize()))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def refusal(folders: RoutineFolders, name: str) -> str:
    with pytest.raises(UserError) as fault:
        folders.find(name)
    return str(fault.value)


def test_the_built_in_routines_come_first_and_in_their_order(built_in: Path, own: Path) -> None:
    (own / "a.toml").write_text(named("Aa"))
    folders = RoutineFolders(built_in, own)

    assert [each.id for each in folders.all()] == [*BUILT_IN, "a"]
    assert folders.faults() == ()


def test_a_missing_folder_of_the_runners_is_an_empty_one(built_in: Path, own: Path) -> None:
    folders = RoutineFolders(built_in, own / "missing")

    assert [each.id for each in folders.all()] == [*BUILT_IN]
    assert folders.faults() == ()


def test_a_folder_that_cannot_be_listed_is_one_fault_and_costs_no_built_in_routine(
    built_in: Path, own: Path
) -> None:
    (own / "file").write_text("")
    folders = RoutineFolders(built_in, own / "file")

    assert [each.id for each in folders.all()] == [*BUILT_IN]
    (fault,) = folders.faults()
    assert str(own / "file") in fault


@pytest.mark.parametrize(
    ("file", "routine_id"),
    [
        ("evening.toml", "evening"),
        ("Evening  Calves.toml", "evening-calves"),
        ("Été (5 × 10).TOML", "été-5-10"),
        ("E\u0301te\u0301.toml", "été"),
        ("🏃.toml", "🏃"),
    ],
)
def test_a_routine_is_called_by_its_file_name_in_small_letters_with_hyphens(
    built_in: Path, own: Path, file: str, routine_id: str
) -> None:
    (own / file).write_text(named("A"), encoding="utf-8")

    assert [each.id for each in RoutineFolders(built_in, own).all()][len(BUILT_IN) :] == [
        routine_id
    ]


def test_other_files_beside_the_routines_are_passed_over(built_in: Path, own: Path) -> None:
    for file in ("notes.txt", "evening.toml~", ".evening.toml", "._evening.toml"):
        (own / file).write_text("not toml")

    assert RoutineFolders(built_in, own).faults() == ()


def test_files_with_faults_are_left_out_and_each_fault_is_told(built_in: Path, own: Path) -> None:
    (own / "a.toml").write_text("name = 3\nstep = 3")
    (own / "b.toml").write_text("name =")
    (own / "c.toml").write_text(named("Good"))
    (own / "d.toml").mkdir()
    folders = RoutineFolders(built_in, own)

    assert [each.id for each in folders.all()] == [*BUILT_IN, "c"]
    assert [fault.split(": ")[0] for fault in folders.faults()] == [
        "a.toml:1",
        "a.toml:2",
        "b.toml:1",
        "d.toml is a folder; give the path of a .toml file.",
    ]


def test_no_file_takes_the_id_of_another_routine(built_in: Path, own: Path) -> None:
    (own / "Daily six.toml").write_text(named("Mine"))
    (own / "Legs day.toml").write_text(named("First"))
    (own / "legs-day.toml").write_text(named("Second"))
    folders = RoutineFolders(built_in, own)

    assert folders.find("daily-six").name == "Daily six"
    assert folders.find("legs-day").name == "First"
    assert folders.faults() == (
        'Daily six.toml: its id, "daily-six", is that of a built-in routine; rename the file.',
        'legs-day.toml: its id, "legs-day", is that of Legs day.toml; rename the file.',
    )


def test_each_file_is_read_once(built_in: Path, own: Path) -> None:
    (own / "a.toml").write_text(named("Before"))
    folders = RoutineFolders(built_in, own)
    before = folders.all()
    (own / "a.toml").write_text(named("After"))
    (built_in / "strength.toml").unlink()

    assert folders.all() == before


def test_edited_new_and_deleted_files_are_told_after_a_renewal(built_in: Path, own: Path) -> None:
    (own / "a.toml").write_text(named("Before"))
    (own / "b.toml").write_text(named("Gone soon"))
    folders = RoutineFolders(built_in, own)
    assert not folders.renew()
    (own / "a.toml").write_text(named("After it"))
    (own / "b.toml").unlink()
    (own / "c.toml").write_text(named("New"))

    assert folders.renew()
    assert [each.name for each in folders.all()[len(BUILT_IN) :]] == ["After it", "New"]
    assert not folders.renew()


def test_new_text_with_a_fault_keeps_the_routine_and_tells_the_line(
    built_in: Path, own: Path
) -> None:
    (own / "a.toml").write_text(named("Before"))
    folders = RoutineFolders(built_in, own)
    folders.all()
    (own / "a.toml").write_text(named("After").replace("reps = 5", "reps = 0"))

    assert folders.renew()
    assert folders.find("a").name == "Before"
    assert [fault.split(": ")[0] for fault in folders.faults()] == ["a.toml:4"]
    (own / "a.toml").write_text(named("After all"))
    assert folders.renew()
    assert (folders.find("a").name, folders.faults()) == ("After all", ())


def test_a_folder_that_can_no_longer_be_listed_costs_no_routine(
    built_in: Path, own: Path, tmp_path: Path
) -> None:
    (own / "a.toml").write_text(named("Mine"))
    folders = RoutineFolders(built_in, own)
    folders.all()
    own.rename(tmp_path / "elsewhere")
    own.write_text("no folder")

    assert folders.renew()
    assert folders.find("a").name == "Mine"
    assert folders.faults()[0].startswith(f"The folder {own} cannot be read")
    assert not folders.renew()


@pytest.mark.parametrize(
    ("name", "routine_id"),
    [
        ("daily-six", "daily-six"),
        ("Daily Six", "daily-six"),
        (" DAILY SIX ", "daily-six"),
        ("evening", "evening"),
        ("Legs & calves", "evening"),
        ("strength", "strength"),
        ("up/down", "both-ways"),
    ],
)
def test_a_routine_is_found_by_id_or_name_whatever_the_case(
    built_in: Path, own: Path, name: str, routine_id: str
) -> None:
    (own / "evening.toml").write_text(named("LEGS & Calves"))
    (own / "both-ways.toml").write_text(named("Up/down"))
    (own / "copy.toml").write_text(named("Strength"))

    assert RoutineFolders(built_in, own).find(name).id == routine_id


def test_an_id_goes_before_a_name(built_in: Path, own: Path) -> None:
    (own / "a.toml").write_text(named("B"))
    (own / "b.toml").write_text(named("C"))

    assert RoutineFolders(built_in, own).find("b").name == "C"


def test_a_routine_is_found_by_the_path_of_its_file(
    built_in: Path, own: Path, tmp_path: Path
) -> None:
    (tmp_path / "Hill Day.toml").write_text("\ufeff" + named("Hills"), encoding="utf-8")
    (tmp_path / "bare").write_text(named("Bare"))
    folders = RoutineFolders(built_in, own)

    assert folders.find(str(tmp_path / "Hill Day.toml")).id == "hill-day"
    assert folders.find(str(tmp_path / "bare")).name == "Bare"


def test_a_plan_too_is_found_by_the_path_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "Hill weeks").write_text('name = "Hills"\n[[week]]\nsessions = ["strength"]\n')
    folders = PlanFolders(PLANS, tmp_path / "own", lambda: ["strength"])

    assert folders.find(str(tmp_path / "Hill weeks")).id == "hill-weeks"
    assert folders.find("Race week").id == "race-week"


def test_an_unknown_name_is_told_with_the_nearest_one_and_the_command_that_lists_them(
    built_in: Path, own: Path
) -> None:
    folders = RoutineFolders(built_in, own)

    assert refusal(folders, "Daly six") == (
        'There is no routine "Daly six"; `calf-tui routines` lists them all; '
        'did you mean "daily-six"?'
    )
    assert refusal(folders, "zz\x1b").startswith(
        'There is no routine "zz\\x1b"; `calf-tui routines`'
    )
    assert refusal(folders, "").startswith('There is no routine ""; `calf-tui routines`')


def test_asking_for_a_routine_left_out_tells_its_faults(built_in: Path, own: Path) -> None:
    (own / "Hill day.toml").write_text("name = 3\n" + STEP)

    assert refusal(RoutineFolders(built_in, own), "hill-day") == (
        'Hill day.toml:1: "name": expected one line of 1 to 60 characters, not 3'
    )


def test_a_fault_in_a_file_given_by_path_names_the_path(
    built_in: Path, own: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("name = 3\n" + STEP)

    assert refusal(RoutineFolders(built_in, own), str(path)) == (
        f'{path}:1: "name": expected one line of 1 to 60 characters, not 3'
    )


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b'name = "A"\nname2 = "\xff"', ":2: not UTF-8 text; save the file as UTF-8."),
        ("name".encode("utf-16"), ":1: not UTF-8 text; save the file as UTF-8."),
        (b"#" * 300_000, " is larger than 256 kB; these files are small."),
    ],
)
def test_a_file_that_is_no_text_of_a_fair_size_is_refused_in_one_sentence(
    built_in: Path, own: Path, tmp_path: Path, content: bytes, ending: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)

    assert refusal(RoutineFolders(built_in, own), str(path)) == f"{path}{ending}"


def test_a_path_without_a_readable_file_is_refused_in_one_sentence(
    built_in: Path, own: Path, tmp_path: Path
) -> None:
    folders = RoutineFolders(built_in, own)
    (tmp_path / "folder.toml").mkdir()

    for path, ending in (
        ("missing.toml", "There is no file {}; check its path."),
        ("missing", "There is no file {}; check its path."),
        ("folder.toml", "{} is a folder; give the path of a .toml file."),
    ):
        shown = str(tmp_path / path)
        assert refusal(folders, shown) == ending.format(shown)
    for path in ("a" * 5000 + ".toml", "a\x00.toml"):
        shown = str(tmp_path / path)
        assert refusal(folders, shown).startswith(f"{shown} cannot be read: ")


@pytest.mark.parametrize("file", ["exercises.toml", "strength.toml"])
def test_a_damaged_installation_is_told_as_one(built_in: Path, own: Path, file: str) -> None:
    (built_in / file).unlink()
    folders = RoutineFolders(built_in, own)

    for ask in (folders.all, folders.faults):
        with pytest.raises(UserError) as fault:
            ask()
        assert str(fault.value) == (
            "The installation is damaged, install calf-tui again: "
            f"There is no file {built_in / file}; check its path."
        )
