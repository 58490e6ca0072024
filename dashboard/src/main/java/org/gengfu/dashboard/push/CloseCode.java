package org.gengfu.dashboard.push;

/** Why the server closes a WebSocket; the numbers stand in the contract. */
enum CloseCode {
  GOING_AWAY(1001, "the hub is going down"),
  UNAVAILABLE(1013, "not possible just now"),
  NOT_UNDERSTOOD(4400, "the message was not understood"),
  SESSION_ENDED(4401, "the session has ended"),
  TOO_SLOW(4408, "the client reads too slowly");

  private final short number;
  private final String reason;

  CloseCode(int number, String reason) {
    this.number = (short) number;
    this.reason = reason;
  }

  short number() {
    return number;
  }

  String reason() {
    return reason;
  }
}
