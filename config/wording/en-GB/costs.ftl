### Costs: what is agreed beforehand, what is claimed, and what is promised (C1, C2, C3).
### All of it is private (V1). Nothing here works out what somebody's benefits will be.

## Parts and lines

# Payments may affect benefits; nobody is told by how much.
part-benefits =
    If you have benefits, a payment may affect them. Please ask before you say yes. Costs that are paid back usually do not count.
    { $benefits ->
        [none] { "" }
       *[given] You can read more here:
    }
    { $benefits }

part-cost-items =
    { $cost_items ->
        [none] { "" }
       *[given] What is in it:
    }
    { $cost_items }

part-cost-way =
    { $way ->
        [none] { "" }
       *[given] How it is paid: { $way }.
    }

line-way-voucher = a voucher
line-way-bank = by bank. I keep no bank details: your organiser asks you for them in their usual way
line-way-cash = in cash
line-way-phone-top-up = a top-up for your phone
line-way-charity = to a charity
line-way-nothing = nothing, as you wished

line-item-meeting = • The meeting: { $amount }
line-item-travel = • Travel, { $quantity } miles: { $amount }
line-item-carer = • Someone to care in your place, { $quantity } hours: { $amount }
line-item-time = • Thanks for your time, { $quantity } hours: { $amount }
line-item-other = • { $words }: { $amount }

line-claim = { $code }: { $meeting }, { $day }. { $amount }. { part-claim-state }
line-cost = { $person }, { $code }: { $meeting }, { $day }. { $amount }. { part-claim-state }
line-agreed = { $person }: { $amount } for each meeting. { $words }
line-free = { $words }

part-claim-state =
    { $status ->
        [asked] Not claimed yet.
        [declined] No thank you.
        [sent] To be approved.
        [approved] Approved. It is promised by { $promised }.
       *[paid] Paid.
    }

part-cost-day =
    { $day ->
        [none] { "" }
       *[given] , { $day }
    }

## Before a meeting

cost-agreement-missing =
    { $who ->
        [none] { "" }
       *[given] These people pay for their data or their calls: { $who }.
    }
    We have not yet agreed with them what they are paid. The meeting is { $meeting }{ part-cost-day }.

    So that no one ends up with a bill, please do so with each of them. Write it like this:
    /costs agree NAME 5.00 each meeting by voucher within 14 days: data and calls

part-cost-terms =
    { $note ->
        [none] { "" }
       *[given] • What is paid for: { $note }.
    }
    • How much: { $amount } for each meeting.
    { $reason ->
        [none] { "" }
       *[given] • How we get there: { $reason }.
    }
    { $way ->
        [none] { "" }
       *[given] • How it is paid: { $way }.
    }
    • When: within { $minutes } days of each meeting.

part-cost-group =
    { $group ->
        [none] your group
       *[given] { $group }
    }

cost-agreement =
    This is about your costs in { part-cost-group }. { $person } offers you this. It is there so that you do not end up with a bill:

    { part-cost-terms }

    { part-benefits }

    Is that fine with you?
    .child =
        This is about what it costs you to take part in { part-cost-group }. { $person } offers you this:

        { part-cost-terms }

        You can ask your parent or guardian first. Is that fine with you?

## After a meeting

cost-claim =
    Thank you for taking part in { $meeting }. We do not want it to cost you anything.
    You can claim { $amount }.
    { part-cost-items }
    { part-cost-way }

    One press on “{ button-claim }” is enough. You can also change the amount, take less, give it to a charity, or say no. You do not have to say why.

    { part-benefits }
    .child =
        Thank you for taking part in { $meeting }. It should not cost you anything.
        You can claim { $amount }.
        { part-cost-items }
        { part-cost-way }

        You can ask your parent or guardian first. One press on “{ button-claim }” is enough. You can also say no. You do not have to say why.
    .guardian =
        Thank you that { $person } took part in { $meeting }. We do not want it to cost you anything.
        You can claim { $amount } for { $person }.
        { part-cost-items }
        { part-cost-way }

        One press on “{ button-claim }” is enough. You do not have to say why.

        { part-benefits }

cost-claim-reminder =
    You took part in { $meeting }. You can still claim { $amount } for it.
    { part-cost-items }
    { part-cost-way }

    If you would rather not, that is fine: press “{ button-decline }”. I will not ask again.

    { part-benefits }
    .child =
        You took part in { $meeting }. You can still claim { $amount } for it.
        { part-cost-items }
        { part-cost-way }

        You can ask your parent or guardian first. If you would rather not, that is fine: press “{ button-decline }”. I will not ask again.
    .guardian =
        { $person } took part in { $meeting }. You can still claim { $amount } for it.
        { part-cost-items }
        { part-cost-way }

        If you would rather not, that is fine: press “{ button-decline }”. I will not ask again.

        { part-benefits }

cost-amount =
    What amount would be right for the meeting { $meeting }? Please write it here, like 12.50.

    You can also claim { $amount } as it is, or say no.
    .child =
        What amount would be right for the meeting { $meeting }? Please write it here, like 12.50.

        You can also claim { $amount } as it is, or say no. You can ask your parent or guardian.

cost-status =
    { $status ->
        [asked] You have not claimed anything for { $meeting } yet. You can claim { $amount }: /claim
        [declined] That is fine. You claim nothing for { $meeting }. If you change your mind, write /claim.
        [sent] Your claim of { $amount } for { $meeting } is with your organiser. I tell you when it is approved.
        [approved] Your claim of { $amount } for { $meeting } is approved. It is promised by { $promised }.
       *[paid] Your claim of { $amount } for { $meeting } is paid.
    }
    { part-cost-items }
    { part-cost-way }

    You can see how it is at any time: /claim
    .child =
        { $status ->
            [asked] You have not claimed anything for { $meeting } yet. You can claim { $amount }: /claim
            [declined] That is fine. You claim nothing for { $meeting }.
            [sent] You asked for { $amount } for { $meeting }. Your organiser looks at it, and I tell you.
            [approved] Your { $amount } for { $meeting } is approved. You get it by { $promised }.
           *[paid] Your { $amount } for { $meeting } is paid.
        }
        { part-cost-items }
        { part-cost-way }

        You can see how it is at any time: /claim. You can ask your parent or guardian about it.
    .guardian =
        { $status ->
            [asked] You have not claimed anything for { $person } and { $meeting } yet. You can claim { $amount }: /claim
            [declined] That is fine. You claim nothing for { $person } and { $meeting }.
            [sent] The claim of { $amount } for { $person } and { $meeting } is with your organiser. I tell you when it is approved.
            [approved] The claim of { $amount } for { $person } and { $meeting } is approved. It is promised by { $promised }.
           *[paid] The claim of { $amount } for { $person } and { $meeting } is paid.
        }
        { part-cost-items }
        { part-cost-way }

        You can see how it is at any time: /claim

cost-question =
    { $by ->
        [none] Your organiser asks about your claim for { $meeting }.
       *[given] { $by } asks about your claim for { $meeting }.
    }
    { $words ->
        [none] { "" }
       *[given] “{ $words }”
    }

    To write back, press “{ button-answer }”. Your claim stays as it is.

## For organisers

cost-approve =
    { $person } claims { $amount } for { $meeting }{ part-cost-day }.
    { part-cost-items }
    { $agreed ->
        [none] { "" }
       *[given] You had agreed on { $agreed } for each meeting.
    }
    { part-cost-way }
    { $words ->
        [none] { "" }
       *[given] They wrote: “{ $words }”
    }

    When you press “{ button-approve }”, they hear when it is promised.
    .young =
        { $person } claims { $amount } for { $meeting }{ part-cost-day }.
        { part-cost-items }
        { $agreed ->
            [none] { "" }
           *[given] You had agreed on { $agreed } for each meeting.
        }
        { part-cost-way }

        They are under 18. If you have a question, please ask their parent or guardian. When you press “{ button-approve }”, they hear when it is promised.

cost-approved =
    The claim of { $person } for { $meeting } is approved: { $amount }, promised by { $promised }.
    { part-cost-way }

    When it is paid, press “{ button-paid }”.
    .noted =
        { $status ->
            [declined] { $person } does not claim anything for { $meeting } any more. There is nothing to do.
           *[paid] The claim of { $person } for { $meeting } is paid: { $amount }. Thank you.
        }

cost-overdue =
    { $person } was promised { $amount } for { $meeting } by { $promised }. It is not marked as paid yet.
    { part-cost-way }

    When it is paid, press “{ button-paid }”.
    .not-approved =
        { $person } claims { $amount } for { $meeting }. It was to be paid by { $promised }. It is not approved yet.
        { part-cost-way }

        To approve it, press “{ button-approve }”. Then they hear when they can count on it.

## Answers to /claim

claim =
    These are your claims:
    { $choices }

    Until a claim is approved, you can change it. You can write:
    • /claim amount 7.50
    • /claim add travel 12 miles.
    • /claim add carer 2h.
    • /claim add other 4.20 bus ticket.
    • /claim way voucher. It can be bank, cash, phone-top-up or charity too.
    • /claim yes. Or /claim decline.
    To get a list of all you were paid, write /claim statement.
    .none = You have no claim yet. After each meeting I ask you what it cost you, so that you do not end up with a bill.
    .sent = Thank you. I have passed it on: { $amount } for { $meeting }. You will hear from me.
    .asked = That is in your claim for { $meeting } now. It is { $amount } in all. To send it, write /claim yes.
    .declined = That is fine. You claim nothing for { $meeting }.
    .answered = Thank you. I have passed it on.
    .closed = That claim is closed, so I can not change it. Please speak to the one who runs your group.
    .unclear = I could not read how much you mean. Please write it like 12.50, and put /claim amount in front.
    .currency = Your group pays in { $code }. Please write how much it is in { $code }.
    .negative = It cannot be less than nothing. Please write it like 12.50, and put /claim amount in front.
    .nothing = To claim nothing, write /claim decline. To claim some, write how much, like 12.50.
    .much = That is more than I can take for one thing. Please speak to the one who runs your group.
    .less = That is more than { $amount }, so I have sent nothing. If you mean to claim more, that is fine: write it like 12.50, and put /claim amount in front.
    .no-rate = Your group has no set price for that. Please write what it cost: /claim add other 4.20 bus ticket.
    .not-own-words = I can not pass on words here. Please ask your parent or guardian to do it for you.
    .agreed = Thank you. That is agreed now. After each meeting I fill it in for you.
    .not-agreed = That is fine. { $person } hears that you would like something else. So far nothing is agreed.
    .late = There is a new offer, or it has been said yes to. So nothing has changed.

## Answers to /costs

costs =
    Claims that are not paid yet:
    { $choices }
    .none = There is no claim that waits for you.
    .offered = Thank you. I have asked { $person }. It holds as soon as they say yes.
    .accepted = { $person } said yes to what you offered to pay. It holds now.
    .wants-other = { $person } would like to be paid in some other way than you offered. Please speak with them. Then make a new offer with /costs agree.
    .no-way = I have no way to reach { $person } here. Please speak with them in person.
    .approved = Thank you. { $person } hears from me. They get { $amount } by { $promised }.
    .paid = Thank you. { $person } hears that { $amount } is paid.
    .asked = Thank you. I have passed it on. When they write back, I tell you.
    .question = What would you like to ask? Please write it to me now, in one message.
    .young = { $person } is under 18. Please ask their parent or guardian.
    .stale = There is no claim of { $person } for which that can be done.
    .not-yours = You can not do that with this claim. Please ask someone else who runs the group.
    .unclear = I could not read how much you mean. Please write it like 5.00.
    .currency = This group pays in { $code }. Please write how much it is in { $code }.
    .negative = It cannot be less than nothing. Please write it like 5.00.
    .nothing = It has to be more than nothing. Please write it like 5.00.
    .much = That is more than I can take for one meeting. Please write less.

claim-statement = This is what you claimed, and what was paid.

costs-export = Here are all claims of { part-cost-group }. They are for those who do the books.

## The number for joining by phone

# $code is the number.
phone-cost =
    A call to { $code } can cost people a lot, so I have not taken it. Please use one that is free to call. In the UK these begin with 0800 or 0808.
    .asked =
        { $person } would like to join { $meeting } by phone, and the call may cost them money.
        Please put a number on it that is free for all, or talk to them about the cost first. You can write: /meeting phone NUMBER.
    .inclusive =
        I have put { $code } on { $meeting }. It is free only as part of a plan with minutes.
        { $who ->
            [none] { "" }
           *[given] It may cost these people money: { $who }.
        }
        A number that begins with 0800 or 0808 is free for all.
    .charged =
        I have put { $code } on { $meeting }.
        { $who ->
            [none] { "" }
           *[given] It may cost these people money: { $who }.
        }
        A number that begins with 0800 or 0808 is free for all.
