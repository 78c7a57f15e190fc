### Whether a meeting is ready (P4). For whoever looks after the arrangements: what is right, what
### could be better, and what has to be mended. It blames nobody.

readiness =
    This is how things stand for { $meeting }.
    { part-when }

    { $choices }

    A button shows you how to mend what is red. You can see this list at any time. Write: /ready.
    .again =
        This is new for { $meeting }, or still red.
        { part-when }

        { $choices }

        A button shows you how to mend what is red. You can see the whole list. Write: /ready.

line-ready-contact-green = 🟢 Someone to ask: { $who } can be reached outside the chat too.
line-ready-contact-red = 🔴 Someone to ask: nobody is named who can be reached by phone or e-mail.
line-ready-ladder-green = 🟢 If someone needs help, there are at least two people to ask.
line-ready-ladder-red = 🔴 If someone needs help, fewer than two people can be asked.
line-ready-routes-green = 🟢 I can write to everybody who is expected.
line-ready-routes-amber = 🟡 I have not heard from them in private for a while: { $who }.
line-ready-routes-red = 🔴 I cannot write to them: { $who }.
line-ready-second-routes-amber = 🟡 There is only one way to reach them: { $who }.
line-ready-costs-green = 🟢 Costs: nobody is left with a question.
line-ready-costs-red = 🔴 Costs: nothing is agreed yet with { $who }.
line-ready-phone-green = 🟢 Joining by phone costs nobody anything.
line-ready-phone-red = 🔴 The phone number costs money for { $who }.
line-ready-adults-green = 🟢 Checked adults: { $who }.
line-ready-adults-red = 🔴 Checked adults: { $minutes } are needed on that day, and one enhanced check. { $who ->
        [none] Nobody is expected who has one.
       *[given] There is only: { $who }.
    }
line-ready-roles-green = 🟢 A second adult, a standby and a safeguarding lead are named.
line-ready-roles-red = 🔴 A second adult, a standby or a safeguarding lead is missing, or their check will be over.
line-ready-guardians-green = 🟢 A parent or guardian of everybody under 16 can say that they are there.
line-ready-guardians-red = 🔴 No parent or guardian can say that they are there for { $who }.
line-ready-agreements-green = 🟢 Everybody has said yes to what we promise and ask.
line-ready-agreements-amber = 🟡 They have not said yes yet to what we promise and ask: { $who }.
line-ready-agreements-red = 🔴 They cannot come in before they, and a parent or guardian of those under 18, have said yes: { $who }.
line-ready-practice-amber = 🟡 They have not practised yet: { $who }.
line-ready-why-amber = 🟡 It does not say yet what the meeting is for. /meeting why TEXT does.

ready-mend =
    That is all right now. You need not do a thing.
    .contact =
        The person to ask needs a phone number. They can write to me: /phone NUMBER. Or you write: /people phone NAME NUMBER.
        You can name someone else, too, while the meeting is a draft. Write: /meeting contact NAME.
    .ladder =
        Please ask one more person to help. You can write: /invite NAME deputy_lead.
        They count once they write to me.
    .routes =
        I asked those I know for one tap.
        { $who ->
            [none] { "" }
           *[given] These have not come to me yet: { $who }. Give each a new link. Write: /invite NAME.
        }
    .costs =
        { $who ->
            [none] Please talk to each of them first.
           *[given] Please talk to each of them first: { $who }.
        }
        Then write: /costs agree NAME 5.00 by voucher within 14 days: data.
        They read it, and can say yes.
    .phone =
        Please give a number that is free for all. It begins with 0800 or 0808. Write: /meeting phone NUMBER.
    .adults =
        Please ask one more adult to come. Write: /invite NAME facilitator.
        Have you seen a check? Then write: /people check NAME enhanced DATE.
    .roles =
        Please name them. Write: /meeting second NAME. Write: /meeting standby NAME.
        You need a lead as well. Write: /invite NAME lead.
    .guardians =
        { $who ->
            [none] Please say who looks after them.
           *[given] Please say who looks after { $who }.
        }
        Write: /people guardian CHILD NAME. Give them a link. Write: /invite NAME guardian.
        If they have no account, give them a PIN. Write: /people pin NAME PIN.
    .agreements =
        { $who ->
            [none] I asked them to read it and say yes.
           *[given] I asked them to read it and say yes: { $who }.
        }
        I asked the parents or guardians as well. They all write: /agree.

## Meetings that may be hard to talk about (P5), or confidential (P6)

follow-up-task =
    { $person } would like someone to write to them after { $meeting }. Please do that today.
    You need not know why. Ask how they are. Then listen.

topic =
    I will say that { $meeting } may be hard to talk about. I also say who can help. I do so in its plan, and when it begins and ends.
    { $person } writes next day to those who ask for it.
    .none =
        That is done. { $meeting } is like any other now.
    .not-staff =
        { $person } cannot do that. It has to be someone on the staff whom I can write to.
    .confidential-yes =
        That is done. I treat { $meeting } as private. You can have it only where your team has said that it is safe to.
    .confidential-no =
        That is done. { $meeting } can be where you like.
