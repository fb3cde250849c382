error-reference = Jeśli prosisz o pomoc, podaj ten numer: { $slot }
