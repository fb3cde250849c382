thanks-title = Fordi du sagde til
thanks-told = { $n ->
    [one] { $n } indberetning siden { $month } har fortalt os, hvad vi ikke selv kunne se.
   *[other] { $n } indberetninger siden { $month } har fortalt os, hvad vi ikke selv kunne se.
}
thanks-half-at-once = Halvdelen af dem kom med det samme.
thanks-half-minutes = { $n ->
    [one] Halvdelen af dem kom inden for et minut.
   *[other] Halvdelen af dem kom inden for { $n } minutter.
}
thanks-half-hours = { $n ->
    [one] Halvdelen af dem kom inden for 1 time.
   *[other] Halvdelen af dem kom inden for { $n } timer.
}
thanks-half-days = { $n ->
    [one] Halvdelen af dem kom inden for 1 dag.
   *[other] Halvdelen af dem kom inden for { $n } dage.
}
thanks-half-weeks = { $n ->
    [one] Halvdelen af dem kom inden for 1 uge.
   *[other] Halvdelen af dem kom inden for { $n } uger.
}
thanks-half-years = { $n ->
    [one] Halvdelen af dem kom inden for 1 år.
   *[other] Halvdelen af dem kom inden for { $n } år.
}
thanks-thank-you = Tak.
thanks-everybody = Tak til alle, der fortæller os, hvad de ser. Det kræver mod, og det hjælper.
thanks-outcomes-title = Hvad der kom ud af det
thanks-outcomes = { $n ->
    [one] I det sidste år har mindst { $n } af jer hørt fra os, hvad der blev ændret.
   *[other] I det sidste år har mindst { $n } af jer hørt fra os, hvad der blev ændret.
}
thanks-helped-title = Hjalp det?
thanks-helped = { $n ->
    [one] Mindst { $n } af jer har sagt, at det gjorde.
   *[other] Mindst { $n } af jer har sagt, at det gjorde.
}
thanks-notice = Har du lagt mærke til noget?
thanks-notice-say = Små ting tæller. Det gør tvivl og dine egne fejl også.
thanks-see-mine = Se, hvad der kom ud af mit
thanks-counted = Vi tæller kun uger, der er forbi, og viser intet tal, der er så lille, at det kan pege på nogen.
thanks-changed-title = Hvad der er ændret
thanks-changed = { $n ->
    [one] I det sidste år er mindst { $n } ændring indført.
   *[other] I det sidste år er mindst { $n } ændringer indført.
}
thanks-learned = { $n ->
    [one] Der er mindst { $n } historie at læse, med det, vi lærte af den.
   *[other] Der er mindst { $n } historier at læse, med det, vi lærte af dem.
}
thanks-wall = Det samme til en skærm på væggen
