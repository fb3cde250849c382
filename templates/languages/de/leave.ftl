leave-page = Seite verlassen
leave-keys = Oder drücke dreimal Escape.
leave-history = Dein Browser merkt sich trotzdem, dass du hier warst.
