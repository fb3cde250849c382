echo-thanks = Thank you. Now it weighs more.
echo-thanks-say = One more voice says that this happens.
echo-receipt-say = With it you can read what comes of it.
echo-tell-more = Tell us more about it
echo-title = It happens to you too
echo-said-on = You said so on { $on }.
echo-gone = This story is not shown any more. You can tell us yours.
