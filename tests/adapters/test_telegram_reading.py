"""What people do on Telegram, and what the bot makes of it."""

import json
from typing import Any

import pytest

from bot.adapters.telegram import deeds as d
from bot.adapters.telegram.reading import NOT_TEXT, read
from bot.model.trouble import RoomTrouble as T
from tests.fakes.telegram import FakeTelegram, Group, User

BOT = "alongside_test_bot"


class Place:
    """A server that nobody listens to, with Pat, Maya and a group on it."""

    def __init__(self) -> None:
        self.server = FakeTelegram(privacy=False)
        self.server.world.updates.allowed |= {"chat_member"}
        self.pat: User = self.server.user("Pat", 11)
        self.maya: User = self.server.user("Maya", 12)
        self.group: Group = self.server.group("Weekly", self.pat, self.maya)
        self.pat.account.started = True
        self.room = str(self.group.id)

    def read(self) -> list[d.Deed]:
        """What the waiting updates mean, those left out that mean nothing."""
        waiting = self.server.world.updates.waiting
        found = [read(json.dumps(update), BOT) for update in waiting]
        self.server.world.updates.clear()
        return [deed for deed in found if deed is not None]


@pytest.fixture
def at() -> Place:
    return Place()


def message(at: Place, **changed: Any) -> d.Deed | None:
    """What a message in Pat's private chat means, with these fields of the Bot API."""
    sender = {"id": 11, "is_bot": False, "first_name": "Pat"}
    body = {"message_id": 1, "date": 1, "chat": {"id": 11, "type": "private"}, "from": sender}
    return read(json.dumps({"update_id": 1, "message": body | changed}), BOT)


IN_GROUP = {"chat": {"id": -7, "type": "supergroup", "title": "Weekly"}}
PHOTO = {"photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]}
VOICE = {"voice": {"file_id": "x", "file_unique_id": "y", "duration": 1}}


def test_private_words(at: Place) -> None:
    at.pat.says("I'm not ok")
    assert at.read() == [d.Texted(account="11", text="I'm not ok")]


def test_a_start_link_is_a_command_with_its_code(at: Place) -> None:
    at.pat.start("Ab_c-1")
    assert at.read() == [d.Commanded(account="11", text="/start Ab_c-1", name="Pat")]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("/help", "/help"),
        ("/HELP", "/help"),
        (f"/help@{BOT} please", "/help please"),
        ("/no_such_command at all", "/no_such_command at all"),
        ("/meeting new\nWeekly", "/meeting new\nWeekly"),
    ],
)
def test_a_private_command(at: Place, said: str, text: str) -> None:
    at.pat.says(said)
    assert at.read() == [d.Commanded(account="11", text=text, name="Pat")]


@pytest.mark.parametrize("said", ["/", "/ help", "/me!", "not /help", "//help"])
def test_a_slash_is_not_always_a_command(at: Place, said: str) -> None:
    at.pat.says(said)
    assert at.read() == [d.Texted(account="11", text=said)]


def test_writing_in_a_group_is_a_sign_and_its_words_are_nobody_s_business(at: Place) -> None:
    at.pat.writes(at.group, "something private")
    assert at.read() == [d.Wrote(account="11", room=at.room)]


@pytest.mark.parametrize("said", ["/leaving", f"/leaving@{BOT}", f"/leaving@{BOT.upper()}"])
def test_our_command_in_a_group(at: Place, said: str) -> None:
    at.pat.writes(at.group, said)
    assert at.read() == [
        d.Commanded(account="11", text="/leaving", name="Pat", room=at.room, room_title="Weekly")
    ]


@pytest.mark.parametrize("said", ["/leaving@another_bot", "/roll 2d6", f"/roll@{BOT}"])
def test_another_bot_s_command_in_a_group_is_only_a_sign(at: Place, said: str) -> None:
    at.pat.writes(at.group, said)
    assert at.read() == [d.Wrote(account="11", room=at.room)]


def test_leaving_a_group(at: Place) -> None:
    at.pat.leaves(at.group)
    assert set(at.read()) == {d.Left(account="11", room=at.room)}


def test_being_taken_out_and_being_banned(at: Place) -> None:
    at.group.removes(at.pat, by=at.maya)
    at.group.removes(at.maya, by=at.pat, ban=True)
    assert set(at.read()) == {
        d.Left(account="11", room=at.room, by="12"),
        d.Left(account="12", room=at.room, by="11"),
    }


def test_a_restricted_member_who_leaves_stays_restricted(at: Place) -> None:
    change = {
        "chat": {"id": -7, "type": "supergroup", "title": "Weekly"},
        "from": {"id": 11, "is_bot": False, "first_name": "Pat"},
        "date": 1,
        "old_chat_member": restricted(is_member=True),
        "new_chat_member": restricted(is_member=False),
    }
    update = {"update_id": 1, "chat_member": change}
    assert read(json.dumps(update), BOT) == d.Left(account="11", room="-7")
    change["new_chat_member"] = restricted(is_member=True)
    assert read(json.dumps(update), BOT) is None


def restricted(*, is_member: bool) -> dict[str, Any]:
    rights = (
        "change_info invite_users pin_messages send_messages send_polls send_other_messages "
        "add_web_page_previews manage_topics send_audios send_documents send_photos send_videos "
        "send_video_notes send_voice_notes"
    )
    user = {"id": 11, "is_bot": False, "first_name": "Pat"}
    return {
        "status": "restricted",
        "user": user,
        "is_member": is_member,
        "until_date": 0,
        **{f"can_{right}": False for right in rights.split()},
    }


def test_coming_in_and_being_brought_in(at: Place) -> None:
    at.pat.leaves(at.group)
    at.read()
    at.pat.joins(at.group)
    assert set(at.read()) == {d.Came(account="11", room=at.room)}
    at.pat.leaves(at.group)
    at.read()
    at.group.adds(at.pat, by=at.maya)
    assert at.read() == [d.Came(account="11", room=at.room, themselves=False)]


def test_asking_to_come_in(at: Place) -> None:
    at.pat.leaves(at.group)
    at.read()
    at.pat.requests_to_join(at.group)
    assert at.read() == [d.AskedIn(account="11", room=at.room, name="Pat")]


def test_without_rights_in_the_group_leaving_is_still_seen(at: Place) -> None:
    at.group.sets_bot("member", at.maya)
    at.read()
    at.pat.leaves(at.group)
    assert at.read() == [d.Left(account="11", room=at.room)]


RIGHTS = [
    ("kicked", {}, {T.REMOVED}, False),
    ("left", {}, {T.REMOVED}, False),
    ("member", {}, {T.NOT_ADMIN}, False),
    ("restricted", {}, {T.SILENT, T.NOT_ADMIN}, True),
    ("restricted", {"can_send_messages": True}, {T.NOT_ADMIN}, False),
    ("administrator", {"can_invite_users": False}, {T.NO_INVITES}, True),
    ("administrator", {"can_pin_messages": False}, set(), True),
]


@pytest.mark.parametrize(("status", "rights", "wrong", "about_writing"), RIGHTS)
def test_how_the_bot_stands_in_a_group(
    at: Place, status: Any, rights: dict[str, bool], wrong: set[T], about_writing: bool
) -> None:
    at.group.sets_bot(status, at.maya, **rights)
    (deed,) = at.read()
    assert isinstance(deed, d.Stands)
    assert deed.room == at.room
    assert set(deed.wrong) == wrong
    assert (T.SILENT in deed.about) is about_writing
    assert T.TOPIC not in deed.about


def test_being_blocked_and_being_let_in_again(at: Place) -> None:
    at.pat.blocks()
    assert at.read() == [d.Blocked(account="11")]
    at.pat.unblocks()
    assert at.read() == [d.Unblocked(account="11")]


def test_a_group_that_becomes_a_supergroup(at: Place) -> None:
    group = at.server.group("Old", at.pat, kind="group")
    old = str(group.id)
    new = str(group.becomes_supergroup())
    assert set(at.read()) == {d.Moved(old=old, new=new)}


def test_what_is_changed_afterwards_means_nothing(at: Place) -> None:
    at.pat.edits(at.pat.says("ok"), "not ok")
    assert at.read() == [d.Texted(account="11", text="ok")]


def test_other_bots_are_nobody(at: Place) -> None:
    another = at.server.user("Another bot", 99, is_bot=True)
    another.joins(at.group)
    another.leaves(at.group)
    assert at.read() == []
    sender = {"id": 99, "is_bot": True, "first_name": "Another bot"}
    assert message(at, text="hello", **IN_GROUP, **{"from": sender}) is None


def test_what_a_channel_posts_is_nobody_s_sign(at: Place) -> None:
    channel = {"id": -9, "type": "channel", "title": "News"}
    assert message(at, text="hello", sender_chat=channel, **IN_GROUP) is None
    assert message(at, text="hello", chat=channel) is None
    post = {"message_id": 1, "date": 1, "chat": channel, "text": "hello"}
    assert read(json.dumps({"update_id": 1, "channel_post": post}), BOT) is None


@pytest.mark.parametrize("kind", [PHOTO, VOICE])
def test_a_picture_or_a_recording_is_something_the_bot_does_not_understand(
    at: Place, kind: dict[str, Any]
) -> None:
    assert message(at, **kind) == d.Texted(account="11", text=NOT_TEXT)
    assert message(at, **kind, **IN_GROUP) == d.Wrote(account="11", room="-7")


def test_words_under_a_picture_are_words(at: Place) -> None:
    assert message(at, **PHOTO, caption="I need help") == d.Texted(account="11", text="I need help")


def test_a_line_about_the_chat_is_nobody_s_words(at: Place) -> None:
    assert message(at, message_auto_delete_timer_changed={"message_auto_delete_time": 60}) is None
    assert message(at, new_chat_title="Weekly", **IN_GROUP) is None


def test_an_update_of_a_kind_that_is_not_known_means_nothing(at: Place) -> None:
    assert read('{"update_id":1,"something_new":{"id":1}}', BOT) is None


@pytest.mark.parametrize("raw", ['{"update_id":1,"message":{"text":"hi"}}', "[]", "nonsense"])
def test_an_update_that_cannot_be_read_is_kept_as_it_came(raw: str) -> None:
    assert read(raw, BOT) == d.Unread(raw=raw)


@pytest.mark.parametrize(
    "deed",
    [
        d.Wrote(account="11", room="-7"),
        d.Texted(account="11", text="I'm “not” ok\n\N{GRINNING FACE}"),
        d.Commanded(account="11", text="/setup", name="Pat", room="-7", room_title="Weekly"),
        d.Pressed(query="1", account="11", message=3, button="ok"),
        d.Forged(query="1"),
        d.Left(account="11", room="-7"),
        d.Unblocked(account="11"),
        d.Moved(old="-7", new="-1007"),
        d.Unread(raw="{}"),
    ],
    ids=lambda deed: type(deed).__name__,
)
def test_a_deed_comes_out_of_the_inbox_as_it_went_in(deed: d.Deed) -> None:
    assert d.from_text(d.to_text(deed)) == deed
