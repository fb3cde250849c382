front-welcome = Welcome
front-title = Saw something? Say something.
front-lede = It takes a minute. You need no account and no name.
front-tell = Tell us
front-tell-say = What happened, or almost did.
front-see = See what came of it
front-see-say = Open your report with your receipt.
front-thanks-say = Thanks, and what changed.
