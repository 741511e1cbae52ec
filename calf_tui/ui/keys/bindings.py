"""The bindings of all screens but the first; keys can be changed by their ids."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from calf_tui.ui.keys.home_bindings import ABOUT_YOU, HELP_KEY, SCROLL_KEYS


def _command(
    keys: str,
    command: str,
    meaning: str,
    in_full: str,
    display: str | None = None,
    *,
    shown: bool = True,
) -> Binding:
    action = f"command('{command}')"
    return Binding(keys, action, meaning, shown, display, id=f"live.{command}", tooltip=in_full)


def _scrolling(name: str, page: int) -> list[BindingType]:
    """Returns the keys of a screen on which only a pane scrolls; `page` is a number of rows."""
    scroll = "app.scroll_pane"
    down = "pagedown,space"
    return [
        Binding("up,k", f"{scroll}(-1)", "scroll", key_display="↑↓", id=f"{name}.up"),
        Binding("down,j", f"{scroll}(1)", "down", show=False, id=f"{name}.down"),
        Binding("pageup", f"{scroll}({-page})", "page up", show=False, id=f"{name}.page_up"),
        Binding(down, f"{scroll}({page})", "page down", show=False, id=f"{name}.page_down"),
    ]


_UP, _DOWN = "up the scale of a question", "down the scale of a question"
_STOP = "it hurts: stop, and what to do"
_SHORTER = "shorter: ten seconds, or one repetition"
_LONGER = "longer: ten seconds, or one repetition"

SCALE: list[BindingType] = [
    Binding("up,k", "screen.mark(1)", "choose", key_display="↑↓", id="answer.higher", tooltip=_UP),
    Binding("down,j", "screen.mark(-1)", "lower", show=False, id="answer.lower", tooltip=_DOWN),
    Binding("enter", "screen.keep_mark", "keep", key_display="enter", id="answer.keep"),
]
"""The keys of an open question, which override those of its screen."""

ANSWERS: list[BindingType] = [
    Binding("0", "answer('0')", "answer", key_display="0–9", id="answer.0"),
    *(
        Binding(key, f"answer('{key}')", f"answer {key}", show=False, id=f"answer.{key}")
        for key in "123456789"
    ),
    Binding("tab", "pass_over", "not now", id="answer.pass_over"),
]

LIVE: list[BindingType] = [
    _command("e", "leave_move", "end this move", "leave out what is left of this move"),
    _command("space", "pause", "pause", "pause, and go on after three seconds", "space"),
    _command("right,n,l", "next", "next", "on; the set counts with what you reached", "→"),
    _command("left,b,h", "back", "back", "this phase again, at once the one before", "←"),
    _command("enter,d", "done", "done", "the set is done", "enter"),
    _command("s", "skip", "skip", "skip this set; it never counts as done"),
    _command("plus,equals_sign,up,k", "longer", "more", _LONGER, "+ −"),
    _command("minus,down,j", "shorter", "less", _SHORTER, shown=False),
    _command("u", "undo", "undo", "undo the last of these, or an answer"),
    # The second key is not a letter on any keyboard layout.
    Binding("x,exclamation_mark", "stop", "it hurts", id="live.stop", tooltip=_STOP, priority=True),
    *ANSWERS,
    Binding(
        "full_stop", "load(1)", "load", key_display=", .", id="live.heavier", tooltip="more load"
    ),
    Binding("comma", "load(-1)", "less load", show=False, id="live.lighter"),
    Binding("a", "suggestion('taken')", "take it", show=False, id="live.take"),
    Binding("o", "suggestion('held')", "hold", show=False, id="live.hold"),
    Binding("v", "suggestion('changed')", "change it", show=False, id="live.change"),
    Binding("m", "mute", "mute", id="live.mute", tooltip="sound off and on"),
    Binding("f", "mistake", "mistake", id="live.mistake", tooltip="the common mistake beside"),
    Binding("question_mark,f1", "app.help", "keys", key_display="?", id="live.help"),
    Binding("q,escape,ctrl+c,ctrl+q", "end", "end", key_display="q", id="live.end", priority=True),
]

SUMMARY: list[BindingType] = [
    Binding("enter,p", "progress", "to the weeks", key_display="enter", id="summary.progress"),
    *ANSWERS,
    Binding("a", "suggestion('taken')", "take it", id="summary.take"),
    Binding("d", "suggestion('held')", "hold", id="summary.hold"),
    Binding("plus,equals_sign", "change(1)", "change", key_display="+ −", id="summary.more"),
    Binding("minus", "change(-1)", "less", show=False, id="summary.less"),
    Binding("n", "note", "note", id="summary.note"),
    *SCROLL_KEYS,
    HELP_KEY,
    Binding("escape,left,q", "back", "back", key_display="esc", id="summary.back"),
]

SUMMARY_NOTE: list[BindingType] = [
    Binding("enter", "submit", "keep", key_display="enter", id="summary.keep_note")
]

HELP: list[BindingType] = [
    *_scrolling("help", 8),
    Binding("e", "evidence", "evidence", id="help.evidence", tooltip="every rule of the coach"),
    Binding("escape,q,enter,question_mark,f1", "back", "back", key_display="esc", id="help.back"),
]

EVIDENCE: list[BindingType] = [
    *_scrolling("evidence", 8),
    Binding("escape,q,enter,left", "back", "back", key_display="esc", id="evidence.back"),
]

WHY: list[BindingType] = [
    *_scrolling("why", 8),
    Binding("e", "evidence", "evidence", id="why.evidence", tooltip="every rule of the coach"),
    Binding("escape,q,enter,left,w", "back", "back", key_display="esc", id="why.back"),
]

PROGRESS: list[BindingType] = [
    Binding("tab", "turn(1)", "page", key_display="tab", id="progress.next_page"),
    Binding("shift+tab", "turn(-1)", "page before", show=False, id="progress.previous_page"),
    *(
        Binding(str(number), f"page({number})", f"page {number}", show=False, id=f"page.{number}")
        for number in range(1, 10)
    ),
    Binding("escape,p,q", "back", "back", key_display="esc", id="progress.back"),
    HELP_KEY,
]

WEEKS: list[BindingType] = [
    Binding("left,h", "move(-1)", "week", key_display="← →", id="weeks.earlier"),
    Binding("right,l", "move(1)", "week later", show=False, id="weeks.later"),
    Binding("pageup", "page(-1)", "page earlier", show=False, id="weeks.page_earlier"),
    Binding("pagedown", "page(1)", "page later", show=False, id="weeks.page_later"),
    Binding("home,g", "move(-100000)", "first week", show=False, id="weeks.first"),
    Binding("end,G", "move(100000)", "this week", show=False, id="weeks.last"),
    Binding("enter", "open", "open", key_display="enter", id="weeks.open"),
]

UNDO = Binding("u", "undo", "undo", id="records.undo")

TRENDS: list[BindingType] = [
    Binding("right,l", "turn_to(1)", "next", show=False, id="trends.next"),
    Binding("left,h", "turn_to(-1)", "previous", show=False, id="trends.previous"),
    Binding("r", "range", "range", id="trends.range"),
    Binding("d,delete", "delete", "delete test", key_display="d", id="trends.delete"),
    UNDO,
]

CHARTS: list[BindingType] = [
    Binding("t", "text", "text", id="chart.text"),
    Binding("e", "save(False)", "save", id="chart.svg"),
    Binding("E", "save(True)", "save as PNG", show=False, id="chart.png"),
]

OPEN_LINE: list[BindingType] = [
    Binding("enter", "open_line", "open", key_display="enter", id="chart.open_line")
]

CALENDAR: list[BindingType] = [
    Binding("left,h", "move(-7)", "day", key_display="←↑↓→", id="calendar.week_earlier"),
    Binding("right,l", "move(7)", "week later", show=False, id="calendar.week_later"),
    Binding("up,k", "move(-1)", "day earlier", show=False, id="calendar.day_earlier"),
    Binding("down,j", "move(1)", "day later", show=False, id="calendar.day_later"),
    Binding("pageup", "months(-1)", "month earlier", show=False, id="calendar.month_earlier"),
    Binding("pagedown", "months(1)", "month later", show=False, id="calendar.month_later"),
    Binding(
        "left_square_bracket", "months(-12)", "year", key_display="[ ]", id="calendar.year_earlier"
    ),
    Binding("right_square_bracket", "months(12)", "later", show=False, id="calendar.year_later"),
    Binding("home,g", "first", "first day", show=False, id="calendar.first"),
    Binding("end,G", "last", "today", show=False, id="calendar.last"),
    Binding("m", "measure", "minutes", id="calendar.measure"),
    Binding("enter", "open", "open", key_display="enter", id="calendar.open"),
]

PERIOD: list[BindingType] = [
    Binding("enter", "open", "open", key_display="enter", id="period.open"),
    Binding("d,delete", "delete_run", "delete run", key_display="d", id="period.delete_run"),
    UNDO,
    Binding("escape,q", "back", "back", key_display="esc", id="period.back"),
    HELP_KEY,
]


def _session_changes(*, all_shown: bool) -> list[BindingType]:
    return [
        Binding("e", "edit", "edit", id="session.edit"),
        Binding("n", "note", "note", all_shown, id="session.note"),
        Binding("c", "again", "do again", all_shown, id="session.copy"),
        Binding("d,delete", "delete", "delete", key_display="d", id="session.delete"),
        UNDO,
    ]


HISTORY: list[BindingType] = [
    Binding("enter", "open", "open", key_display="enter", id="history.open"),
    Binding("slash", "find", "find", key_display="/", id="history.find"),
    *_session_changes(all_shown=False),
    Binding("a", "add", "add", id="history.add"),
]

FIND: list[BindingType] = [
    Binding("escape", "clear", "all sessions", key_display="esc", id="find.clear"),
    Binding("enter,down", "leave", "to the list", key_display="enter", id="find.leave"),
]

SESSION: list[BindingType] = [
    *_session_changes(all_shown=True),
    *_scrolling("session", 10),
    Binding("escape,left,h,enter,q", "back", "back", key_display="esc", id="session.back"),
    HELP_KEY,
]

FORM: list[BindingType] = [
    Binding("up", "row(-1)", "move", key_display="↑↓", id="form.up"),
    Binding("down", "row(1)", "down", show=False, id="form.down"),
    Binding("pageup", "row(-10)", "page up", show=False, id="form.page_up"),
    Binding("pagedown", "row(10)", "page down", show=False, id="form.page_down"),
    Binding("left,shift+tab", "column(-1)", "left", show=False, id="form.left"),
    Binding("right,tab", "column(1)", "right", show=False, id="form.right"),
    Binding("plus,equals_sign", "step(1)", "change", key_display="+ −", id="form.more"),
    Binding("minus", "step(-1)", "less", show=False, id="form.less"),
    Binding("backspace", "erase", "erase", show=False, id="form.erase"),
    Binding("delete,ctrl+u", "erase('all')", "empty", show=False, id="form.empty"),
]

GRID: list[BindingType] = [
    Binding("left,shift+tab", "column(-1)", "column", key_display="←→", id="form.left")
]
"""Of a form with several fields in a row, besides the others."""

_MOVED = "this week of the plan waits for the next one"
_SKIPPED = "on to the plan's next week, now"
_REPEATED = "back to the plan's week before, now"

PLAN: list[BindingType] = [
    Binding("plus,equals_sign,right,l", "step(1)", "change", key_display="+ −", id="plan.more"),
    Binding("minus,left,h", "step(-1)", "less", show=False, id="plan.less"),
    Binding("a", "add", "add a pause", id="plan.add"),
    Binding("enter,e", "edit", "edit", key_display="enter", id="plan.edit"),
    Binding("t", "end_today", "ends today", id="plan.end_today"),
    Binding(
        "y",
        "profile",
        "about you",
        id="plan.profile",
        tooltip=ABOUT_YOU,
    ),
    Binding("o", "deload", "deload", id="plan.deload", tooltip="a deload week, as offered"),
    Binding("c", "choose_plan", "plan", id="plan.choose", tooltip="choose a plan of weeks"),
    Binding("b", "app.heel_rise_test", "test", id="plan.test", tooltip="the heel-rise test"),
    Binding("m", "week('moved')", "move week", id="plan.move_week", tooltip=_MOVED),
    Binding("s", "week('skipped')", "skip week", id="plan.skip_week", tooltip=_SKIPPED),
    Binding("r", "week('repeated')", "week before", id="plan.repeat_week", tooltip=_REPEATED),
    *SCROLL_KEYS,
    Binding("d,delete", "delete", "delete", key_display="d", id="plan.delete"),
    UNDO,
]

HEEL_RISE_TEST: list[BindingType] = [
    Binding("enter,d,right,n", "go_on", "go on", key_display="enter", id="test.go_on"),
    Binding("l", "begin('left')", "left leg first", show=False, id="test.left"),
    Binding("r", "begin('right')", "right leg", id="test.right", tooltip="the right leg first"),
    Binding("1", "answer(1)", "answer", key_display="1 2 3", id="test.heel", tooltip="the heel"),
    Binding("2", "answer(2)", "the pace", show=False, id="test.pace"),
    Binding("3", "answer(3)", "the knee", show=False, id="test.knee"),
    Binding("4", "answer(4)", "I stopped", show=False, id="test.stopped"),
    Binding("plus,equals_sign,up", "correct(1)", "correct", key_display="+ −", id="test.more"),
    Binding("minus,down", "correct(-1)", "less", show=False, id="test.less"),
    Binding("x,exclamation_mark", "hurts", "it hurts", id="test.hurts"),
    Binding("space", "pause", "pause", key_display="space", id="test.pause"),
    Binding("b,left", "again", "again", key_display="b", id="test.again"),
    Binding("k", "keep_leg", "only this leg", id="test.keep_leg", tooltip="leave the other out"),
    Binding("m", "mute", "mute", id="test.mute", tooltip="sound off and on"),
    Binding("u", "undo", "undo", id="test.undo", tooltip="take the kept result back"),
    *SCROLL_KEYS,
    HELP_KEY,
    Binding("escape,q,ctrl+c,ctrl+q", "leave", "leave", key_display="esc", id="test.leave"),
]
