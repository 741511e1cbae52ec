from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.cli.output import wrapped
from calf_tui.toml_files.toml_folders import BUILT_IN
from tests.cli.support.routine_files import STRETCH_THEN_RAISE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support.running import CommandLine


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(STRETCH_THEN_RAISE)
    return path


def test_the_list_has_a_line_a_routine_and_fits_the_terminal(calf_tui: CommandLine) -> None:
    code, output, errors = calf_tui("routines", "list")
    lines = output.splitlines()

    assert (code, errors) == (0, "")
    ids = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert ids == list(BUILT_IN)
    assert lines[:2] == [
        "daily-six     Daily six     35 min  6 moves",
        "  All six moves in full: three for strength, three to let go.",
    ]
    assert max(map(len, lines)) <= 80
    assert calf_tui("routines").output == output


def test_own_routines_are_listed_and_files_with_faults_said_beside(calf_tui: CommandLine) -> None:
    own = calf_tui.config / "routines"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(STRETCH_THEN_RAISE)
    (own / "broken.toml").write_text("name = 3\n")

    code, output, errors = calf_tui("routines")

    assert code == 0
    assert output.splitlines()[-1].split() == ["mine", "Small", "2", "min", "2", "moves"]
    assert all(line.startswith("broken.toml:1: ") for line in errors.splitlines())
    assert calf_tui("routines", "show", "MINE").code == 0


@pytest.mark.parametrize("routine", BUILT_IN)
def test_a_routine_in_words_fits_the_terminal(calf_tui: CommandLine, routine: str) -> None:
    code, output, errors = calf_tui("routines", "show", routine)

    assert (code, errors) == (0, "")
    assert max(map(len, wrapped(output, 40).splitlines())) <= 40


def test_a_circuit_in_words_is_not_written_out(calf_tui: CommandLine, small: Path) -> None:
    circuit = STRETCH_THEN_RAISE.replace("[[step]]", "[[round.step]]")
    small.write_text(circuit.replace("[[round", "[[round]]\ntimes = 3\nrest = 45\n[[round", 1))
    lines = calf_tui("routines", "show", str(small)).output.splitlines()

    start = lines.index("3 rounds of 2 moves, rest 45 s between:")
    assert lines[start + 2 : start + 4] == [
        "1. Wall calf stretch",
        "   3 rounds of 2 × 20 s a side, rest 3 s",
    ]
    assert "   3 rounds of 2 reps" in lines
    assert len([line for line in lines if "rounds of 2 moves" in line]) == 1


def test_a_routine_in_words_says_doses_tempo_cues_and_mistakes(calf_tui: CommandLine) -> None:
    lines = calf_tui("routines", "show", "Daily Six").output.splitlines()

    assert lines[:3] == [
        "Daily six",
        "All six moves in full: three for strength, three to let go.",
        "35 min, 6 moves",
    ]
    start = lines.index("2. Heel raise on a box")
    assert lines[start + 1] == "   3 × 15 reps, rest 60 s"
    assert lines[start + 2] == "   Rise 1 s · Hold 1 s · Lower 10 s · Stretch 1 s"
    assert lines[start + 3].startswith("   1. Stand on a wooden box")
    assert "   • Rise straight up without leaning" in lines
    assert "   × Bouncing at the bottom" in lines
    assert "   3 × 15 landings, rest 90 s" in lines


def test_a_rest_that_never_comes_is_not_mentioned(calf_tui: CommandLine, small: Path) -> None:
    lines = calf_tui("routines", "show", str(small)).output.splitlines()

    assert "   2 × 20 s a side, rest 3 s" in lines
    assert "   1 × 2 reps" in lines


def test_a_file_without_fault_is_said_to_be_fine(calf_tui: CommandLine, small: Path) -> None:
    code, output, errors = calf_tui("routines", "check", str(small))

    assert (code, errors) == (0, "")
    assert output == f'Checked: "Small", 2 moves, 2 min, no faults, in {small}\n'


def test_all_faults_of_a_file_are_said_at_once_with_their_lines(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "faulty.toml"
    path.write_text(
        'name = "Faulty"\nget_redy = 5\n[[step]]\nexercise = "heel_raise_bocks"\nreps = 0\n'
        '[[step]]\nexercise = "wall_calf_stretch"\nseconds = "long"\nsides = "left"\n'
    )

    results = [calf_tui("routines", command, str(path)) for command in ("check", "show")]

    for code, output, errors in results:
        assert (code, output) == (1, "")
        starts = [line.removeprefix(f"{path}:").split(": ")[:2] for line in errors.splitlines()]
        assert starts == [
            ["2", '"get_redy"'],
            ["4", 'step 1, "exercise"'],
            ["5", 'step 1, "reps"'],
            ["8", 'step 2, "seconds"'],
            ["9", 'step 2, "sides"'],
        ]
        assert 'did you mean "get_ready"?' in errors
        assert 'did you mean "heel_raise_box"?' in errors


def test_the_faults_of_its_moves_figures_are_said_too(calf_tui: CommandLine, small: Path) -> None:
    figures = calf_tui.config / "figures"
    figures.mkdir(parents=True)
    (figures / "wall_calf_stretch.toml").write_text("view = 1\nperiod = 0\n")

    code, output, errors = calf_tui("routines", "check", str(small))

    assert (code, output) == (1, "")
    starts = [line.split(": ")[:2] for line in errors.splitlines()]
    assert starts == [
        ["figures/wall_calf_stretch.toml:1", '"motion"'],
        ["figures/wall_calf_stretch.toml:1", '"view"'],
        ["figures/wall_calf_stretch.toml:2", '"period"'],
    ]


def test_a_new_routine_can_be_trained_at_once(calf_tui: CommandLine) -> None:
    code, output, errors = calf_tui("routines", "new", "Évening at „home“")

    assert (code, errors) == (0, "")
    path = calf_tui.config / "routines" / "évening-at-home.toml"
    assert output == f"Made: {path}, yours to edit; `calf-tui start évening-at-home` trains it\n"
    for name in (str(path), "évening-at-home.toml", "évening-at-home"):
        assert calf_tui("routines", "check", name).output.endswith(f"no faults, in {path}\n")
    assert "Évening at „home“" in calf_tui("routines", "list").output


def test_the_lines_a_new_routine_has_in_reserve_are_fine_too(calf_tui: CommandLine) -> None:
    calf_tui("routines", "new", "Full")
    path = calf_tui.config / "routines" / "full.toml"
    before, _, reserve = path.read_text("utf-8").partition("# [[exercise]]")
    path.write_text(before + "[[exercise]]" + reserve.replace("\n# ", "\n"), "utf-8")

    assert "no faults" in calf_tui("routines", "check", str(path)).output
    for move in before.partition("# Moves: ")[2].splitlines()[0].split(", "):
        path.write_text(f'name = "One"\n[[step]]\nexercise = "{move}"\nseconds = 5\n', "utf-8")
        assert calf_tui("routines", "check", str(path)).code == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Mine", "mine.toml is there already; edit it, or choose another name."),
        ("Daily six", '"daily-six" is a built-in routine; choose another name.'),
        ("?!", "Give the routine a name with a letter or a digit in it."),
        ("", "Give the routine a name with a letter or a digit in it."),
        ("x" * 300, "cannot be written: its name is too long."),
    ],
)
def test_a_new_routine_writes_over_nothing(calf_tui: CommandLine, name: str, sentence: str) -> None:
    calf_tui("routines", "new", "Mine")
    path = calf_tui.config / "routines" / "mine.toml"
    path.write_text("name = 1\n")

    result = calf_tui("routines", "new", name)

    assert result.code == 1
    assert result.error.endswith(sentence)
    assert path.read_text() == "name = 1\n"


@pytest.mark.parametrize("name", ['"', "../../evil", "a\nb", 'q"uote\\', "{moves}"])
def test_odd_names_stay_in_the_folder_and_in_their_quotes(calf_tui: CommandLine, name: str) -> None:
    calf_tui("routines", "new", f"n {name}")
    (path,) = (calf_tui.config / "routines").iterdir()

    assert calf_tui("routines", "check", str(path)).code == 0
