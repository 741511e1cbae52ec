"""Parses each piece of Textual's style sheets once per process, not once per app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from textual.css.model import RuleSet

_parse = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


def parse_once(sheet: Stylesheet, css: str, *args: Any, **options: Any) -> list[RuleSet]:
    """Returns the rules of `css`, which depend on the variables of the sheet alone."""
    key = (css, args, *options.items(), *sheet._variables.items())
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, *args, **options)
    return _parsed[key]
