package org.gengfu.simulator.clip;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clips on disk, in a form of our own: what was made once is not made again. */
public final class ClipFile {
  private static final int MAGIC = 0x67636c31;
  private static final int MAX_ITEMS = 100_000;
  private static final int MAX_NAL_BYTES = 4 << 20;

  private ClipFile() {}

  /** Writes the clip beside its place and moves it there, so that no half file is ever found. */
  public static void write(Path file, Clip clip) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path fresh = Files.createTempFile(Files.createDirectories(directory), "clip", ".tmp");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
      out.writeInt(MAGIC);
      out.writeLong(clip.gopTicks());
      out.writeInt(clip.gops().size());
      for (Gop gop : clip.gops()) {
        write(out, gop);
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(DataOutputStream out, Gop gop) throws IOException {
    ParameterSets sets = gop.parameterSets();
    out.writeInt(sets.width());
    out.writeInt(sets.height());
    write(out, sets.sps());
    write(out, sets.pps());
    out.writeInt(gop.pictures().size());
    for (Picture picture : gop.pictures()) {
      out.writeLong(picture.offsetTicks());
      out.writeInt(picture.nals().size());
      for (byte[] nal : picture.nals()) {
        write(out, nal);
      }
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** The clip; empty where there is no file or one that can't be used. */
  public static Optional<Clip> read(Path file) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        return Optional.empty();
      }
      long gopTicks = in.readLong();
      List<Gop> gops = new ArrayList<>();
      for (int left = count(in, MAX_ITEMS); left > 0; left--) {
        gops.add(gop(in));
      }
      return Optional.of(new Clip(gopTicks, gops));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Damaged: it is made anew and written over.
      return Optional.empty();
    }
  }

  private static Gop gop(DataInputStream in) throws IOException {
    ParameterSets sets = new ParameterSets(in.readInt(), in.readInt(), bytes(in), bytes(in));
    List<Picture> pictures = new ArrayList<>();
    for (int left = count(in, MAX_ITEMS); left > 0; left--) {
      long offset = in.readLong();
      List<byte[]> nals = new ArrayList<>();
      for (int nal = count(in, MAX_ITEMS); nal > 0; nal--) {
        nals.add(bytes(in));
      }
      pictures.add(new Picture(offset, nals));
    }
    return new Gop(sets, pictures);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[count(in, MAX_NAL_BYTES)];
    in.readFully(bytes);
    return bytes;
  }

  private static int count(DataInputStream in, int limit) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > limit) {
      throw new IOException("not a clip: a count of " + count);
    }
    return count;
  }
}
