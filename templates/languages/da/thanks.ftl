thanks-title = Fordi du sagde til
