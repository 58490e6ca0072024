package org.gengfu.ingest.rtsp;

import org.gengfu.ingest.rtsp.nal.Oddity;

/**
 * Oddities of cameras' RTSP servers that are noticed and lived with: each with who does it, where
 * that is told, and what we do. A quirk's name is shown in the log and in the camera's status; the
 * pages have a text for each (their test says which is missing).
 */
enum Quirk {
  /**
   * A LIVE555 server older than 2017.06.04 (the SDP's {@code a=tool:LIVE555 Streaming Media
   * v2013.04.08} of some Reolink models): a session outlives its broken connection, and its packets
   * go into the next connection that gets the same socket number (retina #17, LIVE555's changelog
   * of 2015.05.03). After a break we wait until the old session has timed out.
   */
  LIVE555_OF_BEFORE_2017("its server is an old LIVE555, whose sessions outlive their connection"),

  /** Packets of another SSRC than SETUP announced came first (the above, seen from outside). */
  DEAD_SESSION_PACKETS("it sends the packets of an older session into the new one"),

  /**
   * Packets come under another SSRC than SETUP announced (against RFC 2326 §12.39), and go on so:
   * after some packets in a row they are believed.
   */
  SSRC_NOT_AS_ANNOUNCED("it sends under another SSRC than it announces"),

  /** The SSRC is 0 (GB/T 28181 devices, ZLMediaKit #338): taken as any other. */
  SSRC_ZERO("it sends with SSRC 0"),

  /** RTP comes before the reply to PLAY (against RFC 2326 §10.5). */
  PACKETS_BEFORE_PLAY("it sends pictures before it has agreed to"),

  /** Asked for UDP, it agrees to TCP (against RFC 2326 §12.39): taken as it comes. */
  TRANSPORT_NOT_AS_ASKED("asked for UDP, it sends over TCP"),

  /** The SDP holds no parameter sets (RFC 6184 §8.2.2 lets it): those in the stream are used. */
  NO_PARAMETER_SETS_IN_SDP("it tells its picture format only within the stream"),

  /** A reply without CSeq (RFC 2326 §12.17 demands it): it answers the oldest question. */
  NO_CSEQ("its replies don't say what they answer"),

  /**
   * A reply with the CSeq of an earlier question (Tapo C220, C520WS: retina #133, #136): where one
   * question is open, it is the one.
   */
  WRONG_CSEQ("its replies name the wrong question"),

  /** OPTIONS is refused: nothing hangs on it but the choice of the keep-alive. */
  OPTIONS_REFUSED("it refuses to say what it can do"),

  /** SETUP is answered without a session (RFC 2326 §12.37): none is sent back. */
  NO_SESSION("it gives its sessions no name"),

  /**
   * A keep-alive that it offered itself is refused (SET_PARAMETER with 400 by Tapo C220: retina
   * #136): the next method that it offers is used.
   */
  KEEP_ALIVE_REFUSED("it refuses the keep-alive that it offers"),

  /**
   * A keep-alive is answered with 454 while pictures come (thingino-firmware #490): the session is
   * taken to live.
   */
  KEEP_ALIVE_SESSION_UNKNOWN("it claims not to know the session that it is sending"),

  /** A keep-alive is never answered, yet the session lives: it goes on being sent. */
  KEEP_ALIVE_SILENT("it does not answer keep-alives"),

  /**
   * TEARDOWN is neither answered nor obeyed within a second: the session is taken to live until its
   * timeout.
   */
  TEARDOWN_IGNORED("it does not end a session when asked to"),

  /**
   * The second SETUP is answered with another session than the first ("H264DVR 1.0" of XiongMai
   * recorders, retina #85): the first one is used, and the other where PLAY is refused with 454.
   */
  SESSION_CHANGES("it changes the session's name with the second track"),

  /** Line ends between messages, from cameras that count their bodies wrong: passed over. */
  STRAY_LINE_ENDS("it sends line ends between its messages"),

  /**
   * No packet has the marker bit (against RFC 6184 §5.1, RFC 7798 §4.1), five pictures in a row: a
   * picture ends when the next timestamp comes.
   */
  NO_MARKERS("it never marks the end of a picture, so each is known to be whole one later"),

  /**
   * The marker bit is set behind every NAL unit, as if each were a picture (against RFC 6184 §5.1):
   * from then on a picture ends when the next timestamp comes.
   */
  MARKER_ON_EVERY_NAL("it marks the end of a picture behind each of its parts"),

  /** A payload holds an Annex B stream, start codes and all (retina #68): cut at the codes. */
  ANNEX_B_IN_PAYLOAD("it packs whole Annex B streams into its packets"),

  /** The last fragment of a NAL unit lacks its end bit (RFC 6184 §5.8): the next one ends it. */
  NO_END_OF_FRAGMENT("it does not mark the last fragment"),

  /**
   * Three keyframes come without parameter sets (RFC 6184 §8.2.2 lets them stand in the SDP alone):
   * a change of format then only shows with a new connection.
   */
  PARAMETER_SETS_ONLY_IN_SDP("it tells its picture format only before the stream"),

  /** NAL units of types that the codec reserves or leaves to anyone: left out. */
  RESERVED_NAL_TYPES("it mixes units of its own kind into the video");

  private final String meaning;

  Quirk(String meaning) {
    this.meaning = meaning;
  }

  /** The name of what is odd about a stream's payloads. */
  static Quirk of(Oddity oddity) {
    return switch (oddity) {
      case NO_MARKERS -> NO_MARKERS;
      case MARKER_ON_EVERY_NAL -> MARKER_ON_EVERY_NAL;
      case ANNEX_B_IN_PAYLOAD -> ANNEX_B_IN_PAYLOAD;
      case NO_END_OF_FRAGMENT -> NO_END_OF_FRAGMENT;
      case PARAMETER_SETS_ONLY_IN_SDP -> PARAMETER_SETS_ONLY_IN_SDP;
      case RESERVED_NAL_TYPES -> RESERVED_NAL_TYPES;
    };
  }

  /** What the camera does, after "the camera: ". */
  String meaning() {
    return meaning;
  }

  /** Whether a session that broke off must be waited out before the next one. */
  boolean sessionsOutliveConnections() {
    return this == LIVE555_OF_BEFORE_2017 || this == DEAD_SESSION_PACKETS;
  }
}
