package org.gengfu.dashboard.login;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import org.jspecify.annotations.Nullable;

/** Hashes passwords with bcrypt and checks them. Slow on purpose: for workers, not event loops. */
public final class Passwords {
  /** About a quarter of a second on a small server. */
  public static final int DEFAULT_COST = 12;

  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2B;

  private final int cost;
  private final String nobodysHash;

  /**
   * @param cost logarithm of the number of rounds, 4 to 31
   */
  public Passwords(int cost) {
    this.cost = cost;
    this.nobodysHash = hash("a password that nobody has");
  }

  /** The hash to keep, salted. */
  public String hash(String password) {
    return hasher().hashToString(cost, password.toCharArray());
  }

  /**
   * Whether the password is right. Takes the same time where there is no hash to compare with, so
   * that nobody learns by the clock which names exist.
   *
   * @param hash the hash that is kept; null for an unknown name
   */
  public boolean verify(String password, @Nullable String hash) {
    boolean right =
        BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION))
            .verify(password.toCharArray(), hash == null ? nobodysHash : hash)
            .verified;
    return right && hash != null;
  }

  private static BCrypt.Hasher hasher() {
    // bcrypt itself ends at 72 bytes, which are 24 Chinese characters.
    return BCrypt.with(VERSION, LongPasswordStrategies.hashSha512(VERSION));
  }
}
