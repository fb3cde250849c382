thanks-title = Porque hablaste
