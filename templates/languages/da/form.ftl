form-optional = (valgfrit)
form-look-again = Se lige på det igen
form-send-words = Send mine ord
form-your-words = Dine ord
form-your-words-say = De følger med, når du logger ind her. Intet er gemt endnu.
