"""A form as people see it, which Discord calls a modal."""

import msgspec

from . import components
from .state import Interaction, Json


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a modal. `kind` is the component's type; lengths are in characters."""

    label: str
    custom_id: str
    kind: int
    description: str = ""
    required: bool = True
    placeholder: str = ""
    value: str = ""
    least: int = 0
    most: int = 4000
    values: tuple[str, ...] = ()


class SeenModal:
    """A form that opened. `texts` are the words between its fields."""

    def __init__(self, interaction: Interaction, body: Json) -> None:
        self.interaction = interaction
        self.body = body
        self.custom_id: str = body["custom_id"]
        self.title: str = body["title"]
        self.fields = tuple(_fields(body["components"]))
        self.texts = tuple(one["content"] for one in body["components"] if one["type"] == 10)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the fields."""
        return tuple(field.label for field in self.fields)

    def field(self, label_or_id: str) -> Field | None:
        """The field with this label or this custom id."""
        for field in self.fields:
            if label_or_id in (field.label, field.custom_id):
                return field
        return None


def _fields(rows: list[Json]) -> list[Field]:
    return [
        _field(row, one)
        for row in rows
        if row["type"] in (components.ROW, components.LABEL)
        for one in components.leaves([row])
    ]


def _field(row: Json, one: Json) -> Field:
    return Field(
        label=row.get("label") or one.get("label") or "",
        custom_id=one["custom_id"],
        kind=one["type"],
        description=row.get("description") or "",
        required=one.get("required", True) is not False,
        placeholder=one.get("placeholder") or "",
        value=one.get("value") or "",
        least=one.get("min_length") or 0,
        most=one.get("max_length") or 4000,
        values=tuple(option["value"] for option in one.get("options") or ()),
    )
