a3-learning = Un equipo está aprendiendo de ello
a3-drafting = Todavía buscan qué lo hizo posible.
a3-doing = Están probando lo que podría ayudar.
a3-checking = Están mirando si ayudó.
a3-standardised = Lo que ayudó es ahora la forma de hacerlo.
a3-let-go = Por ahora no siguen con ello.
