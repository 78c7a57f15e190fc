### Whether a meeting is ready (P4). For whoever looks after the arrangements: what is right, what
### could be better, and what has to be mended. It blames nobody.

readiness =
    This is how things stand for { $meeting }, on { $day } at { $starts }.

    { $choices }

    A button shows you how to mend what is red. /ready shows this list at any time.
    .again =
        This is new for { $meeting }, on { $day } at { $starts }, or still red.

        { $choices }

        A button shows you how to mend what is red. /ready shows the whole list.

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
    Nothing has to be mended there any more.
    .contact =
        Give the person to ask a phone number: they write /phone NUMBER to me, or you write /people phone NAME NUMBER.
        Before a meeting is published, /meeting contact NAME names someone else.
    .ladder =
        Invite another organiser, a safeguarding lead or a deputy: /invite NAME deputy_lead.
        They count once they have written to me.
    .routes =
        I have asked those I know for one tap.
        { $who ->
            [none] { "" }
           *[given] These have not come to me yet: { $who }. /invite NAME gives each a new link.
        }
    .costs =
        Agree it with each of them before the meeting: { $who }.
        Write /costs agree NAME AMOUNT by voucher within 14 days: WHAT IS COVERED. They get it and can say yes.
    .phone =
        Give the meeting a number that is free for everybody, beginning with 0800 or 0808: /meeting phone NUMBER.
    .adults =
        Invite another adult with /invite NAME facilitator, or keep a check that you have seen: /people check NAME enhanced DATE.
    .roles =
        Name them with /meeting second NAME and /meeting standby NAME. /invite NAME lead invites a safeguarding lead.
    .guardians =
        For { $who }: /people guardian CHILD GUARDIAN, and /invite GUARDIAN guardian gives them a link.
        A parent or guardian without an account can have a PIN: /people pin NAME PIN.
    .agreements =
        I have asked them, and the parents or guardians, to read it: { $who }.
        It is /agree for everybody.

agree-please =
    Before the next meeting, please read what we promise and what we ask. Write /agree, and I show it to you.
    .child =
        Before the next meeting, please read what we promise and what we ask. Write /agree, and I show it to you.
        Take the time you need. If you have a question, just ask us.

        { part-child-help }
    .guardian =
        Before the next meeting, please read what we promise and what we ask for { $person }. Write /agree, and I show it to you.

## Meetings that may be hard to talk about (P5), or confidential (P6)

follow-up =
    You asked for someone to write to you today.
    { $contact ->
        [none] The team will be in touch.
       *[given] { $contact } will be in touch. You can also reach them yourself.
    }
    { part-contact-phone }
    { part-contact-email }

    { part-adult-help }

follow-up-task =
    { $person } asked for someone to write to them after { $meeting }. Please do that today.
    You need not know why. It is good to ask how they are, and to listen.

topic =
    { $meeting } may be hard to talk about, and I say so. Where to find support stands in its plan, its opening and its closing. { $person } writes next day to those who ask for it.
    .none =
        { $meeting } is a meeting like any other again.
    .not-staff =
        { $person } cannot do that. It has to be someone on the staff whom I can write to.
    .confidential-yes =
        { $meeting } is confidential. I publish it only on a platform that your organisation has approved for that.
    .confidential-no =
        { $meeting } is not confidential any more.
