package org.sensorium.stream.gather;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import org.sensorium.stream.detect.Square;

/** Where a square is in its grid. */
record Cell(int row, int column) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
            Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column);

    static Cell of(Square square) {
        return new Cell(square.row(), square.column());
    }

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }

    /** Whether it is at most so many rows and columns away. */
    boolean isWithin(int squares, Cell other) {
        return Math.abs(row - other.row) <= squares && Math.abs(column - other.column) <= squares;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(row);
        out.writeInt(column);
    }

    static Cell read(DataInput in) throws IOException {
        return new Cell(in.readInt(), in.readInt());
    }
}
