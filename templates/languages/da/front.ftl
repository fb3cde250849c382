front-welcome = Velkommen
front-title = Har du set noget? Så sig det.
front-lede = Det tager et minut. Du behøver ingen konto og intet navn.
front-tell = Fortæl os
front-tell-say = Hvad der skete, eller næsten skete.
front-see = Se, hvad der kom ud af det
front-see-say = Åbn din indberetning med din kvittering.
front-thanks-say = Tak, og hvad der blev ændret.
