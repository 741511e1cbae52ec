from __future__ import annotations

from typing import TYPE_CHECKING

from tinydb import TinyDB

from calf_tui.storage.database.schema import SCHEMA_VERSION
from tests.cli.support.running import MODULE, run_process
from tests.full import MUTED

if TYPE_CHECKING:
    from pathlib import Path

TWO_SHORT_SETS = """\
name = "Quick look"
get_ready = 0
[[step]]
exercise = "downward_dog"
sets = 2
seconds = 0.7
rest = 0
"""


def test_a_session_in_lines_of_text_trains_to_its_end_and_is_kept(tmp_path: Path) -> None:
    routine, data = tmp_path / "quick-look.toml", tmp_path / "new" / "training.json"
    routine.write_text(TWO_SHORT_SETS)

    code, output, errors = run_process(
        [*MODULE, *MUTED, "--plain", "--data", str(data), "start", str(routine)],
        {"CALF_TUI_CONFIG": str(tmp_path / "config")},
    )

    assert (code, errors) == (0, "")
    first, *lines, last = output.splitlines()
    assert first.startswith("Quick look: 1 move, 2 s. ")
    assert lines == [
        "Downward-facing dog, set 1 of 2, 0.7 seconds. Go.",
        "Downward-facing dog, set 2 of 2, 0.7 seconds. Go.",
    ]
    assert last.startswith("Quick look completed: 2 sets in 0:02. 1 of 3 this week")
    with TinyDB(data) as database:
        (session,) = database.table("sessions").all()
        (meta,) = database.table("meta").all()
    assert meta["schema_version"] == SCHEMA_VERSION
    assert (session["routine"], session["routine_name"]) == ("quick-look", "Quick look")
    assert session["status"] == "completed"
    assert 1.3 <= session["active_seconds"] <= 1.5
    kept = [
        (each["set"], each["planned"], each["done"], each["outcome"]) for each in session["sets"]
    ]
    assert kept == [(number, {"seconds": 0.7}, {"seconds": 0.7}, "done") for number in (1, 2)]
