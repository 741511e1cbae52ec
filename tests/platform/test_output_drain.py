"""What was written and is not read yet is known without the other end."""

from __future__ import annotations

import os
import sys
import tty

import pytest

from calf_tui.platform.output_drain import output_drain


@pytest.mark.skipif(sys.platform != "linux", reason="the other kind asks the system")
def test_a_terminal_tells_when_it_has_read_all() -> None:
    master, slave = os.openpty()
    tty.setraw(slave)
    drain = output_drain(slave)
    text = b"x" * 3000
    for _ in range(20):
        os.write(slave, text)
        drain.note_write()
        assert not drain.wait(0.005)
        left = len(text)
        while left > 500:
            left -= len(os.read(master, 100))
        assert not drain.wait(0.005)
        while left:
            left -= len(os.read(master, left))
        assert drain.wait(1)
    drain.close()
    os.close(slave)
    os.close(master)


def test_where_nobody_can_tell_all_counts_as_read() -> None:
    reading, writing = os.pipe()
    drain = output_drain(writing)
    os.write(writing, b"x" * 3000)
    drain.note_write()
    assert drain.wait(1)
    drain.close()
    os.close(reading)
    os.close(writing)
