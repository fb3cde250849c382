room-tab = Sala
room-title = Primero escribir, después hablar
room-lede = Cada persona escribe en su propio teléfono, sin nombre. Después todos miran los puntos juntos.
room-code = El código de la sala
room-code-help = 6 letras y números; los ves en la sala. No importan las minúsculas ni los espacios.
room-enter = Entrar
room-wrong = Este código no abre ninguna sala. Míralo otra vez; quizá ha caducado.
room-too-many = Acaban de llegar muchísimos códigos equivocados. Espera un minuto e inténtalo otra vez; uno correcto siempre funciona.
room-nothing-kept = No guardamos nombre, ni dispositivo, ni hora. Nada dice de quién es un punto. Tu forma de escribir sí puede delatarte ante quien te conoce.
room-point = Tu punto
room-point-help = ¿Qué lo hizo fácil o difícil? Funciones en lugar de nombres, hasta 500 caracteres.
room-point-send = Ponerlo boca abajo
room-point-in = { $n ->
    [one] Tu punto está dentro. { $n } punto hasta ahora.
   *[other] Tu punto está dentro. { $n } puntos hasta ahora.
}
room-so-far = { $n ->
    [one] { $n } punto hasta ahora. Nadie lo ve todavía.
   *[other] { $n } puntos hasta ahora. Nadie los ve todavía.
}
room-late = Estas palabras no se enviaron.
room-late-say = Los puntos ya están boca arriba, o el código ha caducado. Puedes decirlo en voz alta o esperar otra ronda.
room-full = La sala está llena. Di tu punto en voz alta, por favor.
room-turned = Los puntos están boca arriba. Miradlos juntos.
room-look-again = Mirar otra vez
room-pulse = ¿Cómo ha sido para ti?
room-pulse-learned = Aprendí algo
room-pulse-again = Volvería a venir
room-pulse-safe = Me sentí con seguridad para hablar
room-face-1 = No
room-face-2 = Un poco
room-face-3 = Sí
room-pulse-all = Toca una cara en cada fila, por favor.
room-pulse-send = Enviar mi respuesta
room-pulse-say = Responde una sola vez, por favor. No podemos ver si un teléfono responde dos veces, porque no guardamos nada de él. Solo se guardan sumas, y se muestran cuando han respondido cinco o más.
room-pulse-in = Gracias. Tu respuesta ha llegado.
room-over = Gracias por estar aquí.
