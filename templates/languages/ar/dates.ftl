dates-day = { $day } { $month } { $year }
dates-month = { $month } { $year }
dates-month-name = { $n ->
     [1] يناير
     [2] فبراير
     [3] مارس
     [4] أبريل
     [5] مايو
     [6] يونيو
     [7] يوليو
     [8] أغسطس
     [9] سبتمبر
     [10] أكتوبر
     [11] نوفمبر
    *[12] ديسمبر
}
dates-weekday = { $weekday } { $date }
dates-weekday-name = { $n ->
     [1] الاثنين
     [2] الثلاثاء
     [3] الأربعاء
     [4] الخميس
     [5] الجمعة
     [6] السبت
    *[7] الأحد
}
