package org.gengfu.ingest.playback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.recording.VideoFile;
import org.jspecify.annotations.Nullable;

/**
 * A plain MP4 of which only the header is in memory: pictures and sound are taken from the segment
 * files when they are asked for.
 */
final class VirtualMp4 implements VideoFile {
  /** Wall clock and media time may differ by so much before the difference is told. */
  private static final long MOST_DRIFT_MICROS = 250_000;

  private final String mimeType;
  private final byte[] header;
  private final Path[] files;
  private final int[] pieceFile;
  private final long[] pieceOffset;
  private final long[] pieceAt;
  private final long length;
  private final String tag;
  private final Duration duration;
  private final List<Stretch> stretches;
  private final @Nullable Sound sound;
  private final byte[] silence;

  /**
   * @param found at least one picture
   * @param from what is before it is decoded and not shown
   */
  VirtualMp4(RangeReader.Found found, Instant from) {
    SampleTable table = found.pictures();
    SoundTable heard = found.sound();
    long skipUnits = skip(table, from);
    long shownMicros = Math.max(Units.wallMicros(from), table.chunkWallMicros(0));
    header = Mp4Header.of(table, heard, skipUnits, Math.floorDiv(shownMicros, 1_000_000));
    mimeType = mimeType(table.formats(), heard);
    sound = heard == null ? null : sound(heard, found.mixedSound());
    silence = heard == null ? new byte[0] : heard.coding().silence();
    files = table.files().toArray(Path[]::new);
    int pieces = table.chunks() + (heard == null ? 0 : heard.chunks());
    pieceFile = new int[pieces];
    pieceOffset = new long[pieces];
    pieceAt = new long[pieces];
    long at = header.length;
    long units = 0;
    int piece = 0;
    int soundChunk = 0;
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      piece(piece++, table.chunkFile(chunk), table.chunkOffset(chunk), at);
      at += table.chunkBytes(chunk);
      units += table.chunkUnits(chunk);
      while (heard != null
          && soundChunk < heard.chunks()
          && heard.chunkBehind(soundChunk) == chunk) {
        piece(piece++, heard.chunkFile(soundChunk), heard.chunkOffset(soundChunk), at);
        at += heard.chunkBytes(soundChunk);
        soundChunk++;
      }
    }
    length = at;
    duration = Units.duration(units - skipUnits);
    stretches = stretches(table, skipUnits);
    tag = hash();
  }

  private void piece(int piece, int file, long offset, long at) {
    pieceFile[piece] = file;
    pieceOffset[piece] = offset;
    pieceAt[piece] = at;
  }

  private static Sound sound(SoundTable heard, boolean mixed) {
    return new Sound(heard.coding().format(), Units.duration(heard.heardUnits()), mixed);
  }

  /** How much of the first group of pictures lies before the asked begin. */
  private static long skip(SampleTable table, Instant from) {
    long micros = Units.wallMicros(from) - table.chunkWallMicros(0);
    return Math.max(0, Math.min(Units.of(Duration.ofNanos(micros * 1_000)), units(table) - 1));
  }

  private static long units(SampleTable table) {
    long units = 0;
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      units += table.chunkUnits(chunk);
    }
    return units;
  }

  private static String mimeType(List<VideoFormat> formats, @Nullable SoundTable heard) {
    String codecs =
        formats.stream().map(VideoFormat::codecs).distinct().collect(Collectors.joining(","));
    String sound = heard == null ? "" : "," + heard.coding().format().codecs();
    return "video/mp4; codecs=\"" + codecs + sound + "\"";
  }

  private static List<Stretch> stretches(SampleTable table, long skipUnits) {
    List<Stretch> found = new ArrayList<>();
    long units = 0;
    long beginUnits = 0;
    long beginMicros = table.chunkWallMicros(0);
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      long expected = beginMicros + Units.micros(units - beginUnits);
      if (Math.abs(table.chunkWallMicros(chunk) - expected) > MOST_DRIFT_MICROS) {
        found.add(stretch(beginUnits, units, beginMicros, skipUnits));
        beginUnits = units;
        beginMicros = table.chunkWallMicros(chunk);
      }
      units += table.chunkUnits(chunk);
    }
    found.add(stretch(beginUnits, units, beginMicros, skipUnits));
    return List.copyOf(found);
  }

  private static Stretch stretch(long begin, long end, long beginMicros, long skipUnits) {
    long shown = Math.max(begin, skipUnits);
    Instant from = Units.instant(beginMicros + Units.micros(shown - begin));
    return new Stretch(
        Units.duration(shown - skipUnits), from, from.plus(Units.duration(end - shown)));
  }

  /** What the bytes follow from: the header, and where each piece comes from. */
  private String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(header);
      for (Path file : files) {
        digest.update(file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      ByteBuffer piece = ByteBuffer.allocate(12);
      for (int i = 0; i < pieceFile.length; i++) {
        piece.clear().putInt(pieceFile[i]).putLong(pieceOffset[i]);
        digest.update(piece.array());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Memory that it takes, about. */
  long weight() {
    return header.length + 20L * pieceFile.length + 1_000L + 200L * files.length;
  }

  @Override
  public String mimeType() {
    return mimeType;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public String tag() {
    return tag;
  }

  @Override
  public Duration duration() {
    return duration;
  }

  @Override
  public List<Stretch> stretches() {
    return stretches;
  }

  @Override
  public @Nullable Sound sound() {
    return sound;
  }

  @Override
  public Reader open() throws IOException {
    PieceReader reader = new PieceReader();
    try {
      reader.file(pieceFile[0]); // a recording that is gone is told before the answer begins
      return reader;
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  /** Keeps the file open that was read last: readers go forward. */
  private final class PieceReader implements Reader {
    private int openFile = -1;
    private @Nullable SegmentFile open;

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
      long at = position;
      int begin = into.limit();
      into.limit((int) Math.min(begin, into.position() + Math.max(0, length - position)));
      while (into.hasRemaining()) {
        int count = into.remaining();
        if (at < header.length) {
          count = (int) Math.min(count, header.length - at);
          into.put(header, (int) at, count);
        } else {
          count = piece(at, into);
        }
        at += count;
      }
    }

    private int piece(long at, ByteBuffer into) throws IOException {
      int found = Arrays.binarySearch(pieceAt, at);
      int piece = found >= 0 ? found : -found - 2;
      long end = piece + 1 < pieceAt.length ? pieceAt[piece + 1] : length;
      int count = (int) Math.min(into.remaining(), end - at);
      int limit = into.limit();
      into.limit(into.position() + count);
      long place = pieceOffset[piece] + at - pieceAt[piece];
      if (pieceFile[piece] == SoundTable.SILENCE) {
        for (long i = place; into.hasRemaining(); i++) {
          into.put(silence[(int) (i % silence.length)]);
        }
      } else {
        file(pieceFile[piece]).read(place, into);
      }
      into.limit(limit);
      return count;
    }

    private SegmentFile file(int index) throws IOException {
      SegmentFile now = open;
      if (now == null || openFile != index) {
        close();
        now = new SegmentFile(files[index]);
        open = now;
        openFile = index;
      }
      return now;
    }

    @Override
    public void close() throws IOException {
      SegmentFile now = open;
      open = null;
      if (now != null) {
        now.close();
      }
    }
  }
}
