### Practice sessions (P1): trying everything out before a first meeting. Every text of the practice
### says that it is practice. ".…-child" is for young people.

## The offer

practice-offer =
    Would you like to try out how I work, before you meet the others? You can practise alone with me. It takes about four minutes, and no one else sees it.
    You can also book a time with someone from the team. Or leave it: both are fine.
    .child =
        Would you like to try out how I work, before you meet the others? You can practise just with me. It takes about four minutes, and no one else sees it. You do not have to.

        { part-child-help }
    .guardian =
        Would you like to try out how I work, before { $person } takes part? You and { $person } can practise alone with me. It takes about four minutes, and no one else sees it.
        You can also book a time with someone from the team. Or leave it: both are fine.

practice-declined =
    That is fine. I will not offer practice again. If you would like to try things out some day, write /practice.
    .child =
        That is fine. I will not offer practice again. If you want to try things out some day, write /practice.

practice-late =
    That one is over now. If you want to try things out, write /practice.
    .child =
        That one is over now. You have done nothing wrong. If you want to try things out, write /practice.
    .room =
        Let us practise here, where no one else sees it. Please write /practice to me.

## The six parts. Each says that it is practice, and where in it one is.

part-practice =
    { $reason ->
        [late] You have done that part already. Here is where you are.
        [seen] I saw you come in. You can go out again.
       *[other] { "" }
    }
    This is practice, step { $step } of { $steps }.

practice-step =
    { part-practice } Nothing you press here is for real, and no one else sees it.

    First, a button. Please press “{ button-got-it }”. You can stop at any time and go on later with /practice.
    .child =
        { part-practice } Nothing you press here is for real, and no one else sees it.

        First, a button. Press “{ button-got-it }”. You can stop at any time. To go on later, write /practice.
        { part-practice-child }
    .sent =
        { part-practice }

        I have sent you a private message now. Please open it and press the button there.
        If none comes, the settings of your account may keep me out. Then press “{ button-carry-on }” here, or “{ button-help-me }”.
    .sent-child =
        { part-practice }

        I have sent you a private message now. Open it and press the button there.
        If none comes, press “{ button-carry-on }” here. You have done nothing wrong.
    .private =
        { part-practice }

        This is a private message. Only you and I see what is here. In a meeting I would ask you like this if you are OK.
        Please press “{ button-got-it }”.
    .private-child =
        { part-practice }

        This is a private message. Only you and I see it. In a meeting I would ask you like this if you are OK.
        Press “{ button-got-it }”.
        { part-practice-child }
    .room =
        { part-practice }

        { $way_in ->
            [none] Please come into the practice room now.
           *[given] Please come into the voice room “{ $way_in }” now.
        } When I see you there I go on by myself. If you are in it already, go out and come in again.
        You need no camera. If it does not work, press “{ button-carry-on }”, or “{ button-help-me }”.
    .here =
        { part-practice }

        Where I cannot see who is there, you tell me. When you come to a meeting, you press the button on its card. Please press “{ button-here }” now.
    .here-child =
        { part-practice }

        When you come to a meeting, you may have to tell me. Press “{ button-here }” now.
        { part-practice-child }
    .leaving =
        { part-practice }

        You are free to leave a meeting at any time. You do not have to say why. There are four ways to say how you go. Please try each one.
    .leaving-child =
        { part-practice }

        You are free to leave a meeting at any time. You do not have to say why. There are four ways to say how you go. You can try each one.
        { part-practice-child }
    .left =
        { part-practice-way }
    .left-child =
        { part-practice-way }
        { part-practice-child }
    .card =
        { part-practice }

        This is the contact card. In a meeting it says who you can reach, and how:
        { part-practice-card }

        Please press “{ button-carry-on }” when you have seen it.
    .card-child =
        { part-practice }

        This is the contact card. In a meeting it says who you can ask:
        { part-practice-card }

        Press “{ button-carry-on }” when you have seen it.
        { part-practice-child }
    .check-in =
        { part-practice }

        If I do not see you in a meeting any more, I ask you this:
        “I just want to check: are you OK?”

        Please press a button, or write “ok”. In a meeting, someone from the team would try to reach you if I heard nothing. Here no one does.
    .check-in-child =
        { part-practice }

        If I do not see you in a meeting any more, I ask you this:
        “Hi. Are you OK?”

        Press a button, or write “ok”. Here no one comes to look for you, because it is practice.
        { part-practice-child }
    .words =
        This is practice, so I have not passed that on to anyone. To answer, press a button or write “ok”.
        If you would like someone to contact you for real, write /support.
    .words-child =
        This is practice, so I have not passed that on to anyone. To answer, press a button or write “ok”.
        { part-practice-child }
    .paused =
        That is enough practice for now. I know where you were. To go on, press “{ button-go-on }”, or write /practice.
    .paused-child =
        That is enough practice for now. I know where you were. To go on, press “{ button-go-on }”, or write /practice.
        { part-practice-child }
    .over =
        That practice is over now. You have been through all of it. If you want to do it once more, write /practice.
    .over-child =
        That practice is over now. You have done nothing wrong. If you want to do it once more, write /practice.
    .help-asked =
        Thank you. I have asked someone from the team to help you with the practice. They know which part it is about, and nothing more. You can go on in the meantime.
    .help-asked-child =
        Thank you. I have asked for help with the practice for you. Two adults from the team, or your parent or guardian, will see to it. You can go on in the meantime.
        { part-practice-child }
    .no-help =
        I am sorry. There is no one I can ask about the practice at the moment. You can go on, or come back to it later with /practice.
    .no-help-child =
        I am sorry. There is no one I can ask about the practice at the moment. You could ask your parent or guardian to look at it with you.
        { part-practice-child }

# On every part that a young person gets: how to find someone for real.
part-practice-child =
    If you need someone for real, write /support.
    { part-child-help }

part-practice-card =
    { $contact ->
        [none] The name and the number of someone from the team stand here.
       *[given] { part-contact-lines }
    }

# What each way of leaving would do.
part-practice-way =
    { part-practice }

    { $reason ->
        [ok] In a meeting, that would be all. I would not ask you anything.
        [technical] In a meeting, I would send you the way back in, and tell the contact person that something does not work.
        [contact] In a meeting, I would ask someone from the team to contact you.
       *[back-soon] In a meeting, I would wait a while for you before I ask if you are OK.
    }
    { $minutes ->
        [0] You have tried all four. Please press “{ button-carry-on }”.
        [one] There is one more to try. Or press “{ button-carry-on }”.
       *[other] There are { $minutes } more to try. Or press “{ button-carry-on }”.
    }

practice-done =
    That was the practice. Thank you. This is how it went:
    { $choices }

    { $minutes ->
        [0] All of it works. You are ready.
       *[other] You can come to a meeting all the same. To have help with what did not work, press “{ button-help-me }”.
    }
    .child =
        That was the practice. Well done. This is how it went:
        { $choices }

        { $minutes ->
            [0] All of it works. You are ready.
           *[other] You can come to a meeting all the same. To have help with what did not work, press “{ button-help-me }”.
        }

        { part-child-help }

line-practice-button =
    { $reason ->
        [worked] ✅ Pressing a button works.
       *[missed] ◻️ You did not press the first button.
    }
line-practice-private =
    { $reason ->
        [worked] ✅ My private messages reach you.
       *[missed] ◻️ I do not know if my private messages reach you.
    }
line-practice-room =
    { $reason ->
        [worked] ✅ I saw you come into the practice room.
       *[missed] ◻️ I did not see you come into the practice room.
    }
line-practice-here =
    { $reason ->
        [worked] ✅ You know how to say that you are here.
       *[missed] ◻️ You did not try how to say that you are here.
    }
line-practice-leaving =
    { $reason ->
        [worked] ✅ You have tried all four ways of leaving.
       *[missed] ◻️ You did not try each way of leaving.
    }
line-practice-card =
    { $reason ->
        [worked] ✅ You have seen the contact card.
       *[missed] ◻️ You did not see the contact card.
    }
line-practice-check-in =
    { $reason ->
        [worked] ✅ You have answered a check-in.
       *[missed] ◻️ You did not answer the check-in.
    }

## For whoever looks after the arrangements, when somebody asks for it

practice-help =
    { $person } would like help with trying things out. { part-practice-part }
    Nothing is wrong with them: it is about the practice only.
    .young =
        { $person } would like help with trying things out. { part-practice-part }
        Please help them with a second adult, never one of you alone. It is about the practice only.
    .guardian =
        { $person } would like help with trying things out. { part-practice-part }
        Could you look at it together? It is about the practice only, and nothing is wrong.

part-practice-part =
    { $reason ->
        [button] It is about pressing a button.
        [private] My private messages do not seem to reach them.
        [room] They could not come into the room, or say that they are there.
        [leaving] It is about the buttons for leaving.
        [card] It is about the contact card.
        [check-in] It is about answering a check-in.
       *[other] They have finished, and some of it did not work.
    }

## Times with a person

practice-slots =
    You can practise with someone from the team at one of these times. Press its number:
    { $choices }
    .child =
        You can practise with two adults from the team at one of these times. Press its number:
        { $choices }
    .staff =
        These are the times for practice to come:
        { $choices }

        To take one away, write /practice cancel and its short name.
    .none =
        There is no time to book at the moment. You can try things out alone with me now: write /practice.
    .none-staff =
        There is no time for practice yet. To make one, write: /practice slot DATE TIME LENGTH
    .none-young =
        You would practise with two adults whom we have checked, never with one alone. There is no such time at the moment. You can try things out just with me: write /practice.

line-practice-slot = { $code }: { $day }, { $starts } to { $ends }, with { $person }
line-practice-slot-staff =
    { $who ->
        [none] { line-practice-slot }, free
       *[given] { line-practice-slot }, booked by { $who }
    }

# When it is. On a line of its own, which is not printed where nothing is known of it.
part-slot-when =
    { $day ->
        [none] { "" }
       *[given] { $day }, { $starts } to { $ends }.
    }

part-slot-who =
    { $who ->
        [none] Someone
       *[given] { $who }
    }

part-slot-them =
    { $who ->
        [none] someone
       *[given] { $who }
    }

practice-booked =
    That is booked. You will practise with { $person }.
    { part-slot-when }
    The file is for your calendar. I will remind you a day and an hour before. If you cannot come, write /practice cancel.
    .child =
        That is booked. You will practise with { $person }. They will both be there.
        { part-slot-when }
        The file is for a calendar. I will remind you a day and an hour before. If you cannot come, write /practice cancel. That is fine.

        { part-child-help }

practice-slot =
    This is about a time to practise with { $person }. It is good to know.
    { part-slot-when }
    .made =
        People can book it now. They will practise with { $person }.
        { part-slot-when }
        Its short name is { $code }. To take it away, write /practice cancel { $code }. For those under 18 it takes two of you, both checked. So write “with” and the other name at the end.
    .not-second =
        Who runs it with you has to be on the team too, and not you. Please give their name as /people shows it.
    .booked-runner =
        { part-slot-who } will come to your practice. It was booked just now.
        { part-slot-when }
        If you cannot be there, write /practice cancel { $code }.
    .tomorrow =
        You have a time to practise with { $person } soon. Video off is always fine.
        { part-slot-when }
        If you cannot come, press “{ button-cannot }”.
    .tomorrow-child =
        You have a time to practise with { $person } soon. Video off is always fine.
        { part-slot-when }
        If you cannot come, press “{ button-cannot }”. That is fine.

        { part-child-help }
    .tomorrow-runner =
        You will soon run a practice. It is with { part-slot-them }.
        { part-slot-when }
        If you cannot be there, write /practice cancel { $code }.
    .soon =
        Today you have a time to practise with { $person }. Video off is always fine.
        { part-slot-when }
        If you cannot come, press “{ button-cannot }”.
    .soon-child =
        Today you have a time to practise with { $person }. Video off is always fine.
        { part-slot-when }
        If you cannot come, press “{ button-cannot }”. That is fine.

        { part-child-help }
    .soon-runner =
        You run a practice today. It is with { part-slot-them }.
        { part-slot-when }
        If you cannot be there, write /practice cancel { $code }.
    .attendance =
        Your practice with { part-slot-them } is over now. Did they come?
    .noted =
        { $reason ->
            [came] Thank you. { part-slot-who } came.
           *[other] Thank you. { part-slot-who } did not come.
        }
        Do you want to keep a note of it? Please write it to me now. Or do it later, with /practice note { $code } and your words.
    .note-kept =
        Thank you. I keep that note. It stays with the time of the practice.
    .given-back =
        That is fine. Your time is free again. To book one more, write /practice book.
    .given-back-child =
        That is fine. Your time is free again. To book one more, write /practice book.
    .given-back-runner =
        { part-slot-who } cannot come to your practice. Someone else can book it now.
        { part-slot-when }
    .off =
        I am sorry. The time you booked to practise is off.
        { part-slot-when }
        To book one more, write /practice book. You can also try things out just with me. Write /practice.
    .off-child =
        I am sorry. The time you booked to practise is off. You have done nothing wrong.
        { part-slot-when }
        To book one more, write /practice book. You can also try things out just with me. Write /practice.

        { part-child-help }
    .off-runner =
        A time to practise with you is off.
        { part-slot-when }
        { $reason ->
            [not-safe] It was booked by someone under 18. It takes two adults who are both checked, and you are not two any more.
           *[other] { "" }
        }
        { $who ->
            [none] { "" }
           *[given] { $who } had booked it. They know that it is off.
        }
    .taken =
        That time is taken or over by now. To see the others, write /practice book.
    .not-for-you =
        That time is not one you can book. If you are under 18, two adults will be there, both checked. You are never with just one. To see what there is, write /practice book. You can also try things out just with me. Write /practice.
    .unknown =
        I do not know a time of yours by that name. To see what there is, write /practice slots.

## The buttons

button-help-me = Please help me
button-again = Practise again
button-came = They came
button-did-not-come = They did not come
button-slot-1 = 1
button-slot-2 = 2
button-slot-3 = 3
button-slot-4 = 4
button-slot-5 = 5
button-slot-6 = 6
