package dev.slipway.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.guacamole.protocol.GuacamoleInstruction;

/**
 * What a browser may say to guacd: hands on the keyboard and mouse, the clipboard, and the answers that drawing asks
 * for. Nothing that opens files, pipes, audio or connections.
 */
enum BrowserOpcode {
    KEY(2, 2, true),
    MOUSE(3, 4, true),
    TOUCH(7, 7, false),
    SIZE(2, 3, true),
    SYNC(1, 2, true),
    NOP(0, 0, true),
    ACK(3, 3, false),
    CLIPBOARD(2, 2, false),
    BLOB(2, 2, false),
    END(1, 1, true),
    /** Of a serial console. */
    TYPE(1, 1, false),
    DISCONNECT(0, 0, true);

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}");
    private static final Map<String, BrowserOpcode> BY_WORD = Arrays.stream(values())
            .collect(Collectors.toMap(o -> o.name().toLowerCase(Locale.ROOT), Function.identity()));

    private final int fewest;
    private final int most;
    private final boolean numbers;

    BrowserOpcode(int fewest, int most, boolean numbers) {
        this.fewest = fewest;
        this.most = most;
        this.numbers = numbers;
    }

    /** What this instruction is, or empty if it must not be passed on. */
    static Optional<BrowserOpcode> of(GuacamoleInstruction instruction) {
        return Optional.ofNullable(BY_WORD.get(instruction.getOpcode())).filter(o -> o.fits(instruction));
    }

    private boolean fits(GuacamoleInstruction instruction) {
        var args = instruction.getArgs();
        return args.size() >= fewest
                && args.size() <= most
                && (!numbers || args.stream().allMatch(a -> NUMBER.matcher(a).matches()));
    }
}
