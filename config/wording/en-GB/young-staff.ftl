### Texts for the adults who look after young people (section 4).

no-show-task =
    { $person } is expected and is not here yet. I have not heard from them.
    { part-meeting }
    Please contact their parent or guardian. Press “{ button-take }”, and I show you how.
    { part-late }
    .came =
        { $person } came to the door, and I could not let them in. Not everything has been agreed for them yet.
        { part-meeting }
        Please contact their parent or guardian. Press “{ button-take }”, and I show you how.
        { part-late }

young-person-left =
    { $person } is not there any more. I have asked them privately if they are OK.
    { part-meeting }
    You can look after this from where you are: press “{ button-take }”. Then write to me, and I pass it on.
    Please stay in the room if you are needed there.
    If I hear nothing, I will ask someone to phone their parent or guardian.
    { part-late }

call-task =
    { part-silent-since } Please phone their parent or guardian.
    { part-meeting }

    { part-tried }

    Press “{ button-take }”, and I show you the number.
    { part-late }

guardian-told-ask =
    { $person } is back, or has said that they are OK. Thank you.
    A parent or guardian may have been called. Please tell them that { $person } is back in touch.
    Then press “{ button-told }”. I ask you again in a while if you have not.
    { part-meeting }

drops-often =
    { $person } has dropped out of the meeting three times. It may be the connection.
    I go on asking each time. Please see if there is a way to help.
    { part-meeting }

young-moved =
    { $person } is under 18 and came into a meeting for adults. I moved them out and told them kindly.
    { part-meeting }
    Please see if they need anything.

hold-adult =
    There are not enough checked adults in the room, so the meeting is on hold.
    Please stay. I have called the lead, and the standby adult if there is one. You can write in the meeting's text.
    { part-meeting }
    If nobody can come in five minutes, I end the meeting.

hold-standby =
    Please come to the meeting now if you can. A checked adult is missing there.
    { part-meeting }
    { part-way-in }
    { part-late }

hold-lead =
    There are not enough checked adults in a meeting with young people. It is on hold.
    { part-meeting }
    If there is a checked standby adult, I have called them. If nobody comes in five minutes, I end the meeting.
    { part-late }
    .ended =
        There was no adult in a meeting with young people, so I ended it. The young people were let out together.
        { part-meeting }
        I have told them, and their parents or guardians where I could. I tell you if I could not.
        { part-late }
    .untold =
        Please tell the parent or guardian of { $person } that they are not in the meeting any more.
        There were not enough checked adults, so I let them out. I have not written to a parent or guardian.
        { part-meeting }
        { part-late }

door-trouble =
    I could not look after the room as I should. The chat did not let me.
    { part-meeting }
    Please look at who is in the room, and check my rights there. I keep trying.

sixteen-soon =
    { $minutes ->
        [7] { $person } will be 16 in seven days. From then on I do not ask for a parent or guardian when they join.
        [one] { $person } will be 16 in { $minutes } day. From then on I do not ask for a parent or guardian when they join.
       *[other] { $person } will be 16 in { $minutes } days. From then on I do not ask for a parent or guardian when they join.
    }
    Please talk about it with them and their parent or guardian.

check-expiring =
    { $minutes ->
        [one] The check of { $person } runs out in { $minutes } day. From that day on they do not count as a checked adult.
       *[other] The check of { $person } runs out in { $minutes } days. From that day on they do not count as a checked adult.
    }
    If there is a new one, please put it on record with /people check.

pin-locked =
    The PIN of a parent or guardian of { $person } was wrong five times. I take no more PINs for them in this meeting.
    I have asked the adults in the room whether they have seen the parent or guardian.
    { part-meeting }

guardian-witness =
    { $person } is waiting to come in. I have not heard from their parent or guardian.
    If you have seen or heard them with { $person }, please press “{ button-seen }”. Two of you are needed.
    { part-late }

team-words-copy =
    { $by ->
        [none] Someone wrote to { $person }, who is under 18. You can read it too:
       *[given] { $by } wrote to { $person }, who is under 18. You can read it too:
    }
    { $words ->
        [none] { "" }
       *[given] “{ $words }”
    }
    { part-meeting }
    There is nothing you need to do.

## A concern about an adult (Y7). It never goes to that adult.

concern-alert =
    { $person } has told me of a concern about an adult here. Please look after it.
    { $who ->
        [none] { "" }
       *[given] It is about { $who }, who hears nothing of it. Please do not tell them that it came from { $person }.
    }
    { part-meeting }

    { part-tried }

    Press “{ button-take }”, and I show you what they wrote.
    { part-late }
