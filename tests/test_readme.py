"""Every example of the README, run."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from tinydb import TinyDB

from calf_tui.cli.main import main
from calf_tui.core.session.pain_scale import CARRY_ON, TOO_MUCH
from calf_tui.toml_files.figure_schema import parse_figure
from calf_tui.toml_files.plans import parse_plan
from calf_tui.toml_files.routine_schema import parse_routine
from calf_tui.toml_files.settings import read_settings
from calf_tui.toml_files.toml_folders import RoutineFolders
from tests.cli.support.running import run_in_one_process

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def commands() -> Iterator[str]:
    """Each `calf-tui …` line of the examples, without its remark."""
    for block in blocks("sh"):
        for line in block.splitlines():
            if line.startswith("calf-tui"):
                yield line.split("#")[0].strip()


def own_files(folder: Path) -> list[str]:
    """The words that keep a command away from the files of whoever runs the tests."""
    return ["--data", str(folder / "training.json"), "--config", str(folder / "config")]


ROUTINE, CIRCUIT, FIGURE, PLAN, SETTINGS = blocks("toml")


@pytest.mark.parametrize(
    "line",
    [
        each
        for each in commands()
        if not any(word in each for word in (" start ", "sound test", " demo", " -o ", " import "))
    ],
)
def test_a_command_of_the_readme_works(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*shlex.split(line)[1:], *own_files(tmp_path)]) == 0
    assert capsys.readouterr().out


def test_each_session_of_the_readme_can_be_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal it stops at the very last check, having found the routine."""
    (tmp_path / "evening.toml").write_text(ROUTINE)
    monkeypatch.chdir(tmp_path)  # where the process looks for the file
    lines = [each for each in commands() if " start " in each]
    assert lines
    started = run_in_one_process([[*shlex.split(each)[1:], *own_files(tmp_path)] for each in lines])
    for line, run in zip(lines, started, strict=True):
        assert run.code == 1, line
        assert run.errors.startswith("Calf TUI needs a terminal"), line


def test_the_figure_of_the_readme_is_found_and_fine(tmp_path: Path) -> None:
    (tmp_path / "evening.toml").write_text(ROUTINE)
    figures = tmp_path / "config" / "figures"
    figures.mkdir(parents=True)
    (figures / "towel_scrunch.toml").write_text(FIGURE)

    assert parse_figure(FIGURE, "readme").trained == ("foot",)
    check = ["routines", "check", str(tmp_path / "evening.toml"), *own_files(tmp_path)]
    assert main(check) == 0


def test_what_the_readme_exports_it_can_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [each for each in commands() if re.search(" export | import ", each)]
    assert len(lines) == 2
    own = own_files(tmp_path / "own")
    monkeypatch.chdir(tmp_path)
    for run in run_in_one_process([[*shlex.split(each)[1:], *own] for each in lines]):
        assert run.code == 0
        assert run.output


def test_the_report_of_the_readme_is_a_page(tmp_path: Path) -> None:
    (line,) = [each for each in commands() if " report " in each]
    words = [*shlex.split(line)[1:], *own_files(tmp_path / "own")]
    command = [sys.executable, "-m", "calf_tui", *words]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert "<h1>Calf training, " in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_the_recipe_for_git_unites_two_machines(tmp_path: Path) -> None:
    """Both trained, one pushed first; the other meets a conflict and takes it in."""
    (recipe,) = [line for each in blocks("sh") for line in each.splitlines() if "git show" in line]
    (attribute,) = re.findall(r"`(training\.json merge=\w+)`", README)
    command = f"{shlex.quote(sys.executable)} -m calf_tui --data training.json"
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"

    def run(line: str, folder: Path, *, fails: bool = False) -> None:
        environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / folder.name / "state")}
        ended = subprocess.run(
            line, shell=True, cwd=folder, env=environment, capture_output=True, check=False
        )
        assert (ended.returncode != 0) is fails, ended.stderr

    def train(folder: Path, day: int) -> None:
        run(f"{command} log strength --date 2026-11-{day}", folder)
        git = "git -c user.name=Ada -c user.email=ada@example.org"
        run(f"git add training.json .gitattributes && {git} commit -m {day}", folder)

    ours.mkdir()
    run("git init -b main && git config user.name A && git config user.email a@example.org", ours)
    (ours / ".gitattributes").write_text(f"{attribute}\n")
    train(ours, 20)
    run(f"git clone -q {shlex.quote(str(ours))} theirs", tmp_path)
    train(theirs, 21)
    train(ours, 22)
    run("git pull --no-rebase ../theirs main", ours, fails=True)

    run(recipe.replace("calf-tui", command), ours)

    with TinyDB(ours / "training.json") as database:
        days = {each["local_date"] for each in database.table("sessions")}
    assert days == {"2026-11-20", "2026-11-21", "2026-11-22"}


def test_the_sound_test_of_the_readme_plays(tmp_path: Path) -> None:
    """Its fifteen seconds of sound are cut short."""
    (line,) = [each for each in commands() if "sound test" in each]
    run = subprocess.Popen(
        [sys.executable, "-u", "-m", "calf_tui", *shlex.split(line)[1:], "--sound", "silence"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    with run:
        assert run.stdout.readline() == "Playing through no sound.\n"
        assert run.stdout.readline().startswith("tick")
        run.kill()


def test_the_script_of_the_readme_reads_and_writes_the_records(tmp_path: Path) -> None:
    data = tmp_path / "training.json"
    session = ["log", "strength", "--date", "2026-11-20", "--note", "the knee is fine"]
    assert main([*session, *own_files(tmp_path)]) == 0
    (script,) = blocks("python")
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "CALF_TUI_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("2026-11-20\n", "")
    with TinyDB(data) as database:
        assert database.table("weights").all() == [{"day": "2026-11-22", "kg": 71.5}]


def test_the_routine_of_the_readme_is_sound() -> None:
    folders = RoutineFolders(ROOT / "assets" / "routines", Path("/nowhere"))
    moves = {move.id: move for routine in folders.all() for move in routine.exercises}
    routine = parse_routine(ROUTINE, "evening.toml", "evening", moves)
    assert [step.exercise.name for step in routine.steps] == [
        "Heel raise on a box",
        "Wall calf stretch",
        "Towel scrunch",
    ]


def test_the_circuit_of_the_readme_comes_round(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "circuit.toml").write_text(CIRCUIT)
    show = ["routines", "show", str(tmp_path / "circuit.toml"), "--json", *own_files(tmp_path)]
    assert main(show) == 0
    timeline = json.loads(capsys.readouterr().out)["timeline"]
    rest = {"kind": "rest", "seconds": 60.0, "exercise": "jump_squat"}
    assert [each for each in timeline if rest.items() <= each.items()] == [timeline[4], timeline[8]]
    assert [each["set"] for each in timeline if each["kind"] == "work"] == [1, 1, 2, 2, 3, 3]


def test_the_plan_of_the_readme_is_sound() -> None:
    folders = RoutineFolders(ROOT / "assets" / "routines", Path("/nowhere"))
    plan = parse_plan(PLAN, "hills.toml", "hills", [each.id for each in folders.all()])
    assert [week.days for week in plan.weeks] == [2, 2, 3]
    assert plan.is_open


def test_the_settings_of_the_readme_are_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert read_settings(path) == read_settings(tmp_path / "missing.toml")
    path.write_text(SETTINGS)
    assert read_settings(path) == read_settings(tmp_path / "missing.toml")


def test_both_commands_stand_near_the_top_one_line_each() -> None:
    lines = README.splitlines()
    start, tests = (
        next(place for place, line in enumerate(lines) if line.endswith(ending))
        for ending in ("&& .venv/bin/calf-tui", "&& .venv/bin/pytest -q -n auto")
    )
    assert start < tests < 35


PICTURES = re.findall(
    r'<source media="(.*?)" srcset="(.*?)">\s*<img src="(.*?)" alt="(.*?)">', README
)


def test_every_picture_is_there_dark_and_light_with_words_in_its_place() -> None:
    assert len(PICTURES) == README.count("<picture>") == 7
    for media, dark, light, words in PICTURES:
        assert media == "(prefers-color-scheme: dark)"
        assert len(words.split()) > 5
        assert dark.replace("-dark", "-light") == light
        for path in (dark, light):
            assert ElementTree.parse(ROOT / path).getroot().tag.endswith("svg")
            assert (ROOT / path).stat().st_size < 1_000_000
    assert {path.name for path in (ROOT / "assets" / "screenshots").iterdir()} == {
        Path(path).name for _, *paths, _ in PICTURES for path in paths
    }


def test_the_key_after_pain_stands_with_the_pain_from_which_it_is_offered() -> None:
    (row,) = re.findall(r"^\| e \|(.*)\|$", README, flags=re.MULTILINE)
    jumps, move = row.split(";")
    assert f"from {CARRY_ON + 1} on leave out the jumps" in jumps
    assert f"above {TOO_MUCH} end this move" in move
