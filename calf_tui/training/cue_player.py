"""What is heard of a session, and when the screen flashes with it."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.session import cue_schedule
from calf_tui.core.session.cue_schedule import texts_of, upcoming_phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from calf_tui.core.ports import Player
    from calf_tui.core.session.cue import Cue
    from calf_tui.core.session.state import Event, Session
    from calf_tui.core.settings import Settings


SPACING_SECONDS = 1 / 3
"""At most three flashes a second: more can cause seizures (WCAG 2.3.1)."""
FLASH_SECONDS = 0.15


class Flash(NamedTuple):
    """Whether the screen is lit up now; this changes in `seconds` (`inf`: never)."""

    is_on: bool
    seconds: float


NO_FLASH = Flash(is_on=False, seconds=inf)


def flash_instants(
    cues: Iterable[Cue], start: float, before: float = float("-inf")
) -> tuple[float, ...]:
    """Returns the instants of the flashes for cues whose `at` counts from `start`.

    `before` is the instant of the last earlier flash. A cue that comes too soon after a flash has
    no flash of its own.
    """
    instants: list[float] = []
    for cue in cues:
        instant = start + cue.at
        if instant - before >= SPACING_SECONDS:
            instants.append(instant)
            before = instant
    return tuple(instants)


def flash_at(instants: Sequence[float], now: float) -> Flash:
    """Returns whether the screen is lit up at `now`, given the instants of the flashes."""
    is_on = any(0 <= now - instant < FLASH_SECONDS for instant in instants)
    edges = (edge for each in instants for edge in (each, each + FLASH_SECONDS))
    return Flash(is_on, min((edge - now for edge in edges if edge > now), default=inf))


class CuePlayer:
    """Sends the upcoming cues of a session to the player.

    `now` is an instant of the monotonic clock. `player_for` makes a player for other settings; it
    may raise `UserError`.
    """

    def __init__(
        self,
        player: Player,
        settings: Settings,
        player_for: Callable[[Settings], Player] | None = None,
    ) -> None:
        self.is_muted = settings.mute
        self._player = player
        self._settings = settings
        self._player_for = player_for
        self._flashes: tuple[float, ...] = ()
        player.set_muted(self.is_muted)

    def use(self, settings: Settings) -> None:
        """Uses these settings from the next session on; if it raises `UserError`, the old stay."""
        before = self._settings
        if self._player_for is not None and _of_player(settings) != _of_player(before):
            player = self._player_for(settings)
            self._player.close()
            self._player = player
            self._player.prepare()
        if settings.mute != before.mute:
            self.is_muted = settings.mute
        self._player.set_muted(self.is_muted)
        self._settings = settings

    def prepare(self) -> None:
        """Starts the player, so that the first sound is not late."""
        self._player.prepare()

    def close(self) -> None:
        """Ends the player."""
        self._player.close()

    @property
    def sound(self) -> str:
        """What plays the cues, in a word or two, or "muted"."""
        return "muted" if self.is_muted else self._player.status()

    def flash(self, now: float) -> Flash:
        """Returns whether the screen is lit up; it flashes if muted or if the settings say so."""
        is_wanted = self.is_muted or self._settings.flash
        return flash_at(self._flashes, now) if is_wanted else NO_FLASH

    def toggle_mute(self) -> None:
        """Mutes or unmutes the cues while their time runs on."""
        self.is_muted = not self.is_muted
        self._player.set_muted(self.is_muted)

    def begin(self, session: Session, now: float) -> None:
        """Plays the upcoming cues of a session that starts or is resumed."""
        if self._settings.speech:
            self._player.render_speech(texts_of(session.timeline))
        cues = cue_schedule.upcoming_cues(session, now)
        first = min((cue.at for cue in cues), default=0.0)
        self._play(cues, session, now, awake_from=first)

    def follow(self, session: Session, events: Sequence[Event], now: float) -> None:
        """Plays the sounds for events that change the upcoming cues, and the new upcoming cues."""
        if not events or not cue_schedule.needs_new_plan(events):
            return
        answers = cue_schedule.answer_cues(session, events)
        self._play(answers + cue_schedule.upcoming_cues(session, now), session, now)

    def _play(
        self, cues: Sequence[Cue], session: Session, now: float, awake_from: float = 0.0
    ) -> None:
        last = [instant for instant in self._flashes if instant <= now][-1:]
        self._flashes = (*last, *flash_instants(cues, now, *last))
        phrases = upcoming_phrases(session, now) if self._settings.speech else ()
        awake = awake_from, cue_schedule.awake_until(session, cues)
        self._player.play(cues, phrases, since=now, awake=awake)


def _of_player(settings: Settings) -> tuple[object, ...]:
    """Returns the settings that need a new player if they change."""
    sound = settings.sound, settings.sound_set, settings.volume, settings.quiet_lead_in
    return (*sound, settings.speech)
