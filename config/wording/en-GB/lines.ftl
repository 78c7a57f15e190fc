### Single lines that are put together into a longer text. Names begin with "line-".

## What has been tried about a case, one line each

line-tried-check-in = { $at } I wrote to them privately on { $platform }.
line-tried-check-in-nudge = { $at } I wrote to them again on { $platform }.
line-tried-left = { $at } They dropped out of the meeting.
line-tried-heard = { $at } They were heard of again.
line-tried-refused = { $at } { $platform } did not take my message.
line-tried-no-route = { $at } I have no way to write to them.
line-tried-reached-ok = { $at } { $by } reached them. They are OK.
line-tried-reached-support = { $at } { $by } reached them. They would like support.
line-tried-no-answer = { $at } { $by } tried. There was no answer.
line-tried-looking = { $at } { $by }: someone who knows them is looking.
line-tried-hand-over = { $at } { $by } handed this over.
line-tried-contact-emergency = { $at } { $by } chose to call the emergency contact.
line-tried-keep-trying = { $at } { $by } chose to keep trying.
line-tried-stop = { $at } { $by } chose to stop, and wrote why.

## How to reach somebody

line-route-phone = Phone: { $contact_phone }
line-route-email = E-mail: { $contact_email }
line-route-platform = A message on { $platform }
line-route-guardian = { $person }, parent or guardian: { $contact_phone }

# A time on the reader's own clock, with the group's beside it.
line-time-beside = { $at } ({ $starts } in { $zone })

# One entry of a diary: its number, its day, and its first words.
line-diary-own = { $code }. { $day }: “{ $words }”
line-diary-open = { $code }. { $day }: “{ $words }” (shared)
line-diary-of = { $code }. { $person }, { $day }: “{ $words }”

# One meeting of a series.
line-series-date = { $day }, { $starts }
line-series-code = { $code }: { $meeting }, the next one { $day }, { $starts }

# Forms on Discord: the title, and what stands over the field. At most 45 letters each.
line-form-write = Write something
line-form-write-words = Your words
line-form-stop = Do nothing more
line-form-stop-words = Please say why. It goes on record.
