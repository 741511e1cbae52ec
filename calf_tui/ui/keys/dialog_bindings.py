"""The bindings of dialogs; keys can be changed by their ids."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from calf_tui.ui.keys.home_bindings import HELP_KEY, SCROLL_KEYS

NOTE: list[BindingType] = [
    Binding("enter", "submit", "keep", key_display="enter", id="note.keep"),
    Binding("escape", "screen.leave", "leave", key_display="esc", id="note.leave"),
]

AGAIN_OFFER: list[BindingType] = [
    Binding("enter,y", "answer(True)", "train it", key_display="enter", id="again.train"),
    Binding("escape,n", "answer(False)", "not now", key_display="esc", id="again.leave"),
]

FORM_SCREEN: list[BindingType] = [
    Binding("enter", "keep", "keep", key_display="enter", id="form.keep"),
    Binding("escape", "leave", "leave", key_display="esc", id="form.leave"),
    HELP_KEY,
]

FIRST_QUESTIONS: list[BindingType] = [
    Binding("enter", "keep", "on", key_display="enter", id="first.keep"),
    Binding("escape", "leave", "skip all and train", key_display="esc", id="first.leave"),
    *SCROLL_KEYS,
    HELP_KEY,
]

PLAN_CHOICE: list[BindingType] = [
    Binding("enter", "choose", "use it", key_display="enter", id="plans.use"),
    *SCROLL_KEYS,
    Binding("escape,q", "leave", "leave", key_display="esc", id="plans.leave"),
    HELP_KEY,
]

_OUT = "escape,q,ctrl+c,ctrl+q"

REPS_QUESTION: list[BindingType] = [
    Binding("0", "figure(0)", "number", key_display="0–9", id="reps.0"),
    *(
        Binding(key, f"figure({key})", f"number {key}", show=False, id=f"reps.{key}")
        for key in "123456789"
    ),
    Binding("up,k,plus,equals_sign", "step(1)", "change", key_display="↑↓", id="reps.more"),
    Binding("down,j,minus", "step(-1)", "less", show=False, id="reps.less"),
    Binding("backspace", "erase", "erase", show=False, id="reps.erase"),
    Binding("enter", "keep", "keep", key_display="enter", id="reps.keep"),
    Binding(_OUT, "leave", "back to the set", key_display="esc", id="reps.back"),
]

THEMES: list[BindingType] = [
    Binding("enter", "keep", "keep", key_display="enter", id="theme.keep"),
    Binding("escape,q", "leave", "as before", key_display="esc", id="theme.back"),
]

_END = "enter,y,ctrl+c,ctrl+q"

END_GUARD: list[BindingType] = [
    Binding(_END, "answer(True)", "end and keep it", key_display="enter or y", id="end.confirm"),
    Binding("escape,n,space,q", "answer(False)", "go on", key_display="esc or n", id="end.go_on"),
]

_KEEP = "answer('keep')"

RESUME_OFFER: list[BindingType] = [
    Binding("enter,g", "answer('go_on')", "go on", key_display="enter or g", id="resume.go_on"),
    Binding("k,escape,q", _KEEP, "keep what was done", key_display="k or esc", id="resume.keep"),
    Binding("d", "answer('discard')", "discard", id="resume.discard"),
]

MERGE_OFFER: list[BindingType] = [
    Binding("enter,m,c", "answer(True)", "merge", key_display="enter, m or c", id="merge.merge"),
    Binding("escape,n,q", "answer(False)", "not now", key_display="esc or n", id="merge.not_now"),
]

STOP_QUESTION: list[BindingType] = [
    *SCROLL_KEYS,
    Binding("g", "answer('gone')", "gone", id="place.gone"),
    Binding("c", "answer('checked')", "checked", id="place.checked"),
    Binding("n", "answer('not yet')", "not yet", id="place.not_yet"),
    Binding("s", "answer('all the same')", "start all the same", id="place.all_the_same"),
    Binding("escape,q", "leave", "not now", key_display="esc", id="place.leave"),
]

DOCTOR_QUESTION: list[BindingType] = [
    Binding("enter,escape,q", "leave", "not now", key_display="enter", id="doctor.leave"),
    *SCROLL_KEYS,
    Binding("s", "answer(True)", "start all the same", id="doctor.all_the_same"),
]

JUMPS_QUESTION: list[BindingType] = [
    Binding("enter", "without", "without jumps", key_display="enter", id="jumps.without"),
    Binding("s", "all_the_same", "with jumps", id="jumps.all_the_same"),
    Binding("escape,q", "leave", "not now", key_display="esc", id="jumps.leave"),
]

PAIN_STOP: list[BindingType] = [
    Binding("1", "mark(1)", "mark", key_display="1–6", id="stop.1"),
    *(Binding(key, f"mark({key})", f"sign {key}", show=False, id=f"stop.{key}") for key in "23456"),
    Binding("enter", "choose", "choose", key_display="enter", id="stop.choose"),
    Binding("escape,q", "leave", "back", key_display="esc", id="stop.back"),
]

PAIN_ADVICE: list[BindingType] = [
    *SCROLL_KEYS,
    Binding("enter,escape,q", "leave", "leave", key_display="enter", id="advice.leave"),
]

PAIN_QUESTION: list[BindingType] = [
    Binding("up,right,k,l", "mark(1)", "choose", key_display="↑↓", id="pain.higher"),
    Binding("down,left,j,h", "mark(-1)", "lower", show=False, id="pain.lower"),
    Binding("enter", "keep", "keep", key_display="enter", id="pain.keep"),
    Binding("escape,tab", "leave", "not now", key_display="esc or tab", id="pain.leave"),
]
