a3-learning = Ein Team lernt daraus
a3-drafting = Es findet noch heraus, was es möglich gemacht hat.
a3-doing = Es probiert aus, was helfen könnte.
a3-checking = Es schaut nach, ob es geholfen hat.
a3-standardised = Was geholfen hat, wird jetzt so gemacht.
a3-let-go = Es geht dem vorerst nicht weiter nach.
