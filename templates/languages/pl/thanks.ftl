thanks-title = Dzięki Twojemu głosowi
thanks-told = { $n ->
    [one] { $n } zgłoszenie od { $month } powiedziało nam o tym, czego nie mogliśmy zobaczyć.
    [few] { $n } zgłoszenia od { $month } powiedziały nam o tym, czego nie mogliśmy zobaczyć.
    [many] { $n } zgłoszeń od { $month } powiedziało nam o tym, czego nie mogliśmy zobaczyć.
   *[other] { $n } zgłoszenia od { $month } powiedziało nam o tym, czego nie mogliśmy zobaczyć.
}
thanks-half-at-once = Połowa z nich przyszła od razu.
thanks-half-minutes = { $n ->
    [one] Połowa z nich przyszła w ciągu minuty.
    [few] Połowa z nich przyszła w ciągu { $n } minut.
    [many] Połowa z nich przyszła w ciągu { $n } minut.
   *[other] Połowa z nich przyszła w ciągu { $n } minuty.
}
thanks-half-hours = { $n ->
    [one] Połowa z nich przyszła w ciągu 1 godziny.
    [few] Połowa z nich przyszła w ciągu { $n } godzin.
    [many] Połowa z nich przyszła w ciągu { $n } godzin.
   *[other] Połowa z nich przyszła w ciągu { $n } godziny.
}
thanks-half-days = { $n ->
    [one] Połowa z nich przyszła w ciągu 1 dnia.
    [few] Połowa z nich przyszła w ciągu { $n } dni.
    [many] Połowa z nich przyszła w ciągu { $n } dni.
   *[other] Połowa z nich przyszła w ciągu { $n } dnia.
}
thanks-half-weeks = { $n ->
    [one] Połowa z nich przyszła w ciągu 1 tygodnia.
    [few] Połowa z nich przyszła w ciągu { $n } tygodni.
    [many] Połowa z nich przyszła w ciągu { $n } tygodni.
   *[other] Połowa z nich przyszła w ciągu { $n } tygodnia.
}
thanks-half-years = { $n ->
    [one] Połowa z nich przyszła w ciągu 1 roku.
    [few] Połowa z nich przyszła w ciągu { $n } lat.
    [many] Połowa z nich przyszła w ciągu { $n } lat.
   *[other] Połowa z nich przyszła w ciągu { $n } roku.
}
thanks-thank-you = Dziękujemy.
thanks-everybody = Dziękujemy wszystkim, którzy mówią nam, co widzą. To wymaga odwagi i to pomaga.
thanks-outcomes-title = Co z tego wynikło
thanks-outcomes = { $n ->
    [one] W ostatnim roku co najmniej { $n } osoba usłyszała od nas, co się zmieniło.
    [few] W ostatnim roku co najmniej { $n } osoby usłyszały od nas, co się zmieniło.
    [many] W ostatnim roku co najmniej { $n } osób usłyszało od nas, co się zmieniło.
   *[other] W ostatnim roku co najmniej { $n } osoby usłyszało od nas, co się zmieniło.
}
thanks-helped-title = Czy to pomogło?
thanks-helped = { $n ->
    [one] Co najmniej { $n } osoba powiedziała nam, że tak.
    [few] Co najmniej { $n } osoby powiedziały nam, że tak.
    [many] Co najmniej { $n } osób powiedziało nam, że tak.
   *[other] Co najmniej { $n } osoby powiedziało nam, że tak.
}
thanks-notice = Widzisz coś?
thanks-notice-say = Drobne rzeczy się liczą. Wątpliwości i własne błędy też.
thanks-see-mine = Zobacz, co wynikło z mojego zgłoszenia
thanks-counted = Liczymy tylko tygodnie, które minęły, i nie pokazujemy liczb tak małych, że mogłyby na kogoś wskazać.
thanks-changed-title = Co się zmieniło
thanks-changed = { $n ->
    [one] W ostatnim roku wprowadziliśmy co najmniej { $n } zmianę.
    [few] W ostatnim roku wprowadziliśmy co najmniej { $n } zmiany.
    [many] W ostatnim roku wprowadziliśmy co najmniej { $n } zmian.
   *[other] W ostatnim roku wprowadziliśmy co najmniej { $n } zmiany.
}
thanks-learned = { $n ->
    [one] Do przeczytania jest co najmniej { $n } historia i to, czego nas nauczyła.
    [few] Do przeczytania są co najmniej { $n } historie i to, czego nas nauczyły.
    [many] Do przeczytania jest co najmniej { $n } historii i to, czego nas nauczyły.
   *[other] Do przeczytania jest co najmniej { $n } historii i to, czego nas nauczyły.
}
thanks-wall = To samo na ekran na ścianie
