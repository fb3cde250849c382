receipt-title = Mira qué resultó de ello
receipt-lede = Tu recibo abre tu propia página: gracias, respuestas y lo que cambió.
receipt-label = Tu recibo
receipt-help = 16 letras y números. Los espacios y las minúsculas no importan.
receipt-open = Abrir mi página
receipt-wrong = Este recibo no abre nada. Revisa cada signo: son 16.
receipt-too-many = Llegaron muchísimos recibos equivocados ahora mismo. Espera un minuto e inténtalo de nuevo; uno correcto siempre funciona.
