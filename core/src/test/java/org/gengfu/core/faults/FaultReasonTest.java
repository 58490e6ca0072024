package org.gengfu.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FaultReasonTest {
  @Test
  void tellsWhyADiskFailsByWhatTheSystemSays() {
    assertThat(FaultReason.ofDisk(new IOException("Read-only file system")))
        .isEqualTo(FaultReason.DISK_READ_ONLY);
    assertThat(FaultReason.ofDisk(new FileSystemException("/d", null, "Input/output error")))
        .isEqualTo(FaultReason.DISK_BROKEN);
    assertThat(FaultReason.ofDisk(new IOException("No space left on device")))
        .isEqualTo(FaultReason.DISK_NO_ROOM);
    assertThat(FaultReason.ofDisk(new IOException("Disk quota exceeded")))
        .isEqualTo(FaultReason.DISK_NO_ROOM);
    assertThat(FaultReason.ofDisk(new AccessDeniedException("/d")))
        .isEqualTo(FaultReason.DISK_FORBIDDEN);
    assertThat(FaultReason.ofDisk(new IOException("Operation not permitted")))
        .isEqualTo(FaultReason.DISK_FORBIDDEN);
    assertThat(FaultReason.ofDisk(new NoSuchFileException("/d"))).isEqualTo(FaultReason.DISK_GONE);
    assertThat(FaultReason.ofDisk(new IOException("Stale file handle")))
        .isEqualTo(FaultReason.DISK_GONE);
    assertThat(FaultReason.ofDisk(new IOException((String) null)))
        .isEqualTo(FaultReason.DISK_FAILED);
    assertThat(FaultReason.ofDisk(new IllegalStateException("No space left")))
        .isEqualTo(FaultReason.DISK_FAILED);
  }

  @Test
  void hasItsCodeAmongTheDetailsOfAFault() {
    assertThat(new Why(FaultReason.BROKER_LOGIN_WRONG, "no user name is configured").details())
        .containsEntry("reason", "broker-login-wrong")
        .containsEntry("detail", "no user name is configured")
        .hasSize(2);
  }
}
