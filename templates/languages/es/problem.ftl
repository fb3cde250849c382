problem-unknown-word = No conocemos esta opción. Elige una de la lista.
problem-text-empty = Escribe aquí unas palabras.
problem-text-too-long = Esto tiene { $length } caracteres; caben { $most }. Acórtalo un poco.
problem-text-unreadable = El texto tiene un signo que no se puede guardar. Escríbelo de nuevo sin él.
problem-not-stored = No pudimos guardarlo ahora mismo. Todas tus palabras están aquí: envíalas de nuevo en un minuto.
problem-no-receipt = No se pudo hacer tu recibo. Envía tus palabras de nuevo.
