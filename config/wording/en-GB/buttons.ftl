### The labels of the buttons. Names begin with "button-". At most 40 letters each.

## For everybody

button-here = I'm here
button-ok = I'm OK
button-technical = Technical problem
button-contact = Please contact me
button-back-soon = Back soon
button-help = I need someone
button-yes = Yes, that is me
button-no = No
button-write = Write something
button-got-it = I can read this

## For staff

button-open = Open the meeting
button-let-in = Let them in
button-take = I'll take this
button-reached-ok = Reached, OK
button-reached-support = Reached, needs support
button-no-answer = No answer
button-looking = Someone is looking
button-hand-over = Hand over
button-take-back = I'll be the contact again
button-contact-emergency = Call the emergency contact
button-keep-trying = Keep trying
button-stop = Do nothing more
button-all-here = Everyone is here
button-missing = Someone is missing
button-carry-on = Carry on
button-end = End the meeting

## Young people and guardians

button-agree = Yes, I agree
button-young-yes = Yes, under-18s come
button-young-no = No, adults only
button-told = I have told them
button-seen = I have seen them
button-team = The two adults
button-lead-only = Only the lead and deputy

## The invitation and the agenda

button-join = I will join
button-listen = Listen and type
button-phone = Please phone me
button-comments = Comments before or after
button-cannot = I cannot come
button-write-item = Suggest something
button-write-unnamed = Without my name
button-take-in = Take it in
button-next-time = Next time
button-longer = 5 minutes more
button-shorter = 5 minutes less
button-earlier = Move it up
button-skip = Look at the next
button-taken-up = We talked about it

## Before and after

button-write-down = Write it down
button-now = Try it now
button-book = Book a time
button-not-now = Not now
button-unlimited = No limit
button-limited = I have a limit
button-pay-as-you-go = Pay as you go
button-claim = Claim this
button-change = Change the amount
button-less = Take less
button-decline = No, thank you
button-charity = Give it to charity
button-approve = Approve
button-ask = Ask about it
button-paid = It is paid
button-answer = Answer
button-yes-agreed = Yes, that is fine
button-other-terms = I would like something else
button-mend-contact = Mend: someone to ask
button-mend-ladder = Mend: who can help
button-mend-routes = Mend: how to reach people
button-mend-costs = Mend: costs
button-mend-phone = Mend: the phone number
button-mend-adults = Mend: checked adults
button-mend-roles = Mend: second adult and standby
button-mend-guardians = Mend: parents and guardians
button-mend-agreements = Mend: what people agreed to

## While a meeting runs

button-break = Ask for a break
button-hand = I'd like to speak
button-break-5 = Have a 5-minute break
button-next = Next person
button-yes-please = Yes, please
button-up = 👍 Yes
button-down = 👎 No
button-unsure = 🤷 Not sure
button-reword = Say it in other words
button-confirm = Yes, that is right
button-talk-tomorrow = Write to me tomorrow

## One's own data, and records

button-correct = Put something right
button-export = Have it in a file
button-erase = Have it removed
button-erase-all = Remove it all
button-keep-records = Keep them
button-remove-records = Remove them
