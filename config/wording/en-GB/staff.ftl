### Texts for staff. They say who, since when, what has been tried and what to press. They blame
### nobody.

## A case (L5, L6, L7)

case-alert =
    { part-silent-since } Someone needs to check that they are OK.
    { part-meeting }
    { part-reason }

    { part-tried }

    { part-take }
    { part-late }

support-alert =
    Please look after { $person }. They may need someone.
    { part-words }
    { $since ->
        [none] { "" }
       *[given] Since: { $since }
    }
    { part-meeting }
    { part-reason }

    { part-tried }

    { part-take }
    { part-late }

case-broadcast =
    Nobody has taken this yet. { part-silent-since }
    { part-meeting }
    { part-reason }

    { part-tried }

    { part-take }
    I will ask all staff again and again until someone does.
    { part-late }
    .support =
        Nobody has taken this yet. { $person } may need someone.
        { part-meeting }
        { part-reason }

        { part-tried }

        { part-take }
        I will ask again and again until someone does.
        { part-late }
    .concern =
        Nobody has taken this yet. { $person } has told me of a concern about an adult here.
        { $who ->
            [none] { "" }
           *[given] It is about { $who }, who hears nothing of it.
        }
        { part-meeting }

        { part-tried }

        Press “{ button-take }”, and I show you what they wrote.
        I will ask those who may see it again and again until someone does.
        { part-late }

operator-alert =
    { $group ->
        [none] This is a safety alert. All staff were asked, and nobody has taken it.
       *[given] This is a safety alert from { $group }. All staff were asked, and nobody has taken it.
    }
    { part-silent-since }
    { part-meeting }
    { part-reason }

    { part-tried }

    Please phone or write to the staff you know. Ask them to open my messages to them.
    { part-late }
    .concern =
        { $group ->
            [none] This is a safety alert. Those who may see it were asked, and nobody has taken it.
           *[given] This is a safety alert from { $group }. Those who may see it were asked, and nobody has taken it.
        }
        { $person } has told me of a concern about an adult there.
        { $who ->
            [none] { "" }
           *[given] It is about { $who }. Please do not speak to them about it.
        }
        { part-meeting }

        { part-tried }

        Please reach the safeguarding lead of the group, or someone else there who can help.
        { part-late }

case-taken =
    { $owner ->
        [none] Someone is looking after this now. You do not need to do anything.
       *[given] { $owner } is looking after this now. You do not need to do anything.
    }
    It is about { $person }.
    { part-meeting }
    .owner =
        You are looking after this now. Thank you. It is about { $person }.
        { part-meeting }
        My next message shows how to reach them.
        { $until ->
            [none] { "" }
           *[given] This is with you until { $until }.
        }
    .handed-over =
        You have handed this over. Thank you. It is about { $person }.
        { part-meeting }
        You do not need to do anything more.

case-contact =
    How to reach { $person }:
    { $routes ->
        [none] I know of no way to reach them. Please ask the lead.
       *[given] { $routes }
    }

    { part-silent-since }
    { part-meeting }
    { part-words }

    Please press what happened:
    • “{ button-reached-ok }”: they are OK. This ends it.
    • “{ button-reached-support }”: they need support. It stays with you.
    • “{ button-no-answer }”: you may try again. It stays with you.
    • “{ button-looking }”: someone near them has gone to look. It stays open.
    • “{ button-hand-over }”: I ask the next person.
    { $until ->
        [none] { "" }
       *[given] This is with you until { $until }. Then I ask the others again. If you press, you get more time.
    }
    { part-late }

    .young =
        You are looking after { $person } now. They are under 18, so please do not phone or write to them on your own.
        Write to me, and I pass it on. A second adult sees it too.
        { $routes ->
            [none] If I hear nothing, I ask someone to phone a parent or guardian. If it has to be now, please ask the lead.
           *[given]
                Please phone, in this order:
                { $routes }
        }

        { $since ->
            [none] { "" }
           *[given] Since: { $since }
        }
        { part-meeting }
        { part-words }

        Please press what happened:
        • “{ button-reached-ok }”: they are OK. This ends it.
        • “{ button-reached-support }”: they need support. It stays with you.
        • “{ button-no-answer }”: you may try again. It stays with you.
        • “{ button-looking }”: a parent or guardian has gone to look. It stays open.
        • “{ button-hand-over }”: I ask the next person.
        { $until ->
            [none] { "" }
           *[given] This is with you until { $until }. Then I ask the others again. If you press, you get more time.
        }
        { part-late }

case-withdrawn =
    This is over. There is nothing more to do about { $person }. Thank you.
    { part-meeting }
    { part-reason }
    .owner =
        This is over. You do not need to reach { $person } any more. Thank you for looking after this.
        { part-meeting }
        { part-reason }

# Whom somebody looks after already drops out of the meeting, and is heard of again.
case-left =
    { $person } is not in the meeting any more. You are looking after them, so please know.
    { part-meeting }
    I have asked them privately if they are OK. I tell you if I hear from them.
    Please go on looking after them.
    .back =
        { $person } is back. They asked for someone before, so please go on looking after them.
        { part-meeting }
    .ok =
        { $person } has told me that they are OK. They asked for someone before, so please still get in touch.
        { part-meeting }
    .technical =
        { $person } has told me that it is a technical problem. They asked for someone before, so please still get in touch.
        { part-meeting }
    .contact =
        { $person } has answered me. They would still like someone to contact them.
        { part-meeting }
    .back-soon =
        { $person } has told me that they will be back soon. Please go on looking after them.
        { part-meeting }

case-ownership-expired =
    I am asking the others again about { $person }. I have not heard how it went.
    { part-meeting }

    { part-tried }

    If you are still looking after this, press “{ button-take }” again.
    { part-late }
    .others =
        Nobody is looking after this now. It is about { $person }.
        { part-meeting }
        I am asking again, one by one. You can press “{ button-take }” now if you like.

case-closed =
    This is closed. It was about { $person }.
    { part-meeting }
    { part-reason }
    { $by ->
        [none] { "" }
       *[given] Closed by { $by }
    }
    { $at ->
        [none] { "" }
       *[given] Time: { $at }
    }
    .told =
        This is nearly done. It was about { $person }.
        { part-meeting }
        It closes when somebody has told their parent or guardian that all is well.

additional-steps =
    Nobody has reached { $person } yet. Please decide what to do next, together.
    { $who ->
        [none] { "" }
       *[given] Asked to decide: { $who }
    }
    { $owner ->
        [none] { "" }
       *[given] { $owner } is looking after this.
    }
    { part-silent-since }
    { part-meeting }

    { part-tried }

    { $emergency_name ->
        [none] { $person } has not named an emergency contact.
       *[given] { $person } named this emergency contact: { $emergency_name }
    }
    { $emergency_phone ->
        [none] { "" }
       *[given] Phone: { $emergency_phone }
    }
    { $emergency_note ->
        [none] { "" }
       *[given] Before you call, read what { $person } asked for: “{ $emergency_note }”
    }

    You can choose:
    { $emergency_name ->
        [none] { "" }
       *[given] • “{ button-contact-emergency }”: one of you calls them. I never do.
    }
    • “{ button-keep-trying }”: you go on trying to reach { $person }.
    • “{ button-stop }”: I then ask you to write down the reason.
    { part-danger }
    { part-late }

stop-reason =
    Please write the reason in your next message. I will keep it with the record about { $person }.

## Notes to the contact person (L2, L9, L10)

technical-note =
    { $person } has a technical problem.
    { part-meeting }
    I have sent them your contact details and the way back in. They may get in touch with you.
    { part-words }

leaver-note =
    { $person } left a note for you.
    { part-words }
    { part-meeting }
    Please keep it to yourself. The group does not see it.
    .young =
        { $person }, who is under 18, wrote this. Two adults can read it, and you are one of them.
        { part-words }
        { part-meeting }
        Please do not answer them on your own. Whoever looks after this writes through me. The group does not see it.

contact-back =
    { $contact ->
        [none] Welcome back. Someone else is the contact person for { $meeting } at the moment.
       *[given] Welcome back. { $contact } is the contact person for { $meeting } at the moment.
    }
    To be the contact person again, press “{ button-take-back }”. It is fine to leave it as it is.

removal-reason =
    You moved { $person } out of { $meeting }. Please write the reason in your next message.
    It goes in the record. The group does not see it.
    .noted = Thank you. The reason is in the record. The group does not see it.

unknown-person =
    Someone I do not know is in { $meeting }.
    { $who ->
        [none] { "" }
       *[given] Their name there: { $who }
    }
    I do not count them, and I will not notice if they leave. Please check who they are.

## Running a meeting (L13, M3, M4)

open-nudge =
    { part-not-open-yet }
    When you are ready, press “{ button-open }” or write /meeting open.
    { part-late }

open-alert =
    { part-not-open-yet }
    { $contact ->
        [none] { "" }
       *[given] The contact person is { $contact }.
    }
    If you can, press “{ button-open }” or write /meeting open.
    { part-late }

publish-refused =
    I cannot publish { $meeting } yet.
    { part-reason }
    Put that right, then publish it again.

roll-call =
    Who is still here?
    { $who }
    Press “{ button-all-here }” or “{ button-missing }”. I only write to people who may have gone.

overrun =
    { part-due-to-end }
    { $minutes ->
        [none] Press “{ button-carry-on }” for more time, or “{ button-end }”.
        [0] Press “{ button-carry-on }” for more time, or “{ button-end }”.
        [one] Press “{ button-carry-on }” for { $minutes } more minute, or “{ button-end }”.
       *[other] Press “{ button-carry-on }” for { $minutes } more minutes, or “{ button-end }”.
    }
    { $until ->
        [none] { "" }
       *[given] If nobody presses, it ends at { $until }.
    }

## When the bot could not see (L12)

bot-was-blind =
    { $platform ->
        [none] I was not running from { part-blind-from } to { part-blind-to }.
       *[given] I could not see { $platform } from { part-blind-from } to { part-blind-to }.
    }
    { part-meeting }
    I did not see who came or left in that time. I can see again now. I am checking on people who are no longer there.
    .now =
        { $platform ->
            [none] I have not been able to see who is there since { part-blind-from }.
           *[given] I have not been able to see { $platform } since { part-blind-from }.
        }
        { part-meeting }
        I cannot see who comes or leaves. If someone goes, please check that they are OK. I will write when I can see again.

## The computer I run on

# Sent past everything else when nothing can be written down.
database-trouble =
    I cannot write anything down at the moment. The disk may be full, or another program may be in the way.
    Please look after the meeting yourselves, and ask whoever runs my computer to help.
    Nothing that I knew is lost. I keep trying.

database-works-again =
    I can write things down again. I go on where I stopped.

clock-set-back =
    The clock of the computer I run on was set back. I go on counting as before, so nothing comes late.
    Times in my messages may look wrong for a while.

## Where I cannot do my work (L8)

# Sent once when it begins, whether or not there is a meeting. The plain text: taken out of the chat.
room-lost =
    I am not in the chat of { part-group-name } any more. I was taken out of it.
    I cannot see who comes or goes there, and I cannot write there.
    If I am to go on, please add me to the chat again. Then make me an administrator.
    .gone =
        I cannot find the chat of { part-group-name } any more.
        I cannot see who comes or goes there, and I cannot write there.
        If the group has a new chat, please add me to it and write /setup there.
    .silent =
        I may not write in the chat of { part-group-name } at the moment.
        The card of a meeting cannot be shown there. Private messages still work.
        Please allow me to send messages there. It is best to make me an administrator.
    .topic =
        I cannot write in the chat of { part-group-name }, because the topic I write in is closed.
        The card of a meeting cannot be shown there. Private messages still work.
        Please open the topic again.
    .not-admin =
        I am not an administrator in the chat of { part-group-name } any more.
        So I may not be told when someone goes. If someone goes, please check that they are OK.
        Please make me an administrator again, with the rights to pin and to invite.
    .no-invites =
        I may not let people into the chat of { part-group-name } when they ask to join.
        If people ask to join there, please answer them in the chat's own list.
        Or give me the right to invite, and I do it.

room-back =
    I can do my work again in the chat of { part-group-name }. Thank you for putting it right.
    I may have missed who came or went. Please look if everyone is OK.

room-moved =
    The chat of { part-group-name } has become a larger kind of group. I moved with it, and nothing is lost.
    Please look if I am still an administrator there.

# Nobody did anything wrong: people may close their chats. It is not about a meeting.
route-lost =
    I cannot write to { $person } any more{ part-on-platform }. They may have closed their chat with me. That is fine.
    If someone has to reach them, please use another way. It is good to agree one before the next meeting.

route-back =
    I can write to { $person } again{ part-on-platform }.
    You do not need to do anything.

# The name is the one that the platform shows. I do not know who they are.
join-request =
    Someone asks to join the chat of { part-group-name }. I do not know them.
    The name they show is: { $person }
    If you know who it is, press “{ button-let-in }”. Else press “{ button-not-now }”, and they are not let in.
    To take part in meetings they need an invitation too. To make one, write /invite and their name.

## What was removed for its age, and records to look at again (V5)

records =
    What was removed for its age, day by day. It shows numbers, and no names.

    { $choices }
    .none =
        There is no report yet. I look once a day, in the morning.
    .kept =
        That is noted. They stay, and I ask again when as much time has gone by. Kept: { $code }.
    .removed =
        That is done. They are gone, with their cases and all words in them. A line stays that says so, with the day and your name. Removed: { $code }.
    .late =
        There is nothing to choose here. It was done before, or it is too new, or it is not for you. To see what there is, write /records.

records-review =
    There are old records to look at. All is over in them. Are they still needed?

    { $choices }

    “{ button-keep-records }” keeps them all, and I ask again later. “{ button-remove-records }” takes away the record, the cases and all words in them, for good. To choose one by one, write /records keep MEETING, or /records remove MEETING. Until you choose, they stay.
