receipt-title = Sieh, was daraus wurde
receipt-lede = Dein Beleg öffnet deine eigene Seite: Dank, Antworten und was sich geändert hat.
receipt-label = Dein Beleg
receipt-help = 16 Buchstaben und Ziffern. Lücken und Kleinschreibung machen nichts.
receipt-open = Meine Seite öffnen
receipt-wrong = Dieser Beleg öffnet nichts. Bitte prüfe jedes Zeichen: es sind 16.
receipt-too-many = Gerade kamen sehr viele falsche Belege an. Bitte warte eine Minute und versuch es noch einmal; ein richtiger geht immer.
