layout-skip = Direkt zum Inhalt
layout-main = Hauptmenü
layout-languages = Sprache
layout-answers = Antworten
layout-thanks = Danke
layout-what-not-who = Wir fragen, was es möglich gemacht hat, nie wer.
layout-sign-in = Anmelden (Leitung)
layout-signed-out = Du bist abgemeldet.
