### What people may expect and what is asked of them, in parts (Y8, P3). A part whose words change
### gets a new number and day in bot/model/agreement.py; everybody is asked again for that part.

## The parts. Each as adults read it, as young people do ("-child"), and as guardians do.

line-guidelines-leaving =
    • You are free to leave at any time. You do not have to say why.
    • When you go, you can tell me how: press a button on the card, or write /leaving.
    • If you go and say nothing, I ask you if you are OK. If I do not hear from you, someone from the team may try to reach you.
line-guidelines-leaving-child =
    • You can leave at any time. You do not have to say why.
    • When you go, you can tell me how. If you go and say nothing, I ask if you are OK.
    • If I do not hear from you, an adult may call your parent or guardian.
line-guidelines-leaving-guardian =
    • { $person } is free to leave at any time. They do not have to say why.
    • If they go and say nothing, I ask if they are OK. If I do not hear from them, an adult phones you.

line-guidelines-together =
    • Your camera can be off. You can listen, talk or type.
    • We are kind to each other. What others tell us stays here.
    • Please do not take pictures, and do not record.
line-guidelines-together-child =
    • Your camera can be off. You can listen, talk or type.
    • Be kind. What others tell you stays here.
    • Do not take pictures or record.
line-guidelines-together-guardian =
    • The camera of { $person } can be off. They can listen, talk or type.
    • We ask { $person } to be kind, and not to take pictures or record.

line-guidelines-adults =
    • No adult talks to a young person alone.
    • If something is not right, write /concern and a name. They do not hear of it.
line-guidelines-adults-child =
    • Two adults are always there. No adult talks to you alone.
    • If you need someone, press “{ button-help }”. You choose who sees it.
    • If an adult does something that is not OK, write /concern and their name. They do not hear of it.
line-guidelines-adults-guardian =
    • Two checked adults are always in the room. No adult talks to a young person alone.
    • If { $person } asks for someone, they choose who sees it. That may be without you.
    • If something is not right, write /concern and a name. They do not hear of it.

line-guidelines-guardian-guardian =
    • If { $person } is under 16, I ask you to be there when they join. Then you may go.
    • An adult phones you if { $person } does not come, or goes and does not answer.

line-guidelines-privacy =
    • I keep only what you send to me. I do not read along, and I never record sound or pictures.
    • What you tell me is locked up. The group does not see it.
line-guidelines-privacy-child =
    • I keep only what you send to me. I never record sound or pictures.
    • What you tell me is locked up. The group does not see it.
line-guidelines-privacy-guardian =
    • I keep only what is sent to me. I never record sound or pictures.
    • Numbers and what you tell me are locked up. The group does not see them.

## The messages that show them

guidelines =
    This is what you can expect, and what we ask.

    { $choices ->
        [none] { "" }
       *[given] { $choices }
    }

    If that is fine with you, press “{ button-agree }”.
    .child =
        These are our promises to you. It is also what we ask of you.

        { $choices ->
            [none] { "" }
           *[given] { $choices }
        }

        If that is fine with you, press “{ button-agree }”. You can say no, and you can ask first.

        { part-child-help }
    .guardian =
        This is about { $person }. It is what you and { $person } can expect, and what we ask.

        { $choices ->
            [none] { "" }
           *[given] { $choices }
        }

        If that is fine with you, press “{ button-agree }”. It counts for { $person } alone.
    .changed =
        Something has changed in what you said yes to. All the rest still holds. This is the new part:

        { $choices ->
            [none] { "" }
           *[given] { $choices }
        }

        If that is fine with you, press “{ button-agree }”.
    .changed-child =
        Something has changed in our promises. All the rest still holds. This is the new part:

        { $choices ->
            [none] { "" }
           *[given] { $choices }
        }

        If that is fine with you, press “{ button-agree }”. You can say no, and you can ask first.

        { part-child-help }
    .changed-guardian =
        This is about { $person }. Something has changed in what you said yes to for { $person }. All the rest still holds. This is the new part:

        { $choices ->
            [none] { "" }
           *[given] { $choices }
        }

        If that is fine with you, press “{ button-agree }”. It counts for { $person } alone.
    .together =
        Please read this with { $person }. They take part through you. These are our promises to { $person }, in their words:

        { $choices ->
            [none] { "" }
           *[given] { $choices }
        }

        What you say yes to yourself comes next.
    .read-out =
        { $by ->
            [none] Please read this to them, or give it to them on paper. It is about { $person }.
           *[given] Please read this to { $by }, or give it to them on paper. It is about { $person }.
        }

        { $choices ->
            [none] { "" }
           *[given] { $choices }
        }

        When they have said yes, press “{ button-they-agree }”. I keep that you wrote it down.

# To somebody who has agreed before, when a part has changed, before their next meeting.
agree-again =
    Something has changed in what you can expect and what we ask. It is one short part. Please read it before we meet: press “{ button-read }”, or write /agree.
    .child =
        Something has changed in our promises to you. It is one short part. Please read it before you come: press “{ button-read }”, or write /agree.

        { part-child-help }

## Coming in by an invitation: who asks, and what for, before anything is asked (P3)

part-who-invites =
    { $by ->
        [none] { "" }
       *[given] { $by } has asked you to join.
    }
part-run-by =
    { $who ->
        [none] { "" }
       *[given] These people run it: { $who }.
    }
part-purpose =
    { $words ->
        [none] { "" }
       *[given] This is what it is for: { $words }
    }
part-welcome-to =
    { $group ->
        [none] Welcome.
       *[given] Welcome to { $group }.
    }

invited =
    { part-welcome-to }
    { part-who-invites }
    { part-purpose }
    { part-run-by }
    I am Alongside. I look after people who meet online.

    { part-what-to-expect }

    Next please read what you can expect and what we ask: press “{ button-read }”. Then I ask you a few short questions. You can pass over any. To see what else you can do, write /help.
    .child =
        { part-welcome-to }
        { part-who-invites }
        { part-purpose }
        { part-run-by }
        Two adults are always there when you meet. You are free to leave at any time. You do not have to say why.
        If you go and say nothing, I write to you here and ask if you are OK.

        First please read our promises with your parent or guardian: press “{ button-read }”, or write /agree. They say yes too, on their own account.
        If you need someone, write /support. To see what else you can do, write /help.

        { part-child-help }
    .guardian =
        { part-welcome-to }
        { part-who-invites }
        { part-purpose }
        { part-run-by }
        You are here as a parent or guardian. There are three things to do:
        1. Read what we promise and ask, and say yes: press “{ button-read }”, or write /agree.
        2. Give me your phone number: /phone NUMBER. An adult phones you if your child is missed.
        3. Set a PIN, if you like: /pin. With it you can let your child in on their own device.

        To see what else you can do, write /help.
