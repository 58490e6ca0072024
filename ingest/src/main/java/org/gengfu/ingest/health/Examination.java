package org.gengfu.ingest.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.doctor.Diagnosis;
import org.gengfu.core.doctor.Diagnosis.Finding;
import org.gengfu.core.doctor.StreamFacts;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.jspecify.annotations.Nullable;

/** From what is known of a stream to what is to be said about it. */
final class Examination {
  /** A keyframe every two seconds: live pictures begin at once, and analysis sees enough. */
  static final double WANTED_KEYFRAME_SECONDS = 2;

  /** Keyframes whose distances differ by more than this are a smart codec's. */
  static final double SPREAD = 1.6;

  /** Far more than a good picture takes: bits for each pixel of each frame. */
  static final double MANY_BITS = 0.2;

  static final double LEAST_HIGH_BITRATE = 6e6;

  /** Blocks instead of a picture. */
  static final double FEW_BITS = 0.004;

  /** Two thirds of a gigabit port. */
  static final double BITS_IN_ALL = 650e6;

  static final double SLOW_FRAMES = 5;
  static final double FAST_FRAMES = 31;
  static final double JITTER_MILLIS = 120;

  /** From this width on analysis had better have a smaller stream. */
  static final int LARGE_WIDTH = 1_280;

  private static final Map<FaultKind, Complaint> OF_FAULTS =
      Map.of(
          FaultKind.FROZEN_PICTURE, Complaint.FROZEN_PICTURE,
          FaultKind.BLACK_PICTURE, Complaint.BLACK_PICTURE,
          FaultKind.OVER_EXPOSED, Complaint.OVER_EXPOSED,
          FaultKind.BLURRED, Complaint.BLURRED,
          FaultKind.COVERED_LENS, Complaint.COVERED_LENS,
          FaultKind.SCENE_MOVED, Complaint.SCENE_MOVED,
          FaultKind.BITRATE_COLLAPSE, Complaint.BITRATE_COLLAPSE);

  private final StreamFacts facts;
  private final @Nullable Complaint failure;
  private final List<Finding> findings = new ArrayList<>();

  private Examination(StreamFacts facts, @Nullable Complaint failure) {
    this.facts = facts;
    this.failure = failure;
  }

  /**
   * @param failure why it does not run; null where it does, or that is not known
   * @param camera its configuration; null where it has none
   * @param faults what is open against it
   * @param bitsInAll of all cameras together
   */
  static Diagnosis of(
      StreamFacts facts,
      @Nullable Complaint failure,
      @Nullable Camera camera,
      Set<FaultKind> faults,
      double bitsInAll) {
    Examination examination = new Examination(facts, failure);
    examination.connection();
    if (facts.state() == CameraState.STREAMING) {
      examination.stream();
      examination.bitrate(bitsInAll);
    }
    if (camera != null) {
      examination.configuration(camera);
    }
    OF_FAULTS.forEach(
        (kind, complaint) -> {
          if (faults.contains(kind)) {
            examination.say(complaint);
          }
        });
    return Diagnosis.of(examination.findings, facts);
  }

  private void say(Complaint complaint) {
    findings.add(new Finding(complaint));
  }

  private void say(Complaint complaint, Map<String, String> details) {
    findings.add(new Finding(complaint, details));
  }

  private void connection() {
    CameraState state = facts.state();
    if (state == null || state == CameraState.STREAMING) {
      return;
    }
    switch (state) {
      case DISABLED -> say(Complaint.SWITCHED_OFF);
      case CONNECTING -> say(failure == null ? Complaint.CONNECTING : failure);
      case STALLED -> say(failure == null ? Complaint.NO_PICTURE : failure);
      default -> say(failure == null ? Complaint.FAILED : failure);
    }
  }

  private void stream() {
    double seconds = facts.keyframeSeconds();
    if (seconds > StreamJudge.LONGEST_KEYFRAME_SECONDS) {
      say(
          Complaint.KEYFRAME_INTERVAL,
          Map.of(
              "seconds", number("%.1f", seconds),
              "frames", Integer.toString(facts.gopFrames()),
              "wanted", number("%.0f", wantedFrames())));
    }
    if (facts.reordered()) {
      say(Complaint.B_FRAMES);
    } else if (facts.jitterMillis() > JITTER_MILLIS) {
      say(Complaint.JITTER, Map.of("milliseconds", number("%.0f", facts.jitterMillis())));
    }
    if (facts.framesPerSecond() < SLOW_FRAMES) {
      say(Complaint.FRAME_RATE_LOW, Map.of("frames", number("%.1f", facts.framesPerSecond())));
    } else if (facts.framesPerSecond() > FAST_FRAMES) {
      say(Complaint.FRAME_RATE_HIGH, Map.of("frames", number("%.0f", facts.framesPerSecond())));
    }
    if (facts.format() != null && facts.format().codec() == Codec.H265) {
      say(Complaint.H265);
    }
    Duration offset = facts.clockOffset();
    if (offset == null) {
      say(Complaint.CLOCK_UNKNOWN);
    } else if (offset.abs().compareTo(StreamJudge.OFF) > 0) {
      say(Complaint.CLOCK_OFF, Map.of("seconds", number("%.0f", offset.toMillis() / 1e3)));
    }
    if (facts.lossShare() > StreamJudge.LOSS) {
      say(Complaint.PACKET_LOSS, Map.of("share", number("%.1f", 100 * facts.lossShare())));
    }
    if (!facts.quirks().isEmpty()) {
      say(Complaint.QUIRKS, Map.of("quirks", String.join(", ", facts.quirks())));
    }
  }

  /** Says that keyframes come in turns of different length. */
  static Finding varying(double seconds, double spread) {
    return new Finding(
        Complaint.KEYFRAMES_VARY,
        Map.of("seconds", number("%.1f", seconds), "spread", number("%.1f", spread)));
  }

  /** Two seconds of frames, by the rate that cameras are set to rather than the measured one. */
  private double wantedFrames() {
    double rate = facts.framesPerSecond();
    double set =
        java.util.stream.DoubleStream.of(5, 6, 8, 10, 12, 15, 20, 25, 30, 50, 60)
            .reduce(
                25, (best, next) -> Math.abs(next - rate) < Math.abs(best - rate) ? next : best);
    return WANTED_KEYFRAME_SECONDS * set;
  }

  private void bitrate(double bitsInAll) {
    double bits = facts.bitsPerSecond();
    if (facts.format() != null && facts.framesPerSecond() > 0) {
      double pixels =
          (double) facts.format().width() * facts.format().height() * facts.framesPerSecond();
      if (bits > LEAST_HIGH_BITRATE && bits / pixels > MANY_BITS) {
        say(Complaint.BITRATE_HIGH, Map.of("megabits", number("%.1f", bits / 1e6)));
      } else if (bits / pixels < FEW_BITS) {
        say(Complaint.BITRATE_LOW, Map.of("kilobits", number("%.0f", bits / 1e3)));
      }
    }
    if (bitsInAll > BITS_IN_ALL) {
      say(Complaint.BITRATE_IN_ALL, Map.of("megabits", number("%.0f", bitsInAll / 1e6)));
    }
  }

  private void configuration(Camera camera) {
    if (camera.recording().mode() == RecordingPlan.Mode.OFF) {
      say(Complaint.NOT_RECORDED);
    }
    if (camera.subUrl() == null && facts.format() != null && facts.format().width() > LARGE_WIDTH) {
      say(Complaint.NO_SUB_STREAM);
    }
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
