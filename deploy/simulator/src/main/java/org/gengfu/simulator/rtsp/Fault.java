package org.gengfu.simulator.rtsp;

/** How a simulated camera misbehaves. Takes effect at once, on those who watch already too. */
public enum Fault {
  /** It does not. */
  NONE,
  /** The path is unknown: 404 to every request. */
  NOT_FOUND,
  /** Closes the connection at the first request, without an answer. */
  HANG_UP,
  /** 401 to every request, whatever the credentials. */
  UNAUTHORISED,
  /** Accepts the connection and never answers; sends no pictures either. */
  BLACK_HOLE,
  /** Answers with bytes that are no RTSP, and puts such bytes in place of pictures. */
  RUBBISH,
  /** Describes a stream that is not H.264. */
  FOREIGN_CODEC,
  /** Answers everything properly but sends no pictures, or no more of them. */
  STALL,
  /** Closes the connection after a few pictures. */
  CLOSE,
  /** Leaves out every 20th RTP packet. */
  LOSE_PACKETS,
  /** By UDP, sends packets in a wrong order and some twice; over TCP it does not. */
  SHUFFLE_PACKETS
}
