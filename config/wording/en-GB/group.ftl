### Texts posted in the group. They say nothing about needs, money, leaving, distress or a
### guardian of anybody (V1).

opening =
    Welcome to { $meeting }.

    { $ends ->
        [none] First we say hello. Then we go through the plan for today.
       *[given] We begin at { $starts } and end at { $ends }. First we say hello. Then we go through the plan for today.
    }
    You can ask for a break when you need one. Video off is always fine. So is typing.
    { part-say-here }

    { $contact ->
        [none] { "" }
       *[given] If you need anything, you can contact { $contact }.
    }
    { part-contact-phone }
    { part-contact-email }
    { part-dial-in }

    { part-our-rules }
    { part-hard-topic }

    { part-ways-of-leaving }
    .child =
        Hi, and welcome to { $meeting }.

        { $ends ->
            [none] First we say hello. Then we look at the plan for today.
           *[given] We begin at { $starts } and end at { $ends }. First we say hello. Then we look at the plan for today.
        }
        You can ask for a break when you need one. Video off is always fine. So is typing.
        { part-say-here }

        { $contact ->
            [none] { "" }
           *[given] If you need anything, you can contact { $contact }.
        }
        { part-contact-phone }
        { part-contact-email }
        { part-dial-in }

        { part-our-rules }
        { part-child-hard-topic }

        { part-ways-of-leaving }

meeting-published =
    { $meeting }
    { $day }
    { $ends ->
        [none] { $starts }
       *[given] { $starts } to { $ends }
    }
    { part-way-in }
    { part-dial-in }

    { $contact ->
        [none] { "" }
       *[given] If you need anything, you can contact { $contact }.
    }
    { part-contact-phone }
    { part-contact-email }

    Video off is always fine. You are free to leave at any time. When we start, I post a card with buttons to tell me that you are here, or that you are leaving.
