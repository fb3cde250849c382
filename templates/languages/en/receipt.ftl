receipt-title = See what came of it
receipt-lede = Your receipt opens your own page: thanks, answers, and what changed.
receipt-label = Your receipt
receipt-help = 16 letters and numbers. Gaps and small letters do not matter.
receipt-open = Open my page
receipt-wrong = This receipt opens nothing. Please check each character: there are 16 of them.
receipt-too-many = Very many wrong receipts came in just now. Please wait a minute and try again; a right one always works.
