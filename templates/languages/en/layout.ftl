layout-skip = Skip to the page
layout-main = Main
layout-languages = Language
layout-answers = Answers
layout-thanks = Thanks
layout-what-not-who = We ask what made it possible, never who.
layout-sign-in = Staff sign in
layout-signed-out = You are signed out.
