front-welcome = Willkommen
front-title = Etwas gesehen? Sag es.
front-lede = Es dauert eine Minute. Du brauchst kein Konto und keinen Namen.
front-tell = Erzähl es uns
front-tell-say = Was passiert ist, oder beinahe.
front-see = Sieh, was daraus wurde
front-see-say = Öffne deine Meldung mit deinem Beleg.
front-thanks-say = Danke, und was sich geändert hat.
