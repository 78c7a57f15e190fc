"""Short words of the record: what a message says, what a step is, how a case ended."""

from __future__ import annotations

from typing import Final

PLATFORMS: Final = {"discord": "Discord", "telegram": "Telegram"}

MEANS: Final = {
    "invitation": "asks how they will take part",
    "cannot-come-note": "{person} cannot come",
    "agenda-ask": "asks what people would like to talk about",
    "agenda-sort": "asks to put the agenda in order",
    "agenda-waits": "the agenda waits until it is said what the meeting is for",
    "agenda-send": "sends the agenda",
    "agenda-became": "asks what became of the agenda items",
    "agenda-outcome": "says what became of their item",
    "check-in": "asks if they are OK",
    "check-in-nudge": "asks once more if they are OK",
    "check-in-thanks": "thanks for the answer",
    "contact-card": "says who to contact, and the way back in",
    "contact-back": "says who is the contact person meanwhile",
    "case-alert": "{person} has not been heard of; asks to take the case",
    "support-alert": "{person} would like someone; asks to take the case",
    "concern-alert": "{person} has a concern about an adult; asks to take the case",
    "concern-received": "says that the concern is being looked at, and who sees it",
    "case-broadcast": "nobody has taken the case of {person} yet; asks all staff",
    "operator-alert": "nobody has taken the case of {person}; asks the operator contact to help",
    "case-taken": "says who has taken the case of {person}",
    "case-contact": "shows how to reach {person}, and asks what happened",
    "case-withdrawn": "nothing more is to be done about {person}",
    "case-left": "{person} has dropped out, whom they look after already",
    "case-ownership-expired": "nobody has the case of {person} any more; others are asked",
    "case-closed": "the case of {person} is closed",
    "additional-steps": "asks to decide on additional steps for {person}",
    "stop-reason": "asks why nothing more should be done for {person}",
    "technical-note": "{person} has a technical problem",
    "leaver-note": "passes on a note of {person}",
    "note-passed": "says that the note was passed on",
    "removal-reason": "asks why {person} was taken out",
    "support-received": "says that someone will be asked to get in touch",
    "support-words": "says that someone will still get in touch",
    "help-line": "one line of help",
    "pulse": "asks if they are still there",
    "roll-call": "asks who is there",
    "overrun": "asks whether to carry on or end",
    "open-nudge": "reminds to open the meeting",
    "open-alert": "asks to open the meeting",
    "opening": "opens the meeting: free to leave, and who to contact",
    "meeting-published": "announces the meeting",
    "reminder": "reminds of the meeting",
    "meeting-moved": "says that the meeting has a new time",
    "meeting-moved-room": "says that the meeting has a new time",
    "meeting-cancelled": "says that the meeting is off",
    "meeting-off": "says that the meeting is off",
    "break-began": "says until when the break is",
    "thanks": "thanks for taking part",
    "not-open": "the meeting is not open; do not wait",
    "bot-was-blind": "tells of a time in which the bot saw nothing",
    "unknown-person": "somebody unknown is in the room",
    "needs-again": "asks if what they need is still so",
    "agree-again": "asks to read what has changed in what they said yes to",
    "publish-refused": "says why the meeting was not published",
}
"""What a message of each key says, in the record's words. Others are named by their key."""

NOTED: Final = {
    ("removal-reason", "noted"): "the reason is noted",
    ("case-taken", "handed-over"): "thanks for handing over the case of {person}",
    ("case-taken", "owner"): "the case of {person} is theirs now",
    ("case-ownership-expired", "others"): "nobody has the case of {person} now",
    **{
        ("case-left", how): "{person}, whom they look after, is heard of again"
        for how in ("back", "ok", "technical", "contact", "back-soon")
    },
    ("not-open", "staff"): "the meeting is not open, and people were told not to wait",
    ("bot-was-blind", "now"): "tells that the bot cannot see at the moment",
}
"""The same where a variant says something else."""

CASE_STEPS: Final = {
    "back-soon-over": "{person} said “back soon”, and that time was over",
    "check-in": "the grace for {person} was over",
    "nudge": "{person} had not answered",
    "escalate": "{person} had still not answered, so the case went up the ladder",
    "rung": "nobody had taken the case of {person}",
    "broadcast": "still nobody had taken the case of {person}",
    "ownership-expires": "nothing was heard about {person} from whoever had the case",
    "told": "nobody had said yet that a guardian of {person} knows that all is well",
    "choose": "{person} had not chosen who may see it, so it is the lead and the deputy",
    "gone": "{person}, who is looked after already, had dropped out",
    "guardian": "{person} had not been heard of, so an adult is asked to phone a guardian",
    "additional": "{person} had not been reached since the first attempt failed",
    "retry": "time to try refused messages about {person} again",
}
MEETING_STEPS: Final = {
    "open-nudge": "the meeting was about to start and not open",
    "open-alert": "the meeting was about to start and still not open",
    "not-open": "nobody had opened the meeting",
    "never-opened": "nobody had opened the meeting, so it was called off",
    "start": "the planned start had come",
    "overrun": "the planned end had come",
    "end": "the meeting ended by itself",
    "break-over": "the break was over",
    "card": "the contact person had changed",
    "roll-call": "time to ask who is there",
    "close": "the meeting was closed",
}

DEEDS: Final = {
    "admit": "lets {person} in",
    "remove": "takes {person} out",
    "mute": "mutes {person}",
    "unmute": "takes back the muting of {person}",
    "deafen": "deafens {person}",
    "undeafen": "takes back the deafening of {person}",
    "lock": "locks the room",
    "unlock": "takes back the lock of the room",
}
OUTCOMES: Final = {
    "accepted": "done",
    "refused": "not done",
    "unknown": "it is not known whether it was done; it is done again",
}

TRIED: Final = {
    "check-in": "asked privately",
    "check-in-nudge": "asked once more",
    "left": "dropped out of the meeting",
    "heard": "was heard of again",
    "no-route": "there was no way to write to them",
    "reached-ok": "reached them, they are OK",
    "reached-support": "reached them, they would like support",
    "no-answer": "tried, no answer",
    "looking": "someone who knows them is looking",
    "hand-over": "handed over",
    "contact-emergency": "chose to call the emergency contact",
    "keep-trying": "chose to keep trying",
    "stop": "chose to do nothing more, and said why",
}
