from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from calf_tui.core.figures.figure import pose_at
from calf_tui.core.figures.figure_in_session import FigureView
from calf_tui.core.figures.skeleton import joints_of
from calf_tui.ui.figures.animated_figure import PARTS, AnimatedFigure, Pictures
from calf_tui.ui.figures.braille_canvas import BRAILLE, HALVES, BrailleCanvas, cells_of
from tests.toml_files.test_built_in_figures import FIGURES, SHOWN

if TYPE_CHECKING:
    from textual.geometry import Region

    from calf_tui.ui.figures.braille_canvas import Cells

WIDTH, HEIGHT = 24, 12
KEY_POSITIONS = {
    "tiptoe_walk": (0.0, 0.4, 0.8),
    "heel_raise_box": (1.5, 7.0, 12.5),
    "heel_raise_floor": (0.0, 1.5, 5.5),
    "jump_squat": (0.0, 0.62, 1.3),
    "squat_to_toes": (0.0, 1.0, 2.5),
    "downward_dog": (0.0, 1.2, 2.5),
    "wall_calf_stretch": (0.0, 1.2, 2.5),
    "bent_knee_stretch": (0.0, 1.2, 2.5),
    "foam_roll_calf": (0.0, 1.0, 2.0),
}
"""By move: seconds into it."""


def view_of(
    name: str, elapsed: float = 0.0, *, mistake: bool = False, left: bool = False
) -> FigureView:
    figure, tempo = FIGURES[name], SHOWN[name].default_tempo
    assert figure.mistake is not None
    return FigureView(
        figure,
        joints_of(pose_at(figure.motion, elapsed, tempo)),
        wrong=joints_of(pose_at(figure.mistake.motion, elapsed, tempo)) if mistake else None,
        is_mirrored=left,
        is_empty_handed=not SHOWN[name].load_kit,
    )


def drawn(view: FigureView | None, width: int = WIDTH, height: int = HEIGHT) -> list[Cells]:
    return Pictures(BRAILLE).picture(view, width, height)


@pytest.mark.parametrize("move", KEY_POSITIONS)
def test_key_positions_are_told_apart_in_a_fifth_of_a_screen(move: str) -> None:
    def dots(name: str, seconds: float) -> set[tuple[int, int, int]]:
        return {
            (x, y, bit)
            for y, (text, _) in enumerate(drawn(view_of(name, seconds), 20, 10))
            for x, character in enumerate(text)
            for bit in range(8)
            if character != " " and (ord(character) - 0x2800) >> bit & 1
        }

    first, middle, _ = (dots(move, seconds) for seconds in KEY_POSITIONS[move])
    held = move in ("downward_dog", "wall_calf_stretch", "bent_knee_stretch")
    assert len(first ^ middle) >= (10 if held else 100)
    for other, seconds in KEY_POSITIONS.items():
        if other != move:
            assert all(len(middle ^ dots(other, each)) >= 60 for each in seconds), other


def parts_of(rows: list[Cells]) -> set[str]:
    """What can be seen: parts of which there is a cell that is not empty."""
    return {
        PARTS[part]
        for text, parts in rows
        for character, part in zip(text, parts, strict=True)
        if character != " "
    }


class Watched(AnimatedFigure):
    """Remembers which regions it drew anew."""

    def __init__(self) -> None:
        super().__init__()
        self.regions: list[Region] = []

    def refresh(self, *regions: Region, **others: bool) -> Watched:
        self.regions += regions
        super().refresh(*regions, **others)
        return self


class Stage(App[None]):
    CSS = f"""
    Stage {{ align: left top; }}
    Watched {{ width: {WIDTH}; height: {HEIGHT}; }}
    .-red {{ color: red; }}
    """

    first: FigureView | None = None

    def compose(self) -> ComposeResult:
        figure = Watched()
        figure.show(self.first)
        yield figure

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict.fromkeys(("work", "quiet"), "#808080")

    @property
    def figure(self) -> Watched:
        return self.query_one(Watched)

    def rows(self) -> list[str]:
        return [self.figure.render_line(y).text for y in range(HEIGHT)]


def test_dots_fill_the_hull_of_two_discs() -> None:
    dots = BrailleCanvas(4, 2, 1)
    dots.bone(0, (2, 2), (6, 6), (1, 1))
    rows = [format(line, "08b")[::-1] for row in (0, 1) for line in dots.row(row)]

    assert rows == [
        "00000000",
        "01100000",
        "01110000",
        "00111000",
        "00011100",
        "00001110",
        "00000110",
        "00000000",
    ]


def test_dots_belong_to_what_was_drawn_there_last_and_cells_to_what_has_most_of_them() -> None:
    dots = BrailleCanvas(4, 1, 2)
    dots.bone(1, (4, 2), (4, 2), (9, 9))
    dots.bone(0, (2, 2), (2, 2), (1, 1))
    assert cells_of(dots.row(0), 4) == ("⣿⣿⣿⣿", (1, 1, 1, 1))

    dots.bone(0, (1, 2), (4, 2), (2, 2))
    assert cells_of(dots.row(0), 4) == ("⣿⣿⣿⣿", (0, 0, 0, 1))

    dots.clear((1, 2), (4, 2), (2, 2))
    assert cells_of(dots.row(0), 4) == ("  ⢈⣿", (0, 0, 1, 1))


def test_a_terminal_without_braille_gets_half_blocks() -> None:
    dots = BrailleCanvas(3, 1, 1)
    dots.bone(0, (0.5, 0.5), (0.5, 0.5), (0.6, 0.6))
    dots.bone(0, (4, 0), (4, 4), (2, 2))

    assert cells_of(dots.row(0), 3, HALVES)[0] == "▀██"


@pytest.mark.parametrize("size", [(12, 6), (24, 12), (40, 24), (90, 40)])
@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_fills_its_size_and_shows_what_is_trained(
    name: str, size: tuple[int, int]
) -> None:
    rows = drawn(view_of(name), *size)

    assert [(len(text), len(parts)) for text, parts in rows] == [(size[0], size[0])] * size[1]
    assert {"body", "trained", "around"} <= parts_of(rows)


def test_a_figure_is_drawn_as_it_is_posed() -> None:
    top = [text for text, _ in drawn(view_of("heel_raise_box", 1.5), 24, 14)]
    bottom = [text for text, _ in drawn(view_of("heel_raise_box", 12.5), 24, 14)]

    assert top == [
        "           ⣠⣤⡀          ",
        "           ⢻⣿⠃          ",
        "           ⣾⣿⡆          ",
        "         ⢠⣾⣿⣿⡇          ",
        "         ⠙⢿⣿⣿⡀          ",
        "          ⢸⣿⣿⡇          ",
        "          ⠸⣿⣿⠁          ",
        "           ⣿⣿           ",
        "           ⣿⡏           ",
        "          ⢸⣿⡇           ",
        "          ⠘⣿⠃           ",
        "         ⠐⢿⣿⡄           ",
        "          ⠈⡻⠿⠇⠤⠤⠤⢤      ",
        "    ⣀⣀⣀⣀⣀⣀⣀⣇⣀⣀⣀⣀⣀⣸⣀⣀    ",
    ]
    assert bottom[0].isspace()
    assert bottom[-2:] != top[-2:]


def test_where_there_is_little_room_what_matters_is_shown_close_up() -> None:
    whole = drawn(view_of("heel_raise_box"), 30, 14)
    close = drawn(view_of("heel_raise_box"), 30, 10)

    def size(rows: list[Cells]) -> int:
        return sum(PARTS[part] == "trained" for _, parts in rows for part in parts)

    assert size(close) > size(whole)


def test_the_side_trained_is_the_side_shown() -> None:
    right = drawn(view_of("wall_calf_stretch"), 40, 14)
    left = drawn(view_of("wall_calf_stretch", left=True), 40, 14)

    def trained(rows: list[Cells]) -> float:
        """The mean column of what is trained."""
        columns = [
            column
            for _, parts in rows
            for column, part in enumerate(parts)
            if PARTS[part] == "trained"
        ]
        return sum(columns) / len(columns)

    assert trained(right) < 18 < 22 < trained(left)
    assert trained(right) + trained(left) == pytest.approx(39, abs=1)


def test_near_limbs_are_thicker_than_far_ones_so_that_no_colour_is_needed() -> None:
    rows = drawn(view_of("wall_calf_stretch"), 60, 30)
    thigh_row = len(rows) * 3 // 4
    counts = {
        name: sum(PARTS[part] == name for part in rows[thigh_row][1]) for name in ("trained", "far")
    }
    assert counts["trained"] > counts["far"] > 0


@pytest.mark.parametrize(
    ("name", "size", "beside"),
    [
        ("heel_raise_box", (24, 12), True),
        ("tiptoe_walk", (40, 16), True),
        ("downward_dog", (24, 14), False),
        ("downward_dog", (80, 14), True),
    ],
)
def test_the_mistake_is_beside_or_below_with_its_words(
    name: str, size: tuple[int, int], beside: bool
) -> None:
    mistake = FIGURES[name].mistake
    assert mistake is not None
    rows = drawn(view_of(name, 1.5, mistake=True), *size)
    words = " ".join(
        " ".join(
            "".join(
                character if PARTS[part] == "wrong_words" else " "
                for character, part in zip(text, parts, strict=True)
            )
            for text, parts in rows
        ).split()
    )

    assert {"trained", "wrong", "right_words", "wrong_words"} <= parts_of(rows)
    assert words == f"× {mistake.text}"
    right_row = next(row for row, (text, _) in enumerate(rows) if "✓" in text)
    wrong_row = next(row for row, (text, _) in enumerate(rows) if "×" in text)
    assert (right_row == wrong_row) == beside


async def test_what_stays_the_same_is_not_drawn_again() -> None:
    app = Stage()
    async with app.run_test(size=(40, 20)) as pilot:
        figure = app.figure
        figure.show(view_of("heel_raise_box", 7))
        await pilot.pause()
        figure.regions.clear()
        for view in (view_of("heel_raise_box", 7), view_of("heel_raise_box", 7.02)):
            figure.show(view)
        assert figure.regions == []
        before = app.rows()
        figure.show(view_of("heel_raise_box", 8.5))
        await pilot.pause()
        changed = [
            y for y, (old, new) in enumerate(zip(before, app.rows(), strict=True)) if old != new
        ]
        assert sorted({region.y for region in figure.regions}) == changed != []
        assert all(region.width < WIDTH - 8 for region in figure.regions)


def drawn_on(app: Stage) -> list[str]:
    """What stands on the screen where the figure is."""
    strips = app.screen._compositor.render_strips()
    return [strip.text[: app.figure.size.width] for strip in strips]


async def test_a_figure_shown_before_it_has_a_size_is_drawn_once_it_has() -> None:
    app = Stage()
    app.first = view_of("jump_squat")
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        assert drawn_on(app)[:HEIGHT] == [text for text, _ in drawn(view_of("jump_squat"))]


async def test_a_move_without_a_figure_leaves_the_space_empty() -> None:
    app = Stage()
    async with app.run_test(size=(40, 20)) as pilot:
        app.figure.show(view_of("jump_squat"))
        await pilot.pause()
        assert not all(row.isspace() for row in app.rows())
        app.figure.show(None)
        assert all(row.isspace() for row in app.rows())


async def test_it_is_drawn_anew_in_another_size_and_other_colours() -> None:
    app = Stage()
    async with app.run_test(size=(40, 20)) as pilot:
        app.figure.show(view_of("jump_squat"))
        await pilot.pause()
        styles = {segment.style for y in range(HEIGHT) for segment in app.figure.render_line(y)}
        app.figure.add_class("-red")
        await pilot.pause()
        recoloured = {segment.style for y in range(HEIGHT) for segment in app.figure.render_line(y)}
        assert recoloured != styles
        app.figure.styles.width, app.figure.styles.height = 12, 6
        await pilot.pause()
        assert drawn_on(app)[:6] == [text for text, _ in drawn(view_of("jump_squat"), 12, 6)]
        assert [len(app.figure.render_line(y).text) for y in range(6)] == [12] * 6
