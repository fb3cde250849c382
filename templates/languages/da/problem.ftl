problem-unknown-word = Vi kender ikke dette valg. Vælg et fra listen.
problem-text-empty = Skriv et par ord her.
problem-text-too-long = Det er { $length } tegn langt; der er plads til { $most }. Gør det lidt kortere.
problem-text-unreadable = Teksten har et tegn, som ikke kan gemmes. Skriv den igen uden det.
problem-not-stored = Vi kunne ikke gemme det lige nu. Alle dine ord er her: send dem igen om et minut.
problem-no-receipt = Din kvittering kunne ikke laves. Send dine ord igen.
