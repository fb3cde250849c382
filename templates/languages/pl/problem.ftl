problem-unknown-word = Nie znamy tej opcji. Wybierz jedną z listy.
problem-text-empty = Napisz tu kilka słów.
problem-text-too-long = Długość tekstu: { $length }. Mieści się: { $most }. Skróć go trochę.
problem-text-unreadable = W tekście jest znak, którego nie można zapisać. Napisz go jeszcze raz bez tego znaku.
problem-not-stored = Nie udało się nam tego teraz zapisać. Wszystkie Twoje słowa są tutaj: wyślij je ponownie za minutę.
problem-no-receipt = Nie udało się zrobić pokwitowania. Wyślij swoje słowa jeszcze raz.
