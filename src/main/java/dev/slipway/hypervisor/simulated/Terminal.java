package dev.slipway.hypervisor.simulated;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a simulated guest shows: its name, and whatever is typed into it. */
final class Terminal {
    static final int WIDTH = 640;
    static final int HEIGHT = 400;
    private static final int DOT = 4;
    private static final int CELL_WIDTH = (Glyphs.WIDTH + 1) * DOT;
    private static final int CELL_HEIGHT = (Glyphs.HEIGHT + 2) * DOT;
    private static final int COLUMNS = WIDTH / CELL_WIDTH;
    private static final int ROWS = HEIGHT / CELL_HEIGHT;
    private static final int INK = 0xd8e4f0;
    private static final int PAPER = 0x10202c;
    private static final int ENTER = 0xff0d;
    private static final int BACKSPACE = 0xff08;

    private final String heading;
    private final StringBuilder typed = new StringBuilder();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    Terminal(String name) {
        heading = "SIMULATED VM\n" + name + "\n\n> ";
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void forget(Runnable watcher) {
        watchers.remove(watcher);
    }

    /** @param symbol an X11 key symbol, as RFB sends it */
    void press(int symbol) {
        synchronized (this) {
            if (symbol >= ' ' && symbol <= '~') {
                typed.append((char) symbol);
            } else if (symbol == ENTER) {
                typed.append("\n> ");
            } else if (symbol == BACKSPACE && !typed.isEmpty()) {
                typed.setLength(typed.length() - 1);
            } else {
                return;
            }
        }
        watchers.forEach(Runnable::run);
    }

    /** Row by row, 0xRRGGBB. */
    synchronized int[] paint() {
        var pixels = new int[WIDTH * HEIGHT];
        Arrays.fill(pixels, PAPER);
        var lines = (heading + typed + "_").lines().toList();
        var shown = lines.subList(Math.max(0, lines.size() - ROWS), lines.size());
        for (int row = 0; row < shown.size(); row++) {
            var line = shown.get(row);
            for (int column = 0; column < Math.min(line.length(), COLUMNS); column++) {
                letter(pixels, line.charAt(column), column * CELL_WIDTH, row * CELL_HEIGHT);
            }
        }
        return pixels;
    }

    private static void letter(int[] pixels, char letter, int left, int top) {
        for (int y = 0; y < Glyphs.HEIGHT * DOT; y++) {
            for (int x = 0; x < Glyphs.WIDTH * DOT; x++) {
                if (Glyphs.dot(letter, x / DOT, y / DOT)) {
                    pixels[(top + DOT + y) * WIDTH + left + DOT / 2 + x] = INK;
                }
            }
        }
    }
}
