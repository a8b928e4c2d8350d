package dev.slipway.console;

import java.util.List;
import java.util.Set;
import org.apache.guacamole.GuacamoleException;

/**
 * What guacd may say to a browser. guacd closes some of its descriptors twice (1.3.0 to 1.6.0), so when one console
 * ends while another opens, bytes of one connection can reach another. Handshakes that suffer from it fail and are
 * begun anew; words of a handshake on a line that is past it must never get through: they hold a host and a password.
 */
final class GuacdOpcodes {
    enum Kind {
        DRAWING,
        ERROR,
        DISCONNECT,
        /** Belongs to somebody else's handshake or hands. */
        FOREIGN,
        UNKNOWN
    }

    private static final Set<String> DRAWING = Set.of(
            "ack",
            "arc",
            "blob",
            "cfill",
            "clip",
            "clipboard",
            "close",
            "copy",
            "cstroke",
            "cursor",
            "curve",
            "dispose",
            "distort",
            "end",
            "identity",
            "img",
            "jpeg",
            "lfill",
            "line",
            "lstroke",
            "mouse",
            "move",
            "name",
            "nop",
            "png",
            "pop",
            "push",
            "rect",
            "reset",
            "set",
            "shade",
            "size",
            "start",
            "sync",
            "transfer",
            "transform");
    private static final Set<String> FOREIGN =
            Set.of("select", "args", "connect", "ready", "image", "video", "timezone", "key", "touch");
    private static final int LONGEST = 12;

    private GuacdOpcodes() {}

    static Kind kind(char[] instruction) {
        String opcode = opcode(instruction);
        return switch (opcode) {
            case "error" -> Kind.ERROR;
            case "disconnect" -> Kind.DISCONNECT;
            default -> {
                if (DRAWING.contains(opcode)) {
                    yield Kind.DRAWING;
                }
                yield FOREIGN.contains(opcode) ? Kind.FOREIGN : Kind.UNKNOWN;
            }
        };
    }

    /** Whether this draws on the screen itself: the pointer and the like are drawn out of sight. */
    static boolean paintsWhatIsSeen(char[] instruction) throws GuacamoleException {
        int layerAt = switch (opcode(instruction)) {
            case "cfill" -> 1;
            case "img" -> 2;
            case "copy" -> 6;
            default -> -1;
        };
        if (layerAt < 0) {
            return false;
        }
        List<String> args =
                Instructions.parse(new String(instruction)).getFirst().getArgs();
        return args.size() > layerAt && !args.get(layerAt).startsWith("-");
    }

    private static String opcode(char[] instruction) {
        int start = 0;
        while (start < instruction.length && instruction[start] != '.') {
            start++;
        }
        int end = ++start;
        while (end < instruction.length
                && end - start <= LONGEST
                && instruction[end] != ','
                && instruction[end] != ';') {
            end++;
        }
        return end > instruction.length ? "" : new String(instruction, start, end - start);
    }
}
