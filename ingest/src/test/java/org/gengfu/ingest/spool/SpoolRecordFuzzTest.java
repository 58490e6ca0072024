package org.gengfu.ingest.spool;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.gengfu.ingest.testing.FuzzInput;

/**
 * Whatever a power cut has left in a file: reading it goes on, stays within the file, and gives
 * only readings that could have been written.
 */
class SpoolRecordFuzzTest {
  @FuzzTest
  void goesOnWithinTheFile(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    boolean sound = (input.octet() & 1) == 0;
    byte[] content = input.rest();
    ByteBuffer file = ByteBuffer.wrap(sound ? withChecksum(content) : content);
    while (true) {
      int before = file.position();
      SpoolRecord.Found found = SpoolRecord.decode(file);
      if (file.position() != before) {
        throw new AssertionError("the position has moved");
      }
      int bytes = 0;
      if (found instanceof SpoolRecord.Found.Whole whole) {
        bytes = whole.bytes();
        if (!Double.isFinite(whole.reading().value())) {
          throw new AssertionError("a reading of " + whole.reading().value());
        }
      } else if (found instanceof SpoolRecord.Found.Damaged damaged) {
        bytes = damaged.bytes();
      } else {
        return;
      }
      if (bytes <= 0 || bytes > file.remaining()) {
        throw new AssertionError(bytes + " bytes of " + file.remaining());
      }
      file.position(before + bytes);
    }
  }

  /** No fuzzer guesses a checksum: one record with the right one, and what follows it. */
  private static byte[] withChecksum(byte[] content) {
    int length = Math.min(content.length, SpoolRecord.MAX_BYTES);
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, length);
    return ByteBuffer.allocate(SpoolRecord.HEAD_BYTES + content.length)
        .putInt(length)
        .putInt((int) checksum.getValue())
        .put(content)
        .array();
  }
}
