lessons-title = Was wir gelernt haben
lessons-lede = Geschichten, die uns jemand erzählt hat, und was sich dadurch geändert hat.
lessons-search = Suchen
lessons-search-words = Gesuchte Wörter
lessons-tile = Teil des Systems
lessons-all-tiles = Alle Teile
lessons-none = Hier steht noch nichts. Was du uns erzählst, kann das Erste sein.
lessons-none-found = Nichts enthält alle diese Wörter. Versuche es mit weniger Wörtern oder einem anderen Teil des Systems.
lessons-show-all = Alle zeigen
lessons-pages = Weitere Seiten
lessons-newer = Neuere
lessons-older = Ältere
lessons-back = Alles Gelernte
lessons-feed = Feed
lessons-bulletin = Seite für die Wand
lessons-happened = Was geschah
lessons-learned = Was wir gelernt haben
lessons-changed = Was sich geändert hat
lessons-possible = Was es möglich machte
lessons-leader = Eine Führungskraft geht voran: { $name }, { $role }
lessons-reread-holds = Wieder angesehen im { $month }: Es gilt noch.
lessons-reread-slipped = Wieder angesehen im { $month }: Es ist nachgelassen, und wir arbeiten daran.
lessons-gone = Dies wird nicht mehr gezeigt, oder in der Adresse ist ein Tippfehler.
lessons-echo-say = Passiert dir das auch? Einmal tippen gibt ihm mehr Gewicht.
lessons-lately = Was wir zuletzt gelernt haben
lessons-more = Alles, was wir gelernt haben
lessons-bulletin-title = Du hast es gesagt, wir haben gelernt
lessons-bulletin-told = { $n ->
    [one] Mindestens { $n } von euch hat in diesem Monat etwas gesagt. Danke.
   *[other] Mindestens { $n } von euch haben in diesem Monat etwas gesagt. Danke.
}
lessons-bulletin-thanks = Danke an alle, die etwas gesagt haben.
lessons-bulletin-none = In diesem Monat steht hier nichts. Was ist dir aufgefallen? Es kann das Nächste sein.
lessons-bulletin-rest = { $n ->
    [one] { $n } weiteres steht auf unserer Seite.
   *[other] { $n } weitere stehen auf unserer Seite.
}
lessons-bulletin-month = Monat
lessons-bulletin-show = Zeigen
lessons-bulletin-print = Drucke diese Seite mit deinem Browser. Was über dem Blatt steht, kommt nicht aufs Papier.
lessons-bulletin-tell = Ist dir etwas aufgefallen? Sag es uns:
lessons-ask-title = Dürfen wir das teilen?
lessons-ask-say = Wir möchten, dass andere von dem lernen, was du erzählt hast. Das ist alles, was sie lesen würden: der Monat und kein Tag. Nichts wird geteilt, bevor du ja sagst.
lessons-ask-yes = Ja, teilt es
lessons-ask-no = Nein, teilt es nicht
lessons-ask-change = Etwas soll anders sein
lessons-ask-change-words = Was soll anders sein?
lessons-ask-change-help = Eine Führungskraft liest es und ändert die Worte. Du siehst sie hier wieder.
lessons-ask-change-send = Senden, was anders sein soll
lessons-agreed-title = Du hast ja gesagt
lessons-agreed-say = Danke. Andere können das bald lesen. Du kannst es noch zurücknehmen.
lessons-yours-title = Was du erzählt hast, hilft anderen
lessons-yours-say = Andere können das lesen, weil du es erlaubt hast. Du kannst es jederzeit zurücknehmen.
lessons-no-title = Es wird nicht geteilt
lessons-no-say = Du wolltest nicht, dass es geteilt wird. Niemand sonst kann es lesen, und niemand fragt dich warum.
lessons-take-back = Zurücknehmen
lessons-read = So lesen es andere
lessons-said-yes = Danke. Andere werden daraus lernen können.
lessons-said-no = Es wird nicht geteilt. Niemand fragt dich warum.
lessons-said-change = Danke. Deine Worte sind da, und eine Führungskraft liest sie.
lessons-words-changed = Die Worte haben sich geändert, seit du diese Seite geöffnet hast. Bitte lies sie noch einmal.
lessons-not-asked = Hier ist nichts mehr zu beantworten.
lessons-see-mine = Zurück zu meiner Seite
