package org.gengfu.ingest.playback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.Recordings;
import org.gengfu.core.recording.Segment;
import org.gengfu.ingest.mp4.GopFragment;
import org.gengfu.ingest.mp4.InitSegment;
import org.gengfu.ingest.mp4.SoundRun;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.clip.ParameterSets;
import org.gengfu.simulator.clip.Picture;
import org.gengfu.simulator.encode.TestCard;
import org.jspecify.annotations.Nullable;

/**
 * A recording in files as the recorder writes them: a test card, 10 pictures a second, a group of
 * pictures every half second.
 */
final class TestRecording implements Recordings {
  static final String CAMERA = "gate";
  static final int GOP_PICTURES = 5;
  static final int PICTURE_UNITS = 9_000;
  static final int GOP_UNITS = GOP_PICTURES * PICTURE_UNITS;

  private final Path directory;
  private final List<RecordedSegment> segments = new ArrayList<>();

  TestRecording(Path directory) {
    this.directory = directory;
  }

  /** Writes a segment. */
  RecordedSegment add(Instant start, int gops) {
    return add(start, gops, TestCard.scene(64, 48), 0);
  }

  /**
   * @param cutGops every group but the first is written as two fragments, the second without a
   *     keyframe, if 1
   */
  RecordedSegment add(Instant start, int gops, EncodedScene scene, int cutGops) {
    VideoFormat format = format(scene.gop(0).parameterSets());
    begin(start, format, format.codecs(), PieceWriter.initSegment(format).getBytes());
    for (int n = 0; n < gops; n++) {
      Gop gop = scene.gop(n);
      int cut = n > 0 ? cutGops : 0;
      append(gop, format, 0, cut == 0 ? GOP_PICTURES : 2);
      if (cut != 0) {
        append(gop, format, 2, GOP_PICTURES);
      }
    }
    return last();
  }

  /** Writes a segment with the sound of a tape beside the pictures. */
  RecordedSegment addWithSound(Instant start, int gops, Tape tape) {
    EncodedScene scene = TestCard.scene(64, 48);
    VideoFormat format = format(scene.gop(0).parameterSets());
    AudioFormat sound = tape.format();
    begin(start, format, format.codecs() + "," + sound.codecs(), InitSegment.of(format, sound));
    long from = tape.time(start);
    long soundEnd = 0;
    for (int n = 0; n < gops; n++) {
      long decodeTime = (long) n * GOP_UNITS;
      List<AudioUnit> heard = tape.between(from + decodeTime, from + decodeTime + GOP_UNITS);
      SoundRun run = SoundRun.of(heard, -from, soundEnd);
      soundEnd = run == null ? soundEnd : run.end();
      appendWithSound(scene.gop(n), format, decodeTime, run);
    }
    return last();
  }

  private void appendWithSound(
      Gop gop, VideoFormat format, long decodeTime, @Nullable SoundRun sound) {
    List<AccessUnit> units = new ArrayList<>();
    ByteArrayOutputStream behind = new ByteArrayOutputStream();
    Instant wallClock = last().segment().start().plus(Units.duration(decodeTime));
    for (int i = 0; i < GOP_PICTURES; i++) {
      byte[] bytes = bytes(gop.pictures().get(i));
      behind.writeBytes(bytes);
      ByteBuffer padded = ByteBuffer.allocateDirect(bytes.length + AccessUnit.PADDING);
      long pts = decodeTime + (long) i * PICTURE_UNITS;
      units.add(new AccessUnit(format, pts, wallClock, i == 0, padded.put(bytes).flip(), () -> {}));
    }
    if (sound != null) {
      byte[] bytes = new byte[sound.bytes().remaining()];
      sound.bytes().duplicate().get(bytes);
      behind.writeBytes(bytes);
    }
    GopFragment fragment =
        GopFragment.of(
            units, last().fragments().size() + 1, decodeTime, decodeTime + GOP_UNITS, sound);
    byte[] head = new byte[fragment.head().remaining()];
    fragment.head().duplicate().get(head);
    written(concat(head, behind.toByteArray()), decodeTime, GOP_UNITS, wallClock, true);
  }

  private void begin(Instant start, VideoFormat format, String codecs, byte[] header) {
    Path file = directory.resolve(start.toEpochMilli() + "-main.mp4");
    try {
      Files.write(file, header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    segments.add(
        new RecordedSegment(
            new Segment(
                new Segment.Key(1, directory.relativize(file).toString()),
                CAMERA,
                StreamName.MAIN,
                start,
                start,
                Segment.State.OPEN,
                header.length,
                codecs,
                format.width(),
                format.height(),
                header.length),
            file,
            List.of()));
  }

  /** Goes on with the last segment. */
  void append(int gops) {
    EncodedScene scene = TestCard.scene(64, 48);
    VideoFormat format = format(scene.gop(0).parameterSets());
    int before = last().fragments().size();
    for (int n = 0; n < gops; n++) {
      append(scene.gop(before + n), format, 0, GOP_PICTURES);
    }
  }

  private RecordedSegment last() {
    return segments.get(segments.size() - 1);
  }

  private void append(Gop gop, VideoFormat format, int from, int to) {
    RecordedSegment last = last();
    List<Fragment> fragments = last.fragments();
    long decodeTime =
        fragments.isEmpty()
            ? 0
            : fragments.get(fragments.size() - 1).decodeTime()
                + fragments.get(fragments.size() - 1).duration();
    Pictures pictures =
        new Pictures(
            0,
            gop.pictures().subList(from, to).stream().mapToInt(one -> bytes(one).length).toArray(),
            filled(to - from),
            keyframes(from, to),
            null);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    gop.pictures().subList(from, to).forEach(one -> content.writeBytes(bytes(one)));
    Instant wallClock = last.segment().start().plus(Units.duration(decodeTime));
    byte[] written =
        concat(
            prft(),
            PieceWriter.fragment(
                    fragments.size() + 1,
                    decodeTime,
                    new Group(
                        format, null, wallClock, pictures, ByteBuffer.wrap(content.toByteArray())),
                    1,
                    0,
                    to - from)
                .getBytes());
    written(written, decodeTime, (long) (to - from) * PICTURE_UNITS, wallClock, from == 0);
  }

  private void written(
      byte[] written, long decodeTime, long duration, Instant wallClock, boolean keyframe) {
    RecordedSegment last = last();
    List<Fragment> fragments = new ArrayList<>(last.fragments());
    try {
      Files.write(last.file(), written, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fragments.add(
        new Fragment(
            last.segment().bytes(), written.length, decodeTime, duration, wallClock, keyframe));
    Fragment now = fragments.get(fragments.size() - 1);
    segments.set(
        segments.size() - 1,
        new RecordedSegment(
            last.segment()
                .with(
                    Segment.State.OPEN,
                    now.wallClockEnd(),
                    last.segment().bytes() + written.length),
            last.file(),
            fragments));
  }

  private static int[] filled(int count) {
    int[] durations = new int[count];
    Arrays.fill(durations, PICTURE_UNITS);
    return durations;
  }

  private static boolean[] keyframes(int from, int to) {
    boolean[] keyframes = new boolean[to - from];
    keyframes[0] = from == 0;
    return keyframes;
  }

  /** What stands before each fragment (ISO/IEC 14496-12 §8.16.5). */
  private static byte[] prft() {
    BoxBuffer out = new BoxBuffer(32);
    out.fullBox("prft", 1, 0, box -> box.u32(VideoTrack.ID).u64(0).u64(0));
    return out.toByteArray();
  }

  private static byte[] bytes(Picture picture) {
    ByteBuffer out = ByteBuffer.allocate(picture.size() + 4 * picture.nals().size());
    picture.nals().forEach(nal -> out.putInt(nal.length).put(nal));
    return out.array();
  }

  private static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  /** AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1). */
  static VideoFormat format(ParameterSets sets) {
    byte[] sps = sets.sps();
    byte[] pps = sets.pps();
    ByteBuffer out = ByteBuffer.allocate(11 + sps.length + pps.length);
    out.put((byte) 1).put(sps, 1, 3).put((byte) 0xff);
    out.put((byte) 0xe1).putShort((short) sps.length).put(sps);
    out.put((byte) 1).putShort((short) pps.length).put(pps);
    return new VideoFormat(Codec.H264, sets.width(), sets.height(), out.array());
  }

  @Override
  public List<RecordedSegment> between(
      String cameraId, StreamName stream, Instant from, Instant to) {
    return segments.stream()
        .filter(one -> one.segment().start().isBefore(to) && one.segment().end().isAfter(from))
        .toList();
  }

  @Override
  public List<Span> spans(
      String cameraId, StreamName stream, Instant from, Instant to, int joinSeconds) {
    return between(cameraId, stream, from, to).stream()
        .map(
            one ->
                new Span(
                    one.segment().start().isBefore(from) ? from : one.segment().start(),
                    one.segment().end()))
        .toList();
  }
}
