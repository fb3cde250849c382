room-tab = Pokój
room-title = Najpierw piszemy, potem rozmawiamy
room-lede = Każdy pisze na swoim telefonie, bez imienia. Potem wszyscy razem oglądają punkty.
room-code = Kod pokoju
room-code-help = 6 liter i cyfr; widać je w sali. Małe litery i odstępy nie mają znaczenia.
room-enter = Wejdź
room-wrong = Ten kod nie otwiera żadnego pokoju. Sprawdź go jeszcze raz; może stracił ważność.
room-too-many = Właśnie przyszło bardzo dużo błędnych kodów. Odczekaj minutę i spróbuj ponownie; dobry kod zawsze działa.
room-nothing-kept = Nie zachowujemy imienia, urządzenia ani godziny. Nic nie mówi, czyj to punkt. Sposób pisania może jednak zdradzić Cię komuś, kto Cię zna.
room-point = Twój punkt
room-point-help = Co ułatwiało, a co utrudniało? Role zamiast nazwisk, do 500 znaków.
room-point-send = Połóż zakryty
room-point-in = { $n ->
    [one] Twój punkt jest w środku. Na razie { $n } punkt.
    [few] Twój punkt jest w środku. Na razie { $n } punkty.
    [many] Twój punkt jest w środku. Na razie { $n } punktów.
   *[other] Twój punkt jest w środku. Na razie { $n } punktu.
}
room-so-far = { $n ->
    [one] Na razie { $n } punkt. Nikt go jeszcze nie widzi.
    [few] Na razie { $n } punkty. Nikt ich jeszcze nie widzi.
    [many] Na razie { $n } punktów. Nikt ich jeszcze nie widzi.
   *[other] Na razie { $n } punktu. Nikt ich jeszcze nie widzi.
}
room-late = Te słowa nie zostały wysłane.
room-late-say = Punkty są już odkryte albo kod stracił ważność. Możesz powiedzieć to na głos lub poczekać na następną rundę.
room-full = Pokój jest pełny. Powiedz swój punkt na głos.
room-turned = Punkty są odkryte. Obejrzyjcie je razem.
room-look-again = Sprawdź ponownie
room-pulse = Jak to było dla Ciebie?
room-pulse-learned = Udało mi się czegoś dowiedzieć
room-pulse-again = Chcę przyjść znowu
room-pulse-safe = Mogę tu bezpiecznie mówić
room-face-1 = Nie
room-face-2 = Trochę
room-face-3 = Tak
room-pulse-all = Dotknij jednej buźki w każdym rzędzie.
room-pulse-send = Wyślij moją odpowiedź
room-pulse-say = Odpowiedz tylko raz. Nie widzimy, czy telefon odpowiada dwa razy, bo niczego o nim nie zachowujemy. Zachowujemy tylko sumy i pokazujemy je, gdy odpowie co najmniej pięć osób.
room-pulse-in = Dziękujemy. Twoja odpowiedź dotarła.
room-over = Dziękujemy, że jesteś z nami.
