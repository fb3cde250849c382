form-optional = (nieobowiązkowe)
form-look-again = Spójrz jeszcze raz
form-send-words = Wyślij moje słowa
form-your-words = Twoje słowa
form-your-words-say = Zostaną z Tobą, gdy się tu zalogujesz. Jeszcze nic nie zostało zapisane.
