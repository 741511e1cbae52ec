"""Two machines that share a history, by copying the data file over each other's and by merging."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from calf_tui.storage.database.merge import content_of, merged
from calf_tui.storage.health_check import examine
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.sync.import_export import export_text
from calf_tui.storage.sync.imported_file import imported_file_in
from tests.full import of_full
from tests.records import AN_INSTANT
from tests.storage.support.histories import MEMORY
from tests.storage.support.machines import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pair:
    """Two machines with a history each, one clock, and everything that was ever written."""

    def __init__(self, folder: Path) -> None:
        ticks = count(1)
        self.versions: list[dict[str, Any]] = []
        self.machines = [Editor(folder, name, timedelta(0), lambda: next(ticks)) for name in "ab"]
        for each in self.machines:
            each.versions = self.versions

    def expected(self) -> dict[str, dict[str, Any]]:
        """By id, what merging everything that was ever written comes to."""
        files = [{"sessions": {"1": each}} for each in self.versions]
        return {each["id"]: each for each in merged(*files).get("sessions", {}).values()}


class Editor(Machine):
    """One of them, which notes each version that it writes."""

    versions: list[dict[str, Any]]

    def edit(self, name: str) -> None:
        """Keeps a session, new or edited, or puts a deleted one back."""
        self.save(name, str(self.now()))
        self.versions.append(self.documents()[name])

    def remove(self, name: str) -> None:
        if name in {each.id for each in self.history.sessions()}:
            self.history.remove(name)
            self.versions.append(self.documents()[name])

    def overwrite(self, other: Editor) -> None:
        """A sync service puts this machine's file in the place of the other's."""
        if self.path.exists():
            temporary = other.path.with_name("arriving")
            shutil.copyfile(self.path, temporary)
            temporary.replace(other.path)

    def send(self, other: Editor) -> None:
        """The other imports what this one exports."""
        text = export_text(self.history.import_export().tables())
        other.history.import_export().merge(imported_file_in(text.encode()))

    def documents(self) -> dict[str, dict[str, Any]]:
        tables = self.history.import_export().tables()
        return {each["id"]: each for each in tables.get("sessions", {}).values()}


STEPS = ("edit", "remove", "compact", "close", "kill", "overwrite", "send")
steps = st.tuples(st.integers(0, 1), st.sampled_from(STEPS), st.sampled_from("xyz"))


def take(machines: list[Editor], step: tuple[int, str, str]) -> None:
    number, what, name = step
    machine, other = machines[number], machines[1 - number]
    if what in ("overwrite", "send"):
        getattr(machine, what)(other)
    elif what in ("edit", "remove"):
        getattr(machine, what)(name)
    else:
        {"compact": machine.history.compact, "close": machine.close, "kill": machine.kill}[what]()


@given(st.lists(steps, max_size=25))
@settings(max_examples=of_full(100, 15))
@example([(0, "edit", "x"), (0, "close", ""), (1, "edit", "y"), (0, "overwrite", "")])
@example([(1, "edit", "x"), (1, "close", ""), (1, "edit", "y"), (1, "kill", "")])
def test_whatever_two_machines_do_nothing_is_lost_and_they_end_equal(
    taken: list[tuple[int, str, str]],
) -> None:
    with TemporaryDirectory(dir=MEMORY) as folder, ExitStack() as ending:
        world = Pair(Path(folder))
        for machine in world.machines:
            ending.callback(machine.kill)
        for step in taken:
            take(world.machines, step)
        one, other = world.machines
        one.send(other)
        other.send(one)

        assert seen(one.documents()) == seen(other.documents()) == seen(world.expected())
        for machine in world.machines:
            machine.close()
            assert plain(machine.path) == seen(world.expected())


class TestAFileThatArrives:
    """While the app runs, or before it starts."""

    @pytest.fixture
    def machines(self, tmp_path: Path) -> Iterator[tuple[Editor, Editor]]:
        """Two with one session in common, and one of its own each."""
        world = Pair(tmp_path)
        ours, theirs = world.machines
        ours.edit("x")
        ours.close()
        ours.overwrite(theirs)
        ours.edit("y")
        theirs.edit("z")
        theirs.close()
        yield ours, theirs
        ours.kill()

    def test_is_seen_at_once_and_merged_into_the_file(
        self, machines: tuple[Editor, Editor]
    ) -> None:
        ours, theirs = machines
        ours.history.compact()
        theirs.overwrite(ours)

        assert [each.id for each in ours.history.sessions()] == ["x", "y", "z"]
        ours.history.compact()
        assert ours.history.notices() == (
            f"{ours.path} came in from elsewhere: 1 session new, 1 already here; "
            "1 session that it lacked came back.",
        )
        assert plain(ours.path) == seen(ours.documents())
        assert not ours.names.before_edit.exists()

    def test_is_merged_when_the_app_is_closed_and_when_it_starts(
        self, machines: tuple[Editor, Editor]
    ) -> None:
        ours, theirs = machines
        theirs.overwrite(ours)
        ours.close()
        assert len(plain(ours.path)) == 3
        theirs.overwrite(ours)

        reader = TinyHistory(ours.path, lambda: AN_INSTANT, names=ours.names)
        assert len(reader.sessions()) == 3
        ours.history.open()
        assert len(plain(ours.path)) == 3

    def test_is_merged_even_where_the_file_before_is_gone(
        self, machines: tuple[Editor, Editor]
    ) -> None:
        ours, theirs = machines
        ours.history.compact()
        ours.edit("v")
        ours.history.compact()
        for each in (ours.names.previous, *ours.path.parent.glob("backups/*")):
            each.unlink(missing_ok=True)
        theirs.overwrite(ours)

        assert [each.id for each in ours.history.sessions()] == ["v", "x", "y", "z"]

    def test_that_knew_all_of_ours_takes_away_what_was_deleted_and_no_more(
        self, machines: tuple[Editor, Editor]
    ) -> None:
        ours, theirs = machines
        ours.close()
        ours.overwrite(theirs)
        theirs.history.open()
        theirs.remove("x")
        theirs.close()
        theirs.overwrite(ours)
        with TinyDB(ours.path) as database:  # and a hand took one out
            database.table("sessions").remove(doc_ids=[2])

        ours.history.open()

        assert [each.id for each in ours.history.sessions()] == ["y", "z"]
        assert "quarantine" not in ours.history.import_export().tables()
        assert ours.history.notices() == (
            f"{ours.path} came in from elsewhere: 1 session new, 1 deleted; 1 session that "
            "it lacked came back, and what was here before is kept as training.json.before-edit.",
        )
        assert plain(ours.names.before_edit) >= plain_of(ours, "y")
        ours.close()
        ours.history.open()
        assert ours.history.notices() == ()
        assert [each.id for each in ours.history.sessions()] == ["y", "z"]

    def test_and_was_emptied_by_another_program_takes_nothing_away(
        self, machines: tuple[Editor, Editor]
    ) -> None:
        ours, theirs = machines
        ours.close()
        ours.overwrite(theirs)
        theirs.edit("v")
        theirs.close()
        theirs.overwrite(ours)
        with TinyDB(ours.path) as database:
            database.drop_table("sessions")

        findings = examine(ours.names, AN_INSTANT)
        lack = "It lacks 2 sessions kept here that nobody deleted in the app."
        assert [each.is_well for each in findings if each.text == lack] == [False]
        ours.history.open()

        assert [each.id for each in ours.history.sessions()] == ["x", "y"]
        assert ours.history.notices() == (
            f"{ours.path} came in from elsewhere; 2 sessions that it lacked came back, "
            "and what was here before is kept as training.json.before-edit.",
        )
        assert ours.names.before_edit.exists()

    def test_from_which_a_hand_took_one_there_brings_it_back_here(
        self, machines: tuple[Editor, Editor]
    ) -> None:
        ours, theirs = machines
        ours.close()
        ours.overwrite(theirs)
        theirs.edit("v")
        theirs.close()
        with TinyDB(theirs.path) as database:
            assert database.table("sessions").remove(where("id") == "x")
        theirs.overwrite(ours)

        assert [each.id for each in ours.history.sessions()] == ["v", "x", "y", "z"]

    def test_with_an_edit_of_what_was_edited_here_too_keeps_both(
        self, machines: tuple[Editor, Editor]
    ) -> None:
        ours, theirs = machines
        ours.edit("x")
        theirs.edit("x")
        theirs.close()
        theirs.overwrite(ours)

        ours.history.compact()

        newer = theirs.documents()["x"]
        assert ours.documents()["x"] == newer
        kept = ours.history.import_export().tables()["quarantine"].values()
        assert [each["document"]["id"] for each in kept] == ["x"]

    def test_that_is_an_older_one_of_ours_takes_nothing_away(
        self, machines: tuple[Editor, Editor]
    ) -> None:
        ours, _ = machines
        older = ours.path.read_bytes()
        for name in ("u", "v"):
            ours.edit(name)
            ours.history.compact()
            ours.path.write_bytes(older)
            ours.history.compact()

        assert [each.id for each in ours.history.sessions()] == ["u", "v", "x", "y"]
        assert ours.history.notices() == (
            f"{ours.path} was replaced by an older one; 2 sessions that it lacked came back.",
            f"{ours.path} was replaced by an older one; 3 sessions that it lacked came back.",
        )


def seen(documents: dict[str, dict[str, Any]]) -> set[bytes]:
    return {content_of(each) for each in documents.values()}


def plain_of(machine: Editor, name: str) -> set[bytes]:
    return {content_of(machine.documents()[name])}


def plain(path: Path) -> set[bytes]:
    """What TinyDB alone finds in the file."""
    with TinyDB(path) as database:
        return {content_of(dict(each)) for each in database.table("sessions")}
