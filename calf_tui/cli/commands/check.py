"""The command `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.output import print_done, print_line
from calf_tui.cli.wiring_from_options import wait_for_other, wiring_of
from calf_tui.core.errors import UserError
from calf_tui.core.text.formatting import count

if TYPE_CHECKING:
    from argparse import Namespace


def check(options: Namespace) -> None:
    """Prints the state of the files, after a repair if asked for; raises `UserError` for damage."""
    from calf_tui.cli.maintenance import checkup, repair

    wiring = wiring_of(options)
    print_line(f"Your records: {wiring.paths.data.absolute()}")
    if options.repair:
        wait_for_other(wiring.is_in_use)
        for done in repair(wiring):
            print_done("Mended", done)
    findings = checkup(wiring)
    problems = [each for each in findings if not each.is_well]
    for each in findings:
        print_line(f"{'  ' if each.is_well else '! '}{each.text}")
        if each.repair:
            print_line(f"    With --repair: {each.repair}.")
    mistyped = (*wiring.setting_faults(), *wiring.key_faults())
    if mistyped:
        print_line("Your settings and keys:")
    for fault in mistyped:
        print_line(f"  {fault}")
    if not problems and not mistyped:
        print_line("All is well.")
    elif not problems:
        raise UserError(_mistyped_in_words(len(mistyped)))
    elif any(each.repair for each in problems):
        raise UserError(
            "Not all is well; `calf-tui check --repair` mends it and deletes no record."
        )
    else:
        raise UserError("Not all is well, and a repair can do nothing about it.")


def _mistyped_in_words(lines: int) -> str:
    """What lines of settings or keys that have a fault mean for the runner."""
    its_place, it = ("its place", "it") if lines == 1 else ("their place", "them")
    return (
        f"Your records are well, and training works: {count(lines, 'line')} above "
        f"{'is' if lines == 1 else 'are'} left out, and in {its_place} the default is used. "
        f"Correct {it}, or delete {it}."
    )
