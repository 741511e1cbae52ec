"""The whole store against a model of it: whatever is done and whatever happens, in any order."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from tinydb import TinyDB

from calf_tui.serialization.codec import session_document
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.history import TinyHistory
from tests.full import of_full
from tests.records import AN_INSTANT, make_session
from tests.storage.support.faulty_disk import FaultyDisk
from tests.storage.support.histories import MEMORY, damage

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.storage.files.file_names import FileNames
    from tests.storage.support.faulty_disk import Losing

FILE = "training.json"
NAMES = st.sampled_from("abcde")
DAMAGES = st.sampled_from(["gone", "empty", "zeros", "half", "flipped"])
PLACES = st.floats(0, 1)
BEGIN = date(2026, 11, 1)


class WholeStore(RuleBasedStateMachine):
    """One history in use, the file in the hands of others in between, and a dict as the model.

    Of the file and its spare copy only one is damaged before the next is written.
    """

    def __init__(self) -> None:
        super().__init__()
        self.outside = TemporaryDirectory(dir=MEMORY)
        self.model: dict[str, SessionRecord] = {}
        self.version = 0
        self.folders = 0
        self.is_changed = False
        self.has_spare = True

    @initialize()
    def begin(self) -> None:
        self.folder = self.new_folder()
        self.start()

    @rule(name=NAMES)
    def save(self, name: str) -> None:
        record = self.record(name)
        self.history.save(record)
        self.model[name] = record
        self.is_changed = True

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        self.history.remove(name)
        self.model.pop(name, None)

    @rule()
    def compact(self) -> None:
        self.history.compact()
        self.note_compaction()

    @rule()
    def close_and_start(self) -> None:
        self.history.close()
        with TinyDB(self.path) as plain:
            documents = [each for each in plain.table("sessions") if "deleted" not in each]
        assert {each["id"] for each in documents} == set(self.model)
        self.start()

    @rule()
    def kill_and_start(self) -> None:
        self.disk.let_go()
        self.start()

    @rule(losing=st.sampled_from(["data", "names", "both", "nothing"]))
    def cut_the_power_and_start(self, losing: Losing) -> None:
        self.disk.let_go()
        self.folder = self.new_folder()
        self.disk.leave_after_power_cut(self.folder, losing)
        self.start()

    @rule(kind=DAMAGES, place=PLACES)
    def damage_the_spare_and_start(self, kind: str, place: float) -> None:
        self.disk.let_go()
        if self.names.last.exists():
            _damage(self.names.last, kind, place)
            self.has_spare = False
        self.start()

    @precondition(lambda self: self.has_spare)
    @rule(kind=DAMAGES, place=PLACES)
    def damage_the_file_and_start(self, kind: str, place: float) -> None:
        self.disk.let_go()
        _damage(self.names.base, kind, place)
        self.start()
        assert self.history.notices() or not self.model

    @rule(name=NAMES)
    def edit_with_another_program_and_start(self, name: str) -> None:
        self.history.close()
        record = self.record(name)
        with TinyDB(self.path) as plain:
            table = plain.table("sessions")
            table.remove(lambda each: each["id"] == name)
            table.insert(session_document(record))
        self.model[name] = record
        self.is_changed = True
        self.start()

    @invariant()
    @precondition(lambda self: hasattr(self, "history"))
    def everything_is_there(self) -> None:
        expected = tuple(sorted(self.model.values(), key=lambda each: (each.started_at, each.id)))
        assert self.history.sessions() == expected
        assert self.history.left_out() == 0
        assert TinyHistory(self.path, lambda: AN_INSTANT).sessions() == expected

    def teardown(self) -> None:
        if hasattr(self, "history"):
            with suppress(OSError):
                self.disk.let_go()
        self.outside.cleanup()

    @property
    def path(self) -> Path:
        return self.folder / FILE

    def start(self) -> None:
        self.disk = FaultyDisk(self.folder)
        self.history = TinyHistory(self.path, lambda: AN_INSTANT, self.disk)
        self.history.open()
        self.note_compaction()

    def note_compaction(self) -> None:
        """Whatever was changed is in the file, and the file as it was before is the spare one."""
        self.has_spare |= self.is_changed
        self.is_changed = False

    @property
    def names(self) -> FileNames:
        return names_of(self.path)

    def record(self, name: str) -> SessionRecord:
        """Another one each time."""
        self.version += 1
        day = BEGIN + timedelta(days=ord(name) - ord("a"))
        record = make_session(day, record_id=name, note=str(self.version))
        return replace(record, updated_at=AN_INSTANT + timedelta(seconds=self.version))

    def new_folder(self) -> Path:
        self.folders += 1
        folder = Path(self.outside.name) / str(self.folders)
        folder.mkdir()
        return folder


def _damage(path: Path, kind: str, place: float) -> None:
    data = path.read_bytes()
    if kind == "gone" or not data:
        path.unlink()
        return
    at = int(place * (len(data) - 1))
    changed = {
        "empty": b"",
        "zeros": bytes(len(data)),
        "half": data[:at],
        "flipped": data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :],
    }[kind]
    damage(path, lambda _: changed)


WholeStore.TestCase.settings = settings(
    max_examples=of_full(40, 12),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestWholeStore = WholeStore.TestCase
