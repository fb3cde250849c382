room-tab = Room
room-title = Write first, then talk
room-lede = Everybody writes on their own phone, without a name. Then all look at the points together.
room-code = The code of the room
room-code-help = 6 letters and numbers; you see them in the room. Small letters and gaps do not matter.
room-enter = Go in
room-wrong = This code opens no room. Please look at it again; it may have run out.
room-too-many = Very many wrong codes came in just now. Please wait a minute and try again; a right one always works.
room-nothing-kept = We keep no name, no device and no time. Nothing says whose point it is. How you write may still tell those who know you.
room-point = Your point
room-point-help = What made it easy or hard? Roles instead of names, up to 500 characters.
room-point-send = Put it in, face down
room-point-in = { $n ->
    [one] Your point is in. { $n } point so far.
   *[other] Your point is in. { $n } points so far.
}
room-so-far = { $n ->
    [one] { $n } point so far. Nobody sees it yet.
   *[other] { $n } points so far. Nobody sees them yet.
}
room-late = These words were not sent.
room-late-say = The points are turned over, or the code has run out. You can say it aloud, or wait for another round.
room-full = The room is full. Please say your point aloud.
room-turned = The points are turned over. Look at them together.
room-look-again = Look again
room-pulse = How was it for you?
room-pulse-learned = I learned something
room-pulse-again = I would come again
room-pulse-safe = I felt safe to speak
room-face-1 = No
room-face-2 = A little
room-face-3 = Yes
room-pulse-all = Please tap one face in each row.
room-pulse-send = Send my answer
room-pulse-say = Please answer once. We cannot tell whether a phone answers twice, because we keep nothing of it. Sums alone are kept, and they are shown when five or more have answered.
room-pulse-in = Thank you. Your answer is in.
room-over = Thank you for being here.
