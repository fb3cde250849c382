dates-day = { $day }. { $month } { $year }
dates-month = { $month } { $year }
dates-month-name = { $n ->
     [1] januar
     [2] februar
     [3] marts
     [4] april
     [5] maj
     [6] juni
     [7] juli
     [8] august
     [9] september
     [10] oktober
     [11] november
    *[12] december
}
dates-weekday = { $weekday } den { $date }
dates-weekday-name = { $n ->
     [1] mandag
     [2] tirsdag
     [3] onsdag
     [4] torsdag
     [5] fredag
     [6] lørdag
    *[7] søndag
}
