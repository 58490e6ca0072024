package org.gengfu.core.threads;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets what must not be late go first where all processors are busy: threads that can wait are made
 * nicer. Linux keeps niceness per thread (setpriority(2), sched(7)), and to lower oneself needs no
 * rights; on other systems, and where the call is refused, nothing changes.
 */
public final class Niceness {
  /** What waiting work runs with: about a tenth of the weight of a thread that is not nice. */
  public static final int WAITING = 10;

  /** What work runs with that even waiting work goes before: the least weight that there is. */
  public static final int LAST = 19;

  /** The just-in-time compilers, by the names that the kernel knows them by. */
  public static final Pattern COMPILERS = Pattern.compile("C[12] CompilerThre.*");

  private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
  private static final int PRIO_PROCESS = 0;
  private static final int CALLING_THREAD = 0;
  private static final Path OWN_THREADS = Path.of("/proc/self/task");
  private static final boolean KNOWN = register();

  private Niceness() {}

  private static native int setpriority(int which, int who, int niceness);

  private static boolean register() {
    if (!Platform.isLinux()) {
      return false;
    }
    try {
      Native.register(Niceness.class, Platform.C_LIBRARY_NAME);
      return true;
    } catch (UnsatisfiedLinkError e) {
      LOG.info("threads keep one priority, the C library can't be reached: {}", e.getMessage());
      return false;
    }
  }

  /** The same work, on a thread that is made to wait for others, for as long as it lives. */
  public static Runnable waiting(Runnable work) {
    return () -> {
      lower(CALLING_THREAD, WAITING);
      work.run();
    };
  }

  /** The same work, on a thread that lets all others go first, for as long as it lives. */
  public static Runnable last(Runnable work) {
    return () -> {
      lower(CALLING_THREAD, LAST);
      work.run();
    };
  }

  /**
   * Makes threads of this process that the kernel knows by such a name wait for others.
   *
   * @param names the first 15 characters of a thread's name
   * @return how many
   */
  public static int lowerThreads(Pattern names) {
    if (!KNOWN) {
      return 0;
    }
    try (Stream<Path> threads = Files.list(OWN_THREADS)) {
      List<Path> named = threads.filter(thread -> names.matcher(name(thread)).matches()).toList();
      return (int) named.stream().filter(thread -> lower(threadOf(thread), WAITING)).count();
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("threads can't be listed", e);
      return 0;
    }
  }

  private static String name(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (IOException ended) {
      return "";
    }
  }

  private static int threadOf(Path directory) {
    return Integer.parseInt(String.valueOf(directory.getFileName()));
  }

  private static boolean lower(int thread, int niceness) {
    return KNOWN && setpriority(PRIO_PROCESS, thread, niceness) == 0;
  }
}
