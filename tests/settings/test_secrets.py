"""What is secret is shown nowhere; the sealing key is there from the first run on (V2)."""

import io
import logging
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, MultiFernet

from bot.settings import (
    Settings,
    SettingsError,
    load_settings,
    sealing_keys,
    webhook_secret,
)

KEYS = [Fernet.generate_key().decode() for _ in range(2)]
SECRETS = {
    "ALONGSIDE_DATABASE_URL": "postgresql://pat:hunter2swordfish@db/alongside",
    "ALONGSIDE_SECRET_KEY": ",".join(KEYS),
    "ALONGSIDE_TELEGRAM__TOKEN": "123:telegram-hunter2",
    "ALONGSIDE_DISCORD__TOKEN": "discord.hunter2.token",
}


def kept_in(folder: Path) -> Settings:
    return load_settings(None, {"ALONGSIDE_DATA_DIR": str(folder)})


def test_no_secret_is_in_any_way_of_showing_the_settings() -> None:
    settings = load_settings(None, SECRETS)
    log = io.StringIO()
    logger = logging.Logger("test")
    logger.addHandler(logging.StreamHandler(log))
    logger.warning("%s %r %s", settings, settings, settings.telegram)
    shown = [
        repr(settings),
        str(settings),
        f"{settings}",
        repr(settings.model_dump()),
        settings.model_dump_json(),
        log.getvalue(),
    ]
    for text in shown:
        assert "hunter2" not in text
        assert not any(key in text for key in KEYS)


def test_a_setting_cannot_be_changed_by_mistake() -> None:
    settings, field = load_settings(None, SECRETS), "log_level"
    with pytest.raises(ValueError, match="frozen"):
        setattr(settings, field, "debug")


def test_keys_from_the_settings_are_used_newest_first(tmp_path: Path) -> None:
    settings = load_settings(None, {**SECRETS, "ALONGSIDE_DATA_DIR": str(tmp_path)})
    assert sealing_keys(settings) == tuple(KEYS)
    assert list(tmp_path.iterdir()) == []
    sealed = Fernet(KEYS[1]).encrypt(b"words")
    assert MultiFernet([Fernet(key) for key in sealing_keys(settings)]).decrypt(sealed) == b"words"


def test_the_first_run_makes_a_key_that_nobody_else_can_read(tmp_path: Path) -> None:
    settings = kept_in(tmp_path / "new" / "data")
    before = os.umask(0)
    try:
        (key,) = sealing_keys(settings)
    finally:
        os.umask(before)
    path = settings.data_dir / "secret.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700
    assert [one.name for one in settings.data_dir.iterdir()] == ["secret.key"]
    assert Fernet(key).decrypt(Fernet(key).encrypt(b"words")) == b"words"
    assert sealing_keys(settings) == (key,)


def test_two_first_runs_at_once_agree_on_one_key(tmp_path: Path) -> None:
    settings = kept_in(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        found = {one.result() for one in [pool.submit(sealing_keys, settings) for _ in range(32)]}
    assert len(found) == 1


def test_a_key_file_may_hold_an_older_key_too(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("\n".join(KEYS) + "\n", "utf-8")
    assert sealing_keys(kept_in(tmp_path)) == tuple(KEYS)


@pytest.mark.parametrize("content", [b"", b"\n", b"hunter2swordfish", b"\xff\xfe", b"," * 50])
def test_a_key_file_without_a_key_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret.key"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as error:
        sealing_keys(kept_in(tmp_path))
    assert str(error.value) == (
        f"{path} does not hold a sealing key; put back the copy you kept, "
        "or set secret_key (ALONGSIDE_SECRET_KEY) instead."
    )
    assert path.read_bytes() == content


def test_a_data_directory_that_cannot_be_written_to_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    with pytest.raises(SettingsError, match=r"secret.key cannot be read or made; see that its"):
        sealing_keys(kept_in(tmp_path / "file"))


# --- the webhook's secret -----------------------------------------------------------------------


def test_the_webhook_s_secret_is_made_once_for_nobody_else_to_read(tmp_path: Path) -> None:
    made = webhook_secret(kept_in(tmp_path))
    assert len(made) >= 32
    assert webhook_secret(kept_in(tmp_path)) == made
    assert stat.S_IMODE((tmp_path / "webhook.secret").stat().st_mode) == 0o600


def test_a_webhook_s_secret_from_the_settings_leaves_no_file(tmp_path: Path) -> None:
    environ = {"ALONGSIDE_DATA_DIR": str(tmp_path), "ALONGSIDE_TELEGRAM__WEBHOOK_SECRET": "hush"}
    settings = load_settings(None, environ)
    assert webhook_secret(settings) == "hush"
    assert "hush" not in repr(settings)
    assert list(tmp_path.iterdir()) == []


def test_a_spoilt_file_with_the_webhook_s_secret_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "webhook.secret").write_text("hunter2 swordfish")
    with pytest.raises(SettingsError, match="ALONGSIDE_TELEGRAM__WEBHOOK_SECRET") as told:
        webhook_secret(kept_in(tmp_path))
    assert "hunter2" not in str(told.value)
    assert "\n" not in str(told.value)
