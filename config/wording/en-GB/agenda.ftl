### The invitation and the agenda (M1): what people are asked before a meeting, what they are sent,
### and how the organiser puts it in order.

## The invitation, and answers to it

# With no answer yet it asks; afterwards it says what was answered. The buttons stay.
invitation =
    { $person ->
        [none] { "" }
       *[given] This is for { $person }.
    }
    { $reason ->
        [join] Thank you. You said: “{ button-join }”.
        [listen] Thank you. You said: “{ button-listen }”. You can just listen, and type when you like.
        [phone] Thank you. You said: “{ button-phone }”. I show this to the ones who run the meeting.
        [phone-bill] Thank you. You said: “{ button-phone }”. It should cost you nothing, so I asked the ones who run the meeting to sort that out first.
        [comments] Thank you. You said: “{ button-comments }”. You can send them before or after. That counts too.
        [cannot] Thank you. You said: “{ button-cannot }”. That is fine. Nobody will ask you why.
       *[other] How would you like to take part in { $meeting }?
    }
    { part-when }

    You can change your mind at any time. Just press another button, or write /answer.
    .child =
        { $person ->
            [none] { "" }
           *[given] This is for { $person }.
        }
        { $reason ->
            [join] Thanks. You said: “{ button-join }”.
            [listen] Thanks. You said: “{ button-listen }”. You can just listen, and type when you like.
            [phone] Thanks. You said: “{ button-phone }”. I show this to the adults who run the meeting.
            [phone-bill] Thanks. You said: “{ button-phone }”. It should cost you nothing, so I asked the adults who run the meeting to sort that out first.
            [comments] Thanks. You said: “{ button-comments }”. You can send them before or after. That counts too.
            [cannot] Thanks. You said: “{ button-cannot }”. That is fine. You have done nothing wrong.
           *[other] Hi. How would you like to take part in { $meeting }?
        }
        { part-when }

        All of these are fine. You can change your mind at any time. Just press another button.

part-when =
    { $day ->
        [none] { "" }
       *[given] When: { $day }, { $starts }{ part-until }.
    }

part-until =
    { $ends ->
        [none] { "" }
       *[given] { " " }to { $ends }
    }

# After /answer.
answer =
    { $reason ->
        [join] Thank you. I have put down that you will join { $meeting }.
        [listen] Thank you. I have put down that you will listen and type in { $meeting }.
        [phone] Thank you. I have put down that someone should phone you for { $meeting }.
        [comments] Thank you. I have put down that you will send comments for { $meeting }.
        [cannot] Thank you. I have put down that you cannot come to { $meeting }. That is fine. Nobody will ask you why.
       *[other] Please tell me how you will take part in { $meeting }. Write /answer, and then join, listen, phone, comments or cannot.
    }
    You can change your mind at any time.
    .child =
        { $reason ->
            [join] Thanks. I have put down that you will join { $meeting }.
            [listen] Thanks. I have put down that you will listen and type in { $meeting }.
            [phone] Thanks. I have put down that you will join { $meeting } by phone.
            [comments] Thanks. I have put down that you will send comments for { $meeting }.
            [cannot] Thanks. I have put down that you cannot come to { $meeting }. That is fine. You have done nothing wrong.
           *[other] How will you take part in { $meeting }? Write /answer, and then join, listen, phone, comments or cannot.
        }
        You can change your mind at any time.
    .none =
        There is no meeting for you to answer about just now. When there is one, I will write to you.

# For the staff of one meeting.
answers =
    This is how people will take part in { $meeting }:
    { $choices }

    I do not tell the group. I ask no one why.

line-answer-join = { $person } will join.
line-answer-listen = { $person } will listen and type.
line-answer-phone = { $person } would like to be phoned.
line-answer-comments = { $person } will send comments.
line-answer-cannot = { $person } cannot come.
line-answer-none = { $person } has not said yet.

cannot-come-note =
    { $person } cannot come to { $meeting }. That is all I know, and nobody needs to ask why.
    { part-when }
    { $contact ->
        [none] { "" }
       *[given] So until then people are told that they can reach { $contact }.
    }
    .noted =
        { $person } can come to { $meeting } after all.
        { part-when }

## What people would like to talk about

agenda-ask =
    What would you like to talk about in { $meeting }? You do not have to send anything.
    { part-for-whom }
    { part-when }

    Press “{ button-write-item }”, or write /agenda add and then your words.
    To leave your name out, press “{ button-write-unnamed }”. Then nobody can see who it was from.
    { part-closes }
    .child =
        Hi. Is there something you would like to talk about in { $meeting }? You do not have to send anything.
        { part-when }

        Press “{ button-write-item }”, or write /agenda add and then your words.
        To leave your name out, press “{ button-write-unnamed }”. Then nobody can see who it was from.
        { part-closes }
    .group =
        What would you like to talk about in { $meeting }?
        { part-when }

        Press a button here, and I will ask you privately. You can leave your name out.
        { part-closes }

part-closes =
    { $closes ->
        [none] { "" }
       *[given] I collect until { $closes }. What comes later is kept for the next time.
    }

# Answers to /agenda.
agenda =
    { $choices ->
        [none] For { $meeting } there is nothing on the list yet.
       *[given] What is on the list for { $meeting }:
    }
    { $choices }

    You can put more on it. Just write /agenda add and then your words.
    .none =
        There is no meeting to come just now. You can still write /agenda add and then your words. I keep them for the next one.
    .waiting =
        There is no meeting to come just now. I have kept this for the next one:
        { $choices }

agenda-item =
    Thank you. I have put this on the list for { $meeting }: “{ $note }”
    .child =
        Thank you. I have put this on the list for { $meeting }: “{ $note }”
        If you need someone, press “{ button-help }”.
    .unnamed =
        Thank you. I have put that on the agenda of { $meeting }, without a name. I have not kept who it was from.
    .later =
        Thank you. No agenda is open just now. So I keep that for the next meeting.
    .moved =
        Thank you. The next agenda is closed. So I have put that on the one after it: { $meeting }.
    .write =
        Please write it to me in your next message. A few words are enough.
    .write-unnamed =
        Please write it to me in your next message. I will not keep who it was from.
    .long =
        That is a little long for me. Please say it in fewer words, 200 letters at most.
    .sent =
        I have sent out the agenda of { $meeting }. So it stays as it is.
    .arranged =
        That is done. The agenda of { $meeting } now:
        { $choices }

line-agenda-item =
    { $person ->
        [none] { $code }. { $words } ({ part-item-minutes })
       *[given] { $code }. { $words } ({ part-item-minutes }, from { $person })
    }
line-agenda-put-off =
    { $reason ->
        [next-time] { $code }. { $words } (for the next time)
       *[other] { $code }. { $words } (not this time)
    }

part-item-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }

# What goes out before the meeting, in plain words.
agenda-send =
    Here is the plan for { $meeting }.
    { part-for-whom }
    { part-when }

    { $why ->
        [none] { "" }
       *[given] What it is for: { $why }
    }

    { $items ->
        [none] We have not been sent anything to talk about. There will be time for what you bring.
       *[given] What we talk about:
    }
    { $items }

    { $coming ->
        [none] { "" }
       *[given] Who is coming:
    }
    { $coming }

    { part-what-happens }
    { part-way-in }

    { part-hard-topic }

    { part-contact-lines }
    .child =
        Hi. Here is the plan for { $meeting }.
        { part-when }
    
        { $why ->
            [none] { "" }
           *[given] What it is for: { $why }
        }

        { $items ->
            [none] We have not been sent anything to talk about. There will be time for what you bring.
           *[given] What we talk about:
        }
        { $items }

        { $coming ->
            [none] { "" }
           *[given] Who is coming:
        }
        { $coming }

        { part-what-happens }
        { part-child-hard-topic }
        { part-way-in }

        { part-contact-lines }

part-what-happens = What to expect: first we say hello. You can ask what a word means. You can ask for a break. Video off is always fine. So is typing. You are free to leave at any time.

line-coming =
    { $words ->
        [none] { $person }.
       *[given] { $person }: “{ $words }”
    }

agenda-outcome =
    { $reason ->
        [taken-up] You asked to talk about “{ $note }”. We did, in { $meeting }. Thank you for bringing it.
        [next-time] You asked to talk about “{ $note }”. It is kept for the next meeting.
        [not-now] You asked to talk about “{ $note }”. There was no room for it this time. Thank you for bringing it.
       *[other] You asked to talk about “{ $note }”. It was on the agenda of { $meeting }. Thank you for bringing it.
    }
    { $contact ->
        [none] { "" }
       *[given] If you want to know more, you can ask { $contact }.
    }
    .child =
        { $reason ->
            [taken-up] You asked to talk about “{ $note }”. We did, in { $meeting }. Thanks for bringing it.
            [next-time] You asked to talk about “{ $note }”. It is kept for the next meeting.
            [not-now] You asked to talk about “{ $note }”. There was no room for it this time. Thanks for bringing it. You have done nothing wrong.
           *[other] You asked to talk about “{ $note }”. It was on the agenda of { $meeting }. Thanks for bringing it.
        }

## For the organiser

# $note is the item that the buttons are about.
agenda-sort =
    Here is what people would like to talk about in { $meeting }.
    { part-when }
    { $items }

    { $warnings }
    { $hard_words ->
        [none] { "" }
       *[given] Some may not know these words. Could you say it more simply?
    }
    { $hard_words }

    { $note ->
        [none] You have been through all of it. To go through it again, press “{ button-skip }”.
       *[given] Now: { $note }
    }
    If you do nothing, it goes out like this.
    .noted =
        I have sent out the agenda of { $meeting }. It stays as it is now.
        { $items }

line-agenda-too-long = All of it takes { $minutes } minutes. That is more than the meeting has.
line-agenda-no-slack = All of it takes { $minutes } minutes. That leaves little time to spare. It helps to plan for less.
line-agenda-no-break = There are more than { $minutes } minutes without a break. You can put one in: /agenda break

line-hard-word =
    { $note ->
        [none] • { $words }
       *[given] • { $words }: perhaps “{ $note }”
    }

agenda-waits =
    The agenda of { $meeting } is ready to go out. It waits for you to say what the meeting is for.
    { part-when }

    Please write /meeting why, and then what it is for, in plain words. Then I send it to everyone.
    .noted =
        Thank you. It is done. I have sent out the plan for { $meeting } now.

agenda-became =
    What became of this in { $meeting }?
    { $note }

    Whoever asked for it hears what you press.
    .noted =
        Thank you. I have told those who asked what became of it.

# After /meeting why.
why =
    Thank you. I have put down what { $meeting } is for.
    .empty =
        Please write what the meeting is for, after /meeting why.
