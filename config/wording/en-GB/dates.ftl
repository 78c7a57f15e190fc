### Reminders, changes, series, and what comes after a meeting (M2, M5, M6). Times stand on the
### reader's own clock, with the group's beside it where it differs.

part-dates =
    { $day }
    { $ends ->
        [none] { $starts }
       *[given] { $starts } to { $ends }
    }

## Before a meeting

# The same words whichever reminder it is.
# Where somebody reads it for others: for each of them (Y13).
part-for-whom =
    { $who ->
        [none] { "" }
       *[given] This is for { $who }.
    }

reminder =
    There is a meeting soon.

    { part-for-whom }
    { $meeting }
    { part-dates }
    { part-way-in }
    { part-dial-in }
    { part-contact-lines }

    Video off is always fine. You are free to leave at any time.
    .child =
        Hi. There is a meeting soon.

        { $meeting }
        { part-dates }
        { part-way-in }
        { part-dial-in }
        { part-contact-lines }

        Video off is always fine. You are free to leave at any time. It is fine if you cannot come.

meeting-moved =
    A meeting has a new time.

    { $person ->
        [none] { "" }
       *[given] This is for { $person }.
    }
    { $meeting }
    { part-dates }
    { part-way-in }

    It is fine if you cannot come then. Please just tell me.
    { part-contact-lines }
    .child =
        Hi. A meeting has a new time.

        { $meeting }
        { part-dates }
        { part-way-in }

        It is fine if you cannot come then. You can just tell me.
        { part-contact-lines }

meeting-cancelled =
    A meeting is off. You do not need to do anything.

    { $person ->
        [none] { "" }
       *[given] This is for { $person }.
    }
    { $meeting }
    { $day }
    { $starts }

    { part-contact-lines }
    .child =
        Hi. A meeting is off. You do not need to do anything.

        { $meeting }
        { $day }
        { $starts }

        You have done nothing wrong. It is fine to ask if you like.
        { part-contact-lines }

## After a meeting

thanks =
    Thank you for taking part.

    { $meeting }
    { part-for-whom }
    What happens next: the team goes through what was said, and lets you know what comes of it.
    { $contact ->
        [none] { "" }
       *[given] If you have a question, you can ask { $contact }.
    }
    { part-contact-phone }
    { part-contact-email }

    { part-hard-topic }
    { $hard_topic ->
        [1] If you would like someone to write to you tomorrow, press “{ button-talk-tomorrow }”.
       *[other] { "" }
    }

    One question to think about, if you like: what would you keep as it was, and what would you change?
    Press “{ button-write-down }” and write your answer. It goes into your own diary. The people who run the group cannot read it, unless you share it.
    .child =
        Thank you for being there.

        { $meeting }
        What happens next: the team looks at what everyone said, and tells you what they do with it.
        { $contact ->
            [none] { "" }
           *[given] If you want to ask something, you can ask { $contact }, with your parent or guardian.
        }
        { part-contact-phone }
        { part-contact-email }

        One question, if you like: what was good, and what would you change?
        Press “{ button-write-down }” and write it. It goes into your own diary. No adult here can read it, unless you share it.

        { part-child-help }

diary =
    It is in your diary. Only you can read it. To see your diary, write /diary.
    If you would like to share it with the organisers, write /diary share { $code }.
    .child =
        It is in your diary. Only you can read it. To see your diary, write /diary.
        If you need someone, press “{ button-help }”.
    .ask =
        Please write it now, in one message. It goes into your diary, and only you can read it.
    .ask-child =
        Just write it now, in one message. It goes into your diary, and only you can read it.
        If you need someone, press “{ button-help }”.
    .shared =
        { $who ->
            [none] The organisers can read it now.
           *[given] These people can read it now: { $who }
        }
        To take it back, write /diary unshare { $code }.
    .unshared =
        You have taken it back. Only you can read it now.
    .removed =
        It is gone from your diary.
    .unknown =
        There is no such entry in your diary. To see what there is, write /diary.
    .nobody =
        There are not enough people here who could read it, so it stays yours.

diary-list =
    This is your diary. You are the only one who can read it. If you have shared some of it, you can take that back.
    { $choices }

    What you can write:
    • /diary 1, to read it all.
    • /diary share 1, to share it.
    • /diary unshare 1, to take it back.
    • /diary remove 1, to throw it out.
    .none =
        Your diary is empty. To write in it, write /diary and then your words. You are the only one who can read it.

diary-entry =
    This is what you wrote in your diary.
    { $words ->
        [none] { "" }
       *[given] “{ $words }”
    }
    .of =
        { $person } has shared this from their diary.
        { $words ->
            [none] { "" }
           *[given] “{ $words }”
        }

diary-shared =
    This is what people have shared. They may take it back at any time.
    { $choices }

    To read it all, write /diary shared 1. It is the same with the other numbers.
    .none =
        Nobody has shared a thing with you yet. It is up to them.

## For calendars

calendar =
    This file is for your own calendar. It has all of your meetings in it. Open it on your phone, and they are there.
    If a meeting moves, write /calendar once more. The new file puts it right.
    .child =
        Here is a file. It has all of your meetings in it. If you like, open it with someone at home.
        If a date is not right any more, you can ask me for a new one. Just write /calendar.
    .none =
        There is no meeting for you at the moment. When there is one, write /calendar again.
    .none-child =
        There is no meeting for you right now. When there is one, write /calendar again.

## Posted in the room. They say nothing about anybody (V1).

meeting-moved-room =
    { $meeting } has a new time. It is now on this day:
    { part-dates }

meeting-off =
    { $meeting } is off. There is no need to do anything. It was to be on this day:
    { $day }
    { $starts }

break-began =
    { $until ->
        [none] We are having a break now.
       *[given] We are having a break now, until { $until }.
    }
    You can go and come back. You do not have to.

## Series

series =
    It is a draft: { $meeting }.
    { $reason ->
        [week] They are every week, { $minutes } times in all.
        [fortnight] They are every two weeks, { $minutes } times in all.
       *[month] They are every month, { $minutes } times in all.
    }
    { $day ->
        [none] { "" }
       *[given] The first is on { $day }.
    }
    { $starts ->
        [none] { "" }
       *[given] Each is from { $starts } to { $ends } on the clock in { $zone }, summer and winter.
    }

    You can change the first one with /meeting, like any other. The others will be like it.
    When it is right, write: /meeting publish { $code }
    I make each of the others some weeks before its day.
    .length =
        Please say how often and how many, like: every week for 12. It may be every week, fortnight or month, and 2 to 60 times.
    .none =
        There is no series to end. To see the meetings to come, write /meeting list.
    .which =
        There are several. Please say which:
        { $choices }
    .ended =
        No more meetings of { $meeting } are made. Those that people know of stay. To call one off, write /meeting cancel and its short name.
    .skipped =
        { $day ->
            [none] One { $meeting } is left out. The others stay.
           *[given] There is no { $meeting } on { $day }. That is kept. All the others stay as they are.
        }
    .no-such-day =
        There is none on that day that can be left out. If people know of it, write /meeting cancel and its short name.

series-kept =
    This is about { $meeting }, on a day when the clocks change.
    { $day }
    { $starts ->
        [none] Its time does not exist on that day, so it is at the nearest one.
       *[given] There is no { $at } on that day, so that one starts at { $starts }.
    }
    .twice =
        This is about { $meeting }, on a day when the clocks go back.
        { $day }
        { $starts ->
            [none] Its time comes twice on that day. I took the first one.
           *[given] { $starts } comes twice on that day. I took the first one.
        }
    .overlap =
        One { $meeting } could not be made. Another meeting is in that room at that time.
        { $day }
        { $starts }
