echo-thanks = Gracias. Ahora pesa más.
echo-thanks-say = Una voz más dice que esto pasa.
echo-receipt-say = Con él puedes leer qué resulta de ello.
echo-tell-more = Cuéntanos más
echo-title = A ti también te pasa
echo-said-on = Lo dijiste el { $on }.
echo-gone = Esta historia ya no se muestra. Puedes contarnos la tuya.
