from __future__ import annotations

import pytest

from calf_tui.file_formats.delimited_table import LONGEST_LINE, delimited_table_of


@pytest.mark.parametrize("head", ["", "date,exercise\n", "a,b\n" * 1000])
def test_a_line_of_megabytes_is_no_table(head: str) -> None:
    for more in (" ", "x", '"', ","):
        with pytest.raises(ValueError, match="a line has more than 1,000,000 characters"):
            delimited_table_of(f"{head}{more * (LONGEST_LINE + 1)}\nx")


def test_many_lines_are_a_table() -> None:
    row = f"2026-11-22,{'x' * 99_000}\n"
    assert len(delimited_table_of(f"date,note\n{row * 25}").rows) == 25
