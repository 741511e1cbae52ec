from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.core.errors import UserError
from calf_tui.core.figures.figure import Figure, Viewport
from calf_tui.core.figures.skeleton import joints_of
from calf_tui.platform.paths import find_paths
from calf_tui.toml_files.figure_schema import parse_figure
from calf_tui.toml_files.figures import FigureFolders

if TYPE_CHECKING:
    from pathlib import Path

BUILT_IN = find_paths(None, None, {}).figures
HEAD = """\
view = [-50, 0, 50, 190]
period = 4
"""
BASE = """\
[base]
stand = [0, 0]
near_foot = [0, 0, 0]
near_arm = [0, 0]
"""
MOTION = """\
[[motion]]
at = 0
[[motion]]
at = 2
near_foot = [0, 0, 30]
"""
SMALLEST = HEAD + BASE + MOTION
CURL = """\
[[motion]]
part = "up"
near_foot = [0, 0, 30]
[[motion]]
part = "down"
"""


def parse(text: str) -> Figure:
    return parse_figure(text, "x.toml")


def faults(text: str) -> list[str]:
    with pytest.raises(UserError) as refusal:
        parse(text)
    return str(refusal.value).split("\n")


def test_a_figure_needs_little() -> None:
    figure = parse(SMALLEST)

    assert figure.view == Viewport(-50, 0, 50, 190)
    assert figure.motion.period == 4
    assert [frame.at for frame in figure.motion.frames] == [0, 2]
    assert figure.ready == figure.motion.frames[0].pose
    assert (figure.mistake, figure.things, figure.trained) == (None, (), ("shank",))
    assert joints_of(figure.ready)["shoulder"][1] > 130


def test_a_figure_may_go_by_the_parts_of_a_repetition() -> None:
    figure = parse("view = [-50, 0, 50, 190]\n" + BASE + CURL)

    assert figure.motion.period is None
    assert [(frame.part, frame.at) for frame in figure.motion.frames] == [("up", 1), ("down", 1)]


def test_what_is_left_out_of_a_posture_is_filled_in() -> None:
    text = SMALLEST.replace("near_arm = [0, 0]", "near_arm = [0, 0]\ntrunk = [4]")
    frame = parse(text).motion.frames[1]

    assert frame.pose["trunk"] == (4.0, 4.0)
    assert frame.pose["near_foot"] == (0.0, 0.0, 30.0, 0.0)
    leg = parse(SMALLEST + "[ready]\nfar_leg = [0, 90, 40]\n").ready
    assert leg["far_leg"] == (0.0, 90.0, 40.0, 40.0)


def test_the_mistake_differs_from_the_same_base() -> None:
    mistake = """\
[mistake]
text = "The heel stays down"
[mistake.base]
trunk = [20]
[[mistake.motion]]
at = 1
"""
    figure = parse(SMALLEST + mistake)

    assert figure.mistake is not None
    assert figure.mistake.text == "The heel stays down"
    assert figure.mistake.motion.period == 4
    assert figure.mistake.motion.frames[0].pose["trunk"] == (20.0, 20.0)
    assert figure.mistake.motion.frames[0].pose["near_foot"] == figure.ready["near_foot"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "",
            'x.toml:1: "motion": missing; expected 1 to 60 tables, each under a header [[motion]]',
        ),
        ("view = [0, 0, 0, 9]\n", 'x.toml:1: "view": expected [left, bottom, right, top], 10 cm'),
        (
            SMALLEST + "nearfoot = [1]\n",
            'x.toml:12: motion 2, "nearfoot": unknown key; did you mean',
        ),
        (
            SMALLEST.replace("stand = [0, 0]", "stand = [0]"),
            'x.toml:4: base, "stand": expected [lean_forward, knee_bend], not an array of 1',
        ),
        (
            SMALLEST.replace("[0, 0, 30]", "[0, 0]"),
            'x.toml:11: motion 2, "near_foot": expected [x, y, heel_up, toes_down if you',
        ),
        (
            SMALLEST.replace("at = 2", 'at = 2\nease = "slow"'),
            'x.toml:11: motion 2, "ease": expected "even" or "smooth" or "rise" or "fall"',
        ),
        (SMALLEST.replace("at = 2", "at = 5"), 'x.toml:10: motion 2, "at": expected at most 4'),
        (
            SMALLEST.replace("at = 0", "at = 3"),
            "x.toml:9: motion 2: comes before the posture above it in time",
        ),
        (
            SMALLEST.replace("at = 2", 'part = "up"'),
            'x.toml:10: motion 2, "part": goes without a "period" only',
        ),
        (
            SMALLEST.replace("period = 4\n", ""),
            'x.toml:6: motion 1: needs "part", as the figure has no "period"',
        ),
        (
            SMALLEST.replace("stand = [0, 0]\n", ""),
            'x.toml:6: motion 1: needs "hip", or "stand" and "near_foot", here or in [base]',
        ),
        (
            SMALLEST.replace("near_arm = [0, 0]\n", ""),
            'x.toml:6: motion 1: needs "near_hand" or "near_arm", here or in [base]',
        ),
        (
            SMALLEST + "near_hand = [200, 0]\n",
            "x.toml:9: motion 2: one posture has near_hand and the one above has not",
        ),
        (
            SMALLEST.replace("near_arm = [0, 0]", "near_hand = [90, 141]"),
            'x.toml:7: motion 1, "near_hand": is out of reach by 46.0 cm',
        ),
        (
            SMALLEST + '[[thing]]\npoints = [[0, 0]]\non = "prop"\n',
            'x.toml:7: motion 1: needs "prop", which a thing is on, here or in [base]',
        ),
        (
            SMALLEST + "[[thing]]\npoints = [[0]]\n",
            'x.toml:13: thing 1, "points": expected points in',
        ),
    ],
)
def test_a_file_with_faults_is_refused(text: str, message: str) -> None:
    assert any(fault.startswith(message) for fault in faults(text)), faults(text)


def test_all_faults_are_told_at_once() -> None:
    text = SMALLEST.replace("period = 4", "period = -4\nrate = 99").replace("at = 0", "at = true")

    assert [fault.split(":")[1] for fault in faults(text)] == ["2", "3", "9"]


@pytest.mark.parametrize("end", range(0, len(SMALLEST), 7))
def test_a_file_cut_short_is_refused_or_read_and_never_more(end: int) -> None:
    try:
        figure = parse(SMALLEST[:end])
    except UserError:
        return
    joints_of(figure.ready)


def test_a_move_of_ones_own_may_bring_a_figure(tmp_path: Path) -> None:
    (tmp_path / "towel_scrunch.toml").write_text(SMALLEST, "utf-8")
    figures = FigureFolders(BUILT_IN, tmp_path)

    assert figures.find("towel_scrunch") == parse(SMALLEST)
    assert figures.find("no_such_move") is None
    assert figures.find("jump_squat") is not None


def test_ones_own_figure_goes_before_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "jump_squat.toml").write_text(SMALLEST, "utf-8")

    assert FigureFolders(BUILT_IN, tmp_path).find("jump_squat") == parse(SMALLEST)


def test_a_file_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "towel_scrunch.toml"
    path.write_text(SMALLEST, "utf-8")
    figures = FigureFolders(BUILT_IN, tmp_path)
    first = figures.find("towel_scrunch")
    path.unlink()

    assert figures.find("towel_scrunch") is first


def test_an_edited_file_is_read_again_at_a_renewal_and_a_fault_keeps_the_figure(
    tmp_path: Path,
) -> None:
    path = tmp_path / "towel_scrunch.toml"
    path.write_text(SMALLEST, "utf-8")
    figures = FigureFolders(BUILT_IN, tmp_path)
    figures.find("towel_scrunch")
    assert not figures.renew()
    slower = SMALLEST.replace("period = 4", "period = 44")
    path.write_text(slower, "utf-8")

    assert figures.renew()
    assert figures.find("towel_scrunch") == parse(slower)
    path.write_text("period = 0\n" + SMALLEST, "utf-8")
    assert figures.renew()
    assert figures.find("towel_scrunch") == parse(slower)
    assert figures.faults()[0].startswith("figures/towel_scrunch.toml:")
    path.unlink()
    assert figures.renew()
    assert (figures.find("towel_scrunch"), figures.faults()) == (None, ())


def test_faults_of_ones_own_file_are_told_once_and_the_built_in_figure_serves(
    tmp_path: Path,
) -> None:
    (tmp_path / "jump_squat.toml").write_text("period = 0\n" + SMALLEST, "utf-8")
    figures = FigureFolders(BUILT_IN, tmp_path)

    with pytest.raises(UserError, match=r"figures/jump_squat\.toml:"):
        figures.find("jump_squat")
    assert figures.find("jump_squat") == FigureFolders(BUILT_IN, tmp_path / "none").find(
        "jump_squat"
    )


def test_a_damaged_figure_of_ours_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "jump_squat.toml").write_text(HEAD, "utf-8")

    figures = FigureFolders(tmp_path, tmp_path / "none")
    with pytest.raises(UserError, match="The installation is damaged"):
        figures.find("jump_squat")
    assert figures.find("jump_squat") is None


def test_a_folder_in_place_of_a_file_is_no_figure(tmp_path: Path) -> None:
    (tmp_path / "jump_squat.toml").mkdir()

    assert FigureFolders(BUILT_IN, tmp_path).find("jump_squat") is not None
