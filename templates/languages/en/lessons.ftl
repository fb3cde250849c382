lessons-title = What we learned
lessons-lede = Stories that somebody told us, and what changed because of them.
lessons-search = Search
lessons-search-words = Words to look for
lessons-tile = Part of the system
lessons-all-tiles = All parts
lessons-none = There is no lesson here yet. What you tell us may become the first.
lessons-none-found = No lesson has all of these words. Try fewer words, or another part of the system.
lessons-show-all = Show all
lessons-pages = Pages of lessons
lessons-newer = Newer
lessons-older = Older
lessons-back = All lessons
lessons-feed = Feed
lessons-bulletin = Page for the wall
lessons-happened = What happened
lessons-learned = What we learned
lessons-changed = What changed
lessons-possible = What made it possible
lessons-leader = A lead goes first: { $name }, { $role }
lessons-reread-holds = Looked at again in { $month }: it still holds.
lessons-reread-slipped = Looked at again in { $month }: it has slipped, and we work on it.
lessons-gone = This lesson is not shown any more, or the address has a typing slip in it.
lessons-echo-say = Does this happen to you too? One tap makes it weigh more.
lessons-lately = What we learned lately
lessons-more = All that we learned
lessons-bulletin-title = You said, we learned
lessons-bulletin-told = { $n ->
    [one] At least { $n } of you spoke up this month. Thank you.
   *[other] At least { $n } of you spoke up this month. Thank you.
}
lessons-bulletin-thanks = Thank you to everybody who spoke up.
lessons-bulletin-none = No lesson this month. What did you notice? It may become the next one.
lessons-bulletin-rest = { $n ->
    [one] { $n } more stands on our page of lessons.
   *[other] { $n } more stand on our page of lessons.
}
lessons-bulletin-month = Month
lessons-bulletin-show = Show
lessons-bulletin-print = Print this page with your browser. What stands above the sheet stays off the paper.
lessons-bulletin-tell = Did you notice something? Tell us:
lessons-ask-title = May we share this?
lessons-ask-say = We would like others to learn from what you told us. This is all that they would read: the month, and no day. Nothing is shared before you say yes.
lessons-ask-yes = Yes, share it
lessons-ask-no = No, do not share it
lessons-ask-change = Something should be different
lessons-ask-change-words = What should be different?
lessons-ask-change-help = A lead reads it and changes the words. You see them here again.
lessons-ask-change-send = Send what should be different
lessons-agreed-title = You said yes
lessons-agreed-say = Thank you. Others will soon be able to read this. You can still take it back.
lessons-yours-title = What you told us helps others
lessons-yours-say = Others can read this, because you allowed it. You can take it back at any time.
lessons-no-title = It is not shared
lessons-no-say = You did not want it to be shared. Nobody else can read it, and nobody asks you why.
lessons-take-back = Take it back
lessons-read = Read it as others do
lessons-said-yes = Thank you. Others will be able to learn from it.
lessons-said-no = It is not shared. Nobody asks you why.
lessons-said-change = Thank you. Your words are there, and a lead will read them.
lessons-words-changed = The words have changed since you opened this page. Please read them once more.
lessons-not-asked = There is nothing to answer here any more.
lessons-see-mine = Back to my page
