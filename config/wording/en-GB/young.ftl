### Texts for young people, their guardians, and the adults who are with them. What a young person
### reads is short, asks for nothing quickly, and says where else there is help. No text speaks of
### what the bot does to a microphone; each says what somebody can do instead.

## At the door (Y1, Y8, Y11)

lobby-wait =
    Hi. You are in the right place. We start when two adults are here.
    You can wait here. You are free to leave at any time.
    I will let you in as soon as I can.

    { part-child-help }

admitted =
    You can come in now. Welcome.
    You are free to leave at any time. You do not have to say why.
    Press “{ button-help }” if you would like someone.

    { part-child-help }

refused-not-agreed =
    Before you join, please read what we ask, and what you can expect. Write /agree to see it.
    When you have said yes, you can come in.
    { part-contact-lines }
    .child =
        Hi. Before you join, please read our promises with your parent or guardian. Write /agree to see them.
        When you have both said yes, you can come in. You have done nothing wrong.
        { part-contact-lines }

        { part-child-help }

refused-unchecked-adult =
    This is a meeting with young people. I can only let in adults whose check is on record.
    You have done nothing wrong. If you were asked to come, please write to the contact person.
    { part-contact-lines }

come-later =
    Thank you for coming. Nobody else who is grown up is waiting with the young people yet. So I moved you out for now.
    You have done nothing wrong. Please come back in a few minutes.
    { part-contact-lines }

adults-only =
    Hi. This meeting is for adults, so I moved you out of it. You have done nothing wrong.
    If you think it was for you, please ask.
    { part-contact-lines }

    { part-child-help }

refused-age =
    Thank you for coming. This app is for people who are a little older, so I cannot join this account.
    You can still take part: your parent or guardian can do it with you, on their account or by phone. Please ask them to write to us.
    { part-contact-lines }

    { part-child-help }

## A guardian is there (Y3)

guardian-confirm =
    { $person } would like to join the meeting now. Are you there with them?
    If you are, please press “{ button-here }”. You can also type your PIN, here or on their device.
    { part-late }
    .noted =
        Thank you. It is on record that someone is there for { $person }.
        There is nothing more to do.

guardian-released =
    { $person } is in the meeting now. Thank you. You do not need to stay.
    { $until ->
        [none] { "" }
       *[given] It ends at { $until }.
    }
    { part-contact-lines }

pin-answer =
    That is not the PIN. Please ask your parent or guardian to try again.
    You have done nothing wrong.
    .not-asked =
        There is no need for a PIN at the moment. Thank you.
        If you need someone, press “{ button-help }”.
    .locked =
        I cannot take a PIN any more today. You have done nothing wrong.
        I am asking the adults in the room. Please wait a little.
    .wrong-guardian =
        That is not the PIN. Please try again. If I asked you whether you are there, you can also answer with the button.
    .not-asked-guardian =
        There is no need for a PIN at the moment. Thank you.
    .locked-guardian =
        I cannot take a PIN any more today. I am asking the adults in the room. Please wait a little.

## Somebody was missed (Y5)

guardian-back =
    { $person } is in touch with us again. There is nothing you need to do.
    { part-contact-lines }

## Help (Y7, Y12)

help-who =
    I can ask someone to help you. Who may see this?
    { $who ->
        [none] { "" }
       *[given] • “{ button-team }”: { $who }
    }
    • “{ button-lead-only }”: the people who look after safety here
    If the two do not answer, I ask the people who look after safety as well. Nobody else sees it.
    You do not have to choose. After a minute I ask the people who look after safety.

    { part-child-help }

team-words =
    { $by ->
        [none] Someone from the team writes to you:
       *[given] { $by } from the team writes to you:
    }
    { $words ->
        [none] { "" }
       *[given] “{ $words }”
    }
    { $who ->
        [none] Two adults can read this.
       *[given] These adults can read this: { $who }
    }
    You can write back to me. You do not have to. I may ask you first who may see it.

    { part-child-help }

## Not enough adults (Y6)

hold-room =
    We are taking a short break. Please stay if you like, or go. You can write here.
    We go on as soon as we can. You are free to leave at any time.

hold-over =
    We can go on now. Thank you for waiting.

separated =
    One of the adults had to go, so I moved you out of the room. You have done nothing wrong.
    I have told your parent or guardian. You can come back when there are two adults again.
    { part-contact-lines }

    { part-child-help }
    .untold =
        One of the adults had to go, so I moved you out of the room. You have done nothing wrong.
        You can come back when there are two adults again.
        { part-contact-lines }

        { part-child-help }

ended-young =
    The meeting is over for today. You have done nothing wrong.
    I have told your parent or guardian.
    { part-contact-lines }

    { part-child-help }
    .untold =
        The meeting is over for today. You have done nothing wrong.
        { part-contact-lines }

        { part-child-help }

ended-guardian =
    The meeting has ended earlier than planned. { $person } is not in it any more.
    All that happened is that there were not enough adults. You do not need to do anything.
    { part-contact-lines }
    .separated =
        { $person } is not in the meeting at the moment. There were not enough adults in it.
        Nothing else happened. They can come back when there are two adults again. You do not need to do anything.
        { part-contact-lines }

## A concern about an adult (Y7). It names the adult to nobody.

concern-received =
    Thank you for telling me. I am asking someone to look at this. I keep asking until someone does.
    Whoever it is about is not asked, and I tell them nothing.
    { $who ->
        [none] { "" }
       *[given] These people can see it: { $who }.
    }
    { part-contact-lines }

    { part-danger }
    .child =
        Thank you for telling me. That was a good thing to do. You have done nothing wrong.
        Whoever it is about is not asked, and I tell them nothing.
        { $who ->
            [none] { "" }
           *[given] These people can see it: { $who }
        }
        I keep asking them until someone helps.
        { part-contact-lines }

        { part-child-help }
