"""Quotes five lines of the newest kept record in the README: `python -m tests.bench.readme`."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bench.table import Row, read_record, text_of

README = Path(__file__).parents[2] / "README.md"
RELEASES = Path(__file__).with_name("releases")
"""A record for each version, written by `python -m tests.bench --json`."""
QUOTED = (
    "first frame, of a processor",
    "key to screen beside a running set, p99",
    "running set, heel_raise_box",
    "3,650 sessions: Trends page",
    "stats --line, 3,650 sessions",
)
BLOCK = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


def newest_record() -> Path:
    """Returns the record of the latest version."""
    return max(RELEASES.glob("*.json"), key=lambda path: [int(n) for n in path.stem.split(".")])


def figures(record: Path) -> str:
    """Returns the part of the README that quotes a record."""
    version, machine, rows = read_record(record)
    by_name: dict[str, Row] = {each.name: each for each in rows}
    quoted = text_of(by_name[name] for name in QUOTED)
    return f"\nVersion {version} on {machine}:\n\n```text\n{quoted}\n```\n\n"


def with_figures(readme: str, record: Path) -> str:
    """Returns the README with the figures of a record."""
    said = figures(record)
    return BLOCK.sub(lambda _: said, readme)


if __name__ == "__main__":
    README.write_text(with_figures(README.read_text("utf-8"), newest_record()), "utf-8")
