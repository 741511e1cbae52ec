"""A data file's tables to test with."""

from __future__ import annotations

from typing import Any

OURS: dict[str, dict[str, Any]] = {
    "meta": {"1": {"schema_version": 1, "created_at": "2026-11-22T17:03:11.482Z"}},
    "sessions": {"1": {"id": "a", "note": "kept"}},
}
MORE = {**OURS, "sessions": {**OURS["sessions"], "2": {"id": "b", "note": "größer ✓ 🏃"}}}
