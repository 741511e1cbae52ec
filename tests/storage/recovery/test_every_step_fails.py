"""Every file operation of a scenario fails, in every way; then a second thing is damaged.

By default half of the faults meet one operation of half of the kinds, by chance, in every second
scenario; with `CALF_TUI_FULL=1` every fault every operation.
"""

from __future__ import annotations

import copy
import shutil
import sys
from contextlib import closing, suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB

from calf_tui.core.errors import UserError
from calf_tui.core.records.session_record import SessionRecord
from calf_tui.storage.database.schema import MIGRATIONS
from calf_tui.storage.files.file_names import FileNames
from calf_tui.storage.history import TinyHistory
from tests.full import IS_FULL, by_turns, seeded
from tests.records import AN_INSTANT
from tests.storage.support.faulty_disk import FAULTS, FastDisk, FaultyDisk, KilledError
from tests.storage.support.histories import MEMORY, damage
from tests.storage.support.scenarios import SCENARIOS, Expected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from random import Random
    from typing import BinaryIO

    from calf_tui.storage.files.disk import Disk
    from tests.storage.support.faulty_disk import Losing
    from tests.storage.support.scenarios import Scenario, Step

FILE = "training.json"
DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    lambda _: b"",
    lambda data: bytes(len(data)),
    lambda data: data[: len(data) // 2],
    lambda data: data.replace(b"strength", b"strengtx", 1).replace(b"1", b"3", 1),
)
CUTS: tuple[Losing, ...] = ("data", "names", "both", "nothing")


class Trial:
    """One scenario: its runs up to the last are made once, the last again and again."""

    def __init__(
        self,
        folder: Path,
        scenario: Scenario,
        disk: type[FaultyDisk] = FaultyDisk,
        chance: Random | None = None,
    ) -> None:
        self._chance = chance
        self._kinds: list[str] = []
        self._folder = folder
        self._disk = disk
        self._scenario = scenario
        self._day = 0
        self._expected = Expected()
        self._numbers = count()
        self._prepared = self._new_folder()
        self.checked = 0
        for steps in scenario.runs[:-1]:
            self._run(self._prepared, steps, self._expected, self._disk(self._prepared))
            self._day += 1
        names = names_in(self._prepared)
        came = scenario.before(names)
        self._replacement = names.base.read_bytes() if scenario.arrives else b""
        if isinstance(came, SessionRecord):
            self._expected.kept[came.id] = came

    def lost(self) -> Iterator[str]:
        """What was lost, for each operation and fault at which something was."""
        # Every fault, or a kill with its power cuts and half of the others.
        faults = FAULTS if self._chance is None else ("kill", *self._chance.sample(FAULTS[1:], 2))
        for fault in faults:
            for at in self._places():
                folder, expected = self._copy(self._prepared), copy.deepcopy(self._expected)
                disk = self._disk(folder, fault, at)
                self._run(folder, self._scenario.runs[-1], expected, disk)
                if disk.done <= at:
                    break
                self.checked += 1
                where = f"{fault} at {at}"
                yield from self._after(folder, expected, where, at)
                if fault == "kill":
                    yield from self._after_power_cuts(disk, expected, where)

    def _places(self) -> Iterable[int]:
        """Every operation's number, or one by chance of each of some kinds."""
        if self._chance is None:
            return count()
        if not self._kinds:
            disk = self._disk(folder := self._copy(self._prepared))
            self._run(folder, self._scenario.runs[-1], copy.deepcopy(self._expected), disk)
            self._kinds = disk.kinds
        places = [*enumerate(self._kinds)]
        self._chance.shuffle(places)
        one_of_each = [*{kind: at for at, kind in places}.values()]
        return sorted(one_of_each[: (len(one_of_each) + 1) // 2])

    def _after(self, folder: Path, expected: Expected, where: str, at: int) -> Iterator[str]:
        yield from self._reopened(self._copy(folder), expected, where)
        names = names_in(self._copy(folder))
        # Until a file that arrived is merged, it alone has what is in it.
        is_merged = not names.base.exists() or names.base.read_bytes() != self._replacement
        if names.last.exists() and is_merged:
            damage(names.last, DAMAGES[at % len(DAMAGES)])
            yield from self._reopened(names.base.parent, expected, f"{where}, spare damaged")
        names = names_in(folder)
        if names.base.exists() and self._scenario.is_known and is_merged:
            damage(names.base, DAMAGES[at % len(DAMAGES)])
            yield from self._reopened(names.base.parent, expected, f"{where}, base damaged", 1)

    def _after_power_cuts(self, disk: FaultyDisk, expected: Expected, where: str) -> Iterator[str]:
        for losing in CUTS:
            folder = self._new_folder()
            disk.leave_after_power_cut(folder, losing)
            self.checked += 1
            yield from self._reopened(folder, expected, f"{where}, a cut loses {losing}")

    def _reopened(
        self, folder: Path, expected: Expected, where: str, notices: int = 0
    ) -> Iterator[str]:
        """What is missing for one who looks, for the next run, and for plain TinyDB after it."""
        try:
            seen = self._history(folder, FastDisk()).sessions()
            with closing(self._history(folder, FastDisk())) as history:
                history.open()
                opened = history.sessions()
        except UserError as fault:
            if expected.kept:
                yield f"{where}: {fault}"
            return
        if len(history.notices()) < notices:
            yield f"{where}: nothing was said"
        if not expected.agrees(seen):
            yield f"{where}: lost for one who looks: {history.notices()}"
        if not expected.agrees(opened):
            yield f"{where}: lost: {history.notices()}"
        with TinyDB(folder / FILE) as plain:
            documents = {each["id"]: each for each in plain.table("sessions")}
            held = {each["document"]["id"] for each in plain.table("quarantine")}
        if {name for name, each in documents.items() if "note" in each} != {
            each.id for each in opened
        }:
            yield f"{where}: plain TinyDB sees something else"
        if not self._scenario.quarantined <= held:
            yield f"{where}: not in quarantine: {self._scenario.quarantined - held}"

    def _run(
        self, folder: Path, steps: Sequence[Step], expected: Expected, disk: FaultyDisk
    ) -> None:
        history = self._history(folder, disk)
        with suppress(KilledError):
            for step in steps:
                expected.take(history, step)
        disk.let_go()

    def _history(self, folder: Path, disk: Disk) -> TinyHistory:
        now = AN_INSTANT + timedelta(days=self._day)
        names = names_in(folder)
        is_last = self._day == len(self._scenario.runs) - 1
        migrations = self._scenario.migrations if is_last else MIGRATIONS
        return TinyHistory(names.base, lambda: now, disk, names, migrations)

    def _copy(self, folder: Path) -> Path:
        new = self._folder / str(next(self._numbers))
        return shutil.copytree(folder, new)

    def _new_folder(self) -> Path:
        new = self._folder / str(next(self._numbers))
        new.mkdir()
        return new


def names_in(folder: Path) -> FileNames:
    """As `names_of` has them, with a folder for this machine alone that is copied along."""
    return FileNames(folder / FILE, own=folder / "state" / "own", earlier=(folder,))


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory(dir=MEMORY) as made:
        yield Path(made)


@pytest.mark.parametrize("scenario", by_turns(SCENARIOS, 2))
def test_nothing_acknowledged_is_lost_whatever_fails(
    folder: Path, scenario: str, capsys: pytest.CaptureFixture[str]
) -> None:
    trial = Trial(folder, SCENARIOS[scenario], chance=None if IS_FULL else seeded(scenario))
    assert list(trial.lost()) == []
    assert trial.checked >= (SCENARIOS[scenario].fewest if IS_FULL else 20)
    with capsys.disabled():
        sys.stdout.write(f"[{trial.checked} faults in {scenario}: nothing lost] ")


def test_the_faults_of_all_scenarios_are_four_thousand() -> None:
    assert sum(each.fewest for each in SCENARIOS.values()) >= 4000


class UnsyncedDisk(FaultyDisk):
    """Says that bytes are on the disk when they are not."""

    def sync(self, file: BinaryIO) -> None:
        self._reach("sync")


class ForgetfulDisk(FaultyDisk):
    """Does not wait for names."""

    def sync_folder(self, folder: Path) -> None:
        self._reach("sync_folder")


class HastyDisk(FaultyDisk):
    """Says that a line is in the journal when it is only about to be."""

    late: Callable[[], None] = staticmethod(lambda: None)

    def write(self, file: BinaryIO, data: bytes, at: int = 0) -> None:
        self._reach("write")
        late, self.late = self.late, lambda: None
        with suppress(ValueError):  # closed before it came to that
            late()
        if file is self.journal:
            self.late = lambda: self._write(file, data, at)
        else:
            self._write(file, data, at)


class OneCopyDisk(FaultyDisk):
    """Throws the spare copy away."""

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        if target.name.endswith(".last"):
            target.write_bytes(b"")


class StaleDisk(FaultyDisk):
    """Keeps the first spare copy for ever."""

    def replace(self, source: Path, target: Path) -> None:
        if target.name.endswith(".json.last") and target.exists():
            self.remove(source)
        else:
            super().replace(source, target)


@pytest.mark.parametrize(
    ("wrong", "scenario"),
    by_turns(
        [
            (UnsyncedDisk, "a first run"),
            (ForgetfulDisk, "a first run"),
            (HastyDisk, "a first run"),
            (OneCopyDisk, "a second run"),
            (StaleDisk, "a long run"),
        ],
        2,
        first=1,
    ),
)
def test_a_wrong_design_is_caught(folder: Path, wrong: type[FaultyDisk], scenario: str) -> None:
    assert next(Trial(folder, SCENARIOS[scenario], wrong).lost(), "") != ""
