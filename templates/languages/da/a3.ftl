a3-learning = Et hold lærer af det
a3-drafting = De er stadig ved at finde ud af, hvad der gjorde det muligt.
a3-doing = De prøver det af, der kan hjælpe.
a3-checking = De ser efter, om det hjalp.
a3-standardised = Det, der hjalp, er sådan, det gøres nu.
a3-let-go = De går ikke videre med det lige nu.
