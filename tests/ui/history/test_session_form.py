from __future__ import annotations

from dataclasses import replace
from datetime import date

from calf_tui.core.settings import Settings
from calf_tui.training.record_editor import RecordEditor
from calf_tui.ui.history.session_form import rows_of_new, session_of
from tests.fakes import FakeClock, MemoryHistory
from tests.ui.conftest import BUILT_IN


def test_two_routines_of_one_name_are_told_apart() -> None:
    strength = BUILT_IN.find("strength")
    mine = replace(strength, id="mine")
    routines = (strength, mine)
    rows = rows_of_new(routines, date(2026, 11, 22))
    (field,) = rows[0].fields
    assert field.text == "Strength (strength)"
    rows[0] = replace(rows[0], fields=(field.stepped(1),))
    record_editor = RecordEditor(FakeClock(), MemoryHistory(), Settings())
    assert session_of(rows, routines, record_editor).routine == "mine"
