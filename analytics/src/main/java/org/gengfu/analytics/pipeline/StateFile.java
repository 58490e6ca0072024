package org.gengfu.analytics.pipeline;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.gengfu.analytics.pipeline.SceneWatch.SavedScene;
import org.gengfu.core.cases.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a camera's state over restarts: {@code <cameraId>.state}. A crash while writing leaves the
 * file as it was before.
 */
final class StateFile {
  private static final int MAGIC = 0x47_46_41_53; // GFAS
  private static final int VERSION = 2;

  /** Knew nothing of motion. */
  private static final int VERSION_WITHOUT_MOTION = 1;

  private static final int CHECKSUM_BYTES = Long.BYTES;

  /** A scene takes a few hundred kilobytes, untold observations a picture each. */
  private static final long MAX_BYTES = 256L << 20;

  private final Path path;

  StateFile(Path directory, String cameraId) {
    this.path = directory.resolve(cameraId + ".state");
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Reads the state.
   *
   * @return empty state where there is no file
   * @throws IOException when the file can't be read, is damaged, or is of another version
   */
  CameraState load() throws IOException {
    if (!exists()) {
      return CameraState.EMPTY;
    }
    if (Files.size(path) > MAX_BYTES) {
      throw new IOException(path + " is larger than any state");
    }
    byte[] content = Files.readAllBytes(path);
    int length = content.length - CHECKSUM_BYTES;
    if (length < 0 || ByteBuffer.wrap(content).getLong(length) != checksum(content, length)) {
      throw new IOException(path + " is damaged");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content, 0, length))) {
      return read(in);
    } catch (IllegalArgumentException invalid) {
      throw new IOException(path + " is damaged", invalid);
    }
  }

  /** Writes the state; when this returns it is on disk. */
  void save(CameraState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, state);
      out.flush();
      byte[] soFar = bytes.toByteArray();
      out.writeLong(checksum(soFar, soFar.length));
    }
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel channel = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
      ByteBuffer content = ByteBuffer.wrap(bytes.toByteArray());
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Files.move(fresh, path, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private static void write(DataOutputStream out, CameraState state) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    SavedScene scene = state.scene();
    out.writeBoolean(scene != null);
    if (scene != null) {
      out.writeInt(scene.rasterWidth());
      out.writeInt(scene.rasterHeight());
      out.writeInt(scene.state().length);
      out.write(scene.state());
      out.writeInt(scene.motion().length);
      out.write(scene.motion());
    }
    out.writeInt(state.openEpisodes().size());
    for (String episodeId : state.openEpisodes()) {
      out.writeUTF(episodeId);
    }
    out.writeInt(state.untold().size());
    for (Observation observation : state.untold()) {
      ObservationForm.write(out, observation);
    }
  }

  private CameraState read(DataInputStream in) throws IOException {
    int magic = in.readInt();
    int version = in.readInt();
    if (magic != MAGIC || (version != VERSION && version != VERSION_WITHOUT_MOTION)) {
      throw new IOException(path + " is of another version");
    }
    SavedScene scene = in.readBoolean() ? readScene(in, version) : null;
    Set<String> openEpisodes = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      openEpisodes.add(in.readUTF());
    }
    List<Observation> untold = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      untold.add(ObservationForm.read(in));
    }
    return new CameraState(scene, openEpisodes, untold);
  }

  private static @Nullable SavedScene readScene(DataInputStream in, int version)
      throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    byte[] state = in.readNBytes(in.readInt());
    byte[] motion = version == VERSION_WITHOUT_MOTION ? new byte[0] : in.readNBytes(in.readInt());
    return new SavedScene(width, height, state, motion);
  }

  private static long checksum(byte[] content, int length) {
    CRC32 crc = new CRC32();
    crc.update(content, 0, length);
    return crc.getValue();
  }
}
