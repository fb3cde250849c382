lessons-title = ما تعلّمناه
lessons-lede = قصص رواها لنا أحدهم، وما تغيّر بفضلها.
lessons-search = بحث
lessons-search-words = كلمات البحث
lessons-tile = جزء من النظام
lessons-all-tiles = كل الأجزاء
lessons-none = لا توجد دروس هنا بعد. ما ترويه لنا قد يصبح الدرس الأول.
lessons-none-found = لا يوجد درس يضم كل هذه الكلمات. جرّب كلمات أقل أو جزءًا آخر من النظام.
lessons-show-all = عرض الكل
lessons-pages = صفحات الدروس
lessons-newer = الأحدث
lessons-older = الأقدم
lessons-back = كل الدروس
lessons-feed = موجز الأخبار
lessons-bulletin = صفحة للحائط
lessons-happened = ما الذي حدث
lessons-learned = ما تعلّمناه
lessons-changed = ما الذي تغيّر
lessons-possible = ما الذي جعله ممكنًا
lessons-leader = مسؤول يبدأ بنفسه: { $name }، { $role }
lessons-reread-holds = أُعيد النظر فيه في { $month }: ما زال قائمًا.
lessons-reread-slipped = أُعيد النظر فيه في { $month }: تراجع الأمر، ونحن نعمل عليه.
lessons-gone = هذا الدرس لم يعد معروضًا، أو في العنوان خطأ مطبعي.
lessons-echo-say = هل يحدث هذا لك أيضًا؟ نقرة واحدة تزيد من وزنه.
lessons-lately = ما تعلّمناه مؤخرًا
lessons-more = كل ما تعلّمناه
lessons-bulletin-title = أنتم قلتم، ونحن تعلّمنا
lessons-bulletin-told = { $n ->
    [zero] تحدّث بعضكم هذا الشهر. شكرًا لكم.
    [one] تحدّث { $n } منكم على الأقل هذا الشهر. شكرًا لكم.
    [two] تحدّث { $n } منكم على الأقل هذا الشهر. شكرًا لكم.
    [few] تحدّث { $n } منكم على الأقل هذا الشهر. شكرًا لكم.
    [many] تحدّث { $n } منكم على الأقل هذا الشهر. شكرًا لكم.
   *[other] تحدّث { $n } منكم على الأقل هذا الشهر. شكرًا لكم.
}
lessons-bulletin-thanks = شكرًا لكل من تحدّث.
lessons-bulletin-none = لا توجد دروس هذا الشهر. ماذا لاحظت؟ قد يكون الدرس القادم.
lessons-bulletin-rest = { $n ->
    [zero] لا مزيد على صفحتنا.
    [one] درس آخر على صفحتنا.
    [two] درسان آخران على صفحتنا.
    [few] { $n } دروس أخرى على صفحتنا.
    [many] { $n } درسًا آخر على صفحتنا.
   *[other] { $n } درس آخر على صفحتنا.
}
lessons-bulletin-month = الشهر
lessons-bulletin-show = عرض
lessons-bulletin-print = اطبع هذه الصفحة من متصفحك. ما فوق الورقة لا يُطبع.
lessons-bulletin-tell = هل لاحظت شيئًا؟ أخبرنا:
lessons-ask-title = هل يمكننا مشاركة هذا؟
lessons-ask-say = نود أن يتعلّم الآخرون مما رويته لنا. هذا كل ما سيقرؤونه: الشهر بلا يوم. لن يُنشر شيء قبل أن توافق.
lessons-ask-yes = نعم، شاركوه
lessons-ask-no = لا، لا تشاركوه
lessons-ask-change = ينبغي تغيير شيء ما
lessons-ask-change-words = ما الذي ينبغي أن يتغيّر؟
lessons-ask-change-help = سيقرأه مسؤول ويغيّر الكلمات. ستراها هنا مرة أخرى.
lessons-ask-change-send = أرسل ما ينبغي تغييره
lessons-agreed-title = لقد وافقت
lessons-agreed-say = شكرًا لك. سيتمكّن الآخرون من قراءة هذا قريبًا. ما زال بإمكانك سحبه.
lessons-yours-title = ما رويته يساعد الآخرين
lessons-yours-say = يمكن للآخرين قراءة هذا لأنك سمحت به. يمكنك سحبه في أي وقت.
lessons-no-title = لا تتم مشاركته
lessons-no-say = لم ترغب في مشاركته. لا يمكن لأحد غيرك قراءته، ولا يسألك أحد عن السبب.
lessons-take-back = اسحبه
lessons-read = اقرأه كما يقرؤه الآخرون
lessons-said-yes = شكرًا لك. سيتمكّن الآخرون من التعلّم منه.
lessons-said-no = لا تتم مشاركته. ولا يسألك أحد عن السبب.
lessons-said-change = شكرًا لك. وصلت كلماتك، وسيقرؤها أحد المسؤولين.
lessons-words-changed = تغيّرت الكلمات منذ أن فتحت هذه الصفحة. يرجى قراءتها مرة أخرى.
lessons-not-asked = لم يعد هنا ما يستدعي الرد.
lessons-see-mine = العودة إلى صفحتي
