package org.gengfu.alerts;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gengfu.alerts.Messages.Subject;
import org.gengfu.core.cases.CaseStore.Outgoing;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.Webhook;
import org.jspecify.annotations.Nullable;

/** Decides who is told of a step, on which channels, and in which words. */
final class Notices {
  static final String WEBHOOK = "webhook";
  static final String MQTT = "mqtt";
  static final String PAGE = "page";

  private final Messages chinese;
  private final Messages english;

  Notices(ZoneId zone) {
    chinese = new Messages(Locale.SIMPLIFIED_CHINESE, zone);
    english = new Messages(Locale.ENGLISH, zone);
  }

  /**
   * Messages about one step: to every outside system, and to the worker where there is one.
   *
   * @param reason {@code opened}, {@code dispatched}, {@code cleared}, {@code handled}, {@code
   *     closed} or {@code false-alarm}
   * @param workerId the worker to be told; null for nobody
   */
  List<Outgoing> of(
      Village village,
      String reason,
      Severity severity,
      @Nullable String workerId,
      Subject subject) {
    List<Outgoing> outgoing = new ArrayList<>();
    if (workerId != null) {
      outgoing.add(message(PAGE, workerId, workerId, reason, severity, subject));
      outgoing.add(message(MQTT, workerId, workerId, reason, severity, subject));
    }
    village.webhooks().stream()
        .filter(Webhook::enabled)
        .map(webhook -> message(WEBHOOK, webhook.id(), null, reason, severity, subject))
        .forEach(outgoing::add);
    return outgoing;
  }

  private Outgoing message(
      String channel,
      String target,
      @Nullable String workerId,
      String reason,
      Severity severity,
      Subject subject) {
    return new Outgoing(
        channel,
        target,
        workerId,
        reason,
        severity,
        chinese.title(reason, subject),
        english.title(reason, subject),
        chinese.body(reason, subject),
        english.body(reason, subject));
  }
}
