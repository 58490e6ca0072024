package org.gengfu.analytics.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Joins standing looks to blobs. */
final class CandidateBlobs {
  /** Cells that came further apart are different things: parts the bag from the pile. */
  static final long MAX_ONSET_DIFFERENCE_MILLIS = 10_000;

  /** Seen once is passing, not standing. */
  private static final long MIN_AGE_MILLIS = 1_000;

  /** The ring of a 5-pixel thing touches four 8-pixel windows. */
  private static final int MIN_CELLS = 3;

  /** Fewer cells that show the empty place are flicker. */
  private static final double PART_LEFT = 0.3;

  private final CellGrid grid;
  private final int[] slotOf;
  private final int[] stack;
  private final int[] slots;

  CandidateBlobs(CellGrid grid) {
    this.grid = grid;
    this.slotOf = new int[grid.cells];
    this.stack = new int[grid.cells];
    this.slots = new int[grid.cells];
  }

  List<Blob> find(CandidateMemory memory, long now) {
    for (int cell = 0; cell < grid.cells; cell++) {
      int slot = memory.standing(cell, now);
      boolean stands = slot >= 0 && memory.lastSeen(slot) - memory.since(slot) >= MIN_AGE_MILLIS;
      slotOf[cell] = stands ? slot : -1;
    }
    List<Blob> blobs = new ArrayList<>();
    for (int cell = 0; cell < grid.cells; cell++) {
      if (slotOf[cell] >= 0) {
        int size = stayed(grow(cell, memory, now), memory);
        if (size >= MIN_CELLS) {
          blobs.add(blob(Arrays.copyOf(stack, size), Arrays.copyOf(slots, size), memory));
        }
      }
    }
    return blobs;
  }

  /** Puts the blob of the seed onto the stack, and gives its size. */
  private int grow(int seed, CandidateMemory memory, long now) {
    int size = 0;
    int next = 0;
    double sum = 0;
    stack[size] = seed;
    slots[size++] = slotOf[seed];
    slotOf[seed] = -1;
    while (next < size) {
      int cell = stack[next];
      sum += memory.since(slots[next]) - (double) now;
      double mean = sum / (next + 1) + now;
      next++;
      int x = cell % grid.columns;
      int y = cell / grid.columns;
      for (int ny = Math.max(0, y - 1); ny <= Math.min(grid.rows - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(grid.columns - 1, x + 1); nx++) {
          int near = ny * grid.columns + nx;
          if (slotOf[near] >= 0
              && Math.abs(memory.since(slotOf[near]) - mean) <= MAX_ONSET_DIFFERENCE_MILLIS) {
            stack[size] = near;
            slots[size++] = slotOf[near];
            slotOf[near] = -1;
          }
        }
      }
    }
    return size;
  }

  /**
   * Leaves out what has left, where that is a part of the whole: somebody stood by the thing. Gives
   * the number of the cells that are kept, on the stack.
   */
  private int stayed(int size, CandidateMemory memory) {
    int left = 0;
    for (int i = 0; i < size; i++) {
      left += memory.left(stack[i]) ? 1 : 0;
    }
    if (left < PART_LEFT * size || left == size) {
      return size;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!memory.left(stack[i])) {
        stack[kept] = stack[i];
        slots[kept++] = slots[i];
      }
    }
    return kept;
  }

  private static Blob blob(int[] cells, int[] slots, CandidateMemory memory) {
    long[] onsets = new long[slots.length];
    for (int i = 0; i < slots.length; i++) {
      onsets[i] = memory.since(slots[i]);
    }
    Arrays.sort(onsets);
    return new Blob(cells, slots, onsets[onsets.length / 2]);
  }
}
