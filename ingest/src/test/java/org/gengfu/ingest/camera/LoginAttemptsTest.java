package org.gengfu.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gengfu.ingest.camera.LoginAttempts.Account;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {
  private static final Account ACCOUNT = new Account("10.0.0.5:554", "admin");
  private final LoginAttempts attempts = new LoginAttempts();

  private static long at(Duration time) {
    return time.toNanos();
  }

  @Test
  void allowsSoManyRefusalsWithinAnyHalfHour() {
    for (int n = 0; n < LoginAttempts.MOST; n++) {
      assertThat(attempts.harmless(ACCOUNT, at(Duration.ofMinutes(n)))).isTrue();
      attempts.refused(ACCOUNT, at(Duration.ofMinutes(n)));
    }
    assertThat(attempts.harmless(ACCOUNT, at(LoginAttempts.WITHIN) - 1)).isFalse();
    assertThat(attempts.harmless(ACCOUNT, at(LoginAttempts.WITHIN))).isTrue();
    attempts.refused(ACCOUNT, at(LoginAttempts.WITHIN));
    assertThat(attempts.harmless(ACCOUNT, at(LoginAttempts.WITHIN.plusSeconds(59)))).isFalse();
    assertThat(attempts.harmless(ACCOUNT, at(LoginAttempts.WITHIN.plusSeconds(60)))).isTrue();
  }

  @Test
  void countsEachAccountForItselfAndFromNoughtAfterASuccess() {
    for (int n = 0; n < LoginAttempts.MOST; n++) {
      attempts.refused(ACCOUNT, n);
    }
    assertThat(attempts.harmless(ACCOUNT, 10)).isFalse();
    assertThat(attempts.harmless(new Account("10.0.0.5:554", "viewer"), 10)).isTrue();
    assertThat(attempts.harmless(new Account("10.0.0.6:554", "admin"), 10)).isTrue();
    attempts.accepted(ACCOUNT);
    assertThat(attempts.harmless(ACCOUNT, 10)).isTrue();
  }

  @Test
  void remembersABoundedNumberOfAccountsEachWithABoundedNumberOfTimes() {
    for (int n = 0; n < LoginAttempts.MAX_ACCOUNTS + 10; n++) {
      attempts.refused(new Account("10.0.0.5:" + n, "admin"), n);
    }
    assertThat(attempts.accounts()).isEqualTo(LoginAttempts.MAX_ACCOUNTS);
    for (int n = 0; n < 1000; n++) {
      attempts.refused(ACCOUNT, n); // More than are allowed: several streams at once.
    }
    assertThat(attempts.harmless(ACCOUNT, 999 + at(LoginAttempts.WITHIN))).isTrue();
  }
}
