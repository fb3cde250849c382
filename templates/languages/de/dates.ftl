dates-day = { $day }. { $month } { $year }
dates-month = { $month } { $year }
dates-month-name = { $n ->
     [1] Januar
     [2] Februar
     [3] März
     [4] April
     [5] Mai
     [6] Juni
     [7] Juli
     [8] August
     [9] September
     [10] Oktober
     [11] November
    *[12] Dezember
}
dates-weekday = { $weekday }, { $date }
dates-weekday-name = { $n ->
     [1] Montag
     [2] Dienstag
     [3] Mittwoch
     [4] Donnerstag
     [5] Freitag
     [6] Samstag
    *[7] Sonntag
}
