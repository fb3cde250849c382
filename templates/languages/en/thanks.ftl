thanks-title = Because you spoke up
thanks-told = { $n ->
    [one] { $n } report since { $month } told us what we could not see.
   *[other] { $n } reports since { $month } told us what we could not see.
}
thanks-half-at-once = Half of them came at once.
thanks-half-minutes = { $n ->
    [one] Half of them came within a minute.
   *[other] Half of them came within { $n } minutes.
}
thanks-half-hours = { $n ->
    [one] Half of them came within 1 hour.
   *[other] Half of them came within { $n } hours.
}
thanks-half-days = { $n ->
    [one] Half of them came within 1 day.
   *[other] Half of them came within { $n } days.
}
thanks-half-weeks = { $n ->
    [one] Half of them came within 1 week.
   *[other] Half of them came within { $n } weeks.
}
thanks-half-years = { $n ->
    [one] Half of them came within 1 year.
   *[other] Half of them came within { $n } years.
}
thanks-thank-you = Thank you.
thanks-everybody = Thank you to everybody who tells us what they see. It takes courage, and it helps.
thanks-outcomes-title = What came of it
thanks-outcomes = { $n ->
    [one] In the last year at least { $n } of you has heard from us what changed.
   *[other] In the last year at least { $n } of you have heard from us what changed.
}
thanks-helped-title = Did it help?
thanks-helped = { $n ->
    [one] At least { $n } of you told us that it did.
   *[other] At least { $n } of you told us that it did.
}
thanks-notice = Did you notice something?
thanks-notice-say = Small things count. So do doubts, and mistakes of your own.
thanks-see-mine = See what came of mine
thanks-counted = We count only weeks that are over, and show no number small enough to point at anybody.
thanks-changed-title = What changed
thanks-changed = { $n ->
    [one] In the last year at least { $n } change was put in place.
   *[other] In the last year at least { $n } changes were put in place.
}
thanks-learned = { $n ->
    [one] At least { $n } story is there to read, with what we learned from it.
   *[other] At least { $n } stories are there to read, with what we learned from them.
}
thanks-wall = The same, for a screen on the wall
