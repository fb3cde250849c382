leave-page = Forlad siden
leave-keys = Eller tryk tre gange på Escape.
leave-history = Din browser husker stadig, at du var her.
