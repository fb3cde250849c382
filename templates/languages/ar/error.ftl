error-reference = إذا طلبت المساعدة فاذكر هذا الرقم: { $slot }
