"""The layers, proven twice: by the import graph, and by what is loaded in a fresh process."""

from __future__ import annotations

import ast
import importlib.util
import json
import pkgutil
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import calf_tui

PACKAGE = Path(calf_tui.__file__).parent
CHECKOUT = Path(__file__).parents[1]
MOST_LINES = 280
AGREED_NAMES = {
    "pyproject.toml",
    "README.md",
    "calf_tui",
    "assets",
    "tests",
    "LICENSE",
    "CHANGELOG.md",
    "uv.lock",
    ".ci",
    ".gitignore",
    ".pre-commit-config.yaml",
}
SCREENS = {"textual", "rich"}
RECORDS = {"tinydb", "msgspec"}
SOUND = {"miniaudio", "simpleaudio"}
TOML = {"tomli"} if sys.version_info < (3, 11) else set()
PLACES = {"platformdirs"}
LOOKING_BACK = PLACES | TOML | RECORDS | {"typing_extensions"}
"""The last is msgspec's."""

LOADED = "import json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
COMMAND = """
import sys
from calf_tui.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
"""
FIRST_FRAME = """
from pathlib import Path
import calf_tui.ui.app
from calf_tui.platform.paths import find_paths
from calf_tui.storage.library.figure_folders import FigureFolders
from calf_tui.storage.library.routine_folders import RoutineFolders

places = find_paths(None, sys.argv[1], {})
FigureFolders(places.figures, places.own_figures)
assert RoutineFolders(places.routines, places.own_routines).all()
"""


def modules_after(script: str, *arguments: str) -> set[str]:
    """The names of all modules loaded when the script has run in a fresh process."""
    ended = subprocess.run(
        [sys.executable, "-c", f"{script}\n{LOADED}", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(json.loads(ended.stderr.splitlines()[-1]))


def packages_after(script: str, *arguments: str) -> set[str]:
    """The third-party packages the script loaded."""
    loaded = {name.partition(".")[0] for name in modules_after(script, *arguments)}
    loaded -= {name for name in loaded if name.endswith("__mypyc")}  # tomli's compiled half
    return loaded - sys.stdlib_module_names - _loaded_anyway() - {"calf_tui"}


@cache
def _loaded_anyway() -> set[str]:
    """What this environment loads into every process."""
    return {name.partition(".")[0] for name in modules_after("")}


def modules_of(package: str) -> list[str]:
    """The package and all below it."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    places = spec.submodule_search_locations or []
    return [package, *(each.name for each in pkgutil.walk_packages(places, f"{package}."))]


def importing(names: list[str]) -> str:
    return "".join(f"import {name}\n" for name in names)


def test_the_import_graph_keeps_the_contracts() -> None:
    if importlib.util.find_spec("importlinter") is None:
        pytest.skip("import-linter is not installed; it comes with the extra `dev`")
    run = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    ended = subprocess.run(
        [sys.executable, "-c", run, "--no-cache", "--config", str(CHECKOUT / "pyproject.toml")],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " 0 broken." in ended.stdout


def test_the_rules_of_training_load_the_standard_library_alone() -> None:
    names = [
        *modules_of("calf_tui.core"),
        *modules_of("calf_tui.training"),
    ]

    loaded = modules_after(importing(names))

    assert packages_after(importing(names)) == set()
    ours = {name for name in loaded if name.startswith("calf_tui.")}
    assert {name.split(".")[1] for name in ours} == {"core", "training"}


def test_the_screens_load_neither_records_nor_sound() -> None:
    names = modules_of("calf_tui.ui")
    assert "calf_tui.ui.live.live_screen" in names

    packages = packages_after(importing(names))

    assert packages >= SCREENS
    assert packages.isdisjoint(RECORDS | SOUND)


@pytest.mark.parametrize("package", ["storage", "audio", "ui"])
def test_the_outer_layers_do_not_know_each_other(package: str) -> None:
    # A backend may need a library that is not there; the import graph holds them, too.
    names = [name for name in modules_of(f"calf_tui.{package}") if ".backends." not in name]

    loaded = modules_after(importing(names))

    ours = {name.split(".")[1] for name in loaded if name.startswith("calf_tui.")}
    assert ours <= {package, "core", "training"}


@pytest.mark.parametrize(
    ("arguments", "packages"),
    [
        ("--help", set()),
        ("--version", set()),
        ("stats --weeks x", set()),
        ("locate", PLACES),
        ("routines", PLACES | TOML),
        ("routines list", PLACES | TOML),
        ("routines show daily-six", PLACES | TOML),
        ("routines show daily-six --json", PLACES | TOML),
        ("stats", LOOKING_BACK),
        ("stats --json", LOOKING_BACK),
        ("history", LOOKING_BACK),
        ("history --json", LOOKING_BACK),
        ("today --json", LOOKING_BACK | TOML),
        ("evidence --json", set()),
    ],
)
def test_a_command_loads_exactly_what_it_needs(
    tmp_path: Path, arguments: str, packages: set[str]
) -> None:
    places = ("--data", str(tmp_path / "x.json"), "--config", str(tmp_path))

    assert packages_after(COMMAND, *places, *arguments.split()) == packages


def test_the_first_frame_needs_neither_records_nor_sound(tmp_path: Path) -> None:
    loaded = modules_after(f"import sys\n{FIRST_FRAME}", str(tmp_path))

    assert {name.partition(".")[0] for name in loaded}.isdisjoint(RECORDS | SOUND)
    assert "calf_tui.audio" not in loaded
    later = {
        "ui.live.live_screen",
        "ui.progress.week_page",
        "ui.figures.moving_figure",
        "core.figures.figure",
    }
    assert not {f"calf_tui.{name}" for name in later} & loaded


def python_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_no_file_grows_past_one_job() -> None:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in python_files()}

    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_only_the_command_line_prints() -> None:
    printing = {
        path.relative_to(PACKAGE).as_posix()
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == "print"
    }

    assert printing == {"cli/output.py"}


def test_the_top_level_shows_the_agreed_names_only() -> None:
    git = shutil.which("git")
    if git is None or not (CHECKOUT / ".git").exists():
        pytest.skip("this is no git checkout")
    listed = subprocess.run(
        [git, "-c", f"safe.directory={CHECKOUT}", "ls-files"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )

    names = {line.partition("/")[0] for line in listed.stdout.splitlines()}

    assert names <= AGREED_NAMES
