"""One person, several accounts: /link and /unlink (decision 0017).

A code is given on one account and used on another; then whoever gave it says, on an account that
is known already, whether the other one is theirs. A code that was stolen lets nobody in.
"""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from typing import Any

from bot.commands import practising
from bot.commands.ages import refuse_too_young
from bot.commands.asking import Asked, SorryError
from bot.commands.codes import make_code
from bot.commands.names import clean_name
from bot.model.effects import Reply
from bot.model.people import PersonId, Platform, Route
from bot.ports import Code
from bot.wording.facts import PLATFORM_NAMES

LINK_LASTS = timedelta(minutes=10)
"""How long a code can be used, and then how long the question can be answered."""
ANSWERS = YES, NO, GOT_IT = ("yes", "no", "got-it")
_NAMELESS = "?"


def give_code(asked: Asked) -> None:
    """A code by which somebody says on another account that it is theirs too."""
    what = Code(purpose="link", person=asked.person)
    asked.answer("link", **make_code(asked, what, LINK_LASTS, on="telegram"))


def ask_owner(asked: Asked, owner: PersonId) -> None:
    """Somebody used the owner's code: ask the owner, on what is theirs already, who that is.

    Sorry: the account is on record already, as the owner's own or as somebody else's.
    """
    if asked.known_as == owner:
        raise SorryError("code-refused", "same")
    if asked.known_as is not None:
        raise SorryError("code-refused", "taken")
    routes = _routes_of(asked, owner)
    if not routes:
        raise SorryError("code-refused")
    refuse_too_young(asked, owner, asked.happening.platform)
    happened = asked.happening
    token = secrets.token_urlsafe(16)
    asked.books.add_code(token, Code(purpose="join", person=owner), asked.now + LINK_LASTS)
    sealed = asked.books.seal(
        json.dumps(
            {
                "platform": PLATFORM_NAMES[happened.platform],
                "person": clean_name(happened.name) or _NAMELESS,
                "owner": owner,
                "on": happened.platform,
                "account": happened.account,
                "reached": not happened.unseen,
                "token": token,
            }
        )
    )
    for route in routes:
        asked.routed.replies.append(
            Reply(platform=route.platform, address=route.account, key="link-ask",
                  sealed=sealed, buttons=(YES, NO))
        )  # fmt: skip
    asked.answer("link", "asked")


def answered(asked: Asked, said: str, number: int) -> None:
    """The owner says whether it is them. Sorry: it is no question of theirs, or it is over."""
    if said == GOT_IT:
        asked.answer("link", "reached")
        return
    message = asked.books.sent_message(number)
    found = message.sealed if message is not None and "link-ask" in message.keys else ""
    question: dict[str, Any] = json.loads(asked.books.unseal(found)) if found else {}
    if asked.known_as is None or question.get("owner") != asked.known_as:
        raise SorryError("link", "late")
    if asked.books.use_code(question["token"], asked.happening.account, asked.now) is None:
        raise SorryError("link", "late")
    if said == NO:
        asked.answer("link", "refused")
    else:
        _join(asked, question["on"], question["account"], reached=question["reached"])


def _join(asked: Asked, platform: Platform, account: str, *, reached: bool) -> None:
    """Nobody may have taken the account meanwhile: it belongs to one person."""
    if asked.books.person_of(platform, account) is not None:
        raise SorryError("link", "taken")
    refuse_too_young(asked, asked.person, platform)
    asked.books.link(asked.person, platform, account, asked.now if reached else None)
    if not reached:
        ask_for_a_sign(asked, platform, account)
    practising.offer_again(asked, asked.person)
    asked.answer("link", "done", platform=PLATFORM_NAMES[platform])
    asked.routed.replies.append(
        Reply(platform=platform, address=account, key="welcome",
              sealed=asked.books.seal(json.dumps({"variant": "account"})))
    )  # fmt: skip


def ask_for_a_sign(asked: Asked, platform: Platform, account: str) -> None:
    """Send a private message that wants an answer: only that shows that messages arrive (P2).

    Alerts go to proved routes only. A message that lands among the requests of strangers was
    sent, and is not read.
    """
    asked.routed.replies.append(
        Reply(platform=platform, address=account, key="reach-ask",
              sealed=asked.books.seal("{}"), buttons=(GOT_IT,), safety=True)
    )  # fmt: skip


def unlink(asked: Asked) -> None:
    """`/unlink [PLATFORM]`: take the accounts there away. Every open case stays (L4).

    Sorry: it is not clear which, or there would be no way to write to them any more.
    """
    platforms = {route.platform for route in _routes_of(asked, asked.person)}
    named = asked.words[0].lower() if asked.words else ""
    if len(platforms) < len(("this", "another")):
        raise SorryError("unlink", "only")
    gone = next((platform for platform in platforms if platform == named), None)
    if gone is None:
        raise SorryError("unlink", "which")
    asked.books.unlink(asked.person, gone)
    left = ", ".join(PLATFORM_NAMES[platform] for platform in sorted(platforms - {gone}))
    asked.answer("unlink", platform=PLATFORM_NAMES[gone], words=left)


def _routes_of(asked: Asked, person: PersonId) -> tuple[Route, ...]:
    """Every account of somebody, proved or not."""
    for group in asked.books.groups_of(person):
        return asked.books.group(group).people[person].routes
    return ()
