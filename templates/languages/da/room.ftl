room-tab = Rum
room-title = Skriv først, tal bagefter
room-lede = Alle skriver på deres egen telefon, uden navn. Bagefter ser alle på punkterne sammen.
room-code = Rummets kode
room-code-help = 6 bogstaver og tal; du ser dem i rummet. Små bogstaver og mellemrum betyder ikke noget.
room-enter = Gå ind
room-wrong = Denne kode åbner intet rum. Se på den igen; måske er den udløbet.
room-too-many = Der kom lige rigtig mange forkerte koder. Vent et minut, og prøv igen; en rigtig kode virker altid.
room-nothing-kept = Vi gemmer intet navn, ingen enhed og intet tidspunkt. Intet siger, hvis punkt det er. Måden, du skriver på, kan stadig røbe dig for dem, der kender dig.
room-point = Dit punkt
room-point-help = Hvad gjorde det let eller svært? Roller i stedet for navne, op til 500 tegn.
room-point-send = Læg det ind med bagsiden op
room-point-in = { $n ->
    [one] Dit punkt er lagt ind. { $n } punkt indtil nu.
   *[other] Dit punkt er lagt ind. { $n } punkter indtil nu.
}
room-so-far = { $n ->
    [one] { $n } punkt indtil nu. Ingen ser det endnu.
   *[other] { $n } punkter indtil nu. Ingen ser dem endnu.
}
room-late = Disse ord blev ikke sendt.
room-late-say = Punkterne er vendt, eller koden er udløbet. Du kan sige det højt eller vente på en ny runde.
room-full = Rummet er fuldt. Sig dit punkt højt.
room-turned = Punkterne er vendt. Se på dem sammen.
room-look-again = Se igen
room-pulse = Hvordan var det for dig?
room-pulse-learned = Jeg lærte noget
room-pulse-again = Jeg ville komme igen
room-pulse-safe = Jeg følte mig tryg ved at tale
room-face-1 = Nej
room-face-2 = Lidt
room-face-3 = Ja
room-pulse-all = Tryk på et ansigt i hver række.
room-pulse-send = Send mit svar
room-pulse-say = Svar kun én gang. Vi kan ikke se, om en telefon svarer to gange, for vi gemmer intet om den. Kun summer gemmes, og de vises, når fem eller flere har svaret.
room-pulse-in = Tak. Dit svar er modtaget.
room-over = Tak, fordi du var med.
