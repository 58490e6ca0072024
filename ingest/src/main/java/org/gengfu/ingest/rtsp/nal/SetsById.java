package org.gengfu.ingest.rtsp.nal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameter sets of one kind, the latest of each id. */
public final class SetsById {
  private final Map<Integer, byte[]> sets = new TreeMap<>();
  private int latest = -1;

  /** What keeping a set has done. */
  public enum Kept {
    /** It was there already. */
    SAME,
    /** It is new, or another than before. */
    CHANGED,
    /** There are too many. */
    REFUSED
  }

  /** Whether the set of the latest id is this one. */
  public boolean isLatest(byte[] nal) {
    return Arrays.equals(sets.get(latest), nal);
  }

  /** Keeps a set in the place of the one with its id. */
  public Kept keep(int id, byte[] nal) {
    byte[] before = sets.get(id);
    if (before == null && sets.size() >= ParameterSets.MAX_SETS) {
      return Kept.REFUSED;
    }
    latest = id;
    if (Arrays.equals(before, nal)) {
      return Kept.SAME;
    }
    sets.put(id, nal);
    return Kept.CHANGED;
  }

  /** The set with this id; null where there is none. */
  public byte @Nullable [] get(int id) {
    return sets.get(id);
  }

  public boolean isEmpty() {
    return sets.isEmpty();
  }

  public int size() {
    return sets.size();
  }

  /** Writes all by id, each behind its length in two bytes. */
  public void write(ByteArrayOutputStream out) {
    sets.values().forEach(nal -> write(out, nal));
  }

  /** The same, the latest first. */
  public void writeLatestFirst(ByteArrayOutputStream out) {
    write(out, sets.get(latest));
    sets.forEach((id, nal) -> write(out, id == latest ? null : nal));
  }

  private static void write(ByteArrayOutputStream out, byte @Nullable [] nal) {
    if (nal != null) {
      out.write(nal.length >> 8);
      out.write(nal.length);
      out.write(nal, 0, nal.length);
    }
  }
}
