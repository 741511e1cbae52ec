"""What was tried for each goal that is missed, by the name of its figure; met goals print nothing.

Processor times are of one run on a busy machine, so they are said in round numbers.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.bench.table import Row

WIDTH = 100

_START = (
    "Five sixths of a start are loading Textual, without its palette, its input fields and ssl "
    "already, and with the garbage collector held off; our own modules take 20 ms. Less would "
    "leave something out of the first screen."
)
_KEY_SOON = (
    "The key comes while the records are read, and the first one loads and draws the other list. "
    "All is done in pieces of at most 16 ms, between which a key is answered; but the pieces that "
    "are due before it, and its own layout, take longer than the one label of the smallest app."
)
_SET = (
    "Only the widget in front of a change is drawn, by its changed rows and cells and without what "
    "Textual looks up for borders; the covered figure of the first screen stands still, and "
    "reports of the sound are read at once: a fifth to a quarter less. What is left are five "
    "pictures a second, each through Textual's queues and timers; fewer would be seen."
)
_WRITTEN = (
    "Colours that stay are not repeated, cells between two changes are passed over, and of digits "
    "and words only what differs is written: a quarter to a third less. To compare with all that "
    "the terminal shows would save another tenth, but what another program wrote over it would "
    "stay."
)
TRIED = {
    "first frame, elapsed": _START,
    "first frame, of a processor": _START,
    "until it is at rest, more than smallest app": (
        "Half is four layouts of the first screen with what the records tell, 45 ms are the "
        "modules of records, coach and sound in a thread, the rest is the moving figure. A class "
        "whose signature was made up took 4 ms, and does no more; to load less would hold the "
        "first key up."
    ),
    "start, a key 50 ms after the first frame, and its answer": _KEY_SOON,
    "a key 50 ms after the first frame": _KEY_SOON,
    "memory of 3,650 sessions, at rest": (
        "13 MB of it are the text of the file, of which 3 kB a session are its sets. Mapped into "
        "memory it could end the program when another one shortens the file. Compressed it would "
        "take 1 MB, for 35 ms more at each start and 20 ms for each page that reads all sets."
    ),
    "memory of a helper, 1": (
        "It loads no dataclasses, dates or web modules any more, and begins anew when it has "
        "loaded the library of a backend that does not play: 9 MB without a device instead of 21, "
        "half of which a bare Python takes as well. With miniaudio it takes 12 instead of 18, for "
        "that library and the sound server's."
    ),
    "key to screen beside a running set, median": (
        "A sixth of the processor time of a key was saved: only what is seen is drawn, and hints "
        "of the same height are not laid out. The rest is the new style of all that has the "
        "colour of the phase, and drawing what it changes, which is most of the screen."
    ),
    "running set, tiptoe_walk": _SET,
    "running set, heel_raise_box": _SET,
    "running set, jump_squat": _SET,
    "running set, foam_roll_calf": _SET,
    "running set, tiptoe_walk, written": _WRITTEN,
    "running set, foam_roll_calf, written": _WRITTEN,
}


def text_of(rows: Iterable[Row]) -> str:
    """Returns what was tried for the goals that are missed; "" if there are none.

    Goals for which the same was tried stand together.
    """
    missed: dict[str, list[str]] = {}
    for each in rows:
        if each.is_missed:
            words = TRIED.get(each.name, "Nothing is noted of what was tried.")
            missed.setdefault(words, []).append(f"{each.name}: {each.verdict}")
    if not missed:
        return ""
    paragraphs = ["\n".join([*names, _indented(words)]) for words, names in missed.items()]
    return "\n\n".join(["What was tried for the goals that are missed:", *paragraphs])


def _indented(words: str) -> str:
    return textwrap.fill(words, WIDTH, initial_indent="  ", subsequent_indent="  ")
