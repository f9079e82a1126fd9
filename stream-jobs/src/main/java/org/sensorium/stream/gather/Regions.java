package org.sensorium.stream.gather;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Squares that hang together: with at most one square between each and the next. */
final class Regions {
    /** A front that is wider than a square begins in several, and not all of them at once. */
    static final int REACH = 2;

    private Regions() {}

    /** The regions in the order of their first squares, each with its squares in order. */
    static List<SortedSet<Cell>> of(SortedSet<Cell> cells) {
        Set<Cell> left = new TreeSet<>(cells);
        List<SortedSet<Cell>> regions = new ArrayList<>();
        for (Cell start : cells) {
            if (left.remove(start)) {
                regions.add(around(start, left));
            }
        }
        return regions;
    }

    private static SortedSet<Cell> around(Cell start, Set<Cell> left) {
        SortedSet<Cell> region = new TreeSet<>();
        Deque<Cell> next = new ArrayDeque<>();
        next.add(start);
        while (!next.isEmpty()) {
            Cell cell = next.remove();
            region.add(cell);
            for (int row = -REACH; row <= REACH; row++) {
                for (int column = -REACH; column <= REACH; column++) {
                    Cell near = new Cell(cell.row() + row, cell.column() + column);
                    if (left.remove(near)) {
                        next.add(near);
                    }
                }
            }
        }
        return region;
    }
}
