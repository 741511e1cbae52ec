"""Machines that share a folder through services that treat two versions of a file differently."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from calf_tui.storage.files.file_names import FileNames, names_of
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.sync.imported_file import imported_file_in
from tests.full import of_full
from tests.records import AN_INSTANT, make_session
from tests.storage.support.disks import KillableDisk
from tests.storage.support.histories import MEMORY

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

RUNS = of_full(1000, 8)
STEPS = 30
SERVICES = ("unknown", "last writer wins", "conflict copies", "git")
CLOCKS = (
    timedelta(0),
    timedelta(hours=1),
    timedelta(hours=-1),
    timedelta(days=365),
    timedelta(days=-365),
)
FILE = "training.json"


class Machine:
    """One of them: its clock, its folder, its state, and a program that may be open or killed."""

    def __init__(self, folder: Path, name: str, clock: timedelta, seconds: Callable[[], int]):
        self.name = name
        self.folder, self.state = folder / name / "shared", folder / name / "state"
        self.folder.mkdir(parents=True)
        self.path = self.folder / FILE
        self.sent: dict[str, bytes] = {}
        self.clock = clock
        self._seconds = seconds
        self._history: TinyHistory | None = None
        self._disk = KillableDisk()

    def now(self) -> datetime:
        return AN_INSTANT + timedelta(seconds=self._seconds()) + self.clock

    @property
    def names(self) -> FileNames:
        return names_of(self.path, self.state, self.name)

    @property
    def history(self) -> TinyHistory:
        if self._history is None:
            self._disk = KillableDisk()
            self._history = TinyHistory(self.path, self.now, self._disk, self.names)
        return self._history

    def save(self, name: str, note: str) -> None:
        record = make_session(record_id=name)
        self.history.save(replace(record, note=note, updated_at=self.now()))

    def close(self) -> None:
        self.history.close()
        self._history = None

    def merge(self) -> None:
        self.history.open()
        self.history.import_export().merge_copies()
        self.close()

    def kill(self) -> None:
        self._disk.let_go()
        self._history = None

    def files(self) -> dict[str, bytes]:
        """What a service sees."""
        found = (each for each in self.folder.iterdir() if each.is_file())
        return {each.name: each.read_bytes() for each in found}


class Earlier(Machine):
    """A machine that was killed in an earlier version, whose journal lay beside the file."""

    def leave(self, session: str) -> None:
        history = TinyHistory(self.path, self.now, self._disk, names_of(self.path))
        history.save(make_session(record_id=session))
        self._disk.let_go()
        self.path.with_name(f"{FILE}.last").unlink(missing_ok=True)


def sync(source: Machine, target: Machine, service: str) -> None:
    """Brings every file of the one to the other, as such a service does."""
    if service == "git":
        if source.path.exists():
            target.history.import_export().merge(imported_file_in(source.path.read_bytes()))
        return
    theirs = target.files()
    for name, data in source.files().items():
        there = theirs.get(name)
        if there == data:
            continue
        is_conflict = there is not None and there != target.sent.get(name)
        if is_conflict and service == "conflict copies":
            stem, _, ending = name.rpartition(".")
            copy = f"{stem}.sync-conflict-20261122-{len(theirs):06}-{source.name}.{ending}"
            (target.folder / copy).write_bytes(there or b"")
        arriving = target.folder / ".arriving"
        arriving.write_bytes(data)
        arriving.replace(target.folder / name)
        target.sent[name] = source.sent[name] = data


class World:
    """Two machines, what they acknowledged, and the chance that leads them."""

    def __init__(
        self, folder: Path, chance: random.Random, service: str, made: type[Earlier] = Earlier
    ) -> None:
        self._chance = chance
        self._service = service
        self._passed = 0
        self.machines = [made(folder, name, chance.choice(CLOCKS), self._seconds) for name in "ab"]
        self.saved: set[str] = set()
        self.removed: set[str] = set()
        if chance.random() < 0.4:
            chance.choice(self.machines).leave("earlier")
            self.saved.add("earlier")

    def _seconds(self) -> int:
        self._passed += 1
        return self._passed

    def step(self, number: int) -> None:
        """One of the machines does something, and a service may come by."""
        chance = self._chance
        one, other = chance.sample(self.machines, 2)
        what = chance.choice(["save", "save", "save", "edit", "remove", "compact", "close", "kill"])
        there = sorted(each.id for each in one.history.sessions())
        if what == "save":
            one.save(f"{one.name}{number}", "new")
            self.saved.add(f"{one.name}{number}")
        elif what in ("edit", "remove"):
            self._change(one, what, there)
        else:
            {"compact": one.history.compact, "close": one.close, "kill": one.kill}[what]()
        if chance.random() < 0.5:
            sync(one, other, self._service)
        if chance.random() < 0.1:
            one.clock = chance.choice(CLOCKS)

    def _change(self, one: Machine, what: str, there: list[str]) -> None:
        if not there:
            return
        name = self._chance.choice(there)
        if what == "edit":
            one.save(name, f"edit {self._passed}")
        elif self._chance.random() < 0.3:
            one.history.remove(name)
            self.removed.add(name)

    def settle(self) -> None:
        """The services come to rest, and every copy is merged."""
        for each in self.machines:
            each.merge()
        for _ in range(2):
            for source, target in (self.machines, self.machines[::-1]):
                sync(source, target, self._service)
                target.merge()

    def lost(self) -> str:
        """What was acknowledged and is not so in the end."""
        for each in self.machines:
            found = {record.id for record in each.history.sessions()}
            each.kill()
            if missing := self.saved - self.removed - found:
                return f"{each.name} lost {missing}"
            if back := self.removed & found:
                return f"{each.name} brought back {back}"
        return ""


def require_nothing_lost(service: str, chance: random.Random, kind: type[World]) -> None:
    """Runs random steps in worlds of this kind."""
    for _ in range(RUNS // len(SERVICES)):
        with TemporaryDirectory(dir=MEMORY) as made:
            world = kind(Path(made), chance, service)
            for number in range(STEPS):
                world.step(number)
            world.settle()
            assert world.lost() == ""
