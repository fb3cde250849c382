problem-unknown-word = We do not know this choice. Please pick one of the list.
problem-text-empty = Please write a few words here.
problem-text-too-long = This is { $length } characters long; { $most } fit. Please shorten it a little.
problem-text-unreadable = This text holds a character that cannot be stored. Please type it again without it.
problem-not-stored = We could not store this just now. Your words are all here: please send them again in a minute.
problem-no-receipt = Your receipt could not be made. Please send your words again.
