form-optional = (freiwillig)
form-look-again = Bitte schau noch einmal hin
form-send-words = Meine Worte senden
form-your-words = Deine Worte
form-your-words-say = Sie kommen mit, wenn du dich hier anmeldest. Noch ist nichts gespeichert.
