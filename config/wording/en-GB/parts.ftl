### How these files work.
###
### Each text has a name, then "=", then its words. Lines that belong to a text begin with spaces.
### Other versions of the same text start with a dot: ".child" is what a young person reads,
### ".staff" what staff read, ".group" what is posted in the group.
###
### { $person } is filled in when the text is sent. Where there may be nothing to fill in, the
### text says what to print in each case:
###
###     { $dial_in ->
###         [none] { "" }
###        *[given] Phone: { $dial_in }
###     }
###
### A line in which everything came out empty is not printed at all. A text can also choose by
### what a fact says: [telegram], or [one] and [other] for a number.
###
### { part-late } puts in the text of that name. { button-ok } puts in the label of a button,
### so that texts and buttons always say the same.
###
### This file: parts that several texts share. Their names begin with "part-".

## Around every message

# The first line of every private message. It may show on a locked screen, so it names no
# group, meeting, person or reason (V8).
part-first-line = A message for you from Alongside.

part-again = (You may have had this message already.)

part-late =
    { $late ->
        [none] { "" }
       *[given] This is late by { $late }, because I was not running.
    }

## How to reach someone, and the way in

# 141 keeps the caller's own number from the others, until every member agreed to share theirs (M2).
part-dial-in =
    { $dial_in ->
        [none] { "" }
       *[given]
            { $numbers ->
                [shared] To join by phone, dial { $dial_in }.
               *[hidden] To join by phone, dial 141, then { $dial_in }. The 141 hides your own number.
            }
    }

part-way-in =
    { $way_in ->
        [none] { "" }
       *[given] The way in: { $way_in }
    }

part-contact-phone =
    { $contact_phone ->
        [none] { "" }
       *[given] Phone: { $contact_phone }
    }

part-contact-email =
    { $contact_email ->
        [none] { "" }
       *[given] E-mail: { $contact_email }
    }

part-contact-lines =
    { $contact ->
        [none] { "" }
       *[given] You can reach { $contact }:
    }
    { part-contact-phone }
    { part-contact-email }

part-contact-card =
    { part-contact-lines }
    { part-dial-in }

## Being there

# On Discord it can be seen who is in the room.
part-say-here =
    { $platform ->
        [discord] { "" }
        [Discord] { "" }
       *[other] When you are here, please press “{ button-here }”, so that I know.
    }

## Help

# The names and numbers are those of the group's country, from help_lines.toml. Where a country
# has no such line, nothing is printed of it.

part-danger = If anyone is in danger, call { $emergency }.

part-child-help =
    { $child_line ->
        [none] { "" }
       *[given] You can also call { $child_line } on { $child_number }.{ part-child-open }
    }
    If you are in danger, call { $emergency }.

part-child-open =
    { $child_cost ->
        [none]
            { $child_hours ->
                [none] { "" }
                [always] { " " }It is there day and night.
               *[given] { " " }It is there { $child_hours }.
            }
       *[free]
            { $child_hours ->
                [none] { " " }It is free.
                [always] { " " }It is free, day and night.
               *[given] { " " }It is free, { $child_hours }.
            }
    }

# Somebody who listens, at any age (P5).
part-adult-help =
    { $adult_line ->
        [none] { "" }
       *[given] If you want to talk to someone else, you can call { $adult_line } on { $adult_number }.{ part-adult-open }
    }

part-adult-open =
    { $adult_cost ->
        [none]
            { $adult_hours ->
                [none] { "" }
                [always] { " " }It is there day and night.
               *[given] { " " }It is there { $adult_hours }.
            }
       *[free]
            { $adult_hours ->
                [none] { " " }It is free.
                [always] { " " }It is free, day and night.
               *[given] { " " }It is free, { $adult_hours }.
            }
    }

# What /support shows besides: the lines of the country.
part-support-lines =
    { part-danger }
    { part-adult-help }

part-child-support-lines =
    { part-child-help }
    { part-adult-help }

# Only where a meeting may be hard to talk about (P5).
part-hard-topic =
    { $hard_topic ->
        [1]
            Some of this may be hard to talk about. You can stop or leave at any time.
            { part-adult-help }
       *[other] { "" }
    }

part-child-hard-topic =
    { $hard_topic ->
        [1] Some of this may be hard to talk about. You can stop or leave at any time, and that is fine.
       *[other] { "" }
    }

## Leaving

part-ways-of-leaving =
    You are free to leave at any time. You do not have to say why. If you go, please press one of these:
    • { button-ok }
    • { button-technical }
    • { button-contact }
    • { button-back-soon }
    The group does not see what you press.

## What staff need to know

part-meeting =
    { $meeting ->
        [none] { "" }
       *[given] Meeting: { $meeting }
    }

part-tried =
    { $tried ->
        [none] { "" }
       *[given]
            What has been tried:
            { $tried }
    }

part-silent-since =
    { $since ->
        [none] I have not heard from { $person }.
       *[given] I have not heard from { $person } since { $since }.
    }

# What the person wrote. Only those who may read it are given it.
part-words =
    { $words ->
        [none]
            { $note ->
                [none] { "" }
               *[given] They wrote: “{ $note }”
            }
       *[given] They wrote: “{ $words }”
    }

# Known reasons have their words here. Any other is printed as it is.
part-reason =
    { $reason ->
        [none] { "" }
        [said-ok] They said that they are OK.
        [came-back] They came back.
        [back-soon] They said that they will be back soon.
        [technical] They said that they have a technical problem.
        [staff-heard-from-them] Someone on the staff has heard from them.
        [no-contact] It has no contact person from the staff. Please name one.
        [one-organiser] Someone under 18 is expected, and only one person organises this group. Please invite one more organiser, or give someone the role: /people role NAME organiser
        [contact-without-phone] People need a way to reach the contact person when the chat fails. Please add a phone number or an e-mail address for them.
        [no-follow-up] It may be hard to talk about, and nobody is named who writes next day to those who ask for it. Please name someone: /meeting topic NAME
        [platform-not-approved] It is confidential, and your organisation has not approved this platform for that. Please meet on one that is approved, or ask those who look after the settings.
        [voice-nobody-sees] Someone under 18 is expected. On this platform I cannot see who is in a call, or keep anyone out of it. Please meet in writing there, or use a voice room that I can see.
        [too-young-for-platform] Someone is too young for this platform's own rules. They can take part with their parent or guardian, on their account or by phone.
       *[given] { $reason }
    }

part-blind-from =
    { $blind_from ->
        [none] { $since }
       *[given] { $blind_from }
    }

part-blind-to =
    { $blind_to ->
        [none] { $until }
       *[given] { $blind_to }
    }

part-take = Press “{ button-take }” if you can look after this. Then I will show you how to reach them.

## When a meeting begins and ends

part-not-open-yet =
    { $minutes ->
        [none] { $meeting } is not open yet.
        [0] { $meeting } starts now. It is not open yet.
        [one] { $meeting } starts in { $minutes } minute. It is not open yet.
       *[other] { $meeting } starts in { $minutes } minutes. It is not open yet.
    }

part-due-to-start =
    { $starts ->
        [none] { $meeting } was due to start.
       *[given] { $meeting } was due to start at { $starts }.
    }

part-due-to-end =
    { $ends ->
        [none] { $meeting } was due to end.
       *[given] { $meeting } was due to end at { $ends }.
    }

part-group-name =
    { $group ->
        [none] your group
       *[given] { $group }
    }

part-on-platform =
    { $platform ->
        [none] { "" }
       *[given] { " " }on { $platform }
    }

# What the group has agreed on for itself (M4). It stands in the opening.
part-our-rules =
    { $rules ->
        [none] { "" }
       *[given]
            This is what we agreed on for our group:
            { $rules }
    }
