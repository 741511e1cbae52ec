"""The installed command in a real terminal, in real time."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

from calf_tui.core.session.engine import STALL_SECONDS
from tests.audio.recordings.playing import frozen
from tests.cli.support.histories import own_history
from tests.full import MUTED
from tests.storage.support.histories import SESSIONS, write_ten_years
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.records.session_record import SessionRecord
    from tests.terminal import Terminal

FIVE_SECONDS = """
name = "Five seconds"
get_ready = 1
[[step]]
exercise = "downward_dog"
sets = 2
seconds = 1
rest = 2
"""


@pytest.fixture
def command(tmp_path: Path) -> Sequence[str]:
    """`calf-tui` as it was installed, over files of this test's own."""
    installed = shutil.which("calf-tui", path=str(Path(sys.executable).parent))
    if installed is None:
        pytest.skip("the command calf-tui is not installed beside this Python")
    data, config = str(tmp_path / "training.json"), str(tmp_path / "config")
    return [installed, "--data", data, "--config", config, *MUTED]


@pytest.fixture
def routine(tmp_path: Path) -> str:
    path = tmp_path / "five.toml"
    path.write_text(FIVE_SECONDS)
    return str(path)


def sessions_in(folder: Path) -> list[dict[str, Any]]:
    """What plain TinyDB finds."""
    with TinyDB(folder / "training.json") as database:
        return [dict(each) for each in database.table("sessions").all()]


def sessions_of(folder: Path) -> tuple[SessionRecord, ...]:
    """What the program would show, whether its journal is in the file yet or not."""
    return own_history(folder / "training.json").sessions()


def wait_until(terminal: Terminal, is_so: Callable[[], bool], seconds: float = 2.0) -> None:
    """Lets the program write, which takes it some milliseconds."""
    until = time.monotonic() + seconds
    while not is_so() and time.monotonic() < until:
        terminal.read_for(0.05)
    assert is_so()


def threads_of(terminal: Terminal) -> int:
    """How many it has; 0 where the system does not list them."""
    tasks = Path(f"/proc/{terminal.process.pid}/task")
    return len(list(tasks.iterdir())) if tasks.exists() else 0


def seconds_of(session: dict[str, Any]) -> float:
    started, ended = (
        datetime.fromisoformat(session[key].replace("Z", "+00:00"))
        for key in ("started_at", "ended_at")
    )
    return (ended - started).total_seconds()


def test_a_runner_trains_from_the_first_key_to_the_week(
    command: Sequence[str], routine: str, tmp_path: Path
) -> None:
    with_helpers = [*command, "--sound", ""]  # for the first backend that plays
    with run_in_terminal([*with_helpers, "start", routine]) as terminal:
        terminal.wait_for("GET READY")
        terminal.wait_for("REST", seconds=8)
        wait_until(terminal, lambda: bool(sessions_in(tmp_path)))
        (session_in_progress,) = sessions_in(tmp_path)
        assert session_in_progress["status"] == "partial"
        terminal.wait_for("completed", seconds=8)
        terminal.press("qq")  # to the first screen, and out
        assert terminal.wait_for_end() == 0
        assert "Traceback" not in terminal.output
    (session,) = sessions_in(tmp_path)
    assert session["status"] == "completed"
    assert [each["outcome"] for each in session["sets"]] == ["done", "done"]
    assert seconds_of(session) == pytest.approx(5, abs=0.3)
    assert session["active_seconds"] == pytest.approx(5, abs=0.3)


def test_after_ten_years_a_set_is_in_the_journal_at_once_and_in_the_file_at_the_end(
    command: Sequence[str], routine: str, tmp_path: Path
) -> None:
    write_ten_years(tmp_path / "training.json")
    with run_in_terminal([*command, "start", routine]) as terminal:
        terminal.wait_for("REST", seconds=12)
        wait_until(terminal, lambda: len(sessions_of(tmp_path)) == SESSIONS + 1)
        assert len(sessions_in(tmp_path)) == SESSIONS
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 143
        assert "Traceback" not in terminal.output
    assert len(sessions_in(tmp_path)) == SESSIONS + 1


def test_a_runner_ends_after_the_first_set(
    command: Sequence[str], routine: str, tmp_path: Path
) -> None:
    with run_in_terminal([*command, "start", routine]) as terminal:
        terminal.wait_for("REST", seconds=8)
        terminal.press("q")
        terminal.wait_for("End the session here?")
        terminal.press("\r")
        terminal.wait_for("partly done")
        terminal.press("qq")  # to the first screen, and out
        assert terminal.wait_for_end() == 0
    (session,) = sessions_in(tmp_path)
    assert (session["status"], len(session["sets"])) == ("partial", 1)


def test_what_was_finished_outlives_a_closed_window(
    command: Sequence[str], routine: str, tmp_path: Path
) -> None:
    """The system sends SIGHUP and SIGCONT together, and every read of the terminal is empty."""
    with run_in_terminal([*command, "start", routine]) as terminal:
        terminal.wait_for("REST", seconds=8)
        terminal.process.send_signal(signal.SIGHUP)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.close_window()
        terminal.process.wait(timeout=10)
    (session,) = sessions_in(tmp_path)
    assert [each["outcome"] for each in session["sets"]] == ["done"]
    with run_in_terminal(command) as terminal:
        terminal.wait_for("Five seconds, begun at")
        terminal.press("k")
        terminal.wait_for("Kept: ")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert [each["id"] for each in sessions_in(tmp_path)] == [session["id"]]


def test_what_was_finished_outlives_a_kill_and_is_gone_on_with(
    command: Sequence[str], routine: str, tmp_path: Path
) -> None:
    with run_in_terminal([*command, "start", routine]) as terminal:
        terminal.wait_for("REST", seconds=8)
        wait_until(terminal, lambda: bool(sessions_of(tmp_path)))
        terminal.process.kill()
        terminal.wait_for_end()
    (session,) = sessions_of(tmp_path)
    assert [each.outcome for each in session.sets] == ["done"]
    with run_in_terminal(command) as terminal:
        terminal.wait_for("Five seconds, begun at")
        terminal.press("\r")
        terminal.wait_for("READY")
        terminal.wait_for("completed", seconds=10)
        terminal.press("qq")  # to the first screen, and out
        assert terminal.wait_for_end() == 0
    (whole,) = sessions_in(tmp_path)
    assert (whole["id"], whole["status"]) == (session.id, "completed")
    assert [each["outcome"] for each in whole["sets"]] == ["done", "done"]


def test_a_session_that_was_stopped_comes_back_paused(command: Sequence[str], routine: str) -> None:
    with run_in_terminal([*command, "start", routine]) as terminal:
        terminal.wait_for("GET READY")
        with frozen(terminal.process.pid):
            time.sleep(STALL_SECONDS + 1.0)  # the installed program has the real clock
        terminal.wait_for("It was asleep")
        terminal.press(" ")
        terminal.wait_for("completed", seconds=15)


def test_a_program_stopped_and_continued_has_one_reader_of_keys_who_finds_a_page_and_a_session(
    command: Sequence[str],
) -> None:
    with run_in_terminal(command) as terminal:
        terminal.wait_for("Your first session starts week one.")
        terminal.read_for(0.5)
        before = threads_of(terminal)
        for _ in range(3):
            terminal.process.send_signal(signal.SIGSTOP)
            terminal.process.send_signal(signal.SIGCONT)
            terminal.read_for(0.5)
        # One more may have come for a task of its own, such as the day's backup.
        assert threads_of(terminal) <= before + 1
        # Each key is taken once, and leads to a page by way of the command palette.
        terminal.press("\x10")
        terminal.wait_for("Go to Week")
        terminal.press("trends")
        terminal.wait_for("p and then 3")
        terminal.press("\r")
        terminal.wait_for("Here will be, week by week")
        before = len(terminal.output)
        terminal.press("q")  # to the first screen
        terminal.wait_for("before/after a run", since=before)
        terminal.press("\x1b[B\x1b[B\x1b[B\r")
        terminal.wait_for("What this is, and is not")
        terminal.press("\x1b")
        terminal.wait_for("GET READY")
        terminal.press("\x03")
        terminal.wait_for("End the session here?")
        before = len(terminal.output)
        terminal.press("\x03")
        terminal.wait_for("before/after a run", since=before)
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0
