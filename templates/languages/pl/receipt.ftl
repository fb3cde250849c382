receipt-title = Zobacz, co z tego wynikło
receipt-lede = Pokwitowanie otwiera Twoją własną stronę: podziękowania, odpowiedzi i to, co się zmieniło.
receipt-label = Twoje pokwitowanie
receipt-help = 16 liter i cyfr. Odstępy i małe litery nie mają znaczenia.
receipt-open = Otwórz moją stronę
receipt-wrong = To pokwitowanie niczego nie otwiera. Sprawdź każdy znak: jest ich 16.
receipt-too-many = Właśnie przyszło bardzo dużo błędnych pokwitowań. Poczekaj minutę i spróbuj ponownie; właściwe działa zawsze.
