"""The program's settings: one TOML file, every key also as an environment variable (SPEC 8).

`python -m bot.settings docs` writes again what is generated from the policy's table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.model.numbers import nearest
from bot.paths import config_dir
from bot.permission_page import permission_page
from bot.platform_settings import DiscordSettings, TelegramSettings
from bot.policy_files import load_policy, policy_page, policy_toml
from bot.sealing_key import keys_from_file, secret_from_file
from bot.setting_values import DatabaseUrl, FullPath, Lower, Must, SealingKeys, sealing_keys_in
from bot.toml_file import SettingsError, TomlFile, quoted, read_toml

__all__ = [
    "DiscordSettings",
    "Settings",
    "SettingsError",
    "TelegramSettings",
    "load_policy",
    "load_settings",
    "sealing_keys",
    "webhook_secret",
]

PREFIX = "ALONGSIDE_"
CONFIG = f"{PREFIX}CONFIG"


class Settings(BaseSettings):
    """What the program was told. `load_settings` makes one; made by hand, it reads nothing."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        env_prefix=PREFIX,
        env_nested_delimiter="__",
    )

    data_dir: Annotated[FullPath, Must("the path of a folder")] = Field(
        default_factory=lambda: platformdirs.user_data_path("alongside", appauthor=False)
    )
    database_url: Annotated[
        DatabaseUrl, Must("sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
    ] = Field(
        default_factory=lambda told: SecretStr(f"sqlite:///{told['data_dir'] / 'alongside.db'}")
    )
    """For SQLAlchemy. Secret, because it may hold a password."""
    secret_key: Annotated[
        SealingKeys | None,
        Must("a Fernet key, or several with commas between; without it the bot makes its own"),
    ] = None
    """Sealing keys, the newest first; ask `sealing_keys`."""
    telegram: Annotated[TelegramSettings, Must("a table: [telegram]")] = TelegramSettings()
    discord: Annotated[DiscordSettings, Must("a table: [discord]")] = DiscordSettings()
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Lower, Must("debug, info, warning or error")
    ] = "info"
    policy_file: Annotated[FullPath, Must("the path of a file")] = Field(
        default_factory=lambda: config_dir() / "policy.toml"
    )
    help_lines_file: Annotated[FullPath, Must("the path of a file")] = Field(
        default_factory=lambda: config_dir() / "help_lines.toml"
    )
    """Who can be called besides the team, by country."""
    rates_file: Annotated[FullPath, Must("the path of a file")] = Field(
        default_factory=lambda: config_dir() / "rates.toml"
    )
    """What is usually paid, by country."""
    wording_dir: Annotated[FullPath, Must("the path of a folder")] = Field(
        default_factory=lambda: config_dir() / "wording"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is handed over: nothing is read behind anybody's back."""
        return (init_settings,)


def load_settings(config: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings from a file and the environment, which wins. An empty text is not set.

    `config` is the file; without it ALONGSIDE_CONFIG names one, and without that there is none.

    Raises:
        SettingsError: one sentence naming the first key or value that is wrong, where it is
            from, and what to do. No value is ever in it.
    """
    from_environ = _from_environ(environ)
    config = config or (Path(environ[CONFIG]) if environ.get(CONFIG) else None)
    file = read_toml(config) if config else None
    from_file = _from_file(file) if file else {}
    try:
        return Settings(**_merged(from_file, from_environ))
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_context=False, include_url=False)[0]
    keys = tuple(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        raise SettingsError(_unknown(keys, file))
    raise SettingsError(_wrong(keys, file, environ))


def sealing_keys(settings: Settings) -> tuple[str, ...]:
    """The Fernet keys that seal what is private, the newest first (V2).

    If the settings name none, the data directory's `secret.key` is used, and made on first run.

    Raises:
        SettingsError: if that file can be neither read nor made, or holds no key.
    """
    if settings.secret_key is not None:
        return sealing_keys_in(settings.secret_key.get_secret_value())
    return keys_from_file(settings.data_dir / "secret.key")


def webhook_secret(settings: Settings) -> str:
    """What Telegram proves itself with when it brings updates.

    If the settings name none, the data directory's `webhook.secret` is used, and made on first
    run.

    Raises:
        SettingsError: if that file can be neither read nor made, or holds no such secret.
    """
    if settings.telegram.webhook_secret is not None:
        return settings.telegram.webhook_secret.get_secret_value()
    return secret_from_file(settings.data_dir / "webhook.secret")


def _fields(
    model: type[BaseModel], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], FieldInfo]]:
    for name, field in model.model_fields.items():
        keys = (*above, name)
        yield keys, field
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _fields(field.annotation, keys)


_FIELDS = dict(_fields(Settings))
_SECTIONS = {keys[:-1] for keys in _FIELDS}
_VARIABLES = {PREFIX + "__".join(keys).upper(): keys for keys in _FIELDS if keys not in _SECTIONS}


def _from_environ(environ: Mapping[str, str]) -> dict[str, Any]:
    given = {name: text for name, text in environ.items() if name.startswith(PREFIX)}
    for name in given.keys() - _VARIABLES.keys() - {CONFIG}:
        near = nearest(name.upper(), [*_VARIABLES, CONFIG])
        raise SettingsError(
            f"{quoted(name)} in the environment is not a setting. "
            + (f"Did you mean {near}?" if near else "All of them are in config/example.toml.")
        )
    source = EnvSettingsSource(Settings)
    source.env_vars = {name.lower(): text for name, text in given.items() if text.strip()}
    return source()


def _from_file(file: TomlFile) -> dict[str, Any]:
    # A path in a file is meant from where the file is, not from where the bot was started.
    values = _without_empty(file.values)
    for name in ("data_dir", "policy_file", "help_lines_file", "rates_file", "wording_dir"):
        if isinstance(path := values.get(name), str) and not path.startswith("~"):
            values[name] = str(file.path.absolute().parent / path)
    return values


def _without_empty(table: Mapping[str, Any], above: tuple[str, ...] = ()) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in table.items():
        keys = (*above, name)
        if isinstance(value, Mapping):
            kept[name] = _without_empty(value, keys)
        elif keys not in _FIELDS or value != "":
            kept[name] = value
    return kept


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, value in above.items():
        under = merged.get(name)
        if isinstance(value, Mapping) and isinstance(under, Mapping):
            value = _merged(under, value)
        merged[name] = value
    return merged


def _unknown(keys: tuple[str, ...], file: TomlFile | None) -> str:
    name = ".".join(keys)
    near = nearest(name, [".".join(known) for known in _FIELDS])
    place = f" ({file.where(keys)})" if file else ""
    hint = f"Did you mean {near}?" if near else "All of them are in config/example.toml."
    return f"{quoted(name)}{place} is not a setting. {hint}"


def _wrong(keys: tuple[str, ...], file: TomlFile | None, environ: Mapping[str, str]) -> str:
    known = next(keys[:length] for length in (2, 1) if keys[:length] in _FIELDS)
    variable = PREFIX + "__".join(known).upper()
    if environ.get(variable):
        place = f" ({variable} in the environment)"
    else:
        place = f" ({file.where(known)})" if file else ""
    must = next(one for one in _FIELDS[known].metadata if isinstance(one, Must))
    return f"{'.'.join(known)}{place} must be {must}."


def main(arguments: Sequence[str]) -> str:
    """Write config/policy.toml and the generated pages of docs again. The answer: what to tell."""
    root = config_dir().parent
    if list(arguments) != ["docs"] or not (root / "docs").is_dir():
        return "python -m bot.settings docs, in the repository, writes what is generated."
    (root / "config" / "policy.toml").write_text(policy_toml(), "utf-8")
    (root / "docs" / "policy.md").write_text(policy_page(), "utf-8")
    (root / "docs" / "permissions.md").write_text(permission_page(), "utf-8")
    return "config/policy.toml, docs/policy.md and docs/permissions.md are written."


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1:])}\n")
