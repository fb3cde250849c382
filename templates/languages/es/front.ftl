front-welcome = Te damos la bienvenida
front-title = ¿Viste algo? Cuéntalo.
front-lede = Lleva un minuto. No necesitas cuenta ni nombre.
front-tell = Cuéntanos
front-tell-say = Lo que pasó, o casi.
front-see = Mira qué resultó de ello
front-see-say = Abre tu aviso con tu recibo.
front-thanks-say = Gracias, y lo que cambió.
