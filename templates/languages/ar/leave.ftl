leave-page = مغادرة هذه الصفحة
leave-keys = أو اضغط مفتاح Escape ثلاث مرات.
leave-history = ما زال متصفّحك يتذكّر أنك كنت هنا.
