"""The commands `routines list`, `show`, `check` and `new`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.command_setup import wiring_of
from calf_tui.cli.output import print_done, print_json, print_line, print_notice
from calf_tui.core.errors import UserError
from calf_tui.core.session.cue_schedule import phase_cues
from calf_tui.core.session.timeline import Phase, build
from calf_tui.core.text import formatting, spoken_numbers
from calf_tui.core.text.sanitizing import quoted
from calf_tui.storage.files.atomic_write import make_folders
from calf_tui.storage.files.disk import Disk, plain_words
from calf_tui.storage.files.file_names import listed
from calf_tui.toml_files.toml_folders import BUILT_IN, own_file, slug

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from calf_tui.cli.output import Json
    from calf_tui.core.ports import Figures
    from calf_tui.core.routines.routine import Exercise, Routine, Step
    from calf_tui.core.session.cue import Cue

TEMPLATE = """\
name = {name}
description = "What it is for, in one sentence."
get_ready = 5                # seconds before the first set

# Moves: {moves}

[[step]]
exercise = "heel_raise_box"
sets = 3
reps = 12
tempo = {{ up = 1, top = 1, down = 3, bottom = 1 }}   # or tempo = "heavy slow", or pace = "free"
load_kg = 0
rest = 60                    # seconds between sets

[[step]]
exercise = "wall_calf_stretch"
sets = 2
seconds = 30
sides = "each"               # the left leg, then the right

# Steps that come round, here twice:
# [[round]]
# times = 2
# rest = 60                  # between rounds
# [[round.step]]
# exercise = "jump_squat"
# reps = 10
# [[round.step]]
# exercise = "tiptoe_walk"
# seconds = 30

# A move of your own; a step may then name it by its id.
# [[exercise]]
# id = "towel_scrunch"
# name = "Towel scrunch"
# cues = ["Pull the towel in with the toes"]
"""
"""Has fields for the quoted name and the ids of the moves."""


def list_all(options: Namespace) -> None:
    """Prints all routines, and the errors in the files that were left out."""
    routines = wiring_of(options).routines()
    print_line(routines_table(routines.all()))
    for problem in routines.faults():
        print_notice(problem)


def show(options: Namespace) -> None:
    """Prints one routine, move by move."""
    routine = wiring_of(options).routines().find(options.routine)
    if options.json:
        print_json(routine_document(routine))
    else:
        print_line(routine_text(routine))


def check(options: Namespace) -> None:
    """Prints that a routine's file and its figures have no errors; raises `UserError` with them."""
    wiring = wiring_of(options)
    routine = wiring.routines().find(options.file)
    figures = wiring.figures()
    problems = [said for move in routine.exercises if (said := _figure_problem(figures, move))]
    if problems:
        raise UserError("\n".join(problems))
    file = checked_file(options.file, wiring.paths.own_routines)
    print_done("Checked", f"{routine_summary(routine)}, no faults, in {file}")


def checked_file(asked: str, own_folder: Path) -> str:
    """Returns the file that was checked: as asked for, the runner's own, or one that is shipped."""

    if asked.lower().endswith(".toml") or "/" in asked or "\\" in asked:
        return str(own_file(asked, own_folder))
    own = (
        str(each)
        for each in listed(own_folder)
        if each.suffix == ".toml" and slug(each.stem) == slug(asked)
    )
    return next(own, "Calf TUI itself")


def new(options: Namespace) -> None:
    """Writes a new routine's file for the runner to edit."""
    wiring = wiring_of(options)
    moves = wiring.routines().find("daily-six").exercises
    path = write_new_routine(wiring.paths.own_routines, options.name, moves)
    print_done("Made", f"{path}, yours to edit; `calf-tui start {path.stem}` trains it")


def _figure_problem(figures: Figures, move: Exercise) -> str:
    """Returns the error in the figure of a move; "" if there is none."""
    try:
        figures.find(move.id)
    except UserError as error:
        return str(error)
    return ""


def write_new_routine(folder: Path, name: str, moves: tuple[Exercise, ...]) -> Path:
    """Writes a new routine's private file; raises `UserError` if the name is taken, or it fails."""
    file = slug(name)
    if not any(sign.isalnum() for sign in file):
        raise UserError("Give the routine a name with a letter or a digit in it.")
    path, disk = folder / f"{file}.toml", Disk()
    if file in BUILT_IN:
        raise UserError(f'"{file}" is a built-in routine; choose another name.')
    try:
        make_folders(disk, folder)
        with disk.create(path) as target:
            disk.write(target, _filled(name, moves).encode())
    except FileExistsError:
        raise UserError(f"{path} is there already; edit it, or choose another name.") from None
    except (OSError, ValueError) as error:
        reason = plain_words(error) if isinstance(error, OSError) else error
        raise UserError(f"{path} cannot be written: {reason}.") from None
    return path


def _filled(name: str, moves: tuple[Exercise, ...]) -> str:
    signs = (sign if sign.isprintable() and sign not in '"\\' else " " for sign in name)
    return TEMPLATE.format(name=f'"{"".join(signs).strip()}"', moves=", ".join(m.id for m in moves))


def routines_table(routines: Sequence[Routine]) -> str:
    """Returns a line for each routine with id, name, length and moves, and its description."""
    ids = max(len(each.id) for each in routines)
    names = max(len(each.name) for each in routines)
    lengths = max(len(formatting.length(each)) for each in routines)
    lines: list[str] = []
    for each in routines:
        moves = formatting.count(len(each.steps), "move")
        facts = f"{each.name:<{names}}  {formatting.length(each):>{lengths}}  {moves}"
        lines += [f"{each.id:<{ids}}  {facts}", *_indented(each.description, "  ")]
    if any(each.is_open for each in routines):
        lines += ["", "+ and the sets at your own pace"]
    return "\n".join(lines)


def routine_summary(routine: Routine) -> str:
    """Returns '"After a run", 3 moves, 11 min'."""
    length = formatting.length_in_words(routine)
    return f"{quoted(routine.name)}, {formatting.count(len(routine.steps), 'move')}, {length}"


def routine_text(routine: Routine) -> str:
    """Returns a routine move by move: instructions, mistakes (×), purpose and dose."""
    facts = f"{formatting.length_in_words(routine)}, {formatting.count(len(routine.steps), 'move')}"
    lines = [routine.name, *_indented(routine.description), facts]
    lines += _indented(f"Kit: {', '.join(routine.kit) or 'none'}")
    for place, step in enumerate(routine.steps, start=1):
        lines += _round_lines(routine, step)
        lines += ["", f"{place}. {step.exercise.name}", *_indented(_dose(step), "   ")]
        if step.tempo is not None:
            lines += _indented(formatting.tempo(step.tempo, step.exercise), "   ")
        for number, each in enumerate(spoken_numbers.instructions(step), start=1):
            lines += _indented(f"{number}. {each}", "   ")
        for cue in step.exercise.cues:
            lines += _indented(f"• {cue}", "   ")
        for mistake in step.exercise.mistakes:
            lines += _indented(f"× {mistake}", "   ")
        for title, texts in (("Easier", step.exercise.easier), ("Harder", step.exercise.harder)):
            lines += _indented(f"{title}: {'; '.join(texts)}", "   ") if texts else []
        for title, text in formatting.background(step.exercise):
            lines += _indented(f"{title}: {text}", "   ")
    return "\n".join(lines)


def routine_document(routine: Routine) -> Json:
    """Returns the timeline with every cue; `at` counts from the session's start or open set."""
    timeline = build(routine)
    return {
        "id": routine.id,
        "name": routine.name,
        "seconds": round(timeline.seconds, 3),
        "timeline": [_phase(each) for each in timeline.phases],
    }


def _indented(text: str, indent: str = "") -> list[str]:
    return [f"{indent}{text}"] if text else []


def _dose(step: Step) -> str:
    rest = f"rest {formatting.seconds(step.rest)}" if step.sets_a_turn > 1 and step.rest else ""
    return ", ".join(filter(None, (formatting.dose(step), formatting.load(step), rest)))


def _round_lines(routine: Routine, step: Step) -> list[str]:
    """Returns the lines above the first step of a round; none above other steps."""
    block = next(each for each in routine.blocks if step in each)
    if step.round is None or step is not block[0]:
        return []
    rest = f", rest {formatting.seconds(step.round.rest)} between" if step.round.rest else ""
    moves = formatting.count(len(block), "move")
    return ["", f"{formatting.count(step.turns, 'round')} of {moves}{rest}:"]


def _phase(phase: Phase) -> Json:
    place: Json = {"at": round(phase.at, 3)}
    if phase.after_open:
        place["after_open"] = True
    return {
        **place,
        "kind": phase.kind,
        "seconds": phase.seconds,
        "exercise": phase.step.exercise.id,
        "set": phase.set,
        "sets": phase.step.sets,
        "side": phase.side,
        "cues": list(_cues(phase_cues(phase), phase.at)),
    }


def _cues(cues: Iterable[Cue], start: float) -> Iterator[Json]:
    for cue in cues:
        length = {} if cue.seconds is None else {"seconds": cue.seconds}
        yield {"at": round(start + cue.at, 3), "sound": cue.sound.value, **length}
