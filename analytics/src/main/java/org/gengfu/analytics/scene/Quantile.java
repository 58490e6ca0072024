package org.gengfu.analytics.scene;

/** Finds one value of many by its rank, without sorting all of them. */
final class Quantile {
  private Quantile() {}

  /**
   * The value that a sorted array would have at an index (Hoare's selection).
   *
   * @param values the first {@code count} of them are put into another order; none is NaN
   * @param rank index, below {@code count}
   */
  static float select(float[] values, int count, int rank) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      float pivot = values[(low + high) >>> 1];
      int left = low;
      int right = high;
      while (left <= right) {
        while (values[left] < pivot) {
          left++;
        }
        while (values[right] > pivot) {
          right--;
        }
        if (left <= right) {
          float swapped = values[left];
          values[left++] = values[right];
          values[right--] = swapped;
        }
      }
      if (rank <= right) {
        high = right;
      } else if (rank >= left) {
        low = left;
      } else {
        break;
      }
    }
    return values[rank];
  }
}
