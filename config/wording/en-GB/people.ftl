### Texts for the people who take part. Reading age about 11. They never ask why somebody left,
### never hurry, and name no feeling that the person did not name.

## Somebody is no longer there (L2, L3, L4)

# Names no meeting, because others may look at the screen (V8). ".named" is for people who
# asked for the meeting to be named.
check-in =
    I just want to check: are you OK?

    Please press a button, or write “ok”. You do not have to say more.
    You are free to leave at any time.

    { part-contact-card }

    If I do not hear from you, someone from the team may try to reach you.
    .named =
        I can't see you in { $meeting } any more. Are you OK?

        Please press a button, or write “ok”. You do not have to say more.
        You are free to leave at any time.

        { part-contact-card }

        If I do not hear from you, someone from the team may try to reach you.
    .child =
        Hi. Are you OK?

        You are free to leave at any time. You have done nothing wrong.
        Just press a button, or write “ok”. You do not have to say more.

        { part-contact-card }
        { part-child-help }

        If I do not hear from you, someone from the team may check that you are OK.

check-in-nudge =
    I wrote to you a few minutes ago. Are you OK?

    Please press a button, or write “ok”. You do not have to say more.
    You are free to leave at any time.

    { part-contact-card }

    If I do not hear from you, someone from the team will try to reach you.
    .child =
        Hi again. Are you OK?

        You are free to leave at any time. You have done nothing wrong.
        Just press a button, or write “ok”. That is all.

        { part-contact-card }
        { part-child-help }

        If I do not hear from you, someone from the team will check that you are OK.

check-in-thanks =
    Thank you for telling me. I will not ask again about this.

    You are free to leave at any time. You can also come back.
    { part-way-in }
    .child =
        Thanks for telling me. I will not ask again about this.

        You are free to leave at any time. You can also come back.
        { part-way-in }

contact-card =
    Here is who to contact, and how to get back in. You can come back if you like. You are free to leave at any time.

    { part-contact-card }
    { part-way-in }
    .child =
        Here is who to contact, and how to get back in. You can come back if you like. It is fine if you don't. You are free to leave at any time.

        { part-contact-card }
        { part-way-in }

        { part-child-help }
    .group =
        { $meeting }
        { part-say-here }

        { $contact ->
            [none] { "" }
           *[given] You can contact { $contact } about this meeting.
        }
        { part-contact-phone }
        { part-contact-email }
        { part-dial-in }

        { part-ways-of-leaving }

note-passed =
    { $contact ->
        [none] Thank you. I have passed on your note. The group does not see it.
       *[given] Thank you. I have passed on your note to { $contact }. The group does not see it.
    }
    .child =
        Thanks. I have passed on your note. The group does not see it.
        { $who ->
            [none] { "" }
           *[given] It can be read by: { $who }
        }
    .young =
        { $contact ->
            [none] Thank you. I have passed it on to { $person }. A second adult can read it too.
           *[given] Thank you. I have passed it on to { $person }. { $contact } can read it too.
        }

## Somebody asked for help (L2, L4). No text may promise a time.

support-received =
    Thank you for telling me. I am asking someone from the team to contact you. I will keep asking until someone takes this on.
    The group does not see this.

    { part-contact-lines }
    { part-support-lines }
    .child =
        Thank you for telling me. I am asking the team to help you. I will keep asking until someone does.
        { $who ->
            [none] { "" }
           *[given] These people can see it: { $who }
        }
        The group does not see this. You have done nothing wrong.

        { part-contact-lines }
        { part-child-help }

support-words =
    Thank you for writing. You asked for someone to contact you, so they still will.
    If you would rather they did not, press “{ button-ok }”. Both are fine.
    .child =
        Thanks for writing. You asked for someone, so the team will still contact you.
        If you would rather they did not, press “{ button-ok }”. Both are fine.

        { part-child-help }

## During a meeting

pulse =
    Are you still there? Please press “{ button-here }”.
    If you have gone, that is fine. You are free to leave at any time.
    .child =
        Hi. Are you still there? Just press “{ button-here }”.
        If you have gone, that is fine. You are free to leave at any time.

not-open =
    { part-due-to-start } It is not open. Please do not wait for it.
    { part-for-whom }

    { $contact ->
        [none] { "" }
       *[given] To find out more, you can ask { $contact }.
    }
    { part-contact-phone }
    { part-contact-email }
    .child =
        { part-due-to-start } It is not open. You do not need to wait. You have done nothing wrong.

        { $contact ->
            [none] { "" }
           *[given] To find out more, you can ask { $contact }.
        }
        { part-contact-phone }
        { part-contact-email }
    .staff =
        { part-due-to-start } Nobody has opened it.
        I have told the people who were expected not to wait.
        { $contact ->
            [none] { "" }
           *[given] The contact person is { $contact }. Please check with them.
        }
        { part-contact-phone }
        { part-contact-email }
        { $until ->
            [none] { "" }
           *[given] If nobody opens it by { $until }, it will be cancelled.
        }
        { part-late }

help-line =
    Sorry, I did not understand that. You can write “ok”, /leaving to say how you are going, /support to find help, or /help to see more.
    { $choices }
    .child =
        Sorry, I did not understand that. You can write “ok”, press “{ button-help }”, or write /help.
        { $choices }

        { part-child-help }
    .staff =
        Sorry, I did not understand that. You can write /case to see who needs someone, /meeting to run a meeting, or /help to see more.
        { $choices }

## Someone asks to join the group

# Whoever reads it may never have heard of me.
join-asked =
    Thank you for asking to join. I am a helper bot, and I help this group to look after each other.
    I have told the people who run the group. One of them will look at it. It may take a while.
    You do not need to do anything. If you know someone there, you can ask them for an invitation.

## Asked for before a meeting, or after it (P4, P5)

agree-please =
    Before the next meeting, please read what we promise and what we ask. Write /agree, and I show it to you.
    .child =
        Before the next meeting, please read what we promise and what we ask. Write /agree, and I show it to you.
        Take the time you need. If you have a question, just ask us.

        { part-child-help }
    .guardian =
        Before the next meeting, please read what we promise and what we ask for { $person }. Write /agree, and I show it to you.

follow-up =
    You asked for someone to write to you today.
    { $contact ->
        [none] The team will be in touch.
       *[given] { $contact } will be in touch. You can also reach them yourself.
    }
    { part-contact-phone }
    { part-contact-email }

    { part-adult-help }
