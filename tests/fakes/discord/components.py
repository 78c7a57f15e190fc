"""Buttons, menus and the fields of a modal: what Discord takes, and what nobody expected."""

from collections.abc import Iterator

from .errors import ApiError, invalid_form
from .state import Json

ROW, BUTTON, MENU, TEXT_INPUT, TEXT_DISPLAY, LABEL = 1, 2, 3, 4, 10, 18
ENTITY_MENUS = frozenset({5, 6, 7, 8})
LINK_STYLE = 5
ROWS_MOST = 5
BUTTONS_MOST = 5

_FIELDS: dict[int, frozenset[str]] = {
    ROW: frozenset({"components"}),
    BUTTON: frozenset("style label emoji custom_id url disabled".split()),
    MENU: frozenset(
        "custom_id options placeholder min_values max_values disabled required".split()
    ),
    TEXT_INPUT: frozenset(
        "custom_id style label min_length max_length required value placeholder".split()
    ),
    TEXT_DISPLAY: frozenset({"content"}),
    LABEL: frozenset("label description component".split()),
} | dict.fromkeys(
    ENTITY_MENUS,
    frozenset(
        "custom_id placeholder min_values max_values disabled required default_values "
        "channel_types".split()
    ),
)


class Unexpected(Exception):
    """The bot sent something this server has never heard of: the test fails."""


def of_message(components: object) -> list[Json]:
    """The rows of a message, checked; raises 50035, or Unexpected."""
    rows = _list(components, "components", ROWS_MOST)
    for index, row in enumerate(rows):
        if _kind(row) != ROW:
            raise Unexpected(f"a component of type {row.get('type')} outside a row")
        _check_row(row, f"components.{index}")
    _check_custom_ids(rows)
    return _numbered(rows)


def of_modal(data: Json) -> Json:
    """A modal, checked; raises 50035, or Unexpected."""
    if extra := set(data) - {"custom_id", "title", "components"}:
        raise Unexpected(f"a modal with {sorted(extra)}")
    _length(data, "custom_id", "data", 1, 100)
    _length(data, "title", "data", 1, 45)
    rows = _list(data.get("components"), "data.components", ROWS_MOST)
    if not rows:
        raise invalid_form("data.components", "BASE_TYPE_REQUIRED", "This field is required")
    for index, row in enumerate(rows):
        _check_of_modal(row, f"data.components.{index}")
    _check_custom_ids(rows)
    return data | {"components": _numbered(rows)}


def leaves(components: list[Json]) -> Iterator[Json]:
    """Everything that can be used, without the rows and labels around it."""
    for one in components:
        match one["type"]:
            case 1:
                yield from leaves(one["components"])
            case 18:
                yield one["component"]
            case _:
                yield one


def _check_row(row: Json, path: str) -> None:
    inside = _list(row.get("components"), f"{path}.components", BUTTONS_MOST)
    if not inside:
        raise invalid_form(f"{path}.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5")
    kinds = {_kind(one) for one in inside}
    if kinds != {BUTTON} and (len(inside) > 1 or not kinds <= ENTITY_MENUS | {MENU}):
        raise invalid_form(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The width is exceeded")
    for index, one in enumerate(inside):
        _check_leaf(one, f"{path}.components.{index}")


def _check_of_modal(one: Json, path: str) -> None:
    match _kind(one):
        case 1:
            (field,) = _list(one.get("components"), f"{path}.components", 1) or [{}]
            if _kind(field) != TEXT_INPUT:
                raise Unexpected("a row of a modal without a text input")
            _length(field, "label", f"{path}.components.0", 1, 45)
            _check_leaf(field, f"{path}.components.0")
        case 18:
            _length(one, "label", path, 1, 45)
            _length(one, "description", path, 0, 100)
            field = one.get("component") or {}
            if _kind(field) not in ENTITY_MENUS | {TEXT_INPUT, MENU}:
                raise Unexpected(f"a label around a component of type {field.get('type')}")
            _check_leaf(field, f"{path}.component")
        case 10:
            _length(one, "content", path, 1, 4000)
        case other:
            raise Unexpected(f"a component of type {other} in a modal")


def _check_leaf(one: Json, path: str) -> None:
    match _kind(one):
        case 2:
            _check_button(one, path)
        case 4:
            _check_text_input(one, path)
        case 3:
            _check_menu(one, path)
        case _:
            _length(one, "custom_id", path, 1, 100)


def _check_button(one: Json, path: str) -> None:
    _length(one, "label", path, 0 if one.get("emoji") else 1, 80)
    if one.get("style") == LINK_STYLE:
        if not str(one.get("url", "")).startswith(("http://", "https://", "discord://")):
            raise invalid_form(f"{path}.url", "URL_TYPE_INVALID_SCHEME", "Not a valid address")
    elif one.get("style") in (1, 2, 3, 4):
        _length(one, "custom_id", path, 1, 100)
    else:
        raise Unexpected(f"a button of style {one.get('style')}")


def _check_text_input(one: Json, path: str) -> None:
    _length(one, "custom_id", path, 1, 100)
    _length(one, "placeholder", path, 0, 100)
    _length(one, "value", path, 0, 4000)
    if one.get("style") not in (1, 2):
        raise invalid_form(f"{path}.style", "BASE_TYPE_CHOICES", "Must be one of (1, 2)")
    for field in ("min_length", "max_length"):
        if not 0 <= int(one.get(field) or 0) <= 4000:
            raise invalid_form(f"{path}.{field}", "NUMBER_TYPE_MAX", "Must be 0 to 4000")


def _check_menu(one: Json, path: str) -> None:
    _length(one, "custom_id", path, 1, 100)
    _length(one, "placeholder", path, 0, 150)
    options = _list(one.get("options"), f"{path}.options", 25)
    if not options:
        raise invalid_form(f"{path}.options", "BASE_TYPE_BAD_LENGTH", "Must be 1 to 25")
    for index, option in enumerate(options):
        if extra := set(option) - {"label", "value", "description", "emoji", "default"}:
            raise Unexpected(f"an option of a menu with {sorted(extra)}")
        for field in ("label", "value"):
            _length(option, field, f"{path}.options.{index}", 1, 100)
        _length(option, "description", f"{path}.options.{index}", 0, 100)
    if len({option["value"] for option in options}) < len(options):
        raise invalid_form(
            f"{path}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "Used already"
        )


def _kind(one: Json) -> int:
    kind = one.get("type")
    if not isinstance(kind, int) or kind not in _FIELDS:
        raise Unexpected(f"a component of type {kind}")
    if extra := set(one) - _FIELDS[kind] - {"type", "id"}:
        raise Unexpected(f"a component of type {kind} with {sorted(extra)}")
    return kind


def _list(value: object, path: str, most: int) -> list[Json]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise invalid_form(path, "LIST_TYPE_CONVERT", "Must be a list of objects")
    if len(value) > most:
        raise invalid_form(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
    return value


def _length(one: Json, field: str, path: str, least: int, most: int) -> None:
    value = one.get(field)
    if value is None:
        value = ""
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise _bad_length(f"{path}.{field}", least, most)


def _bad_length(path: str, least: int, most: int) -> ApiError:
    return invalid_form(path, "BASE_TYPE_BAD_LENGTH", f"Must be {least} to {most} in length.")


def _check_custom_ids(rows: list[Json]) -> None:
    given = [one["custom_id"] for one in leaves(rows) if "custom_id" in one]
    if len(set(given)) < len(given):
        raise invalid_form(
            "components",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        )


def _numbered(rows: list[Json]) -> list[Json]:
    """The same with the ids Discord gives to those that have none."""
    number = 0

    def copy(one: Json) -> Json:
        nonlocal number
        number += 1
        body: Json = {"id": number} | one
        if "components" in one:
            body["components"] = [copy(inner) for inner in one["components"]]
        if "component" in one:
            body["component"] = copy(one["component"])
        return body

    return [copy(row) for row in rows]
