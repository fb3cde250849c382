receipt-title = Se, hvad der kom ud af det
receipt-lede = Din kvittering åbner din egen side: tak, svar og det, der blev ændret.
receipt-label = Din kvittering
receipt-help = 16 bogstaver og tal. Mellemrum og små bogstaver gør ingen forskel.
receipt-open = Åbn min side
receipt-wrong = Denne kvittering åbner ikke noget. Se hvert tegn efter: der er 16.
receipt-too-many = Der kom rigtig mange forkerte kvitteringer lige nu. Vent et minut, og prøv igen; en rigtig virker altid.
