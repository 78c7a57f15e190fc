### Whose data it is: /mydata, and the lines of /records (V4, V5).
### ".child" is for young people, ".guardian" for whoever asks for a child of theirs.

mydata =
    This is what I keep about you. Only you see it here.

    { $choices }

    Your own things are kept locked. You can put them right. You can have it all in a file. You can have it gone.
    .child =
        This is what I know about you. Only you see it here.

        { $choices }

        Your own things are kept locked. You can put them right. You can have it all in a file. You can have it gone.

        { part-child-help }
    .guardian =
        This is what I keep about { $person }. You see it, as they are your child.

        { $choices }

        It is kept locked. You can put things right. You can have it all in a file. You can have it gone.

mydata-correct =
    You can put things right like this.
    /aboutme change is for what you need, how you take part and how you like to be paid. Your e-mail and who to call for you are there too. So is all that you said yes to.
    /phone is for your number.
    /link and /unlink are for where you write to me.
    /claim is for your claims.
    /diary is for your diary.
    /pin is for your PIN.
    For your name, your birth date or your roles, please ask the one who runs the group.
    .child =
        You can put things right like this.
        /aboutme change is for what helps you, and how you take part.
        /link and /unlink are for where you write to me.
        /diary is for your diary.
        For your name, your birthday or your parents, please ask the one who runs the group.

        { part-child-help }
    .guardian =
        You can put things right for { $person } like this.
        /aboutme change { $person } is for what they need, and how they take part.
        /agree { $person } shows what you said yes to for them.
        /claim is for a claim.
        /pin is for your PIN.
        For their name, their birth date or who looks after them, please ask the one who runs the group.

mydata-file =
    Here it is in a file, in plain words. Keep it where only you can read it.
    .child =
        Here it is in a file. Keep it where only you can read it.

        { part-child-help }

mydata-erase =
    Press “{ button-erase-all }” to have it gone. Then I no longer know your name or where you write to me. I no longer have your phone number, your e-mail or your birth date. Who to call for you, your PIN, your check and your answers are gone. So is what you said yes to, your diary, and what you asked to talk about. A claim that was not paid is gone too. You are then in no group here, and no one waits for you.

    { $choices }

    I can not get it back for you. To have it in a file first, write /mydata export.
    .child =
        Press “{ button-erase-all }” to have it gone. Then I no longer know your name, your birthday or where you write to me. Your answers are gone. So is what you said yes to, your diary, and what you asked to talk about. You are then in no group here, and no one waits for you.

        { $choices }

        I can not get it back for you. To have it in a file first, write /mydata export. You can talk to someone you trust first.

        { part-child-help }
    .guardian =
        Press “{ button-erase-all }” to have it gone for { $person }. Then I no longer know their name, their birth date or where they write to me. Their answers are gone. So is what they and you said yes to, their diary, and what they asked to talk about. A claim that was not paid is gone too. They are then in no group here, and no one waits for them.

        { $choices }

        I can not get it back for you. To have it in a file first, write /mydata export { $person }.
    .first =
        Before I can do that, someone else has to be named. The one who runs the group can do it with you.

        { $choices }
    .waits =
        I have noted that. It waits a little, for this:

        { $choices }

        Then it is done by itself, on the next morning, and I tell you. To keep it all, press “{ button-not-now }”.
    .not-now =
        That is fine. It all stays as it is. You can ask me again when you like.
    .late =
        That is not the newest one, or not yours. Please write /mydata, and I show it to you.

mydata-erased =
    It is done. What I kept about you is gone, but for what has to stay. Thank you for taking part. If you want to come back one day, ask the one who runs the group for a link.
    .child =
        It is done. What I knew about you is gone, but for what has to stay. Thank you for taking part.

        { part-child-help }
    .guardian =
        It is done. What I kept about { $person } is gone, but for what has to stay.

## Lines: what is kept about somebody

line-kept-title = What is kept about { $person }, on { $day }
line-kept-name = Name: { $words }
line-kept-group =
    In { $group }: { $roles }{ $by ->
        [none] { "" }
       *[given] , from { $by }
    }{ $day ->
        [none] { "" }
       *[given] , { $day }
    }
line-kept-check =
    A check: { $status }{ $until ->
        [none] { "" }
       *[given] , up to { $until }
    }
line-kept-guardians = Parent or guardian: { $who }
line-kept-held = Takes part through the account of { $person }
line-kept-children = Parent or guardian of: { $who }
line-kept-pin = A PIN, which no one can read
line-kept-operator = Hears when no one answers, in { $group }
line-kept-account =
    Account on { $platform }{ $code ->
        [none] { "" }
       *[given] {" "}({ $code })
    }{ $day ->
        [none] : not shown to work
       *[given] : shown to work { $day }
    }{ $reason ->
        [none] { "" }
       *[given] {" "}({ $reason })
    }
line-kept-born = Born: { $day }
line-kept-practised = Tried it out on { $platform }: { $day }
line-kept-consent =
    Agreed, since { $day }: { $reason ->
        [number] others may see the phone number
        [notes] own words may stand in the notes
        [name] own name may stand in reports
       *[other] { $reason }
    }
line-kept-agreed =
    { $by ->
        [none] Said yes
       *[given] { $by } said yes
    }{ $person ->
        [none] { "" }
       *[given] {" "}for { $person }
    }, { $day }, to these parts and versions: { $words }
line-kept-costs =
    Costs { $status ->
        [agreed] agreed
       *[offered] offered
    }: { $amount } each meeting, for { $words }
line-kept-claim =
    Claim for { $meeting }, { $day }: { $amount }, { $status ->
        [asked] not asked for
        [declined] declined
        [sent] sent
        [approved] approved
       *[paid] paid
    }
line-kept-items = Things put on an agenda: { $code }
line-kept-item = Put on an agenda: { $words }
line-kept-meetings = Meetings of { $group } that you were asked to: { $code }
line-kept-papers-diary = Entries in a diary: { $code }
line-kept-papers-note = Notes: { $code }
line-kept-papers-action = Things to do: { $code }
line-kept-papers-agenda-item = Things that wait for an agenda: { $code }
line-kept-papers-slot = Practice times: { $code }
line-kept-paper = { $day }: { $words }
line-kept-more = There is more. The file has all of it.
line-kept-waits = You asked me to remove everything. It waits, and happens by itself.
line-kept-records =
    Records for safety in which someone looked out for you: { $code }. { $status ->
        [open] One is still open.
       *[closed] The lead looks at whether they are still needed on { $until }.
    }

## Lines: what stays, and what has to be seen to first

line-stays-records =
    Safety records stay, with a number in the place of the name: { $code }. They show that someone looked out for a person, so they do not rest on a yes. { $status ->
        [open] One is still open.
       *[closed] The lead looks at whether they are still needed on { $until }.
    }
line-stays-claims = Claims that were paid stay for finance, for { $code } years, with no name.
line-erase-organiser = No one else runs { $words }.
line-erase-contact = People can ask about “{ $words }”, and you are the one they ask.
line-erase-beside = You are the second adult, or the standby adult, of “{ $words }”.
line-erase-lead = No one else is the safeguarding lead or deputy of { $words }.
line-erase-operator = You are told when no one answers, in { $words }.
line-erase-guardian = { $words } has no other parent or guardian on record. Theirs can be removed first: /mydata erase { $words }
line-erase-case = Someone is still looking out for you. It waits until that is over.
line-erase-owner = You are looking after someone at the moment.
line-erase-meeting = You are in a meeting at the moment.
line-erase-claim = You have money to come. It waits until you have it, or take the claim back.

## Lines: reports

line-report = { $day }: { $code } in all. Meetings made bare: { $quantity }. Messages: { $items }. Lines of records: { $words }. Small things: { $steps }.
line-record = { $code }: “{ $meeting }”, { $day }
