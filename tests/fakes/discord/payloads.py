"""The body of a message, as the bot sends it: what Discord takes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import components, texts
from .bits import SENDABLE_FLAGS
from .components import Unexpected
from .errors import ApiError, invalid_form
from .state import Json

FIELDS = "content embeds components flags allowed_mentions tts attachments"
NONCE_LIMIT = 25
EMBEDS_MOST = 10
_EMBED = frozenset("title type description url timestamp color fields footer author".split())
_MENTIONS = frozenset("parse users roles replied_user".split())
_EMBED_LIMITS = {"title": 256, "description": 4096}


@dataclass(slots=True)
class Payload:
    """A message to be. `given` names the fields that were sent at all."""

    given: frozenset[str]
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    enforce_nonce: bool = False
    reply_to: int | None = None
    allowed_mentions: Json | None = None
    files: tuple[tuple[str, bytes], ...] = ()

    def need_something(self) -> None:
        """Raise 50006 for a message with nothing in it."""
        if not (self.content or self.embeds or self.components or self.files):
            raise ApiError(400, 50006, "Cannot send an empty message")

    def pings(self, may_call_everyone: bool) -> frozenset[str]:
        """Whom it calls."""
        return texts.pings(self.content, self.allowed_mentions, may_call_everyone)

    def changes(self, may_call_everyone: bool) -> dict[str, Any]:
        """What an edit with it changes."""
        changed: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("content", "embeds", "components")
            if name in self.given
        }
        if self.files:
            changed["files"] = self.files
        if "content" in self.given:
            changed["pings"] = self.pings(may_call_everyone)
        return changed


def read(body: Json, files: Mapping[str, tuple[str, bytes]] | None = None) -> Payload:
    """The message in a body, with the files that came beside it; raises 50035, or Unexpected."""
    if body.get("tts"):
        raise Unexpected("a message to be read aloud")
    flags = int(body.get("flags") or 0)
    if flags & ~SENDABLE_FLAGS:
        raise Unexpected(f"message flags {flags & ~SENDABLE_FLAGS}")
    _check_mentions(body.get("allowed_mentions"))
    return Payload(
        given=frozenset(body),
        content=texts.as_sent(body.get("content")),
        embeds=_embeds(body.get("embeds") or []),
        components=components.of_message(body.get("components")),
        flags=flags,
        nonce=_nonce(body.get("nonce")),
        enforce_nonce=bool(body.get("enforce_nonce")),
        reply_to=_reply_to(body.get("message_reference")),
        allowed_mentions=body.get("allowed_mentions"),
        files=_files(body.get("attachments") or [], files or {}),
    )


def _files(
    named: list[Json], files: Mapping[str, tuple[str, bytes]]
) -> tuple[tuple[str, bytes], ...]:
    """What the body names has to have come with it, and the other way round."""
    if extra := {name for one in named for name in one} - {"id", "filename"}:
        raise Unexpected(f"attachments with {sorted(extra)}")
    if {f"files[{one['id']}]" for one in named} != set(files):
        raise Unexpected(f"files {sorted(files)} for attachments {named}")
    return tuple((one["filename"], files[f"files[{one['id']}]"][1]) for one in named)


def _nonce(nonce: object) -> str | None:
    if nonce is None:
        return None
    if len(str(nonce)) > NONCE_LIMIT:
        raise invalid_form("nonce", "NONCE_TYPE_TOO_LONG", f"At most {NONCE_LIMIT} characters")
    return str(nonce)


def _reply_to(reference: Json | None) -> int | None:
    if reference is None:
        return None
    if extra := set(reference) - {
        "type",
        "message_id",
        "channel_id",
        "guild_id",
        "fail_if_not_exists",
    }:
        raise Unexpected(f"a message reference with {sorted(extra)}")
    return int(reference["message_id"])


def _check_mentions(allowed: Json | None) -> None:
    if allowed is None:
        return
    if extra := set(allowed) - _MENTIONS:
        raise Unexpected(f"allowed_mentions with {sorted(extra)}")
    parse = allowed.get("parse") or []
    if unknown := set(parse) - {"users", "roles", "everyone"}:
        raise Unexpected(f"allowed_mentions that parse {sorted(unknown)}")
    for kind in ("users", "roles"):
        if kind in parse and allowed.get(kind):
            raise invalid_form(
                "allowed_mentions",
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive.",
            )


def _embeds(embeds: list[Json]) -> list[Json]:
    if len(embeds) > EMBEDS_MOST:
        raise invalid_form("embeds", "BASE_TYPE_MAX_LENGTH", f"At most {EMBEDS_MOST}")
    for index, embed in enumerate(embeds):
        if extra := set(embed) - _EMBED:
            raise Unexpected(f"an embed with {sorted(extra)}")
        for name, most in _EMBED_LIMITS.items():
            if len(embed.get(name) or "") > most:
                raise invalid_form(
                    f"embeds.{index}.{name}", "BASE_TYPE_MAX_LENGTH", f"At most {most}"
                )
        _check_embed_fields(embed.get("fields") or [], index)
    return embeds


def _check_embed_fields(fields: list[Json], index: int) -> None:
    if len(fields) > 25:
        raise invalid_form(f"embeds.{index}.fields", "BASE_TYPE_MAX_LENGTH", "At most 25")
    for number, one in enumerate(fields):
        short = 1 <= len(one.get("name", "")) <= 256 and 1 <= len(one.get("value", "")) <= 1024
        if not short:
            path = f"embeds.{index}.fields.{number}"
            raise invalid_form(path, "BASE_TYPE_BAD_LENGTH", "Names 1 to 256, values 1 to 1024")
