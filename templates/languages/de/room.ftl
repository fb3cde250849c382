room-tab = Raum
room-title = Erst schreiben, dann reden
room-lede = Alle schreiben auf dem eigenen Telefon, ohne Namen. Danach sehen alle die Punkte gemeinsam an.
room-code = Der Code des Raums
room-code-help = 6 Buchstaben und Ziffern; du siehst sie im Raum. Kleinbuchstaben und Lücken sind egal.
room-enter = Eintreten
room-wrong = Dieser Code öffnet keinen Raum. Bitte sieh ihn dir noch einmal an; vielleicht ist er abgelaufen.
room-too-many = Gerade kamen sehr viele falsche Codes. Bitte warte eine Minute und versuche es noch einmal; ein richtiger gilt immer.
room-nothing-kept = Wir behalten keinen Namen, kein Gerät und keine Uhrzeit. Nichts sagt, von wem ein Punkt ist. Wie du schreibst, kann dich trotzdem verraten, wenn man dich kennt.
room-point = Dein Punkt
room-point-help = Was hat es leicht oder schwer gemacht? Rollen statt Namen, bis zu 500 Zeichen.
room-point-send = Verdeckt hineinlegen
room-point-in = { $n ->
    [one] Dein Punkt ist drin. Bisher { $n } Punkt.
   *[other] Dein Punkt ist drin. Bisher { $n } Punkte.
}
room-so-far = { $n ->
    [one] Bisher { $n } Punkt. Noch sieht ihn niemand.
   *[other] Bisher { $n } Punkte. Noch sieht sie niemand.
}
room-late = Diese Worte wurden nicht gesendet.
room-late-say = Die Punkte sind umgedreht, oder der Code ist abgelaufen. Du kannst es laut sagen oder auf eine neue Runde warten.
room-full = Der Raum ist voll. Bitte sag deinen Punkt laut.
room-turned = Die Punkte sind umgedreht. Seht sie gemeinsam an.
room-look-again = Noch einmal nachsehen
room-pulse = Wie war es für dich?
room-pulse-learned = Ich habe etwas gelernt
room-pulse-again = Ich würde wiederkommen
room-pulse-safe = Ich konnte ohne Angst sprechen
room-face-1 = Nein
room-face-2 = Ein wenig
room-face-3 = Ja
room-pulse-all = Bitte tippe in jeder Zeile ein Gesicht an.
room-pulse-send = Meine Antwort senden
room-pulse-say = Bitte antworte einmal. Ob ein Telefon zweimal antwortet, können wir nicht sehen, denn wir behalten nichts davon. Nur Summen werden behalten und gezeigt, sobald fünf oder mehr geantwortet haben.
room-pulse-in = Danke. Deine Antwort ist da.
room-over = Danke, dass du dabei warst.
