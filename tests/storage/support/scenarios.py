"""Scenarios for a history with errors, and what must be left of it."""

from __future__ import annotations

import json
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.errors import UserError
from calf_tui.core.records.session_record import SessionRecord
from calf_tui.serialization.codec import session_document
from calf_tui.storage.database.schema import MIGRATIONS
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.sync.imported_file import ImportedFile
from tests.records import AN_INSTANT, make_session
from tests.storage.support.old_versions import THREE_VERSIONS, age

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from calf_tui.storage.database.schema import Migrations
    from calf_tui.storage.files.file_names import FileNames

Step: TypeAlias = tuple[str, str]
"""What to do (`open`, `save`, `again`, `remove`, `import`, `compact`, `close`), and with what."""

FIRST_RUN = (("open", ""), ("save", "a"), ("save", "b"), ("again", "a"), ("close", ""))
SECOND_RUN = (("open", ""), ("save", "c"), ("compact", ""), ("save", "d"), ("close", ""))
KILLED_RUN = (("open", ""), ("save", "e"), ("again", "b"))
LONG_RUN = (
    ("open", ""),
    *(("save", "f"), ("compact", ""), ("again", "f"), ("save", "g"), ("compact", "")),
    *(("remove", "a"), ("close", "")),
)
SHORT_RUN = (("open", ""), ("save", "h"), ("again", "b"), ("close", ""))
MERGING_RUN = (("open", ""), ("import", "i"), ("remove", "b"), ("compact", ""), ("close", ""))


class Scenario(NamedTuple):
    """Runs of the program on successive days; errors occur in the last one.

    `before` changes the files before that run. `fewest` is the least number of possible errors.
    `quarantined` are the ids that must be in quarantine after a successful run. `is_known` is False
    if another program wrote the file before, so that damage to it cannot be noticed.
    """

    runs: Sequence[Sequence[Step]]
    fewest: int
    before: Callable[[FileNames], object] = lambda _: None
    migrations: Migrations = MIGRATIONS
    quarantined: frozenset[str] = frozenset()
    is_known: bool = True
    arrives: bool = False
    """`before` puts another machine's file in the place of ours, and returns its session."""


def add_bad_records(names: FileNames) -> None:
    """Adds an invalid record, and a second one with an existing id, like another program."""
    tables = json.loads(names.base.read_text())
    first = next(iter(tables["sessions"].values()))
    older = {**first, "note": "older", "updated_at": "2020-01-01T00:00:00.000Z"}
    tables["sessions"] |= {"98": {"id": "bad", "sets": 3}, "99": older}
    names.base.write_text(json.dumps(tables))


def add_old_backups(names: FileNames) -> None:
    """Adds more backups than are kept."""
    (backup,) = names.backups.iterdir()
    for day in range(1, 10):
        shutil.copy(backup, backup.with_name(f"training.json.2026-11-{day:02}.gz"))


def go_back(names: FileNames) -> None:
    """Moves the files to where earlier versions had them: the journal beside the file."""
    names.last.unlink()
    shutil.copyfile(names.base, names.previous)
    names.journal.replace(names.base.with_name(names.journal.name))


def arrive(names: FileNames) -> SessionRecord:
    """Replaces the file with that of another machine, which continued an earlier generation."""
    record = make_session(record_id="theirs")
    with TemporaryDirectory() as folder:
        theirs = Path(folder) / "training.json"
        shutil.copyfile(names.previous, theirs)
        with closing(TinyHistory(theirs, lambda: AN_INSTANT)) as history:
            history.save(record)
        shutil.copyfile(theirs, names.base)
    return record


SCENARIOS: Mapping[str, Scenario] = {
    "a first run": Scenario([FIRST_RUN], 450),
    "a second run": Scenario([FIRST_RUN, SECOND_RUN], 500),
    "a run after a kill": Scenario([FIRST_RUN, KILLED_RUN, SECOND_RUN], 650),
    "a long run": Scenario([FIRST_RUN, SECOND_RUN, LONG_RUN], 700),
    "a day with too many backups": Scenario([FIRST_RUN, SHORT_RUN], 350, add_old_backups),
    "bad records": Scenario(
        [FIRST_RUN, SHORT_RUN],
        500,
        add_bad_records,
        quarantined=frozenset({"bad", "a"}),
        is_known=False,
    ),
    "an older version": Scenario(
        [FIRST_RUN, KILLED_RUN, SHORT_RUN], 550, age, migrations=THREE_VERSIONS
    ),
    "an earlier layout": Scenario([FIRST_RUN, KILLED_RUN, SHORT_RUN], 600, go_back),
    "a file of another machine": Scenario(
        [FIRST_RUN, SECOND_RUN, KILLED_RUN, MERGING_RUN], 600, arrive, arrives=True
    ),
}


@dataclass
class Expected:
    """The saved documents by id, and the one that was being saved when an error occurred."""

    kept: dict[str, SessionRecord | None] = field(default_factory=dict)
    maybe: dict[str, list[SessionRecord | None]] = field(default_factory=dict)
    version: int = 0

    def agrees(self, sessions: Sequence[SessionRecord]) -> bool:
        """Returns whether exactly the saved documents are there."""
        found = {each.id: each for each in sessions}
        return all(
            found.get(name) in (self.kept.get(name), *self.maybe.get(name, ()))
            for name in {*found, *self.kept, *self.maybe}
        )

    def take(self, history: TinyHistory, step: Step) -> None:
        """Does a step; an error in it must be a `UserError`."""
        what, name = step
        if what in ("save", "again"):
            self.version += 1
            record = make_session(date(2026, 11, 22), record_id=name, note=str(self.version))
            record = replace(record, updated_at=AN_INSTANT + timedelta(seconds=self.version))
            self._change(name, record, lambda: history.save(record))
        elif what == "import":
            record = make_session(record_id=name)
            incoming = ImportedFile({"sessions": {"1": session_document(record)}})
            self._change(name, record, lambda: history.import_export().merge(incoming))
        elif what == "remove":
            self._change(name, None, lambda: history.remove(name))
        else:
            with suppress(UserError):
                {"open": history.open, "compact": history.compact, "close": history.close}[what]()

    def _change(self, name: str, outcome: SessionRecord | None, do: Callable[[], object]) -> None:
        self.maybe.setdefault(name, []).append(outcome)
        with suppress(UserError):
            do()
            self.kept[name] = outcome
            del self.maybe[name]
