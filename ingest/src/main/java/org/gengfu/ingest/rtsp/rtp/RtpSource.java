package org.gengfu.ingest.rtsp.rtp;

import org.jspecify.annotations.Nullable;

/**
 * Which packets belong to the stream, and which are missing (after RFC 3550 appendix A.1). Over TCP
 * a gap means that the camera itself threw packets away.
 */
public final class RtpSource {
  /** What a packet is to the stream. */
  public enum Arrival {
    /** Follows on the one before. */
    NEXT,
    /** Packets are missing before it. */
    AFTER_GAP,
    /** First of a source, or of a sequence that started again: nothing before it belongs to it. */
    FRESH,
    /** A repetition, a latecomer, or of another source: not to be used. */
    STRAY
  }

  /** A jump further ahead than this is a restart of the sequence, not a loss. */
  static final int MAX_GAP = 3000;

  /** A packet up to this much behind is late. */
  static final int MAX_LATE = 100;

  /** This many packets in a row make another SSRC the stream's. */
  static final int PROBATION = 2;

  /**
   * The same where the stream now has the SSRC that SETUP announced: an old server may still send
   * the packets of a dead session (retina #17).
   */
  static final int PROBATION_AGAINST_ANNOUNCED = 32;

  private final @Nullable Integer announcedSsrc;
  private boolean started;
  private int ssrc;
  private int sequence;
  private int cycles;
  private int firstExtended;
  private long received;
  private long lost;
  private int candidateSsrc;
  private int candidateSequence;
  private int candidateRun;
  private boolean strangers;

  /**
   * @param announcedSsrc the {@code ssrc} of SETUP's Transport, if there was one
   */
  public RtpSource(@Nullable Integer announcedSsrc) {
    this.announcedSsrc = announcedSsrc;
  }

  /** Accounts for one packet. */
  public Arrival accept(int packetSsrc, int packetSequence) {
    if (!started) {
      return begin(packetSsrc, packetSequence);
    }
    if (packetSsrc != ssrc) {
      return probe(packetSsrc, packetSequence);
    }
    candidateRun = 0;
    int ahead = (packetSequence - sequence) & 0xffff;
    if (ahead == 0 || ahead > 0xffff - MAX_LATE) {
      return Arrival.STRAY;
    }
    if (ahead > MAX_GAP) {
      return begin(packetSsrc, packetSequence);
    }
    advance(packetSequence);
    if (ahead == 1) {
      return Arrival.NEXT;
    }
    lost += ahead - 1;
    return Arrival.AFTER_GAP;
  }

  /** A packet came after its place had been given up: it is useless, yet it wasn't lost. */
  public void late() {
    received++;
  }

  private Arrival probe(int packetSsrc, int packetSequence) {
    boolean follows =
        candidateRun > 0
            && packetSsrc == candidateSsrc
            && packetSequence == ((candidateSequence + 1) & 0xffff);
    candidateRun = follows ? candidateRun + 1 : 1;
    candidateSsrc = packetSsrc;
    candidateSequence = packetSequence;
    if (isAnnounced(packetSsrc) || candidateRun >= probation()) {
      strangers |= isAnnounced(packetSsrc);
      return begin(packetSsrc, packetSequence);
    }
    strangers |= isAnnounced(ssrc);
    return Arrival.STRAY;
  }

  private int probation() {
    return isAnnounced(ssrc) ? PROBATION_AGAINST_ANNOUNCED : PROBATION;
  }

  private boolean isAnnounced(int someSsrc) {
    return announcedSsrc != null && announcedSsrc == someSsrc;
  }

  private Arrival begin(int packetSsrc, int packetSequence) {
    started = true;
    ssrc = packetSsrc;
    sequence = packetSequence;
    cycles = 0;
    firstExtended = packetSequence;
    received = 1;
    candidateRun = 0;
    return Arrival.FRESH;
  }

  private void advance(int packetSequence) {
    if (packetSequence < sequence) {
      cycles += 0x10000;
    }
    sequence = packetSequence;
    received++;
  }

  public boolean started() {
    return started;
  }

  public int ssrc() {
    return ssrc;
  }

  /** Whether packets of another SSRC than the announced one, which came too, were mixed in. */
  public boolean strangers() {
    return strangers;
  }

  /** Whether the stream goes on under another SSRC than SETUP announced. */
  public boolean notAsAnnounced() {
    return started && announcedSsrc != null && !isAnnounced(ssrc);
  }

  /** Packets missed since the connection began, over all its sources. */
  public long lost() {
    return lost;
  }

  /** Sequence number with its wraps, of the present source. */
  int extendedSequence() {
    return cycles + sequence;
  }

  /** Packets the present source should have sent. */
  long expected() {
    return extendedSequence() - (long) firstExtended + 1;
  }

  /** Packets that came from the present source. */
  long received() {
    return received;
  }
}
