leave-page = Salir de esta página
leave-keys = O pulsa Escape tres veces.
leave-history = Tu navegador todavía recuerda que estuviste aquí.
