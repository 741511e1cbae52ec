"""The words of the command `report`."""

from __future__ import annotations

from calf_tui.cli.argument_types import a_count, a_path

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    import argparse

WEEKS = 12


def add_report(report: argparse.ArgumentParser) -> None:
    """What the page holds, its form, and where it goes."""
    report.add_argument(
        "-o",
        "--output",
        type=a_path,
        metavar="FILE",
        help="into a file, as a page of HTML unless it ends in .txt; - is the output, as text",
    )
    report.add_argument(
        "--weeks",
        type=a_count,
        default=WEEKS,
        metavar="N",
        help=f"how many weeks; {WEEKS} if not given",
    )
    form = report.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="a page with charts, to print or send")
    form.add_argument("--text", action="store_true", help="lines of text")
    report.add_argument(
        "--notes", action="store_true", help="with your notes and other words of your own"
    )
    report.add_argument("--force", action="store_true", help="in the place of a file that exists")
