layout-skip = Ir al contenido
layout-main = Menú principal
layout-languages = Idioma
layout-answers = Respuestas
layout-thanks = Gracias
layout-what-not-who = Preguntamos qué lo hizo posible, nunca quién.
layout-sign-in = Entrar (personal)
layout-signed-out = Has cerrado la sesión.
