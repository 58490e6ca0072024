package org.gengfu.core.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.Complaint.Level;

/**
 * What the doctor says.
 *
 * @param verdict the worst of it
 * @param findings worst first
 * @param facts what was measured
 */
public record Diagnosis(Verdict verdict, List<Finding> findings, StreamFacts facts) {
  public Diagnosis {
    findings =
        findings.stream()
            .sorted(Comparator.comparing((Finding finding) -> finding.code().level()).reversed())
            .toList();
  }

  public static Diagnosis of(List<Finding> findings, StreamFacts facts) {
    Verdict verdict =
        findings.stream()
            .map(finding -> finding.code().level())
            .max(Comparator.naturalOrder())
            .map(worst -> worst == Level.PROBLEM ? Verdict.ILL : Verdict.AILING)
            .orElse(Verdict.WELL);
    boolean remarksOnly =
        findings.stream().allMatch(finding -> finding.code().level() == Level.REMARK);
    return new Diagnosis(remarksOnly ? Verdict.WELL : verdict, findings, facts);
  }

  /** In one word. */
  public enum Verdict {
    WELL,
    /** It works, and something should be changed. */
    AILING,
    /** It is of no use as it is. */
    ILL;

    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One thing to be said.
   *
   * @param code what
   * @param details measured values, by the names that the code lists
   */
  public record Finding(Complaint code, Map<String, String> details) {
    public Finding {
      details = Map.copyOf(details);
    }

    public Finding(Complaint code) {
      this(code, Map.of());
    }
  }
}
