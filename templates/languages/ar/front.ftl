front-welcome = أهلًا بك
front-title = هل لاحظت شيئًا؟ أخبرنا.
front-lede = يستغرق ذلك دقيقة واحدة. لا تحتاج إلى حساب ولا إلى ذكر اسمك.
front-tell = أخبرنا
front-tell-say = بما حدث، أو كاد يحدث.
front-see = تعرّف على ما نتج عن بلاغك
front-see-say = افتح بلاغك بإيصالك.
front-thanks-say = شكرٌ لك، وما الذي تغيّر.
