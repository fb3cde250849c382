form-optional = (اختياري)
form-look-again = يُرجى إلقاء نظرة أخرى
form-send-words = إرسال كلماتي
form-your-words = كلماتك
form-your-words-say = ترافقك كلماتك عند تسجيل دخولك هنا. لم يُحفظ شيء بعد.
