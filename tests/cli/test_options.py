from __future__ import annotations

import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui import __version__
from calf_tui.cli import main
from calf_tui.cli.main import parsed, read_short
from calf_tui.core.errors import UserError
from calf_tui.platform.paths import find_paths
from tests.cli.support.running import MODULE, run_in_one_process, run_piped, run_process

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine

COMMANDS = (
    ("start",),
    ("routines",),
    ("routines", "list"),
    ("routines", "show"),
    ("routines", "check"),
    ("history",),
    ("stats",),
    ("report",),
    ("today",),
    ("evidence",),
    ("locate",),
)
EVERYWHERE = ("--data FILE", "--config DIR", "--mute", "--plain", "-h, --help")


def test_the_help_names_every_command_and_every_option_of_all(calf_tui: CommandLine) -> None:
    code, output, errors = calf_tui("--help")

    assert (code, errors) == (0, "")
    listed = [line.replace("[list]", "list").split() for line in output.splitlines()]
    for words in COMMANDS:
        assert any(line[: len(words)] == list(words) for line in listed)
    assert all(option in output for option in (*EVERYWHERE, "--version"))


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_has_help_that_fits_the_terminal(
    calf_tui: CommandLine, words: tuple[str, ...]
) -> None:
    code, output, errors = calf_tui(*words, "--help")

    assert (code, errors) == (0, "")
    assert output.startswith(f"usage: calf-tui {' '.join(words)} ")
    assert all(option in output for option in EVERYWHERE)
    assert max(map(len, output.splitlines())) <= 80


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(MODULE, id="module"),
        pytest.param(
            (shutil.which("calf-tui", path=str(Path(sys.executable).parent)),), id="script"
        ),
    ],
)
def test_the_program_says_its_version(command: tuple[str | None, ...]) -> None:
    words = [word for word in command if word is not None]
    if not words:
        pytest.skip("the command calf-tui is not installed beside this Python")

    assert run_process([*words, "--version"]) == (0, f"calf-tui {__version__}\n", "")
    assert run_process([*words, "-h"]).output.startswith("usage: calf-tui ")


@pytest.mark.parametrize(
    "order",
    [
        "{options} routines list",
        "routines {options} list",
        "routines list {options}",
        "{options} locate",
        "locate {options}",
        "--plain locate {options} --mute",
    ],
)
def test_options_of_every_command_go_before_and_after_its_name(
    calf_tui: CommandLine, tmp_path: Path, order: str
) -> None:
    own = tmp_path / "mine" / "routines"
    own.mkdir(parents=True)
    (own / "found.toml").write_text(
        'name = "Found"\n[[step]]\nexercise = "downward_dog"\nseconds = 9\n'
    )
    options = f"--data {tmp_path}/x.json --config {tmp_path}/mine"

    code, output, errors = calf_tui.run(*order.format(options=options).split())

    assert (code, errors) == (0, "")
    assert "found  " in output or f"{tmp_path}/x.json" in output


def test_the_option_nearest_the_end_wins(calf_tui: CommandLine) -> None:
    output = calf_tui.run("--data", "/a.json", "locate", "--data", "/b.json").output

    assert output.splitlines()[0].split() == ["data", "/b.json"]


def test_locate_says_the_places_and_makes_none(calf_tui: CommandLine) -> None:
    code, output, errors = calf_tui("locate")

    assert (code, errors) == (0, "")
    assert output.splitlines() == [
        f"data      {calf_tui.data}",
        f"settings  {calf_tui.config / 'settings.toml'}",
        f"keys      {calf_tui.config / 'keys.toml'}",
        f"routines  {calf_tui.config / 'routines'}",
        f"plans     {calf_tui.config / 'plans'}",
        f"figures   {calf_tui.config / 'figures'}",
    ]
    assert not calf_tui.data.parent.exists()
    assert not calf_tui.config.exists()


def test_locate_says_a_path_in_full(calf_tui: CommandLine) -> None:
    output = calf_tui.run("locate", "--data", "x.json", "--config", "c").output

    assert f"data      {Path.cwd() / 'x.json'}" in output.splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="the platform keeps its files elsewhere")
def test_without_an_option_the_environment_and_then_the_platform_say_where(
    calf_tui: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""}
    xdg = {"XDG_DATA_HOME": f"{tmp_path}/d", "XDG_CONFIG_HOME": f"{tmp_path}/c"}
    ours = {"CALF_TUI_DATA": f"{tmp_path}/ours.json", "CALF_TUI_CONFIG": f"{tmp_path}/ours"}
    share, config = f"{tmp_path}/.local/share/calf-tui", f"{tmp_path}/.config/calf-tui"

    def located(environment: dict[str, str], *options: str) -> list[str]:
        with monkeypatch.context() as changed:
            for name, value in environment.items():
                changed.setenv(name, value)
            output = calf_tui.run("locate", *options).output
        return [line.split()[1] for line in output.splitlines()]

    def expected(data: str, config: str) -> list[str]:
        names = ("settings.toml", "keys.toml", "routines", "plans", "figures")
        return [data, *(f"{config}/{name}" for name in names)]

    assert located(home) == expected(f"{share}/training.json", config)
    assert located(xdg) == expected(
        f"{tmp_path}/d/calf-tui/training.json", f"{tmp_path}/c/calf-tui"
    )
    assert located({**xdg, **ours}) == expected(f"{tmp_path}/ours.json", f"{tmp_path}/ours")
    options = ("--data", f"{tmp_path}/x.json", "--config", f"{tmp_path}/x")
    assert located(ours, *options) == expected(f"{tmp_path}/x.json", f"{tmp_path}/x")
    assert list(tmp_path.iterdir()) == []


def test_a_tilde_is_the_home_folder() -> None:
    places = find_paths(None, "~/c", {"CALF_TUI_DATA": "~/x.json"})

    assert (places.data, places.config) == (Path.home() / "x.json", Path.home() / "c")


def test_the_home_of_nobody_is_a_fault() -> None:
    with pytest.raises(UserError, match=r"~nobody-of-that-name/x\.json"):
        find_paths("~nobody-of-that-name/x.json", None, {})


def test_an_output_of_few_signs_gets_those_that_are_like_the_others() -> None:
    code, output, errors = run_piped("routines", "show", "daily-six", encoding="ascii")

    assert (code, errors) == (0, "")
    assert "   3 x 15 reps, rest 60 s" in output.splitlines()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_output_that_cannot_be_written_is_a_fault() -> None:
    code, _, errors = run_process(["sh", "-c", 'exec "$@" >/dev/full', "sh", *MODULE, "routines"])

    assert (code, errors) == (1, "The output cannot be written: No space left on device.\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('"$@" routines >&-', 0),
        ('"$@" routines <&- 2>&-', 0),
        ('"$@" routines show daily-six --json | head -n 1', 0),
        ('"$@" <&-', 1),
    ],
)
def test_a_stream_closed_by_the_shell_is_no_trouble(tmp_path: Path, script: str, code: int) -> None:
    ended = run_process(
        ["sh", "-c", script, "sh", *MODULE], {"CALF_TUI_DATA": str(tmp_path / "x.json")}
    )

    assert ended.code == code
    assert len(ended.errors.splitlines()) == code


def test_commands_that_need_much_run_in_a_fresh_process(tmp_path: Path) -> None:
    begins = {
        "today": "First week, ",
        "plans": "three-days ",
        "log run --minutes 40": "Kept: Run, ",
    }
    data = ("--data", str(tmp_path / "x.json"))
    results = run_in_one_process([[*data, *words.split()] for words in begins])
    for result, said in zip(results, begins.values(), strict=True):
        assert (result.code, result.errors) == (0, "")
        assert result.output.startswith(said)


def test_every_command_has_its_function() -> None:
    for place, _ in main.COMMANDS.values():
        module, _, function = place.partition(".")
        assert callable(getattr(import_module(f"calf_tui.cli.commands.{module}"), function))


SHORT = [
    [],
    ["--data", "x.json"],
    ["--mute", "--config", "a", "--plain", "--sound", "miniaudio"],
    ["--data", "x", "--data", "y"],
    ["stats", "--line"],
    ["--data", "x", "stats", "--plain", "--line", "--mute"],
    ["stats", "--line", "--config", "a"],
]
OTHERS = [
    ["--data"],
    ["--data", ""],
    ["--data", "--mute"],
    ["--data=x"],
    ["--dat", "x"],
    ["--", "--mute"],
    ["stats"],
    ["--line", "stats"],
    ["stats", "--line", "--line"],
    ["stats", "--line", "--json"],
    ["stats", "--weeks", "3"],
    ["start", "daily-six"],
    ["--version", "--mute"],
    ["nonsense"],
]


@pytest.mark.parametrize("words", SHORT)
def test_a_short_command_line_is_read_as_argparse_reads_it(words: list[str]) -> None:
    read = read_short(words)

    assert read is not None
    assert vars(read) == vars(parsed(words))


@pytest.mark.parametrize("words", OTHERS)
def test_every_other_command_line_is_left_to_argparse(words: list[str]) -> None:
    assert read_short(words) is None
