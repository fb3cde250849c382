echo-thanks = Danke. Jetzt wiegt es mehr.
echo-thanks-say = Eine Stimme mehr sagt, dass das vorkommt.
echo-receipt-say = Damit kannst du lesen, was daraus wird.
echo-tell-more = Erzähl uns mehr davon
echo-title = Das passiert dir auch
echo-said-on = Das hast du am { $on } gesagt.
echo-gone = Diese Geschichte wird nicht mehr gezeigt. Du kannst uns deine erzählen.
