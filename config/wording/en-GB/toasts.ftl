### The short word shown to whoever pressed a button, and to nobody else. Names begin with
### "toast-". At most 200 letters each.

toast-thanks = Thank you.
toast-here = Thank you. I know you are here.
toast-leaving-ok = Thank you. You are free to leave at any time.
toast-leaving-technical = Thank you. I am sending you the way back in, and who to contact.
toast-leaving-contact = Thank you. I am asking someone to contact you.
toast-leaving-back-soon =
    { $minutes ->
        [one] That is fine. I will wait { $minutes } minute before I check that you are OK.
       *[other] That is fine. I will wait { $minutes } minutes before I check that you are OK.
    }
toast-taken-by-you = You have this now. I am sending you how to reach them.
toast-taken-by =
    { $owner ->
        [none] Someone has taken this already. Thank you.
       *[given] { $owner } has taken this already. Thank you.
    }
toast-not-allowed = I may not let people in there. Please answer in the chat's own list.
toast-recorded = Thank you. That is on record.
toast-not-yours = This button is for someone else. Nothing has changed.
toast-stale = This button is out of date. Nothing has changed.
toast-closed = This is over. There is nothing more to do. Thank you.
toast-write-reason = Please write the reason in your next message.
toast-write-amount = Please write the amount in your next message, like 12.50.
toast-write-question = Please write your question in your next message.
toast-write-answer = Please write your answer in your next message.
toast-not-one-to-one = They are under 18. Please ask their parent or guardian.
toast-not-open-yet = The meeting is not open yet. Please press again when it is.

# After a command, or after words that were written into a form.
toast-see-private = Thank you. My answer is in your private messages.
toast-heard = Thank you. I have your words.
toast-no-words = I need a few words for this. Please press the button again, and write them.
toast-wait = I have heard you. It takes me a little longer just now.
toast-not-taken = I am sorry, I could not do that just now. Please try again in a minute. If you need someone now, please call them.

# While a meeting runs.
toast-break-kept = Thank you. Nobody hears that you asked. When one more person does, I tell the group.
toast-break-now = There is a break now.
toast-hand-up = Thank you. I write to you when it is your turn.
toast-hand-down = That is fine. You are not in the queue any more.
toast-nobody-waits = Nobody is waiting to speak just now.
toast-vote-kept = Thank you. Nobody sees what you pressed.
toast-not-there = I do not see you in the meeting just now. Please say first that you are here.
toast-follow-up = Somebody will write to you tomorrow.
