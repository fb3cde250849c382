thanks-title = Porque hablaste
thanks-told = { $n ->
    [one] { $n } aviso desde { $month } nos contó lo que no podíamos ver.
   *[other] { $n } avisos desde { $month } nos contaron lo que no podíamos ver.
}
thanks-half-at-once = La mitad llegó enseguida.
thanks-half-minutes = { $n ->
    [one] La mitad llegó en menos de un minuto.
   *[other] La mitad llegó en menos de { $n } minutos.
}
thanks-half-hours = { $n ->
    [one] La mitad llegó en menos de 1 hora.
   *[other] La mitad llegó en menos de { $n } horas.
}
thanks-half-days = { $n ->
    [one] La mitad llegó en menos de 1 día.
   *[other] La mitad llegó en menos de { $n } días.
}
thanks-half-weeks = { $n ->
    [one] La mitad llegó en menos de 1 semana.
   *[other] La mitad llegó en menos de { $n } semanas.
}
thanks-half-years = { $n ->
    [one] La mitad llegó en menos de 1 año.
   *[other] La mitad llegó en menos de { $n } años.
}
thanks-thank-you = Gracias.
thanks-everybody = Gracias a quienes nos cuentan lo que ven. Hace falta valor, y ayuda.
thanks-outcomes-title = Lo que resultó de ello
thanks-outcomes = { $n ->
    [one] En el último año, al menos { $n } persona ha sabido por nosotros qué cambió.
   *[other] En el último año, al menos { $n } personas han sabido por nosotros qué cambió.
}
thanks-helped-title = ¿Sirvió de algo?
thanks-helped = { $n ->
    [one] Al menos { $n } persona nos dijo que sí.
   *[other] Al menos { $n } personas nos dijeron que sí.
}
thanks-notice = ¿Notaste algo?
thanks-notice-say = Las cosas pequeñas cuentan. También las dudas y los errores propios.
thanks-see-mine = Ver qué resultó de lo mío
thanks-counted = Solo contamos semanas ya terminadas y no mostramos ningún número tan pequeño que pueda señalar a alguien.
thanks-changed-title = Lo que cambió
thanks-changed = { $n ->
    [one] En el último año se puso en marcha al menos { $n } cambio.
   *[other] En el último año se pusieron en marcha al menos { $n } cambios.
}
thanks-learned = { $n ->
    [one] Hay al menos { $n } historia para leer, con lo que aprendimos de ella.
   *[other] Hay al menos { $n } historias para leer, con lo que aprendimos de ellas.
}
thanks-wall = Lo mismo, para una pantalla en la pared
