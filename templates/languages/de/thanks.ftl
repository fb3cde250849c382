thanks-title = Weil du etwas gesagt hast
