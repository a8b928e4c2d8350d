package dev.slipway.console;

import java.util.ArrayList;
import java.util.List;
import org.apache.guacamole.GuacamoleClientException;
import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.protocol.GuacamoleInstruction;
import org.apache.guacamole.protocol.GuacamoleParser;

/** Reads text as Guacamole's instructions. */
final class Instructions {
    private Instructions() {}

    /** @throws GuacamoleException unless the text is whole instructions from its first character to its last */
    static List<GuacamoleInstruction> parse(CharSequence text) throws GuacamoleException {
        char[] chars = text.toString().toCharArray();
        var parser = new GuacamoleParser();
        var found = new ArrayList<GuacamoleInstruction>();
        for (int at = 0; at < chars.length; ) {
            int taken = parser.append(chars, at, chars.length - at);
            at += taken;
            if (parser.hasNext()) {
                GuacamoleInstruction next = parser.next();
                // The parser hands out its own array and fills it anew with the next instruction.
                found.add(new GuacamoleInstruction(next.getOpcode(), List.copyOf(next.getArgs())));
            } else if (taken == 0 || at == chars.length) {
                throw new GuacamoleClientException("the last instruction is cut off");
            }
        }
        return found;
    }
}
