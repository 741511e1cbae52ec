from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.text.sanitizing import storable_text
from calf_tui.storage.database.journal import (
    RESERVED,
    Entry,
    Journal,
    Reading,
    line_of,
    read_journal,
    reading_of,
)
from calf_tui.storage.files.atomic_write import FileSignature
from calf_tui.storage.files.disk import Disk
from calf_tui.storage.files.file_names import names_of
from tests.storage.support.disks import FailingDisk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calf_tui.storage.files.file_names import FileNames

contents = st.dictionaries(
    st.text(max_size=5).map(storable_text),
    st.integers(-9, 9) | st.text(max_size=9).map(storable_text),
    max_size=3,
)
entry_lists = st.lists(contents, min_size=1, max_size=6).map(
    lambda made: [Entry("w", number, each) for number, each in enumerate(made, 1)]
)


@pytest.fixture
def names(tmp_path: Path) -> FileNames:
    return names_of(tmp_path / "training.json")


@pytest.fixture
def disk() -> FailingDisk:
    return FailingDisk()


@pytest.fixture
def journal(names: FileNames, disk: FailingDisk) -> Iterator[Journal]:
    journal = Journal(names, disk)
    journal.open("w", 0)
    yield journal
    journal.close()


def numbers_in(reading: Reading) -> list[int]:
    return [each.number for each in reading.entries]


@given(entry_lists)
def test_lines_come_back_as_they_were(entries: list[Entry]) -> None:
    data = b"".join(map(line_of, entries))
    assert reading_of(data + bytes(99))[:4] == (tuple(entries), 0, len(data), len(data))


@given(entry_lists, st.data())
def test_a_flipped_bit_costs_at_most_the_two_lines_it_is_between(
    entries: list[Entry], data: st.DataObject
) -> None:
    whole = bytearray(b"".join(map(line_of, entries)))
    place = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[place // 8] ^= 1 << place % 8
    found = reading_of(bytes(whole)).entries
    assert set(map(str, found)) <= set(map(str, entries))
    assert len(found) >= len(entries) - 2


@given(entry_lists, st.data())
def test_a_journal_cut_anywhere_has_every_line_before_the_cut(
    entries: list[Entry], data: st.DataObject
) -> None:
    lines = list(map(line_of, entries))
    whole = b"".join(lines)
    cut = data.draw(st.integers(0, len(whole)))
    reading = reading_of(whole[:cut] + bytes(cut % 7))
    ends = [len(b"".join(lines[:count])) for count in range(len(lines) + 1)]
    complete = sum(end <= cut for end in ends) - 1
    assert reading[:4] == (tuple(entries[:complete]), 0, ends[complete], cut)
    assert reading.fault == ("was cut short" if complete else "is empty")


@given(st.binary(max_size=60))
def test_no_bytes_are_taken_for_a_line_by_chance(data: bytes) -> None:
    assert reading_of(data).entries == ()


def test_a_line_without_measure_or_end_is_damaged() -> None:
    deep = b'{"a":' * 200_000
    assert reading_of(b"\n\nx\n" + deep + b"\n").damaged == 4


def test_space_is_reserved_before_the_first_line(names: FileNames, journal: Journal) -> None:
    assert names.journal.stat().st_size == RESERVED
    journal.append({"a": 1})
    assert names.journal.stat().st_size == RESERVED
    assert numbers_in(read_journal(names.journal)) == [1, 2]
    assert read_journal(names.journal).fault == ""


@pytest.mark.parametrize("left", [1, 2, 3, 4])
def test_lines_that_became_zeros_are_missed(names: FileNames, journal: Journal, left: int) -> None:
    for number in range(4):
        journal.append({"a": number})
    data = names.journal.read_bytes()
    end = sum(map(len, data.splitlines(keepends=True)[:left]))
    assert reading_of(data).fault == ""
    zeroed = reading_of(data[:end].ljust(len(data), b"\0"))
    assert (len(zeroed.entries), zeroed.fault) == (left, "lacks its end")
    # With the mark still there, only a last line that may never have been whole is not missed.
    hole = data[:end].ljust(journal.length, b"\0") + data[journal.length :]
    assert reading_of(hole).fault == ("lacks its end" if left < 4 else "")


def test_a_line_is_one_write_and_one_sync(journal: Journal, disk: FailingDisk) -> None:
    for number in range(3):
        disk.steps.clear()
        journal.append({"a": number})
        assert disk.steps == ["write", "sync"]


@pytest.mark.parametrize("is_hole", [True, False])
def test_a_journal_that_lacks_its_end_still_does_when_lines_follow(
    names: FileNames, journal: Journal, *, is_hole: bool
) -> None:
    for number in range(4):
        journal.append({"a": number})
    journal.close()
    data = names.journal.read_bytes()
    end = sum(map(len, data.splitlines(keepends=True)[:2]))
    rest = data[journal.length :] if is_hole else bytes(len(data) - journal.length)
    names.journal.write_bytes(data[:end].ljust(journal.length, b"\0") + rest)
    journal.open("w", 2)
    for number in range(3):
        journal.append({"b": number})
    reading = read_journal(names.journal)
    assert (numbers_in(reading), reading.fault) == ([1, 2, 3, 4, 5], "lacks its end")


@given(st.integers(1, 3), st.integers(0, 1_000_000), st.integers(0, 1_000_000))
def test_lines_after_zeros_are_read(lost: int, begin: int, end: int) -> None:
    lines = [line_of(Entry("w", number, {"a": "x" * number})) for number in range(1, 6)]
    start = sum(map(len, lines[:lost]))
    size = len(lines[lost])
    begin, end = sorted((begin % size, end % size))
    data = bytearray(b"".join(lines))
    data[start + begin : start + end + 1] = bytes(end + 1 - begin)
    reading = reading_of(bytes(data))
    assert reading.damaged == 1
    assert {1, 2, 3, 4, 5} - {*numbers_in(reading)} <= {lost + 1}


def test_a_line_longer_than_the_space_makes_the_journal_longer(
    names: FileNames, journal: Journal
) -> None:
    journal.append({"a": "x" * RESERVED})
    journal.append({"a": 1})
    assert numbers_in(read_journal(names.journal)) == [1, 2, 3]
    assert read_journal(names.journal).fault == ""


@pytest.mark.parametrize("less", range(-1, 45, 4))
def test_a_line_that_ends_about_where_the_space_ends_is_whole(
    names: FileNames, journal: Journal, less: int
) -> None:
    frame = len(line_of(Entry("w", 2, {"a": ""})))
    journal.append({"a": "x" * (RESERVED - journal.length - frame - less)})
    assert journal.length == RESERVED - less
    assert read_journal(names.journal)[1:3] == (0, journal.length)
    journal.append({"a": 1})
    reading = read_journal(names.journal)
    assert (numbers_in(reading), reading.damaged, reading.fault) == ([1, 2, 3], 0, "")


def test_lines_go_on_where_an_earlier_run_stopped(names: FileNames, journal: Journal) -> None:
    journal.append({"a": 1})
    journal.close()
    torn = line_of(Entry("w", 3, {"a": "never finished, and rather long"}))[:-9]
    with Disk().open(names.journal) as file:
        Disk().write(file, torn, at=journal.length)
    journal.open("w", 2)
    journal.append({"a": 2})
    journal.append({"a": 3})
    assert numbers_in(read_journal(names.journal)) == [1, 2, 3, 4]
    assert read_journal(names.journal).damaged == 0


@pytest.mark.parametrize("step", ["write", "sync"])
def test_a_line_that_failed_is_written_over(
    names: FileNames, journal: Journal, disk: FailingDisk, step: str
) -> None:
    disk.failing = step
    with pytest.raises(OSError, match="error"):
        journal.append({"a": "a long line that did not make it"})
    disk.failing = ""
    journal.append({"a": 1})
    (_, entry) = read_journal(names.journal).entries
    assert entry == Entry("w", 2, {"a": 1})
    assert read_journal(names.journal).damaged == 0


def test_a_new_journal_knows_the_line_before_it(names: FileNames, journal: Journal) -> None:
    journal.append({"a": 1})
    journal.begin_anew(FileSignature(1, 2, 3))
    journal.append({"a": 2})
    first, last = read_journal(names.journal).entries
    assert (first.content["after"], first.content["generations"]) == (2, [[1, 2, 3]])
    assert (first.number, last.number) == (3, 4)


def test_a_journal_without_a_name_is_gone(names: FileNames, journal: Journal) -> None:
    assert not journal.is_gone
    names.journal.unlink()
    assert journal.is_gone


def test_a_journal_that_was_moved_away_is_gone(tmp_path: Path, names: FileNames) -> None:
    own = names_of(names.base, tmp_path / "state", "machine")
    own.own.mkdir(parents=True)
    journal = Journal(own, Disk())
    journal.open("w", 0)
    (tmp_path / "state").rename(tmp_path / "trash")
    assert journal.is_gone
    journal.close()


@pytest.mark.parametrize("step", ["create", "write", "sync", "replace", "open"])
def test_a_new_journal_that_failed_leaves_one_to_go_on_with(
    names: FileNames, journal: Journal, disk: FailingDisk, step: str
) -> None:
    journal.append({"a": 1})
    disk.failing = step
    with pytest.raises(OSError, match="error"):
        journal.begin_anew()
    disk.failing = ""
    journal.append({"a": 2})
    first, *_, last = read_journal(names.journal).entries
    assert (first.content["after"], last.content) == (2 if step == "open" else 0, {"a": 2})
    assert not list(names.base.parent.glob("*.tmp"))
