"""The layout of the live screen; a part is drawn again only if it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from calf_tui.core.coach.pain_monitoring import advice_after_set
from calf_tui.core.progress.last_time_and_achievements import last_time_in_short, last_time_in_words
from calf_tui.core.session.set_feedback import asked_about
from calf_tui.ui.figures.animated_figure import AnimatedFigure
from calf_tui.ui.live.feedback_screen import AnswerRow, SetFeedbackScreen
from calf_tui.ui.live.live_frame import MOODS
from calf_tui.ui.live.questions_after_set import reason_to_leave_jumps
from calf_tui.ui.live.tempo_curve import TempoCurve
from calf_tui.ui.live.title_and_notification import TitleAndNotification
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.large_text import BigDigits, LargeWords
from calf_tui.ui.widgets.session_strip import SessionStrip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual.app import ComposeResult

    from calf_tui.core.text.large_letters import Face
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.live.live_frame import Frame


DRESSED = ("band", "digits", "caption", "left", "track", "task", "figure")
LARGE = {"-large": Size(100, 30), "-huge": Size(160, 45), "-vast": Size(190, 55)}
"""From the first size on, phase, side, move and what comes next are written large; from the second
the cue, too; from the third, the move twice as large."""
DONE, PAUSE, NEXT = "command('done')", "command('pause')", "command('next')"
LEAVE_MOVE = "command('leave_move')"
STOP = "stop"
IMPORTANT = (
    STOP,
    "end",
    LEAVE_MOVE,
    "screen.keep_mark",
    "answer('0')",
    PAUSE,
    "screen.mark(1)",
    "pass_over",
    NEXT,
    "app.help",
)
"""The keys that are shown first if there is too little space for all."""
TOLD = (*IMPORTANT, DONE)
"""The keys that a runner needs; the help tells the others, too."""

HALF = " ▌"
STEPS_A_CELL = 2


class LiveLayout(SetFeedbackScreen):
    """Shows frames of the trainer's session."""

    def __init__(self, trainer: Trainer, face: Face | None) -> None:
        super().__init__(trainer)
        self._face = face
        self._texts: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Yields top line, strip, move, digits and figure, pace, what is next, and the keys."""
        with Horizontal(id="top"):
            yield Static(id="routine")
            yield Static(id="sound")
            yield LargeWords(None, id="progress")
        yield SessionStrip(id="strip")
        with Horizontal(id="head"):
            with Horizontal(id="band"):
                yield LargeWords(self._face, id="phase")
                yield LargeWords(self._face, id="side")
            with Vertical():
                yield Static(id="move")
                yield Static(id="place")
                yield Static(id="cue")
        with Horizontal(id="stage"):
            with Vertical(id="count"):
                yield LargeWords(self._face, id="large_move")
                yield Static(id="large_place")
                yield BigDigits(id="digits")
                yield Static(id="caption")
            yield AnimatedFigure(id="figure")
        with Vertical(id="pace"):
            yield Bar(id="left")
            yield TempoCurve(id="track")
            yield Static(id="task")
            yield AnswerRow(id="answers")
        yield Static(id="next")
        yield LargeWords(self._face, id="large_next", largest=1)
        yield LargeWords(self._face, id="large_cue", largest=1)
        yield Static(id="fetch")
        yield KeyHints(
            most_rows=2,
            fewest_rows=1,
            first=IMPORTANT,
            only=TOLD,
            alarming=STOP,
            named=self._meaning_of,
            keyed=self.answering_keys,
        )
        yield TitleAndNotification()

    def fit_words(self) -> None:
        """Gives phase, side and move the room that there is for them."""
        size = self.app.size
        for name, least in LARGE.items():
            self.set_class(size.width >= least.width and size.height >= least.height, name)

    def show(self, frame: Frame, notice: str, suggestion: str = "") -> None:
        """Shows another frame, and a notice or, without one, a suggestion."""
        self._dress(frame)
        self.query_one(TitleAndNotification).show(frame, self._trainer.now)
        self.show_answers()
        self._text("sound", f"♪ {self._trainer.cues.sound}")
        no_jumps = reason_to_leave_jumps(self._trainer.session, self.leaving_key)
        said = self._trainer.storage_notice or notice or no_jumps or suggestion
        self._show_below(frame, said, self._unsaid_advice())
        self._text("task", frame.task and f"{frame.task}, then press {self.key_of(DONE)}")
        self.query_one("#digits", BigDigits).show(frame.digits, frame.longest)
        for part, words in (
            ("phase", f"{frame.shape} {frame.phase}"),
            ("side", frame.side),
            ("large_move", frame.move),
            ("large_cue", frame.cue),
            ("progress", frame.progress),
        ):
            self.query_one(f"#{part}", LargeWords).show(words)
        comes_next = self.query_one("#large_next", LargeWords)
        comes_next.show(*frame.large_next)
        comes_next.set_class(frame.large_next[0] == frame.fetch, "-fetch")
        self.query_one("#left", Bar).show(frame.fraction)
        if self._trainer.is_kept or self._trainer.save_fault:  # a set is shown as done when saved
            self.query_one(SessionStrip).show(self._trainer.session)
        self.query_one(TempoCurve).show(frame.repetition)
        for part in ("move", "place", "caption", "cue"):
            self._text(part, getattr(frame, part))
        phase = f"{frame.phase} · " if self.has_class("-large") else ""
        self._text("routine", f"{phase}{frame.routine}")
        self._text("large_place", f"{frame.place} · {frame.move}")

    @property
    def leaving_key(self) -> str:
        """The key that leaves out a move or the jumps."""
        return self.key_of(LEAVE_MOVE)

    def key_of(self, action: str) -> str:
        """Returns the key that is bound to an action."""
        if action not in self._keys:
            # Also while the key does nothing: in the lead-in, or until the last set is saved.
            bound = (each for _, bindings in self._binding_chain for _, each in bindings)
            binding = next((each for each in bound if each.action == action), None)
            self._keys[action] = "" if binding is None else self.app.get_key_display(binding)
        return self._keys[action]

    def _meaning_of(self, action: str) -> str:
        if action == LEAVE_MOVE and self._offer.may_leave_jumps:
            return "leave the jumps out"
        if action == PAUSE and self._offer.is_paused:
            return "go on"
        return ""

    def _unsaid_advice(self) -> str:
        """Returns the advice about pain while a long question takes its room."""
        if self.query_one(AnswerRow).has_room_for_answers or not self.has_class("-asking"):
            return ""
        return advice_after_set(self._trainer.session, self.leaving_key)

    def _show_below(self, frame: Frame, notice: str, advice: str) -> None:
        """Shows what comes next, the last time, equipment, advice and a notice, if there is room.

        A medium screen has two rows, for the last two of these.
        """
        is_low = self.has_class("-low")  # a low screen has one row, or the rows of a notice
        last = self._last_time(is_short=is_low)
        if is_low:
            rows = [" ".join(filter(None, (advice, notice))) or last or frame.following]
        elif self.has_class("-large"):
            rows = self._rows_beside_large_words(frame, last, advice, notice)
        else:
            below = (frame.following, last, frame.fetch, advice, notice)
            rows = [each for each in below if each][-2:]
        self.query_one("#next").set_class(rows[0] in (frame.following, frame.fetch), "-said")
        self.query_one("#fetch").set_class(rows[-1] in (frame.following, last), "-usual")
        may_wrap = is_low or not {advice, notice}.isdisjoint(rows)
        is_long = max(map(len, rows)) > self.content_size.width
        self.set_class(may_wrap and is_long, "-long")
        self._text("next", rows[0])
        self._text("fetch", "".join(rows[1:]))

    def _rows_beside_large_words(self, frame: Frame, last: str, *urgent: str) -> list[str]:
        """Returns in plain text what is written large, and what is not; in one row or in two."""
        is_fetch = frame.large_next[0] == frame.fetch
        said = [frame.fetch if is_fetch else frame.following]
        if self.has_class("-huge"):
            said.append(frame.cue)
        others = [last or frame.following if is_fetch else frame.fetch or last, *urgent]
        rows = (said, others) if self.has_class("-tall") else ([*said, *others],)
        return [_in_a_row(row, self.content_size.width) for row in rows if any(row)]

    def _last_time(self, *, is_short: bool) -> str:
        """Returns how the next set went last time; "" in a set, or if it was never done."""
        phase = self._trainer.session.phase
        last = None if phase.is_set else self._trainer.last_times.of(phase)
        if last is None:
            return ""
        if is_short:
            return last_time_in_short(last, phase.step.exercise, self.content_size.width)
        return last_time_in_words(last, phase.step.exercise, self._trainer.record_editor.today)

    def _dress(self, frame: Frame) -> None:
        """Sets the style of the phase on the parts that need it, because styling is slow."""
        asking = asked_about(self._trainer.session) is not None
        classes = {
            "-paced": frame.repetition is not None,
            "-open": bool(frame.task),
            "-asking": asking,
        }
        self.update_classes(classes, animate=False)
        flashes = self._trainer.flash.is_on and self.app.animation_level != "none"
        classes = {f"-{mood}": mood == frame.mood for mood in MOODS} | {"-flash": flashes}
        for part in DRESSED:
            widget = self.query_one(f"#{part}")
            if widget.display:
                widget.update_classes(classes, animate=False)

    def _text(self, part: str, text: str) -> None:
        if self._texts.get(part) != text:
            self._texts[part] = text
            self.query_one(f"#{part}", Static).update(Content(text), layout=False)


def _in_a_row(texts: Iterable[str], width: int) -> str:
    """Returns as many of the last texts as fit into so many columns; at least the last."""
    row = ""
    for text in reversed([*filter(None, texts)]):
        longer = f"{text} · {row}" if row else text
        if row and len(longer) > width:
            break
        row = longer
    return row


class Bar(Widget):
    """A bar that is filled from the left, in half cells."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--track"}
    DEFAULT_CSS = """
    Bar { width: 1fr; height: 1; }
    Bar > .bar--track { color: $track; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._fraction = 0.0

    def show(self, fraction: float) -> None:
        """Shows a fraction from 0 to 1."""
        before, self._fraction = self._steps, min(1.0, max(0.0, fraction))
        if self._steps != before:
            self.refresh()

    def render_line(self, _y: int) -> Strip:
        """Returns a row; all rows are the same."""
        return Strip(self._segments(self._steps, self.size.width), self.size.width)

    @property
    def _steps(self) -> int:
        return round(self._fraction * self.size.width * STEPS_A_CELL)

    @property
    def _track(self) -> Style:
        return self.get_component_rich_style("bar--track")

    def _segments(self, steps: int, width: int) -> list[Segment]:
        cells, edge = divmod(steps, STEPS_A_CELL)
        style, track = self.rich_style, self._track
        segments = [Segment("█" * cells, style)]
        if cells < width:
            segments.append(Segment(HALF[edge], style.from_color(style.color, track.color)))
            segments.append(Segment("█" * (width - cells - 1), track))
        return segments
