package org.gengfu.hub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process has received of each camera, in a file mapped into its memory: what was written
 * there outlives SIGKILL, as the pages are the kernel's.
 */
final class Witness {
  /** How many beginnings of groups of pictures are remembered a camera. */
  static final int KEYFRAMES = 4;

  private static final int UNITS = 0;
  private static final int LAST_UNIT = 8;
  private static final int FIRST_KEYFRAME = 16;
  private static final int BYTES_PER_CAMERA = FIRST_KEYFRAME + 8 * KEYFRAMES;

  private final ByteBuffer memory;

  private Witness(ByteBuffer memory) {
    this.memory = memory;
  }

  /**
   * What a camera has sent.
   *
   * @param units access units
   * @param lastUnitMillis wall clock of the last one, since 1970
   * @param keyframesMillis wall clocks of the last {@value #KEYFRAMES} keyframes, latest first; 0
   *     for none
   */
  record Received(long units, long lastUnitMillis, List<Long> keyframesMillis) {}

  /** Makes the file, all zeros, and maps it. */
  static Witness create(Path file, int cameras) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      int bytes = cameras * BYTES_PER_CAMERA;
      return new Witness(channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes));
    }
  }

  /** The file as it is now. */
  static Witness read(Path file) throws IOException {
    return new Witness(ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  /** Notes a unit; on the camera's loop alone. */
  void note(int camera, boolean keyframe, long wallMillis) {
    int at = camera * BYTES_PER_CAMERA;
    if (keyframe) {
      for (int i = KEYFRAMES - 1; i > 0; i--) {
        memory.putLong(
            at + FIRST_KEYFRAME + 8 * i, memory.getLong(at + FIRST_KEYFRAME + 8 * (i - 1)));
      }
      memory.putLong(at + FIRST_KEYFRAME, wallMillis);
    }
    memory.putLong(at + LAST_UNIT, wallMillis);
    memory.putLong(at + UNITS, memory.getLong(at + UNITS) + 1);
  }

  Received received(int camera) {
    int at = camera * BYTES_PER_CAMERA;
    List<Long> keyframes = new ArrayList<>();
    for (int i = 0; i < KEYFRAMES; i++) {
      keyframes.add(memory.getLong(at + FIRST_KEYFRAME + 8 * i));
    }
    return new Received(memory.getLong(at + UNITS), memory.getLong(at + LAST_UNIT), keyframes);
  }
}
