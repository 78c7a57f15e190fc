"""policy.toml: read in one clear sentence, and kept equal to the table."""

import tomllib
from pathlib import Path

import pytest

from bot import settings
from bot.model.policy import SETTINGS, Policy
from bot.paths import config_dir
from bot.policy_files import policy_page, policy_toml
from bot.settings import SettingsError, load_policy

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ROOT / "config" / "policy.toml"
AGAIN = "not as the table has it; run python -m bot.settings docs"


def written(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, "utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    path = written(folder, text)
    with pytest.raises(SettingsError) as error:
        load_policy(path)
    said = str(error.value)
    assert "\n" not in said
    assert said.startswith(str(path))
    return said.removeprefix(str(path))


def test_the_bundled_policy_is_the_table() -> None:
    assert config_dir() == BUNDLED.parent
    assert BUNDLED.read_text("utf-8") == policy_toml(), AGAIN
    assert load_policy(BUNDLED) == Policy.default()


def test_the_bundled_policy_has_every_setting_with_its_sentence_above_it() -> None:
    text = " ".join(BUNDLED.read_text("utf-8").replace("\n# ", " ").split())
    tables = tomllib.loads(BUNDLED.read_text("utf-8"))
    for row in SETTINGS:
        family, _, name = row.key.rpartition(".")
        assert name in (tables[family] if family else tables)
        assert row.says in text


def test_the_page_is_the_table() -> None:
    page = ROOT / "docs" / "policy.md"
    assert page.read_text("utf-8") == policy_page(), AGAIN
    assert all(f"| `{row.key}` | " in policy_page() for row in SETTINGS)


def test_the_docs_command_writes_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config").mkdir()
    monkeypatch.setattr(settings, "config_dir", lambda: tmp_path / "config")
    assert "in the repository" in settings.main(["docs"])
    (tmp_path / "docs").mkdir()
    assert "in the repository" in settings.main([])
    assert "are written" in settings.main(["docs"])
    assert (tmp_path / "config" / "policy.toml").read_text("utf-8") == policy_toml()
    assert (tmp_path / "docs" / "policy.md").read_text("utf-8") == policy_page()


@pytest.mark.parametrize(
    "text",
    [
        '[leaving]\ngrace = "45s"\n',
        'leaving.grace = "45s"\n',
        '"leaving.grace" = "45s"\n',
        'leaving = { grace = "45s" }\n',
        '\ufeff[leaving]\r\ngrace = "45s"\r\n',
    ],
)
def test_tables_and_dotted_keys_mean_the_same(tmp_path: Path, text: str) -> None:
    expected = Policy.default().tightened({"leaving.grace": "45s"})
    assert load_policy(written(tmp_path, text)) == expected


def test_ages_are_a_table_of_their_own(tmp_path: Path) -> None:
    policy = load_policy(written(tmp_path, "[platform.minimum_age.DE]\ndiscord = 16\n"))
    assert policy.minimum_age("discord", "DE") == 16
    assert policy.minimum_age("telegram", "GB") == 16


def test_an_empty_file_is_the_default(tmp_path: Path) -> None:
    assert load_policy(written(tmp_path, "")) == Policy.default()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[leaving]\n\ngrace = "6m"\n', ', line 3: leaving.grace: "6m" loosens a floor. It must'),
        ('leaving.grace = "6m"', ", line 1: leaving.grace: "),
        ('"leaving.grace" = "6m"', ", line 1: leaving.grace: "),
        ('[leaving]\ngrase = "6m"\n', ', line 2: "leaving.grase" is not a setting of the policy.'),
        ("[leavign]\n", ', line 1: "leavign" is not a setting of the policy.'),
        ('[leavign]\ngrace = "6m"\n', ', line 1: "leavign" is not a setting of the policy.'),
        ("leaving = 5\n", ', line 1: "leaving" is not a setting of the policy. Did you mean lea'),
        ("[platform.minimum_age.GB]\ntelegram = 13\n", ", line 1: platform.minimum_age: GB: disc"),
        ("[meeting]\nreminders = [5]\n", ", line 2: meeting.reminders: 5 is not a length of time"),
        ("[costs]\nclaim_reminder_at = 10:00:00\n", ", line 2: costs.claim_reminder_at: an unquot"),
        ('[leaving]\ngrace = "1m"\ngrace = "2m"\n', ", line 3: This is written a second time"),
        ("[leaving]\n[leaving]\n", ", line 2: This is written a second time"),
        ('"leaving.grace" = "1m"\nleaving.grace = "2m"\n', "written a second time; keep one"),
        ("[leaving]\ngrace = 60s\n", ", line 2: This is not TOML."),
        ("[leaving]\ngrace\n\n\n", ", line 2: This is not TOML."),
        ("[leaving\n", ", line 1: This is not TOML."),
        ("x = " + "[" * 20_000, ": This is not TOML."),
        ("leaving.grace = " + "9" * 5_000, ": This is not TOML."),
    ],
)
def test_a_broken_file_is_one_sentence_with_file_and_line(
    tmp_path: Path, text: str, says: str
) -> None:
    assert says in refused(tmp_path, text)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    for path, says in (
        (tmp_path / "none.toml", "There is no such file."),
        (tmp_path, "It is a folder; name the file in it."),
        (Path("a\0b"), "It cannot be read; see that it may be opened by the user who runs this."),
        (tmp_path / "latin.toml", "It is not text; save it as UTF-8."),
    ):
        (tmp_path / "latin.toml").write_bytes(b"a = '\xe9'")
        with pytest.raises(SettingsError) as error:
            load_policy(path)
        assert str(error.value) == f"{path}: {says}"
