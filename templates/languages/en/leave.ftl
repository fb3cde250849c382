leave-page = Leave this page
leave-keys = Or press Escape three times.
leave-history = Your browser still remembers that you were here.
