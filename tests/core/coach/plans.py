"""The plans that ship with the program, by id."""

from __future__ import annotations

from pathlib import Path

from calf_tui.toml_files.plans import PlanFolders

ASSETS = Path(__file__).parents[3] / "assets" / "plans"
PLANS = PlanFolders(ASSETS, Path("/nowhere"), tuple).by_id()
