package org.gengfu.core.metrics;

/**
 * All metric names. They are an API: {@code docs/reference/metrics.md} lists the same, and a test
 * compares the two.
 */
public final class MetricNames {
  /** Gauge, tag {@code state}: configured cameras in each state. */
  public static final String CAMERAS = "gengfu.cameras";

  /** Counter: access units received. */
  public static final String ACCESS_UNITS = "gengfu.access.units";

  /** Counter: RTP payload bytes received. */
  public static final String RECEIVED_BYTES = "gengfu.received.bytes";

  /** Counter: RTP packets missed. */
  public static final String LOST_PACKETS = "gengfu.lost.packets";

  /** Counter: RTP packets of sound missed. */
  public static final String LOST_SOUND_PACKETS = "gengfu.lost.sound.packets";

  /** Counter: RTP packets by UDP that came after they had been given up as lost. */
  public static final String LATE_PACKETS = "gengfu.late.packets";

  /** Counter: RTP packets by UDP that came twice. */
  public static final String DUPLICATE_PACKETS = "gengfu.duplicate.packets";

  /** Counter: access units left out because packets of them, or of their reference, were lost. */
  public static final String DAMAGED_UNITS = "gengfu.damaged.units";

  /** Timer: how late a tick of the cameras' event loops came, that should come every 10 ms. */
  public static final String LOOP_LATENESS = "gengfu.loop.lateness";

  /** Counter, tag {@code consumer}: access units that a slow consumer did not get. */
  public static final String DROPPED_UNITS = "gengfu.dropped.units";

  /** Gauge: streams that are encoded anew for viewers. */
  public static final String TRANSCODINGS = "gengfu.transcodings";

  /** Counter: times that a stream was not encoded anew as all places were taken. */
  public static final String REFUSED_TRANSCODINGS = "gengfu.refused.transcodings";

  /** Gauge: open live viewers. */
  public static final String LIVE_VIEWERS = "gengfu.live.viewers";

  /** Counter: pictures decoded. */
  public static final String DECODED_FRAMES = "gengfu.decoded.frames";

  /** Counter: luma pixels decoded. */
  public static final String DECODED_PIXELS = "gengfu.decoded.pixels";

  /** Counter: keyframes that could not be decoded, or only with parts missing. */
  public static final String DECODE_ERRORS = "gengfu.decode.errors";

  /** Counter, tag {@code camera}: seconds of processor time that decoding a camera took. */
  public static final String DECODE_CPU = "gengfu.decode.cpu.seconds";

  /** Counter, tag {@code outcome}: trials of rules over the past that are over, or were refused. */
  public static final String REPLAYS = "gengfu.replays";

  /** Counter: seconds of processor time that trials of rules over the past took. */
  public static final String REPLAY_CPU = "gengfu.replay.cpu.seconds";

  /** Gauge, tag {@code reason}: cameras that can't be judged, in the whole or in some zone. */
  public static final String UNJUDGED_CAMERAS = "gengfu.cameras.unjudged";

  /** Gauge, tag {@code activity}: cameras by how much of them is decoded. */
  public static final String CAMERA_ACTIVITY = "gengfu.cameras.activity";

  /** Counter, tag {@code reason}: times that a camera became active. */
  public static final String WAKE_UPS = "gengfu.wake.ups";

  /** Timer: from what woke a camera until it was decoded up to there. */
  public static final String WAKE_UP = "gengfu.wake.up";

  /** Counter, tag {@code reason}: pictures that were not decoded though they could have been. */
  public static final String PASSED_OVER = "gengfu.passed.over.pictures";

  /** Gauge: cores that decoding may use. */
  public static final String DECODE_BUDGET = "gengfu.decode.budget.cores";

  /** Gauge, tag {@code cameras}: cores that decoding quiet and active cameras uses. */
  public static final String DECODE_USED = "gengfu.decode.used.cores";

  /** Gauge: active cameras that are decoded at a lower rate, as the budget is used up. */
  public static final String CAPPED_CAMERAS = "gengfu.capped.cameras";

  /** Timer: one keyframe through decoder, scene model and rules. */
  public static final String ANALYSIS = "gengfu.analysis";

  /** Counter, tag {@code type}: observations raised. */
  public static final String OBSERVATIONS = "gengfu.observations";

  /** Counter: readings stored. */
  public static final String READINGS = "gengfu.readings";

  /** Counter: readings made durable and judged by the rules, repeated ones among them. */
  public static final String READINGS_TAKEN = "gengfu.readings.taken";

  /** Timer: age of a reading, by its own time, once the rules have judged it. */
  public static final String READING_DELAY = "gengfu.reading.delay";

  /** Gauge: readings on disk that are not yet in the database. */
  public static final String SPOOL_READINGS = "gengfu.spool.readings";

  /** Gauge: bytes on disk of the files in which readings wait for the database. */
  public static final String SPOOL_BYTES = "gengfu.spool.bytes";

  /** Counter: sensor messages that could not be read. */
  public static final String UNREADABLE_MESSAGES = "gengfu.unreadable.messages";

  /** Counter: sensor messages of quality of service 0 that found no room. */
  public static final String DROPPED_MESSAGES = "gengfu.dropped.messages";

  /** Gauge, tag {@code broker}: 1 while the MQTT broker is connected. */
  public static final String BROKER_CONNECTED = "gengfu.broker.connected";

  /** Gauge, tag {@code handling}: cases not over, by handling. */
  public static final String OPEN_CASES = "gengfu.cases.open";

  /** Counter, tags {@code channel}, {@code outcome}: delivery attempts. */
  public static final String DELIVERY_ATTEMPTS = "gengfu.delivery.attempts";

  /** Gauge: notifications not delivered yet. */
  public static final String OUTBOX_PENDING = "gengfu.outbox.pending";

  /** Gauge: observations on disk that are not yet cases. */
  public static final String OBSERVATIONS_WAITING = "gengfu.observations.waiting";

  /** Gauge: people who watch a recording. */
  public static final String PLAYBACK_VIEWERS = "gengfu.playback.viewers";

  /**
   * Counter, tag {@code outcome}: clips of cases that were made, could not be made yet, are
   * missing.
   */
  public static final String CLIPS = "gengfu.clips";

  /** Counter: bytes of recordings written to disk. */
  public static final String RECORDED_BYTES = "gengfu.recording.bytes";

  /** Counter: recorded files completed. */
  public static final String RECORDED_SEGMENTS = "gengfu.recording.segments";

  /** Counter, tag {@code reason}: groups of pictures that did not get to disk. */
  public static final String DROPPED_GROUPS = "gengfu.recording.dropped.groups";

  /** Timer: one group of pictures handed to the operating system. */
  public static final String RECORDING_WRITE = "gengfu.recording.write";

  /** Timer: one sync of a recorded file to the disk itself. */
  public static final String RECORDING_SYNC = "gengfu.recording.sync";

  /** Gauge, tag {@code disk}: bytes that wait to be written. */
  public static final String RECORDING_QUEUE = "gengfu.recording.queue.bytes";

  /** Gauge, tag {@code disk}: bytes of recordings on the disk. */
  public static final String RECORDING_USED = "gengfu.recording.disk.bytes";

  /** Gauge, tag {@code disk}: bytes that the file system has left. */
  public static final String RECORDING_FREE = "gengfu.recording.disk.free.bytes";

  /** Gauge: changes of the index that wait for the database. */
  public static final String RECORDING_INDEX_WAITING = "gengfu.recording.index.waiting";

  /** Timer: calls of the object detector that answered. */
  public static final String DETECTOR_CALLS = "gengfu.detector.calls";

  /** Counter: calls of the object detector not made, as there were too many. */
  public static final String DETECTOR_REFUSED = "gengfu.detector.refused";

  /** Counter: calls of the object detector that failed or took too long. */
  public static final String DETECTOR_FAILURES = "gengfu.detector.failures";

  private MetricNames() {}
}
