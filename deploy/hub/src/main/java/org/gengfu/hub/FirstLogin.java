package org.gengfu.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.AccountStore;
import org.gengfu.core.accounts.Role;
import org.gengfu.dashboard.login.Passwords;

/** Makes the first account: an admin with a password that nobody could know before. */
public final class FirstLogin {
  public static final String FILE = "initial-admin-password.txt";
  private static final int PASSWORD_BYTES = 12;

  private FirstLogin() {}

  /**
   * Creates {@code admin} where there is no account yet.
   *
   * @return the new password, which is also written to {@value #FILE} in the data directory, for
   *     its owner alone; empty where there are accounts already
   */
  public static Optional<String> create(AccountStore accounts, Path dataDir) {
    if (!accounts.list().isEmpty()) {
      return Optional.empty();
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    write(dataDir.resolve(FILE), password);
    accounts.create(
        new Account("admin", Role.ADMIN, null),
        new Passwords(Passwords.DEFAULT_COST).hash(password),
        "first-start");
    return Optional.of(password);
  }

  private static void write(Path file, String password) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, password + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("the first password could not be written to " + file, e);
    }
  }
}
