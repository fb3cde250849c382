dates-day = { $day } de { $month } de { $year }
dates-month = { $month } de { $year }
dates-month-name = { $n ->
     [1] enero
     [2] febrero
     [3] marzo
     [4] abril
     [5] mayo
     [6] junio
     [7] julio
     [8] agosto
     [9] septiembre
     [10] octubre
     [11] noviembre
    *[12] diciembre
}
dates-weekday = { $weekday } { $date }
dates-weekday-name = { $n ->
     [1] lunes
     [2] martes
     [3] miércoles
     [4] jueves
     [5] viernes
     [6] sábado
    *[7] domingo
}
