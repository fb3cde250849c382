lessons-title = Czego się nauczyliśmy
lessons-lede = Historie, które ktoś nam opowiedział, i co się dzięki nim zmieniło.
lessons-search = Szukaj
lessons-search-words = Szukane słowa
lessons-tile = Część systemu
lessons-all-tiles = Wszystkie części
lessons-none = Nie ma tu jeszcze żadnej lekcji. To, co nam opowiesz, może być pierwszą.
lessons-none-found = Żadna lekcja nie zawiera wszystkich tych słów. Spróbuj mniej słów albo innej części systemu.
lessons-show-all = Pokaż wszystkie
lessons-pages = Strony z lekcjami
lessons-newer = Nowsze
lessons-older = Starsze
lessons-back = Wszystkie lekcje
lessons-feed = Kanał
lessons-bulletin = Strona na ścianę
lessons-happened = Co się stało
lessons-learned = Czego się nauczyliśmy
lessons-changed = Co się zmieniło
lessons-possible = Co to umożliwiło
lessons-leader = Przełożeni dają przykład: { $name }, { $role }
lessons-reread-holds = Sprawdzone ponownie ({ $month }): nadal obowiązuje.
lessons-reread-slipped = Sprawdzone ponownie ({ $month }): osłabło i pracujemy nad tym.
lessons-gone = Ta lekcja nie jest już pokazywana albo w adresie jest literówka.
lessons-echo-say = Tobie też się to zdarza? Jedno dotknięcie doda temu wagi.
lessons-lately = Czego się ostatnio nauczyliśmy
lessons-more = Wszystko, czego się nauczyliśmy
lessons-bulletin-title = Powiedzieliście, nauczyliśmy się
lessons-bulletin-told = { $n ->
    [one] Co najmniej { $n } osoba odezwała się w tym miesiącu. Dziękujemy.
    [few] Co najmniej { $n } osoby odezwały się w tym miesiącu. Dziękujemy.
    [many] Co najmniej { $n } osób odezwało się w tym miesiącu. Dziękujemy.
   *[other] Co najmniej { $n } osoby odezwało się w tym miesiącu. Dziękujemy.
}
lessons-bulletin-thanks = Dziękujemy wszystkim, którzy się odezwali.
lessons-bulletin-none = W tym miesiącu nie ma lekcji. Co udało ci się zauważyć? To może być następna.
lessons-bulletin-rest = { $n ->
    [one] Jeszcze { $n } lekcja jest na naszej stronie.
    [few] Jeszcze { $n } lekcje są na naszej stronie.
    [many] Jeszcze { $n } lekcji jest na naszej stronie.
   *[other] Jeszcze { $n } lekcji jest na naszej stronie.
}
lessons-bulletin-month = Miesiąc
lessons-bulletin-show = Pokaż
lessons-bulletin-print = Wydrukuj tę stronę w przeglądarce. To, co jest nad kartką, nie trafi na papier.
lessons-bulletin-tell = Coś zwróciło twoją uwagę? Powiedz nam:
lessons-ask-title = Czy możemy się tym podzielić?
lessons-ask-say = Chcemy, żeby inni nauczyli się z tego, co nam opowiadasz. Przeczytaliby tylko to: miesiąc, bez dnia. Nic nie zostanie udostępnione, dopóki się nie zgodzisz.
lessons-ask-yes = Tak, udostępnijcie
lessons-ask-no = Nie, nie udostępniajcie
lessons-ask-change = Coś powinno być inaczej
lessons-ask-change-words = Co powinno być inaczej?
lessons-ask-change-help = Przełożony to przeczyta i zmieni słowa. Zobaczysz je tu ponownie.
lessons-ask-change-send = Wyślij, co powinno być inaczej
lessons-agreed-title = Jest twoja zgoda
lessons-agreed-say = Dziękujemy. Wkrótce inni będą mogli to przeczytać. Nadal możesz to wycofać.
lessons-yours-title = To, co opowiadasz, pomaga innym
lessons-yours-say = Inni mogą to przeczytać, bo na to pozwalasz. Możesz to wycofać w każdej chwili.
lessons-no-title = To nie jest udostępniane
lessons-no-say = Zgodnie z twoją wolą nie jest to udostępniane. Nikt inny nie może tego przeczytać i nikt nie pyta dlaczego.
lessons-take-back = Wycofaj
lessons-read = Przeczytaj tak, jak widzą to inni
lessons-said-yes = Dziękujemy. Inni będą mogli się z tego uczyć.
lessons-said-no = To nie jest udostępniane. Nikt nie pyta dlaczego.
lessons-said-change = Dziękujemy. Twoje słowa dotarły i przeczyta je przełożony.
lessons-words-changed = Słowa zmieniły się od otwarcia tej strony. Przeczytaj je, proszę, jeszcze raz.
lessons-not-asked = Nie ma tu już na co odpowiadać.
lessons-see-mine = Wróć do mojej strony
