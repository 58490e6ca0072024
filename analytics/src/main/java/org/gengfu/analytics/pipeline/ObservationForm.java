package org.gengfu.analytics.pipeline;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/** Observations of cameras as bytes. */
final class ObservationForm {
  private static final int RAISED = 1;
  private static final int CLEARED = 2;
  private static final int RAISED_BESIDE = 3;

  /** More than can stand in one picture; a damaged file must not make us allocate more. */
  private static final int MOST_STANDING = 1_000;

  /** No picture of ours is as large; a damaged file must not make us allocate more. */
  private static final int MAX_PICTURE = 8 << 20;

  private ObservationForm() {}

  static void write(DataOutputStream out, Observation observation) throws IOException {
    if (observation instanceof Raised raised) {
      out.writeByte(RAISED_BESIDE);
      writeRaised(out, raised);
      out.writeInt(raised.standing().size());
      for (String episodeId : raised.standing()) {
        out.writeUTF(episodeId);
      }
    } else if (observation instanceof Cleared cleared) {
      out.writeByte(CLEARED);
      out.writeUTF(cleared.episodeId());
      writeTime(out, cleared.at());
      writePicture(out, cleared.picture());
    }
  }

  static Observation read(DataInputStream in) throws IOException {
    int form = in.readUnsignedByte();
    return switch (form) {
      case RAISED -> readRaised(in, false);
      case RAISED_BESIDE -> readRaised(in, true);
      case CLEARED -> new Cleared(in.readUTF(), readTime(in), readPicture(in));
      default -> throw new IOException("no observation has form " + form);
    };
  }

  private static void writeRaised(DataOutputStream out, Raised raised) throws IOException {
    if (!(raised.source() instanceof ZoneSource source) || raised.box() == null) {
      throw new IllegalArgumentException("not a camera's observation: " + raised.episodeId());
    }
    out.writeUTF(raised.episodeId());
    out.writeUTF(raised.type().name());
    out.writeUTF(source.cameraId());
    out.writeUTF(source.zoneId());
    out.writeUTF(raised.severity().name());
    writeTime(out, raised.onset());
    writeTime(out, raised.at());
    Box box = raised.box();
    out.writeDouble(box.x());
    out.writeDouble(box.y());
    out.writeDouble(box.width());
    out.writeDouble(box.height());
    writePicture(out, raised.picture());
  }

  private static Raised readRaised(DataInputStream in, boolean beside) throws IOException {
    String episodeId = in.readUTF();
    CaseType type = CaseType.valueOf(in.readUTF());
    ZoneSource source = new ZoneSource(in.readUTF(), in.readUTF());
    Severity severity = Severity.valueOf(in.readUTF());
    Instant onset = readTime(in);
    Instant at = readTime(in);
    Box box = new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    byte[] picture = readPicture(in);
    Set<String> standing = beside ? readStanding(in) : Set.of();
    return new Raised(episodeId, type, source, severity, onset, at, box, null, picture, standing);
  }

  private static Set<String> readStanding(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_STANDING) {
      throw new IOException("no picture shows " + count + " things that stand");
    }
    Set<String> standing = new HashSet<>();
    for (int i = 0; i < count; i++) {
      standing.add(in.readUTF());
    }
    return standing;
  }

  private static void writeTime(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant readTime(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void writePicture(DataOutputStream out, byte @Nullable [] picture)
      throws IOException {
    out.writeInt(picture == null ? -1 : picture.length);
    if (picture != null) {
      out.write(picture);
    }
  }

  private static byte @Nullable [] readPicture(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    if (length > MAX_PICTURE) {
      throw new IOException("no picture has " + length + " bytes");
    }
    return in.readNBytes(length);
  }
}
