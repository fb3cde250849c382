layout-skip = Przejdź do treści
layout-main = Menu główne
layout-languages = Język
layout-answers = Odpowiedzi
layout-thanks = Podziękowania
layout-what-not-who = Pytamy, co to umożliwiło, nigdy kto.
layout-sign-in = Logowanie (kierownictwo)
layout-signed-out = Wylogowano.
