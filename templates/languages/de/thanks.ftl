thanks-title = Weil du etwas gesagt hast
thanks-told = { $n ->
    [one] { $n } Meldung seit { $month } hat uns gezeigt, was wir nicht sehen konnten.
   *[other] { $n } Meldungen seit { $month } haben uns gezeigt, was wir nicht sehen konnten.
}
thanks-half-at-once = Die Hälfte davon kam sofort.
thanks-half-minutes = { $n ->
    [one] Die Hälfte davon kam innerhalb von einer Minute.
   *[other] Die Hälfte davon kam innerhalb von { $n } Minuten.
}
thanks-half-hours = { $n ->
    [one] Die Hälfte davon kam innerhalb von 1 Stunde.
   *[other] Die Hälfte davon kam innerhalb von { $n } Stunden.
}
thanks-half-days = { $n ->
    [one] Die Hälfte davon kam innerhalb von 1 Tag.
   *[other] Die Hälfte davon kam innerhalb von { $n } Tagen.
}
thanks-half-weeks = { $n ->
    [one] Die Hälfte davon kam innerhalb von 1 Woche.
   *[other] Die Hälfte davon kam innerhalb von { $n } Wochen.
}
thanks-half-years = { $n ->
    [one] Die Hälfte davon kam innerhalb von 1 Jahr.
   *[other] Die Hälfte davon kam innerhalb von { $n } Jahren.
}
thanks-thank-you = Danke.
thanks-everybody = Danke an alle, die uns erzählen, was sie sehen. Das braucht Mut, und es hilft.
thanks-outcomes-title = Was daraus wurde
thanks-outcomes = { $n ->
    [one] Im letzten Jahr hat mindestens { $n } von euch von uns gehört, was sich geändert hat.
   *[other] Im letzten Jahr haben mindestens { $n } von euch von uns gehört, was sich geändert hat.
}
thanks-helped-title = Hat es geholfen?
thanks-helped = { $n ->
    [one] Mindestens { $n } von euch hat uns gesagt: ja.
   *[other] Mindestens { $n } von euch haben uns gesagt: ja.
}
thanks-notice = Hast du etwas bemerkt?
thanks-notice-say = Kleinigkeiten zählen. Zweifel und eigene Fehler auch.
thanks-see-mine = Sehen, was aus meiner Meldung wurde
thanks-counted = Wir zählen nur Wochen, die vorbei sind, und zeigen keine Zahl, die so klein ist, dass sie auf jemanden deuten könnte.
thanks-changed-title = Was sich geändert hat
thanks-changed = { $n ->
    [one] Im letzten Jahr wurde mindestens { $n } Änderung umgesetzt.
   *[other] Im letzten Jahr wurden mindestens { $n } Änderungen umgesetzt.
}
thanks-learned = { $n ->
    [one] Mindestens { $n } Geschichte könnt ihr lesen, mit dem, was wir daraus gelernt haben.
   *[other] Mindestens { $n } Geschichten könnt ihr lesen, mit dem, was wir daraus gelernt haben.
}
thanks-wall = Dasselbe für einen Bildschirm an der Wand
