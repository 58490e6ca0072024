package org.gengfu.core.delivery;

import java.time.Instant;
import java.util.List;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.NotDelivered;

/**
 * Port to the messages that wait to be sent. A message is leased, tried, and settled; one whose
 * lease runs out without that is tried again. All calls block.
 */
public interface OutboxStore {
  /** Receivers that have a message due now. */
  List<Receiver> dueReceivers(Instant now);

  /**
   * Takes up to {@code limit} due messages of one receiver, oldest first, and counts an attempt on
   * each. Nobody else gets them until {@code leasedUntil}.
   */
  List<Leased> lease(Receiver receiver, int limit, Instant now, Instant leasedUntil, String owner);

  /** Gives back what this owner has leased and never settled: it has died meanwhile. */
  int releaseLeases(String owner);

  /** Records the attempt; the message is delivered. */
  void delivered(Leased leased, Instant at, String receipt);

  /** Records the attempt; the message is due again at {@code nextAttemptAt}. */
  void failed(Leased leased, Instant at, NotDelivered why, Instant nextAttemptAt);

  /** Records the attempt; the message is not tried again. */
  void givenUp(Leased leased, Instant at, NotDelivered why);

  /** Number of messages neither delivered nor given up. */
  long pending();

  /**
   * Who a message goes to.
   *
   * @param channel {@code webhook}, {@code mqtt} or {@code page}
   * @param target id of the webhook or worker
   */
  record Receiver(String channel, String target) {}

  /**
   * A message in hand.
   *
   * @param attempt 1 for the first
   * @param theCase the case as it is now
   */
  record Leased(Receiver receiver, int attempt, Notification notification, Case theCase) {}
}
