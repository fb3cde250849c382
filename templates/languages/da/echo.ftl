echo-thanks = Tak. Nu vejer det mere.
echo-thanks-say = En stemme mere siger, at det sker.
echo-receipt-say = Med den kan du læse, hvad der kommer ud af det.
echo-tell-more = Fortæl os mere om det
echo-title = Det sker også for dig
echo-said-on = Det sagde du den { $on }.
echo-gone = Den historie vises ikke mere. Du kan fortælle os din.
