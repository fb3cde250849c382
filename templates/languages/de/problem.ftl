problem-unknown-word = Wir kennen diese Auswahl nicht. Bitte nimm eine aus der Liste.
problem-text-empty = Bitte schreib hier ein paar Worte.
problem-text-too-long = Das sind { $length } Zeichen; { $most } passen hinein. Bitte kürze es ein wenig.
problem-text-unreadable = Im Text ist ein Zeichen, das wir nicht speichern können. Bitte schreib ihn noch einmal ohne es.
problem-not-stored = Wir konnten das gerade nicht speichern. Deine Worte sind alle hier: bitte sende sie in einer Minute noch einmal.
problem-no-receipt = Dein Beleg konnte nicht gemacht werden. Bitte sende deine Worte noch einmal.
