package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gengfu.core.cases.CaseFault;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.Hindrance;
import org.junit.jupiter.api.Test;

/** What is technically wrong, as messages say it. */
class FaultMessagesTest {
  private static final Instant ONSET = Instant.parse("2026-11-22T14:07:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Test
  void saysEveryReasonInBothLanguagesAndAnUnknownOneAsItWasTold() {
    List<String> reasons = new ArrayList<>();
    for (FaultReason reason : FaultReason.values()) {
      reasons.add(reason.code());
    }
    for (Complaint complaint : Complaint.values()) {
      if (complaint.compareTo(Complaint.CONNECTING) <= 0 && complaint != Complaint.FAILED) {
        reasons.add(complaint.code());
      }
    }
    assertThat(reasons).hasSizeGreaterThan(60);
    for (FaultKind kind : List.of(FaultKind.BROKER_AWAY, FaultKind.NO_FRAMES)) {
      for (String reason : reasons) {
        Map<String, String> details = Map.of("reason", reason, "detail", "raw words");
        assertThat(what(Locale.SIMPLIFIED_CHINESE, kind, details))
            .as(reason)
            .doesNotContain("raw words", "?", "{")
            .containsPattern("：[^：]*[\\u4e00-\\u9fff]");
        assertThat(what(Locale.ENGLISH, kind, details))
            .as(reason)
            .doesNotContain("raw words", "?", "{")
            .doesNotContainPattern("[\\u4e00-\\u9fff]$");
      }
      Map<String, String> failed = Map.of("reason", "failed", "detail", "raw words");
      assertThat(what(Locale.SIMPLIFIED_CHINESE, kind, failed)).endsWith("raw words");
    }
    assertThat(what(Locale.ENGLISH, FaultKind.BROKER_AWAY, Map.of("error", "as it was")))
        .as("a case of before there were reasons")
        .endsWith("as it was");
  }

  @Test
  void saysWhyACameraCanNotBeJudgedInBothLanguages() {
    for (Hindrance hindrance : Hindrance.values()) {
      Map<String, String> details = Map.of("reason", hindrance.code());
      assertThat(what(Locale.SIMPLIFIED_CHINESE, FaultKind.UNJUDGED, details))
          .as(hindrance.code())
          .doesNotContain("?", "{")
          .containsPattern("：[^：]*[\\u4e00-\\u9fff]");
      assertThat(what(Locale.ENGLISH, FaultKind.UNJUDGED, details))
          .as(hindrance.code())
          .doesNotContain("?", "{")
          .doesNotContainPattern("[\\u4e00-\\u9fff]$");
    }
  }

  private static String what(Locale locale, FaultKind kind, Map<String, String> details) {
    return new Messages(locale, ZONE)
        .title(
            "opened",
            new Messages.Subject(
                kind.caseType(),
                "西桥",
                ONSET,
                ONSET,
                null,
                "",
                new CaseFault(kind, "c2", 1, details),
                ""));
  }

  @Test
  void saysWhatIsWrongAndWhatToDoInBothLanguages() {
    for (FaultKind kind : FaultKind.values()) {
      for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
        Messages messages = new Messages(locale, ZONE);
        for (int count : new int[] {1, 7}) {
          var subject =
              new Messages.Subject(
                  kind.caseType(),
                  "西桥",
                  ONSET,
                  ONSET.plusSeconds(90),
                  null,
                  "",
                  new CaseFault(kind, "c2", count, Map.of()),
                  "");
          for (String reason : List.of("opened", "cleared", "closed", "false-alarm", "handled")) {
            String place =
                switch (kind) {
                  case SPOOL_FILLING, SPOOL_FULL, SPOOL_UNUSABLE ->
                      locale.equals(Locale.ENGLISH) ? "buffer of readings" : "读数缓冲区";
                  default -> "西桥";
                };
            assertThat(messages.title(reason, subject)).contains(place).doesNotContain("{");
            assertThat(messages.body(reason, subject)).isNotBlank().doesNotContain("{");
          }
        }
      }
    }
  }
}
