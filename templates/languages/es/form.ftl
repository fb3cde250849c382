form-optional = (opcional)
form-look-again = Revísalo otra vez, por favor
form-send-words = Enviar mis palabras
form-your-words = Tus palabras
form-your-words-say = Te acompañan cuando entras aquí. Todavía no se ha guardado nada.
