package org.gengfu.analytics.health;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.gengfu.analytics.health.Looks.Look;
import org.gengfu.core.faults.Persistence.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Where a camera is known to look: one place for most, the presets of one that turns by plan. A
 * place is added by a person who says that the camera is meant to look there.
 */
final class Views {
  /** More than a tour of presets usually has; the place that was longest not seen goes first. */
  static final int MOST = 8;

  private static final int MAGIC = 0x4746504c; // GFPL
  private static final int ONE_VIEW = 1;
  private static final int VERSION = 2;
  private static final int HEADER_BYTES = 16;

  /** The one that is looked at first, then by when they were last seen. */
  private final List<Looks> views = new ArrayList<>();

  Views() {
    views.add(new Looks());
  }

  /** Compares the picture with the place that it shows, and learns from it. */
  Look look(PictureSample sample, Exposure exposure, double noise) {
    boolean structured = views.stream().anyMatch(Looks::structured);
    Look look = present().judge(sample, exposure, noise, structured);
    if (look.moved() != Verdict.GOOD) {
      Look elsewhere = elsewhere(sample, exposure, noise, structured, look);
      look = elsewhere == null ? look : elsewhere;
    }
    present().learn(look);
    return look;
  }

  /** Turns to another known place, or to the one that is still to be learned. */
  private @Nullable Look elsewhere(
      PictureSample sample, Exposure exposure, double noise, boolean structured, Look here) {
    for (int i = 1; i < views.size(); i++) {
      Look there = views.get(i).judge(sample, exposure, noise, structured);
      if (there.moved() == Verdict.GOOD) {
        views.add(0, views.remove(i));
        return there;
      }
    }
    boolean turned =
        here.moved() == Verdict.BAD
            && here.covered() != Verdict.BAD
            && here.blurred() != Verdict.BAD;
    for (int i = 1; turned && i < views.size(); i++) {
      if (!views.get(i).learned()) {
        views.add(0, views.remove(i));
        return present().judge(sample, exposure, noise, structured);
      }
    }
    return null;
  }

  private Looks present() {
    return views.get(0);
  }

  /** How far the last picture is moved from the place that was last seen, per cent of its width. */
  String shift() {
    return present().shift();
  }

  /** It is meant to look where it does now, too. */
  void add() {
    views.removeIf(view -> !view.learned());
    views.add(0, new Looks());
    while (views.size() > MOST) {
      views.remove(views.size() - 1);
    }
  }

  /** What it looks like where it is now is learned anew. */
  void forgetThis() {
    views.set(0, new Looks());
  }

  /** It looks where it does now and nowhere else. */
  void forgetAll() {
    views.clear();
    views.add(new Looks());
  }

  byte[] save() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new DeflaterOutputStream(body, fast), 1 << 15))) {
      out.writeByte(views.size());
      for (Looks view : views) {
        view.write(out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      fast.end();
    }
    byte[] deflated = body.toByteArray();
    return ByteBuffer.allocate(HEADER_BYTES + deflated.length)
        .putInt(MAGIC)
        .putInt(VERSION)
        .putLong(checksum(deflated, 0))
        .put(deflated)
        .array();
  }

  /**
   * What {@link #save} gave, or an older version that knew one place.
   *
   * @throws IllegalArgumentException when it is damaged or none
   */
  static Views restore(byte[] saved) {
    ByteBuffer header = ByteBuffer.wrap(saved);
    if (saved.length < HEADER_BYTES || header.getInt() != MAGIC) {
      throw new IllegalArgumentException("no saved look of a camera");
    }
    int version = header.getInt();
    if (version != VERSION && version != ONE_VIEW) {
      throw new IllegalArgumentException("a saved look of version " + version);
    }
    if (header.getLong() != checksum(saved, HEADER_BYTES)) {
      throw new IllegalArgumentException("a damaged look: its checksum differs");
    }
    ByteArrayInputStream body =
        new ByteArrayInputStream(saved, HEADER_BYTES, saved.length - HEADER_BYTES);
    Views restored = new Views();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new InflaterInputStream(body), 1 << 15))) {
      int count = version == ONE_VIEW ? 1 : in.readUnsignedByte();
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException("a damaged look of " + count + " places");
      }
      restored.views.clear();
      for (int i = 0; i < count; i++) {
        restored.views.add(Looks.read(in));
      }
    } catch (IOException damaged) {
      throw new IllegalArgumentException("a damaged look: " + damaged.getMessage(), damaged);
    }
    return restored;
  }

  private static long checksum(byte[] bytes, int offset) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, bytes.length - offset);
    return crc.getValue();
  }
}
