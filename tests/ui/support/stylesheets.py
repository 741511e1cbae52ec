"""Parses each piece of Textual's style sheets, and finds what holds for a widget, once a process.

Textual does both anew in every app, and again for each class that a widget is given: half of what
the tests of screens would take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.css.styles import Styles
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.css.model import RuleSet
    from textual.css.styles import RulesMap
    from textual.dom import DOMNode

parse_as_ever = Stylesheet._parse_rules
_apply = Stylesheet.apply
_replace = Stylesheet.replace_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}
_known: dict[Hashable, tuple[RulesMap, bool]] = {}
"""By the rules that may concern a widget, of which none goes before the process ends, and by its
place: what holds for it, and whether that changes under the mouse."""
_kept: dict[int, dict[str, object]] = {}
"""By the identity of what holds, as in `_known`: how a widget notes that."""
_asked: list[RulesMap | None] = []
"""What was found for the widgets that are being styled, the innermost last."""


def parse_once(sheet: Stylesheet, css: str, *args: Any, **options: Any) -> list[RuleSet]:
    """Returns the rules of `css`, which depend on the variables of the sheet alone."""
    key = (css, args, *options.items(), *sheet._variables.items())
    if key not in _parsed:
        _parsed[key] = parse_as_ever(sheet, css, *args, **options)
    return _parsed[key]


def apply_known(
    sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: Any = None
) -> None:
    """Styles a widget, as another one of the same kind in the same place was styled."""
    place = _place(node)
    key = None if place is None else (_concerning(sheet, node), place)
    if key is not None and key in _known:
        rules, node._has_hover_style = _known[key]
        node._has_focus_within = node._has_order_style = node._has_odd_or_even = False
        if node.styles.base._rules and _comparable(node.styles.base) == _as_kept(rules):
            node.notify_style_update()  # as after setting each to what it is
        else:
            _replace(node, rules, animate)
        sheet._process_component_classes(node)
        return
    _asked.append(None)
    try:
        _apply(sheet, node, animate=animate, cache=cache)
    finally:
        rules_found = _asked.pop()
    by_neighbours = node._has_focus_within or node._has_order_style or node._has_odd_or_even
    if key is not None and rules_found is not None and not by_neighbours:
        _known[key] = rules_found, node._has_hover_style


def _as_kept(rules: RulesMap) -> dict[str, object]:
    """Returns what a widget notes of rules, which may be written in more than one way."""
    if id(rules) not in _kept:
        styles = Styles()
        for name, value in rules.items():
            setattr(styles, name, value)
        _kept[id(rules)] = _comparable(styles)
    return _kept[id(rules)]


def _comparable(styles: Styles) -> dict[str, object]:
    """Returns the rules of a widget; each layout is an object of its own, but has a name."""
    rules: dict[str, object] = {**styles._rules}
    if styles.layout is not None:
        rules["layout"] = styles.layout.name
    return rules


def note_rules(node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
    """Gives a widget its rules, and notes them for `apply_known`."""
    if _asked:
        _asked[-1] = rules
    _replace(node, rules, animate)


def _concerning(sheet: Stylesheet, node: DOMNode) -> tuple[int, ...]:
    """Returns which rules of the sheet name the widget's kind, a class of it or its id."""
    rules = sheet.rules
    if getattr(sheet, "_concerning_of", None) is not rules:
        sheet._concerning_of = rules  # type: ignore[attr-defined]
        sheet._concerning = {}  # type: ignore[attr-defined]
    by_names: dict[Hashable, tuple[int, ...]] = sheet._concerning  # type: ignore[attr-defined]
    names = node._css_type_names, node._id, node.classes
    if names not in by_names:
        named = sheet.rules_map.keys() & node._selector_names
        found = {id(rule) for name in named for rule in sheet.rules_map[name]}
        by_names[names] = tuple(place for place in map(id, rules) if place in found)
    return by_names[names]


def _place(node: DOMNode) -> Hashable:
    """All that a selector may ask of a widget and of those around it; None if it may be more."""
    app, *path = node.css_path_nodes
    if not isinstance(app, App):
        return None
    places: list[Hashable] = [
        *(app.current_theme.dark, app.native_ansi_color, app.no_color, app.is_inline),
        *(app.app_focus, app._css_type_names, app.id, app.classes),
    ]
    for each in path:
        places += (each._css_type_names, each.id, each.classes)
        if isinstance(each, Widget):
            if each.disabled or each.loading:
                return None
            places.append((each.mouse_hover, each.has_focus, each.allow_focus()))
    return tuple(places)
