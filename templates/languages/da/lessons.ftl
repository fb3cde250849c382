lessons-title = Det lærte vi
lessons-lede = Historier, som nogen fortalte os, og det, der blev anderledes på grund af dem.
lessons-search = Søg
lessons-search-words = Ord, du leder efter
lessons-tile = Del af systemet
lessons-all-tiles = Alle dele
lessons-none = Her er ingen læring endnu. Det, du fortæller os, kan blive den første.
lessons-none-found = Ingen læring har alle disse ord. Prøv færre ord eller en anden del af systemet.
lessons-show-all = Vis alle
lessons-pages = Sider med læring
lessons-newer = Nyere
lessons-older = Ældre
lessons-back = Al læring
lessons-feed = Feed
lessons-bulletin = Side til væggen
lessons-happened = Hvad der skete
lessons-learned = Det lærte vi
lessons-changed = Hvad der blev anderledes
lessons-possible = Hvad der gjorde det muligt
lessons-leader = En leder går foran: { $name }, { $role }
lessons-reread-holds = Set på igen i { $month }: det holder stadig.
lessons-reread-slipped = Set på igen i { $month }: det er gledet, og vi arbejder på det.
lessons-gone = Denne læring vises ikke længere, eller der er en tastefejl i adressen.
lessons-echo-say = Sker det også for dig? Ét tryk giver det mere vægt.
lessons-lately = Det lærte vi for nylig
lessons-more = Alt, hvad vi har lært
lessons-bulletin-title = Du sagde det, vi lærte af det
lessons-bulletin-told = { $n ->
    [one] Mindst { $n } af jer sagde noget i denne måned. Tak.
   *[other] Mindst { $n } af jer sagde noget i denne måned. Tak.
}
lessons-bulletin-thanks = Tak til alle, der sagde noget.
lessons-bulletin-none = Ingen læring denne måned. Hvad har du lagt mærke til? Det kan blive den næste.
lessons-bulletin-rest = { $n ->
    [one] { $n } mere står på vores side.
   *[other] { $n } mere står på vores side.
}
lessons-bulletin-month = Måned
lessons-bulletin-show = Vis
lessons-bulletin-print = Udskriv siden med din browser. Det, der står over arket, kommer ikke med.
lessons-bulletin-tell = Har du lagt mærke til noget? Fortæl os det:
lessons-ask-title = Må vi dele dette?
lessons-ask-say = Vi vil gerne have, at andre lærer af det, du fortalte. Dette er alt, de ville læse: måneden og ingen dag. Intet deles, før du siger ja.
lessons-ask-yes = Ja, del det
lessons-ask-no = Nej, del det ikke
lessons-ask-change = Noget skal være anderledes
lessons-ask-change-words = Hvad skal være anderledes?
lessons-ask-change-help = En leder læser det og ændrer ordene. Du ser dem her igen.
lessons-ask-change-send = Send, hvad der skal være anderledes
lessons-agreed-title = Du sagde ja
lessons-agreed-say = Tak. Andre kan snart læse dette. Du kan stadig trække det tilbage.
lessons-yours-title = Det, du fortalte, hjælper andre
lessons-yours-say = Andre kan læse dette, fordi du sagde ja til det. Du kan altid trække det tilbage.
lessons-no-title = Det deles ikke
lessons-no-say = Du ville ikke have det delt. Ingen andre kan læse det, og ingen spørger hvorfor.
lessons-take-back = Træk det tilbage
lessons-read = Læs det, som andre gør
lessons-said-yes = Tak. Andre vil kunne lære af det.
lessons-said-no = Det deles ikke. Ingen spørger hvorfor.
lessons-said-change = Tak. Dine ord er kommet frem, og en leder læser dem.
lessons-words-changed = Ordene er ændret, siden du åbnede siden. Læs dem venligst igen.
lessons-not-asked = Her er ikke længere noget at svare på.
lessons-see-mine = Tilbage til min side
