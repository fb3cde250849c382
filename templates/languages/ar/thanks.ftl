thanks-title = لأنك تكلّمت
