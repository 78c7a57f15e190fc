### While a meeting runs (M4). The first block stands in the room: it names nobody but whoever
### runs the meeting, and never says who asked (V1).

# Said after an hour. The plain text goes to the chair, ".group" and ".asked" stand in the room.
break-due =
    You have been here for a while. A short break would be good now.

    If you like, press “{ button-break-5 }”. Then I tell everyone. It is up to you.
    .wanted =
        Some of you would like a short break.

        If you like, press “{ button-break-5 }”. Then I tell everyone. It is up to you.
    .group = We have been here for a while. A short break would be good now.
    .asked = Some of us would like a short break. Now would be a good time.
    .noted = Thank you. To have a break at any time, write /meeting break 5m.

checkin-round =
    We begin with a short round.
    { $words ->
        [none] How are you today? Say as much or as little as you like.
       *[given] { $words }
    }

    { $person } goes first. You can speak or type. It is fine to pass.

thumbs =
    { $words }

    Press a button to say what you think. You can change it later. I show how many, and never who.

    { button-up }: { $up }
    { button-down }: { $down }
    { button-unsure }: { $unsure }
    Not answered yet: { $silent }
    .closed =
        { $words }

        This is closed now. Thank you for your answers.

        { button-up }: { $up }
        { button-down }: { $down }
        { button-unsure }: { $unsure }
        Not answered: { $silent }

jargon =
    Someone would like to know what this means:
    { $words }

    Please say it in plain words. It is always good to ask.

rules-ask =
    Here is what we could agree on for our group:
    { $words }

    If you agree, press “{ button-agree }”. It holds when more than half of us have. Nobody sees who did.

decision-ask =
    This is what was written down as decided:
    { $words }

    This one matters a lot. So it counts when someone from the group, who is not staff, says that it is right. Press “{ button-confirm }”.

decision-made =
    This is what we have decided:
    { $words }

    To read it again at any time, write /notes. If you see it another way, please say so.

## Privately

hands =
    These people would like to speak, in this order:
    { $who }

    Those who have said least so far come first. Press “{ button-next }” to ask the next one. Only you see this.
    .noted = Nobody is waiting to speak just now. I write to you when someone is.

hand-called =
    It is your turn now, if you like. You can speak or type. It is fine to pass.
    .child =
        Hi. It is your turn now, if you like. You can speak or type. It is fine to say nothing.

quiet-ask =
    You asked me to check with you now and then. Would you like to say something?

    If you press “{ button-yes-please }”, I put you in the queue. Nobody hears that I asked. It is fine not to.
    .child =
        Hi. You asked me to check with you now and then. Would you like to say something?

        If you do, press “{ button-yes-please }”. Nobody hears that I asked. It is fine not to.
    .noted = Thank you for telling me. I will not ask again today.

part-role =
    { $reason ->
        [chair] to chair the meeting
        [co-chair] to help the one who chairs
        [notes] to take notes
        [time] to watch the time
        [welcome] to welcome people
       *[other] to help with the meeting
    }

role-offer =
    Would you like { part-role }?

    You do not have to. If you press “{ button-not-now }”, I ask someone else. You do not have to say why.
    .child =
        Hi. Would you like { part-role }? An adult can help you with it.

        You do not have to. If you press “{ button-not-now }”, I ask someone else.
    .noted = Thank you for telling me. To see who does what, write /roles.

role-taken =
    { $person } said yes { part-role }. To see who does what, write /roles.
    .nobody =
        Nobody I asked would like { part-role } this time. To see who does what, write /roles.

note-ask =
    { $by ->
        [none] This was written down in a meeting. It is about you:
       *[given] { $by } wrote this down in a meeting. It is about you:
    }
    { $words }

    Is it right? Then press “{ button-agree }”. If you would like other words, press “{ button-reword }”. It only counts when you agree.
    .child =
        { $by ->
            [none] Hi. This was written down in a meeting. It is about you:
           *[given] Hi. { $by } wrote this down in a meeting. It is about you:
        }
        { $words }

        Is it right? Then press “{ button-agree }”. If you would like other words, press “{ button-reword }”. You can say no. One more adult reads this too.

note-copy =
    { $by ->
        [none] I have shown these words to { $person }:
       *[given] { $by } wrote these words down, and I have shown them to { $person }:
    }
    { $words }

    One of them is under 18. So you can read it as well. You have nothing to do.
