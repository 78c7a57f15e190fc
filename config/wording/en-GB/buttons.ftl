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
button-told = I have told them
button-seen = I have seen them
button-team = The two adults
button-lead-only = Only the lead and deputy

## Before and after

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
