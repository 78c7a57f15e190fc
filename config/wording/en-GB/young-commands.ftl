### Answers to commands around young people: who looks after whom, PINs, promises, concerns.

## Saying yes (Y8, P3). What to is in agreements.ftl.

agree =
    Thank you. That is on record.
    If you were at the door of a meeting, please come again. I let you in when I can.
    .child =
        Thank you. That is on record.
        If you were at the door of a meeting, please come again. Your parent or guardian says yes too, on their own account.
        You are free to leave at any time.

        { part-child-help }
    .for-child =
        Thank you. You have said yes for { $person }. That is on record.
        If { $person } was at the door of a meeting, they can come again. They say yes too, on their own account.
    .for-held =
        Thank you. You have said yes for { $person }. That is on record.
        { $person } takes part through you. If you two were at the door of a meeting, please come again.
    .noted =
        Thank you. That is on record.
        { $by ->
            [none] { "" }
           *[given] { $by } said yes for { $person }, and you wrote it down.
        }
    .has-account =
        { $person } has an account. They read it and say yes there: /agree
    .done-for =
        What you said yes to for { $person } still holds. There is nothing more to do.
    .current =
        You have said yes to all of it. There is nothing more to do. If it changes, I ask you again.
    .not-yours =
        I do not know you as a guardian of { $person }. Please ask the one who runs the group.
    .late =
        That is not the newest one. Please write /agree, and I show it to you.

## PINs (Y3). The digits are in no text.

pin =
    Thank you. Your PIN is set. No one can read it, me included.
    When your child waits at the door, you can type it on their device. Please take your message with the PIN away.
    .how =
        Please write /pin and then 4 to 8 digits. I keep it so that no one can read it.
    .wrong =
        That is no PIN. Please use 4 to 8 digits, and nothing else.
    .child =
        That is no PIN. It has 4 to 8 digits. Please ask your parent or guardian to type it.
        You have done nothing wrong.

        { part-child-help }
    .room =
        I have not used that, because others could see it. Please write it where only you and I can see it. Please choose a new PIN, too.
    .not-guardian =
        A PIN is for parents and guardians. I do not know you as one. Please ask the one who runs the group.
    .has-account =
        { $person } sets their own PIN, with /pin. I take one from you only for a guardian who has no account.

## Who looks after whom. For organisers, the lead and the deputy.

guardian =
    { $who ->
        [none] That is on record for { $person }.
       *[given] That is on record. I turn to these people about { $person }, in this order: { $who }.
    }
    Each of them can say yes with /agree, and set a PIN with /pin.
    .via-lead =
        That is on record. When { $person } is missed, it is the lead who looks after it. No one phones a guardian without the lead.
    .direct =
        That is on record. When { $person } is missed, their guardians are phoned as usual.
    .none =
        That is on record. I know no guardian of { $person } now.
    .not-young =
        { $person } is 18 or over. So there is no guardian to name, and I have changed nothing.
    .not-adult =
        A guardian has to be 18 or over, and someone else. { $person } is not. I have changed nothing.

held =
    { $who ->
        [none] That is on record for { $person }.
       *[given] That is on record. { $person } takes part through the account of { $who }.
    }
    When that account comes to a meeting in which { $person } is expected, { $person } is there too, and counts as a young person.
    Please let them read /agree together: the yes of the one is the yes of both.
    .none =
        That is on record. { $person } takes part through no one else's account now.
    .not-young =
        { $person } is 18 or over. So there is no seat to hold, and I have changed nothing.
    .has-account =
        { $person } has an account, and takes part with that. I have changed nothing.
    .not-guardian =
        That is no guardian of { $person } whom I know. Please write /people guardian { $person } NAME first.

check =
    That is on record.
    .basic =
        { $day ->
            [none] The basic check of { $person } is on record.
           *[given] The basic check of { $person } is on record. It counts up to the day before { $day }.
        }
        { $by ->
            [none] { "" }
           *[given] Seen by: { $by }
        }
        I keep the level, the two dates and who saw it. I keep nothing else.
    .enhanced =
        { $day ->
            [none] The enhanced check of { $person } is on record.
           *[given] The enhanced check of { $person } is on record. It counts up to the day before { $day }.
        }
        { $by ->
            [none] { "" }
           *[given] Seen by: { $by }
        }
        I keep the level, the two dates and who saw it. I keep nothing else.
    .none =
        From now on { $person } has no check. They do not count as a checked adult.
    .own =
        You cannot put your own check on record. Please ask someone else who runs the group, or the lead.
    .not-staff =
        { $person } is not on the staff. Only staff count as checked adults, so I have changed nothing.
    .past =
        That check has run out. So I have changed nothing for { $person }.

kept =
    That is on record.
    .phone =
        I keep the number of { $person } locked up. I show it only to someone who has said that they will phone.
    .pin =
        The PIN of { $person } is set. No one can read it. Please take your message with the PIN away.
    .why =
        Thank you. The people you invite will read this now.
        { $words }

role =
    That is on record, with your name and the day. To see who is in the group, write /people.
    { $roles ->
        [none] { "" }
       *[given] { $person } is now: { $roles }
    }
    .not-checked =
        { $person } has no check that counts today. With young people no one is a facilitator without one, whoever they are. So I have changed nothing. When you have seen their check, write /people check.
    .age =
        That role does not fit the age of { $person }. So I have changed nothing.
    .own =
        You cannot give yourself that role. Please ask someone else who runs the group.
    .last =
        { $person } is one of the few who run the group. So I have changed nothing. First give the role to someone else: /people role NAME organiser

meeting-minded =
    { $meeting } is a meeting for young people now. I expect them, and each adult with a check.
    Please name two more adults. One is the second adult: /meeting second NAME. One stands by: /meeting standby NAME.
    .second =
        { $person } is the second adult of { $meeting } now.
    .standby =
        { $person } stands by for { $meeting } now. If an adult is missing, I call them.
    .not-reached =
        That is done for { $meeting }. But I cannot write to { $person } yet. Please see to that before the day.
    .not-checked =
        { $person } has no check that counts today and on the day of the meeting. So I have changed nothing. To put one on record, write /people check.

## A concern (Y7)

# Only where no meeting can keep a case.
concern =
    { $who ->
        [none] Thank you for telling me. I have written to those who look after safety.
       *[given] Thank you for telling me. I have written to { $who }.
    }
    Whoever it is about is not asked, and I tell them nothing.

    { part-danger }
    .child =
        { $who ->
            [none] Thank you for telling me. I have written to those who look after safety.
           *[given] Thank you for telling me. I have written to { $who }.
        }
        Whoever it is about is not asked, and I tell them nothing. You have done nothing wrong.

        { part-child-help }
    .nobody =
        Thank you for telling me. There is no one here whom I can ask. Please speak to someone that you trust.

        { part-danger }

        { part-child-help }
    .room =
        I have done nothing with that, because others could see it. Please write /concern where only you and I can see it.

concern-asked =
    { $person } has told me of a concern about an adult here. Please look after it, with one other person.
    { $who ->
        [none] { "" }
       *[given] It is about { $who }, who hears nothing of it.
    }
    { part-words }
    There has been no meeting yet, so I cannot ask again by myself.

## Who was told what about me

told-about-you =
    This is what I told others about you, the newest first. I never show what you wrote.
    { $choices }
    .child =
        This is what I told others about you, the newest first.
        { $choices }

        { part-child-help }
    .none =
        So far I have told no one else. There is nothing to show.

line-told-missed = { $day }, { $at }: { $person }, that you were gone and I had not heard from you
line-told-call = { $day }, { $at }: { $person }, to get in touch with your parent or guardian
line-told-help = { $day }, { $at }: { $person }, that you asked for someone
line-told-reach = { $day }, { $at }: { $person }, how to reach you, or your parent or guardian
line-told-words = { $day }, { $at }: { $person }, what you wrote, or what was written to you
line-told-technical = { $day }, { $at }: { $person }, that something did not work for you
line-told-joining = { $day }, { $at }: { $person }, that you wanted to come in, or came in
line-told-well = { $day }, { $at }: { $person }, that there is nothing more to do
line-told-ended = { $day }, { $at }: { $person }, that the meeting was over early
line-told-other = { $day }, { $at }: { $person }, how it went on

# The form on Discord.
line-form-pin = PIN of a parent or guardian
line-form-pin-words = 4 to 8 digits
