"""The program's settings: from one file and the environment, which wins (SPEC 8)."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import platformdirs
import pytest
from cryptography.fernet import Fernet

from bot.paths import config_dir
from bot.settings import Settings, load_settings

EXAMPLE = config_dir() / "example.toml"
KEY = Fernet.generate_key().decode()
OLD_KEY = Fernet.generate_key().decode()

EVERYTHING = {
    "ALONGSIDE_DATA_DIR": "/srv/alongside",
    "ALONGSIDE_DATABASE_URL": "postgresql://pat:pass@db/alongside",
    "ALONGSIDE_SECRET_KEY": KEY,
    "ALONGSIDE_TELEGRAM__TOKEN": "123:abc",
    "ALONGSIDE_TELEGRAM__API_URL": "http://127.0.0.1:8081",
    "ALONGSIDE_TELEGRAM__WEBHOOK_URL": "https://bot.example.org/telegram",
    "ALONGSIDE_TELEGRAM__WEBHOOK_LISTEN": "0.0.0.0:8080",
    "ALONGSIDE_TELEGRAM__WEBHOOK_SECRET": "hush_hush-1",
    "ALONGSIDE_DISCORD__TOKEN": "abc.def.ghi",
    "ALONGSIDE_DISCORD__API_URL": "http://127.0.0.1:8082/api",
    "ALONGSIDE_DISCORD__GATEWAY_URL": "ws://127.0.0.1:8083",
    "ALONGSIDE_LOG_LEVEL": "debug",
    "ALONGSIDE_POLICY_FILE": "/srv/policy.toml",
    "ALONGSIDE_HELP_LINES_FILE": "/srv/help_lines.toml",
    "ALONGSIDE_RATES_FILE": "/srv/rates.toml",
    "ALONGSIDE_WORDING_DIR": "/srv/wording",
}


def written(folder: Path, text: str) -> Path:
    path = folder / "alongside.toml"
    path.write_text(text, "utf-8")
    return path


def plain(settings: Settings) -> dict:
    """Every setting with its secrets, to compare."""
    return {
        "data_dir": settings.data_dir,
        "database_url": settings.database_url.get_secret_value(),
        "secret_key": settings.secret_key and settings.secret_key.get_secret_value(),
        "telegram.token": settings.telegram.token and settings.telegram.token.get_secret_value(),
        "telegram.api_url": settings.telegram.api_url,
        "telegram.webhook_url": settings.telegram.webhook_url,
        "telegram.webhook_listen": settings.telegram.webhook_listen,
        "telegram.webhook_secret": settings.telegram.webhook_secret
        and settings.telegram.webhook_secret.get_secret_value(),
        "discord.token": settings.discord.token and settings.discord.token.get_secret_value(),
        "discord.api_url": settings.discord.api_url,
        "discord.gateway_url": settings.discord.gateway_url,
        "log_level": settings.log_level,
        "policy_file": settings.policy_file,
        "help_lines_file": settings.help_lines_file,
        "rates_file": settings.rates_file,
        "wording_dir": settings.wording_dir,
    }


def test_nothing_needs_to_be_set() -> None:
    data_dir = platformdirs.user_data_path("alongside", appauthor=False)
    assert plain(load_settings(None, {})) == {
        "data_dir": data_dir,
        "database_url": f"sqlite:///{data_dir / 'alongside.db'}",
        "secret_key": None,
        "telegram.token": None,
        "telegram.api_url": "https://api.telegram.org",
        "telegram.webhook_url": None,
        "telegram.webhook_listen": "127.0.0.1:8443",
        "telegram.webhook_secret": None,
        "discord.token": None,
        "discord.api_url": "https://discord.com/api/v10",
        "discord.gateway_url": "wss://gateway.discord.gg",
        "log_level": "info",
        "policy_file": config_dir() / "policy.toml",
        "help_lines_file": config_dir() / "help_lines.toml",
        "rates_file": config_dir() / "rates.toml",
        "wording_dir": config_dir() / "wording",
    }


def test_every_key_can_be_an_environment_variable() -> None:
    settings = plain(load_settings(None, EVERYTHING))
    assert {f"ALONGSIDE_{key.upper().replace('.', '__')}" for key in settings} == {*EVERYTHING}
    assert settings == {
        "data_dir": Path("/srv/alongside"),
        "database_url": "postgresql+psycopg://pat:pass@db/alongside",
        "secret_key": KEY,
        "telegram.token": "123:abc",
        "telegram.api_url": "http://127.0.0.1:8081",
        "telegram.webhook_url": "https://bot.example.org/telegram",
        "telegram.webhook_listen": "0.0.0.0:8080",
        "telegram.webhook_secret": "hush_hush-1",
        "discord.token": "abc.def.ghi",
        "discord.api_url": "http://127.0.0.1:8082/api",
        "discord.gateway_url": "ws://127.0.0.1:8083",
        "log_level": "debug",
        "policy_file": Path("/srv/policy.toml"),
        "help_lines_file": Path("/srv/help_lines.toml"),
        "rates_file": Path("/srv/rates.toml"),
        "wording_dir": Path("/srv/wording"),
    }


def test_every_key_can_be_in_the_file(tmp_path: Path) -> None:
    lines = [
        f'{name.removeprefix("ALONGSIDE_").lower().replace("__", ".")} = "{value}"\n'
        for name, value in EVERYTHING.items()
    ]
    from_file = load_settings(written(tmp_path, "".join(lines)), {})
    assert plain(from_file) == plain(load_settings(None, EVERYTHING))


def test_the_environment_wins_key_by_key(tmp_path: Path) -> None:
    file = written(
        tmp_path, 'log_level = "error"\n[telegram]\ntoken = "1:file"\napi_url = "http://file"\n'
    )
    environ = {"ALONGSIDE_TELEGRAM__TOKEN": "2:environment", "ALONGSIDE_LOG_LEVEL": "debug"}
    settings = plain(load_settings(file, environ))
    assert settings["telegram.token"] == "2:environment"
    assert settings["telegram.api_url"] == "http://file"
    assert settings["log_level"] == "debug"


def test_the_environment_can_name_the_file_and_the_command_line_wins(tmp_path: Path) -> None:
    file = written(tmp_path, 'log_level = "error"\n')
    other = tmp_path / "other.toml"
    other.write_text('log_level = "debug"\n', "utf-8")
    environ = {"ALONGSIDE_CONFIG": str(file)}
    assert load_settings(None, environ).log_level == "error"
    assert load_settings(other, environ).log_level == "debug"


def test_an_empty_text_is_as_good_as_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, 'secret_key = ""\ndatabase_url = ""\n[telegram]\ntoken = ""\n')
    environ = dict.fromkeys([*EVERYTHING, "ALONGSIDE_CONFIG"], "")
    assert plain(load_settings(file, environ)) == plain(load_settings(None, {}))


def test_only_the_environment_handed_over_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_LOG_LEVEL", "debug")
    monkeypatch.setenv("ALONGSIDE_TELEGRAM", "not JSON")
    assert load_settings(None, {"PATH": "/bin"}).log_level == "info"
    assert Settings().log_level == "info"


def test_numbers_in_the_environment_stay_texts() -> None:
    settings = load_settings(None, {"ALONGSIDE_TELEGRAM__TOKEN": "12345"})
    assert plain(settings)["telegram.token"] == "12345"


def test_a_path_in_the_file_starts_from_its_folder(tmp_path: Path) -> None:
    file = written(tmp_path, 'data_dir = "data"\npolicy_file = "~/p.toml"\nwording_dir = "/w"\n')
    settings = load_settings(file, {"ALONGSIDE_POLICY_FILE": ""})
    assert settings.data_dir == tmp_path / "data"
    assert settings.policy_file == Path.home() / "p.toml"
    assert settings.wording_dir == Path("/w")
    assert load_settings(None, {"ALONGSIDE_DATA_DIR": "data"}).data_dir == Path.cwd() / "data"


def test_the_database_is_in_the_data_directory_unless_named(tmp_path: Path) -> None:
    settings = load_settings(None, {"ALONGSIDE_DATA_DIR": str(tmp_path)})
    assert settings.database_url.get_secret_value() == f"sqlite:///{tmp_path / 'alongside.db'}"


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("sqlite:////srv/a.db", "sqlite:////srv/a.db"),
        ("sqlite:///a.db", "sqlite:///a.db"),
        ("postgresql://h/d", "postgresql+psycopg://h/d"),
        (
            "postgres://u:p%40w@h:5432/d?sslmode=require",
            "postgresql+psycopg://u:p%40w@h:5432/d?sslmode=require",
        ),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql:///d?host=/run/pg", "postgresql+psycopg:///d?host=/run/pg"),
        (" postgresql://h/d\n", "postgresql+psycopg://h/d"),
    ],
)
def test_a_database_url_is_written_for_its_driver(url: str, normal: str) -> None:
    settings = load_settings(None, {"ALONGSIDE_DATABASE_URL": url})
    assert settings.database_url.get_secret_value() == normal


@pytest.mark.parametrize(
    ("name", "given", "normal"),
    [
        ("telegram.api_url", "http://localhost:8081/", "http://localhost:8081"),
        ("telegram.api_url", "http://localhost:8081/bot", "http://localhost:8081"),
        ("telegram.api_url", " https://chat.example/api/bot/ ", "https://chat.example/api"),
        ("telegram.api_url", "http://[::1]:8081", "http://[::1]:8081"),
        ("discord.api_url", "http://localhost/api/v10/", "http://localhost/api/v10"),
        ("discord.gateway_url", "wss://gateway.discord.gg/", "wss://gateway.discord.gg"),
        ("telegram.token", "123:abc\n", "123:abc"),
        ("log_level", " WARNING ", "warning"),
        ("secret_key", f" {KEY} ,\n{OLD_KEY},", f"{KEY},{OLD_KEY}"),
    ],
)
def test_small_differences_in_writing_do_not_matter(name: str, given: str, normal: str) -> None:
    variable = f"ALONGSIDE_{name.upper().replace('.', '__')}"
    assert plain(load_settings(None, {variable: given}))[name] == normal


# --- the example --------------------------------------------------------------------------------


def test_the_example_is_safe_to_copy_as_it_is() -> None:
    assert plain(load_settings(EXAMPLE, {})) == plain(load_settings(None, {}))


def test_the_example_has_every_key_with_a_comment() -> None:
    text = EXAMPLE.read_text("utf-8")
    everything = tomllib.loads(re.sub(r"(?m)^#(?=\w+ = )", "", text))
    names = {
        f"{name}.{inner}" if inner else name
        for name, value in everything.items()
        for inner in (value if isinstance(value, dict) else [""])
    }
    assert names == plain(load_settings(None, {})).keys()
    assert all(re.search(rf"(?m)^#?{name.split('.')[-1]} = ", text) for name in names)
    assert not re.search(r"(?m)^\n#?\w+ = ", text), "a key without a comment above it"


# --- what it costs ------------------------------------------------------------------------------


def loaded_by(module: str) -> set[str]:
    ask = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True, env=os.environ
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_the_policy_stands_on_msgspec_alone() -> None:
    assert not loaded_by("bot.model.policy") & {"pydantic", "pydantic_settings", "cryptography"}


def test_the_settings_load_no_heavy_library() -> None:
    assert not loaded_by("bot.settings") & {"sqlalchemy", "discord", "telegram", "cryptography"}
