layout-skip = Gå til siden
layout-main = Hovedmenu
layout-languages = Sprog
layout-answers = Svar
layout-thanks = Tak
layout-what-not-who = Vi spørger, hvad der gjorde det muligt, aldrig hvem.
layout-sign-in = Log ind (ledelse)
layout-signed-out = Du er logget ud.
