package org.gengfu.dashboard.http;

import java.util.Locale;

/** Every sort of problem the API answers with, its status and its title. */
public enum ProblemKind {
  MALFORMED_JSON(400, "The body is not the JSON that is wanted"),
  MALFORMED_FORM(400, "The form can't be read"),
  BAD_ADDRESS(400, "The address is not one"),
  INVALID_INPUT(422, "Something in the request is wrong"),
  INVALID_CONFIGURATION(422, "The configuration would not be valid"),
  NOT_LOGGED_IN(401, "Log in first"),
  WRONG_LOGIN(401, "Name or password is wrong"),
  TOO_MANY_LOGINS(429, "Too many failed logins"),
  FORBIDDEN(403, "This account may not do that"),
  FOREIGN_ORIGIN(403, "The request comes from another site"),
  UNKNOWN(404, "There is no such thing"),
  NO_PICTURE(404, "No picture yet"),
  NOT_RECORDED(404, "Nothing is recorded then"),
  MIXED_CODECS(409, "The camera changed its codec in that time"),
  TOO_MANY_PROTECTED(409, "Too many recordings are protected"),
  TOO_MANY_REPLAYS(409, "Too many replays wait already"),
  REPLAY_LOST(410, "The hub was restarted, and the replay is lost"),
  REPLAY_GONE(410, "The replay is shown no more"),
  METHOD_NOT_ALLOWED(405, "This can't be done here"),
  STALE_VERSION(412, "Somebody else was faster"),
  VERSION_REQUIRED(428, "The version is missing"),
  WRONG_STATE(409, "The case is not in a state for that"),
  NOT_YOURS(403, "This case is with somebody else"),
  EXISTS(409, "It exists already"),
  IN_USE(409, "It is still in use"),
  OWN_ACCOUNT(409, "Not with one's own account"),
  TOO_LARGE(413, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body has the wrong media type"),
  UNAVAILABLE(503, "Not possible just now"),
  INTERNAL(500, "Something went wrong here");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The end of the problem's type URI. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
