### Short questions about how somebody takes part: /aboutme (P3). ".child" is for young people,
### ".guardian" for whoever answers for one.

aboutme =
    Now a few short questions about how you take part. They come one at a time. You can pass over any of them, stop, and go on later with /aboutme. The group does not see your answers.
    .child =
        Now a few short questions about you. They come one at a time. You can pass over any of them, stop, and go on later with /aboutme. The group does not see what you say.

        { part-child-help }
    .guardian =
        Now a few short questions about { $person }. They come one at a time. You can pass over any of them, stop, and go on later with /aboutme for { $person }. The group does not see your answers.
    .paused =
        That is fine. Your answers are kept. To go on, press “{ button-go-on }”.
    .done =
        Thank you. That was all. To see or change what you said, press “{ button-see-answers }”, or write /aboutme change.
    .done-child =
        Thank you. That was all. To see or change what you said, press “{ button-see-answers }”, or write /aboutme change.

        { part-child-help }
    .done-guardian =
        Thank you. That was all about { $person }. To see or change what you said, press “{ button-see-answers }”.
    .noted =
        Thank you. I keep that. To see or change what you said, press “{ button-see-answers }”, or write /aboutme change.
    .noted-child =
        Thank you. I keep that. To see or change what you said, press “{ button-see-answers }”, or write /aboutme change.
        If you need someone, press “{ button-help }”.
    .press =
        I am not sure what you mean. Please press one of the buttons. To pass over, write: skip. To stop for now, write: later.
    .late =
        That question is over. To go on, write /aboutme. To change an answer, write /aboutme change.
    .room =
        Please write /aboutme to me here, where only you and I can see it.
    .nothing =
        I have no questions for you. To see what you can do, write /help.

about-list =
    This is what you told me. Only you see it here. To change an answer, press its button. What you agreed to you can take back in the same way.

    { $choices }
    .guardian =
        This is what you told me about { $person }. To change an answer, press its button. What you agreed to you can take back in the same way.

        { $choices }

# Some days before a meeting, when the answer is more than half a year old.
needs-again =
    It is some time since I asked what you need to take part well. Is that still so?
    Press “{ button-still-so }”. To tell me something new, press “{ button-go-on }”.
    .child =
        It is some time since I asked what helps you to take part. Is that still so?
        Press “{ button-still-so }”. To tell me something new, press “{ button-go-on }”.

        { part-child-help }

## The questions

about-needs =
    What do you need so that you can take part well? It may be large print, breaks, captions, someone with you, or anything else. Please write it to me.
    .child =
        What would help you to take part? It may be breaks, big letters, someone with you, or anything else. You can write it to me.
        If you need someone to talk to, press “{ button-help }”.
    .guardian =
        What does { $person } need to take part well? It may be breaks, big letters, someone beside them, or anything else. Please write it to me.

about-device =
    What will you join with, most of the time?
    .child =
        What will you join with, most of the time?
        You can change it later.
    .guardian =
        What will { $person } join with, most of the time?

about-microphone =
    Do you have a microphone that works? If you do not, that is fine. You can listen and type. That is just as good.
    .child =
        Do you have a microphone that works? If you do not, or do not know, that is fine. You can listen and type.
    .guardian =
        Does { $person } have a microphone that works? If not, they can listen and type.

about-camera =
    Do you have a camera that works? You do not have to use it. Video off is always fine.
    .child =
        Do you have a camera? You never have to use it. Video off is always fine.
    .guardian =
        Does { $person } have a camera? Video off is always fine.

device-ask =
    Does it cost you something to be online or on the phone? With a limit we can agree with you what is paid, before we meet. If you like to pass over this, write: skip.
    .child =
        Does it cost something when you are online or on the phone? If you do not know, that is fine. You can ask at home, or write: skip.
    .guardian =
        Does it cost something when { $person } is online or on the phone? If you like to pass over this, write: skip.

about-part =
    How would you like to take part? Each of these counts as taking part. You can do it in another way each time.
    .child =
        How would you like to take part? Each of these counts. You can do it in another way each time.
    .guardian =
        How would { $person } like to take part? Each of these counts as taking part.

about-quiet =
    Some people like to be asked. Shall I ask you now and then if you want to speak? No one else sees it.
    .child =
        Some people like to be asked. Shall I ask you now and then, only you, if you want to say something? You can always say no.
    .guardian =
        Shall I ask { $person } now and then if they want to say something? No one else sees it.

about-phone =
    On which phone number can the team reach you, if the chat fails? I keep it locked up. Please write it to me, like 07700 900111.

about-email =
    You are on the team. Is there an e-mail address at which people can reach you, if the chat fails? Please write it to me.
    .wrong =
        That does not look like an e-mail address. Please write it like sam@example.org.

about-number =
    When you join by phone, others may see your number. Is that fine with you? If not, we tell everyone how to hide theirs.

about-payment =
    If there is money for taking part, how would you like to get it? Payments may affect benefits. So please ask before you accept one. Costs that are paid back usually do not.
    .child =
        If there is money for taking part, how would you like to get it? You can talk about it at home first.
    .guardian =
        If there is money for taking part, how shall { $person } get it? Payments may affect benefits. So please ask before you accept one. Costs that are paid back usually do not.

about-emergency =
    Is there someone we may call if we cannot reach you and think that you may need help? Please write their name and number, like Jo 07700 900119. I never call them. Only someone on the team may, and only then.
    .wrong =
        I need a name and then a number, like Jo 07700 900119. Please write it once more.

about-safe =
    May we call them at any time? Is that safe for you? If it is not, we take care.

about-note =
    What may we say to them, and what not? Please write it to me. If there is nothing, pass over this.

about-discreet =
    When I ask if you are OK, others may see your screen. As a rule I do not say which meeting it is about. Shall I leave it out?
    .child =
        When I ask if you are OK, others may see your screen. As a rule I do not say which meeting it is about. Shall I leave it out?

        { part-child-help }

about-timezone =
    { $zone ->
        [none] Are you in the same time zone as the group?
       *[given] The times of the group are those of { $zone }. Are you in the same time zone?
    }
    If not, please write a large town near you, like Paris.
    .wrong =
        I do not know that time zone. Please write a large town in it, like Paris or New York.

about-why =
    Why do you take part? One line is enough. It may stand on the agenda, so that people know who comes and why.
    .child =
        Why would you like to take part? One line is enough. It may stand on the plan for the meeting.
        If you need someone to talk to, press “{ button-help }”.
    .guardian =
        Why does { $person } take part? One line is enough. It may stand on the agenda.

about-notes =
    May the notes of a meeting say what you said, in your words? You can take it back at any time.
    .child =
        May the notes of a meeting say what you said, in your words? You can change your mind at any time.
    .guardian =
        May the notes of a meeting say what { $person } said, in their words? You can take it back at any time.

about-name =
    May reports about this work give your name? You can take it back at any time.
    .child =
        May reports about this work give your name? You can change your mind at any time.
    .guardian =
        May reports about this work give the name of { $person }? You can take it back at any time.

## The answers, one line each

part-not-said =
    { $words ->
        [passed] passed over
       *[none] not said
    }
part-answer =
    { $words ->
        [passed] passed over
        [none] not said
       *[given] { $words }
    }
part-yes-or-no =
    { $words ->
        [is-so] yes
        [is-not] no
       *[other] { part-not-said }
    }

line-about-needs = What you need: { part-answer }
line-about-device =
    Device: { $words ->
        [mobile] { button-mobile }
        [tablet] { button-tablet }
        [computer] { button-computer }
        [landline] { button-landline }
       *[other] { part-not-said }
    }
line-about-microphone = Microphone: { part-yes-or-no }
line-about-camera = Camera: { part-yes-or-no }
line-about-connection =
    Online: { $words ->
        [unlimited] { button-unlimited }
        [limited] { button-limited }
        [pay-as-you-go] { button-pay-as-you-go }
       *[other] { part-not-said }
    }
line-about-part =
    How you take part: { $words ->
        [join] { button-joining }
        [listen] { button-listening }
        [phone] { button-phone-me }
        [comments] { button-commenting }
       *[other] { part-not-said }
    }
line-about-quiet = To be asked now and then: { part-yes-or-no }
line-about-phone = Phone number: { part-answer }
line-about-email = E-mail: { part-answer }
line-about-number = Others may see the number: { part-yes-or-no }
line-about-payment =
    Payment: { $words ->
        [voucher] { button-voucher }
        [bank] { button-bank }
        [cash] { button-cash }
        [phone-top-up] { button-phone-top-up }
        [charity] { button-charity }
        [nothing] { button-nothing }
       *[other] { part-not-said }
    }
line-about-emergency = In an emergency: { part-answer }
line-about-safe =
    Calling them: { $words ->
        [safe-any-time] { button-safe-any-time }
        [safe-with-care] { button-safe-with-care }
       *[other] { part-not-said }
    }
line-about-note = What to say to them: { part-answer }
line-about-discreet =
    Which meeting it is: { $words ->
        [show-it] { button-show-it }
       *[hide-it] { button-hide-it }
    }
line-about-timezone =
    Time zone: { $words ->
        [passed] that of the group
        [none] that of the group
       *[given] { $words }
    }
line-about-why = Why: { part-answer }
line-about-notes = Own words in the notes: { part-yes-or-no }
line-about-name = Own name in reports: { part-yes-or-no }

# Whether an emergency contact may be called, as whoever decides reads it (L7).
line-safe-any-time = It is safe to call them at any time.
line-safe-with-care = Take care: it may not be safe to call them.

## The buttons

button-read = Show me
button-they-agree = They said yes
button-pass-over = Pass over
button-go-on-later = Stop for now
button-go-on = Go on
button-see-answers = See my answers
button-still-so = Still so
button-none-needed = I need nothing special
button-mobile = A mobile phone
button-tablet = A tablet
button-computer = A computer
button-landline = A phone without internet
button-is-so = Yes
button-is-not = No, thank you
button-joining = Join in
button-listening = Listen and type
button-phone-me = Phone me
button-commenting = Comments before or after
button-voucher = A voucher
button-bank = To a bank account
button-cash = Cash
button-phone-top-up = Top up a phone
button-nothing = No payment, thank you
button-nobody = No one for now
button-safe-any-time = Yes, at any time
button-safe-with-care = Only with care
button-hide-it = Leave it out
button-show-it = Say which meeting
button-same-zone = Yes, the same
button-q-needs = What I need
button-q-device = Device
button-q-microphone = Microphone
button-q-camera = Camera
button-q-connection = Online costs
button-q-part = How I take part
button-q-quiet = Being asked
button-q-phone = Phone number
button-q-email = E-mail
button-q-number = Showing my number
button-q-payment = Payment
button-q-emergency = Emergency contact
button-q-safe = Calling them
button-q-note = What to say to them
button-q-discreet = Naming the meeting
button-q-timezone = Time zone
button-q-why = Why I take part
button-q-notes = My words in notes
button-q-name = My name in reports
