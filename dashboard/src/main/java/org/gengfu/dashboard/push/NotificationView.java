package org.gengfu.dashboard.push;

import java.time.Instant;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.delivery.Notification;

/** The contract's schema {@code Notification}: without the worker, who is the reader. */
record NotificationView(
    long id,
    long caseId,
    String reason,
    Severity severity,
    String titleChinese,
    String titleEnglish,
    String bodyChinese,
    String bodyEnglish,
    Instant createdAt) {
  static NotificationView of(Notification notification) {
    return new NotificationView(
        notification.id(),
        notification.caseId(),
        notification.reason(),
        notification.severity(),
        notification.titleChinese(),
        notification.titleEnglish(),
        notification.bodyChinese(),
        notification.bodyEnglish(),
        notification.createdAt());
  }
}
