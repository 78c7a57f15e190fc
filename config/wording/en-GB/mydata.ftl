### Whose data it is: /mydata, /records and what the retention clock says (V4, V5).
### ".child" is for young people, ".guardian" for whoever asks for a child of theirs.

mydata =
    This is what I keep about you. Only you see it here.

    { $choices }
    .child =
        This is what I know about you. Only you see it here.

        { $choices }
    .guardian =
        This is what I keep about { $person }. You see it because you are their parent or guardian.

        { $choices }

mydata-kept =
    And this comes from taking part.

    { $choices }

    Everything private is kept locked away. You can put things right, have it all in a file, or have it removed.
    .child =
        And this comes from taking part.

        { $choices }

        Private things are kept locked away. You can put things right, have it all in a file, or have it removed.

        { part-child-help }
    .guardian =
        And this comes from taking part, for { $person }.

        { $choices }

        Everything private is kept locked away. You can put things right, have it all in a file, or have it removed.

mydata-correct =
    To put something right:
    • what you need, your device, phone number, e-mail, emergency contact, how you like to be paid, what you agreed to be shown: /aboutme change
    • your phone number alone: /phone and the number
    • your accounts: /link to add one, /unlink to take one away
    • what you said yes to: /agree
    • a claim: /claim
    • your diary: /diary
    • your PIN: /pin
    • your name, your birth date, your roles, a check, or who is whose guardian: please ask the one who runs the group
    .child =
        To put something right:
        • what helps you, your device, how you take part: /aboutme change
        • your accounts: /link to add one, /unlink to take one away
        • what you said yes to: /agree
        • your diary: /diary
        • your name, your birthday, or who your parent or guardian is: please ask the one who runs the group

        { part-child-help }
    .guardian =
        To put something right for { $person }:
        • what they need, their device, how they take part: /aboutme change { $person }
        • what you said yes to for them: /agree { $person }
        • a claim: /claim
        • your PIN: /pin
        • their name, their birth date, or who else is their guardian: please ask the one who runs the group

mydata-file =
    Here it is in a file, in plain words. It is private: keep it where only you can read it.
    .child =
        Here it is in a file. It is about you: keep it where only you can read it.

        { part-child-help }

mydata-erase =
    If you press “{ button-erase-all }”, I remove: your name, accounts, phone number, e-mail, birth date, emergency contact, PIN, check, answers, what you said yes to, your diary, what you put on agendas, and claims that were not paid. You are then in no group here, and no meeting waits for you.

    { $choices }

    It cannot be undone. To have it all in a file first, write /mydata export.
    .child =
        If you press “{ button-erase-all }”, I remove what I know about you: your name, accounts, birthday, answers, what you said yes to, your diary, and what you put on agendas. You are then in no group here, and no meeting waits for you.

        { $choices }

        It cannot be undone. To have it all in a file first, write /mydata export. You can talk to someone you trust before.

        { part-child-help }
    .guardian =
        If you press “{ button-erase-all }”, I remove for { $person }: their name, accounts, birth date, answers, what was said yes to, their diary, what they put on agendas, and claims that were not paid. They are then in no group here, and no meeting waits for them.

        { $choices }

        It cannot be undone. To have it all in a file first, write /mydata export { $person }.
    .first =
        Before I can do that, someone else has to be named. The one who runs the group can do it with you.

        { $choices }
    .waits =
        I have noted that. It waits a little, for this:

        { $choices }

        Then it is done by itself, on the next morning, and I tell you. To keep everything after all, press “{ button-not-now }”.
    .not-now =
        That is fine. Nothing is removed.
    .late =
        That is not the newest one, or not yours. Please write /mydata, and I show it to you.

mydata-erased =
    It is done. What I kept about you is removed, but for what I told you has to stay. Thank you for taking part. If you would like to come back one day, ask the one who runs the group for a link.
    .child =
        It is done. What I knew about you is removed, but for what I told you has to stay. Thank you for taking part.

        { part-child-help }
    .guardian =
        It is done. What I kept about { $person } is removed, but for what I told you has to stay.

records =
    What was removed because of its age, day by day, as numbers only.

    { $choices }
    .none =
        There is no report yet. I look once a day, in the morning.
    .kept =
        That is noted. These records stay, and I ask again when as much time has gone by: { $code }.
    .removed =
        That is done. These records are removed, with their cases and all words in them: { $code }. A line stays that says so, with the day and your name.
    .late =
        There is nothing to decide about that: it is decided already, still too new, or not for you. Please write /records to see.

records-review =
    There are records to look at. Everyone's part in them ended long ago. Are they still needed?

    { $choices }

    “{ button-keep-records }” keeps them all, and I ask again later. “{ button-remove-records }” removes the record, the cases and all words in them, which cannot be undone. To choose one by one, write /records keep MEETING or /records remove MEETING. Until you choose, nothing is removed.

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
    Account on { $platform } ({ $code }){ $day ->
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
