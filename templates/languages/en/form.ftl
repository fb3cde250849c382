form-optional = (optional)
form-look-again = Please look again
form-send-words = Send my words
form-your-words = Your words
form-your-words-say = They come with you when you sign in here. Nothing is stored yet.
