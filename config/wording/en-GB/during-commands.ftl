### Answers to the commands for while a meeting runs (M4).

not-there =
    I do not see you in a meeting just now. If you are there, please write /here first.
    .child =
        I do not see you in a meeting just now. If you are there, please write /here first. Then try again.

break-asked =
    Thank you. I keep it to myself that you asked. When one more person does, I tell the group that a break would be good.
    .child =
        Thank you for telling me. Nobody hears that you asked. When one more person does, I tell the group that a break would be good.
    .now = There is a break now. Come back when you are ready.
    .not-now = I cannot ask for a break just now. Please tell the one who runs the meeting if you need one.

hand =
    Thank you. I know that you would like to speak. I write to you when it is your turn. To change your mind, write /hand down.
    .child =
        Thank you. I know that you would like to say something. I write to you when it is your turn. If you change your mind, write /hand down.
    .down = That is fine. You are not in the queue any more.
    .list =
        { $who ->
            [none] No one waits to speak just now.
           *[given] These people would like to speak, in this order: { $who }
        }
    .empty = No one waits to speak just now.
    .called = I have told { $person } that it is their turn, if they like.

posted =
    Thank you. It stands in the room now.
    .closed = Thank you. That question is closed now. The numbers stay in the room.
    .nothing = There is no question open just now. To ask one, write /thumbs and your question.
    .not-now = I cannot put that to the room just now. Please try again when the meeting is on.

word-asked =
    Thank you for asking. The question stands in the room now, and not your name.
    .child =
        Good that you ask. The question stands in the room now, and nobody sees that it was you.
    .long = Please write just the word. Write it like this: /jargon cohort
    .not-now = I cannot ask the group just now. Please try again when the meeting is on.

word-known =
    This is what it means in our group:
    { $words }
    { $note }
    .child =
        Good that you ask. This is what it means in our group:
        { $words }
        { $note }

line-word = { $words }: { $note }

glossary =
    These are the words that we have explained:
    { $choices }
    .child =
        Here are the words that we have explained so far:
        { $choices }
    .none = No words are explained here yet. To ask what a word means, write /jargon and the word.
    .unknown = That word is not explained here yet. To ask what it means, write /jargon and the word.
    .added = Thank you. I can tell people now what that word means.

noted =
    Thank you. I have written it down. To see what is agreed, write /notes.
    .asked =
        { $who ->
            [none] I have written it down, and asked those it is about if it is right. It counts when they agree.
           *[given] I have written it down, and asked { $who } if it is right. It counts when they agree.
        }
    .not-yours = The one who takes the notes can do that, and the staff. To see who that is, write /roles.

reworded =
    Thank you. I have your words. I show them to the others it is about.
    .child = Thank you. I have your words. I show them to the others it is about, and one more adult reads them.
    .agreed = Thank you. I have noted that you agree with it.
    .write = Please write it in your own words now. Your next message to me is taken for it.
    .late = That is settled, or has changed by now. To see what is agreed, write /notes.

notes =
    { $meeting }
    This is what was agreed:
    { $choices }
    .child =
        { $meeting }
        Here is what was agreed:
        { $choices }
    .none =
        { $meeting }
        No one has said yes to any notes yet. When they do, you can read them here.
    .no-meeting = I do not know that meeting. To see the notes of the last one, write /notes.

line-note = • { $words }
line-action = • To do: { $words }
line-decision = • We decided: { $words } { $note }

roles =
    { $meeting }
    { $day }
    { $choices }
    { $who ->
        [none] { "" }
       *[given] These people have not had a role yet: { $who }
    }

    Would you like one of these? Tell the one who runs the meeting. You can try it once and see.
    .none = No meeting is planned just now. So there are no roles to share out yet.
    .offered =
        I have asked these people. If they would rather not, I ask the next one:
        { $choices }
    .nobody = There is nobody left to ask, or someone has each role already. To see who does what, write /roles.

line-role =
    { $reason ->
        [chair] Chair:
        [co-chair] Helps to chair:
        [notes] Notes:
        [time] Time:
        [welcome] Welcome:
       *[other] Also:
    } { $person ->
        [none] nobody yet
       *[given] { $person }
    }

rules =
    This is what we have agreed on for our group:
    { $choices }
    .child =
        Here is what we have agreed on for our group:
        { $choices }
    .none = We have not agreed on anything for our group yet. If you have an idea, tell the one who runs the meeting.
    .added =
        This is what you could agree on now. When it is ready, write /rules adopt in a meeting.
        { $choices }
    .many = That is a long list by now. To take one out, write /rules drop and its number.
    .nothing = There is nothing new to agree on. To add a line, write /rules add and the words.
    .asked = I have put it to the room. It holds when more than half of those who are there agree.
    .late = That question is over. To see what we have agreed on, write /rules.

line-rule = { $code }. { $words }
line-rules-proposed = Not agreed on yet:

decision =
    Thank you. I have that.
    To go on, write /decide and what comes next.
    .new = I have written the question down. Next, say what came of it: /decide outcome and the words. To see what else you can add, write /help decide.
    .set =
        This is how it stands now. When it is done, write /decide close.
        { $choices }
    .none = There is no open question. To begin one, write /decide new and the question.
    .reason = Please say why it is not for the group to decide: /decide who not-ours and the reason.
    .no-outcome = First say what came of it. Write /decide outcome and the words.
    .quorum =
        { $minutes ->
            [one] This one matters a lot. So { $minutes } person needs to be there. It stays open till then.
           *[other] This one matters a lot. So { $minutes } people need to be there. It stays open till then.
        }
    .no-contributor = This one matters a lot. So someone needs to be there who is not staff. It stays open till then.
    .put = I have put it to the room. It counts when someone who is not staff says that it is right.
    .closed = Thank you. I have put it in the room. You can read it with /decide list.
    .late = That decision is closed, or has changed by now. To read it, write /decide list.
    .not-yours = Someone who was there, and is not staff, can say that it is right. Nothing has changed.

decisions =
    These decisions have been made:
    { $choices }
    .child =
        Here is what has been decided:
        { $choices }
    .none = No decision is written down yet. When there is one, you can read it here.

line-decided-question = { $words }
line-decided-who =
    { $words ->
        [us-together] • We decide it together
        [consulted] • Others decide, and hear us first
       *[not-ours] • It is not for us to decide
    }
line-decided-reason = • Why: { $words }
line-decided-options = • We could choose from: { $words }
line-decided-took-part = • Who was there: { $words }
line-decided-how = • How: { $words }
line-decided-outcome = • Decided: { $words }
line-decided-dissent = • Others thought: { $words }
line-decided-review = • We look at it again on { $words }

decision-review =
    The day has come to look at this decision again:
    { $words }
    { $note }

    You could put it on the agenda of your next meeting. To read all decisions, write /decide list.

stuck =
    Thank you for telling me. I have asked for help with that. You can stay where you are.
    .child =
        Thank you for telling me. I have asked someone to help you with that. You have done nothing wrong.
    .none = No meeting is on or planned just now. Please ask the one who invited you for help.
