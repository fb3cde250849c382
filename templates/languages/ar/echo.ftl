echo-thanks = شكرًا لك. صار لهذا وزن أكبر.
echo-thanks-say = صوت آخر يقول إن هذا يحدث.
echo-receipt-say = به يمكنك أن تقرأ ما ينتج عنه.
echo-tell-more = أخبرنا بالمزيد عنه
echo-title = هذا يحدث لك أيضًا
echo-said-on = قلتَ ذلك في { $on }.
echo-gone = لم تعد هذه القصّة معروضة. يمكنك أن تخبرنا بقصّتك.
