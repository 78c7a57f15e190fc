"""A wrong setting is one clear line, and no secret is ever in it."""

import traceback
from pathlib import Path

import pytest

from bot.settings import SettingsError, load_settings

SECRET = "hunter2swordfish"

ADDRESS = "must be a web address such as {}, without a password, token or question mark in it."
TELEGRAM = ADDRESS.format("https://api.telegram.org")
DISCORD = ADDRESS.format("https://discord.com/api/v10")
GATEWAY = ADDRESS.format("wss://gateway.discord.gg")
DATABASE = "must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
SEALING = "must be a Fernet key, or several with commas between; without it the bot makes its own."
BOTFATHER = "must be the token of your bot, as BotFather gave it to you."
PORTAL = "must be the token of your bot, as Discord's developer portal gave it to you."
WEBHOOK = (
    "must be a public https address such as https://bot.example.org/telegram, without a password, "
    "token or question mark in it."
)
LISTEN = "must be an address and a port to listen on, such as 127.0.0.1:8443."
HOOK_SECRET = "must be 1 to 256 letters A-Z a-z, digits, _ and -; without it the bot makes its own."
LEVEL = "must be debug, info, warning or error."

WRONG = {
    "log_level": (LEVEL, ["loud", "10", "critical", "info;debug"]),
    "data_dir": ("must be the path of a folder.", ["/", "a\0b", "~nobody-of-this-name/x"]),
    "policy_file": ("must be the path of a file.", ["/", "a\0b"]),
    "help_lines_file": ("must be the path of a file.", ["/", "a\0b"]),
    "rates_file": ("must be the path of a file.", ["/", "a\0b"]),
    "wording_dir": ("must be the path of a folder.", ["/", "a\0b"]),
    "telegram.token": (BOTFATHER, [f"{SECRET} x", f"bot/{SECRET}", f"{SECRET}é", "x" * 301]),
    "discord.token": (PORTAL, [f"Bot {SECRET}", f"{SECRET}\n{SECRET}", f"{SECRET}\0"]),
    "database_url": (
        DATABASE,
        [
            f"mysql://u:{SECRET}@h/d",
            f"postgresql+asyncpg://u:{SECRET}@h/d",
            f"postgresql//u:{SECRET}@h/d",
            f"postgresql://u:{SECRET}@h:port/d",
            f"postgresql://u:{SECRET}@h:99999/d",
            f"postgresql://u:{SECRET} @h/d",
            f"postgresql://u:{SECRET}@[h/d",
            f"{SECRET}.db",
            "postgresql://",
            "sqlite://",
            "sqlite:///",
            "sqlite:///:memory:",
        ],
    ),
    "secret_key": (
        SEALING,
        [SECRET, f"{SECRET},{SECRET}", ",", "é" * 44, "A" * 44, f"{'A' * 43}=,{SECRET}", "A" * 43],
    ),
    "telegram.api_url": (
        TELEGRAM,
        [
            "api.telegram.org",
            "ftp://api.telegram.org",
            "http://",
            "http://host:99999",
            "http://host:port",
            "http://[::1",
            "http://ho st",
            "http://host\0",
            f"http://u:{SECRET}@host",
            f"http://{SECRET}@host",
            f"http://host/?token={SECRET}",
            f"http://host/#{SECRET}",
            f"http://host/bot123:{SECRET}",
        ],
    ),
    "telegram.webhook_url": (
        WEBHOOK,
        [
            "http://bot.example.org",
            "bot.example.org",
            f"https://u:{SECRET}@h",
            f"https://h/?{SECRET}",
        ],
    ),
    "telegram.webhook_listen": (
        LISTEN,
        ["8443", ":8443", "127.0.0.1", "127.0.0.1:0", "host:99999", "host:port", "host/x:1", "::1"],
    ),
    "telegram.webhook_secret": (
        HOOK_SECRET,
        [f"{SECRET} x", f"{SECRET}.", f"{SECRET}é", "x" * 257, f"{SECRET}\n{SECRET}"],
    ),
    "discord.api_url": (DISCORD, ["discord.com", f"https://u:{SECRET}@discord.com"]),
    "discord.gateway_url": (GATEWAY, ["https://gateway.discord.gg", "gateway.discord.gg", "ws://"]),
}
CASES = [(key, must, value) for key, (must, values) in WRONG.items() for value in values]
WRONG_TYPES = ["5", "true", "[]", "{ a = 1 }", "2027-01-01", "nan", f'["{SECRET}"]']


def variable(key: str) -> str:
    return f"ALONGSIDE_{key.upper().replace('.', '__')}"


def refused(config: Path | None, environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as error:
        load_settings(config, environ)
    said = str(error.value)
    assert "\n" not in said
    everything = "".join(traceback.format_exception(error.value)) + repr(error.value)
    assert SECRET not in everything
    assert error.value.__context__ is None, "the library's own error, which holds the value"
    return said


def in_file(folder: Path, text: str) -> str:
    path = folder / "alongside.toml"
    path.write_text(text, "utf-8")
    return refused(path, {}).replace(str(path), "FILE")


@pytest.mark.parametrize(("key", "must", "value"), CASES)
def test_a_wrong_value_in_the_environment(key: str, must: str, value: str) -> None:
    said = refused(None, {variable(key): value})
    assert said == f"{key} ({variable(key)} in the environment) {must}"


@pytest.mark.parametrize(("key", "must", "value"), CASES)
def test_a_wrong_value_in_the_file(tmp_path: Path, key: str, must: str, value: str) -> None:
    quoted = value.replace("\0", "\\u0000").replace("\n", "\\n")
    *section, name = key.split(".")
    head = f"[{section[0]}]\n" if section else "# wrong\n"
    assert in_file(tmp_path, f'{head}{name} = "{quoted}"\n') == f"{key} (FILE, line 2) {must}"


@pytest.mark.parametrize("key", WRONG)
@pytest.mark.parametrize("value", WRONG_TYPES)
def test_a_value_of_the_wrong_type_in_the_file(tmp_path: Path, key: str, value: str) -> None:
    must = WRONG[key][0]
    assert in_file(tmp_path, f"{key} = {value}\n") == f"{key} (FILE, line 1) {must}"


@pytest.mark.parametrize("section", ["telegram", "discord"])
@pytest.mark.parametrize("value", [f'"{SECRET}"', "5", "[]"])
def test_a_section_that_is_no_table(tmp_path: Path, section: str, value: str) -> None:
    said = in_file(tmp_path, f"{section} = {value}\n")
    assert said == f"{section} (FILE, line 1) must be a table: [{section}]."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            'log_levle = "info"',
            "log_levle (FILE, line 1) is not a setting. Did you mean log_level?",
        ),
        (
            f'[telegram]\ntokn = "{SECRET}"',
            "telegram.tokn (FILE, line 2) is not a setting. Did you mean telegram.token?",
        ),
        (
            f'[telegramm]\ntoken = "{SECRET}"',
            "telegramm (FILE, line 1) is not a setting. Did you mean telegram?",
        ),
        ('wordng = ""', "wordng (FILE, line 1) is not a setting. Did you mean wording_dir?"),
        (
            "zzz = 1",
            "zzz (FILE, line 1) is not a setting. All of them are in config/example.toml.",
        ),
        (
            '"a\\nb" = 1',
            '"a?b" (FILE) is not a setting. All of them are in config/example.toml.',
        ),
    ],
)
def test_an_unknown_key_in_the_file(tmp_path: Path, text: str, says: str) -> None:
    assert in_file(tmp_path, text) == says


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ALONGSIDE_TELEGRAM_TOKEN", "Did you mean ALONGSIDE_TELEGRAM__TOKEN?"),
        ("ALONGSIDE_TELEGRAM", "Did you mean ALONGSIDE_TELEGRAM__TOKEN?"),
        ("ALONGSIDE_Log_Level", "Did you mean ALONGSIDE_LOG_LEVEL?"),
        ("ALONGSIDE_CONFIGURATION", "Did you mean ALONGSIDE_CONFIG?"),
        ("ALONGSIDE_DATABASE", "Did you mean ALONGSIDE_DATABASE_URL?"),
    ],
)
def test_an_unknown_variable_in_the_environment(name: str, hint: str) -> None:
    said = refused(None, {name: SECRET, "OTHER_TOKEN": SECRET})
    assert said == f"{name} in the environment is not a setting. {hint}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"log_level = 1\ntoken = {SECRET}\n", "FILE, line 2: This is not TOML."),
        (f'token = "{SECRET}\n', "FILE, line 1: This is not TOML."),
        (f'[telegram]\ntoken = "{SECRET}"\ntoken = "b"\n', "FILE, line 3: This is written a sec"),
    ],
)
def test_a_broken_file_names_its_line_and_shows_nothing_of_it(
    tmp_path: Path, text: str, says: str
) -> None:
    assert in_file(tmp_path, text).startswith(says)


def test_a_file_that_is_not_there() -> None:
    assert refused(Path("none.toml"), {}) == "none.toml: There is no such file."
    assert refused(None, {"ALONGSIDE_CONFIG": "x.toml"}) == "x.toml: There is no such file."


def test_a_right_value_in_the_environment_covers_a_wrong_one_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "alongside.toml"
    path.write_text('log_level = "loud"\n', "utf-8")
    assert load_settings(path, {"ALONGSIDE_LOG_LEVEL": "info"}).log_level == "info"


def test_several_wrong_settings_are_told_one_at_a_time() -> None:
    environ = {"ALONGSIDE_LOG_LEVEL": "loud", "ALONGSIDE_DATA_DIR": "/"}
    assert refused(None, environ).startswith("data_dir (ALONGSIDE_DATA_DIR")
