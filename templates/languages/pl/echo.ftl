echo-thanks = Dziękujemy. Teraz to więcej waży.
echo-thanks-say = Jeszcze jeden głos mówi, że to się zdarza.
echo-receipt-say = Dzięki niemu przeczytasz, co z tego wyniknie.
echo-tell-more = Opowiedz nam o tym więcej
echo-title = Tobie też się to zdarza
echo-said-on = Twój głos: { $on }.
echo-gone = Ta historia nie jest już pokazywana. Możesz opowiedzieć nam swoją.
