lessons-title = Lo que aprendimos
lessons-lede = Historias que alguien nos contó, y lo que cambió gracias a ellas.
lessons-search = Buscar
lessons-search-words = Palabras que buscas
lessons-tile = Parte del sistema
lessons-all-tiles = Todas las partes
lessons-none = Aún no hay ninguna lección. Lo que nos cuentes puede ser la primera.
lessons-none-found = Ninguna lección tiene todas esas palabras. Prueba con menos palabras o con otra parte del sistema.
lessons-show-all = Mostrar todas
lessons-pages = Páginas de lecciones
lessons-newer = Más recientes
lessons-older = Más antiguas
lessons-back = Todas las lecciones
lessons-feed = Canal de noticias
lessons-bulletin = Página para la pared
lessons-happened = Qué pasó
lessons-learned = Lo que aprendimos
lessons-changed = Qué cambió
lessons-possible = Qué lo hizo posible
lessons-leader = Alguien que dirige da el primer paso: { $name }, { $role }
lessons-reread-holds = Visto de nuevo en { $month }: sigue siendo así.
lessons-reread-slipped = Visto de nuevo en { $month }: se ha ido perdiendo, y trabajamos en ello.
lessons-gone = Esta lección ya no se muestra, o hay un error en la dirección.
lessons-echo-say = ¿A ti también te pasa? Un toque le da más peso.
lessons-lately = Lo que aprendimos últimamente
lessons-more = Todo lo que hemos aprendido
lessons-bulletin-title = Lo dijiste, aprendimos
lessons-bulletin-told = { $n ->
    [one] Al menos { $n } de ustedes habló este mes. Gracias.
   *[other] Al menos { $n } de ustedes hablaron este mes. Gracias.
}
lessons-bulletin-thanks = Gracias a todas las personas que hablaron.
lessons-bulletin-none = Este mes no hay ninguna lección. ¿Qué notaste? Puede ser la próxima.
lessons-bulletin-rest = { $n ->
    [one] Hay { $n } más en nuestra página.
   *[other] Hay { $n } más en nuestra página.
}
lessons-bulletin-month = Mes
lessons-bulletin-show = Mostrar
lessons-bulletin-print = Imprime esta página con tu navegador. Lo que está encima de la hoja no sale en el papel.
lessons-bulletin-tell = ¿Notaste algo? Cuéntanos:
lessons-ask-title = ¿Podemos compartir esto?
lessons-ask-say = Nos gustaría que otras personas aprendieran de lo que nos contaste. Esto es todo lo que leerían: el mes y ningún día. Nada se comparte antes de que digas que sí.
lessons-ask-yes = Sí, compártanlo
lessons-ask-no = No, no lo compartan
lessons-ask-change = Algo debería ser diferente
lessons-ask-change-words = ¿Qué debería ser diferente?
lessons-ask-change-help = Alguien que dirige lo lee y cambia las palabras. Las verás aquí de nuevo.
lessons-ask-change-send = Enviar lo que debería ser diferente
lessons-agreed-title = Dijiste que sí
lessons-agreed-say = Gracias. Pronto otras personas podrán leer esto. Todavía puedes retirarlo.
lessons-yours-title = Lo que contaste ayuda a otras personas
lessons-yours-say = Otras personas pueden leer esto porque lo permitiste. Puedes retirarlo cuando quieras.
lessons-no-title = No se comparte
lessons-no-say = No quisiste que se compartiera. Nadie más puede leerlo y nadie te pregunta por qué.
lessons-take-back = Retirarlo
lessons-read = Leerlo como lo leen otras personas
lessons-said-yes = Gracias. Otras personas podrán aprender de ello.
lessons-said-no = No se comparte. Nadie te pregunta por qué.
lessons-said-change = Gracias. Tus palabras llegaron y alguien que dirige las leerá.
lessons-words-changed = Las palabras cambiaron desde que abriste esta página. Por favor, léelas otra vez.
lessons-not-asked = Aquí ya no hay nada que responder.
lessons-see-mine = Volver a mi página
