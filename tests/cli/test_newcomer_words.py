"""What the command line says to someone who guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.cli.main import error_text
from calf_tui.core.coach.rules.rule import in_days
from calf_tui.core.errors import RecordsInUseError, UserError

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["histroy"], "there is no command `histroy`, did you mean `calf-tui history`?"),
        (["routines", "chek"], "`routines chek`, did you mean `calf-tui routines check`?"),
        (["foo"], "there is no command `foo`; see `calf-tui --help`."),
        (["undo"], "in the app with u on its page"),
    ],
)
def test_a_command_that_is_none_is_said_in_plain_words(
    calf_tui: CommandLine, words: list[str], said: str
) -> None:
    result = calf_tui(*words)
    assert result.code == 2
    assert said in result.error
    assert "choose from" not in result.error


@pytest.mark.parametrize(
    ("words", "same"), [(["help"], ["--help"]), (["help", "plans"], ["plans", "--help"])]
)
def test_help_is_a_command_too(calf_tui: CommandLine, words: list[str], same: list[str]) -> None:
    assert calf_tui(*words) == calf_tui(*same)
    assert calf_tui.run(*words).output.startswith("usage: calf-tui")


def test_the_help_of_plans_says_what_each_command_does(calf_tui: CommandLine) -> None:
    lines = calf_tui("help", "plans").output.splitlines()
    for name, does in (
        ("move", "next week has them"),
        ("skip", "the plan's next week begins now"),
        ("repeat", "the plan's week before"),
        ("undo", "the last move, skip or repeat"),
    ):
        assert [does in line for line in lines if line.split()[:1] == [name]] == [True]
        assert does in calf_tui("plans", name, "--help").output.replace("\n", " ")


@pytest.mark.parametrize("name", ["heelrise", "Heel-rise-tst", "heel rise test"])
def test_a_name_much_like_that_of_the_test_leads_to_it(calf_tui: CommandLine, name: str) -> None:
    result = calf_tui("start", name, "--plain")
    assert (result.code, result.error) == (
        1,
        f'There is no routine "{name}"; did you mean "heel-rise-test"?',
    )


def test_the_names_that_can_be_started_include_the_test(calf_tui: CommandLine) -> None:
    assert calf_tui("start", "xyz", "--plain").error.endswith("five-minutes, heel-rise-test")


def test_the_history_has_runs_and_heel_rise_tests(calf_tui: CommandLine) -> None:
    calf_tui("log", "strength", "--date", "2026-11-20")
    calf_tui("log", "run", "--minutes", "50", "--hard", "--date", "2026-11-21")
    calf_tui("log", "heel-rise-test", "--left", "24", "--date", "2026-11-19")

    rows = calf_tui("history").output.splitlines()

    assert [row.split()[:2] for row in rows] == [
        ["2026-11-21", "Run"],
        ["2026-11-20", "Strength"],
        ["2026-11-19", "Heel-rise"],
    ]
    assert rows[0].endswith("50 min, hard")
    assert rows[2].endswith("left 24")
    assert len(calf_tui("history", "--limit", "2").output.splitlines()) == 2
    assert len(calf_tui("history", "strength").output.splitlines()) == 1
    assert len(calf_tui("history", "--since", "2026-11-20").output.splitlines()) == 2


@pytest.mark.parametrize(("command", "is_named"), [("log", True), ("log run", True), ("", False)])
def test_while_the_app_is_open_log_says_where_to_add_it(command: str, is_named: bool) -> None:
    said = error_text(RecordsInUseError("It is in use."), command)
    assert said.startswith("It is in use.")
    assert ("can be added in the app that is open" in said) == is_named
    assert error_text(UserError("No."), command) == "No."


def test_the_doctor_tells_of_the_bell_although_its_output_is_piped(calf_tui: CommandLine) -> None:
    page = calf_tui("doctor", "--sound", "bell").output
    assert "terminal bell" in page
    assert "`calf-tui sound devices` tries each" in page


def test_a_check_names_the_file(calf_tui: CommandLine) -> None:
    calf_tui("routines", "new", "Evening")
    said = calf_tui("routines", "check", "Evening").output
    assert said.endswith(f"no faults, in {calf_tui.config / 'routines' / 'evening.toml'}\n")
    assert calf_tui("routines", "check", "strength").output.endswith("in Calf TUI itself\n")
    assert calf_tui("plans", "check", "build-up").output.endswith("in Calf TUI itself\n")


def test_what_a_plus_means_is_said(calf_tui: CommandLine) -> None:
    calf_tui("routines", "new", "Evening")
    path = calf_tui.config / "routines" / "evening.toml"
    lines = path.read_text().splitlines()
    free = ['pace = "free"' if line.startswith("tempo =") else line for line in lines]
    path.write_text("\n".join(free))
    checked = calf_tui("routines", "check", "evening").output
    assert "and the sets at your own pace, no faults" in checked
    assert calf_tui("routines").output.endswith("+ and the sets at your own pace\n")


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "tomorrow"), (5, "in 5 days")])
def test_the_day_of_a_race_is_not_in_no_days(days: int, said: str) -> None:
    assert in_days(days) == said
