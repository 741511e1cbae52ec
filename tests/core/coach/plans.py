"""The plans by id, and the routines, that ship with the program."""

from __future__ import annotations

from pathlib import Path

from calf_tui.toml_files.plans import PlanFolders
from calf_tui.toml_files.toml_folders import RoutineFolders

ASSETS = Path(__file__).parents[3] / "assets"
PLANS = PlanFolders(ASSETS / "plans", Path("/nowhere"), tuple).by_id()
ROUTINES = RoutineFolders(ASSETS / "routines", Path("/nowhere")).all()
