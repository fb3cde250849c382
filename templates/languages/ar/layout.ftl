layout-skip = الانتقال إلى محتوى الصفحة
layout-main = القائمة الرئيسية
layout-languages = اللغة
layout-answers = الردود
layout-thanks = شكر
layout-what-not-who = نسأل ما الذي جعل ذلك ممكنًا، ولا نسأل أبدًا مَن.
layout-sign-in = دخول المسؤولين
layout-signed-out = تم تسجيل خروجك.
