from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from calf_tui.toml_files.toml_folders import BUILT_IN
from tests.cli.support.routine_files import STRETCH_THEN_RAISE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support.running import CommandLine

Json = dict[str, Any]
KINDS = {"ready", "work", "rest", "switch", "change", "open"}
SOUNDS = {"tick", "go", "half", "set_done", "exercise_done", "session_done", "switch"}
SOUNDS |= {"up", "down", "click", "fifth"}


def cues(*pairs: tuple[float, str]) -> list[Json]:
    return [{"at": at, "sound": sound} for at, sound in pairs]


def phase(at: float, kind: str, seconds: float, place: tuple[int, str], heard: list[Json]) -> Json:
    number, side = place
    return {
        "at": at,
        "kind": kind,
        "seconds": seconds,
        "exercise": "wall_calf_stretch",
        "set": number,
        "sets": 2,
        "side": side,
        "cues": heard,
    }


def stretch(at: float, place: tuple[int, str], ending: str) -> Json:
    heard = [(at, "go"), (at + 10, "half")]
    heard += [(at + 17, "tick"), (at + 18, "tick"), (at + 19, "tick"), (at + 20, ending)]
    return phase(at, "work", 20.0, place, cues(*heard))


def raised(at: float, kind: str, seconds: float, heard: list[Json]) -> Json:
    there = {"exercise": "heel_raise_box", "set": 1, "sets": 1, "side": "both"}
    return {"at": at, "kind": kind, "seconds": seconds, **there, "cues": heard}


SMALL = {
    "id": "small",
    "name": "Small",
    "seconds": 101.0,
    "timeline": [
        phase(0.0, "ready", 2.0, (1, "left"), cues((0.0, "tick"), (1.0, "tick"))),
        stretch(2.0, (1, "left"), "switch"),
        phase(22.0, "switch", 1.0, (1, "right"), cues((22.0, "tick"))),
        stretch(23.0, (1, "right"), "set_done"),
        phase(43.0, "rest", 3.0, (2, "left"), cues((43.0, "tick"), (44.0, "tick"), (45.0, "tick"))),
        stretch(46.0, (2, "left"), "switch"),
        phase(66.0, "switch", 1.0, (2, "right"), cues((66.0, "tick"))),
        stretch(67.0, (2, "right"), "exercise_done"),
        raised(87.0, "change", 4.0, cues((88.0, "tick"), (89.0, "tick"), (90.0, "tick"))),
        raised(
            91.0,
            "work",
            10.0,
            [
                {"at": 91.0, "sound": "go"},
                {"at": 91.0, "sound": "up", "seconds": 1.0},
                {"at": 92.0, "sound": "click"},
                {"at": 93.0, "sound": "down", "seconds": 2.0},
                {"at": 95.0, "sound": "click"},
                {"at": 96.0, "sound": "up", "seconds": 1.0},
                {"at": 97.0, "sound": "click"},
                {"at": 98.0, "sound": "tick"},
                {"at": 98.0, "sound": "down", "seconds": 2.0},
                {"at": 99.0, "sound": "tick"},
                {"at": 100.0, "sound": "tick"},
                {"at": 100.0, "sound": "click"},
                {"at": 101.0, "sound": "session_done"},
            ],
        ),
    ],
}

OPEN_IN_THE_MIDDLE = """\
name = "At your own pace"
get_ready = 3
[[step]]
exercise = "jump_squat"
sets = 2
reps = 8
pace = "free"
rest = 6
[[step]]
exercise = "downward_dog"
seconds = 4
"""


CIRCUIT = """\
name = "Circuit"
[[round]]
times = 2
[[round.step]]
exercise = "jump_squat"
reps = 5
[[round.step]]
exercise = "downward_dog"
seconds = 4
sets = 2
"""


def test_the_timeline_in_json_is_the_promised_one_to_the_last_cue(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "small.toml"
    path.write_text(STRETCH_THEN_RAISE)

    code, output, errors = calf_tui("routines", "show", str(path), "--json")

    assert (code, errors) == (0, "")
    assert json.dumps(json.loads(output)) == json.dumps(SMALL)


def test_what_follows_an_open_set_counts_from_its_end(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OPEN_IN_THE_MIDDLE)

    shown = json.loads(calf_tui("routines", "show", str(path), "--json").output)

    assert shown["seconds"] == 23.0
    timeline = shown["timeline"]
    columns = [
        (each["kind"], each["at"], each["seconds"], each.get("after_open")) for each in timeline
    ]
    assert columns == [
        ("ready", 0.0, 3.0, None),
        ("open", 3.0, None, None),
        ("rest", 0.0, 6.0, True),
        ("open", 6.0, None, True),
        ("change", 0.0, 10.0, True),
        ("work", 10.0, 4.0, True),
    ]
    assert timeline[1]["cues"] == cues((3.0, "go"))
    assert timeline[2]["cues"] == cues((3.0, "tick"), (4.0, "tick"), (5.0, "tick"))
    assert timeline[3]["cues"] == cues((6.0, "go"))
    assert timeline[5]["cues"][-1] == {"at": 14.0, "sound": "session_done"}


@pytest.mark.parametrize("routine", BUILT_IN)
def test_every_built_in_timeline_keeps_the_contract(calf_tui: CommandLine, routine: str) -> None:
    code, output, errors = calf_tui("routines", "show", routine, "--json")

    assert (code, errors) == (0, "")
    shown = json.loads(output)
    assert shown["id"] == routine
    require_timeline(shown)


def test_rounds_are_laid_out_in_full_as_if_they_were_written_out(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "circuit.toml"
    path.write_text(CIRCUIT)

    shown = json.loads(calf_tui("routines", "show", str(path), "--json").output)

    require_timeline(shown)
    work = [each for each in shown["timeline"] if each["kind"] == "work"]
    assert [(each["exercise"], each["set"], each["sets"]) for each in work] == [
        ("jump_squat", 1, 2),
        ("downward_dog", 1, 4),
        ("downward_dog", 2, 4),
        ("jump_squat", 2, 2),
        ("downward_dog", 3, 4),
        ("downward_dog", 4, 4),
    ]


def require_timeline(shown: Json) -> None:
    """Exactly what is promised: no key less, none more."""
    assert list(shown) == ["id", "name", "seconds", "timeline"]
    at, after_open = 0.0, False
    for each in shown["timeline"]:
        require_phase(each, at, after_open=after_open)
        after_open = after_open or each["seconds"] is None
        at = 0.0 if each["seconds"] is None else at + each["seconds"]
    lengths = [each["seconds"] or 0.0 for each in shown["timeline"]]
    assert shown["seconds"] == sum(lengths)
    assert shown["timeline"][0]["kind"] == "ready"
    assert shown["timeline"][-1]["kind"] in ("work", "open")


def require_phase(shown: Json, at: float, *, after_open: bool) -> None:
    place = ["at", "after_open"] if after_open else ["at"]
    assert list(shown) == [*place, "kind", "seconds", "exercise", "set", "sets", "side", "cues"]
    assert shown["at"] == pytest.approx(at)
    assert shown["kind"] in KINDS
    assert (shown["kind"] == "open") == (shown["seconds"] is None)
    assert 1 <= shown["set"] <= shown["sets"]
    assert shown["side"] in ("both", "left", "right")
    offsets = [cue["at"] for cue in shown["cues"]]
    assert offsets == sorted(offsets)
    assert all(at <= offset <= at + (shown["seconds"] or 0.0) for offset in offsets)
    assert {cue["sound"] for cue in shown["cues"]} <= SOUNDS
    assert all(("seconds" in cue) == (cue["sound"] in ("up", "down")) for cue in shown["cues"])
