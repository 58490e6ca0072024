package org.gengfu.simulator.clip;

/**
 * A place where the same thing happens now and then: it is idle in a loop; something arrives, stays
 * for a while in a loop, and leaves. The first time is counted from the first look at it, so that
 * whoever watches has seen the idle place before.
 */
public final class ScriptedScene implements EncodedScene {
  private static final long NONE = Long.MIN_VALUE;

  private final Clip idle;
  private final Clip arrival;
  private final Clip after;
  private final Clip departure;
  private final Timing timing;
  private long idleSince = NONE;
  private long begunAt = NONE;
  private long nextAt = NONE;
  private long newest = NONE;
  private boolean triggered;

  /**
   * When things happen, counted in GOPs.
   *
   * @param firstAfter from the first look to the first arrival, at least
   * @param every from one arrival to the next, at least; 0 for never again by itself
   * @param stays how long what has arrived stays, at least
   */
  public record Timing(int firstAfter, int every, int stays) {}

  /** Clips of one GOP length and equal parameter sets. */
  public ScriptedScene(Clip idle, Clip arrival, Clip after, Clip departure, Timing timing) {
    for (Clip clip : new Clip[] {arrival, after, departure}) {
      if (clip.gopTicks() != idle.gopTicks()) {
        throw new IllegalArgumentException("the clips of a scene have GOPs of one length");
      }
    }
    this.idle = idle;
    this.arrival = arrival;
    this.after = after;
    this.departure = departure;
    this.timing = timing;
  }

  /**
   * Lets it happen at the next end of the idle loop, seen from whoever watches.
   *
   * @return false while it is happening already
   */
  public synchronized boolean trigger() {
    if (triggered || (begunAt != NONE && newest < begunAt + length())) {
      return false;
    }
    triggered = true;
    return true;
  }

  @Override
  public long gopTicks() {
    return idle.gopTicks();
  }

  @Override
  public synchronized Gop gop(long number) {
    if (newest == NONE) {
      idleSince = number;
      nextAt = timing.firstAfter() < 0 ? Long.MAX_VALUE : number + timing.firstAfter();
    }
    if (number > newest) {
      newest = number;
      advance(number);
    }
    long into = number - begunAt;
    if (begunAt == NONE || into < 0 || into >= length()) {
      return at(idle, number - idleSince);
    }
    return script(into);
  }

  /** Ends what is over, and begins what is due where the idle loop ends. */
  private void advance(long number) {
    if (begunAt != NONE && number >= begunAt + length() && idleSince < begunAt + length()) {
      idleSince = begunAt + length();
    }
    boolean running = begunAt != NONE && number < begunAt + length();
    boolean due = triggered || number >= nextAt;
    if (!running && due && Math.floorMod(number - idleSince, idle.gops().size()) == 0) {
      begunAt = number;
      nextAt = timing.every() > 0 ? number + timing.every() : Long.MAX_VALUE;
      triggered = false;
    }
  }

  private long length() {
    return arrival.gops().size() + stay() + departure.gops().size();
  }

  /** Whole loops, so that the picture does not jump when it ends. */
  private long stay() {
    int loop = after.gops().size();
    return (timing.stays() + loop - 1L) / loop * loop;
  }

  private Gop script(long into) {
    long stayed = into - arrival.gops().size();
    if (stayed < 0) {
      return at(arrival, into);
    }
    return stayed < stay() ? at(after, stayed) : at(departure, stayed - stay());
  }

  private static Gop at(Clip clip, long number) {
    return clip.gops().get(Math.floorMod(number, clip.gops().size()));
  }
}
