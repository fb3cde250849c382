problem-unknown-word = لا نعرف هذا الخيار. اختر واحدًا من القائمة.
problem-text-empty = اكتب هنا بضع كلمات.
problem-text-too-long = عدد الأحرف هنا { $length }، والحد الأقصى { $most }. اختصر النص قليلًا.
problem-text-unreadable = في النص رمزٌ لا يمكن حفظه. اكتب النص مرة أخرى من دونه.
problem-not-stored = لم نتمكّن من حفظ هذا الآن. كلماتك كلها هنا: أرسلها مرة أخرى بعد دقيقة.
problem-no-receipt = تعذّر إعداد إيصالك. أرسل كلماتك مرة أخرى.
