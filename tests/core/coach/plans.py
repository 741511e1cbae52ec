"""The plans by id, and the routines, that ship with the program."""

from __future__ import annotations

from pathlib import Path

from calf_tui.library.plan_folders import PlanFolders
from calf_tui.library.routine_folders import RoutineFolders

ASSETS = Path(__file__).parents[3] / "assets"
PLANS = PlanFolders(ASSETS / "plans", Path("/nowhere"), tuple).by_id()
ROUTINES = RoutineFolders(ASSETS / "routines", Path("/nowhere")).all()
