error-reference = Wenn du um Hilfe bittest, nenne diese Nummer: { $slot }
