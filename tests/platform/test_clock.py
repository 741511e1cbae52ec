"""How long the program was kept waiting, as the system tells it thread by thread."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from calf_tui.platform.clock import COUNT_EVERY, ProcessorWait


class Threads:
    """What the system tells of the threads of a program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def waited(self, **seconds: float) -> None:
        for name, each in seconds.items():
            (self.folder / name).mkdir(exist_ok=True)
            (self.folder / name / "schedstat").write_text(f"1981 {int(each * 1e9)} 42\n")


@pytest.fixture
def threads(tmp_path: Path) -> Threads:
    return Threads(tmp_path)


def test_the_longest_wait_of_any_thread_is_counted(threads: Threads) -> None:
    threads.waited(one=3.0, two=1.0)
    counted = ProcessorWait(threads.folder)
    before = counted.seconds(100.0)
    threads.waited(one=3.5, two=5.0, three=2.0)
    assert counted.seconds(108.0) - before == 4.0
    assert counted.seconds(120.0) - before == 4.0


def test_it_is_not_counted_at_every_look(threads: Threads) -> None:
    threads.waited(one=1.0)
    counted = ProcessorWait(threads.folder)
    before = counted.seconds(100.0)
    threads.waited(one=1.5)
    assert counted.seconds(100.0 + 0.9 * COUNT_EVERY) == before
    assert counted.seconds(100.0 + COUNT_EVERY) == before + 0.5


def test_a_thread_that_ended_takes_nothing_back(threads: Threads) -> None:
    threads.waited(one=1.0, two=9.0)
    counted = ProcessorWait(threads.folder)
    before = counted.seconds(100.0)
    (threads.folder / "two" / "schedstat").unlink()
    assert counted.seconds(200.0) == before


@pytest.mark.parametrize("told", [b"", b"1 x 2\n", b"\xff", b"12\n"])
def test_what_cannot_be_understood_counts_for_nothing(threads: Threads, told: bytes) -> None:
    threads.waited(one=0.0)
    (threads.folder / "one" / "schedstat").write_bytes(told)
    assert ProcessorWait(threads.folder).seconds(100.0) == 0.0


def test_where_the_system_tells_nothing_there_is_nothing_to_count(tmp_path: Path) -> None:
    assert ProcessorWait(tmp_path / "nowhere").seconds(100.0) == 0.0


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells of threads")
def test_a_real_program_beside_another_on_its_processor_is_kept_waiting() -> None:
    ours = os.sched_getaffinity(0)
    counted = ProcessorWait()
    try:
        os.sched_setaffinity(0, {min(ours)})
        before = counted.seconds(0.0)
        with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as other:
            deadline = time.monotonic() + 20.0
            after = before
            for look in range(1, 1_000_000):
                after = counted.seconds(look * COUNT_EVERY)
                if after - before > 0.05 or time.monotonic() > deadline:
                    break
            other.kill()
        assert after - before > 0.05
    finally:
        os.sched_setaffinity(0, ours)
