package org.gengfu.analytics.scene;

/**
 * Sums over the windows of one row of cells. Windows of neighbours overlap by half, so each pixel
 * is read once into a block of a cell's size, and four blocks make a window; only windows at the
 * edges, which are moved inwards, are read whole. Rows are asked for one after another, from 0.
 */
final class WindowSums {
  private final CellGrid grid;

  /** Where the blocks begin: the second cell's window, and so on. */
  private final int first;

  /** Blocks in a row, and rows of them. */
  private final int blocks;

  private final int blockRows;
  private Blocks upper;
  private Blocks lower;

  /** By the column of the cell: the sum of the first picture's pixels. */
  final int[] sum;

  /** The sum of the first picture's squares. */
  final int[] squares;

  /** The sum of the products of both pictures, where there are two. */
  final int[] cross;

  /** The sum of the first picture's pixels times −7, −5 … 7 from left to right. */
  final int[] acrossX;

  /** The same from top to bottom. */
  final int[] acrossY;

  private static final class Blocks {
    final int[] sum;
    final int[] squares;
    final int[] cross;
    final int[] acrossX;
    final int[] acrossY;

    Blocks(int count) {
      sum = new int[count];
      squares = new int[count];
      cross = new int[count];
      acrossX = new int[count];
      acrossY = new int[count];
    }
  }

  WindowSums(CellGrid grid) {
    this.grid = grid;
    this.first = CellGrid.CELL - (CellGrid.WINDOW - CellGrid.CELL) / 2;
    this.blocks = Math.floorDiv(grid.width - first, CellGrid.CELL);
    this.blockRows = Math.floorDiv(grid.height - first, CellGrid.CELL);
    this.upper = new Blocks(blocks);
    this.lower = new Blocks(blocks);
    this.sum = new int[grid.columns];
    this.squares = new int[grid.columns];
    this.cross = new int[grid.columns];
    this.acrossX = new int[grid.columns];
    this.acrossY = new int[grid.columns];
  }

  /** Of luma: sums, squares and what is across. */
  void ofLuma(int row, byte[] luma) {
    if (whole(row)) {
      if (row == 1) {
        lumaBlocks(0, luma);
      }
      swap();
      lumaBlocks(row, luma);
      join(upper.sum, lower.sum, sum);
      join(upper.squares, lower.squares, squares);
      joinAcross();
    }
    for (int column = nextApart(row, -1); column < grid.columns; column = nextApart(row, column)) {
      luma(luma, origin(row, column), column);
    }
  }

  /** Of the background: sums, squares and what is across; and of its products with luma. */
  void ofBackground(int row, short[] pixels, byte[] luma) {
    if (whole(row)) {
      if (row == 1) {
        backgroundBlocks(0, pixels, luma);
      }
      swap();
      backgroundBlocks(row, pixels, luma);
      join(upper.sum, lower.sum, sum);
      join(upper.squares, lower.squares, squares);
      join(upper.cross, lower.cross, cross);
      joinAcross();
    }
    for (int column = nextApart(row, -1); column < grid.columns; column = nextApart(row, column)) {
      background(pixels, luma, origin(row, column), column);
    }
  }

  /** Whether the row has windows of whole blocks. */
  private boolean whole(int row) {
    return row > 0 && row < blockRows;
  }

  /** The next column whose window is not made of whole blocks. */
  private int nextApart(int row, int column) {
    return whole(row) && column == 0 ? Math.max(1, blocks) : column + 1;
  }

  private int origin(int row, int column) {
    return grid.windowOrigin(row * grid.columns + column);
  }

  private void swap() {
    Blocks swapped = upper;
    upper = lower;
    lower = swapped;
  }

  private static void join(int[] upper, int[] lower, int[] windows) {
    int end = Math.min(upper.length, windows.length);
    for (int column = 1; column < end; column++) {
      windows[column] = upper[column - 1] + upper[column] + lower[column - 1] + lower[column];
    }
  }

  /**
   * A block's own weights are −3, −1, 1, 3; in the window they lie a cell's size to either side.
   */
  private void joinAcross() {
    join(upper.acrossX, lower.acrossX, acrossX);
    join(upper.acrossY, lower.acrossY, acrossY);
    int end = Math.min(blocks, grid.columns);
    for (int column = 1; column < end; column++) {
      int upperLeft = upper.sum[column - 1];
      int upperRight = upper.sum[column];
      int lowerLeft = lower.sum[column - 1];
      int lowerRight = lower.sum[column];
      acrossX[column] += CellGrid.CELL * (upperRight + lowerRight - upperLeft - lowerLeft);
      acrossY[column] += CellGrid.CELL * (lowerLeft + lowerRight - upperLeft - upperRight);
    }
  }

  /** Four pixels a step, written out: the compiler leaves loops this short as they are. */
  private void lumaBlocks(int blockRow, byte[] luma) {
    int at = origin(blockRow);
    for (int block = 0; block < blocks; block++, at += CellGrid.CELL) {
      int total = 0;
      int square = 0;
      int x = 0;
      int y = 0;
      int down = 1 - CellGrid.CELL;
      for (int i = at; down < CellGrid.CELL; i += grid.width, down += 2) {
        int four = FourInOne.pixels(luma, i);
        int a = four & 0xff;
        int b = (four >>> 8) & 0xff;
        int c = (four >>> 16) & 0xff;
        int d = four >>> 24;
        int sum = a + b + c + d;
        total += sum;
        square += a * a + b * b + c * c + d * d;
        x += 3 * (d - a) + c - b;
        y += down * sum;
      }
      lower.sum[block] = total;
      lower.squares[block] = square;
      lower.acrossX[block] = x;
      lower.acrossY[block] = y;
    }
  }

  private void backgroundBlocks(int blockRow, short[] pixels, byte[] luma) {
    int at = origin(blockRow);
    for (int block = 0; block < blocks; block++, at += CellGrid.CELL) {
      int total = 0;
      int square = 0;
      int product = 0;
      int x = 0;
      int y = 0;
      int down = 1 - CellGrid.CELL;
      for (int i = at; down < CellGrid.CELL; i += grid.width, down += 2) {
        int four = FourInOne.pixels(luma, i);
        int a = Background.rounded(pixels[i]);
        int b = Background.rounded(pixels[i + 1]);
        int c = Background.rounded(pixels[i + 2]);
        int d = Background.rounded(pixels[i + 3]);
        int sum = a + b + c + d;
        total += sum;
        square += a * a + b * b + c * c + d * d;
        product +=
            a * (four & 0xff)
                + b * ((four >>> 8) & 0xff)
                + c * ((four >>> 16) & 0xff)
                + d * (four >>> 24);
        x += 3 * (d - a) + c - b;
        y += down * sum;
      }
      lower.sum[block] = total;
      lower.squares[block] = square;
      lower.cross[block] = product;
      lower.acrossX[block] = x;
      lower.acrossY[block] = y;
    }
  }

  private int origin(int blockRow) {
    return (first + blockRow * CellGrid.CELL) * grid.width + first;
  }

  private void luma(byte[] luma, int at, int column) {
    int total = 0;
    int square = 0;
    int x = 0;
    int y = 0;
    int down = 1 - CellGrid.WINDOW;
    for (int row = at; down < CellGrid.WINDOW; row += grid.width, down += 2) {
      int before = total;
      int weight = 1 - CellGrid.WINDOW;
      for (int i = row; i < row + CellGrid.WINDOW; i++, weight += 2) {
        int value = luma[i] & 0xff;
        total += value;
        square += value * value;
        x += weight * value;
      }
      y += down * (total - before);
    }
    sum[column] = total;
    squares[column] = square;
    acrossX[column] = x;
    acrossY[column] = y;
  }

  private void background(short[] pixels, byte[] luma, int at, int column) {
    int total = 0;
    int square = 0;
    int product = 0;
    int x = 0;
    int y = 0;
    int down = 1 - CellGrid.WINDOW;
    for (int row = at; down < CellGrid.WINDOW; row += grid.width, down += 2) {
      int before = total;
      int weight = 1 - CellGrid.WINDOW;
      for (int i = row; i < row + CellGrid.WINDOW; i++, weight += 2) {
        int back = Background.rounded(pixels[i]);
        total += back;
        square += back * back;
        product += back * (luma[i] & 0xff);
        x += weight * back;
      }
      y += down * (total - before);
    }
    sum[column] = total;
    squares[column] = square;
    cross[column] = product;
    acrossX[column] = x;
    acrossY[column] = y;
  }
}
