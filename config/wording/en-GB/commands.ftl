### Answers to commands (SPEC 8). They go to whoever wrote the command, privately; only what says
### "in the room" may stand where others see it, and it says nothing about anybody (V1).

## Lines of lists

line-person-reached = { $person }: { $roles }. I can write to them.{ part-phone-known }{ part-given-by }
line-person-not-reached = { $person }: { $roles }. My messages do not reach them.{ part-phone-known }{ part-given-by }
line-person-invited = { $person }: { $roles }. They have not come in yet.{ part-given-by }

part-given-by =
    { $by ->
        [none] { "" }
       *[given] { " " }Said by { $by } on { $day }.
    }

# The number itself is never shown in a list (V2).
part-phone-known =
    { $contact_phone ->
        [none] { "" }
       *[given] { " " }I have a phone number.
    }

line-meeting = { $code }: { $meeting }, { $day }, { $starts } ({ $reason })

line-case =
    { $owner ->
        [none] { $code }: { $person }, { part-case-kind } since { $since }, { $meeting }. Nobody has it yet.
       *[given] { $code }: { $person }, { part-case-kind } since { $since }, { $meeting }. { $owner } has it.
    }

part-case-kind =
    { $reason ->
        [left] left,
        [no_show] not there,
        [support] asked for someone,
       *[other] looked after,
    }

# The rooms of a server.
line-room-lobby = • { $words }, where people wait{ part-room-is-new }
line-room-meeting = • { $words }, where you meet{ part-room-is-new }
line-room-practice = • { $words }, for trying things out{ part-room-is-new }
line-room-staff = • { $words }, which only staff see{ part-room-is-new }

part-room-is-new =
    { $reason ->
        [made] { " " }(new)
       *[found] { "" }
    }

line-command = { $command }: { $words }
line-form = { $command }

## Coming in

# ".room" stands in the room. It names nobody.
not-known =
    Hello. I am Alongside. I help people who meet online. When one drops out, I see to it that someone asks if they are OK. I do not know you yet.

    To join, please ask your organiser for an invitation.
    .support =
        Hello. I am Alongside. I do not know you yet, so I cannot ask someone to contact you. Please speak to someone that you trust.

        { part-danger }
    .member =
        I do not have you in that group. To join it, please ask its organiser for an invitation.
    .room =
        I do not know you yet. To join, please ask the one who runs this group. They can send you a link.

# Stands in the room.
write-to-me = Please write to me privately, and press Start there. Then I can answer you.

start =
    Hello again. I am Alongside. When someone drops out of a meeting, I ask them privately if they are OK. If I do not hear from them, I ask the team to look after them.

    You are free to leave a meeting at any time. To see what you can do, write /help.

part-what-to-expect =
    You are free to leave a meeting at any time. You do not have to say why.
    When you go, please press a button on the meeting card, or write /leaving.
    If you go and say nothing, I write to you here and ask if you are OK. If I do not hear from you, someone from the team may try to reach you.

part-next-steps =
    What you can do next:
    1. Give me your phone number: /phone NUMBER. People need a way to reach you when the chat fails.
    2. Invite people: /invite NAME
    3. Make a meeting: /meeting new TITLE DATE TIME LENGTH, like /meeting new Weekly 2027-01-20 18:00 60m
    4. Let people know about it: /meeting publish

part-young-question =
    Will anyone under 18 take part? Press a button below. You can change the answer later.

welcome =
    { $group ->
        [none] Welcome.
       *[given] Welcome to { $group }.
    }
    { $who ->
        [none] { "" }
       *[given] You were asked by the people who run it: { $who }.
    }

    { part-what-to-expect }

    If you like, give me your phone number with /phone. To see what else you can do, write /help.
    .organiser =
        { $group ->
            [none] Welcome. You are an organiser now.
           *[given] Welcome. You are an organiser of { $group } now.
        }

        { part-what-to-expect }

        { part-next-steps }

        { part-young-question }
    .organiser-told =
        { $group ->
            [none] Welcome. You are an organiser now.
           *[given] Welcome. You are an organiser of { $group } now.
        }

        { part-what-to-expect }
    .account =
        Thank you. This account is yours too now. I may write to you here as well.

# Says nothing of who else it belongs to.
code-refused =
    That link or code does not work any more. Each works once, and for a few days. You have done nothing wrong. Please ask for a new one.
    .known =
        That link or code does not work any more. I know you already, so you can go on without it. If you still need one, please ask for a new one.
    .same =
        This account is yours already. Please write /link once more. Then use the new code on the other one.
    .taken =
        I know this account as someone else. So I have changed nothing. If that is not right, please ask the one who sent you the link.
    .room =
        Others have seen that code, so it does not work any more. Please ask for a new one, and open it where only you see it.
    .young =
        That is for people of 18 and over. So I have changed nothing. You have done nothing wrong.

link =
    This lets me know your other account too. Please go there.
    { $link ->
        [none] Then write this to me: /link { $code }
       *[given] If it is on Telegram, open this link. If not, write me the words below it.
    }
    { $link }
    { $link ->
        [none] { "" }
       *[given] /link { $code }
    }

    It works once, and for 10 minutes. Please show it to no one else. When you have used it, I ask you if it was you.
    .asked =
        Thank you. Please go back to your other account now. I have asked you there if this one is yours. When you say yes there, I know you here too. If I do not hear from you in 10 minutes, nothing changes.
    .done =
        { $platform ->
            [none] Thank you. I know your other account too now. I may write to you there as well.
           *[given] Thank you. I know you on { $platform } too now. I may write to you there as well.
        }
    .reached =
        Thank you. Now I know that you can read what I write to you here.
    .refused =
        Thank you for telling me. I have changed nothing, and that code does not work any more. If you still need one, write /link.
    .taken =
        I know that account as someone else by now. So I have changed nothing.
    .late =
        That question is over, so nothing has changed. If you still need a code, write /link.

# Its buttons say yes and no. The name is what the other account shows; it proves nothing.
link-ask =
    { $platform ->
        [none] Someone used your code just now. The name there is { $person }.
       *[given] Someone used your code on { $platform } just now. The name there is { $person }.
    }

    Is that you? If you say yes, I know that account as yours, and write to you there too. If it is not you, please say no. If you say nothing for 10 minutes, nothing changes.

# Comes by itself where a private message may end up unread.
reach-ask =
    This is where I write to you, and ask if you are OK. Please press the button, so that I know you can read this.

unlink =
    { $platform ->
        [none] That is done.
       *[given] That is done. I do not know you on { $platform } any more.
    }
    { $words ->
        [none] I go on writing to you here.
       *[given] I go on writing to you on { $words }.
    }
    If someone looks after you just now, that goes on.
    .which =
        Which one do you mean? Please write /unlink discord, or /unlink telegram.
    .only =
        I can write to you in one place only. So I have changed nothing. To add another one first, write /link.

## A group and its people

# These stand in the room, but for ".private".
setup =
    { $group ->
        [none] Hello. I am Alongside. This group is set up. Its time zone is { $zone }.
       *[given] Hello. I am Alongside. { $group } is set up. Its time zone is { $zone }.
    }

    { $link ->
        [none] To go on, whoever wrote /setup can write this to me privately: /start { $code }
       *[given] To go on, whoever wrote /setup can open this link: { $link }
    }
    It works for one day, and for nobody else.
    .known =
        { $group ->
            [none] This group is set up. Its time zone is { $zone }.
           *[given] { $group } is set up. Its time zone is { $zone }.
        }
        I have sent you the next steps where only you see them.
    .already =
        This room has a group already.
        { $group ->
            [none] { "" }
           *[given] It is called { $group }.
        }
    .not-admin =
        Only someone who runs this room can set up a group here. Please ask them to write /setup.
    .zone =
        I do not know that time zone. Please write it like /setup Europe/London.
        { $choices ->
            [none] { "" }
           *[given] Did you mean one of these? { $choices }
        }
    .private =
        Please write /setup in the room where your group meets. You need to be someone who runs that room.
    .none =
        That room has no group yet. Someone who runs the room can write /setup there.
    .server =
        { $group ->
            [none] This server is set up. Its time zone is { $zone }.
           *[given] { $group } is set up. Its time zone is { $zone }.
        }
        { $choices ->
            [none] { "" }
           *[given] These are its rooms:
        }
        { $choices ->
            [none] { "" }
           *[given] { $choices }
        }
    .not-manager =
        Only someone who may manage this server can set it up. Please ask them to use /setup.
    .lacks =
        Please give my role here { $choices ->
            [none] what it needs
           *[given] this: { $choices }
        }, then use /setup again.
    .unfit =
        { $choices ->
            [none] I cannot use that channel.
           *[given] I cannot use { $choices } for that.
        } Please pick a voice channel to meet in, or a text channel for staff.

next-steps =
    { $group ->
        [none] Your group is ready.
       *[given] { $group } is ready.
    }

    { part-next-steps }

    { part-young-question }
    .adults =
        { $group ->
            [none] Your group is for adults.
           *[given] { $group } is for adults.
        } If that changes, write /setup again where your group meets.

        { part-next-steps }
    .young =
        { $group ->
            [none] Young people take part in your group.
           *[given] Young people take part in { $group }.
        } What you can do next:
        1. Give me your phone number. Write /phone NUMBER.
        2. Ask in two more adults who have a check, one of them to organise with you. Write /invite NAME facilitator, and /invite NAME organiser.
        3. Ask in your lead, who keeps people safe. Write /invite NAME lead.
        4. Tell me of each check. Write /people check NAME enhanced LAST-DAY. The lead can do it for you.
        5. Ask in each young person, with the day they were born. Write /invite NAME young_person BORN.
        6. Ask in a parent or guardian. Write /invite NAME guardian, then /people guardian CHILD NAME.
        7. All of you say yes to what we promise. Write /agree.
        8. Make a meeting. Write /meeting new TITLE DATE TIME LENGTH, then /meeting young.
        9. Say who helps. Write /meeting second NAME, then /meeting standby NAME.
        10. Tell people. Write /meeting publish.

        On Telegram young people meet in writing. Use a group with links that ask to join. Let me add and ban people there.

invite =
    { $group ->
        [none] Here is the way in for { $person }. Please send it to { $person }, and to no one else.
       *[given] Here is the way into { $group } for { $person }. Please send it to { $person }, and to no one else.
    }

    { $link ->
        [none] They write this to me privately: /start { $code }
       *[given] They open this link in Telegram: { $link }
    }
    { $link ->
        [none] { "" }
       *[given] On Discord they write this to me: /start { $code }
    }

    { $day ->
        [none] It works once.
       *[given] It works once, until { $day }.
    }
    { $roles ->
        [none] { "" }
       *[given] They will be: { $roles }.
    }
    .young-person =
        { $link ->
            [none] Here is the way in for { $person }. They write this to me privately: /start { $code }
           *[given] Here is the way in for { $person }: { $link }
        }
        { $link ->
            [none] { "" }
           *[given] On Discord they write this to me: /start { $code }
        }
        Please give it to their parent or guardian.
        { $day ->
            [none] It works once.
           *[given] It works once, until { $day }.
        }

        Before a first meeting I need to know who their guardian is. Invite them: /invite NAME guardian. Then write /people guardian { $person } NAME. Both need to write /agree.
    .unchecked =
        { $link ->
            [none] Here is the way in for { $person }. They write this to me privately: /start { $code }
           *[given] Here is the way in for { $person }: { $link }
        }
        { $link ->
            [none] { "" }
           *[given] On Discord they write this to me: /start { $code }
        }
        { $day ->
            [none] It works once.
           *[given] It works once, until { $day }.
        }

        Young people take part here. First see the check of { $person }. Then put it on record: /people check NAME. Only then can they be with young people.
    .guardian =
        { $link ->
            [none] Here is the way in for { $person }. They write this to me privately: /start { $code }
           *[given] Here is the way in for { $person }: { $link }
        }
        { $link ->
            [none] { "" }
           *[given] On Discord they write this to me: /start { $code }
        }
        { $day ->
            [none] It works once.
           *[given] It works once, until { $day }.
        }

        Please say whose guardian they are. Write it like this: /people guardian CHILD { $person }. If they have no account, give me their number. Write /people phone { $person } NUMBER.
    .born =
        When was { $person } born? I need to know that first. Please write it like this: /invite { $person } young_person 2012-05-03. I keep it locked up.
    .born-wrong =
        That birth date cannot be right. Please write it like 2012-05-03.
    .adult =
        { $person } is 18 or over, so not a young person here. Please leave the birth date out, or check it.
    .under-18 =
        { $person } is under 18. Please invite them as young_person. I have changed nothing.
    .name-taken =
        There is a { $person } in the group already. Please choose a name that tells them apart.

people =
    These people are in the group:
    { $who }

phone =
    Thank you. I keep your number locked up. I show it to someone on the team only when they have said that they will look after you. If you are the one to contact in a meeting, I show it to the people in it.
    .wrong =
        That does not look like a phone number. Please write it with its first 0 or its country, like 07700 900111 or +44 7700 900111.
    .room =
        I have not kept that number, because others could see it. Please write /phone and the number here, where only you and I can see it.

operator =
    Thank you. If no one on the team steps in, I write to { $person } too.
    .not-reached =
        I cannot write to { $person } yet. They need to join first. To see who is in the group, write /people.

no-such-person =
    I do not know anyone called { $person } in this group. To see who is in it, write /people.
    .account =
        I do not know that account in this group. They may have come in another way. To see who is in the group, write /people.
    .several =
        There is more than one { $person } in this group. Please write the whole name, as it is in /people.

## Meetings

meeting-made =
    { $starts ->
        [none] { $meeting } is a draft now.
       *[given] { $meeting } is a draft now: { $day }, { $starts } to { $ends }.
    }
    Its short name is { $code }. You run it, and you are its contact person.

    To let people know about it, write /meeting publish.
    .phone =
        { $starts ->
            [none] { $meeting } is a draft now.
           *[given] { $meeting } is a draft now: { $day }, { $starts } to { $ends }.
        }
        Its short name is { $code }. You run it, and you are its contact person.

        People need a way to reach you when the chat fails. So please give me your phone number first: /phone NUMBER. Then write /meeting publish.

not-made =
    I could not make that meeting. Please see /help meeting.
    .date =
        I could not read that date. Please write it like 2027-01-20.
    .time =
        I could not read that time. Please write it like 18:00.
    .length =
        I could not read how long it lasts. Please write it like 60m, from 5m to 12h.
    .far =
        That date is too far away. Please check the year.
    .past =
        That time has gone by. Please choose one that is still to come, in the time of { $zone }.
    .gap =
        { $until ->
            [none] The clocks skip that time on that day. Please choose another.
           *[given] The clocks skip { $starts } on that day. The nearest time that there is: { $until }.
        }
    .twice =
        { $starts ->
            [none] That time comes twice on that day.
           *[given] { $starts } comes twice on that day, because the clocks go back.
        }
        Which one do you mean? Please put first or second after the time.
    .overlap =
        { $starts ->
            [none] Another meeting is in that room at that time: { $meeting }.
           *[given] Another meeting is in that room at that time: { $meeting }, { $starts } to { $ends }.
        }
        Please choose another time.
    .no-room =
        Your group has no room yet. Someone who runs the room can write /setup there.

not-contact =
    { $person } cannot be the contact person. It needs to be someone on the staff who has come in.

meeting-done =
    That is done for { $meeting }. To see all meetings, write /meeting list.
    .published =
        { $meeting } is published. I have told the room.
    .opened =
        { $meeting } is open. The card is in the room.
    .break =
        { $until ->
            [none] { $meeting } has a break now.
           *[given] { $meeting } has a break until { $until }.
        }
        I have told the room. Nobody who goes out now counts as gone.
    .ended =
        { $meeting } has ended. To see if someone still needs help, write /case list.
    .cancelled =
        { $meeting } is cancelled. I have told the room. I write to all who were to come.
    .moved =
        { $meeting } is at another time now. I have told the room. I write to all who are to come.
        { part-dates }
    .moved-draft =
        { $meeting } is at another time now. It is still a draft.
        { part-dates }
    .title =
        It is called { $meeting } now.
    .cancelled-draft =
        { $meeting } is cancelled. I had not told the room about it yet.
    .contact =
        { $contact ->
            [none] That is done. People in { $meeting } have someone else to ask now.
           *[given] That is done. People in { $meeting } can ask { $contact } now.
        }
    .contact-phone =
        { $contact ->
            [none] { $meeting } has another contact person now.
           *[given] { $contact } is the contact person of { $meeting } now.
        }
        They have no phone number here yet. They can write me /phone NUMBER. I can publish it after that.
    .dial-in =
        { $dial_in ->
            [none] People can join { $meeting } by phone now.
           *[given] People can join { $meeting } by phone now, on { $dial_in }.
        }

no-meeting =
    There is no meeting that this can be done with now. To see all meetings, write /meeting list.
    .unknown =
        I do not know a meeting called { $code }. To see all meetings, write /meeting list.
    .state =
        { $reason ->
            [none] This cannot be done with { $meeting } now.
           *[given] This cannot be done with { $meeting } now. Its state: { $reason }
        }

which-meeting =
    Which meeting do you mean? Please write { $command } and then its short name, as it stands here.
    { $choices }

meetings =
    These meetings are open, or still to come:
    { $choices }
    .none =
        There are no meetings to come. To make one, write /meeting new TITLE DATE TIME LENGTH.

## Being there, and leaving

here =
    Thank you. I know you are here, in { $meeting }.
    .lobby =
        { $starts ->
            [none] Thank you. { $meeting } is not open yet. When it opens, you are in.
           *[given] Thank you. { $meeting } is not open yet. It starts at { $starts }. When it opens, you are in.
        }
    .seen =
        I can see who is in the room of { $meeting }. Please join it there. Then I know you are here.
    .none =
        No meeting is open now, so there is nothing to join yet. You can write /here again when it opens.

# One line with the four endings. Never asks why (L1).
leaving =
    You are free to leave at any time. You can tell me how you go. Write /leaving ok, or /leaving technical, or /leaving back-soon. If you want someone to write or call you, it is /leaving contact.
    .child =
        You are free to leave at any time. You have done nothing wrong. You can tell me how you go. Write /leaving ok, or /leaving technical, or /leaving back-soon. If you want someone to write or call you, it is /leaving contact.

        { part-child-help }
    .ok =
        Thank you for telling me. You are free to leave at any time. The group does not see this.
    .back-soon =
        { $minutes ->
            [one] That is fine. I will wait { $minutes } minute before I check that you are OK. The group does not see this.
           *[other] That is fine. I will wait { $minutes } minutes before I check that you are OK. The group does not see this.
        }
    .none =
        No meeting is open now. You are free to leave at any time. If you would like someone to contact you, write /support.

ok =
    Thank you. I have heard you. If you need someone later on, just write /support.

# Only where no meeting can keep a case: then there is no ladder that asks again.
support =
    { $who ->
        [none] Thank you for telling me. I have written to the team, and asked them to contact you.
       *[given] Thank you for telling me. I have written to { $who }, and asked them to contact you.
    }
    The group does not see this.

    { part-support-lines }
    .child =
        { $who ->
            [none] Thank you for telling me. I have written to the team, and asked them to help you.
           *[given] Thank you for telling me. I have written to { $who }, and asked them to help you.
        }
        The group does not see this. You have done nothing wrong.

        { part-child-support-lines }
    .again =
        I have asked the team to contact you, and I keep asking until someone does. The group does not see this.

        { part-support-lines }
    .again-child =
        I have asked the team to help you, and I keep asking until someone does. The group does not see this.

        { part-child-support-lines }
    .nobody =
        Thank you for telling me. There is nobody on the team that I can write to yet. Please speak to someone that you trust.

        { part-support-lines }
    .nobody-child =
        Thank you for telling me. There is nobody on the team that I can write to yet. Please speak to someone that you trust.

        { part-child-support-lines }

support-asked =
    { $group ->
        [none] { $person } asked me for someone to contact them. Please contact them, and tell the rest of the team that you do.
       *[given] { $person } from { $group } asked me for someone to contact them. Please contact them, and tell the rest of the team that you do.
    }
    { part-words }
    There has been no meeting yet, so I cannot ask again by myself.

## Cases

cases =
    These people need someone:
    { $choices }

    To look after one, write /case take and the short name at the start of the line.
    .none =
        There is no open case to show you now.

case-said =
    That is on record. To see who still needs someone, write /case list.
    .recorded =
        Thank you. What you told me of { $person } is on record.
    .taken-by =
        { $owner ->
            [none] Someone has this now. Thank you for asking.
           *[given] { $owner } has this now. Thank you for asking.
        }
    .yours =
        You have this already. What I know is in my message about it.
    .closed =
        This is over. There is nothing more to do. Thank you.
    .not-owner =
        Only the one who has taken this can say how it went. To take it, write /case take { $code }.
    .not-to =
        { $person } cannot take this now. Please choose someone else on the staff, or leave out the name. Then I ask the next one.
    .none-of =
        I have no open case for { $person } to show you. So I have changed nothing.
    .unknown =
        I know nothing open under { $code }. To see who needs someone, write /case list.

## Help

help =
    You are free to leave a meeting at any time. This is what you can write to me:
    { $choices }

    To see how one of them is written, add its name, like /help leaving.
    .child =
        You are free to leave a meeting at any time. This is what you can write to me:
        { $choices }

        { part-child-help }
    .one =
        You can write it like this:
        { $choices }

no-command =
    { $choices ->
        [none] I do not know { $command }. To see what you can do, write /help.
       *[given] I do not know { $command }. Did you mean { $choices }? To see what you can do, write /help.
    }
    .child =
        { $choices ->
            [none] I do not know { $command }. To see what you can do, write /help.
           *[given] I do not know { $command }. Did you mean { $choices }? To see what you can do, write /help.
        }

        { part-child-help }

wrong-form = I could not read that. Please write it like this: { $command }

not-your-role =
    That is for the staff of a group, so I have changed nothing. To see what you can do, write /help.
    .organiser =
        That is for the organisers of a group, so I have changed nothing. To see what you can do, write /help.
    .button =
        That button is for someone else, so I have changed nothing. To see what you can do, write /help.

which-group =
    You are in more than one group. Please write { $command } in the room of the group that you mean. I still answer you here.
