"""The layers, proven twice: by the import graph, and by what is loaded in a fresh process."""

from __future__ import annotations

import ast
import importlib.util
import pkgutil
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import calf_tui
from tests.audio.recordings.rig import wait_until
from tests.full import by_turns
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PACKAGE = Path(calf_tui.__file__).parent
CHECKOUT = Path(__file__).parents[1]
MOST_LINES = 300
MOST_FILES = 12
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
    ".github",
    ".pre-commit-config.yaml",
}
SCREENS = {"textual", "rich"}
RECORDS = {"tinydb", "msgspec"}
SOUND = {"miniaudio", "simpleaudio"}
TOML = {"tomli"} if sys.version_info < (3, 11) else set()
PLACES = {"platformdirs"}
LOOKING_BACK = PLACES | TOML | RECORDS | {"typing_extensions"}
"""The last is msgspec's."""

MOST_OF_OURS = {"": 68, "--help": 14, "stats --line": 25, "sound": 18}
"""Modules of this program at the app's first frame, for commands, and in a helper of the sound."""
PACKAGES_OF_COMMANDS = {
    "--help": set[str](),
    "--version": set[str](),
    "stats --weeks x": set[str](),
    "locate": PLACES,
    "routines": PLACES | TOML,
    "routines list": PLACES | TOML,
    "routines show daily-six": PLACES | TOML,
    "routines show daily-six --json": PLACES | TOML,
    "stats": LOOKING_BACK,
    "stats --json": LOOKING_BACK,
    "history": LOOKING_BACK,
    "history --json": LOOKING_BACK,
    "today --json": LOOKING_BACK | TOML,
    "evidence --json": set[str](),
}
"""Exactly what they need of other packages."""
MOST_OF_COMMANDS = {
    "locate": 32,
    "routines": 54,
    "check": 70,
    "export": 83,
    "history": 115,
    "stats": 117,
    "today": 142,
    "evidence": 78,
    "import x.json": 82,
    "log run --minutes 30": 115,
    "plans": 142,
    "report": 145,
}
"""The same for commands that read files; a few more than there are."""
COMMANDS = dict.fromkeys([*PACKAGES_OF_COMMANDS, *MOST_OF_COMMANDS])

LOADED = "import sys; print(*sorted(sys.modules), file=sys.stderr)"
COMMAND = """
import sys
from calf_tui.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
"""
LISTING_AT_FIRST_FRAME = """
import os, sys
from calf_tui.cli.main import main
from calf_tui.platform.fast_startup import BackgroundThreads

def list_modules(self, job):
    with open(f"{listed}.new", "w") as file:
        file.write(" ".join(sys.modules))
    os.replace(f"{listed}.new", listed)

listed = sys.argv.pop(1)
BackgroundThreads.run = list_modules
sys.exit(main())
"""
"""The app, which lists its modules where it would begin to read the records in a thread."""
FIRST_FRAME = """
from pathlib import Path
import calf_tui.ui.app
from calf_tui.platform.paths import find_paths
from calf_tui.toml_files.figures import FigureFolders
from calf_tui.toml_files.toml_folders import RoutineFolders

places = find_paths(None, sys.argv[1], {})
FigureFolders(places.figures, places.own_figures)
assert RoutineFolders(places.routines, places.own_routines).all()
"""


def modules_of_run(script: str, *arguments: str) -> set[str]:
    """The names of all modules loaded when the script has run in a fresh process."""
    ended = subprocess.run(
        [sys.executable, "-c", f"{script}\n{LOADED}", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(ended.stderr.splitlines()[-1].split())


modules_after = cache(modules_of_run)
"""The same, for a script that does the same at every run."""


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


@pytest.mark.parametrize(
    ("package", "below"),
    [
        ("storage", {"file_formats", "serialization", "core", "training"}),
        ("file_formats", {"serialization", "core"}),
        ("serialization", {"core"}),
        ("audio", {"core", "training"}),
        ("ui", {"core", "training"}),
    ],
)
def test_a_layer_knows_those_below_alone(package: str, below: set[str]) -> None:
    # A backend may need a library that is not there; the import graph holds them, too.
    names = [name for name in modules_of(f"calf_tui.{package}") if ".backends." not in name]

    loaded = modules_after(importing(names))

    ours = {name.split(".")[1] for name in loaded if name.startswith("calf_tui.")}
    assert ours <= {package, *below}


@pytest.mark.parametrize("command", by_turns(COMMANDS, 2))
def test_a_command_loads_exactly_what_it_needs_in_few_modules(tmp_path: Path, command: str) -> None:
    words = ("--data", str(tmp_path / "x.json"), "--config", str(tmp_path), *command.split())

    loaded = modules_after(COMMAND, *words)

    if command in PACKAGES_OF_COMMANDS:
        assert packages_after(COMMAND, *words) == PACKAGES_OF_COMMANDS[command]
    if command in MOST_OF_COMMANDS:
        ours = {name for name in loaded if name.startswith("calf_tui")}
        assert len(ours) <= MOST_OF_COMMANDS[command], sorted(ours)
        assert loaded.isdisjoint(SCREENS | {"calf_tui.ui", "calf_tui.audio.host"})


def test_the_version_is_printed_by_a_dozen_small_modules() -> None:
    run = COMMAND.replace("sys.argv[1:]", '["--version"]')

    loaded = modules_after(run) - modules_after("")

    assert loaded == {
        "__future__",
        "calf_tui",
        *(f"calf_tui.{each}" for each in ("cli", "cli.main", "cli.output", "core", "core.errors")),
        "calf_tui.core.text",
        "calf_tui.core.text.sanitizing",
        "errno",
        "gc",
        "types",
    }


def test_the_help_needs_little_beside_argparse() -> None:
    run = COMMAND.replace("sys.argv[1:]", '["--help"]')

    loaded = modules_after(run)

    ours = {name for name in loaded if name.startswith("calf_tui")}
    assert len(ours) <= MOST_OF_OURS["--help"], sorted(ours)
    slow = {"dataclasses", "datetime", "json", "pathlib", "shutil", "typing"}
    assert loaded.isdisjoint(slow - modules_after(""))


def test_no_page_of_progress_loads_what_reads_from_the_network() -> None:
    pages = (
        "from importlib import import_module\n"
        "from calf_tui.ui.progress.progress_page import PAGES\n"
        "for page in PAGES:\n    import_module(f'calf_tui.ui.{page.module}')"
    )
    assert modules_after(pages).isdisjoint({"urllib.request", "http.client", "xml.sax"})


def test_the_line_for_a_prompt_reads_no_records_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))  # for the processes it starts
    words = ("--data", str(tmp_path / "x.json"), "--config", str(tmp_path), "stats", "--line")

    first, second = (modules_of_run(COMMAND, *words) for _ in range(2))

    assert "msgspec" in first
    assert second.isdisjoint(RECORDS | {"calf_tui.training", "dataclasses", "argparse", "json"})
    ours = {name for name in second if name.startswith("calf_tui")}
    assert len(ours) <= MOST_OF_OURS["stats --line"], sorted(ours)


def test_the_app_draws_its_first_frame_with_few_modules(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    listed = tmp_path / "modules"
    command = [sys.executable, "-c", LISTING_AT_FIRST_FRAME, str(listed)]
    with run_in_terminal([*command, "--data", str(tmp_path / "x.json")]) as terminal:
        terminal.wait_for("Five minutes")
        wait_until(listed.exists)
    loaded = set(listed.read_text("utf-8").split()) - modules_after("")

    ours = {name for name in loaded if name.startswith("calf_tui.")}
    assert "calf_tui.ui.home.routines_screen" in ours
    assert len(ours) <= MOST_OF_OURS[""], sorted(ours)
    assert loaded.isdisjoint(RECORDS | SOUND | {"_ssl", "hashlib", "argparse", "json"})
    slow = ("command", "types", "widgets._input", "widgets._directory_tree", "widgets._select")
    assert loaded.isdisjoint(f"textual.{each}" for each in slow)
    layers = {f"calf_tui.{each}" for each in ("training", "file_formats", "serialization", "audio")}
    assert ours.isdisjoint(layers | {"calf_tui.core.records.session_record"})


def test_the_first_frame_needs_neither_records_nor_sound(tmp_path: Path) -> None:
    loaded = modules_after(f"import sys\n{FIRST_FRAME}", str(tmp_path))

    assert {name.partition(".")[0] for name in loaded}.isdisjoint(RECORDS | SOUND)
    assert "calf_tui.audio" not in loaded
    later = {
        "ui.live.live_screen",
        "ui.progress.week_page",
        "ui.figures.animated_figure",
        "core.figures.figure",
        "core.coach.proposal.proposal",
        "core.coach.rules.rule",
        "core.coach.proposal.proposal_text",
        "ui.dialogs.text_screens",
    }
    later_modules = {f"calf_tui.{name}" for name in later}
    assert all(map(importlib.util.find_spec, later_modules)), "a module has another name now"
    assert not later_modules & loaded


def test_what_a_light_import_leaves_out_can_be_imported_later() -> None:
    later = """
from calf_tui.platform.fast_startup import import_textual
import_textual()
import sys
left_out = {"ssl", "_ssl", "textual.command", "textual.types", "textual.widgets._input"}
assert not left_out & set(sys.modules)
assert sys.modules["textual.app"].App
import ssl, textual.types
from textual.command import CommandPalette, Provider
assert issubclass(CommandPalette, sys.modules["textual.screen"].Screen)
assert Provider is not object
from textual.widgets import DirectoryTree, Input, Select
assert ssl.create_default_context and textual.types.DirEntry
"""

    assert "textual.widgets._directory_tree" in modules_after(later)


def test_the_helper_of_the_sound_loads_nothing_of_speech_and_screens() -> None:
    loaded = modules_after("import calf_tui.audio.worker.main")

    ours = {name for name in loaded if name.startswith("calf_tui.")}
    assert len(ours) <= MOST_OF_OURS["sound"], sorted(ours)
    unneeded = {"dataclasses", "datetime", "inspect", "subprocess", "tempfile", "shutil"}
    assert loaded.isdisjoint({*unneeded, "calf_tui.audio.system_voice"})


def python_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_no_file_grows_past_one_job() -> None:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in python_files()}

    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_folder_holds_more_than_a_dozen_modules() -> None:
    modules = [path for path in python_files() if path.name != "__init__.py"]
    held = Counter(path.parent.relative_to(PACKAGE).as_posix() for path in modules)

    assert {folder: count for folder, count in held.items() if count > MOST_FILES} == {}


def test_every_package_says_what_is_inside() -> None:
    packages = [path for path in python_files() if path.name == "__init__.py"]

    silent = [str(path) for path in packages if not ast.get_docstring(ast.parse(path.read_text()))]

    assert silent == []


def without_types(node: ast.AST) -> Iterator[ast.AST]:
    """Yields the parts of a module but for what it imports for its types alone."""
    for part in ast.iter_child_nodes(node):
        is_of_types = isinstance(part, ast.If) and ast.unparse(part.test) == "TYPE_CHECKING"
        yield part
        if not is_of_types:
            yield from without_types(part)


def imported_by(
    path: Path, modules: set[str], parts: Callable[[ast.AST], Iterator[ast.AST]] = ast.walk
) -> set[str]:
    """Our modules that a module imports: at its top, in a function, or for its types alone.

    `parts` yields the parts of the module that are looked at.
    """
    found = set()
    for node in parts(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (names & modules) or {str(node.module)}
    return found & modules


def circles_in(imports: Mapping[str, set[str]]) -> list[set[str]]:
    """The sets of modules that reach one another, by Tarjan's algorithm."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    circles: list[set[str]] = []

    def visit(name: str) -> None:
        order[name] = lowest[name] = len(order)
        waiting.append(name)
        for other in sorted(imports[name]):
            if other not in order:
                visit(other)
            if other in waiting:
                lowest[name] = min(lowest[name], lowest[other])
        if lowest[name] == order[name]:
            place = waiting.index(name)
            circle = set(waiting[place:])
            del waiting[place:]
            if len(circle) > 1:
                circles.append(circle)

    for name in sorted(imports):
        if name not in order:
            visit(name)
    return circles


def our_modules() -> dict[str, Path]:
    """The path of each module, by its name with dots."""
    return {
        ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in python_files()
    }


def test_no_module_imports_itself_by_way_of_others() -> None:
    paths = our_modules()
    imports = {name: imported_by(path, set(paths)) - {name} for name, path in paths.items()}

    assert sum(map(len, imports.values())) > len(imports)
    assert circles_in(imports) == []


def parted(one: str, other: str) -> tuple[str, str]:
    """The packages or modules, side by side in a folder, to which two modules belong."""
    names, others = one.split("."), other.split(".")
    place = 1
    while names[:place] == others[:place] and place < len(names):
        place += 1
    return ".".join(names[:place]), ".".join(others[:place])


def test_no_package_imports_itself_by_way_of_others() -> None:
    paths = our_modules()
    pairs = {
        parted(name, other)
        for name, path in paths.items()
        for other in imported_by(path, set(paths), without_types)
    }
    beside = {(one, other) for one, other in pairs if one.count(".") == other.count(".")}
    imports: dict[str, set[str]] = {name: set() for pair in beside for name in pair}
    for one, other in beside - {(each, each) for each in imports}:
        imports[one].add(other)

    assert ("calf_tui.storage.sync", "calf_tui.storage.recovery") in beside
    assert circles_in(imports) == []


def test_a_circle_is_found() -> None:
    assert circles_in({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == [{"b", "c"}]


def test_only_the_command_line_prints() -> None:
    printing = {
        path.relative_to(PACKAGE).as_posix()
        for path in python_files()
        if "print" in (text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name) and node.id == "print"
    }

    assert printing == {"cli/output.py"}


def test_no_path_is_asked_in_a_way_that_fails_where_a_folder_is_closed() -> None:
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in python_files()
        for called in re.findall(
            r"(\S+)\.(?:exists|is_dir|is_file|r?glob)\(", path.read_text("utf-8")
        )
        if not called.endswith("os.path")
    }

    assert asking == {"toml_files/figures.py"}  # which catches the error


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


def test_every_file_that_the_guide_for_developers_names_is_there() -> None:
    guide = (CHECKOUT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./]+\.(?:py|toml|txt))`", guide))
    made = {"assets/figures/ID.toml", "NAME.toml", "keys.toml"}  # by who follows it, or a runner
    folders = (PACKAGE, CHECKOUT / "assets", CHECKOUT / "tests")
    files = [f"/{each.relative_to(CHECKOUT)}" for top in folders for each in top.rglob("*.*")]
    files += [f"/{each.name}" for each in CHECKOUT.iterdir()]
    assert len(named) > 40
    lost = {each for each in named if not any(file.endswith(f"/{each}") for file in files)}
    assert lost <= made
