package org.gengfu.core.storage;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes who changed what, in the transaction of the change. */
final class Audit {
  private Audit() {}

  /** Before and after are JSON without secrets; null where there is none. */
  static int write(
      Handle handle,
      Instant at,
      String actor,
      String action,
      String kind,
      String subject,
      @Nullable String before,
      @Nullable String after) {
    return handle
        .createUpdate(Sql.file("village/audit"))
        .bind("at", Sql.time(at))
        .bind("actor", actor)
        .bind("action", action)
        .bind("kind", kind)
        .bind("subject", subject)
        .bind("before", before)
        .bind("after", after)
        .execute();
  }
}
