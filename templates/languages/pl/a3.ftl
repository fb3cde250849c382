a3-learning = Zespół uczy się z tego
a3-drafting = Wciąż ustala, co to umożliwiło.
a3-doing = Wypróbowuje to, co może pomóc.
a3-checking = Sprawdza, czy to pomogło.
a3-standardised = To, co pomogło, jest teraz zwykłym sposobem pracy.
a3-let-go = Na razie nie idzie z tym dalej.
